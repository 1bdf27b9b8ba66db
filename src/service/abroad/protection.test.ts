/** Guessing against an old password: who is stopped, who goes on, how it ends, and what a flood costs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionId } from '#src/model/ids.ts';
import type { ConnectionFacts } from '#src/model/journal.ts';
import { openDatabase } from '#src/store/database.ts';
import { createBlocks } from '../blocks.ts';
import { type Bounds, createProtection } from './protection.ts';
import { endText } from './stopped-refusal.ts';

const RULE = { failures: 20, windowMs: 600_000, blockMs: 1_800_000 };
const OFFICE = '198.51.100.7';
const START = Date.parse('2026-11-21T12:00:00Z');

async function host(more: { bounds?: Partial<Bounds>; home?: readonly string[] } = {}) {
  const db = await openDatabase('sqlite::memory:');
  const time = { now: START };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const blocks = createBlocks({ db, clock });
  const asked: string[] = [];
  const make = () =>
    createProtection({
      blocks,
      clock,
      rule: RULE,
      linkBase: () => 'https://mx.host.example',
      signedInFrom: async (remote) => {
        asked.push(remote);
        return more.home ?? [];
      },
      isExempt: (remote) => remote === '192.0.2.250',
      onTrouble: (error) => assert.fail(String(error)),
      ...(more.bounds === undefined ? {} : { bounds: more.bounds }),
    });
  const connection = (remoteAddress: string, facts: Partial<ConnectionFacts> = {}): ConnectionFacts => ({
    id: 'c' as ConnectionId,
    endpoint: 'imaps',
    localPort: 993,
    remoteAddress,
    remotePort: 1,
    ...facts,
  });
  const protection = make();
  const fails = (name: string, mark: string, from = OFFICE, facts: Partial<ConnectionFacts> = {}): void =>
    protection.failed({ connection: connection(from, facts), name, mark });
  const works = (name: string, from = OFFICE): void => protection.succeeded({ connection: connection(from), name });
  const stopped = async (name: string, from = OFFICE, by = protection) => {
    await protection.settled();
    return await by.before({ connection: connection(from), name, language: 'nb' });
  };
  const active = async () => {
    await protection.settled();
    const list = await blocks.list(undefined, { onlyActive: true });
    assert.ok(list.ok);
    return list.value;
  };
  const guess = (count: number, name = (i: number) => `name${i}@fjord.example`, from = OFFICE): void => {
    for (let i = 0; i < count; i += 1) fails(name(i), `secret ${i}`, from);
  };
  const stop = async () => {
    protection.close();
    blocks.close();
    await db.close();
  };
  return { time, blocks, make, protection, fails, works, stopped, active, guess, asked, stop };
}

test('one stale phone, thousands of times: nobody is stopped', async () => {
  const at = await host();
  for (let i = 0; i < 5000; i += 1) at.fails('kari@fjord.example', 'the old one');
  for (let i = 0; i < 15; i += 1) at.fails('ola@fjord.example', `typing ${i}`);
  assert.equal(await at.stopped('kari@fjord.example'), null);
  assert.deepEqual(await at.active(), []);
  assert.deepEqual(at.asked, []);
  await at.stop();
});

test('guessing stops the network: end to the millisecond, in words, no other network, ends by time', async () => {
  const at = await host();
  at.guess(19);
  assert.equal(await at.stopped('kari@fjord.example'), null);
  at.guess(20);
  const refusal = await at.stopped('kari@fjord.example');
  assert.ok(refusal !== null);
  assert.deepEqual([refusal.code, refusal.enhanced, refusal.imapCode], [454, '4.7.0', 'UNAVAILABLE']);
  const [block] = await at.active();
  assert.deepEqual(block.subject, { kind: 'network', id: '198.51.100.7/32' });
  assert.equal(block.until, START + RULE.blockMs);
  assert.deepEqual([block.evidence['guesses'], block.evidence['names'], block.evidence['limit']], [20, 20, 20]);
  assert.deepEqual(block.lifters, ['time', 'customer', 'support']);
  for (const part of ['12:30 UTC', block.code, 'Ikke bytt']) assert.ok(refusal.text.includes(part), refusal.text);
  assert.equal(await at.stopped('kari@fjord.example', '198.51.100.8'), null);
  at.time.now = START + RULE.blockMs - 1;
  assert.ok((await at.stopped('kari@fjord.example')) !== null);
  at.time.now += 1;
  assert.equal(await at.stopped('kari@fjord.example'), null);
  await at.stop();
});

test('old guesses leave the window', async () => {
  const at = await host();
  at.guess(19);
  at.time.now += RULE.windowMs;
  at.guess(19, (i) => `other${i}`);
  assert.deepEqual(await at.active(), []);
  await at.stop();
});

test('an office with people at home is never stopped: only the name that is guessed at', async () => {
  const at = await host();
  at.works('anne@fjord.example');
  at.works('kari@fjord.example');
  at.guess(25, () => 'kari@fjord.example');
  assert.equal(await at.stopped('anne@fjord.example'), null);
  assert.match((await at.stopped('kari@fjord.example'))?.text ?? '', /dette brukernavnet/);
  const [block, ...others] = await at.active();
  assert.deepEqual(block.subject, { kind: 'network-login', id: '198.51.100.7/32 kari@fjord.example' });
  assert.deepEqual(
    [others.length, block.evidence['culprit'], block.evidence['scope']],
    [0, 'kari@fjord.example', 'login'],
  );
  assert.equal(await at.stopped('kari@fjord.example', '203.0.113.9'), null, 'elsewhere she signs in');
  await at.stop();
});

test('an infected machine in the office that tries many names: those at home go on, also after a restart', async () => {
  const at = await host({ home: ['anne@fjord.example', 'kari@fjord.example'] });
  at.guess(20, (i) => `victim${i}@elsewhere.example`);
  assert.deepEqual(at.asked, [OFFICE], 'the journal knows who is at home there');
  assert.ok((await at.stopped('victim1@elsewhere.example')) !== null);
  assert.equal(await at.stopped('anne@fjord.example'), null);
  const second = at.make();
  assert.equal(await at.stopped('anne@fjord.example', OFFICE, second), null);
  assert.ok((await at.stopped('victim1@elsewhere.example', OFFICE, second)) !== null);
  second.close();
  await at.stop();
});

test('a vendor’s servers are never stopped as a whole', async () => {
  const at = await host();
  for (let i = 0; i < 60; i += 1) at.fails(`name${i}`, 's', '52.97.0.1', { networkKind: 'vendor' });
  assert.deepEqual(await at.active(), []);
  for (let i = 0; i < 60; i += 1) at.fails('kari@fjord.example', `s${i}`, '52.97.0.2', { networkKind: 'vendor' });
  assert.equal(await at.stopped('ola@fjord.example', '52.97.0.2'), null);
  assert.ok((await at.stopped('kari@fjord.example', '52.97.0.2')) !== null);
  await at.stop();
});

test('loopback and trusted proxies are never stopped; an IPv6 /64 is one network', async () => {
  const at = await host();
  for (const from of ['127.0.0.1', '::1', '192.0.2.250', 'nonsense']) at.guess(50, undefined, from);
  assert.deepEqual(await at.active(), []);
  for (let i = 0; i < 20; i += 1) at.fails(`name${i}`, 's', `2001:db8:1:2::${i.toString(16)}`);
  assert.ok((await at.stopped('anybody', '2001:db8:1:2:ffff::1')) !== null);
  assert.equal(await at.stopped('anybody', '2001:db8:1:3::1'), null);
  await at.stop();
});

test('the owner who signs in to the centre from there frees the network, a few times a day', async () => {
  const at = await host();
  for (let round = 1; round <= 4; round += 1) {
    at.guess(20, (i) => `round${round}-${i}`);
    assert.ok((await at.stopped('kari@fjord.example')) !== null);
    const lifted = await at.protection.ownerSeenFrom(OFFICE, 'kari@fjord.example');
    assert.equal(lifted.length, round <= 3 ? 1 : 0);
    if (round <= 3) assert.deepEqual([lifted[0].liftedBy, lifted[0].liftActor], ['customer', 'kari@fjord.example']);
    assert.equal((await at.stopped('kari@fjord.example')) === null, round <= 3);
  }
  assert.deepEqual(await at.protection.ownerSeenFrom('203.0.113.1', 'kari@fjord.example'), []);
  await at.stop();
});

test('support lifts it, and counting begins anew', async () => {
  const at = await host();
  at.guess(20);
  const [block] = await at.active();
  assert.ok((await at.blocks.lift(block.code, 'support', 'ola')).ok);
  assert.equal(await at.stopped('kari@fjord.example'), null);
  at.guess(1);
  assert.deepEqual(await at.active(), []);
  await at.stop();
});

test('10,000 failures from as many networks, and 300 networks that guess: bounded in memory and rows', async () => {
  const at = await host({ bounds: { guesses: 2000, networks: 1500, stops: 200, rows: 50 } });
  for (let i = 0; i < 10_000; i += 1)
    at.fails('kari@fjord.example', `s${i}`, `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
  assert.ok(at.protection.sizes().networks <= 1500);
  assert.ok(at.protection.sizes().guesses <= 2000);
  for (let i = 0; i < 300; i += 1) at.guess(20, undefined, `203.0.${i >> 8}.${i & 255}`);
  assert.equal((await at.active()).length, 50);
  assert.equal(at.protection.sizes().stops, 200);
  assert.ok((await at.stopped('kari@fjord.example', '203.0.1.43')) !== null, 'the newest is stopped without a row');
  await at.stop();
});

test('the end is never told too early, and with the date when it is another day', () => {
  const noon = Date.parse('2026-11-21T12:00:00Z');
  assert.equal(endText(noon + 1, noon), '12:01');
  assert.equal(endText(noon + 60_000, noon), '12:01');
  assert.equal(endText(noon + 86_400_000, noon), '2026-11-22 12:00');
});
