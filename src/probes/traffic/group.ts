/** Probes of messages on their way, and the service itself: which run for a subject, and when. Made in service/probe-groups.ts; judges nothing. */
import type { GroupDeps, ProbeContext, ProbeGroup } from '../group.ts';
import { runProbe, untold, type Untold } from '../run-probe.ts';
import { lookAtBacklog } from './backlog.ts';
import { lookAtDeliveries } from './deliveries.ts';
import { lookAtInbound } from './inbound.ts';
import { type Senders, sendersOf } from './senders.ts';
import { lookAtService } from './service.ts';

const LIMIT_MS = 3000;

export const createTrafficProbes = (deps: GroupDeps): ProbeGroup => ({
  name: 'traffic',
  run: async (context) => {
    if (!context.ours) return;
    const { clock } = deps;
    const { address } = context.subject;
    const service = runProbe('state.service', clock, LIMIT_MS, () => lookAtService(deps, context.subject.domain));
    const inbound =
      address === undefined ? undefined : runProbe('mta.inbound', clock, LIMIT_MS, () => lookAtInbound(deps, address));
    const kept = [service, inbound].map(async (probe) => {
      const evidence = await probe;
      if (evidence !== undefined) context.keep(evidence);
    });
    await Promise.all([...kept, outgoing(deps, context)]);
  },
});

/** What the subject sends, or passes on. */
async function outgoing(deps: GroupDeps, context: ProbeContext): Promise<void> {
  const senders = await sendersOf(deps, context).catch(() => undefined);
  // Who sends nothing here has nothing on its way.
  if (senders === null) return;
  const told = async <T>(look: (whose: Senders) => Promise<T> | T): Promise<T | Untold> =>
    senders === undefined ? untold('failed') : await look(senders);
  const { clock } = deps;
  const probes = [
    runProbe('mta.deliveries', clock, LIMIT_MS, () => told((whose) => lookAtDeliveries(deps, whose))),
    runProbe('mta.backlog', clock, LIMIT_MS, () => told((whose) => lookAtBacklog(deps, whose))),
  ];
  await Promise.all(probes.map(async (probe) => context.keep(await probe)));
}
