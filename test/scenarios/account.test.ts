/** Faults of accounts and passwords through the real host: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { ACCOUNT_SCENARIOS } from '../../lab/scenarios/account.ts';
import { ACCOUNT_DOOR_SCENARIOS } from '../../lab/scenarios/account-doors.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

runScenarios(ACCOUNT_DOOR_SCENARIOS, { world: () => world, seed: 3300, twinSeed: 4300 });
runScenarios(ACCOUNT_SCENARIOS, { world: () => world, seed: 3000, twinSeed: 4000 });
