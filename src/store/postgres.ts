/** The PostgreSQL pool behind Kysely's dialect: numbers as numbers, errors of idle connections survived. Called by database.ts. */
import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { DatabaseProblem } from './problem.ts';

const POOL_SIZE = 10;
/** A server that does not answer a new connection by then is not there. */
const CONNECT_TIMEOUT_MS = 5000;
/** All connections are at work: whoever waits for his turn is not told that the server is gone, a burst passes. */
const TURN_TIMEOUT_MS = 30_000;

/** The pool has one limit for both: each connection brings its own. */
class Connection extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  }
}

/** bigint (OID 20) holds epoch milliseconds and bytes: both far below 2^53. Everything else as pg has it. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === 20 && format !== 'binary'
      ? (text: string) => Number(text)
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** Shows where we meant to connect, without the password. */
export function describeUrl(url: string): string {
  try {
    const parsed = new URL(url);
    return `postgres://${parsed.host}${parsed.pathname}`;
  } catch {
    return 'postgres://…';
  }
}

/** Connects once to prove that the server answers. @throws DatabaseProblem `databaseUnreachable`. */
export async function openPostgres(url: string): Promise<Dialect> {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: TURN_TIMEOUT_MS,
    Client: Connection,
    types,
  });
  // The server ended an idle connection (restart): the pool makes a new one; without a listener the process would die.
  pool.on('error', () => undefined);
  // And a connection in use between two queries of a transaction: the next query says what happened.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    const client = await pool.connect();
    client.release();
  } catch (error) {
    await pool.end().catch(() => undefined);
    const detail = error instanceof Error ? error.message || error.name : String(error);
    throw new DatabaseProblem('databaseUnreachable', { server: describeUrl(url), detail }, error);
  }
  return new PostgresDialect({ pool });
}
