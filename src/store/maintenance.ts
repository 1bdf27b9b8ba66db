/** Queries on announced work. Called by service/maintenance.ts and the probe of the service; judges nothing. */
import type { MaintenanceTable, Sql } from './tables.ts';

export const insertMaintenance = async (tx: Sql, row: MaintenanceTable): Promise<void> => {
  await tx.insertInto('maintenance').values(row).execute();
};

/** What is not over at `now`, the earliest first. */
export const maintenanceFrom = (sql: Sql, now: number, limit = 50): Promise<MaintenanceTable[]> =>
  sql.selectFrom('maintenance').selectAll().where('until_at', '>', now).orderBy('from_at').limit(limit).execute();

/** True when there was one. */
export async function deleteMaintenance(tx: Sql, id: string): Promise<boolean> {
  const result = await tx.deleteFrom('maintenance').where('id', '=', id).executeTakeFirst();
  return Number(result.numDeletedRows) > 0;
}
