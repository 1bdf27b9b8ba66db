/** Queries on what the host saw when it last looked at something by itself; one row a subject and kind. Judges nothing. */
import type { Sql } from './tables.ts';

export interface Look<T> {
  /** Epoch ms. */
  readonly at: number;
  readonly found: T;
}

/** The newest look replaces the one before. */
export async function putLook(tx: Sql, subject: string, kind: string, look: Look<unknown>): Promise<void> {
  const { at } = look;
  const found = JSON.stringify(look.found);
  await tx
    .insertInto('looks')
    .values({ subject, kind, at, found })
    .onConflict((conflict) => conflict.columns(['subject', 'kind']).doUpdateSet({ at, found }))
    .execute();
}

export async function lookAt<T>(sql: Sql, subject: string, kind: string): Promise<Look<T> | null> {
  const row = await sql
    .selectFrom('looks')
    .select(['at', 'found'])
    .where('subject', '=', subject)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row === undefined ? null : { at: row.at, found: JSON.parse(row.found) as T };
}

/** Of each subject its look of this kind, if there is one. */
export async function looksAt<T>(
  sql: Sql,
  subjects: readonly string[],
  kind: string,
): Promise<ReadonlyMap<string, Look<T>>> {
  if (subjects.length === 0) return new Map();
  const rows = await sql
    .selectFrom('looks')
    .select(['subject', 'at', 'found'])
    .where('subject', 'in', [...subjects])
    .where('kind', '=', kind)
    .execute();
  return new Map(rows.map(({ subject, at, found }) => [subject, { at, found: JSON.parse(found) as T }]));
}

export async function deleteLooks(tx: Sql, subject: string): Promise<void> {
  await tx.deleteFrom('looks').where('subject', '=', subject).execute();
}
