/** Step 6: notices and the mails they became; what mailboxes usually send, to tell theft from a busy day. */
import type { Sql } from '../tables.ts';

export async function notices(tx: Sql): Promise<void> {
  await habits(tx);
  await tx.schema
    .createTable('notices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('once_key', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('block_id', 'text')
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema.createIndex('notices_due').on('notices').columns(['state', 'due_at']).execute();
  await tx.schema.createIndex('notices_subject').on('notices').column('subject').execute();
  await tx.schema
    .createTable('notice_mails')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('notice_id', 'text', (column) => column.notNull().references('notices.id').onDelete('cascade'))
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('message_id', 'text')
    .execute();
  await tx.schema.createIndex('notice_mails_address').on('notice_mails').columns(['address', 'changed_at']).execute();
  await tx.schema.createIndex('notice_mails_notice').on('notice_mails').column('notice_id').execute();
  await tx.schema.createIndex('notice_mails_state').on('notice_mails').column('state').execute();
}

async function habits(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('send_days')
    .addColumn('mailbox_id', 'text', (column) => column.notNull().references('mailboxes.id').onDelete('cascade'))
    .addColumn('day', 'integer', (column) => column.notNull())
    .addColumn('recipients', 'integer', (column) => column.notNull())
    .addColumn('first_time', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('send_days_key', ['mailbox_id', 'day'])
    .execute();
  await tx.schema
    .createTable('known_recipients')
    .addColumn('mailbox_id', 'text', (column) => column.notNull().references('mailboxes.id').onDelete('cascade'))
    .addColumn('recipient', 'text', (column) => column.notNull())
    .addColumn('day', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('known_recipients_key', ['mailbox_id', 'recipient'])
    .execute();
}
