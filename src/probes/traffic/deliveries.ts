/**
 * Probe of what left and what wants to leave: the journal's steps of each message and recipient, and what waits in the
 * queue now. Of a mailbox, of an alias that passes mail on, or of a whole domain. Judges nothing.
 */
import type { DeliverySeen, GoodRecipient, MtaDeliveries } from '#src/diagnosis/observed-traffic.ts';
import type { QueueEntry } from '#src/engine/embedded/queue/administration.ts';
import { DEFAULT_SCHEDULE } from '#src/engine/embedded/queue/schedule.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { MessageEvent, StoredEvent } from '#src/model/journal.ts';
import { timeOfId } from '#src/net/ids.ts';
import { iso, unique } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';
import type { Senders } from './senders.ts';

export const DAYS = 7;
const MOST = 100;
/** Of these at most, delivered ones fill up what failed and waits leave free. */
const MOST_TROUBLED = 60;
const MOST_GOOD = 50;
const MOST_TEXT = 500;
const MOST_FAILED_LOOKED_UP = 40;

type Deps = Pick<GroupDeps, 'journal' | 'queue' | 'clock'>;
type Step = StoredEvent & MessageEvent;

const isStep = (event: StoredEvent): event is Step => event.kind === 'message';
const lower = (text: string | undefined): string => (text ?? '').toLowerCase();
const keyOf = (messageId: string, recipient: string): string => `${messageId} ${recipient.toLowerCase()}`;

/** Ends of messages in the journal: sent, failed, or put into a mailbox here. Newest first. */
async function endings(deps: Deps, senders: Senders, since: number): Promise<readonly Step[]> {
  const base = { kinds: ['message'], since } as const;
  const bad = ['bounced', 'dropped'];
  const { mailboxes, names, aliases } = senders;
  const whose =
    mailboxes.length === 1 && aliases.length === 0 ? { mailbox: mailboxes[0] } : { names: [...names, ...aliases] };
  // What an owner passes on has no mailbox: its copies go through the address.
  const passing = 'mailbox' in whose ? { names } : null;
  const [failed, sent, passed, local] = await Promise.all([
    deps.journal.query({ ...base, ...whose, outcomes: bad, limit: 200 }),
    deps.journal.query({ ...base, ...whose, outcomes: ['sent'], limit: 500 }),
    passing === null ? [] : deps.journal.query({ ...base, ...passing, outcomes: [...bad, 'sent'], limit: 500 }),
    names.length === 0 ? [] : deps.journal.query({ ...base, names, outcomes: ['delivered'], limit: 500 }),
  ]);
  const own = new Set<string>(mailboxes);
  const ways = new Set([...aliases, ...names]);
  const outgoing = unique([...failed, ...sent, ...passed])
    .filter(isStep)
    // What a rule of the owner's discarded came in; it never was on its way out.
    .filter(
      ({ direction, mailbox, through }) =>
        direction === 'outbound' &&
        ((mailbox !== undefined && own.has(mailbox)) || (through !== undefined && ways.has(through))),
    );
  // Into a mailbox here: the event is about the reader, so the sender is told by the envelope, from a submission only.
  const inside = (local as readonly StoredEvent[])
    .filter(isStep)
    .filter(({ direction, mailFrom }) => direction === 'local' && names.includes(lower(mailFrom)));
  return [...outgoing, ...inside].sort((a, b) => b.lastAt - a.lastAt);
}

/** Attempts at one message and recipient, and its size. */
async function historyOf(
  deps: Deps,
  end: Step,
): Promise<{ readonly attempts: number; readonly sizeBytes: number | null }> {
  const steps = (await deps.journal.query({ message: end.messageId, kinds: ['message'], limit: 200 })).filter(isStep);
  const own = steps.filter((one) => one.queueId === end.queueId);
  const attempts = own.filter(({ step }) => step === 'attempt').reduce((sum, one) => sum + one.count, 0);
  return { attempts, sizeBytes: own.find(({ sizeBytes }) => sizeBytes !== undefined)?.sizeBytes ?? null };
}

