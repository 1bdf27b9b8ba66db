/** Step 16: incidents and what is usual, notes on customers, what the host measured of itself. */
import type { Sql } from '../tables.ts';

export async function consoleTables(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('incidents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('thing_kind', 'text', (column) => column.notNull())
    .addColumn('thing_name', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .addColumn('going', 'integer', (column) => column.notNull())
    .addColumn('customers', 'integer', (column) => column.notNull())
    .addColumn('subjects', 'integer', (column) => column.notNull())
    .addColumn('times', 'integer', (column) => column.notNull())
    .addColumn('note_nb', 'text')
    .addColumn('note_sv', 'text')
    .addColumn('note_en', 'text')
    .addColumn('note_at', 'bigint')
    .addColumn('holder', 'text')
    .addColumn('answered_at', 'bigint')
    .addColumn('over_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema.createIndex('incidents_state').on('incidents').columns(['state', 'started_at']).execute();
  await tx.schema
    .createTable('incident_members')
    .addColumn('incident_id', 'text', (column) => column.notNull().references('incidents.id').onDelete('cascade'))
    .addColumn('customer_id', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('case_id', 'text')
    .addColumn('first_at', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .addColumn('times', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('incident_members_key', ['incident_id', 'subject'])
    .execute();
  await tx.schema.createIndex('incident_members_customer').on('incident_members').column('customer_id').execute();
  await tx.schema
    .createTable('trouble_hours')
    .addColumn('hour', 'bigint', (column) => column.notNull())
    .addColumn('trouble', 'text', (column) => column.notNull())
    .addColumn('customers', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('trouble_hours_key', ['hour', 'trouble'])
    .execute();
  await tx.schema
    .createTable('customer_notes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('customer_id', 'text', (column) => column.notNull().references('customers.id').onDelete('cascade'))
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema.createIndex('customer_notes_customer').on('customer_notes').columns(['customer_id', 'at']).execute();
  await tx.schema
    .createTable('health_samples')
    .addColumn('at', 'bigint', (column) => column.primaryKey())
    .addColumn('measured', 'text', (column) => column.notNull())
    .execute();
  await tx.schema
    .createTable('health_parts')
    .addColumn('part', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .execute();
  // The audit log is searched by person too.
  await tx.schema.createIndex('audit_actor').on('audit').columns(['actor', 'at']).execute();
}
