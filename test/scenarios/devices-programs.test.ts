/** Faults of programs through the real host: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { DEVICES_PROGRAM_SCENARIOS } from '../../lab/scenarios/devices-programs.ts';
import { DEVICES_READING_SCENARIOS } from '../../lab/scenarios/devices-reading.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

runScenarios([...DEVICES_PROGRAM_SCENARIOS, ...DEVICES_READING_SCENARIOS], {
  world: () => world,
  seed: 9200,
  twinSeed: 9700,
});
