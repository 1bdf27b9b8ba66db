/** Rules, lists, forwarding, answers and junk through the real host: planted, named, and silent on the healthy twins. */
import { after, before } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { FILING_SCENARIOS } from '../../lab/scenarios/filing.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

runScenarios(FILING_SCENARIOS, { world: () => world, seed: 11_000, twinSeed: 11_500 });
