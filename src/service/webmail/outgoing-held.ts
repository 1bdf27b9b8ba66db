/**
 * What was taken by our door and is held back there: which of a mailbox's messages, by what, until when. Asked of our own queue
 * and journal. Called by outgoing-view.ts; another engine's queue tells nothing, and nothing is said of it.
 */
import { endText } from '#src/messages/block-line.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Reader } from '#src/messages/telling.ts';
import { type Block, isActive } from '#src/model/block.ts';
import type { MailboxId, MessageId } from '#src/model/ids.ts';
import type { QueueAdministration, QueueEntry } from '#src/engine/embedded/queue/administration.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { blockByIdOrCode } from '#src/store/blocks.ts';
import type { Database } from '#src/store/database.ts';
import type { OutboxRow } from '#src/store/webmail-outbox.ts';

export interface HeldDeps {
  readonly db: Database;
  readonly journal: Pick<JournalStore, 'query'>;
  readonly queue: Pick<QueueAdministration, 'list'>;
}
export interface Held {
  /** Words for its sender. */
  readonly text: string;
  /** null: a person decides, or nobody knows. */
  readonly block: Block | null;
}

const MOST_HELD = 1000;
/** A person looks at it: the Block that made that so is not what lets it go (service/abuse/watch.ts). */
const REVIEW = 'review:';

/** Held back now; null: it is not. */
export async function heldOf({ db, journal, queue }: HeldDeps, row: OutboxRow, reader: Reader): Promise<Held | null> {
  if (row.state !== 'sent') return null;
  const mailbox = row.mailbox_id as MailboxId;
  const held = queue.list({ select: { mailbox }, states: ['held'], limit: MOST_HELD });
  if (held.length === 0) return null;
  const events = await journal.query({ message: row.message_id, mailbox, kinds: ['message'], limit: 500 });
  const ids = new Set(events.map((event) => (event.kind === 'message' ? event.messageId : ('' as MessageId))));
  const own = held.find(({ messageId }) => ids.has(messageId));
  return own === undefined ? null : await toldOf(db, own, reader);
}

/** Why this entry of the queue is held. */
export async function toldOf(db: Database, { heldBy }: Pick<QueueEntry, 'heldBy'>, reader: Reader): Promise<Held> {
  const isReview = heldBy?.startsWith(REVIEW) === true;
  const named = heldBy === null ? null : await blockByIdOrCode(db.sql, isReview ? heldBy.slice(REVIEW.length) : heldBy);
  const { blocks, webmailWriting } = texts(reader.language);
  if (named === null || isReview || !isActive(named, reader.now))
    return { text: `${webmailWriting.held()}.`, block: isReview ? named : null };
  return { text: blocks.held({ when: endText(named, reader), url: '' }), block: named };
}
