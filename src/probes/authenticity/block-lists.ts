/**
 * `dns.block-lists`: the configured block lists, each tested with its own test entries before its word counts (RFC 5782 §5),
 * then asked about our addresses and the customer's domain. A list that refuses our resolver has said nothing.
 */
import type { BlockList, DnsBlockLists } from '#src/diagnosis/observed-authenticity.ts';
import { reverseName } from '#src/protocol/dns/reverse-name.ts';
import type { Resolver } from '#src/net/dns-answer.ts';
import type { GroupDeps } from '../group.ts';
import { isUntold, type Untold, untold } from '../run-probe.ts';
import { sendingAddresses } from '../spf-reach.ts';
import { isSeenOutside } from './ptr.ts';

const MOST_LISTS = 20;

/** The part in front of the zone: octets or nibbles backwards (RFC 5782 §2.1, §2.4). */
const queryName = (address: string, zone: string): string =>
  `${(reverseName(address) ?? '').replace(/\.(?:in-addr|ip6)\.arpa$/, '')}.${zone}`;

type Said =
  | { readonly kind: 'listed'; readonly codes: readonly string[] }
  | { readonly kind: 'not-listed' | 'refused' | 'nonsense' }
  | { readonly kind: 'failed'; readonly why: string };

/**
 * What a code means: 127.255.255.x says "you may not ask" (open resolver, too many questions), as 127.0.0.1 does with lists
 * of domains; what is outside 127/8 is no list at all, but a parked domain.
 */
function meaningOf(codes: readonly string[], kind: BlockList['kind']): Said {
  if (codes.some((code) => !code.startsWith('127.'))) return { kind: 'nonsense' };
  const refusing = codes.filter(
    (code) => /^127\.255\.255\.|^127\.0\.1\.255$/.test(code) || (kind === 'domain' && code === '127.0.0.1'),
  );
  return refusing.length > 0 ? { kind: 'refused' } : { kind: 'listed', codes };
}

async function ask(resolver: Resolver, name: string, kind: BlockList['kind']): Promise<Said> {
  const answer = await resolver.a(name);
  switch (answer.kind) {
    case 'failed':
      return { kind: 'failed', why: answer.why };
    case 'records':
      return meaningOf(answer.records, kind);
    case 'nodata':
    case 'nxdomain':
      return { kind: 'not-listed' };
  }
}

/** RFC 5782 §5: 127.0.0.2 (or TEST) must be listed, 127.0.0.1 (or INVALID) must not. */
async function selfTest(
  resolver: Resolver,
  zone: string,
  kind: BlockList['kind'],
): Promise<BlockList['state'] | Untold> {
  const [mustBe, mustNot] =
    kind === 'ip' ? [queryName('127.0.0.2', zone), queryName('127.0.0.1', zone)] : [`test.${zone}`, `invalid.${zone}`];
  const [first, second] = await Promise.all([ask(resolver, mustBe, kind), ask(resolver, mustNot, kind)]);
  if (first.kind === 'refused' || second.kind === 'refused') return 'refuses-us';
  if (first.kind === 'failed') return first.why === 'refused' ? 'refuses-us' : untold(first.why);
  if (second.kind === 'failed') return untold(second.why);
  if (second.kind !== 'not-listed' || first.kind === 'nonsense') return 'says-yes-to-all';
  return first.kind === 'listed' ? 'works' : 'gone';
}

interface Asked {
  readonly zone: string;
  readonly kind: BlockList['kind'];
  /** What is asked about, with the name under which the list has it. */
  readonly entries: readonly { readonly entry: string; readonly name: string }[];
}

async function lookAtList(resolver: Resolver, { zone, kind, entries }: Asked): Promise<BlockList | Untold> {
  const state = await selfTest(resolver, zone, kind);
  if (typeof state !== 'string') return state;
  if (state !== 'works') return { zone, kind, state, listed: [] };
  const listed: BlockList['listed'][number][] = [];
  for (const { entry, name } of entries) {
    const said = await ask(resolver, name, kind);
    if (said.kind === 'failed') return untold(said.why);
    if (said.kind === 'refused') return { zone, kind, state: 'refuses-us', listed: [] };
    if (said.kind !== 'listed') continue;
    // Asked again before it counts.
    const again = await ask(resolver, name, kind);
    if (again.kind !== 'listed') continue;
    const words = await resolver.txt(name);
    const text = words.kind === 'records' ? (words.records[0] ?? '').slice(0, 300) : null;
    listed.push({ entry, codes: again.codes, text });
  }
  return { zone, kind, state, listed };
}

export async function lookAtBlockLists(
  deps: Pick<GroupDeps, 'resolver' | 'host' | 'configuration'>,
  domain: string | null,
): Promise<DnsBlockLists | Untold> {
  const { ipLists, domainLists } = deps.configuration.reputation;
  if (ipLists.length + domainLists.length === 0) return { lists: [] };
  const own = ipLists.length === 0 ? [] : ((await sendingAddresses(deps.resolver, deps.host())) ?? []);
  const addresses = own.filter((one) => isSeenOutside(one, deps.configuration.net.allowPrivate));
  const asked: Asked[] = [
    ...ipLists.map((zone) => ({
      zone,
      kind: 'ip' as const,
      entries: addresses.map((entry) => ({ entry, name: queryName(entry, zone) })),
    })),
    ...domainLists.map((zone) => ({
      zone,
      kind: 'domain' as const,
      entries: domain === null ? [] : [{ entry: domain, name: `${domain}.${zone}` }],
    })),
  ];
  const all = await Promise.all(asked.slice(0, MOST_LISTS).map((one) => lookAtList(deps.resolver, one)));
  const lists = all.flatMap((one) => (isUntold(one) ? [] : [one]));
  // Lists that did not answer say nothing; when none did, nothing is known.
  return lists.length === 0 ? (all.find(isUntold) ?? untold('failed')) : { lists };
}
