/** What is seen from outside, through the real host: doors, certificates, set-up records, the loop. */
import { after, before } from 'node:test';
import { OUTSIDE_SCENARIOS } from '../../lab/scenarios/outside.ts';
import { startTrustingWorld } from '../../lab/trusting.ts';
import type { World } from '../../lab/world.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startTrustingWorld();
  // The first look of a host reads every authority there is; a probe that is late because of that says nothing.
  await world.diagnose((await world.customer(40_999)).address, 'both');
});
after(() => world.stop());

runScenarios(OUTSIDE_SCENARIOS, { world: () => world, seed: 41_000, twinSeed: 42_000 });
