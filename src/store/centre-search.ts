/** Queries of the operator's search: names that contain what was typed. At most twenty of each. Judges nothing. */
import type { Sql } from './tables.ts';

const MOST = 20;
/** Wildcards are left out; `_` stands for any letter, its own among them: SQLite and PostgreSQL escape differently. */
const like = (text: string): string => `%${text.replaceAll(/[\\%]/g, '')}%`;

/** Customers by name or id, and those with such a contact. */
export async function customersLike(sql: Sql, q: string) {
  const customers = await sql
    .selectFrom('customers')
    .select(['id', 'name'])
    .where((eb) => eb.or([eb(eb.fn<string>('lower', ['name']), 'like', like(q)), eb('id', '=', q as never)]))
    .orderBy('name')
    .limit(MOST)
    .execute();
  const contacts = await sql
    .selectFrom('contacts')
    .innerJoin('customers', 'customers.id', 'contacts.customer_id')
    .select(['customers.id as id', 'customers.name as name', 'contacts.address as contact'])
    .where('contacts.address', 'like', like(q))
    .orderBy('contacts.address')
    .limit(MOST)
    .execute();
  return [...customers.map((one) => ({ ...one, contact: null })), ...contacts];
}
export const domainsLike = (sql: Sql, q: string) =>
  sql
    .selectFrom('domains')
    .innerJoin('customers', 'customers.id', 'domains.customer_id')
    .select(['domains.name as name', 'customers.name as customer'])
    .where('domains.name', 'like', like(q))
    .orderBy('domains.name')
    .limit(MOST)
    .execute();
export const mailboxesLike = (sql: Sql, q: string) =>
  sql
    .selectFrom('mailboxes')
    .innerJoin('domains', 'domains.id', 'mailboxes.domain_id')
    .innerJoin('customers', 'customers.id', 'domains.customer_id')
    .select(['mailboxes.address as address', 'customers.name as customer'])
    .where('mailboxes.address', 'like', like(q))
    .orderBy('mailboxes.address')
    .limit(MOST)
    .execute();

/** What an operator looked at or searched for last, each once, the newest first. */
export async function looksOf(sql: Sql, actor: string, limit: number) {
  const rows = await sql
    .selectFrom('audit')
    .select((eb) => ['subject', eb.fn.max('at').as('at')])
    .where('actor', '=', actor)
    .where('action', 'in', ['operator.view', 'operator.search'])
    .groupBy('subject')
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ subject, at }) => ({ subject, at: Number(at) }));
}
