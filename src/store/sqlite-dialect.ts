/**
 * Kysely on `node:sqlite`: one connection, kept statements, plain rows. Called by database.ts.
 * One connection, taken in turns, keeps concurrent transactions apart. Never opens files.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

const KEPT_STATEMENTS = 200;
/** How long a transaction waits for another process's, without holding up this process meanwhile. */
const WAIT_MS = 5000;
const PAUSE_MS = 5;

/** One connection with a bounded cache of prepared statements (oldest out first). */
class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return Promise.resolve(this.#run<R>(query));
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  #run<R>(query: CompiledQuery): QueryResult<R> {
    const statement = this.#prepare(query.sql);
    const values = query.parameters as readonly SQLInputValue[];
    // A statement that yields columns is a reader; only those have rows (also `insert … returning`).
    if (statement.columns().length > 0) {
      // Rows of node:sqlite have a null prototype: spread, so that they compare and print like any object.
      return { rows: statement.all(...values).map((row) => ({ ...row })) as R[] };
    }
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  #prepare(text: string): StatementSync {
    const kept = this.#statements.get(text);
    if (kept !== undefined) {
      this.#statements.delete(text);
      this.#statements.set(text, kept);
      return kept;
    }
    const statement = this.#database.prepare(text);
    this.#statements.set(text, statement);
    if (this.#statements.size > KEPT_STATEMENTS) {
      const oldest = this.#statements.keys().next().value;
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    return statement;
  }

  /** Schema changes make kept statements stale in surprising ways: forget them. */
  forget(): void {
    this.#statements.clear();
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not offered: the control database is small');
  }
}

const SQLITE_BUSY = 5;
const isBusy = (error: unknown): boolean =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  (error.errcode & 0xff) === SQLITE_BUSY;

/** Tries until the write lock is free; gives up with SQLite's own error. */
async function whenFree(begin: () => Promise<void>): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      await begin();
      return;
    } catch (error) {
      if (!isBusy(error) || waited >= WAIT_MS) throw error;
      await setTimeout(PAUSE_MS);
    }
  }
}

/** Kysely would put a mutex of its own in front, whose waiters all wake at each release: 10,000 of them take minutes. */
class SqliteQueueAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** One holder at a time, the others in order of arrival: each hand-over wakes exactly one. */
function turns(): { readonly take: () => Promise<void>; readonly give: () => void } {
  const waiting: (() => void)[] = [];
  let head = 0;
  let taken = false;
  return {
    take: () => {
      if (taken) return new Promise((turn) => waiting.push(turn));
      taken = true;
      return Promise.resolve();
    },
    give: () => {
      const next = waiting[head];
      if (next === undefined) {
        taken = false;
        return;
      }
      head += 1;
      if (head > 1000) {
        waiting.splice(0, head);
        head = 0;
      }
      next();
    },
  };
}

/** The dialect; the database is opened (and its pragmas set) by the caller, and closed by `destroy()`. */
export function sqliteDialect(database: DatabaseSync): Dialect {
  const connection = new SqliteConnection(database);
  const run = async (text: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(text));
  };
  const { take, give } = turns();
  const driver: Driver = {
    init: () => Promise.resolve(),
    acquireConnection: async () => {
      await take();
      return connection;
    },
    // IMMEDIATE: a transaction that means to write takes the lock at once, so it never fails half-way with "busy".
    beginTransaction: () => whenFree(() => run('begin immediate')),
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => run('rollback'),
    releaseConnection: () => {
      give();
      return Promise.resolve();
    },
    destroy: () => {
      connection.forget();
      database.close();
      return Promise.resolve();
    },
  };
  return {
    createDriver: () => driver,
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteQueueAdapter(),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
  };
}
