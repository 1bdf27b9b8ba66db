/**
 * The queue's own database: each message once, a row for each recipient. Changes that arrive together share one commit and
 * one sync (`synchronous=FULL`), so that 250 is cheap and true. Called by `queue.ts` only; knows nothing of time or hosts.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS messages (
  key INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL,
  direction TEXT NOT NULL,
  mail_from TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  smtp_utf8 INTEGER NOT NULL,
  eight_bit INTEGER NOT NULL,
  ret TEXT, envid TEXT, language TEXT, mailbox TEXT, subject TEXT, message_id_header TEXT,
  size_bytes INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  through TEXT
);
CREATE INDEX IF NOT EXISTS messages_by_id ON messages (message_id);
CREATE TABLE IF NOT EXISTS recipients (
  id TEXT PRIMARY KEY,
  message_key INTEGER NOT NULL REFERENCES messages (key),
  address TEXT NOT NULL,
  domain TEXT NOT NULL,
  notify TEXT, orcpt TEXT,
  state TEXT NOT NULL,
  next_try INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  delay_told INTEGER NOT NULL DEFAULT 0,
  host TEXT, code INTEGER, enhanced TEXT, reply TEXT, cause TEXT,
  updated_at INTEGER NOT NULL,
  held_by TEXT,
  host_address TEXT,
  our_words INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS recipients_due ON recipients (next_try) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS recipients_by_message ON recipients (message_key);
CREATE INDEX IF NOT EXISTS recipients_held ON recipients (held_by) WHERE state = 'held';
CREATE INDEX IF NOT EXISTS recipients_by_domain ON recipients (domain);
CREATE INDEX IF NOT EXISTS messages_by_mailbox ON messages (mailbox) WHERE mailbox IS NOT NULL;
CREATE INDEX IF NOT EXISTS messages_by_alias ON messages (through) WHERE through IS NOT NULL;
CREATE TABLE IF NOT EXISTS taken (
  mailbox TEXT NOT NULL, envid TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (mailbox, envid)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS taken_by_age ON taken (at);
`;
/** 2: why a recipient is held. 3: the alias that passes a message on; the address of who answered, and whose words. */
const VERSION = 3;
const STEPS: Readonly<Record<number, string>> = {
  1: 'ALTER TABLE recipients ADD COLUMN held_by TEXT;',
  2: `ALTER TABLE messages ADD COLUMN through TEXT; ALTER TABLE recipients ADD COLUMN host_address TEXT;
      ALTER TABLE recipients ADD COLUMN our_words INTEGER NOT NULL DEFAULT 0;`,
};
const stepsFrom = (version: number): string =>
  Object.entries(STEPS)
    .filter(([from]) => version > 0 && Number(from) >= version)
    .map(([, sql]) => sql)
    .join(' ');
const SQLITE_BUSY_MS = 5000;

interface Waiting {
  readonly work: (store: QueueDatabase) => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}
export interface QueueDatabase {
  run(sql: string, ...values: SQLInputValue[]): number;
  all<T>(sql: string, ...values: SQLInputValue[]): T[];
}
export interface QueueStore extends QueueDatabase {
  /** Runs `work` in the next shared transaction; resolves after it is synced. A failing `work` undoes only itself. */
  commit<T>(work: (store: QueueDatabase) => T): Promise<T>;
  close(): void;
}

/** Opens or creates the database. Throws when the file is not one, or is newer than this program. */
export function openQueueStore(path: string): QueueStore {
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path, { timeout: SQLITE_BUSY_MS });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (version > VERSION) throw new Error(`the queue ${path} was written by a newer version (${version})`);
  db.exec(`${stepsFrom(version)} ${SCHEMA} PRAGMA user_version = ${VERSION};`);

  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = db.prepare(sql);
    if (statements.size < 200) statements.set(sql, statement);
    return statement;
  };
  const base: QueueDatabase = {
    run: (sql, ...values) => Number(prepared(sql).run(...values).changes),
    all: <T>(sql: string, ...values: SQLInputValue[]) => prepared(sql).all(...values) as T[],
  };
  let line: Waiting[] = [];
  const flush = (): void => {
    const batch = line;
    line = [];
    commitBatch(db, base, batch);
  };
  return {
    ...base,
    commit: <T>(work: (store: QueueDatabase) => T) =>
      new Promise<T>((resolve, reject) => {
        // Everything that comes in this turn of the event loop shares the commit.
        if (line.length === 0) setImmediate(flush);
        line.push({ work, resolve: resolve as (value: unknown) => void, reject });
      }),
    close: () => {
      if (line.length > 0) flush();
      db.close();
    },
  };
}

function commitBatch(db: DatabaseSync, store: QueueDatabase, batch: readonly Waiting[]): void {
  const done: (() => void)[] = [];
  try {
    db.exec('BEGIN IMMEDIATE');
    for (const { work, resolve, reject } of batch) {
      db.exec('SAVEPOINT one');
      try {
        const value = work(store);
        db.exec('RELEASE one');
        done.push(() => resolve(value));
      } catch (error) {
        if (!db.isTransaction) throw error; // a full disk may have ended all of it
        db.exec('ROLLBACK TO one; RELEASE one');
        done.push(() => reject(error));
      }
    }
    db.exec('COMMIT');
  } catch (error) {
    if (db.isOpen && db.isTransaction) db.exec('ROLLBACK');
    for (const { reject } of batch) reject(error);
    return;
  }
  for (const tell of done) tell();
}
