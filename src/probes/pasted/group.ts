/** Probes of pasted error texts and bounces: which run for a subject, and when. Made in service/probe-groups.ts; judges nothing. */
import { readPasted } from '#src/diagnosis/texts/pasted.ts';
import type { GroupDeps, ProbeGroup } from '../group.ts';
import { runProbe } from '../run-probe.ts';
import { lookForOwn } from './own.ts';

const TEXT_MS = 2000;
const OWN_MS = 3000;

export const createPastedProbes = (deps: GroupDeps): ProbeGroup => ({
  name: 'pasted',
  run: async (context) => {
    const { text } = context;
    if (text === null || text.trim() === '') return;
    const pasted = readPasted(text);
    context.keep(await runProbe('pasted.text', deps.clock, TEXT_MS, () => Promise.resolve(pasted)));
    if (!context.ours) return;
    context.keep(await runProbe('pasted.own', deps.clock, OWN_MS, () => lookForOwn(deps, context, text, pasted)));
  },
});
