/** Step 5: sign-ins from abroad: whether to warn, vendors' servers, travel windows, countries already told. */
import type { Sql } from '../tables.ts';

/** No foreign key to mailboxes: a mailbox that is removed and restored has its rules back. */
export async function abroad(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('abroad_settings')
    .addColumn('mailbox_id', 'text', (column) => column.primaryKey())
    .addColumn('warn_countries', 'text')
    .addColumn('vendors', 'text', (column) => column.notNull())
    .execute();
  await tx.schema
    .createTable('travel_windows')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('mailbox_id', 'text', (column) => column.notNull())
    .addColumn('countries', 'text', (column) => column.notNull())
    .addColumn('from_at', 'bigint', (column) => column.notNull())
    .addColumn('until_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .execute();
  await tx.schema.createIndex('travel_windows_mailbox').on('travel_windows').column('mailbox_id').execute();
  await tx.schema
    .createTable('seen_countries')
    .addColumn('mailbox_id', 'text', (column) => column.notNull())
    .addColumn('country', 'text', (column) => column.notNull())
    .addColumn('first_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('seen_countries_key', ['mailbox_id', 'country'])
    .execute();
}
