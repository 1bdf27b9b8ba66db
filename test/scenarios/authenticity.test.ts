/** Faults of mail authentication and reputation through the real host: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import { AUTHENTICITY_SCENARIOS } from '../../lab/scenarios/authenticity.ts';
import { REPUTATION_SCENARIOS } from '../../lab/scenarios/reputation.ts';
import type { World } from '../../lab/world.ts';
import { SETTINGS } from '../../lab/worlds.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await SETTINGS.watched();
});
after(() => world.stop());

runScenarios(AUTHENTICITY_SCENARIOS, { world: () => world, seed: 31_000, twinSeed: 32_000 });
// Last: they change what concerns every customer of the host.
runScenarios(REPUTATION_SCENARIOS, { world: () => world, seed: 33_000, twinSeed: 34_000 });
