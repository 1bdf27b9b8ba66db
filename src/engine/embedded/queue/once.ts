/**
 * Messages that are taken once: a submission whose ENVID (RFC 3461 §4.4) begins with `once.` is noted with its mailbox in the
 * transaction that takes it, so that the same one said again adds nothing. For senders of ours that can lose the 250 (a crash,
 * a broken line). Called by queue.ts inside its transactions; programs of others never use such a key.
 */
import type { MailboxId } from '#src/model/ids.ts';
import type { QueuedMessage } from './job.ts';
import type { QueueDatabase } from './queue-store.ts';

const PREFIX = 'once.';
/** Longer than anybody tries again. */
const KEEP_MS = 30 * 86_400_000;

/** True when this very message was taken before; else it is noted as taken now. */
export function isRepeated(db: QueueDatabase, message: QueuedMessage, now: number): boolean {
  if (message.envid?.startsWith(PREFIX) !== true || message.mailbox === undefined) return false;
  db.run('DELETE FROM taken WHERE at < ?', now - KEEP_MS);
  const { mailbox, envid } = message;
  return db.run('INSERT OR IGNORE INTO taken (mailbox, envid, at) VALUES (?, ?, ?)', mailbox, envid, now) === 0;
}

export const wasTaken = (db: QueueDatabase, mailbox: MailboxId, envid: string): boolean =>
  db.all('SELECT 1 FROM taken WHERE mailbox = ? AND envid = ?', mailbox, envid).length > 0;
