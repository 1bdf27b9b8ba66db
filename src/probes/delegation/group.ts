/** Probes of registry, delegation and DNSSEC: which run for a subject, and when. Made in service/probe-groups.ts; judges nothing. */
import type { GroupDeps, ProbeGroup } from '../group.ts';

export const createDelegationProbes = (_deps: GroupDeps): ProbeGroup => ({
  name: 'delegation',
  run: () => Promise.resolve(),
});
