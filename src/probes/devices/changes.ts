/** Probe of what programs did to messages: moved or removed, which program, how soon after arrival. Reads the journal. */
import type { MtaChanges, ProgramChange } from '#src/diagnosis/observed-devices.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { clientOf, iso } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';

const DAYS = 7;
const MOST = 1000;
const AT_ONCE_MS = 60_000;
type Message = StoredEvent & { readonly kind: 'message' };
type Change = Message & { readonly connection: NonNullable<StoredEvent['connection']> };

const isChange = (event: StoredEvent): event is Change => event.kind === 'message' && event.connection !== undefined;

function programOf(events: readonly Change[], arrivedAt: ReadonlyMap<string, number>): ProgramChange {
  const [first] = events;
  const at = events.map((event) => event.at);
  const soon = events.filter((event) => {
    const arrived = arrivedAt.get(event.messageId);
    return arrived !== undefined && event.at - arrived <= AT_ONCE_MS;
  });
  return {
    step: first.step === 'moved' ? 'moved' : 'expunged',
    folder: first.folder ?? '',
    endpoint: first.connection.endpoint,
    remoteAddress: first.connection.remoteAddress,
    client: clientOf(first),
    messages: events.length,
    atOnce: soon.length,
    firstAt: iso(Math.min(...at)),
    lastAt: iso(Math.max(...at)),
  };
}

/** `mta.changes`. */
export async function lookAtChanges({ journal, clock }: GroupDeps, mailbox: string): Promise<MtaChanges> {
  const since = clock.now() - DAYS * 86_400_000;
  const base = { kinds: ['message'], mailbox, since, limit: MOST } as const;
  const [changes, arrivals] = await Promise.all([
    journal.query({ ...base, outcomes: ['moved', 'expunged'] }),
    journal.query({ ...base, outcomes: ['delivered'] }),
  ]);
  const arrivedAt = new Map(
    arrivals.flatMap((event) => (event.kind === 'message' ? [[event.messageId as string, event.at] as const] : [])),
  );
  const groups = Map.groupBy(changes.filter(isChange), (event) =>
    JSON.stringify([
      event.step,
      event.folder,
      event.connection.endpoint,
      event.connection.remoteAddress,
      event.connection.client,
    ]),
  );
  const programs = [...groups.values()].map((events) => programOf(events, arrivedAt));
  return { days: DAYS, programs: programs.sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1)).slice(0, 20) };
}
