/** Step 7: cases with their recordings, what was fixed for them, what is still watched, and which foreign MX are wanted. */
import type { Sql } from '../tables.ts';

export async function cases(tx: Sql): Promise<void> {
  await tx.schema.alterTable('domains').addColumn('mx_intended', 'text').execute();
  await tx.schema
    .createTable('cases')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('domain', 'text', (column) => column.notNull())
    .addColumn('address', 'text')
    .addColumn('symptom', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('asked_by', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('findings', 'text', (column) => column.notNull())
    .addColumn('evidence', 'text')
    .execute();
  await tx.schema.createIndex('cases_domain').on('cases').columns(['domain', 'at']).execute();
  await tx.schema.createIndex('cases_at').on('cases').column('at').execute();
  await tx.schema
    .createTable('fixes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('case_id', 'text', (column) => column.notNull().references('cases.id').onDelete('cascade'))
    .addColumn('finding', 'text', (column) => column.notNull())
    .addColumn('fix', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('changes', 'text', (column) => column.notNull())
    .addColumn('undo', 'text')
    .addColumn('result', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema.createIndex('fixes_case').on('fixes').columns(['case_id', 'at']).execute();
  await tx.schema
    .createTable('fix_locks')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema
    .createTable('watches')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('case_id', 'text', (column) => column.notNull().references('cases.id').onDelete('cascade'))
    .addColumn('finding', 'text', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('present', 'integer')
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addColumn('log', 'text', (column) => column.notNull())
    .execute();
  await tx.schema.createIndex('watches_due').on('watches').columns(['state', 'next_at']).execute();
}
