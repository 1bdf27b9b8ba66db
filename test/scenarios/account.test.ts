/** Faults of accounts and passwords through the real host: planted, named, and silent on the healthy twins. */
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { ACCOUNT_SCENARIOS } from './account-scenarios.ts';
import { expectFound, expectSilent } from './scenario.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

ACCOUNT_SCENARIOS.forEach((scenario, index) => {
  const { about = (customer) => customer.address, symptom } = scenario;
  test(`${scenario.cause}: ${scenario.title}`, async () => {
    const customer = await world.customer(3000 + index);
    await scenario.plant(world, customer);
    expectFound(scenario, customer, await world.diagnose(about(customer), symptom));
    for (const language of ['sv', 'en'] as const) {
      const result = await world.diagnose(about(customer), symptom, language);
      expectFound({ ...scenario, says: () => [] }, customer, result);
    }
  });
  test(`healthy twin of ${scenario.cause}: ${scenario.title}`, async () => {
    const customer = await world.customer(4000 + index);
    await scenario.twin(world, customer);
    expectSilent(await world.diagnose((scenario.twinAbout ?? about)(customer), symptom));
  });
});
