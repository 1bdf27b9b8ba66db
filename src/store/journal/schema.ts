/**
 * The journal's own SQLite file: columns for what is asked for, JSON for the rest, and the way back to events.
 * Used by the journal store only. Never decides what is kept.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { JournalEvent, StoredEvent } from '#src/model/journal.ts';

const DDL = `
CREATE TABLE IF NOT EXISTS event (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  outcome TEXT,
  cause TEXT,
  mailbox TEXT,
  address TEXT,
  login TEXT,
  remote TEXT,
  connection TEXT,
  mail_from TEXT,
  rcpt_to TEXT,
  message TEXT,
  message_header TEXT,
  queue TEXT,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS event_last ON event (last_at);
CREATE INDEX IF NOT EXISTS event_outcome ON event (outcome, last_at) WHERE outcome IS NOT NULL;
${['mailbox', 'address', 'login', 'remote', 'mail_from', 'rcpt_to']
  .map((name) => `CREATE INDEX IF NOT EXISTS event_${name} ON event (${name}, last_at) WHERE ${name} IS NOT NULL;`)
  .join('\n')}
${['connection', 'message', 'message_header', 'queue']
  .map((name) => `CREATE INDEX IF NOT EXISTS event_${name} ON event (${name}) WHERE ${name} IS NOT NULL;`)
  .join('\n')}
`;

/** Version of the columns above; a file of another version is refused rather than misread. */
const VERSION = 1;

/** Creates the tables in a new file; refuses one that a newer program wrote. */
export function prepare(database: DatabaseSync): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > VERSION) throw new Error(`journal: the file has format ${version}, this program knows ${VERSION}`);
  // Must come before the first table: lets trimming give pages back to the disk a few at a time.
  if (version === 0) database.exec('PRAGMA auto_vacuum = INCREMENTAL');
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY');
  database.exec(DDL);
  database.exec(`PRAGMA user_version = ${VERSION}`);
}

export type Column = string | number | null;

export const INSERT =
  'INSERT INTO event (kind, at, last_at, count, outcome, cause, mailbox, address, login, remote, connection, ' +
  'mail_from, rcpt_to, message, message_header, queue, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';
export const UPDATE = 'UPDATE event SET count = ?, last_at = ?, body = ? WHERE seq = ?';

/** Names are compared without case and without the blanks that copying brings along. */
export const nameKey = (name: string): string => name.trim().toLowerCase();

/** What the event came to, in one word: outcome, stage or step. */
export function outcomeOf(event: JournalEvent): string {
  switch (event.kind) {
    case 'connection':
    case 'sign-in':
      return event.outcome;
    case 'refusal':
      return event.stage;
    case 'message':
      return event.step;
  }
}

/** Column values of `INSERT`, in its order. */
export function columns(event: JournalEvent, count: number, lastAt: number, body: string): Column[] {
  const letter = event.kind === 'message' ? event : null;
  const envelope = event.kind === 'message' || event.kind === 'refusal' ? event : null;
  const text = (value: string | undefined): string | null =>
    value === undefined || value === '' ? null : nameKey(value);
  return [
    event.kind,
    event.at,
    lastAt,
    count,
    outcomeOf(event),
    event.cause ?? null,
    event.mailbox ?? null,
    text(event.address),
    event.kind === 'sign-in' ? text(event.login) : null,
    event.connection?.remoteAddress ?? null,
    event.connection?.id ?? null,
    text(envelope?.mailFrom),
    text(envelope?.rcptTo),
    letter?.messageId ?? null,
    letter?.messageIdHeader ?? null,
    letter?.queueId ?? null,
    body,
  ];
}

export interface Row {
  readonly seq: number;
  readonly last_at: number;
  readonly count: number;
  readonly body: string;
}
/** An event as it is read back. */
export const toEvent = (row: Row): StoredEvent => ({
  ...(JSON.parse(row.body) as JournalEvent),
  id: String(row.seq),
  count: row.count,
  lastAt: row.last_at,
});
