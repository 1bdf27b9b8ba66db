/** Step 8: mailboxes that only app passwords open, and the passwords of the customer centre, to tell one kind from another. */
import type { Sql } from '../tables.ts';

export async function devices(tx: Sql): Promise<void> {
  await tx.schema
    .alterTable('mailboxes')
    .addColumn('app_passwords_only', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await tx.schema
    .createTable('centre_passwords')
    .addColumn('contact_id', 'text', (column) => column.primaryKey().references('contacts.id').onDelete('cascade'))
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute();
}
