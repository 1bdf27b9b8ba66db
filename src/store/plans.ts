/** Queries on plans. Called by services; judges nothing. */
import { type Plan, planValues, type PlanValues } from '#src/model/plan.ts';
import type { PlansTable, Sql } from './tables.ts';

const stored = (row: PlansTable): Record<string, unknown> => JSON.parse(row.assignments) as Record<string, unknown>;
const plan = (row: PlansTable): Plan => ({ name: row.name, values: planValues(stored(row)) });

export async function planByName(sql: Sql, name: string): Promise<Plan | null> {
  const row = await sql.selectFrom('plans').selectAll().where('name', '=', name).executeTakeFirst();
  return row === undefined ? null : plan(row);
}

export async function allPlans(sql: Sql): Promise<readonly Plan[]> {
  return (await sql.selectFrom('plans').selectAll().orderBy('name').execute()).map(plan);
}

/** Adds assignments to a plan, which is made when it is new. */
export async function assignPlan(sql: Sql, name: string, values: Partial<PlanValues>, now: number): Promise<void> {
  const row = await sql.selectFrom('plans').selectAll().where('name', '=', name).executeTakeFirst();
  const assignments = JSON.stringify({ ...(row === undefined ? {} : stored(row)), ...values });
  if (row === undefined) {
    await sql.insertInto('plans').values({ name, assignments, created_at: now, updated_at: now }).execute();
  } else {
    await sql.updateTable('plans').set({ assignments, updated_at: now }).where('name', '=', name).execute();
  }
}
