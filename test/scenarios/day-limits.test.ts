/** A day's limits through the real host: strangers over the number, and mail that came back, said to the sender; healthy twins. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DomainId } from '#src/model/ids.ts';
import { domainByName } from '#src/store/domains.ts';
import { addAlias } from '#src/service/aliases.ts';
import { liftBlock, listBlocks } from '#src/service/operator-blocks.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';
import { sender, submit, withLimits } from '../../lab/scenarios/limits.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

const blocksOf = async (customer: Customer) => {
  const blocks = await listBlocks(world.host.app, sender(customer));
  assert.ok(blocks.ok);
  return blocks.value;
};
const LETTER = 'From: <eva@far.example>\r\nSubject: Hei\r\n\r\nHei!\r\n.';
const accepted = /250 2\.0\.0 queued/;

test('one stranger more than the day allows: refused at RCPT with numbers and end, opened by support, and again', async () => {
  const customer = await world.customer(7400);
  await withLimits(world, customer, ['unknown.day.max=2', 'abuse.unknown.max=0']);
  for (const to of ['a@far.example', 'b@far.example', 'A@far.example'])
    assert.match(await submit(world, customer, [to]), accepted);
  assert.deepEqual(await blocksOf(customer), [], 'known people take no place');
  const heard = await submit(world, customer, ['c@far.example']);
  const line = heard.split('\r\n').find((one) => one.startsWith('450 4.7.1 '));
  assert.ok(line !== undefined && line.includes(sender(customer)), heard);
  assert.match(line, /: 2 .*2\b/);
  assert.match(heard, /235 2\.7\.0/);
  const [block, ...others] = await blocksOf(customer);
  assert.deepEqual([block.rule, others.length], ['abuse-recipients', 0]);
  assert.equal(Date.parse(block.until ?? '') % 86_400_000, 0);
  assert.ok((await liftBlock(world.host.app, block.code)).ok);
  assert.match(await submit(world, customer, ['c@far.example']), accepted);
});

test('healthy twin: the last stranger that the day allows', async () => {
  const customer = await world.customer(7401);
  await withLimits(world, customer, ['unknown.day.max=2']);
  assert.match(await submit(world, customer, ['a@far.example', 'b@far.example']), accepted);
  assert.deepEqual(await blocksOf(customer), []);
});

/** Nobody's domain: the queue gives up at once and tells the sender. */
async function untilClosed(customer: Customer): Promise<string> {
  for (let n = 1; n <= 40; n += 1) {
    const heard = await submit(world, customer, [`borte${n}@finnes-ikke.example`]);
    if (!accepted.test(heard)) return heard;
  }
  return 'never closed';
}

test('most of it came back: closed until a person opens it, with what came back of how many; others send on', async () => {
  const [customer, other] = [await world.customer(7402), await world.customer(7403)];
  for (const one of [customer, other]) await withLimits(world, one, ['bounce.ratio.max=40', 'bounce.ratio.least=3']);
  const heard = await untilClosed(customer);
  assert.match(heard, /^550 5\.7\.1 /m);
  const [block, ...others] = await blocksOf(customer);
  assert.deepEqual([block.rule, block.until, others.length], ['abuse-bounces', null, 0]);
  const { bounced, sent, percent } = block.evidence;
  assert.ok(Number(sent) >= 3 && Number(bounced) * 100 > 40 * Number(sent));
  assert.equal(percent, Math.floor((Number(bounced) * 100) / Number(sent)));
  assert.ok(heard.includes(`${String(bounced)} av ${String(sent)}`), heard);
  assert.ok((await liftBlock(world.host.app, block.code)).ok);
  assert.match(await submit(world, customer, [other.address]), accepted);
  for (let n = 0; n < 5; n += 1) assert.match(await submit(world, other, [other.address]), accepted);
  assert.deepEqual(await blocksOf(other), [], 'healthy twin: it all arrives');
});

const originsOf = async (domain: string) => {
  const { sql } = world.host.app.db;
  const id = (await domainByName(sql, domain))?.id ?? '';
  const rows = await sql
    .selectFrom('send_log')
    .selectAll()
    .where('domain_id', '=', id as DomainId)
    .execute();
  return rows.map(({ origin }) => origin).sort();
};

test('an answer of a program and a forward take no place and are told apart when a limit is reached', async () => {
  const customer = await world.customer(7404);
  await withLimits(world, customer, ['domain.hour.max=2']);
  const from = sender(customer);
  const alias = `alle@${customer.domain}`;
  const made = await addAlias(world.host.app, alias, ['eva@borte.example']);
  assert.ok(made.ok);
  for (const to of [from, alias]) {
    const says = ['EHLO far.example', 'MAIL FROM:<eva@far.example>', `RCPT TO:<${to}>`, 'DATA', LETTER, 'QUIT'];
    assert.match(
      await world.say({ port: world.port('inbound'), from: customer.from, tls: false, says }),
      /250 2\.0\.0 accepted/,
    );
  }
  const answer = ['Auto-Submitted: auto-replied'];
  assert.match(await submit(world, customer, ['eva@far.example'], from, answer), accepted);
  for (const to of ['a@far.example', 'b@far.example']) assert.match(await submit(world, customer, [to]), accepted);
  // The forward leads nowhere: the report of that is written down as well, sooner or later.
  const origins = (await originsOf(customer.domain)).filter((origin) => origin !== 'dsn');
  assert.deepEqual(origins, ['forward', 'robot', 'submission', 'submission']);
  assert.match(await submit(world, customer, ['c@far.example']), /^450 4\.7\.1 /m);
  const blocks = await listBlocks(world.host.app, customer.domain);
  assert.ok(blocks.ok);
  const { sent, forwardsApart, robotsApart } = blocks.value[0].evidence;
  assert.deepEqual({ sent, forwardsApart, robotsApart }, { sent: 2, forwardsApart: 1, robotsApart: 1 });
});
