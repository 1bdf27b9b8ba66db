/**
 * Faults before the doors of the host itself, as the world meets them: a proxy at each usual port that can be told to
 * misbehave, and IPv6 addresses for the host's name. They strike every customer: each scenario begins with `asUsual`.
 */
import { type Fault, type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { reverseName } from '#src/protocol/dns/reverse-name.ts';
import { HOST_ADDRESS, HOSTNAME, type World } from './world.ts';

export const HOST_V6 = '2001:db8::25';
const DOORS = {
  25: 'inbound',
  587: 'submission',
  465: 'submissions',
  143: 'imap',
  993: 'imaps',
  995: 'pop3s',
} as const;
export type UsualPort = keyof typeof DOORS;
const PORTS = Object.keys(DOORS).map(Number) as readonly UsualPort[];

const proxies = new WeakMap<World['dns'], Map<string, FaultProxy>>();
const real = (world: World, port: UsualPort): string => `127.0.0.1:${world.port(DOORS[port])}`;
const places = { 4: HOST_ADDRESS, 6: `[${HOST_V6}]` } as const;

/** Every door of the host is reached again at its usual port, over IPv4, and nothing is wrong with it. */
export function asUsual(world: World): void {
  world.dns.add({ [HOSTNAME]: { A: [HOST_ADDRESS] } });
  for (const port of PORTS) {
    world.place(`${HOST_ADDRESS}:${port}`, real(world, port));
    world.place(`[${HOST_V6}]:${port}`, null);
  }
}

/** The host's name has both kinds of address, or only IPv6; its doors are reached over either. */
export function withIpv6(world: World, families: 'both' | 'only' = 'both'): void {
  world.dns.add({ [HOSTNAME]: { ...(families === 'both' ? { A: [HOST_ADDRESS] } : {}), AAAA: [HOST_V6] } });
  world.dns.add({ [reverseName(HOST_V6) ?? '']: { PTR: [HOSTNAME] } });
  for (const port of PORTS) world.place(`[${HOST_V6}]:${port}`, real(world, port));
}

/** Puts a fault before one door. */
export async function faultAt(world: World, port: UsualPort, fault: Fault, family: 4 | 6 = 4): Promise<FaultProxy> {
  const of = proxies.get(world.dns) ?? new Map<string, FaultProxy>();
  proxies.set(world.dns, of);
  const place = `${places[family]}:${port}`;
  let proxy = of.get(place);
  if (proxy === undefined) {
    proxy = await startFaultProxy(real(world, port));
    of.set(place, proxy);
    const made = proxy;
    world.onStop(() => made.stop());
  }
  await proxy.setFault(fault);
  world.place(place, proxy.address);
  return proxy;
}
