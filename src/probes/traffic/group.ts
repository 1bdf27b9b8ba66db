/** Probes of messages on their way, and the service itself: which run for a subject, and when. Made in service/probe-groups.ts; judges nothing. */
import type { GroupDeps, ProbeGroup } from '../group.ts';

export const createTrafficProbes = (_deps: GroupDeps): ProbeGroup => ({
  name: 'traffic',
  run: () => Promise.resolve(),
});
