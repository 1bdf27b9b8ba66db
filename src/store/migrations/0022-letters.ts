/** Step 22: whose pictures a mailbox user always wants to see, and which lists he asked to be taken off. */
import type { Sql } from '../tables.ts';

export async function letters(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('mail_picture_senders')
    .addColumn('mailbox_id', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('kept_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('mail_picture_senders_key', ['mailbox_id', 'address'])
    .execute();
  await tx.schema
    .createTable('mail_left_lists')
    .addColumn('mailbox_id', 'text', (column) => column.notNull())
    .addColumn('list', 'text', (column) => column.notNull())
    .addColumn('left_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('mail_left_lists_key', ['mailbox_id', 'list'])
    .execute();
}
