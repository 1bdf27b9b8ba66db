/**
 * Senders whose pictures the reader always wants to see, and lists that he left. A sender is kept by a message that proves
 * him, and counts only in messages that prove him: a From field alone opens nothing. Called by routes/mail-senders.ts and,
 * for an open message, by message.ts.
 */
import type { Database } from '#src/store/database.ts';
import {
  deletePictureSender,
  isPictureSender,
  listLeftAt,
  type PictureSender,
  pictureSenders,
  putPictureSender,
} from '#src/store/mail-senders.ts';
import { type Acting, change, type Reading } from '../change.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import type { MailUser } from './connections.ts';
import type { MessageHeader } from './message-header.ts';

/** What the reader chose before, for the sender and the list of one message. */
export interface Chosen {
  readonly isKept: boolean;
  /** ISO 8601; null: he did not leave this list. */
  readonly leftAt: string | null;
}
const MOST_KEPT = 2_000;

/** The one author whose own domain vouches for him; null: there is none, or more than one. */
export function pictureSenderOf({ from, proof }: Pick<MessageHeader, 'from' | 'proof'>): string | null {
  const address = from[0]?.address.toLowerCase() ?? '';
  return proof.isVouched && from.length === 1 && /^[^@\s]{1,64}@[^@\s]{1,255}$/.test(address) ? address : null;
}

/** Makes the question for message.ts. */
export const chosenOf =
  (db: Database) =>
  async (user: MailUser, header: MessageHeader): Promise<Chosen> => {
    const address = pictureSenderOf(header);
    const [isKept, leftAt] = await Promise.all([
      address === null ? false : isPictureSender(db.sql, user.id, address),
      header.unsubscribe === null || header.list === '' ? null : listLeftAt(db.sql, user.id, header.list),
    ]);
    return { isKept, leftAt: leftAt === null ? null : new Date(leftAt).toISOString() };
  };

export const keptSenders = ({ db }: Reading, user: MailUser): Promise<readonly PictureSender[]> =>
  pictureSenders(db.sql, user.id);

/** Keeps the sender of a message; refused where nothing proves him. */
export async function keepSender(
  deps: Acting,
  user: MailUser,
  header: Pick<MessageHeader, 'from' | 'proof'>,
): Promise<Outcome<PictureSender>> {
  const address = pictureSenderOf(header);
  if (address === null) return refused('senderNotProven');
  return await change(deps, async (tx, audit) => {
    const made: PictureSender = { address, keptAt: deps.clock.now() };
    if ((await pictureSenders(tx, user.id)).length >= MOST_KEPT)
      return refused('pictureSendersFull', { max: MOST_KEPT });
    if (await putPictureSender(tx, user.id, made)) await audit('mailbox.pictures', user.address, null, { added: 1 });
    return done(made);
  });
}

/** From now on his pictures are asked about again. */
export const dropSender = (deps: Acting, user: MailUser, address: string): Promise<Outcome<null>> =>
  change(deps, async (tx, audit) => {
    if (!(await deletePictureSender(tx, user.id, address.toLowerCase()))) return refused('notThere');
    await audit('mailbox.pictures', user.address, null, { removed: 1 });
    return done(null);
  });
