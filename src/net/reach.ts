/**
 * Where a host name or an address is really reached: `outbound.hosts` of the configuration, by which a lab puts its
 * simulated internet on loopback ports. Used by everything that connects outwards. Resolves nothing, connects nothing.
 */
import { isIPv6 } from 'node:net';

export interface Place {
  readonly host: string;
  readonly port: number;
}
/** The place for a host name or address and a port: the override for `host:port`, else for `host`, else null. */
export type Reach = (host: string, port: number) => Place | null;

const keyOf = (host: string): string => host.toLowerCase().replace(/\.$/, '');
const withPort = (host: string, port: number): string => (isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`);

/** Reads `ip:port`, `[v6]:port`, `name:port`; null when it is none. */
export function readPlace(text: string): Place | null {
  const match = /^(?:\[([^\]]+)\]|([^:\s]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  return match === null || port < 1 || port > 65_535 ? null : { host: match[1] ?? match[2], port };
}

/** `overrides` are read at each call: keys `name`, `name:port`, `ip`, `ip:port`, `[v6]:port`; values `host:port`. */
export function createReach(overrides: Readonly<Record<string, string>>): Reach {
  return (host, port) => {
    const key = keyOf(host);
    const value = overrides[withPort(key, port)] ?? overrides[key];
    return value === undefined ? null : readPlace(value);
  };
}
