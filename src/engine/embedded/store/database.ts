/**
 * One open `index.db`: its connection, its prepared statements and its sync. Opened by a mailbox when it is needed and
 * closed when it has been idle. Never decides anything about mail.
 *
 * Commits are written with `synchronous=NORMAL` and made durable by our own `fdatasync` of the write-ahead log before
 * anyone is told: the very system calls of FULL, but off the event loop, so that many mailboxes sync at once
 * (docs/decisions/0003-mailbox-store.md has the figures).
 */
import { accessSync, closeSync, constants, existsSync, fdatasync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { DamagedMailbox, isDamage } from './problems.ts';
import { migrate, schemaVersion } from './schema.ts';

const dataSync = promisify(fdatasync);

/** Pages in memory: 256 KiB; no memory map, so that 500 open mailboxes stay small. */
const PRAGMAS = `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
  PRAGMA cache_size = -256; PRAGMA mmap_size = 0; PRAGMA busy_timeout = 2000; PRAGMA temp_store = MEMORY;`;

export class MailboxDatabase {
  readonly directory: string;
  readonly connection: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  private walFd: number | null = null;
  private suspect = false;

  /** Opens an existing mailbox. Throws `DamagedMailbox` when the file is none of ours; it is then left as it is. */
  constructor(directory: string) {
    this.directory = directory;
    const file = join(directory, 'index.db');
    // A file is only ever created whole (mailbox-files.ts), so an empty one was emptied by someone: not a new mailbox.
    if (!existsSync(file) || statSync(file).size < 512) throw new DamagedMailbox(`${file}: missing or cut off`);
    this.connection = new DatabaseSync(file);
    try {
      if (schemaVersion(this.connection) === 0) throw new DamagedMailbox(`${file}: no schema`);
      this.connection.exec(PRAGMAS);
      migrate(this.connection);
    } catch (error) {
      this.connection.close();
      accessSync(directory, constants.W_OK); // SQLite says only "unable to open": a read-only disk has a name of its own
      if (isDamage(error)) throw new DamagedMailbox(`${file}: ${(error as Error).message}`, { cause: error });
      throw error;
    }
  }

  /** Statement that answers objects; prepared once. */
  sql(text: string): StatementSync {
    let statement = this.statements.get(text);
    if (statement === undefined) {
      statement = this.connection.prepare(text);
      this.statements.set(text, statement);
    }
    return statement;
  }

  /** Statement that answers arrays: less work a row where there are thousands. */
  arrays(text: string): StatementSync {
    const key = `[]${text}`;
    let statement = this.statements.get(key);
    if (statement === undefined) {
      statement = this.connection.prepare(text);
      statement.setReturnArrays(true);
      this.statements.set(key, statement);
    }
    return statement;
  }

  /**
   * Runs a statement that answers nothing. Not `StatementSync.run`: that reads the last row id too, and FTS5 leaves ids
   * of its own there that no JavaScript number can hold; it then throws after the work was done.
   */
  run(text: string, ...values: SQLInputValue[]): void {
    this.sql(text).get(...values);
  }

  begin(): void {
    if (this.suspect) this.checkpoint();
    this.run('BEGIN IMMEDIATE');
  }

  commit(): void {
    this.run('COMMIT');
  }

  rollback(): void {
    if (this.connection.isTransaction) this.connection.exec('ROLLBACK');
  }

  /** Resolves when every commit made so far would survive a power cut. */
  async sync(): Promise<void> {
    this.walFd ??= openSync(join(this.directory, 'index.db-wal'), 'r+');
    try {
      await dataSync(this.walFd);
    } catch (error) {
      this.suspect = true;
      throw error;
    }
  }

  /**
   * After a failed sync the kernel may call pages clean that never reached the disk: later frames of the log would stand
   * on nothing. So all of it goes into the main file, with a sync of that, before anything more is written.
   */
  private checkpoint(): void {
    const answer = this.connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    if (answer?.busy !== 0) throw new Error('the write-ahead log could not be written back after a failed sync');
    this.suspect = false;
  }

  meta(key: string): number {
    return Number(this.sql('SELECT value FROM meta WHERE key = ?').get(key)?.value ?? 0);
  }

  setMeta(key: string, value: number): void {
    this.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, value);
  }

  close(): void {
    this.statements.clear();
    if (this.walFd !== null) closeSync(this.walFd);
    this.walFd = null;
    this.connection.close();
  }
}
