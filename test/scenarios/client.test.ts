/** Faults of a program's settings through the real host: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { CLIENT_SCENARIOS } from '../../lab/scenarios/client.ts';
import { CLIENT_DOOR_SCENARIOS } from '../../lab/scenarios/client-doors.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

runScenarios(CLIENT_DOOR_SCENARIOS, { world: () => world, seed: 3300, twinSeed: 4300 });
runScenarios(CLIENT_SCENARIOS, { world: () => world, seed: 3000, twinSeed: 4000 });
