/**
 * Step 13: requests to support with their messages; what the host saw when it last looked at a domain by itself; and the
 * language a contact reads, null = the customer's.
 */
import type { Sql } from '../tables.ts';

export async function support(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('support_requests')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('customer_id', 'text', (column) => column.notNull().references('customers.id').onDelete('cascade'))
    .addColumn('asker_kind', 'text', (column) => column.notNull())
    .addColumn('asker_id', 'text', (column) => column.notNull())
    .addColumn('asker_name', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('about', 'text')
    // No foreign key: the request outlives the case, which is kept as long as the journal.
    .addColumn('case_id', 'text')
    .addColumn('reply_to', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('holder', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema
    .createIndex('support_requests_state')
    .on('support_requests')
    .columns(['state', 'changed_at'])
    .execute();
  await tx.schema
    .createIndex('support_requests_customer')
    .on('support_requests')
    .columns(['customer_id', 'created_at'])
    .execute();
  await tx.schema
    .createTable('support_messages')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('request_id', 'text', (column) => column.notNull().references('support_requests.id').onDelete('cascade'))
    .addColumn('voice', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema
    .createIndex('support_messages_request')
    .on('support_messages')
    .columns(['request_id', 'at'])
    .execute();
  await tx.schema
    .createTable('looks')
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('found', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('looks_key', ['subject', 'kind'])
    .execute();
  await tx.schema.alterTable('contacts').addColumn('language', 'text').execute();
}
