/** Step 19: a mailbox user's own webmail: settings, as whom he writes, his address book. */
import type { Sql } from '../tables.ts';

export async function webmailPeople(tx: Sql): Promise<void> {
  await tx.schema
    .createTable('webmail_settings')
    .addColumn('mailbox_id', 'text', (column) => column.primaryKey())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema
    .createTable('mail_identities')
    .addColumn('mailbox_id', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('reply_to', 'text')
    .addColumn('is_default', 'integer', (column) => column.notNull())
    .addColumn('signature_html', 'text', (column) => column.notNull())
    .addColumn('signature_text', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('mail_identities_key', ['mailbox_id', 'address'])
    .execute();
  await tx.schema
    .createTable('mail_contacts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('mailbox_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('sort_name', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('search', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('uses', 'integer', (column) => column.notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute();
  await tx.schema.createIndex('mail_contacts_used').on('mail_contacts').columns(['mailbox_id', 'uses']).execute();
  await tx.schema
    .createTable('mail_contact_addresses')
    .addColumn('mailbox_id', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('contact_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('mail_contact_addresses_key', ['mailbox_id', 'address', 'contact_id'])
    .execute();
  await tx.schema
    .createIndex('mail_contact_addresses_contact')
    .on('mail_contact_addresses')
    .column('contact_id')
    .execute();
}
