/**
 * The control database: opened once by main.ts, migrated, then handed to services, which read through `sql` and write
 * through `write`. Never holds mail or the journal.
 */
import { Kysely } from 'kysely';
import { type Migration, migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import { DatabaseProblem } from './problem.ts';
import { openSqliteFile } from './sqlite.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import type { Sql, Tables } from './tables.ts';

export interface Database {
  readonly engine: 'sqlite' | 'postgres';
  /** For reading outside a transaction (and for writes nobody keeps in memory, such as "last used"). */
  readonly sql: Sql;
  /**
   * One transaction for a use case. The revision row is counted up first, so that writers of all processes go one after
   * another and a check made inside still holds at commit. All or nothing; listeners hear of it after the commit.
   * Inside, ask only `tx`: SQLite has one connection.
   */
  write<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  /** Counts every `write` of every process; cheap, for caches that must know whether they are old. */
  revision(): Promise<number>;
  /** Calls back after each commit of this process; returns the way to stop. */
  onWrite(listener: () => void): () => void;
  close(): Promise<void>;
}

class OpenDatabase implements Database {
  readonly engine: 'sqlite' | 'postgres';
  readonly sql: Sql;
  readonly #listeners = new Set<() => void>();

  constructor(engine: 'sqlite' | 'postgres', sql: Sql) {
    this.engine = engine;
    this.sql = sql;
  }

  async write<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
    const result = await this.sql.transaction().execute(async (tx) => {
      await tx
        .updateTable('revision')
        .set((row) => ({ value: row('value', '+', 1) }))
        .where('id', '=', 1)
        .execute();
      return await work(tx);
    });
    for (const listener of this.#listeners) listener();
    return result;
  }

  async revision(): Promise<number> {
    const row = await this.sql.selectFrom('revision').select('value').where('id', '=', 1).executeTakeFirstOrThrow();
    return row.value;
  }

  onWrite(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await this.sql.destroy();
  }
}

/**
 * Opens `sqlite:<path>` or `postgres://…` and brings its schema up to date.
 * @param migrations only tests give another list.
 * @throws DatabaseProblem: bad URL, cannot be opened, not a database, damaged, made by a newer version.
 */
export async function openDatabase(url: string, migrations?: readonly Migration[]): Promise<Database> {
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    const file = url.slice('sqlite:'.length);
    return await opened(
      'sqlite',
      new Kysely<Tables>({ dialect: sqliteDialect(openSqliteFile(file)) }),
      file,
      migrations,
    );
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    const dialect = await openPostgres(url);
    return await opened('postgres', new Kysely<Tables>({ dialect }), new URL(url).pathname, migrations);
  }
  throw new DatabaseProblem('databaseUrlBad', { url: url.replace(/:\/\/[^@/]*@/, '://…@') });
}

async function opened(
  engine: 'sqlite' | 'postgres',
  sql: Sql,
  name: string,
  migrations?: readonly Migration[],
): Promise<Database> {
  try {
    await migrate(engine, sql, name, migrations);
    return new OpenDatabase(engine, sql);
  } catch (error) {
    await sql.destroy();
    throw error;
  }
}
