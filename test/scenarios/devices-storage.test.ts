/** Faults in storage and forwards through the real host: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { DEVICES_STORAGE_SCENARIOS } from '../../lab/scenarios/devices-storage.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

runScenarios(DEVICES_STORAGE_SCENARIOS, { world: () => world, seed: 9100, twinSeed: 9600 });
