/**
 * Probes of the authoritative view: the walk from the roots, every delegated name server, the chain of trust. One walk
 * serves both observations. Judges nothing; a walk that does not get through is unknown, never a fault of the domain.
 */
import type { DnsDelegation, DnsTrust, NameServerView } from '#src/diagnosis/observed-delegation.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Resolver } from '#src/net/dns-answer.ts';
import { askAuthorities, type Authority } from '#src/net/dns-authorities.ts';
import { checkTrust } from '#src/net/dns-chain.ts';
import type { DnsBudget } from '#src/net/dns-query.ts';
import type { DnsWalk, ZoneCut } from '#src/net/dns-walk.ts';
import { parentOf } from '#src/protocol/dns/name.ts';
import type { Ds } from '#src/protocol/dnssec/key.ts';
import { type Untold, untold } from '../run-probe.ts';

export interface AuthorityDeps {
  readonly walk: DnsWalk;
  readonly resolver: Resolver;
  readonly clock: Clock;
  readonly anchors: readonly Ds[];
  /** Name servers of this host. */
  readonly nameServers: readonly string[];
}
interface Seen {
  readonly cuts: readonly ZoneCut[];
  readonly authorities: readonly Authority[];
}

const viewOf = ({ server, address, state, serial, servers, mx, mxTtlSeconds, txt }: Authority): NameServerView => ({
  server,
  address,
  state,
  serial,
  servers,
  mx,
  mxTtlSeconds,
  txt,
});

/** Walks and asks every server; `unknown` with the reason when the walk did not get there. */
export async function seeAuthorities(deps: AuthorityDeps, domain: string, budget: DnsBudget): Promise<Seen | Untold> {
  const walked = await deps.walk.walk(domain, budget);
  if (walked.kind === 'unknown') return untold(walked.why);
  if (walked.kind === 'nxdomain') return untold('nxdomain');
  const own = walked.cuts[walked.cuts.length - 1];
  // The name of a top-level domain, or a name right below one that has no zone of its own.
  if (!own.zone.includes('.')) return untold('no-own-zone');
  return { cuts: walked.cuts, authorities: await askAuthorities(deps.walk, own, domain, budget) };
}

/** Ways not to get there that are answers. */
const NOT_SEEN: Readonly<Record<string, DnsDelegation['how']>> = {
  'no-own-zone': 'no-own-zone',
  'roots-unreachable': 'roots-unreachable',
  nxdomain: 'not-public',
};

/** `dns.delegation`. */
export async function lookAtDelegation(
  deps: AuthorityDeps,
  domain: string,
  seen: Seen | Untold,
  budget: DnsBudget,
): Promise<DnsDelegation | Untold> {
  if ('unknown' in seen) {
    const how = NOT_SEEN[seen.unknown];
    const none = { delegated: [], ttlSeconds: 0, servers: [], ours: deps.nameServers, ourCopy: null };
    return how === undefined ? seen : { domain, how, zone: '', parent: '', ...none };
  }
  const own = seen.cuts[seen.cuts.length - 1];
  const delegated = own.servers.map(({ name }) => name).sort();
  const isHere = delegated.some((name) => deps.nameServers.includes(name));
  const copy = isHere ? null : await ourCopy(deps, own, domain, budget);
  return {
    domain,
    how: 'walked',
    zone: own.zone,
    parent: seen.cuts.at(-2)?.zone ?? parentOf(own.zone) ?? '',
    delegated,
    ttlSeconds: own.ttlSeconds,
    servers: seen.authorities.map(viewOf),
    ours: deps.nameServers,
    ourCopy: copy,
  };
}

/** What our own name servers would say, had the world been sent to them. */
async function ourCopy(
  { walk, resolver, nameServers }: AuthorityDeps,
  own: ZoneCut,
  domain: string,
  budget: DnsBudget,
): Promise<NameServerView | null> {
  for (const name of nameServers.slice(0, 2)) {
    const found = await resolver.a(name);
    if (found.kind !== 'records') continue;
    const servers = [{ name, addresses: found.records.slice(0, 1), glue: [] }];
    const [said] = await askAuthorities(walk, { ...own, servers }, domain, budget);
    if (said?.state === 'authoritative') return viewOf(said);
  }
  return null;
}

const iso = (seconds: number | null): string | null =>
  seconds === null || !Number.isFinite(seconds) ? null : new Date(seconds * 1000).toISOString();

/** `dns.trust`. */
export async function lookAtTrust(
  deps: AuthorityDeps,
  seen: Seen | Untold,
  budget: DnsBudget,
): Promise<DnsTrust | Untold> {
  if ('unknown' in seen) return seen;
  const now = Math.floor(deps.clock.now() / 1000);
  const { result, staleServers } = await checkTrust(deps.walk, seen, deps.anchors, now, budget);
  if (result.state === 'unknown') return untold(result.why);
  const { zone } = seen.cuts[seen.cuts.length - 1];
  const none = { brokenAt: null, reason: null, type: null, signatureAt: null, dsTags: [], keyTags: [] };
  if (result.state === 'secure')
    return { zone, ...none, state: 'secure', signatureAt: iso(result.until), staleServers };
  if (result.state === 'insecure') return { zone, ...none, state: 'insecure', reason: result.why, staleServers };
  const { reason, type, dsTags, keyTags } = result;
  const broken = { brokenAt: result.zone, reason, type, signatureAt: iso(result.at), dsTags, keyTags };
  return { zone, state: 'bogus', ...broken, staleServers };
}
