/** Limits and Blocks through the real host: planted by real submissions, named, said to the sender, and silent on the twins. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addBlock, liftBlock, listBlocks, showBlock } from '#src/service/operator-blocks.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { LIMIT_WAY_SCENARIOS } from '../../lab/scenarios/limits-ways.ts';
import { LIMIT_SCENARIOS, sender, submit, withLimits } from '../../lab/scenarios/limits.ts';
import { runScenarios } from './run-scenarios.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

runScenarios(LIMIT_SCENARIOS, { world: () => world, seed: 7000, twinSeed: 7100 });
runScenarios(LIMIT_WAY_SCENARIOS, { world: () => world, seed: 7300, twinSeed: 7400 });

const blocksOf = async (subject: string) => {
  const blocks = await listBlocks(world.host.app, subject);
  assert.ok(blocks.ok);
  return blocks.value;
};

test('the sender hears which limit, the numbers, the end and the link; signs in all the same; each attempt is listed once', async () => {
  const customer = await world.customer(7200);
  await withLimits(world, customer, ['mailbox.hour.max=2', 'mailbox.hour.block=120', 'mailbox.hour.window=60']);
  const to = ['a@far.example', 'b@far.example', 'c@far.example', 'c@far.example', 'd@far.example'];
  const heard: string[] = [];
  for (const one of to) heard.push(await submit(world, customer, [one]));
  for (const answer of heard) assert.match(answer, /235 2\.7\.0/);
  for (const answer of heard.slice(0, 2)) assert.match(answer, /250 2\.0\.0 queued/);
  for (const answer of heard.slice(2)) {
    const line = answer.split('\r\n').find((one) => one.startsWith('450 4.7.1 '));
    assert.ok(line !== undefined && Buffer.byteLength(line) <= 510, answer);
    assert.match(line, /2 av 2/);
    assert.match(line, /kl\. \d\d:\d\d/);
    assert.ok(line.includes(sender(customer)));
  }
  const [block, ...others] = await blocksOf(sender(customer));
  assert.deepEqual(others, []);
  assert.equal(Date.parse(block.until ?? '') - Date.parse(block.since), 120_000, 'exactly the block of the plan');
  const shown = await showBlock(world.host.app, block.code);
  assert.ok(shown.ok);
  assert.deepEqual(
    shown.value.attempts.map(({ rcptTo, state }) => `${rcptTo} ${state}`),
    ['c@far.example refused', 'd@far.example refused'],
  );
});

test('with limit.mode=hold the message is accepted, held, told so, released when the Block is lifted, and can be dropped', async () => {
  const customer = await world.customer(7201);
  await withLimits(world, customer, ['mailbox.hour.max=1', 'limit.mode=hold']);
  assert.match(await submit(world, customer, ['a@far.example']), /250 2\.0\.0 queued/);
  for (const one of ['b', 'c', 'd']) {
    const answer = await submit(world, customer, [`${one}@far.example`]);
    assert.match(answer, /250 2\.0\.0 .*holdes tilbake.*kl\. \d\d:\d\d/);
  }
  const { queue } = world.host.app;
  const held = () =>
    queue
      .list({ select: { sender: sender(customer) }, states: ['held'] })
      .map(({ address }) => address)
      .sort();
  assert.deepEqual(held(), ['b@far.example', 'c@far.example', 'd@far.example']);
  const [dropped] = queue.list({ select: { sender: sender(customer) }, states: ['held'] });
  assert.equal(await queue.drop({ id: dropped.queueId }, { tellSender: false }), 1);
  const [block] = await blocksOf(sender(customer));
  assert.equal(block.mode, 'hold');
  const lifted = await liftBlock(world.host.app, block.code);
  assert.ok(lifted.ok);
  const ended = Date.now() + 20_000;
  while (held().length > 0 && Date.now() < ended) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual(held(), []);
});

test('a Block of incoming mail is 450 to strangers, who learn nothing of the reason', async () => {
  const customer = await world.customer(7202);
  const { app } = world.host;
  const added = await addBlock(app, { subject: customer.domain, directions: 'incoming', reason: 'Ubetalt' });
  assert.ok(added.ok);
  const answer = await world.say({
    port: world.port('inbound'),
    from: customer.from,
    tls: false,
    says: ['EHLO far.example', 'MAIL FROM:<eva@far.example>', `RCPT TO:<${customer.address}>`, 'QUIT'],
  });
  assert.match(answer, /450 4\.7\.1 /);
  assert.doesNotMatch(answer, /Ubetalt|betal/i);
});

test('a Block of sign-in is said at the sign-in, in IMAP with a code that is no wrong password', async () => {
  const customer = await world.customer(7203);
  const wanted = { subject: customer.address, directions: 'sign-in', reason: 'Etter avtale' };
  assert.ok((await addBlock(world.host.app, wanted)).ok);
  const answer = await world.say({
    port: world.port('imaps'),
    from: customer.from,
    tls: true,
    says: [`a1 LOGIN ${customer.address} "${customer.password}"`, 'a2 LOGOUT'],
    signIns: 1,
  });
  assert.match(answer, /a1 NO \[CONTACTADMIN\] .*Etter avtale/);
});
