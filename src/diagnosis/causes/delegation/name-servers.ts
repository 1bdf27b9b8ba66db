/**
 * Causes at the name servers: all of them fail, they disagree, others than ours are asked, caches are behind. Judged from
 * every server's own answer; silence that only we may hear is never enough.
 */
import { type Cause, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Fact, Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import type { NameServerView, ResolverView } from '../../observed-delegation.ts';
import { MX_CAUSES, RECORD_CAUSES } from '../domain/below.ts';
import { hostsIn, leadsHere, namesOfOurs } from './ours.ts';

const shared = { family: 'dom', since: '0.1.0', symptoms: ['receive', 'send', 'both'], height: 48 } as const;

type ServerHealth = 'works' | 'says-no' | 'silent' | 'unknown';
const HEALTH: Readonly<Record<NameServerView['state'], ServerHealth>> = {
  authoritative: 'works',
  refused: 'says-no',
  servfail: 'says-no',
  'not-authoritative': 'says-no',
  'no-address': 'says-no',
  silent: 'silent',
  unreachable: 'silent',
  malformed: 'silent',
  'not-asked': 'unknown',
};
/** The best that any of its addresses shows; what could not be asked leaves it open. */
const BEST: readonly ServerHealth[] = ['works', 'unknown', 'says-no', 'silent'];

/** Each delegated server by name. */
function healthOf(views: readonly NameServerView[]): ReadonlyMap<string, ServerHealth> {
  const servers = new Map<string, ServerHealth>();
  for (const { server, state } of views) {
    const before = servers.get(server);
    const now = HEALTH[state];
    servers.set(server, before === undefined || BEST.indexOf(now) < BEST.indexOf(before) ? now : before);
  }
  return servers;
}
const named = (servers: ReadonlyMap<string, ServerHealth>, ...kinds: readonly ServerHealth[]): string[] =>
  [...servers].flatMap(([name, health]) => (kinds.includes(health) ? [name] : [])).sort();

const isAnswer = ({ answer, unchecked }: ResolverView): boolean =>
  [answer, unchecked].some((one) => one === 'records' || one === 'nodata' || one === 'nxdomain');

/** Whose work it is: ours when they are our servers. */
const repair = (facts: Facts, delegation: Fact<'dns.delegation'>, servers: readonly string[]) => {
  const { zone, ours } = delegation.observed;
  const isOurs = servers.length > 0 && servers.every((name) => ours.includes(name));
  return [isOurs ? fix('load-zone', { zone, servers }) : fix('mend-name-servers', { zone, servers })];
};

export const lameDelegation: Cause = {
  ...shared,
  id: 'dom-lame-delegation',
  needs: ['dns.delegation'],
  explains: RECORD_CAUSES,
  proof:
    'every delegated name server refuses, fails, does not speak for the zone, or is silent at three tries, and the ' +
    'resolvers get no answer either',
  judge(facts) {
    const delegation = facts.get('dns.delegation');
    const recursive = facts.get('dns.recursive');
    if (delegation === undefined) return UNKNOWN;
    const servers = healthOf(delegation.observed.servers);
    if ([...servers.values()].includes('works')) return RULED_OUT;
    if (servers.size === 0 || [...servers.values()].includes('unknown')) return UNKNOWN;
    const resolvers = recursive?.observed.resolvers ?? [];
    const isHeard = resolvers.some(isAnswer);
    const isConfirmed = resolvers.length > 0 && !isHeard;
    // Silence may be between us and them; words are theirs.
    const allSay = named(servers, 'silent').length === 0;
    if (!isConfirmed && !allSay) return UNKNOWN;
    const { zone } = delegation.observed;
    return found({
      certainty: isConfirmed ? 'proven' : 'likely',
      about: { domain: facts.subject.domain },
      args: {
        domain: facts.subject.domain,
        zone,
        servers: named(servers, 'says-no', 'silent'),
        how: allSay ? 'says-no' : named(servers, 'says-no').length === 0 ? 'silent' : 'both',
      },
      evidence: [delegation.evidence, ...(recursive === undefined ? [] : [recursive.evidence])],
      fix: repair(facts, delegation, [...servers.keys()]),
    });
  },
};

/** Different MX sets among servers that speak for the zone. */
function mxSets(views: readonly NameServerView[]): ReadonlyMap<string, readonly string[]> {
  const sets = new Map<string, string[]>();
  for (const { server, mx } of views)
    if (mx !== null) {
      const key = mx.join('\n');
      sets.set(key, [...(sets.get(key) ?? []), server]);
    }
  return sets;
}
const unkey = (key: string): readonly string[] => (key === '' ? [] : key.split('\n'));

export const nsInconsistent: Cause = {
  ...shared,
  id: 'dom-ns-inconsistent',
  symptoms: ['some', 'receive', 'slow'],
  height: 44,
  needs: ['dns.delegation'],
  explains: [...MX_CAUSES, 'dom-propagation'],
  proof:
    'name servers of the zone give different MX records, a part of them refuses it, or one has a copy that does not validate',
  judge(facts) {
    const delegation = facts.get('dns.delegation');
    if (delegation === undefined) return UNKNOWN;
    const { servers: views, zone } = delegation.observed;
    const servers = healthOf(views);
    if (named(servers, 'works').length === 0) return RULED_OUT;
    const { domain } = facts.subject;
    const ours = namesOfOurs(facts);
    const sets = [...mxSets(views)];
    const right = sets.filter(([key]) => ours !== null && leadsHere(unkey(key), ours)).flatMap(([, names]) => names);
    const wrong = sets.filter(([key]) => ours === null || !leadsHere(unkey(key), ours));
    const hit = { about: { domain }, evidence: [delegation.evidence] } as const;
    // Of a domain of ours only one that sends mail elsewhere matters; of others any difference.
    if (sets.length > 1 && (ours === null || (right.length > 0 && wrong.length > 0))) {
      const odd = wrong.flatMap(([, names]) => names).sort();
      const hosts = [...new Set(wrong.flatMap(([key]) => hostsIn(unkey(key))))].sort();
      const args = { domain, zone, how: 'mx', servers: [...new Set(odd)], hosts, serials: serialsOf(views) };
      return found({ ...hit, certainty: ours === null ? 'likely' : 'proven', args, fix: resync(zone, odd) });
    }
    const stale = facts.get('dns.trust');
    if (stale !== undefined && stale.observed.staleServers.length > 0) {
      const args = { domain, zone, how: 'signatures', servers: stale.observed.staleServers, hosts: [], serials: [] };
      const evidence = [stale.evidence];
      return found({ ...hit, certainty: 'likely', args, evidence, fix: resync(zone, stale.observed.staleServers) });
    }
    const failing = named(servers, 'says-no');
    if (failing.length * 2 < servers.size) return RULED_OUT;
    const args = { domain, zone, how: 'part-fails', servers: failing, hosts: [], serials: [] };
    return found({ ...hit, certainty: 'likely', args, fix: repair(facts, delegation, failing) });
  },
};
const resync = (zone: string, servers: readonly string[]) => [
  fix('resync-name-servers', { zone, servers: [...new Set(servers)] }),
];
const serialsOf = (views: readonly NameServerView[]): readonly string[] =>
  [...new Set(views.flatMap(({ server, serial }) => (serial === null ? [] : [`${server}: ${serial}`])))].sort();

/** What the world is told: the MX set all answering servers agree on; null when they do not. */
function agreedMx(views: readonly NameServerView[]): readonly string[] | null {
  const sets = [...mxSets(views).keys()];
  return sets.length === 1 ? unkey(sets[0]) : null;
}

export const nsElsewhere: Cause = {
  ...shared,
  id: 'dom-ns-elsewhere',
  symptoms: ['receive', 'both', 'send'],
  needs: ['state.domain', 'dns.delegation'],
  explains: RECORD_CAUSES,
  proof:
    'the zone above names other servers than ours, our servers hold the domain with records that lead here, theirs do not',
  judge(facts) {
    const delegation = facts.get('dns.delegation');
    if (delegation === undefined) return UNKNOWN;
    const { delegated, ours: own, ourCopy, servers, zone } = delegation.observed;
    const ours = namesOfOurs(facts);
    if (ours === null || own.length === 0 || delegated.some((name) => own.includes(name))) return RULED_OUT;
    if (ourCopy?.mx == null || !leadsHere(ourCopy.mx, ours)) return RULED_OUT;
    const told = agreedMx(servers);
    if (told === null) return UNKNOWN;
    if (leadsHere(told, ours)) return RULED_OUT;
    const { domain } = facts.subject;
    const hostname = facts.get('state.domain')?.observed.hostname ?? '';
    return found({
      certainty: 'proven',
      about: { domain },
      args: { domain, zone, servers: delegated, ours: own, hosts: hostsIn(told) },
      evidence: [delegation.evidence],
      fix: [
        fix('edit-at-dns-host', { domain, servers: delegated, hostname }),
        fix('move-name-servers', { zone, servers: own }),
      ],
    });
  },
};

export const propagation: Cause = {
  ...shared,
  id: 'dom-propagation',
  symptoms: ['some', 'receive', 'both'],
  height: 42,
  needs: ['state.domain', 'dns.delegation', 'dns.recursive'],
  explains: [...MX_CAUSES, 'dom-cname-at-apex'],
  proof: 'every name server of the zone has the MX that leads here, a resolver still has another answer with time left',
  judge(facts) {
    const delegation = facts.get('dns.delegation');
    const recursive = facts.get('dns.recursive');
    if (delegation === undefined || recursive === undefined) return UNKNOWN;
    const ours = namesOfOurs(facts);
    const told = agreedMx(delegation.observed.servers);
    if (ours === null || told === null || !leadsHere(told, ours)) return RULED_OUT;
    const behind = recursive.observed.resolvers.filter(
      ({ answer, mx, ttlSeconds }) =>
        ['records', 'nodata', 'nxdomain'].includes(answer) && (ttlSeconds ?? 0) > 0 && !leadsHere(mx, ours),
    );
    if (behind.length === 0) return RULED_OUT;
    const left = Math.max(...behind.map(({ ttlSeconds }) => ttlSeconds ?? 0));
    const { domain } = facts.subject;
    const untilAt = new Date(recursive.at + left * 1000).toISOString();
    const hosts = [...new Set(behind.flatMap(({ mx }) => hostsIn(mx)))].sort();
    return found({
      certainty: 'proven',
      about: { domain },
      args: { domain, hosts, untilAt, minutes: Math.ceil(left / 60) },
      evidence: [recursive.evidence, delegation.evidence],
      fix: [fix('wait-for-caches', { domain, untilAt, hosts })],
    });
  },
};

export const NAME_SERVER_CAUSES: readonly Cause[] = [lameDelegation, nsInconsistent, nsElsewhere, propagation];
