/** Queries on customers and their contacts. Called by services; judges nothing. */
import type { Contact, ContactRole, Customer } from '#src/model/customer.ts';
import type { CustomerId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';
import type { ContactsTable, CustomersTable, Sql } from './tables.ts';

const customer = (row: CustomersTable): Customer => ({
  id: row.id,
  name: row.name,
  language: row.language as Language,
  createdAt: row.created_at,
});
export const contact = (row: ContactsTable): Contact => ({
  id: row.id,
  customer: row.customer_id,
  address: row.address,
  role: row.role as ContactRole,
  confirmedAt: row.confirmed_at,
  createdAt: row.created_at,
  ...(row.language === null || row.language === undefined ? {} : { language: row.language as Language }),
});

export async function insertCustomer(sql: Sql, made: Customer): Promise<void> {
  const { id, name, language, createdAt } = made;
  await sql.insertInto('customers').values({ id, name, language, created_at: createdAt }).execute();
}

export async function customerById(sql: Sql, id: string): Promise<Customer | null> {
  const row = await sql
    .selectFrom('customers')
    .selectAll()
    .where('id', '=', id as CustomerId)
    .executeTakeFirst();
  return row === undefined ? null : customer(row);
}

/** Names need not be unique: oldest first. */
export async function customersByName(sql: Sql, name: string): Promise<readonly Customer[]> {
  const rows = await sql.selectFrom('customers').selectAll().where('name', '=', name).orderBy('id').execute();
  return rows.map(customer);
}

export async function allCustomers(sql: Sql): Promise<readonly Customer[]> {
  const rows = await sql.selectFrom('customers').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map(customer);
}

export async function firstCustomer(sql: Sql): Promise<Customer | null> {
  const row = await sql
    .selectFrom('customers')
    .selectAll()
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : customer(row);
}

export async function insertContact(sql: Sql, made: Contact): Promise<void> {
  await sql
    .insertInto('contacts')
    .values({
      id: made.id,
      customer_id: made.customer,
      address: made.address,
      role: made.role,
      confirmed_at: made.confirmedAt,
      created_at: made.createdAt,
      language: made.language ?? null,
    })
    .execute();
}

export async function contactsOf(sql: Sql, id: CustomerId): Promise<readonly Contact[]> {
  const rows = await sql
    .selectFrom('contacts')
    .selectAll()
    .where('customer_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(contact);
}
