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
import { CIRCLE_HERE_SCENARIOS, FORWARD_LOOP_SCENARIOS } from '../../lab/scenarios/forward-loops.ts';
import { startWorld, type World } from '../../lab/world.ts';
import type { Outcome } from '#src/service/outcome.ts';
import { differenceOf, stateOf } from '../system/state-of.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

runScenarios(FORWARD_LOOP_SCENARIOS, { world: () => world, seed: 19_000, twinSeed: 19_500 });
runScenarios(CIRCLE_HERE_SCENARIOS, { world: () => world, seed: 19_100, twinSeed: 19_600 });

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) assert.fail(`${outcome.problem.key} ${JSON.stringify(outcome.problem.args)}`);
  return outcome.value;
}
CIRCLE_HERE_SCENARIOS.forEach((scenario, index) => {
  void test(`its owner ends it with one press, and can take that back: ${scenario.title}`, async () => {
    const { fixes, db } = world.host.app;
    const customer = await world.customer(19_200 + index);
    await scenario.plant(world, customer);
    const address = scenario.about?.(customer) ?? customer.address;
    const result = await world.diagnose(address, scenario.symptom);
    const finding = result.findings.find(({ cause }) => cause === 'acc-forward-loop');
    const id = scenario.heals;
    assert.ok(finding !== undefined && id !== undefined && finding.fix.some((one) => one.id === id));
    const reader = { language: 'nb', now: Date.now(), timeZone: 'UTC' } as const;
    const viewer = { kind: 'mailbox', address } as const;
    const request = { case: result.case ?? '', finding: finding.id, fix: id, viewer, reader, answers: {} };
    const before = await stateOf(db);
    const preview = value(await fixes.preview(request));
    const applied = value(await fixes.apply({ ...request, token: preview.token ?? '' }));
    assert.deepEqual([applied.kind, applied.fixed], ['applied', true], JSON.stringify(applied));
    value(await fixes.undo(request));
    assert.deepEqual(differenceOf(before, await stateOf(db)), []);
  });
});

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
  for (let tries = 0; tries < 6000 && (await kept(customer.address)).length === 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal((await kept(customer.address)).length, 1);
  assert.deepEqual(app.queue.list({ select: { sender: OUTSIDE }, states: ['waiting', 'active'] }), []);
});
