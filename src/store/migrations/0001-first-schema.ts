/** Step 1: customers, contacts, domains, plans, mailboxes, aliases, app passwords, tombstones, audit, keys, settings. */
import type { CreateTableBuilder } from 'kysely';
import type { Sql } from '../tables.ts';

type Builder = CreateTableBuilder<string, string>;

/** `id`-keyed table: text ids made in the app, all other columns as given. */
function table(tx: Sql, name: string): Builder {
  return tx.schema.createTable(name).addColumn('id', 'text', (column) => column.primaryKey()) as Builder;
}
const text = (builder: Builder, ...names: readonly string[]): Builder =>
  names.reduce<Builder>((made, name) => made.addColumn(name, 'text', (column) => column.notNull()), builder);
const time = (builder: Builder, ...names: readonly string[]): Builder =>
  names.reduce<Builder>((made, name) => made.addColumn(name, 'bigint', (column) => column.notNull()), builder);
const reference = (builder: Builder, name: string, target: string, onDelete: 'cascade' | 'restrict'): Builder =>
  builder.addColumn(name, 'text', (column) => column.notNull().references(target).onDelete(onDelete));

export async function firstSchema(tx: Sql): Promise<void> {
  await accounts(tx);
  await addresses(tx);
  await records(tx);
}

async function accounts(tx: Sql): Promise<void> {
  await time(text(table(tx, 'customers'), 'name', 'language'), 'created_at').execute();
  await time(
    text(reference(table(tx, 'contacts'), 'customer_id', 'customers.id', 'cascade'), 'address', 'role'),
    'created_at',
  )
    .addColumn('confirmed_at', 'bigint')
    .execute();
  await tx.schema.createIndex('contacts_customer').on('contacts').column('customer_id').execute();
  await time(
    text(reference(table(tx, 'domains'), 'customer_id', 'customers.id', 'restrict'), 'name', 'state'),
    'created_at',
  )
    .addUniqueConstraint('domains_name', ['name'])
    .execute();
  await tx.schema.createIndex('domains_customer').on('domains').column('customer_id').execute();
  await tx.schema
    .createTable('plans')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('assignments', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function addresses(tx: Sql): Promise<void> {
  const mailboxes = reference(table(tx, 'mailboxes'), 'domain_id', 'domains.id', 'restrict');
  await time(text(mailboxes, 'address', 'local', 'language', 'protocols'), 'created_at')
    .addColumn('plan', 'text', (column) => column.notNull().references('plans.name').onDelete('restrict'))
    .addColumn('password_hash', 'text')
    .addColumn('must_change', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('quota_bytes', 'bigint')
    .addColumn('sign_in_countries', 'text')
    .addColumn('password_changed_at', 'bigint')
    .addUniqueConstraint('mailboxes_address', ['address'])
    .execute();
  await tx.schema.createIndex('mailboxes_domain').on('mailboxes').column('domain_id').execute();
  const aliases = reference(table(tx, 'aliases'), 'domain_id', 'domains.id', 'restrict');
  await time(text(aliases, 'address', 'local', 'targets'), 'created_at')
    .addUniqueConstraint('aliases_address', ['address'])
    .execute();
  await tx.schema.createIndex('aliases_domain').on('aliases').column('domain_id').execute();
  const appPasswords = reference(table(tx, 'app_passwords'), 'mailbox_id', 'mailboxes.id', 'cascade');
  await time(text(appPasswords, 'name', 'password_hash', 'scopes'), 'created_at')
    .addColumn('last_used_at', 'bigint')
    .addUniqueConstraint('app_passwords_name', ['mailbox_id', 'name'])
    .execute();
}

async function records(tx: Sql): Promise<void> {
  await time(text(table(tx, 'tombstones'), 'kind', 'address', 'subject_id', 'actor', 'data'), 'deleted_at')
    .addColumn('restored_at', 'bigint')
    .execute();
  await tx.schema.createIndex('tombstones_address').on('tombstones').columns(['address', 'deleted_at']).execute();
  await time(text(table(tx, 'audit'), 'actor', 'action', 'subject'), 'at')
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .execute();
  await tx.schema.createIndex('audit_subject').on('audit').columns(['subject', 'at']).execute();
  const keys = reference(table(tx, 'signing_keys'), 'domain_id', 'domains.id', 'cascade');
  await time(text(keys, 'selector', 'algorithm', 'private_key', 'public_key'), 'created_at')
    .addColumn('active', 'integer', (column) => column.notNull())
    .addUniqueConstraint('signing_keys_selector', ['domain_id', 'selector'])
    .execute();
  await tx.schema
    .createTable('settings')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
  await tx.schema
    .createTable('revision')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('value', 'bigint', (column) => column.notNull())
    .execute();
  await tx.insertInto('revision').values({ id: 1, value: 0 }).execute();
  // The plan every mailbox has unless another is named; empty = the limits of the articles (model/plan.ts).
  await tx.insertInto('plans').values({ name: 'standard', assignments: '{}', created_at: 0, updated_at: 0 }).execute();
}
