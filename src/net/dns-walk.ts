/**
 * The walk from the roots to a domain, as a resolver without memory goes it: at each cut who the zone above names, with
 * which addresses, and what it says of DS. Called by probes/delegation. Remembers top-level cuts, and for a minute that the
 * roots are out of reach. Never asks private addresses unless that is allowed or the lab has put them somewhere.
 */
import type { DnsRecord, DnsReply } from '#src/protocol/dns/message.ts';
import { isWithin, labelsOf } from '#src/protocol/dns/name.ts';
import { isPublicAddress } from './address-range.ts';
import type { Clock } from './clock.ts';
import type { Resolver } from './dns-answer.ts';
import { askOnce, type DnsBudget, type RawAnswer } from './dns-query.ts';
import type { Reach } from './reach.ts';
import { parseDnsServer } from './resolver.ts';
import type { DnsServerAddress } from './resolver-transport.ts';
import { ROOT_ADDRESSES } from './root-servers.ts';

export interface NameServer {
  readonly name: string;
  /** Addresses of the zone above (glue), or of DNS where that gives none. */
  readonly addresses: readonly string[];
  /** Of `addresses`, those that came as glue. */
  readonly glue: readonly string[];
}
export interface ZoneCut {
  readonly zone: string;
  readonly servers: readonly NameServer[];
  /** What the zone above said with it: DS, or NSEC, with signatures. */
  readonly above: readonly DnsRecord[];
  /** TTL of the zone above's NS records. */
  readonly ttlSeconds: number;
  /** Where its servers are really asked. */
  readonly places: readonly DnsServerAddress[];
}
export type Walked =
  | { readonly kind: 'found'; /** Root first, the domain's own zone last. */ readonly cuts: readonly ZoneCut[] }
  /** A zone above says that the name does not exist. */
  | { readonly kind: 'nxdomain'; readonly zone: string }
  | { readonly kind: 'unknown'; readonly why: 'roots-unreachable' | 'parent-silent' | 'not-asked' };

export interface WalkDeps {
  /** `ip:port`; empty: the real ones. */
  readonly roots: readonly string[];
  readonly resolver: Resolver;
  readonly reach: Reach;
  readonly clock: Clock;
  readonly allowPrivate: boolean;
}
export interface DnsWalk {
  /** Walks to the zone that holds `domain` (A-labels, lower case). Never throws. */
  walk(domain: string, budget: DnsBudget): Promise<Walked>;
  /** The DNSKEY records of a zone with their signatures, kept for a minute; null when no server of it tells. */
  keys(cut: ZoneCut, budget: DnsBudget): Promise<readonly DnsRecord[] | null>;
  /** Where a name server's address is really asked; null when it must not be. */
  placeOf(server: string, address: string): DnsServerAddress | null;
}

const MINUTE_MS = 60_000;
/** Of a root so short that all of them together stay below a second: where port 53 is closed, nobody waits for long. */
const TRIES = 3;
const MOST_SERVERS = 8;
const MOST_ADDRESSES = 2;
const MOST_LABELS = 12;
/** Top-level domains to remember. */
const MOST_KNOWN = 500;

/** Makes a walk with a memory of its own. Holds no socket: nothing to close. */
export function createDnsWalk(deps: WalkDeps): DnsWalk {
  const placeOf = (server: string, address: string): DnsServerAddress | null => {
    const place = deps.reach(address, 53) ?? deps.reach(server, 53);
    if (place !== null) return place;
    return deps.allowPrivate || isPublicAddress(address) ? { host: address, port: 53 } : null;
  };
  const roots: readonly DnsServerAddress[] = (deps.roots.length > 0 ? deps.roots : ROOT_ADDRESSES).flatMap(
    (text) => parseDnsServer(text) ?? [],
  );
  const root: ZoneCut = { zone: '', servers: [], above: [], ttlSeconds: 86_400, places: roots };
  const known = new Map<string, { readonly zone: ZoneCut; readonly until: number }>();
  const knownKeys = new Map<string, { readonly records: readonly DnsRecord[]; readonly until: number }>();
  let rootsLostUntil = -Infinity;

  const asZone = (cut: Cut): ZoneCut => ({
    ...cut,
    places: cut.servers.flatMap(({ name, addresses }) => addresses.flatMap((one) => placeOf(name, one) ?? [])),
  });
  const walk = async (domain: string, budget: DnsBudget): Promise<Walked> => {
    if (deps.clock.monotonic() < rootsLostUntil) return { kind: 'unknown', why: 'roots-unreachable' };
    const labels = labelsOf(domain);
    const cuts: ZoneCut[] = [root];
    let missing: string | null = null;
    for (let i = labels.length - 1; i >= Math.max(0, labels.length - MOST_LABELS); i -= 1) {
      const name = labels.slice(i).join('.');
      const zone = cuts[cuts.length - 1];
      const remembered = known.get(name);
      if (remembered !== undefined && remembered.until > deps.clock.monotonic()) {
        cuts.push(remembered.zone);
        continue;
      }
      const step = await below(deps, zone, name, budget);
      if (step.kind === 'cut') {
        const next = asZone(step.cut);
        cuts.push(next);
        missing = null;
        // The domain's own cut is never remembered: a repair must be seen at once.
        if (zone.zone === '' && name !== domain && known.size < MOST_KNOWN)
          known.set(name, { zone: next, until: deps.clock.monotonic() + MINUTE_MS });
      } else if (step.kind === 'nxdomain') missing = zone.zone;
      else if (step.kind === 'silent') {
        if (zone.zone === '' && step.unreached) rootsLostUntil = deps.clock.monotonic() + MINUTE_MS;
        return { kind: 'unknown', why: zone.zone === '' ? 'roots-unreachable' : 'parent-silent' };
      } else missing = null;
    }
    // Some servers say NXDOMAIN for a name that has others below it; only the last word counts (RFC 8020).
    return missing === null ? { kind: 'found', cuts } : { kind: 'nxdomain', zone: missing };
  };
  const keys: DnsWalk['keys'] = async (cut, budget) => {
    const remembered = knownKeys.get(cut.zone);
    if (remembered !== undefined && remembered.until > deps.clock.monotonic()) return remembered.records;
    const answer = await askZone(cut, cut.zone, 'DNSKEY', budget);
    if (answer.kind !== 'reply') return null;
    const records = answer.reply.answers;
    knownKeys.set(cut.zone, { records, until: deps.clock.monotonic() + MINUTE_MS });
    if (knownKeys.size > MOST_KNOWN) knownKeys.delete(knownKeys.keys().next().value ?? '');
    return records;
  };
  return { walk, keys, placeOf };
}

