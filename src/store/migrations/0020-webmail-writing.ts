/** Step 20: what is being written in webmail, what was uploaded for it, and what is on its way. */
import type { Sql } from '../tables.ts';

export async function webmailWriting(tx: Sql): Promise<void> {
  await drafts(tx);
  await uploads(tx);
  await outbox(tx);
}

async function drafts(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('mail_drafts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('mailbox_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('origin', 'text')
    .addColumn('copy', 'text')
    .addColumn('copied_version', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('saved_at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema.createIndex('mail_drafts_of').on('mail_drafts').columns(['mailbox_id', 'saved_at']).execute();
}

async function uploads(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('mail_uploads')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('draft_id', 'text', (column) => column.notNull())
    .addColumn('mailbox_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('size_bytes', 'bigint', (column) => column.notNull())
    .addColumn('cid', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema.createIndex('mail_uploads_of').on('mail_uploads').columns(['draft_id', 'created_at']).execute();
}

async function outbox(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('mail_outbox')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('mailbox_id', 'text', (column) => column.notNull())
    .addColumn('draft_id', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('mail_from', 'text', (column) => column.notNull())
    .addColumn('addressees', 'text', (column) => column.notNull())
    .addColumn('shown', 'text', (column) => column.notNull())
    .addColumn('blind', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('size_bytes', 'bigint', (column) => column.notNull())
    .addColumn('go_at', 'bigint', (column) => column.notNull())
    .addColumn('may_undo', 'integer', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('refusal', 'text')
    .addColumn('steps', 'text', (column) => column.notNull())
    .addColumn('origin', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .execute();
  await tx.schema.createIndex('mail_outbox_of').on('mail_outbox').columns(['mailbox_id', 'created_at']).execute();
  await tx.schema.createIndex('mail_outbox_due').on('mail_outbox').columns(['state', 'go_at']).execute();
  // One message on its way a draft: pressed twice, or in two windows, it goes once.
  await tx.schema.createIndex('mail_outbox_draft').on('mail_outbox').column('draft_id').unique().execute();
}
