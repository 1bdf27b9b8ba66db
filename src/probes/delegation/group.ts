/**
 * Probes of registry, delegation and DNSSEC: which run for a subject, and when. Made in service/probe-groups.ts; judges
 * nothing. All of them share one budget of questions a diagnosis.
 */
import type { Observations, ProbeId } from '#src/diagnosis/observations.ts';
import { createDnsBudget } from '#src/net/dns-query.ts';
import { anchorsOf } from '#src/net/dns-chain.ts';
import { createDnsWalk } from '#src/net/dns-walk.ts';
import { resolverServers } from '#src/net/resolver.ts';
import type { GroupDeps, ProbeContext, ProbeGroup } from '../group.ts';
import { runProbe, type Untold } from '../run-probe.ts';
import { type AuthorityDeps, lookAtDelegation, lookAtTrust, seeAuthorities } from './authorities.ts';
import { lookAtDeviceHosts } from './device-hosts.ts';
import { lookAtKin } from './kin.ts';
import { lookRecursive } from './recursive.ts';
import { lookAtTargets } from './targets.ts';

const LIMIT_MS = 4500;
const BUDGET_MS = 4000;
const MOST_QUESTIONS = 120;

export function createDelegationProbes(deps: GroupDeps): ProbeGroup {
  const { configuration, clock, resolver, reach } = deps;
  const { dns, net } = configuration;
  const walk = createDnsWalk({ roots: dns.roots, resolver, reach, clock, allowPrivate: net.allowPrivate });
  const around: AuthorityDeps = {
    walk,
    resolver,
    clock,
    anchors: anchorsOf(dns.trustAnchors),
    nameServers: dns.nameServers,
  };
  const servers = resolverServers(dns.servers);
  const run = async (context: ProbeContext): Promise<void> => {
    const { ours, mailbox } = context;
    const { domain } = context.subject;
    const budget = createDnsBudget(clock, MOST_QUESTIONS, BUDGET_MS);
    const seen = seeAuthorities(around, domain, budget);
    // Each probe below waits for it and tells its failure; here nobody does.
    seen.catch(() => {});
    const probe = async <P extends ProbeId>(id: P, look: () => Promise<Observations[P] | Untold>): Promise<void> =>
      context.keep(await runProbe(id, clock, LIMIT_MS, look));
    await Promise.all([
      probe('dns.recursive', () => lookRecursive(servers, domain, budget)),
      probe('dns.delegation', async () => await lookAtDelegation(around, domain, await seen, budget)),
      probe('dns.trust', async () => await lookAtTrust(around, await seen, budget)),
      probe('dns.mail-targets', async () => await lookAtTargets(resolver, domain, await context.when('dns.mx'))),
      ...(mailbox === null ? [] : [probe('dns.device-hosts', () => lookAtDeviceHosts(deps, domain, mailbox))]),
      ...(ours ? [] : [probe('dns.kin', () => lookAtKin(deps, domain))]),
    ]);
  };
  return { name: 'delegation', run };
}
