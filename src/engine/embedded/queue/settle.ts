/**
 * What becomes of recipients after a try: done, later, failed; who is told; what the journal says. Called by `queue.ts`
 * after each job. States and the reports about them become durable in one commit, so that no report is lost or doubled.
 */
import type { Journal } from '#src/engine/ports.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { MessageEvent, MessageStep } from '#src/model/journal.ts';
import type { MessageId, QueueId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import type { DeliveryJob, JobRecipient, NewQueueMessage, Outcome, QueuedMessage, Reply } from './job.ts';
import type { QueueStore } from './queue-store.ts';
import { recipientEvent } from './recipient-event.ts';
import { isWanted } from './reporter.ts';
import type { MakeReport, Reported } from './reporter.ts';
import { finishRow, insertMessage, insertRecipient, postponeRow, removeIfDone } from './rows.ts';
import type { Schedule } from './schedule.ts';
import { delayIsDue, nextTryAt } from './schedule.ts';

export interface SettleParts {
  readonly store: QueueStore;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly report: MakeReport;
  /** Told of each report that is safe in the queue: about a message of this sender, or that this alias passed on. Never throws. */
  readonly reported?: (address: string) => void;
}

/** One recipient's fate, decided before anything is written. */
type Fate =
  | { readonly kind: 'sent'; readonly reply: Reply | null; readonly relayed: boolean; readonly local: boolean }
  | {
      readonly kind: 'later';
      readonly at: number;
      readonly reply: Reply;
      readonly cause: CauseId | null;
      readonly tell: boolean;
    }
  | { readonly kind: 'failed'; readonly reply: Reply; readonly cause: CauseId | null; readonly expired: boolean }
  | { readonly kind: 'expanded'; readonly targets: readonly string[] };

/** Decides one recipient's fate. Pure. */
export function fateOf(
  outcome: Outcome,
  recipient: JobRecipient,
  receivedAt: number,
  schedule: Schedule,
  now: number,
): Fate {
  switch (outcome.kind) {
    case 'delivered':
      return { kind: 'sent', reply: null, relayed: false, local: true };
    case 'sent':
      return { kind: 'sent', reply: outcome.reply, relayed: !outcome.dsnPassedOn, local: false };
    case 'expanded':
      return { kind: 'expanded', targets: outcome.targets };
    case 'permanent':
      return { kind: 'failed', reply: outcome.reply, cause: outcome.cause ?? null, expired: false };
    case 'temporary': {
      const cause = outcome.cause ?? null;
      const at = nextTryAt(schedule, receivedAt, recipient.tries + 1, now);
      if (at === null) return { kind: 'failed', reply: outcome.reply, cause, expired: true };
      const tell = !recipient.delayTold && delayIsDue(schedule, receivedAt, now);
      return { kind: 'later', at, reply: outcome.reply, cause, tell };
    }
  }
}

interface Settled {
  readonly recipient: JobRecipient;
  readonly fate: Fate;
}
const reported = ({ recipient, fate }: Settled): Reported => ({
  recipient,
  address: recipient.address,
  reply: 'reply' in fate ? fate.reply : null,
  cause: 'cause' in fate ? fate.cause : null,
  ...(fate.kind === 'failed' && fate.expired ? { ended: 'expired' as const } : {}),
  ...(fate.kind === 'later' ? { nextTryAt: fate.at } : {}),
  ...(fate.kind === 'sent' && fate.relayed ? { relayed: true } : {}),
});

/** Writes what a try brought and makes the reports. `messageKey` is the message's row. */
export async function settle(
  parts: SettleParts,
  job: DeliveryJob,
  messageKey: number,
  outcomes: readonly Outcome[],
): Promise<void> {
  const now = parts.clock.now();
  const all: Settled[] = job.recipients.map((recipient, i) => ({
    recipient,
    fate: fateOf(outcomes[i], recipient, job.message.receivedAt, parts.schedule, now),
  }));
  const { message, bytes } = job;
  const reports = await Promise.all([
    parts.report('failed', message, bytes, all.filter(({ fate }) => fate.kind === 'failed').map(reported)),
    parts.report('delayed', message, bytes, all.filter(({ fate }) => fate.kind === 'later' && fate.tell).map(reported)),
    // A host that knows DSN reports success itself; a mailbox here and a host without DSN are ours to report.
    parts.report(
      'sent',
      message,
      bytes,
      all.filter(({ fate }) => fate.kind === 'sent' && (fate.local || fate.relayed)).map(reported),
    ),
  ]);
  const made = reports.filter((report) => report !== null);
  const added = await parts.store.commit((db) => {
    for (const { recipient, fate } of all) write(db, messageKey, recipient, fate, now);
    removeIfDone(db, messageKey);
    return made.map((report) => insertMessage(db, report, now));
  });
  const reportId = reports[0]?.messageId;
  for (const settled of all) recordFate(parts, message, settled, now, reportId);
  for (const [i, report] of made.entries()) recordQueued(parts.journal, report, added[i], now);
  for (const _ of made) parts.reported?.(message.through ?? message.mailFrom);
}

function write(
  db: Parameters<typeof finishRow>[0],
  key: number,
  recipient: JobRecipient,
  fate: Fate,
  now: number,
): void {
  const id = recipient.queueId;
  switch (fate.kind) {
    case 'sent':
      return finishRow(db, id, 'sent', now, fate.reply, null);
    case 'failed':
      return finishRow(db, id, 'failed', now, fate.reply, fate.cause);
    case 'later':
      return postponeRow(db, id, fate.at, recipient.delayTold || fate.tell, now, fate.reply, fate.cause);
    case 'expanded':
      for (const address of fate.targets) insertRecipient(db, key, { ...recipient, address }, 'waiting', now);
      finishRow(db, id, 'sent', now, null, null);
  }
}

const replyFields = (reply: Reply) => ({
  code: reply.code,
  enhanced: reply.enhanced,
  reply: reply.text.slice(0, 500),
  ...(reply.host === undefined ? {} : { host: reply.host }),
  ...(reply.address === undefined ? {} : { hostAddress: reply.address }),
  ...(reply.ours === true ? { isOurWords: true } : {}),
});

function recordFate(
  parts: SettleParts,
  message: QueuedMessage,
  { recipient, fate }: Settled,
  at: number,
  reportId: MessageId | undefined,
): void {
  const event = (step: MessageStep, more: Partial<MessageEvent> = {}): void =>
    parts.journal.record({ ...recipientEvent(message, recipient, step, at), ...more });
  const cause = 'cause' in fate && fate.cause !== null ? { cause: fate.cause } : {};
  switch (fate.kind) {
    case 'sent':
      if (fate.reply !== null) event('sent', replyFields(fate.reply)); // local deliveries recorded themselves
      return;
    case 'failed': {
      // Nobody to tell (null sender, NOTIFY=NEVER) is said too.
      const told = isWanted('failed', message, recipient);
      return event(told ? 'bounced' : 'dropped', {
        ...replyFields(fate.reply),
        ...cause,
        toldTo: told ? message.mailFrom.toLowerCase() : '',
        ...(told && reportId !== undefined ? { reportId } : {}),
      });
    }
    case 'later':
      if (fate.tell) event('delayed', { ...replyFields(fate.reply), ...cause, nextTryAt: fate.at });
      return;
    case 'expanded':
      return;
  }
}

/** The first word of a message's life in the queue. */
export function recordQueued(journal: Journal, message: NewQueueMessage, ids: readonly QueueId[], at: number): void {
  for (const [i, recipient] of message.recipients.entries())
    journal.record({
      ...recipientEvent(message, { queueId: ids[i], address: recipient.address }, 'queued', at),
      sizeBytes: message.bytes.length,
    });
}
