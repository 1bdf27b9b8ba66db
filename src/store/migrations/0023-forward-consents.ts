/**
 * Step 23: what addresses outside said when mail was to be passed on to them. What was set up before has no row and works on:
 * only what waits or was refused is held back.
 */
import type { Sql } from '../tables.ts';

export async function forwardConsents(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('forward_consents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('mailbox_id', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('letters', 'integer', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('until_at', 'bigint')
    .addColumn('decided_at', 'bigint')
    .addUniqueConstraint('forward_consents_pair', ['mailbox_id', 'target'])
    .execute();
  await tx.schema
    .createIndex('forward_consents_target')
    .on('forward_consents')
    .columns(['target', 'sent_at'])
    .execute();
  await tx.schema
    .createTable('forward_never')
    .addColumn('target', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
}
