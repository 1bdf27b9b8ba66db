/** Step 4: invoices with their gapless series, payments with what they paid, and the warnings given to contacts. */
import type { Sql } from '../tables.ts';

export async function billing(tx: Sql): Promise<void> {
  await invoices(tx);
  await payments(tx);
  await tx.schema
    .createTable('contact_warnings')
    .addColumn('contact_id', 'text', (column) => column.notNull().references('contacts.id').onDelete('cascade'))
    .addColumn('problem', 'text', (column) => column.notNull())
    .addColumn('warned_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('contact_warnings_key', ['contact_id', 'problem'])
    .execute();
}

async function invoices(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('invoice_series')
    .addColumn('year', 'integer', (column) => column.primaryKey())
    .addColumn('last', 'integer', (column) => column.notNull())
    .execute();
  await tx.schema
    .createTable('invoices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('number', 'text', (column) => column.notNull().unique())
    .addColumn('customer_id', 'text', (column) => column.notNull().references('customers.id').onDelete('restrict'))
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('lines', 'text', (column) => column.notNull())
    .addColumn('total_minor', 'bigint', (column) => column.notNull())
    .addColumn('issue_date', 'text', (column) => column.notNull())
    .addColumn('due_date', 'text', (column) => column.notNull())
    .addColumn('reference', 'text', (column) => column.notNull().unique())
    .addColumn('cancelled_at', 'bigint')
    .addColumn('dunning_stage', 'text', (column) => column.notNull())
    .addColumn('dunning_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema.createIndex('invoices_customer').on('invoices').column('customer_id').execute();
}

async function payments(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('payments')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('source_key', 'text', (column) => column.notNull())
    .addColumn('amount_minor', 'bigint', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('reference', 'text')
    .addColumn('payer', 'text')
    .addColumn('paid_on', 'text', (column) => column.notNull())
    .addColumn('customer_id', 'text', (column) => column.references('customers.id').onDelete('restrict'))
    .addColumn('unmatched_why', 'text')
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    // The same bank entry or provider event twice has one effect.
    .addUniqueConstraint('payments_source', ['source', 'source_key'])
    .execute();
  await tx.schema.createIndex('payments_customer').on('payments').column('customer_id').execute();
  await tx.schema
    .createTable('allocations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('payment_id', 'text', (column) => column.notNull().references('payments.id').onDelete('restrict'))
    .addColumn('invoice_id', 'text', (column) => column.notNull().references('invoices.id').onDelete('restrict'))
    .addColumn('amount_minor', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema.createIndex('allocations_invoice').on('allocations').column('invoice_id').execute();
  await tx.schema.createIndex('allocations_payment').on('allocations').column('payment_id').execute();
}
