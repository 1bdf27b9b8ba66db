/**
 * Questions to the journal, as values, and the SQL they become. Used by the journal store; asked by probes and `trace`.
 * Never writes.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { JournalEvent, StoredEvent } from '#src/model/journal.ts';
import { type Row, nameKey, toEvent } from './schema.ts';

/** All given parts must hold; within `names` and the lists one match is enough. Newest first. */
export interface JournalQuery {
  /** Epoch ms, inclusive; compared with the newest repetition of a row. */
  readonly since?: number;
  readonly until?: number;
  readonly kinds?: readonly JournalEvent['kind'][];
  /** Outcomes, stages or steps. */
  readonly outcomes?: readonly string[];
  /** Addresses or sign-in names, any case: the event's own address, login, sender or recipient. */
  readonly names?: readonly string[];
  readonly mailbox?: string;
  /** Causes that events name. */
  readonly causes?: readonly string[];
  readonly remoteAddresses?: readonly string[];
  readonly connectionId?: string;
  /** Any name of this domain. */
  readonly domain?: string;
  /** Only what did not work (model/journal-filter.ts `isFailure`). */
  readonly onlyFailures?: boolean;
  /** Any of: our message id, the Message-ID header (with its angle brackets), a queue id. */
  readonly message?: string;
  /** Default 200, at most 5000. */
  readonly limit?: number;
}

const MAX_ROWS = 5000;
const MAX_LIST = 64;

const FAILURES = `(kind = 'refusal' OR (kind = 'sign-in' AND outcome <> 'ok')
  OR (kind = 'connection' AND outcome NOT IN ('served', 'no-data'))
  OR (kind = 'message' AND (outcome IN ('bounced', 'delayed', 'dropped')
    OR (outcome = 'attempt' AND coalesce(json_extract(body, '$.code'), 0) >= 400))))`;

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** Answers a question, newest row first. Reads what is committed: the store flushes before it asks. */
export function ask(database: DatabaseSync, query: JournalQuery): readonly StoredEvent[] {
  const where: string[] = [];
  const values: (string | number)[] = [];
  const add = (sql: string, ...more: (string | number)[]): void => {
    where.push(sql);
    values.push(...more);
  };
  const list = (column: string, wanted: readonly string[] | undefined): void => {
    if (wanted !== undefined) add(`${column} IN (${marks(wanted.slice(0, MAX_LIST))})`, ...wanted.slice(0, MAX_LIST));
  };
  if (query.since !== undefined) add('last_at >= ?', query.since);
  if (query.until !== undefined) add('at <= ?', query.until);
  list('kind', query.kinds);
  list('outcome', query.outcomes);
  list('cause', query.causes);
  list('remote', query.remoteAddresses);
  if (query.mailbox !== undefined) add('mailbox = ?', query.mailbox);
  if (query.connectionId !== undefined) add('connection = ?', query.connectionId);
  if (query.onlyFailures === true) add(FAILURES);
  if (query.domain !== undefined) {
    const ending = `@${nameKey(query.domain)}`;
    const ends = NAME_COLUMNS.map((column) => `substr(${column}, -${ending.length}) = ?`);
    add(`(${ends.join(' OR ')})`, ...NAME_COLUMNS.map(() => ending));
  }
  if (query.message !== undefined)
    add('(message = ? OR message_header = ? OR queue = ?)', query.message, query.message, query.message);
  const limit = Math.max(1, Math.min(MAX_ROWS, query.limit ?? 200));
  const newest = (condition: readonly string[]): string =>
    `SELECT seq, last_at FROM event ${condition.length === 0 ? '' : `WHERE ${condition.join(' AND ')}`} ` +
    'ORDER BY last_at DESC, seq DESC LIMIT ?';
  if (query.names === undefined) return rows(database, newest(where), [...values, limit], limit);
  // One walk down each name's own index, newest first, instead of sorting everything that was ever said of it.
  const names = query.names.slice(0, MAX_LIST).map(nameKey);
  const walks = NAME_COLUMNS.map((column) => `SELECT * FROM (${newest([`${column} IN (${marks(names)})`, ...where])})`);
  const given = NAME_COLUMNS.flatMap(() => [...names, ...values, limit]);
  return rows(database, walks.join(' UNION '), given, limit);
}

const NAME_COLUMNS = ['address', 'login', 'mail_from', 'rcpt_to'] as const;

function rows(
  database: DatabaseSync,
  found: string,
  values: readonly (string | number)[],
  limit: number,
): readonly StoredEvent[] {
  const sql =
    `SELECT event.seq, event.last_at, count, body FROM (${found}) AS found JOIN event ON event.seq = found.seq ` +
    'ORDER BY event.last_at DESC, event.seq DESC LIMIT ?';
  return (database.prepare(sql).all(...values, limit) as unknown as Row[]).map(toEvent);
}
