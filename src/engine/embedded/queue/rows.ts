/**
 * The queue's rows: written, found, changed. Statements only, each called inside `queue.ts`'s transactions or for reading.
 * No rule of time or notice is decided here.
 */
import { parseDomain } from '#src/model/address.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { MailboxId, MessageId, QueueId } from '#src/model/ids.ts';
import { isLanguage } from '#src/model/language.ts';
import { newId } from '#src/net/ids.ts';
import type { JobRecipient, NewQueueMessage, NewQueueRecipient, Notify, QueuedMessage, Reply } from './job.ts';
import type { QueueDatabase } from './queue-store.ts';

export interface QueueEntry {
  readonly queueId: QueueId;
  readonly messageId: MessageId;
  readonly mailFrom: string;
  readonly address: string;
  readonly domain: string;
  /** `active`: a try is running. `sent` and `failed` stay until the whole message is done. */
  readonly state: 'waiting' | 'active' | 'held' | 'sent' | 'failed';
  readonly nextTryAt: number;
  readonly tries: number;
  readonly receivedAt: number;
  readonly sizeBytes: number;
  readonly subject: string | null;
  readonly lastReply: Reply | null;
  readonly cause: CauseId | null;
  /** Of the last try, epoch ms. */
  readonly updatedAt: number;
  readonly mailbox: MailboxId | null;
  /** The alias of ours that passes it on. */
  readonly through: string | null;
  readonly heldBy: string | null;
}
/** Which entries: a queue or message id, everything for a domain, from a sender, submitted by a mailbox, or all. */
export type Selection =
  | { readonly id: string }
  /** Queue ids, as a person ticked them. */
  | { readonly ids: readonly string[] }
  | { readonly domain: string }
  | { readonly sender: string }
  | { readonly mailbox: MailboxId }
  /** Everything that is held for one reason, e.g. the id of a Block. */
  | { readonly heldBy: string }
  /** Everything that an alias of ours passes on. */
  | { readonly through: string }
  | { readonly all: true };

/** Lower case, A-labels; what is no domain name (an address literal) as it stands. */
export function domainOf(address: string): string {
  const text = address.slice(address.lastIndexOf('@') + 1);
  const parsed = parseDomain(text);
  return parsed.ok ? parsed.value : text.toLowerCase();
}

/** Writes a message and its recipients, due at `dueAt`; gives the ids of the recipients in order. */
export function insertMessage(db: QueueDatabase, message: NewQueueMessage, dueAt: number): readonly QueueId[] {
  db.run(
    `INSERT INTO messages (message_id, direction, mail_from, received_at, smtp_utf8, eight_bit, ret, envid, language,
      mailbox, subject, message_id_header, size_bytes, bytes, through) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`,
    message.messageId,
    message.direction,
    message.mailFrom,
    message.receivedAt,
    Number(message.smtpUtf8),
    Number(message.eightBit),
    message.ret ?? null,
    message.envid ?? null,
    message.language ?? null,
    message.mailbox ?? null,
    message.subject ?? null,
    message.messageIdHeader ?? null,
    message.bytes.length,
    message.bytes,
    message.through ?? null,
  );
  const [{ key }] = db.all<{ key: number }>('SELECT last_insert_rowid() AS key');
  const state = message.held === true ? 'held' : 'waiting';
  return message.recipients.map((recipient) => insertRecipient(db, key, recipient, state, dueAt, message.heldBy));
}

export function insertRecipient(
  db: QueueDatabase,
  messageKey: number,
  recipient: NewQueueRecipient,
  state: 'waiting' | 'held',
  dueAt: number,
  heldBy?: string,
): QueueId {
  const id = newId<QueueId>();
  db.run(
    `INSERT INTO recipients (id, message_key, address, domain, notify, orcpt, state, next_try, updated_at, held_by)
      VALUES (?,?,?,?,?,?,?,?,?,?)`,
    id,
    messageKey,
    recipient.address,
    domainOf(recipient.address),
    recipient.notify?.join(',') ?? null,
    recipient.orcpt ?? null,
    state,
    dueAt,
    dueAt,
    heldBy ?? null,
  );
  return id;
}

export interface DueRow {
  readonly id: QueueId;
  readonly message_key: number;
  readonly domain: string;
  readonly address: string;
  readonly notify: string | null;
  readonly orcpt: string | null;
  readonly tries: number;
  readonly delay_told: number;
}

