/** Devices that do not know a public authority, through the real host: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import type { World } from '../../lab/world.ts';
import { SETTINGS } from '../../lab/worlds.ts';
import { DEVICES_PUBLIC_SCENARIOS } from '../../lab/scenarios/devices-public.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await SETTINGS.known();
});
after(() => world.stop());

runScenarios(DEVICES_PUBLIC_SCENARIOS, { world: () => world, seed: 10_200, twinSeed: 10_300 });
