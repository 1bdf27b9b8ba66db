/**
 * Mailboxes that pass mail on and get it back: named over a host elsewhere, silent on the healthy twins; and two mailboxes here
 * whose rules pass on to each other end it by themselves, with the message kept.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMailbox } from '#src/service/mailboxes.ts';
import { changeRules } from '#src/service/mail-rules.ts';
import { tried } from '../../lab/foreign-host.ts';
import { arrives, OUTSIDE } from '../../lab/scenarios/devices-acts.ts';
import { passOn, rule } from '../../lab/scenarios/filing-acts.ts';
import { FORWARD_LOOP_SCENARIOS } from '../../lab/scenarios/forward-loops.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

runScenarios(FORWARD_LOOP_SCENARIOS, { world: () => world, seed: 19_000, twinSeed: 19_500 });

void test('two mailboxes here whose rules pass on to each other: the message stays where it comes back', async () => {
  const { app } = world.host;
  const customer = await world.customer(19_700);
  const other = `andre@${customer.domain}`;
  const kept = async (address: string) =>
    (await app.billing.journal.query({ names: [address], outcomes: ['delivered'] as never })).filter(
      (event) => event.kind === 'message' && event.rcptTo === address,
    );
  assert.ok((await addMailbox(app, { address: other, password: customer.password })).ok);
  for (const [address, to] of [
    [customer.address, other],
    [other, customer.address],
  ])
    assert.ok((await changeRules(app, { address, change: rule({}, passOn(to)) })).ok);
  await arrives(world, customer, customer.address);
  await tried(world, OUTSIDE);
  for (let tries = 0; tries < 500 && (await kept(customer.address)).length === 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal((await kept(customer.address)).length, 1);
  assert.deepEqual(app.queue.list({ select: { sender: OUTSIDE }, states: ['waiting', 'active'] }), []);
});
