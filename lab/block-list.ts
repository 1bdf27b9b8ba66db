/**
 * Block lists of the simulated internet, as zones of the lab's DNS (RFC 5782): one that works, one that refuses public
 * resolvers, one that shut down and says yes to everything, one that is gone, one that is silent. Used by scenarios only.
 */
import { reverseName } from '#src/protocol/dns/reverse-name.ts';
import type { ZoneName, Zones } from './dns-server.ts';
import type { World } from './world.ts';

export type ListMood = 'works' | 'refuses' | 'lists-all' | 'parked' | 'gone' | 'silent' | 'servfail';
export interface LabList {
  readonly zone: string;
  readonly kind: 'ip' | 'domain';
  readonly mood?: ListMood;
  /** Addresses or domains. */
  readonly listed?: readonly string[];
  /** Answer for what is listed; default 127.0.0.2. */
  readonly code?: string;
}

/** The lists that the host of the setting `watched` is configured with. */
export const IP_LISTS = ['bl.lists-lab.test', 'second.lists-lab.test'] as const;
export const DOMAIN_LISTS = ['names.lists-lab.test'] as const;

const entryName = (entry: string, zone: string): string => {
  const reversed = reverseName(entry);
  return reversed === null ? `${entry}.${zone}` : `${reversed.replace(/\.(?:in-addr|ip6)\.arpa$/, '')}.${zone}`;
};

function zonesOf({ zone, kind, mood = 'works', listed = [], code = '127.0.0.2' }: LabList): Zones {
  const apex: ZoneName = { NS: [`ns1.dns.test`], SOA: {} };
  const answer = (address: string, text: string): ZoneName => ({ A: [address], TXT: [text] });
  switch (mood) {
    case 'works': {
      const test = kind === 'ip' ? '127.0.0.2' : 'test';
      const names = [test, ...listed].map((entry) => [
        entryName(entry, zone),
        answer(code, `see https://${zone}/${entry}`),
      ]);
      return { [zone]: apex, ...(Object.fromEntries(names) as Zones) };
    }
    case 'refuses':
      return {
        [zone]: apex,
        [`*.${zone}`]: answer('127.255.255.254', 'Error: open resolver; see https://example.test/'),
      };
    case 'lists-all':
      return { [zone]: apex, [`*.${zone}`]: answer('127.0.0.2', 'this list has been shut down') };
    case 'parked':
      return { [zone]: apex, [`*.${zone}`]: answer('198.51.100.99', 'this domain is for sale') };
    case 'gone':
      return { [zone]: apex };
    case 'silent':
    case 'servfail': {
      const dumb: ZoneName = { mood };
      return { [zone]: apex, [`*.${zone}`]: dumb };
    }
  }
}

/** Names that a world has of its lists now. */
const names = new WeakMap<World['dns'], readonly string[]>();

/** Puts all lists into these states; what is not named works and lists nobody. */
export function setLists(world: World, lists: readonly LabList[] = []): void {
  for (const name of names.get(world.dns) ?? []) world.dns.remove(name);
  const named = new Map(lists.map((list) => [list.zone, list]));
  const all: LabList[] = [
    ...IP_LISTS.map((zone) => named.get(zone) ?? { zone, kind: 'ip' as const }),
    ...DOMAIN_LISTS.map((zone) => named.get(zone) ?? { zone, kind: 'domain' as const }),
  ];
  const zones: Zones = Object.assign({}, ...all.map(zonesOf)) as Zones;
  names.set(world.dns, Object.keys(zones));
  world.dns.add(zones);
}
