/** Queries on aliases. Called by services; judges nothing. */
import type { Alias } from '#src/model/alias.ts';
import type { AliasId, DomainId } from '#src/model/ids.ts';
import { sql as raw } from 'kysely';
import type { AliasesTable, Sql } from './tables.ts';

const alias = (row: AliasesTable): Alias => ({
  id: row.id,
  address: row.address,
  domain: row.domain_id,
  local: row.local,
  targets: JSON.parse(row.targets) as readonly string[],
  createdAt: row.created_at,
});

export async function insertAlias(sql: Sql, made: Alias): Promise<void> {
  await sql
    .insertInto('aliases')
    .values({
      id: made.id,
      address: made.address,
      domain_id: made.domain,
      local: made.local,
      targets: JSON.stringify(made.targets),
      created_at: made.createdAt,
    })
    .execute();
}

export async function aliasByAddress(sql: Sql, address: string): Promise<Alias | null> {
  const row = await sql.selectFrom('aliases').selectAll().where('address', '=', address).executeTakeFirst();
  return row === undefined ? null : alias(row);
}

export async function allAliases(sql: Sql): Promise<readonly Alias[]> {
  return (await sql.selectFrom('aliases').selectAll().orderBy('address').execute()).map(alias);
}

export async function aliasesOf(sql: Sql, domain: DomainId): Promise<readonly Alias[]> {
  const rows = await sql.selectFrom('aliases').selectAll().where('domain_id', '=', domain).orderBy('address').execute();
  return rows.map(alias);
}

/** Those that have this address among their targets. */
export async function aliasesTo(sql: Sql, address: string): Promise<readonly Alias[]> {
  const pattern = `%${JSON.stringify(address).replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await sql
    .selectFrom('aliases')
    .selectAll()
    .where(raw<boolean>`targets like ${pattern} escape '\\'`)
    .orderBy('address')
    .execute();
  return rows.map(alias).filter(({ targets }) => targets.includes(address));
}

export async function deleteAlias(sql: Sql, id: AliasId): Promise<void> {
  await sql.deleteFrom('aliases').where('id', '=', id).execute();
}
