/** Queries of the operator's list of customers: by page and search, with what each has; and notes on them. Judges nothing. */
import type { CustomerId } from '#src/model/ids.ts';
import { sql as raw } from 'kysely';
import type { CustomerNotesTable } from './tables-console.ts';
import type { Sql } from './tables.ts';

/** As in centre-search.ts: wildcards are left out. */
const like = (text: string): string => `%${text.replaceAll(/[\\%]/g, '')}%`;

const found = (sql: Sql, q: string) => {
  const query = sql.selectFrom('customers');
  if (q === '') return query;
  return query.where((eb) =>
    eb.or([
      eb(eb.fn<string>('lower', ['customers.name']), 'like', like(q)),
      eb('customers.id', '=', q as CustomerId),
      eb.exists(
        eb
          .selectFrom('contacts')
          .select('contacts.id')
          .whereRef('contacts.customer_id', '=', 'customers.id')
          .where('contacts.address', 'like', like(q)),
      ),
      eb.exists(
        eb
          .selectFrom('domains')
          .select('domains.id')
          .whereRef('domains.customer_id', '=', 'customers.id')
          // An address is found by its domain.
          .where('domains.name', 'like', like(q.slice(q.lastIndexOf('@') + 1))),
      ),
    ]),
  );
};

/** Customers by name, with the first contact and how much they have. */
export async function customerPage(
  sql: Sql,
  page: { readonly q: string; readonly from: number; readonly limit: number },
) {
  const rows = await found(sql, page.q)
    .select(['customers.id', 'customers.name', 'customers.language', 'customers.created_at'])
    .select([
      raw<
        string | null
      >`(select c.address from contacts c where c.customer_id = customers.id order by c.created_at, c.id limit 1)`.as(
        'contact',
      ),
      raw<number | string>`(select count(*) from domains d where d.customer_id = customers.id)`.as('domains'),
      raw<
        number | string
      >`(select count(*) from mailboxes m join domains d on d.id = m.domain_id where d.customer_id = customers.id)`.as(
        'mailboxes',
      ),
    ])
    .orderBy(raw`lower(customers.name)`)
    .orderBy('customers.id')
    .offset(page.from)
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    language: row.language,
    createdAt: row.created_at,
    contact: row.contact,
    domains: Number(row.domains),
    mailboxes: Number(row.mailboxes),
  }));
}
export async function countCustomers(sql: Sql, q: string): Promise<number> {
  const row = await found(sql, q)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Names of domains of these customers. */
export async function domainNamesOf(sql: Sql, customers: readonly CustomerId[]) {
  if (customers.length === 0) return [];
  return await sql
    .selectFrom('domains')
    .select(['name', 'customer_id'])
    .where('customer_id', 'in', customers)
    .execute();
}

/** The newest first. */
export const notesOf = (sql: Sql, customer: CustomerId, limit: number): Promise<CustomerNotesTable[]> =>
  sql
    .selectFrom('customer_notes')
    .selectAll()
    .where('customer_id', '=', customer)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
export async function insertNote(tx: Sql, made: CustomerNotesTable): Promise<void> {
  await tx.insertInto('customer_notes').values(made).execute();
}

/** How many mailboxes and customers are on each plan. */
export async function planUse(sql: Sql) {
  const rows = await sql
    .selectFrom('mailboxes')
    .innerJoin('domains', 'domains.id', 'mailboxes.domain_id')
    .select((eb) => [
      'mailboxes.plan as plan',
      eb.fn.countAll<number>().as('mailboxes'),
      eb.fn.count<number>('domains.customer_id').distinct().as('customers'),
    ])
    .groupBy('mailboxes.plan')
    .execute();
  return new Map(rows.map((row) => [row.plan, { mailboxes: Number(row.mailboxes), customers: Number(row.customers) }]));
}

/** Customers with mailboxes on a plan, by name. */
export const customersOnPlan = (sql: Sql, plan: string, limit: number) =>
  sql
    .selectFrom('customers')
    .select(['customers.id as id', 'customers.name as name'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('mailboxes')
          .innerJoin('domains', 'domains.id', 'mailboxes.domain_id')
          .select('mailboxes.id')
          .whereRef('domains.customer_id', '=', 'customers.id')
          .where('mailboxes.plan', '=', plan),
      ),
    )
    .orderBy('customers.name')
    .limit(limit)
    .execute();
