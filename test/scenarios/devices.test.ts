/** Faults of accounts, programs and networks through the real host: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { DEVICES_SCENARIOS } from '../../lab/scenarios/devices.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

runScenarios(DEVICES_SCENARIOS, { world: () => world, seed: 9000, twinSeed: 9500 });
