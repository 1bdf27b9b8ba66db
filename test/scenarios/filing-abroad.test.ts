/** Rules that an intruder left, through the real host with countries: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import type { World } from '../../lab/world.ts';
import { SETTINGS } from '../../lab/worlds.ts';
import { FILING_ABROAD_SCENARIOS } from '../../lab/scenarios/filing-abroad.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await SETTINGS.abroad();
});
after(() => world.stop());

runScenarios(FILING_ABROAD_SCENARIOS, { world: () => world, seed: 11_700, twinSeed: 11_800 });
