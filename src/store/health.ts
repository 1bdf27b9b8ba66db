/** Queries on what the host measured of itself and the state of its parts. Called by service/centre/health.ts; judges nothing. */
import type { Sql } from './tables.ts';

export interface HealthSample {
  readonly at: number;
  readonly measured: Readonly<Record<string, number>>;
}

export async function insertSample(tx: Sql, sample: HealthSample): Promise<void> {
  const measured = JSON.stringify(sample.measured);
  await tx
    .insertInto('health_samples')
    .values({ at: sample.at, measured })
    .onConflict((conflict) => conflict.column('at').doUpdateSet({ measured }))
    .execute();
}
/** The oldest first. */
export async function samplesSince(sql: Sql, since: number): Promise<readonly HealthSample[]> {
  const rows = await sql.selectFrom('health_samples').selectAll().where('at', '>=', since).orderBy('at').execute();
  return rows.map(({ at, measured }) => ({ at, measured: JSON.parse(measured) as HealthSample['measured'] }));
}
export async function purgeSamples(tx: Sql, before: number): Promise<void> {
  await tx.deleteFrom('health_samples').where('at', '<', before).execute();
}

export interface PartState {
  readonly part: string;
  readonly state: string;
  readonly since: number;
  readonly detail: string;
}
export const partStates = (sql: Sql): Promise<PartState[]> =>
  sql.selectFrom('health_parts').selectAll().orderBy('part').execute();

/** Keeps `since` while the state stays as it is. */
export async function putPart(tx: Sql, { part, state, since, detail }: PartState): Promise<void> {
  const same = await tx
    .updateTable('health_parts')
    .set({ detail })
    .where('part', '=', part)
    .where('state', '=', state)
    .executeTakeFirst();
  if (same.numUpdatedRows > 0n) return;
  await tx
    .insertInto('health_parts')
    .values({ part, state, since, detail })
    .onConflict((conflict) => conflict.column('part').doUpdateSet({ state, since, detail }))
    .execute();
}
