/** Faults of bills through the real host: planted, named, and silent on the healthy twins; a stranger learns nothing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runDunning } from '#src/service/billing/dunning.ts';
import { invoicesOf } from '#src/service/billing/invoices.ts';
import { payInvoice } from '#src/service/billing/payments.ts';
import { addCustomer } from '#src/service/customers.ts';
import { smtpSend } from '../../lab/mail-client.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';
import { BILLING_WAY_SCENARIOS } from '../../lab/scenarios/billing-ways.ts';
import { BILLING_SCENARIOS, ownerOf } from '../../lab/scenarios/billing.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

const DAY_MS = 86_400_000;
/** A stranger's server delivers to the customer. */
const fromOutside = (customer: Customer): Promise<string> =>
  world.say({
    port: world.port('inbound'),
    tls: false,
    from: '127.9.9.9',
    says: ['EHLO far.test', 'MAIL FROM:<ola@far.test>', `RCPT TO:<${customer.address}>`, 'QUIT'],
  });

async function paying(seed: number): Promise<Customer> {
  const { local } = world.nameOf(seed);
  const owner = await addCustomer(world.host.app, { name: ownerOf({ local }) });
  assert.ok(owner.ok);
  return await world.customer(seed, owner.value.id);
}

runScenarios(BILLING_SCENARIOS, { world: () => world, seed: 7000, twinSeed: 8000, customer: paying });
runScenarios(BILLING_WAY_SCENARIOS, { world: () => world, seed: 7300, twinSeed: 8300, customer: paying });

test('stopped for an unpaid invoice: signing in works, sending is refused with the bill named', async () => {
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
  assert.match(sent, /^5\d\d [^\n]*2026-|^5\d\d [^\n]*faktura/m, sent);
  assert.match(await fromOutside(customer), /^250 2\.1\.5/m, 'incoming mail goes on');
});

test('incoming stopped at last: the world is asked to try again and hears no reason; payment opens both at once', async () => {
  const customer = await paying(7101);
  const { billing } = world.host.app;
  await BILLING_SCENARIOS[0].plant(world, customer);
  await runDunning(billing, billing.clock.now() + 40 * DAY_MS);
  const asked = await world.diagnose(customer.address, 'receive');
  assert.ok(
    asked.findings.some(({ cause, summary }) => cause === 'bil-unpaid-suspended' && /innkommende/.test(summary)),
  );
  const refused = await fromOutside(customer);
  assert.match(refused, /^4\d\d 4\./m, refused);
  assert.doesNotMatch(refused, /invoice|faktura|unpaid|betal|paid|Firma/i);
  const invoices = await invoicesOf(billing, ownerOf(customer));
  assert.ok(invoices.ok);
  const paid = await payInvoice(billing, { invoice: invoices.value[0].id });
  assert.ok(paid.ok && paid.value.lifted === 2);
  assert.match(await fromOutside(customer), /^250 2\.1\.5/m);
});
