/**
 * Answers that a program gives by itself (RFC 3834), counted apart: they take no place of the sending limits. Whoever sends
 * could write that header, so it is believed only towards somebody who wrote to this mailbox lately, one recipient at a
 * time, and no more a day than the mailbox may send. Asked by policy.ts at the end of a message.
 */
import type { PolicyRequest, Settle } from '#src/engine/ports.ts';
import { newId } from '#src/net/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import { fieldNamed, fieldValue, scanHeader } from '#src/protocol/mime/header-fields.ts';
import type { Database } from '#src/store/database.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { deleteSend, insertSends, sumOfSends } from '#src/store/send-log.ts';
import type { Sender } from './limits.ts';

const DAY_MS = 86_400_000;
/** An answer comes soon after what it answers. */
const ANSWERS_MS = 7 * DAY_MS;
const MOST_LETTERS = 50;

/** What becomes of a reply: written down as `robot`, or taken back; null = an ordinary message, which the limits count. */
export type RobotReplies = (request: PolicyRequest, sender: Sender) => Promise<Settle | null>;

/** RFC 3834 §5: `auto-replied` answers somebody; `auto-generated` (reports, alarms) is sending like any other. */
function saysReplied(bytes: Buffer): boolean {
  const field = fieldNamed(scanHeader(bytes, 0, bytes.length).fields, 'auto-submitted');
  return field !== undefined && /^\s*auto-replied\s*(?:;|$)/i.test(fieldValue(bytes, field));
}

export function createRobotReplies(deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly journal: Pick<JournalStore, 'query'>;
}): RobotReplies {
  const { db, clock, journal } = deps;
  return async ({ bytes, recipients = [] }, { mailbox, limits }) => {
    if (bytes === undefined || recipients.length !== 1 || !saysReplied(bytes)) return null;
    const now = clock.now();
    const reader = recipients[0].toLowerCase();
    const letters = await journal.query({
      kinds: ['message'],
      outcomes: ['delivered'],
      mailbox: mailbox.id,
      names: [reader],
      since: now - ANSWERS_MS,
      limit: MOST_LETTERS,
    });
    if (!letters.some((one) => one.kind === 'message' && one.mailFrom?.toLowerCase() === reader)) return null;
    const span = { from: now - DAY_MS, to: now, after: null };
    const today = await sumOfSends(db.sql, { mailbox: mailbox.id }, span, 'robot');
    if (today.messages >= limits['mailbox.day.max']) return null;
    const id = newId(now);
    await insertSends(db.sql, [
      { id, at: now, mailbox: mailbox.id, domain: mailbox.domain, origin: 'robot', recipients: 1 },
    ]);
    return async (accepted) => {
      if (!accepted) await deleteSend(db.sql, id);
    };
  };
}
