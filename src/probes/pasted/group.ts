/** Probes of pasted error texts and bounces: which run for a subject, and when. Made in service/probe-groups.ts; judges nothing. */
import type { GroupDeps, ProbeGroup } from '../group.ts';

export const createPastedProbes = (_deps: GroupDeps): ProbeGroup => ({ name: 'pasted', run: () => Promise.resolve() });
