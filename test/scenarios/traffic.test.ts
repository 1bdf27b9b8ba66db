/** Messages on their way and the service itself through the real host: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import type { World } from '../../lab/world.ts';
import { SETTINGS } from '../../lab/worlds.ts';
import { TRAFFIC_SCENARIOS } from '../../lab/scenarios/traffic.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await SETTINGS.strict();
});
after(() => world.stop());

runScenarios(TRAFFIC_SCENARIOS, { world: () => world, seed: 17_000, twinSeed: 17_500 });
