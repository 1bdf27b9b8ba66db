/** Probes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists: which run for a subject, and when. Made in service/probe-groups.ts; judges nothing. */
import type { GroupDeps, ProbeGroup } from '../group.ts';

export const createAuthenticityProbes = (_deps: GroupDeps): ProbeGroup => ({
  name: 'authenticity',
  run: () => Promise.resolve(),
});
