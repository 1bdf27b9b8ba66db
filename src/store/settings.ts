/** Small named values that the program itself keeps (not configuration). Called by services. */
import type { Sql } from './tables.ts';

export async function setting(sql: Sql, name: string): Promise<string | null> {
  const row = await sql.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
}

export async function putSetting(sql: Sql, name: string, value: string): Promise<void> {
  await sql
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}
