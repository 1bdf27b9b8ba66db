/** Queries on tombstones: what was deleted, by whom, when. Called by services and state probes; judges nothing. */
import type { TombstoneId } from '#src/model/ids.ts';
import type { Tombstone, TombstoneKind } from '#src/model/tombstone.ts';
import type { Sql, TombstonesTable } from './tables.ts';

const tombstone = (row: TombstonesTable): Tombstone => ({
  id: row.id,
  kind: row.kind as TombstoneKind,
  address: row.address,
  subject: row.subject_id,
  deletedAt: row.deleted_at,
  actor: row.actor,
  restoredAt: row.restored_at,
});

/** `data` is what a restore needs; it may hold password hashes and is read back by `tombstoneData` alone. */
export async function insertTombstone(sql: Sql, made: Tombstone, data: unknown): Promise<void> {
  await sql
    .insertInto('tombstones')
    .values({
      id: made.id,
      kind: made.kind,
      address: made.address,
      subject_id: made.subject,
      deleted_at: made.deletedAt,
      actor: made.actor,
      restored_at: made.restoredAt,
      data: JSON.stringify(data),
    })
    .execute();
}

/** The newest of this kind that was not undone; null when nothing was ever deleted under this address. */
export async function newestTombstone(sql: Sql, kind: TombstoneKind, address: string): Promise<Tombstone | null> {
  const row = await sql
    .selectFrom('tombstones')
    .selectAll()
    .where('address', '=', address)
    .where('kind', '=', kind)
    .where('restored_at', 'is', null)
    .orderBy('deleted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : tombstone(row);
}

/** Those of this kind since then whose address ends so (`@fjord.example`), the newest first, one an address. */
export async function newestTombstones(
  sql: Sql,
  kind: TombstoneKind,
  ending: string,
  since: number,
  limit: number,
): Promise<readonly Tombstone[]> {
  const rows = await sql
    .selectFrom('tombstones')
    .selectAll()
    .where('kind', '=', kind)
    .where('deleted_at', '>=', since)
    .where('restored_at', 'is', null)
    .where('address', 'like', `%${ending.replaceAll(/[%_]/g, '')}`)
    .orderBy('deleted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  const byAddress = new Map(
    rows
      .filter((row) => row.address.endsWith(ending))
      .toReversed()
      .map((row) => [row.address, row]),
  );
  return [...byAddress.values()].map(tombstone);
}

export async function tombstoneData(sql: Sql, id: TombstoneId): Promise<unknown> {
  const row = await sql.selectFrom('tombstones').select('data').where('id', '=', id).executeTakeFirstOrThrow();
  return JSON.parse(row.data) as unknown;
}

/** Removes for good what was deleted before this moment; gives how many. */
export async function purgeTombstones(sql: Sql, before: number): Promise<number> {
  const result = await sql.deleteFrom('tombstones').where('deleted_at', '<', before).executeTakeFirst();
  return Number(result.numDeletedRows);
}

export async function markRestored(sql: Sql, id: TombstoneId, now: number): Promise<void> {
  await sql.updateTable('tombstones').set({ restored_at: now, data: '{}' }).where('id', '=', id).execute();
}
