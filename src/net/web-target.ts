/**
 * Where a web address really leads: resolved by our own resolver, each address checked before anything connects to it.
 * Called by web-fetch.ts. A private, loopback or link-local address is refused unless `outbound.hosts` names it or
 * `net.allowPrivate` is on; since the very address that was checked is connected to, DNS cannot change its mind between.
 */
import { isIP } from 'node:net';
import { isPublicAddress } from './address-range.ts';
import type { Resolver } from './dns-answer.ts';
import type { Reach } from './reach.ts';

/** Addresses tried of one host. */
const MOST_ADDRESSES = 4;

export interface WebTarget {
  /** The address as the internet knows it; that of the override when its name alone leads there. */
  readonly address: string;
  readonly connectTo: { readonly host: string; readonly port: number };
}
export type WebTargets =
  | { readonly kind: 'targets'; readonly targets: readonly WebTarget[] }
  | { readonly kind: 'none'; readonly why: 'no-such-name' | 'no-address' | 'dns' | 'private-address' };

export interface TargetDeps {
  readonly resolver: Pick<Resolver, 'a' | 'aaaa'>;
  readonly reach: Reach;
  readonly allowPrivate: boolean;
}

/** The addresses of a host name or address literal, IPv4 first; `family` asks for one family only. Never throws. */
export async function webTargets(deps: TargetDeps, host: string, port: number, family?: 4 | 6): Promise<WebTargets> {
  const place = deps.reach(host, port);
  if (place !== null) return { kind: 'targets', targets: [{ address: place.host, connectTo: place }] };
  if (isIP(host) !== 0) return checked(deps, [host], port, family);
  const [v4, v6] = await Promise.all([
    family === 6 ? null : deps.resolver.a(host),
    family === 4 ? null : deps.resolver.aaaa(host),
  ]);
  const answers = [v4, v6].flatMap((answer) => (answer === null ? [] : [answer]));
  const all = answers.flatMap((answer) => (answer.kind === 'records' ? answer.records : []));
  if (all.length > 0) return checked(deps, all, port, family);
  if (answers.some((answer) => answer.kind === 'failed')) return { kind: 'none', why: 'dns' };
  const isGone = answers.every((answer) => answer.kind === 'nxdomain');
  return { kind: 'none', why: isGone ? 'no-such-name' : 'no-address' };
}

function checked(deps: TargetDeps, addresses: readonly string[], port: number, family?: 4 | 6): WebTargets {
  const fitting = addresses.filter((address) => family === undefined || isIP(address) === family);
  if (fitting.length === 0) return { kind: 'none', why: 'no-address' };
  const targets = fitting.flatMap((address): WebTarget[] => {
    const place = deps.reach(address, port);
    if (place !== null) return [{ address, connectTo: place }];
    return deps.allowPrivate || isPublicAddress(address) ? [{ address, connectTo: { host: address, port } }] : [];
  });
  if (targets.length === 0) return { kind: 'none', why: 'private-address' };
  return { kind: 'targets', targets: targets.slice(0, MOST_ADDRESSES) };
}
