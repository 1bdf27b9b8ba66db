/** Faults of registration and DNS through the real host: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { DOMAIN_WAY_SCENARIOS } from '../../lab/scenarios/domain-ways.ts';
import { DOMAIN_SCENARIOS } from '../../lab/scenarios/domain.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

runScenarios(DOMAIN_SCENARIOS, { world: () => world, seed: 1000, twinSeed: 2000 });
runScenarios(DOMAIN_WAY_SCENARIOS, { world: () => world, seed: 1300, twinSeed: 2300 });