/** Rows that are due, oldest first, not for a busy domain and not already on their way. */
export const dueRows = (
  db: QueueDatabase,
  now: number,
  busyDomains: readonly string[],
  active: readonly string[],
  limit: number,
): DueRow[] =>
  db.all<DueRow>(
    `SELECT id, message_key, domain, address, notify, orcpt, tries, delay_told FROM recipients
      WHERE state = 'waiting' AND next_try <= ?
        AND domain NOT IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT value FROM json_each(?))
      ORDER BY next_try, rowid LIMIT ?`,
    now,
    JSON.stringify(busyDomains),
    JSON.stringify(active),
    limit,
  );

export const nextDueAt = (db: QueueDatabase, after: number): number | null =>
  db.all<{ at: number | null }>(
    `SELECT MIN(next_try) AS at FROM recipients WHERE state = 'waiting' AND next_try > ?`,
    after,
  )[0].at;

export const recipientOf = (row: DueRow): JobRecipient => ({
  queueId: row.id,
  address: row.address,
  tries: row.tries,
  delayTold: row.delay_told === 1,
  ...(row.notify === null ? {} : { notify: row.notify.split(',') as Notify[] }),
  ...(row.orcpt === null ? {} : { orcpt: row.orcpt }),
});

interface MessageRow {
  readonly message_id: MessageId;
  readonly direction: QueuedMessage['direction'];
  readonly mail_from: string;
  readonly received_at: number;
  readonly smtp_utf8: number;
  readonly eight_bit: number;
  readonly ret: 'FULL' | 'HDRS' | null;
  readonly envid: string | null;
  readonly language: string | null;
  readonly mailbox: MailboxId | null;
  readonly subject: string | null;
  readonly message_id_header: string | null;
  readonly through: string | null;
  readonly bytes: Uint8Array;
}

/** A message with its bytes, or null when it is gone. */
export function readMessage(db: QueueDatabase, key: number): { message: QueuedMessage; bytes: Buffer } | null {
  const [row] = db.all<MessageRow>('SELECT * FROM messages WHERE key = ?', key);
  if (row === undefined) return null;
  const message: QueuedMessage = {
    messageId: row.message_id,
    direction: row.direction,
    mailFrom: row.mail_from,
    receivedAt: row.received_at,
    smtpUtf8: row.smtp_utf8 === 1,
    eightBit: row.eight_bit === 1,
    ...(row.ret === null ? {} : { ret: row.ret }),
    ...(row.envid === null ? {} : { envid: row.envid }),
    ...(isLanguage(row.language) ? { language: row.language } : {}),
    ...(row.mailbox === null ? {} : { mailbox: row.mailbox }),
    ...(row.through === null ? {} : { through: row.through }),
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.message_id_header === null ? {} : { messageIdHeader: row.message_id_header }),
  };
  return { message, bytes: Buffer.from(row.bytes.buffer, row.bytes.byteOffset, row.bytes.byteLength) };
}

/** Ends a recipient. */
export const finishRow = (
  db: QueueDatabase,
  id: QueueId,
  state: 'sent' | 'failed',
  now: number,
  reply: Reply | null,
  cause: CauseId | null,
): void => {
  db.run(
    `UPDATE recipients SET state = ?, tries = tries + 1, host = ?, host_address = ?, our_words = ?, code = ?, enhanced = ?,
      reply = ?, cause = ?, updated_at = ? WHERE id = ? AND state IN ('waiting', 'held')`,
    state,
    reply?.host ?? null,
    reply?.address ?? null,
    Number(reply?.ours ?? false),
    reply?.code ?? null,
    reply?.enhanced ?? null,
    reply?.text ?? null,
    cause,
    now,
    id,
  );
};

/** Keeps a recipient for a later try; one that was held meanwhile stays held. */
export const postponeRow = (
  db: QueueDatabase,
  id: QueueId,
  nextTryAt: number,
  delayTold: boolean,
  now: number,
  reply: Reply,
  cause: CauseId | null,
): void => {
  db.run(
    `UPDATE recipients SET next_try = ?, tries = tries + 1, delay_told = ?, host = ?, host_address = ?, our_words = ?, code = ?,
      enhanced = ?, reply = ?, cause = ?, updated_at = ? WHERE id = ? AND state IN ('waiting', 'held')`,
    nextTryAt,
    Number(delayTold),
    reply.host ?? null,
    reply.address ?? null,
    Number(reply.ours ?? false),
    reply.code,
    reply.enhanced,
    reply.text,
    cause,
    now,
    id,
  );
};

