/** Step 3: Blocks with their history, the attempts they stopped, and the log of what was sent (for the limits). */
import type { Sql } from '../tables.ts';

export async function blocksAndSendLog(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('blocks')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('subject_kind', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .addColumn('subject_name', 'text', (column) => column.notNull())
    .addColumn('directions', 'text', (column) => column.notNull())
    .addColumn('rule', 'text', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('evidence', 'text', (column) => column.notNull())
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('until', 'bigint')
    .addColumn('lifters', 'text', (column) => column.notNull())
    .addColumn('lifted_at', 'bigint')
    .addColumn('lifted_by', 'text')
    .addColumn('lift_actor', 'text')
    .execute();
  await tx.schema
    .createIndex('blocks_subject')
    .on('blocks')
    .columns(['subject_kind', 'subject_id', 'lifted_at'])
    .execute();
  await tx.schema.createIndex('blocks_until').on('blocks').columns(['lifted_at', 'until']).execute();
  await tx.schema
    .createTable('blocked_attempts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('block_id', 'text', (column) => column.notNull().references('blocks.id').onDelete('cascade'))
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('mail_from', 'text', (column) => column.notNull())
    .addColumn('rcpt_to', 'text', (column) => column.notNull())
    // '' = not known: null would never be equal to null in the rule below.
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addUniqueConstraint('blocked_attempts_once', ['block_id', 'rcpt_to', 'subject', 'mail_from'])
    .execute();
  await tx.schema
    .createTable('send_log')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('mailbox_id', 'text', (column) => column.notNull())
    .addColumn('domain_id', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('recipients', 'integer', (column) => column.notNull())
    .execute();
  await tx.schema.createIndex('send_log_mailbox').on('send_log').columns(['mailbox_id', 'at']).execute();
  await tx.schema.createIndex('send_log_domain').on('send_log').columns(['domain_id', 'at']).execute();
  await tx.schema.createIndex('send_log_at').on('send_log').column('at').execute();
}
