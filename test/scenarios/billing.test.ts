/** Faults of bills through the real host: planted, named, and silent on the healthy twins; a stranger learns nothing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addCustomer } from '#src/service/customers.ts';
import { smtpSend } from '../../lab/mail-client.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';
import { BILLING_SCENARIOS, ownerOf } from './billing-scenarios.ts';
import { expectFound, expectSilent } from './scenario.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

async function paying(seed: number): Promise<Customer> {
  const { local } = world.nameOf(seed);
  const owner = await addCustomer(world.host.app, { name: ownerOf({ local }) });
  assert.ok(owner.ok);
  return await world.customer(seed, owner.value.id);
}

BILLING_SCENARIOS.forEach((scenario, index) => {
  const { about = (customer) => customer.address, symptom } = scenario;
  test(`${scenario.cause}: ${scenario.title}`, async () => {
    const customer = await paying(7000 + index);
    await scenario.plant(world, customer);
    expectFound(scenario, customer, await world.diagnose(about(customer), symptom));
    for (const language of ['sv', 'en'] as const) {
      const result = await world.diagnose(about(customer), symptom, language);
      expectFound({ ...scenario, says: () => [] }, customer, result);
    }
  });
  test(`healthy twin of ${scenario.cause}: ${scenario.title}`, async () => {
    const customer = await paying(8000 + index);
    await scenario.twin(world, customer);
    expectSilent(await world.diagnose((scenario.twinAbout ?? about)(customer), symptom));
  });
});

test('stopped for an unpaid invoice: signing in works, sending is refused with the bill named, strangers hear nothing of it', async () => {
  const customer = await paying(7100);
  const [{ plant }] = BILLING_SCENARIOS;
  await plant(world, customer);
  const sent = await world.say({
    port: world.port('submissions'),
    tls: true,
    from: customer.from,
    says: smtpSend({ login: customer.address, password: customer.password }, customer.address, 'ola@far.test'),
    signIns: 1,
  });
  assert.match(sent, /^235 /m, sent);
  assert.match(sent, /^5\d\d[ -]/m, sent);
  const stranger = await world.say({
    port: world.port('inbound'),
    tls: false,
    from: '127.9.9.9',
    says: ['EHLO far.test', 'MAIL FROM:<ola@far.test>', `RCPT TO:<${customer.address}>`, 'QUIT'],
  });
  assert.match(stranger, /^250 2\.1\.5/m, stranger);
  assert.doesNotMatch(stranger, /invoice|faktura|unpaid|betal/i);
});
