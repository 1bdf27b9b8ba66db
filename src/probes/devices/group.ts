/** Probes of what devices did: accounts, client settings, networks: which run for a subject, and when. Made in service/probe-groups.ts; judges nothing. */
import type { GroupDeps, ProbeGroup } from '../group.ts';

export const createDevicesProbes = (_deps: GroupDeps): ProbeGroup => ({
  name: 'devices',
  run: () => Promise.resolve(),
});
