/** Use cases of plans: list, and set limits by `key=value` (made when new). Called by CLI and API. */
import { dunningOrderProblem } from '#src/model/dunning.ts';
import {
  DEFAULT_PLAN_VALUES,
  isPlanName,
  parseAssignments,
  type Plan,
  PLAN_KEYS,
  type PlanValues,
} from '#src/model/plan.ts';
import { allPlans, assignPlan, planByName } from '#src/store/plans.ts';
import { type Acting, change, type Reading } from './change.ts';
import { shown } from './input.ts';
import { done, misuse, type Outcome } from './outcome.ts';

/** All plans by name, every key filled in. */
export const listPlans = (deps: Reading): Promise<readonly Plan[]> => allPlans(deps.db.sql);

/** Plan before (null: there is none) and after such assignments; nothing is written. The first wrong word is named. */
export async function tryPlan(
  deps: Reading,
  name: string,
  assignments: readonly string[],
): Promise<Outcome<{ readonly before: Plan | null; readonly after: Plan; readonly values: Partial<PlanValues> }>> {
  if (!isPlanName(name)) return misuse('planNameBad', { plan: shown(name) });
  const parsed = parseAssignments(assignments);
  if (!parsed.ok) {
    switch (parsed.problem) {
      case 'not-an-assignment':
        return misuse('planNoAssignment', { text: shown(parsed.text) });
      case 'unknown-key':
        return misuse('planKeyUnknown', { key: shown(parsed.key), known: Object.keys(PLAN_KEYS).join(' ') });
      case 'bad-value':
        return misuse('planValueBad', { key: parsed.key, value: shown(parsed.value), least: parsed.least });
    }
  }
  const before = await planByName(deps.db.sql, name);
  const after = { name, values: { ...(before?.values ?? DEFAULT_PLAN_VALUES), ...parsed.values } };
  const late = dunningOrderProblem(after.values);
  return late === null ? done({ before, after, values: parsed.values }) : misuse('planDunningOrder', late);
}

/** Sets keys of a plan; the first wrong word is named and then nothing changes. */
export async function setPlan(deps: Acting, name: string, assignments: readonly string[]): Promise<Outcome<Plan>> {
  const tried = await tryPlan(deps, name, assignments);
  if (!tried.ok) return tried;
  return await change(deps, async (tx, audit) => {
    const before = await planByName(tx, name);
    await assignPlan(tx, name, tried.value.values, deps.clock.now());
    const after = await planByName(tx, name);
    if (after === null) throw new Error('a plan just written is not there');
    // Somebody may have changed another step meanwhile.
    const late = dunningOrderProblem(after.values);
    if (late !== null) return misuse('planDunningOrder', late);
    await audit('plan.set', name, before === null ? null : { ...before.values }, { ...after.values });
    return done(after);
  });
}
