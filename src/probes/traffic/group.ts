/** Probes of messages on their way, and the service itself: which run for a subject, and when. Made in service/probe-groups.ts; judges nothing. */
import type { GroupDeps, ProbeContext, ProbeGroup } from '../group.ts';
import { runProbe } from '../run-probe.ts';
import { lookAtDeliveries } from './deliveries.ts';
import { sendersOf } from './senders.ts';

const JOURNAL_MS = 3000;

export const createTrafficProbes = (deps: GroupDeps): ProbeGroup => ({
  name: 'traffic',
  run: async (context) => {
    if (!context.ours) return;
    await outgoing(deps, context);
  },
});

/** What the subject sends, or passes on. */
async function outgoing(deps: GroupDeps, context: ProbeContext): Promise<void> {
  const senders = await sendersOf(deps, context).catch(() => undefined);
  if (senders === null) return;
  const told = async <T>(look: () => Promise<T>): Promise<T | { readonly unknown: string }> =>
    senders === undefined ? { unknown: 'failed' } : await look();
  context.keep(
    await runProbe('mta.deliveries', deps.clock, JOURNAL_MS, () =>
      told(() => lookAtDeliveries(deps, senders as NonNullable<typeof senders>)),
    ),
  );
}
