/**
 * Gathers the chain of trust of a walked domain and has it judged (protocol/dnssec/chain.ts), on each of its servers: one
 * stale copy is another fault than a broken zone. Called by probes/delegation.
 */
import type { DnsRecord } from '#src/protocol/dns/message.ts';
import { type ChainLink, type ChainResult, checkChain } from '#src/protocol/dnssec/chain.ts';
import { type Ds, readDs } from '#src/protocol/dnssec/key.ts';
import type { Authority } from './dns-authorities.ts';
import { askTwice, type DnsBudget } from './dns-query.ts';
import type { DnsWalk, ZoneCut } from './dns-walk.ts';
import { ROOT_ANCHORS } from './root-servers.ts';

export interface Trust {
  readonly result: ChainResult;
  /** Servers whose copy does not hold although another server's does. */
  readonly staleServers: readonly string[];
}

/** DS records of the root from the configuration; the real ones when it has none. */
export const anchorsOf = (configured: readonly string[]): readonly Ds[] =>
  (configured.length > 0 ? configured : ROOT_ANCHORS).flatMap((text) => readDs(text) ?? []);

const MOST_SERVERS = 4;

/** `now` in epoch seconds. The walk's cuts, root first; authorities of the last of them. */
export async function checkTrust(
  walk: DnsWalk,
  asked: { readonly cuts: readonly ZoneCut[]; readonly authorities: readonly Authority[] },
  anchors: readonly Ds[],
  now: number,
  budget: DnsBudget,
): Promise<Trust> {
  const { cuts, authorities } = asked;
  const own = cuts[cuts.length - 1];
  const links: ChainLink[] = await Promise.all(
    cuts.slice(0, -1).map(async (cut) => ({ zone: cut.zone, above: cut.above, keys: await walk.keys(cut, budget) })),
  );
  const speaking = authorities
    .filter((one) => one.state === 'authoritative' && one.place !== null)
    .slice(0, MOST_SERVERS);
  const hasDs = own.above.some((record) => record.type === 'DS' && record.name === own.zone);
  if (!hasDs || speaking.length === 0) {
    const last: ChainLink = { zone: own.zone, above: own.above, keys: null };
    return { result: checkChain(anchors, [...links, last], [], now), staleServers: [] };
  }
  const results = await Promise.all(
    speaking.map(async (authority) => {
      const keys = await keysAt(authority, own.zone, budget);
      const last: ChainLink = { zone: own.zone, above: own.above, keys };
      return checkChain(anchors, [...links, last], authority.leaves, now);
    }),
  );
  const good = results.find((one) => one.state === 'secure') ?? results.find((one) => one.state === 'insecure');
  const result = good ?? results.find((one) => one.state === 'bogus') ?? results[0];
  const isStale = (i: number): boolean => good !== undefined && results[i].state === 'bogus';
  return { result, staleServers: speaking.flatMap(({ server }, i) => (isStale(i) ? [server] : [])) };
}

async function keysAt(authority: Authority, zone: string, budget: DnsBudget): Promise<readonly DnsRecord[] | null> {
  if (authority.place === null) return null;
  const options = { recursionDesired: false, dnssecOk: true, octets: true };
  const answer = await askTwice(budget, { server: authority.place, name: zone, type: 'DNSKEY', options });
  if (answer.kind !== 'reply' || answer.reply.rcode !== 0 || !answer.reply.authoritative) return null;
  return answer.reply.answers;
}