async function ended(deps: Deps, senders: Senders, end: Step, isLookedUp: boolean): Promise<DeliverySeen> {
  const isFailed = end.step === 'bounced' || end.step === 'dropped';
  const { attempts, sizeBytes } = isLookedUp ? await historyOf(deps, end) : { attempts: 1, sizeBytes: null };
  const toldTo = isFailed ? (end.toldTo ?? null) : null;
  return {
    recipient: lower(end.rcptTo),
    mailFrom: lower(end.mailFrom),
    remoteHost: end.host ?? null,
    remoteAddress: end.hostAddress ?? null,
    code: end.code ?? null,
    enhanced: end.enhanced ?? null,
    text: end.reply?.slice(0, MOST_TEXT) ?? null,
    isOurWords: end.isOurWords === true || end.code === undefined,
    cause: end.cause ?? null,
    state: isFailed ? 'failed' : 'delivered',
    at: iso(end.lastAt),
    sentAt: iso(timeOfId(end.messageId) ?? end.at),
    attempts: Math.max(attempts, 1),
    nextTryAt: null,
    givesUpAt: null,
    toldTo,
    toldSender: toldTo === null ? null : await senders.reaches(toldTo, end.mailbox),
    messageId: end.messageId,
    subject: end.subject ?? null,
    sizeBytes,
    origin: end.origin ?? 'submission',
    through: end.through ?? null,
  };
}

function waiting(entry: QueueEntry): DeliverySeen {
  const { lastReply, receivedAt } = entry;
  const isHeld = entry.state === 'held';
  return {
    recipient: entry.address.toLowerCase(),
    mailFrom: entry.mailFrom.toLowerCase(),
    remoteHost: lastReply?.host ?? null,
    remoteAddress: lastReply?.address ?? null,
    code: lastReply?.code ?? null,
    enhanced: lastReply?.enhanced ?? null,
    text: lastReply?.text.slice(0, MOST_TEXT) ?? null,
    isOurWords: lastReply === null || lastReply.ours === true,
    cause: entry.cause,
    state: isHeld ? 'held' : entry.tries === 0 ? 'waiting' : 'deferred',
    at: iso(entry.tries === 0 ? receivedAt : entry.updatedAt),
    sentAt: iso(receivedAt),
    attempts: entry.tries,
    nextTryAt: isHeld ? null : iso(entry.nextTryAt),
    givesUpAt: iso(receivedAt + DEFAULT_SCHEDULE.giveUpMs),
    toldTo: null,
    toldSender: null,
    messageId: entry.messageId,
    subject: entry.subject,
    sizeBytes: entry.sizeBytes,
    origin: entry.through === null ? 'submission' : 'forward',
    through: entry.through,
  };
}

/** The subject's own entries of the queue. */
export function entriesOf({ queue }: Pick<GroupDeps, 'queue'>, senders: Senders): readonly QueueEntry[] {
  const limit = 200;
  return [
    ...senders.mailboxes.flatMap((mailbox) => queue.list({ select: { mailbox: mailbox as MailboxId }, limit })),
    ...[...senders.aliases, ...senders.names].flatMap((through) => queue.list({ select: { through }, limit })),
  ];
}

function goodOnes(ends: readonly Step[]): readonly GoodRecipient[] {
  const good = new Map<string, { count: number; lastAt: number }>();
  for (const { step, rcptTo, count, lastAt } of ends) {
    if (step !== 'sent' && step !== 'delivered') continue;
    const before = good.get(lower(rcptTo)) ?? { count: 0, lastAt: 0 };
    good.set(lower(rcptTo), { count: before.count + count, lastAt: Math.max(before.lastAt, lastAt) });
  }
  return [...good]
    .map(([recipient, { count, lastAt }]) => ({ recipient, count, lastAt: iso(lastAt) }))
    .sort((a, b) => b.count - a.count || (a.lastAt < b.lastAt ? 1 : -1))
    .slice(0, MOST_GOOD);
}

/** `mta.deliveries`. */
export async function lookAtDeliveries(deps: Deps, senders: Senders): Promise<MtaDeliveries> {
  const open = entriesOf(deps, senders);
  const ends = await endings(deps, senders, deps.clock.now() - DAYS * 86_400_000);
  // The journal may already have the end of what was in the queue a moment ago.
  const over = new Set(ends.map((end) => keyOf(end.messageId, lower(end.rcptTo))));
  const still = open.filter((entry) => !over.has(keyOf(entry.messageId, entry.address)));
  const failed = ends.filter(({ step }) => step === 'bounced' || step === 'dropped');
  const fine = ends.filter(({ step }) => step === 'sent' || step === 'delivered');
  const troubled = [
    ...still.map(waiting),
    ...(await Promise.all(
      failed.slice(0, MOST_TROUBLED).map((end, i) => ended(deps, senders, end, i < MOST_FAILED_LOOKED_UP)),
    )),
  ]
    .sort(newestFirst)
    .slice(0, MOST_TROUBLED);
  const rest = await Promise.all(fine.slice(0, MOST - troubled.length).map((end) => ended(deps, senders, end, false)));
  return { days: DAYS, deliveries: [...troubled, ...rest].sort(newestFirst), good: goodOnes(ends) };
}

const newestFirst = (a: DeliverySeen, b: DeliverySeen): number =>
  a.at === b.at ? (a.messageId < b.messageId ? 1 : -1) : a.at < b.at ? 1 : -1;