type Cut = Omit<ZoneCut, 'places'>;
type Step =
  | { readonly kind: 'cut'; readonly cut: Cut }
  /** The name lies in the same zone. */
  | { readonly kind: 'same-zone' }
  | { readonly kind: 'nxdomain' }
  | { readonly kind: 'silent'; /** Nobody could be reached at all. */ readonly unreached: boolean };

/** A zone's servers, one after another; where there are fewer, the same one again. Port 53 closed outwards: unreachable. */
async function askZone(
  zone: ZoneCut,
  name: string,
  type: 'NS' | 'DS' | 'DNSKEY',
  budget: DnsBudget,
): Promise<RawAnswer> {
  const { places } = zone;
  let last: RawAnswer = { kind: 'unreachable' };
  for (let i = 0; i < (places.length === 0 ? 0 : TRIES); i += 1) {
    const server = places[(name.length + i) % places.length];
    const options = { recursionDesired: false, dnssecOk: true, octets: true };
    const answer = await askOnce(budget, {
      server,
      name,
      type,
      options,
      timeoutMs: zone.zone === '' ? 250 + 50 * i : 500 * (i + 1),
    });
    if (answer.kind === 'reply' && (answer.reply.rcode === 0 || answer.reply.rcode === 3)) return answer;
    if (answer.kind === 'unasked') return last.kind === 'timeout' ? last : answer;
    if (last.kind !== 'timeout') last = answer;
  }
  return last;
}

async function below(deps: WalkDeps, zone: ZoneCut, name: string, budget: DnsBudget): Promise<Step> {
  const answer = await askZone(zone, name, 'NS', budget);
  if (answer.kind !== 'reply') return { kind: 'silent', unreached: answer.kind !== 'unasked' };
  const { reply } = answer;
  if (reply.rcode === 3) return { kind: 'nxdomain' };
  if (reply.rcode !== 0) return { kind: 'silent', unreached: false };
  const own = reply.answers.filter((record) => record.type === 'NS' && record.name === name);
  if (own.length > 0 && reply.authoritative) {
    // The same servers hold both zones: DS must be asked for by name (RFC 4035 §3.1.4.1).
    const ds = await askZone(zone, name, 'DS', budget);
    const above = ds.kind === 'reply' ? [...ds.reply.answers, ...ds.reply.authorities] : [];
    return { kind: 'cut', cut: await toCut(deps, name, own, glueOf(reply, zone), above) };
  }
  const referral = reply.authorities.filter((record) => record.type === 'NS');
  const cut = referral.find(
    (one) => one.name !== zone.zone && isWithin(name, one.name) && isWithin(one.name, zone.zone),
  );
  if (cut === undefined) return { kind: 'same-zone' };
  const servers = referral.filter((record) => record.name === cut.name);
  const kinds = ['DS', 'NSEC', 'NSEC3', 'RRSIG'];
  const above = reply.authorities.filter((record) => kinds.includes(record.type));
  return { kind: 'cut', cut: await toCut(deps, cut.name, servers, glueOf(reply, zone), above) };
}

/** Addresses that the zone may speak of (RFC 2181 §5.4.1): those of names inside it. */
const glueOf = (reply: DnsReply, { zone }: ZoneCut): readonly DnsRecord[] =>
  reply.additionals.filter((record) => isWithin(record.name, zone));

async function toCut(
  { resolver }: WalkDeps,
  zone: string,
  records: readonly DnsRecord[],
  additionals: readonly DnsRecord[],
  above: readonly DnsRecord[],
): Promise<Cut> {
  const names = [...new Set(records.map((record) => record.data))].slice(0, MOST_SERVERS);
  const servers = names.map(async (name): Promise<NameServer> => {
    const glue = additionals
      .filter((record) => record.name === name && (record.type === 'A' || record.type === 'AAAA'))
      .map((record) => record.data);
    if (glue.length > 0) return { name, addresses: few(glue), glue };
    // Inside its own zone without glue: nobody can find it, and asking for it would go in circles.
    if (isWithin(name, zone)) return { name, addresses: [], glue };
    const answers = await Promise.all([resolver.a(name), resolver.aaaa(name)]);
    return { name, addresses: few(answers.flatMap((one) => (one.kind === 'records' ? one.records : []))), glue };
  });
  const ttlSeconds = Math.min(...records.map((record) => record.ttlSeconds));
  return { zone, servers: await Promise.all(servers), above, ttlSeconds };
}

/** IPv4 first: many hosts have no IPv6 to the outside. */
const few = (addresses: readonly string[]): readonly string[] =>
  addresses.toSorted((a, b) => Number(a.includes(':')) - Number(b.includes(':'))).slice(0, MOST_ADDRESSES);
