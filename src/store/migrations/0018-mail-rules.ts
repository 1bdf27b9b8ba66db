/** Step 18: what owners want done with their mail, and whom their automatic answers have reached. */
import type { Sql } from '../tables.ts';

export async function mailRules(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('mail_rules')
    .addColumn('mailbox_id', 'text', (column) => column.primaryKey())
    .addColumn('rules', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema
    .createTable('auto_replies')
    .addColumn('mailbox_id', 'text', (column) => column.notNull())
    .addColumn('handle', 'text', (column) => column.notNull())
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('auto_replies_key', ['mailbox_id', 'handle', 'sender'])
    .execute();
  await tx.schema.createIndex('auto_replies_at').on('auto_replies').columns(['mailbox_id', 'at']).execute();
}
