/**
 * Brings a database up to the schema this program knows: numbered steps, all in one transaction, each recorded.
 * Called by database.ts. A database that is newer than we are is refused, never touched.
 */
import { systemClock } from '#src/net/clock.ts';
import { sql as raw } from 'kysely';
import { firstSchema } from './migrations/0001-first-schema.ts';
import { previousPassword } from './migrations/0002-previous-password.ts';
import { blocksAndSendLog } from './migrations/0003-blocks.ts';
import { billing } from './migrations/0004-billing.ts';
import { abroad } from './migrations/0005-abroad.ts';
import { notices } from './migrations/0006-notices.ts';
import { traffic } from './migrations/0009-traffic.ts';
import { cases } from './migrations/0007-cases.ts';
import { centre } from './migrations/0010-centre.ts';
import { signIn } from './migrations/0011-sign-in.ts';
import { devices } from './migrations/0008-devices.ts';
import { support } from './migrations/0013-support.ts';
import { caseMail } from './migrations/0015-case-mail.ts';
import { consoleTables } from './migrations/0016-console.ts';
import { mailRules } from './migrations/0018-mail-rules.ts';
import { webmailPeople } from './migrations/0019-webmail-people.ts';
import { webmailWriting } from './migrations/0020-webmail-writing.ts';
import { letters } from './migrations/0022-letters.ts';
import { forwardConsents } from './migrations/0023-forward-consents.ts';
import { forwardAnswers } from './migrations/0024-forward-answers.ts';
import { DatabaseProblem } from './problem.ts';
import type { Sql } from './tables.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly up: (tx: Sql) => Promise<void>;
}

/** In order; a released step is never changed, only followed by another. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'first-schema', up: firstSchema },
  { version: 2, name: 'previous-password', up: previousPassword },
  { version: 3, name: 'blocks', up: blocksAndSendLog },
  { version: 4, name: 'billing', up: billing },
  { version: 5, name: 'abroad', up: abroad },
  { version: 6, name: 'notices', up: notices },
  { version: 7, name: 'cases', up: cases },
  { version: 8, name: 'devices', up: devices },
  { version: 9, name: 'traffic', up: traffic },
  { version: 10, name: 'centre', up: centre },
  { version: 11, name: 'sign-in', up: signIn },
  { version: 13, name: 'support', up: support },
  { version: 15, name: 'case-mail', up: caseMail },
  { version: 16, name: 'console', up: consoleTables },
  { version: 18, name: 'mail-rules', up: mailRules },
  { version: 19, name: 'webmail-people', up: webmailPeople },
  { version: 20, name: 'webmail-writing', up: webmailWriting },
  { version: 22, name: 'letters', up: letters },
  { version: 23, name: 'forward-consents', up: forwardConsents },
  { version: 24, name: 'forward-answers', up: forwardAnswers },
];

/** Any number that no other program locks with: two of our processes starting at once take turns. */
const ADVISORY_LOCK = 7_702_510_001;

/**
 * Applies what is missing; all of it or nothing.
 * @throws DatabaseProblem `databaseNewer` when the database knows a step that we do not.
 */
export async function migrate(
  engine: 'sqlite' | 'postgres',
  database: Sql,
  name: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await database.transaction().execute(async (tx) => {
    if (engine === 'postgres') await raw`select pg_advisory_xact_lock(${ADVISORY_LOCK})`.execute(tx);
    await tx.schema
      .createTable('schema_migrations')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('applied_at', 'bigint', (column) => column.notNull())
      .execute();
    const rows = await tx.selectFrom('schema_migrations').select('version').orderBy('version').execute();
    const applied = new Set(rows.map((row) => row.version));
    const known = migrations.at(-1)?.version ?? 0;
    const newest = rows.at(-1)?.version ?? 0;
    if (newest > known) throw new DatabaseProblem('databaseNewer', { database: name, found: newest, known });
    for (const migration of migrations.filter((step) => !applied.has(step.version))) {
      await migration.up(tx);
      await tx
        .insertInto('schema_migrations')
        .values({ version: migration.version, name: migration.name, applied_at: systemClock.now() })
        .execute();
    }
  });
}
