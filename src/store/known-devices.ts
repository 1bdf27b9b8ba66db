/** Queries on browsers that persons have signed in from. Judges nothing. */
import type { Sql } from './tables.ts';

/** Whom this browser has signed in before. */
export const personsOfDevice = (sql: Sql, tokenHash: string) =>
  sql
    .selectFrom('known_devices')
    .select(['person_kind', 'person_id'])
    .where('token_hash', '=', tokenHash)
    .limit(50)
    .execute();

export async function countDevicesOf(sql: Sql, kind: string, id: string): Promise<number> {
  const row = await sql
    .selectFrom('known_devices')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('person_kind', '=', kind)
    .where('person_id', '=', id)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Seen now; true when it was not known before. */
export async function rememberDevice(
  tx: Sql,
  device: { readonly tokenHash: string; readonly kind: string; readonly id: string; readonly at: number },
): Promise<boolean> {
  const { tokenHash, kind, id, at } = device;
  const known = await tx
    .updateTable('known_devices')
    .set({ seen_at: at })
    .where('token_hash', '=', tokenHash)
    .where('person_kind', '=', kind)
    .where('person_id', '=', id)
    .executeTakeFirst();
  if (Number(known.numUpdatedRows) > 0) return false;
  await tx
    .insertInto('known_devices')
    .values({ token_hash: tokenHash, person_kind: kind, person_id: id, first_at: at, seen_at: at })
    .execute();
  return true;
}

export async function forgetDevicesOf(tx: Sql, kind: string, id: string): Promise<void> {
  await tx.deleteFrom('known_devices').where('person_kind', '=', kind).where('person_id', '=', id).execute();
}
export async function forgetOldDevices(tx: Sql, before: number): Promise<void> {
  await tx.deleteFrom('known_devices').where('seen_at', '<', before).execute();
}
