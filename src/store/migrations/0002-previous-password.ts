/** Step 2: keep the password before the last for a while, to tell an un-updated device from guessing. */
import type { Sql } from '../tables.ts';

export async function previousPassword(tx: Sql): Promise<void> {
  // One column a statement: SQLite adds one at a time.
  await tx.schema.alterTable('mailboxes').addColumn('previous_password_hash', 'text').execute();
  await tx.schema.alterTable('mailboxes').addColumn('previous_password_until', 'bigint').execute();
}
