/**
 * Probe of who wanted to write to this address, and what we did with it: taken, refused, put off. Reads the journal.
 * Only what is about this address; judges nothing.
 */
import type { InboundSeen, MtaInbound } from '#src/diagnosis/observed-traffic.ts';
import type { MessageEvent, RefusalEvent, StoredEvent } from '#src/model/journal.ts';
import { iso, isSingle } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';

const DAYS = 7;
/** Who is no stranger is looked up as far back as the journal goes. */
const KNOWN_DAYS = 90;
const MOST = 100;
const MOST_REFUSALS = 300;

type Refused = StoredEvent & RefusalEvent;
type Step = StoredEvent & MessageEvent;
const lower = (text: string | undefined): string => (text ?? '').toLowerCase();
const withoutDetail = (address: string): string => address.replace(/^([^+@]+)\+[^@]*@/, '$1@');

interface Seen {
  readonly sender: string;
  readonly verdict: InboundSeen['verdict'];
  readonly cause: string | null;
  readonly code: number | null;
  readonly enhanced: string | null;
  readonly event: StoredEvent;
}

const isFor = (address: string, rcptTo: string | undefined): boolean => withoutDetail(lower(rcptTo)) === address;

function ofRefusal(event: Refused): Seen {
  const { mailFrom, cause, code, enhanced } = event;
  return { sender: lower(mailFrom), verdict: code < 500 ? 'put-off' : 'refused', cause, code, enhanced, event };
}
const ofMessage = (event: Step, verdict: 'delivered' | 'passed-on'): Seen => ({
  sender: lower(event.mailFrom),
  verdict,
  cause: null,
  code: null,
  enhanced: null,
  event,
});

/** One row for a sender, verdict and cause. */
function merged(all: readonly Seen[], known: ReadonlySet<string>): InboundSeen[] {
  const groups = Map.groupBy(all, ({ sender, verdict, cause }) => `${sender} ${verdict} ${cause ?? ''}`);
  return [...groups.values()].map((group): InboundSeen => {
    const [newest] = group.toSorted((a, b) => b.event.lastAt - a.event.lastAt);
    const { sender, verdict, cause, code, enhanced, event } = newest;
    return {
      sender,
      verdict,
      cause,
      code,
      enhanced,
      firstAt: iso(Math.min(...group.map((one) => one.event.at))),
      lastAt: iso(event.lastAt),
      count: group.reduce((sum, one) => sum + one.event.count, 0),
      remoteAddress: event.connection?.remoteAddress ?? null,
      isKnown: known.has(sender),
    };
  });
}

/** Whom this address wrote to, or had mail from. The null sender is nobody. */
async function knownAmong(
  deps: Pick<GroupDeps, 'journal'>,
  address: string,
  senders: readonly string[],
  since: number,
) {
  const base = { kinds: ['message'], since, limit: 2000 } as const;
  const [came, went] = await Promise.all([
    deps.journal.query({ ...base, names: [address], outcomes: ['delivered', 'accepted'] }),
    deps.journal.query({ ...base, names: [address], outcomes: ['sent', 'queued'] }),
  ]);
  const known = new Set<string>();
  for (const event of [...came, ...went]) {
    if (event.kind !== 'message') continue;
    if (isFor(address, event.rcptTo)) known.add(lower(event.mailFrom));
    if (lower(event.mailFrom) === address) known.add(lower(event.rcptTo));
  }
  known.delete('');
  return new Set(senders.filter((one) => known.has(one)));
}

/** `mta.inbound`. */
export async function lookAtInbound(deps: Pick<GroupDeps, 'journal' | 'clock'>, address: string): Promise<MtaInbound> {
  const now = deps.clock.now();
  const since = now - DAYS * 86_400_000;
  const [refusals, delivered, accepted] = await Promise.all([
    deps.journal.query({ kinds: ['refusal'], names: [address], since, limit: MOST_REFUSALS }),
    deps.journal.query({ kinds: ['message'], outcomes: ['delivered'], names: [address], since, limit: 500 }),
    deps.journal.query({ kinds: ['message'], outcomes: ['accepted'], names: [address], since, limit: 500 }),
  ]);
  const refused = refusals
    .filter((event): event is Refused => event.kind === 'refusal' && isSingle(event))
    .filter(({ connection, rcptTo }) => connection.endpoint === 'inbound' && isFor(address, rcptTo))
    .map(ofRefusal);
  const isStep = (event: StoredEvent): event is Step => event.kind === 'message';
  const steps = (events: readonly StoredEvent[], verdict: 'delivered' | 'passed-on'): readonly Seen[] =>
    events
      .filter(isStep)
      .filter(({ direction, rcptTo }) => direction === 'inbound' && isFor(address, rcptTo))
      .map((event) => ofMessage(event, verdict));
  const taken = steps(delivered, 'delivered');
  // Of an alias nothing is delivered here: taken is passed on.
  const passed = taken.length > 0 ? [] : steps(accepted, 'passed-on');
  const names = [...new Set([...refused, ...taken, ...passed].map(({ sender }) => sender))];
  const known = await knownAmong(deps, address, names, now - KNOWN_DAYS * 86_400_000);
  const newest = (a: InboundSeen, b: InboundSeen): number => (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : 0);
  const bad = merged(refused, known).sort(newest).slice(0, MOST);
  const good = merged([...taken, ...passed], known)
    .sort(newest)
    .slice(0, Math.max(20, MOST - bad.length));
  return { days: DAYS, senders: [...bad, ...good].sort(newest) };
}
