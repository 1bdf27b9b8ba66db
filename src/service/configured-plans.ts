/** Plans as the configuration writes them, set at each start. Called by host.ts; a bad one stops the start. */
import type { Configuration } from '#src/model/configuration.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { setPlan } from './plans.ts';
import { StartProblem } from './start-problem.ts';

/** Throws StartProblem for a key or value that no plan can have. */
export async function setConfiguredPlans(
  deps: { readonly db: Database; readonly clock: Clock },
  plans: Configuration['plans'],
): Promise<void> {
  for (const [plan, values] of Object.entries(plans)) {
    const words = Object.entries(values).map(([key, value]) => `${key}=${value}`);
    const set = await setPlan({ ...deps, actor: 'configuration' }, plan, words);
    if (!set.ok) throw new StartProblem(set.problem.key, set.problem.args);
  }
}
