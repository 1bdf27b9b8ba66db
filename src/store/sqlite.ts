/** Opens a SQLite control database file: pragmas, checks that it is one and whole. Called by database.ts. */
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseProblem } from './problem.ts';

const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;
/** How long one statement waits for another process's write; it blocks this process, so short (transactions wait longer, aside). */
const BUSY_TIMEOUT_MS = 100;

const codeOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff // extended codes carry the plain one in the low byte
    : 0;
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Opens or creates the file (0600: it holds password hashes and signing keys). `:memory:` is for tests.
 * @throws DatabaseProblem naming the file when it cannot be opened, is no database, is damaged, or is another program's.
 */
export function openSqliteFile(file: string): DatabaseSync {
  const path = file === ':memory:' ? file : resolve(file);
  let database: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    prepare(database, path);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof DatabaseProblem) throw error;
    switch (codeOf(error)) {
      case SQLITE_NOTADB:
        throw new DatabaseProblem('databaseNotOne', { file: path }, error);
      case SQLITE_CORRUPT:
        throw new DatabaseProblem('databaseDamaged', { file: path, detail: textOf(error) }, error);
      default:
        throw new DatabaseProblem('databaseUnopenable', { file: path, detail: textOf(error) }, error);
    }
  }
}

function prepare(database: DatabaseSync, path: string): void {
  // A file cut off in the middle still opens; only a check of its pages tells.
  const check = database.prepare('pragma quick_check(1)').all() as unknown as readonly { quick_check: string }[];
  const verdict = check[0]?.quick_check ?? 'no answer';
  if (verdict !== 'ok') throw new DatabaseProblem('databaseDamaged', { file: path, detail: verdict.slice(0, 200) });
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").all() as { name: string }[];
  if (tables.length > 0 && !tables.some((table) => table.name === 'schema_migrations')) {
    throw new DatabaseProblem('databaseNotOne', { file: path });
  }
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  if (path !== ':memory:') chmodSync(path, 0o600);
}
