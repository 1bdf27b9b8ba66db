/** Step 15: requests to support by mail: the address that answers come back to, and each mail that went or came. */
import type { Sql } from '../tables.ts';

export async function caseMail(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('support_threads')
    .addColumn('request_id', 'text', (column) =>
      column.primaryKey().references('support_requests.id').onDelete('cascade'),
    )
    .addColumn('token', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema
    .createTable('support_mails')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('request_id', 'text', (column) => column.notNull().references('support_requests.id').onDelete('cascade'))
    // No foreign key: the same word is never taken away, and a mail is kept whatever becomes of its word.
    .addColumn('word_id', 'text', (column) => column.notNull())
    .addColumn('way', 'text', (column) => column.notNull())
    .addColumn('header_id', 'text', (column) => column.notNull())
    .addColumn('from_address', 'text', (column) => column.notNull())
    // Of mail that came: the message whole, base64. Nothing that was accepted is thrown away.
    .addColumn('raw', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema
    .createIndex('support_mails_header')
    .on('support_mails')
    .columns(['request_id', 'way', 'header_id'])
    .unique()
    .execute();
}
