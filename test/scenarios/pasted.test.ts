/** Pasted texts and the answers of other hosts through the real host: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { PASTED_SCENARIOS } from '../../lab/scenarios/pasted.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

runScenarios(PASTED_SCENARIOS, { world: () => world, seed: 15_000, twinSeed: 15_500 });
