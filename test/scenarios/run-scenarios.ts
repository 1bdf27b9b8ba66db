/**
 * Runs scenarios through the real host: the planted cause is named first in three languages, the healthy twin is silent.
 * Called by the test files beside; each scenario has a customer of its own, with names from the seed.
 */
import { test } from 'node:test';
import { expectFound, expectSilent, type Scenario } from '../../lab/scenarios/scenario.ts';
import type { Customer, World } from '../../lab/world.ts';

export interface ScenarioRun {
  /** Read when a test begins: the world is started in `before`. */
  readonly world: () => World;
  /** First seed; the twins take those from `twinSeed` on. */
  readonly seed: number;
  readonly twinSeed: number;
  /** Another customer than the usual one. */
  readonly customer?: (seed: number) => Promise<Customer>;
}

/** Declares two tests a scenario; a scenario without a twin has one. */
export function runScenarios(scenarios: readonly Scenario[], run: ScenarioRun): void {
  const make = run.customer ?? ((seed: number) => run.world().customer(seed));
  scenarios.forEach((scenario, index) => {
    const { about = (customer: Customer) => customer.address, symptom, text, twin, twinText } = scenario;
    void test(`${scenario.cause}: ${scenario.title}`, async () => {
      const world = run.world();
      const customer = await make(run.seed + index);
      await scenario.plant(world, customer);
      expectFound(scenario, customer, await world.diagnose(about(customer), symptom, 'nb', text?.(customer)));
      for (const language of ['sv', 'en'] as const) {
        const result = await world.diagnose(about(customer), symptom, language, text?.(customer));
        expectFound({ ...scenario, says: () => [] }, customer, result);
      }
    });
    if (twin === undefined) return;
    void test(`healthy twin of ${scenario.cause}: ${scenario.title}`, async () => {
      const world = run.world();
      const customer = await make(run.twinSeed + index);
      await twin(world, customer);
      expectSilent(await world.diagnose((scenario.twinAbout ?? about)(customer), symptom, 'nb', twinText?.(customer)));
    });
  });
}
