/** Probes of what is seen from outside: ports, certificates, set-up records, the loop: which run for a subject, and when. Made in service/probe-groups.ts; judges nothing. */
import type { GroupDeps, ProbeGroup } from '../group.ts';

export const createOutsideProbes = (_deps: GroupDeps): ProbeGroup => ({
  name: 'outside',
  run: () => Promise.resolve(),
});
