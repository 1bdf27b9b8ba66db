/** Queries on domains. Called by services; judges nothing. */
import type { Domain, DomainState } from '#src/model/domain.ts';
import type { CustomerId, DomainId } from '#src/model/ids.ts';
import type { DomainsTable, Sql } from './tables.ts';

const domain = (row: DomainsTable): Domain => ({
  id: row.id,
  name: row.name,
  customer: row.customer_id,
  state: row.state as DomainState,
  createdAt: row.created_at,
});

export async function insertDomain(sql: Sql, made: Domain): Promise<void> {
  const { id, name, customer, state, createdAt } = made;
  await sql.insertInto('domains').values({ id, name, customer_id: customer, state, created_at: createdAt }).execute();
}

export async function domainByName(sql: Sql, name: string): Promise<Domain | null> {
  const row = await sql.selectFrom('domains').selectAll().where('name', '=', name).executeTakeFirst();
  return row === undefined ? null : domain(row);
}

export async function domainById(sql: Sql, id: DomainId): Promise<Domain | null> {
  const row = await sql.selectFrom('domains').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : domain(row);
}

export async function allDomains(sql: Sql): Promise<readonly Domain[]> {
  return (await sql.selectFrom('domains').selectAll().orderBy('name').execute()).map(domain);
}

/** Names only, oldest domain first; at most `limit`. */
export async function domainNames(sql: Sql, limit: number): Promise<readonly string[]> {
  const rows = await sql
    .selectFrom('domains')
    .select('name')
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.name);
}

export async function domainsOf(sql: Sql, customer: CustomerId): Promise<readonly Domain[]> {
  const rows = await sql
    .selectFrom('domains')
    .selectAll()
    .where('customer_id', '=', customer)
    .orderBy('name')
    .execute();
  return rows.map(domain);
}

/** Hosts elsewhere that the owner wants as MX beside or instead of ours; empty when nobody said so. */
export async function intendedMx(sql: Sql, name: string): Promise<readonly string[]> {
  const row = await sql.selectFrom('domains').select('mx_intended').where('name', '=', name).executeTakeFirst();
  return row?.mx_intended?.split(' ').filter((host) => host !== '') ?? [];
}

export async function setIntendedMx(tx: Sql, name: string, hosts: readonly string[]): Promise<void> {
  const text = hosts.length === 0 ? null : [...new Set(hosts)].sort().join(' ');
  await tx.updateTable('domains').set({ mx_intended: text }).where('name', '=', name).execute();
}

export async function setDomainState(tx: Sql, id: DomainId, state: DomainState): Promise<void> {
  await tx.updateTable('domains').set({ state }).where('id', '=', id).execute();
}

/** The domain must be empty: mailboxes and aliases hold on to it. */
export async function deleteDomain(sql: Sql, id: DomainId): Promise<void> {
  await sql.deleteFrom('domains').where('id', '=', id).execute();
}
