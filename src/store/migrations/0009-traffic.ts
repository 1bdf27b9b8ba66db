/** Step 9: work that the operator announces, and payments that failed. */
import type { Sql } from '../tables.ts';

export async function traffic(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('maintenance')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('part', 'text', (column) => column.notNull())
    .addColumn('from_at', 'bigint', (column) => column.notNull())
    .addColumn('until_at', 'bigint', (column) => column.notNull())
    // Separated by blanks; null = everybody is touched.
    .addColumn('domains', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema.createIndex('maintenance_until').on('maintenance').column('until_at').execute();
  await tx.schema
    .createTable('payment_failures')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('source_key', 'text', (column) => column.notNull())
    .addColumn('customer_id', 'text', (column) => column.notNull().references('customers.id').onDelete('cascade'))
    .addColumn('invoice_id', 'text', (column) => column.references('invoices.id').onDelete('cascade'))
    .addColumn('amount_minor', 'bigint', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('payment_failures_source', ['source', 'source_key'])
    .execute();
  await tx.schema
    .createIndex('payment_failures_customer')
    .on('payment_failures')
    .columns(['customer_id', 'at'])
    .execute();
}
