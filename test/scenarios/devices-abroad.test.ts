/** Filtered countries and vendors' servers through the real host: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import type { World } from '../../lab/world.ts';
import { SETTINGS } from '../../lab/worlds.ts';
import { DEVICES_ABROAD_SCENARIOS } from '../../lab/scenarios/devices-abroad.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await SETTINGS.abroad();
});
after(() => world.stop());

runScenarios(DEVICES_ABROAD_SCENARIOS, { world: () => world, seed: 10_000, twinSeed: 10_100 });
