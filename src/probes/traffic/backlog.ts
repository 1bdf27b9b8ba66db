/** Probe of our queue by destination, where mail of the subject waits: how much of all who send there, since when. */
import type { DestinationBacklog, MtaBacklog } from '#src/diagnosis/observed-traffic.ts';
import { iso } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';
import { entriesOf } from './deliveries.ts';
import type { Senders } from './senders.ts';

const MOST = 20;

/** `mta.backlog`. Of others only sums. */
export function lookAtBacklog(deps: Pick<GroupDeps, 'queue' | 'clock'>, senders: Senders): MtaBacklog {
  const open = entriesOf(deps, senders);
  const own = Map.groupBy(open, ({ domain }) => domain);
  const now = deps.clock.now();
  const destinations = deps.queue
    .backlogs([...own.keys()].slice(0, MOST))
    .map(({ domain, waiting, held, senders: count, oldestMs }): DestinationBacklog => {
      const entries = own.get(domain) ?? [];
      return {
        domain,
        waiting,
        held,
        senders: count,
        oldestSince: iso(now - oldestMs),
        own: entries.length,
        ownHeldByHand: entries.filter(({ state, heldBy }) => state === 'held' && heldBy === null).length,
      };
    });
  return { destinations };
}