/** Removes a message of which nothing waits any more. */
export function removeIfDone(db: QueueDatabase, messageKey: number): void {
  const [open] = db.all(
    `SELECT 1 FROM recipients WHERE message_key = ? AND state IN ('waiting', 'held') LIMIT 1`,
    messageKey,
  );
  if (open !== undefined) return;
  db.run('DELETE FROM recipients WHERE message_key = ?', messageKey);
  db.run('DELETE FROM messages WHERE key = ?', messageKey);
}

/** The WHERE part of a selection with its values. */
export function whereOf(selection: Selection): { readonly sql: string; readonly values: readonly string[] } {
  if ('id' in selection) return { sql: '(r.id = ? OR m.message_id = ?)', values: [selection.id, selection.id] };
  if ('ids' in selection)
    return { sql: 'r.id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(selection.ids)] };
  if ('domain' in selection) return { sql: 'r.domain = ?', values: [selection.domain.toLowerCase()] };
  if ('sender' in selection) return { sql: 'lower(m.mail_from) = ?', values: [selection.sender.toLowerCase()] };
  if ('mailbox' in selection) return { sql: 'm.mailbox = ?', values: [selection.mailbox] };
  if ('heldBy' in selection) return { sql: 'r.held_by = ?', values: [selection.heldBy] };
  if ('through' in selection) return { sql: 'm.through = ?', values: [selection.through.toLowerCase()] };
  return { sql: '1 = 1', values: [] };
}

interface EntryRow {
  readonly id: QueueId;
  readonly message_key: number;
  readonly message_id: MessageId;
  readonly mail_from: string;
  readonly address: string;
  readonly domain: string;
  readonly state: QueueEntry['state'];
  readonly next_try: number;
  readonly tries: number;
  readonly received_at: number;
  readonly size_bytes: number;
  readonly subject: string | null;
  readonly host: string | null;
  readonly code: number | null;
  readonly enhanced: string | null;
  readonly reply: string | null;
  readonly cause: CauseId | null;
  readonly host_address: string | null;
  readonly our_words: number;
  readonly updated_at: number;
  readonly mailbox: MailboxId | null;
  readonly through: string | null;
  readonly held_by: string | null;
}

/** Entries of a selection, oldest message first, with the key of their message. */
export function selectEntries(db: QueueDatabase, selection: Selection, states: readonly string[], limit: number) {
  const where = whereOf(selection);
  const rows = db.all<EntryRow>(
    `SELECT r.id, r.message_key, m.message_id, m.mail_from, r.address, r.domain, r.state, r.next_try, r.tries,
      m.received_at, m.size_bytes, m.subject, r.host, r.code, r.enhanced, r.reply, r.cause, r.host_address, r.our_words,
      r.updated_at, m.mailbox, m.through, r.held_by
      FROM recipients r JOIN messages m ON m.key = r.message_key
      WHERE ${where.sql} AND r.state IN (SELECT value FROM json_each(?)) ORDER BY m.received_at, r.id LIMIT ?`,
    ...where.values,
    JSON.stringify(states),
    limit,
  );
  return rows.map((row) => ({ messageKey: row.message_key, entry: entryOf(row) }));
}

const entryOf = (row: EntryRow): QueueEntry => ({
  queueId: row.id,
  messageId: row.message_id,
  mailFrom: row.mail_from,
  address: row.address,
  domain: row.domain,
  state: row.state,
  nextTryAt: row.next_try,
  tries: row.tries,
  receivedAt: row.received_at,
  sizeBytes: row.size_bytes,
  subject: row.subject,
  lastReply:
    row.code === null
      ? null
      : {
          code: row.code,
          enhanced: row.enhanced ?? '',
          text: row.reply ?? '',
          ...(row.host === null ? {} : { host: row.host }),
          ...(row.host_address === null ? {} : { address: row.host_address }),
          ...(row.our_words === 0 ? {} : { ours: true }),
        },
  cause: row.cause,
  updatedAt: row.updated_at,
  mailbox: row.mailbox,
  through: row.through,
  heldBy: row.held_by,
});
