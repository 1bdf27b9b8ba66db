/** Faults of delegation, DNSSEC and registration through the real host: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import { DELEGATION_SCENARIOS } from '../../lab/scenarios/delegation.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

runScenarios(DELEGATION_SCENARIOS, { world: () => world, seed: 21_000, twinSeed: 22_000 });
