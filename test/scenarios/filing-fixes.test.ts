/**
 * Fixes of rules, forwarding, answers and junk through the real host: shown exactly, applied by the mailbox's owner, gone at
 * the next look, undone to the byte; nobody applies them to a mailbox that is not his.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FixId } from '#src/diagnosis/fixes.ts';
import type { Viewer } from '#src/model/case.ts';
import type { FixRequest } from '#src/service/fixes.ts';
import type { Outcome } from '#src/service/outcome.ts';
import { showRules } from '#src/service/mail-rules.ts';
import { FILING_SCENARIOS } from '../../lab/scenarios/filing.ts';
import type { Scenario } from '../../lab/scenarios/scenario.ts';
import { inside } from '../../lab/scenarios/devices-acts.ts';
import { about, DISCARD, friend, passOn, rule, wants, writes } from '../../lab/scenarios/filing-acts.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';
import { differenceOf, stateOf } from '../system/state-of.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) assert.fail(`${outcome.problem.key} ${JSON.stringify(outcome.problem.args)}`);
  return outcome.value;
}
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Messages of every folder. */
const contents = ({ address }: Customer): Promise<Readonly<Record<string, number>>> =>
  inside(world, address, async (handle) =>
    Object.fromEntries(
      (await handle.folders()).filter((one) => one.messages > 0).map((one) => [one.name, one.messages]),
    ),
  );

interface Mended {
  readonly customer: Customer;
  readonly request: FixRequest;
}
/** Plants, asks, and gives what has to be said to have this fix applied. */
async function asked(scenario: Scenario, id: FixId, seed: number, answers = {}): Promise<Mended> {
  const customer = await world.customer(seed);
  await scenario.plant(world, customer);
  const result = await world.diagnose(customer.address, scenario.symptom, 'nb', scenario.text?.(customer));
  const finding = result.findings.find((one) => one.cause === scenario.cause);
  assert.ok(finding !== undefined && finding.fix.some((one) => one.id === id), JSON.stringify(result.findings));
  const viewer: Viewer = { kind: 'mailbox', address: customer.address };
  const reader = { language: 'nb', now: Date.now(), timeZone: 'UTC' } as const;
  return { customer, request: { case: result.case ?? '', finding: finding.id, fix: id, viewer, reader, answers } };
}
const scenarioOf = (title: string): Scenario => {
  const found = FILING_SCENARIOS.find((one) => one.title === title);
  assert.ok(found !== undefined, title);
  return found;
};

const WAYS: readonly (readonly [FixId, string, object?])[] = [
  ['switch-off-rule', 'a rule against advertising throws a friend’s letters away'],
  ['switch-off-rule', 'a rule without conditions files everything'],
  ['unblock-correspondent', 'a whole domain is blocked, and a friend is there'],
  ['keep-forward-copy', 'the owner forwards everything and looks here'],
  ['keep-forward-copy', 'a rule without conditions passes on'],
  ['change-forward-target', 'the owner’s own forwarding goes to a mailbox that is full'],
  ['change-forward-target', 'a rule passes on to an address that is gone', { value: 'ny@far.example' }],
  ['rescue-from-junk', 'a friend’s provider cannot prove the sender'],
  ['rescue-from-junk', 'the program’s own filter moves a friend’s letter'],
  ['correct-vacation-dates', 'the dates were over when they were set', { value: day(9) }],
  ['stop-answers', 'two robots: each answer opens a new ticket'],
];
WAYS.forEach(([id, title, answers], index) => {
  void test(`${id}: ${title}`, async () => {
    const { fixes, db } = world.host.app;
    const { customer, request } = await asked(scenarioOf(title), id, 12_000 + index, answers);
    const [state, mail] = [await stateOf(db), await contents(customer)];
    const preview = value(await fixes.preview(request));
    assert.deepEqual([preview.kind, preview.canUndo], ['change', true], JSON.stringify(preview));
    assert.ok(preview.changes.every(({ object }) => object.includes(customer.address)));
    assert.deepEqual([differenceOf(state, await stateOf(db)), await contents(customer)], [[], mail], 'only shown');
    const applied = value(await fixes.apply({ ...request, token: preview.token ?? '' }));
    assert.deepEqual([applied.kind, applied.changes], ['applied', preview.changes]);
    assert.equal(applied.fixed, true, JSON.stringify(applied));
    value(await fixes.undo(request));
    assert.deepEqual([differenceOf(state, await stateOf(db)), await contents(customer)], [[], mail], 'as before');
  });
});

test('letters that come after the fix come to the inbox', async () => {
  const { fixes } = world.host.app;
  const title = 'a friend’s provider cannot prove the sender';
  const { customer, request } = await asked(scenarioOf(title), 'rescue-from-junk', 12_050);
  assert.deepEqual(await contents(customer), { Junk: 1 });
  value(await fixes.apply(request));
  assert.deepEqual(await contents(customer), { INBOX: 1 });
  const domain = `streng-${customer.domain.split('.')[0]}.test`;
  await writes(world, customer, { from: `rita@${domain}`, subject: 'Takk' });
  assert.deepEqual(await contents(customer), { INBOX: 2 });
});

test('an intruder’s rule is taken away and kept: who made it comes back with the undo', async () => {
  const { app } = world.host;
  const planted: Scenario = {
    cause: 'acc-filter-by-attacker',
    title: 'a point',
    symptom: 'receive',
    plant: async (_world, customer) => {
      await wants(
        world,
        customer,
        rule({ name: 'Min egen', conditions: about('hei') }, { kind: 'mark', mark: 'seen' }),
      );
      const draft = { name: '.', conditions: about('faktura') };
      await wants(world, customer, rule(draft, passOn('x9@drop-box.test'), DISCARD), '198.51.100.66');
    },
  };
  const { customer, request } = await asked(planted, 'take-rules-away', 12_060);
  value(await app.fixes.apply(request));
  const names = async () => value(await showRules(app, customer.address)).rules.rules.map(({ name }) => name);
  assert.deepEqual(await names(), ['Min egen']);
  value(await app.fixes.undo(request));
  assert.deepEqual(await names(), ['Min egen', '.']);
  assert.equal(value(await showRules(app, customer.address)).rules.rules[1].madeFrom, '198.51.100.66');
});

test('a mailbox of the same domain neither sees nor applies it; what somebody changed since is not undone', async () => {
  const { app } = world.host;
  const title = 'a rule against advertising throws a friend’s letters away';
  const { customer, request } = await asked(scenarioOf(title), 'switch-off-rule', 12_070);
  const neighbour = { kind: 'mailbox', address: `ola@${customer.domain}` } as const;
  const refused = await app.fixes.preview({ ...request, viewer: neighbour });
  assert.ok(!refused.ok && refused.problem.key === 'caseMissing');
  value(await app.fixes.apply(request));
  await wants(world, customer, { kind: 'add-sender', list: 'allowed', sender: friend(customer) });
  const undone = await app.fixes.undo(request);
  assert.ok(!undone.ok && undone.problem.key === 'changedSince');
});

test('without a day, or with one that is over, the dates are asked for', async () => {
  const { app } = world.host;
  const title = 'the dates were over when they were set';
  const { request } = await asked(scenarioOf(title), 'correct-vacation-dates', 12_080);
  for (const answers of [{}, { value: 'mandag' }, { value: day(-3) }]) {
    const preview = value(await app.fixes.preview({ ...request, answers }));
    assert.equal(preview.kind, 'ask');
    assert.match(preview.question ?? '', /siste dagen/);
  }
});
