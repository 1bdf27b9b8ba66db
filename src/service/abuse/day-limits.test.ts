/** A day's limits: exactly as many strangers as there are places, a share of returned mail, what opens, and healthy twins. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { DomainId, MailboxId } from '#src/model/ids.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { DEFAULT_PLAN_VALUES, type PlanValues } from '#src/model/plan.ts';
import { openDatabase } from '#src/store/database.ts';
import { domainByName } from '#src/store/domains.ts';
import type { JournalQuery } from '#src/store/journal/query.ts';
import { insertSends } from '#src/store/send-log.ts';
import { createBlocks } from '../blocks.ts';
import { addDomain } from '../domains.ts';
import { addMailbox } from '../mailboxes.ts';
import { createPasswordHasher } from '../password-hasher.ts';
import { createDayLimits } from './day-limits.ts';
import { createHabits } from './habits.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'pem', publicKey: 'y' };
const people = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, i) => `p${from + i}@x.test`);

async function host(plan: Partial<PlanValues>) {
  const db = await openDatabase('sqlite::memory:');
  const time = { now: 20_000 * DAY + HOUR };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const hasher = createPasswordHasher({ parameters: { memoryKib: 8, passes: 1, lanes: 1 } });
  const acting = { db, clock, hasher, actor: 'test', makeKey: () => Promise.resolve(key) };
  await addDomain(acting, { domain: 'fjord.example' });
  const made = await addMailbox(acting, { address: 'kari@fjord.example', password: 'hemmelig-7-tegn' });
  assert.ok(made.ok);
  const mailbox = made.value.id;
  const domain = (await domainByName(db.sql, 'fjord.example'))?.id as DomainId;
  const blocks = createBlocks({ db, clock });
  const habits = createHabits({ db, clock, onTrouble: (error) => assert.fail(String(error)) });
  const bounces: number[] = [];
  const asked: JournalQuery[] = [];
  const journal = {
    query: async (query: JournalQuery) => {
      asked.push(query);
      const since = query.since ?? 0;
      return bounces.filter((at) => at >= since).map((at) => ({ at, count: 1 }) as StoredEvent);
    },
  };
  const day = createDayLimits({ db, clock, blocks, habits, journal });
  const sender = { mailbox, address: 'kari@fjord.example', plan: { ...DEFAULT_PLAN_VALUES, ...plan } };
  /** A whole message; counted when it is accepted. */
  const send = async (to: readonly string[], accepted = true): Promise<string> => {
    const answer = await day.reserve(sender, to);
    if (answer.kind === 'over') return 'over';
    const { unknown } = await habits.look(mailbox, to);
    if (accepted) habits.add(mailbox, to, unknown);
    await answer.settle(accepted);
    return 'ok';
  };
  let sends = 0;
  const sent = (recipients: number, origin: 'submission' | 'forward' = 'submission'): Promise<void> =>
    insertSends(db.sql, [{ id: `s${(sends += 1)}`, at: time.now, mailbox, domain, origin, recipients }]);
  const bounced = (count: number): void => {
    for (let n = 0; n < count; n += 1) bounces.push(time.now);
  };
  const active = () => blocks.active([{ kind: 'mailbox', id: mailbox as MailboxId }]);
  const stop = async (): Promise<void> => {
    await habits.close();
    blocks.close();
    await db.close();
  };
  return { time, blocks, habits, day, sender, send, sent, bounced, asked, active, stop };
}

test('strangers up to the limit; one more starts a Block until the day is over; known people take no place', async () => {
  const at = await host({ 'unknown.day.max': 3 });
  assert.equal(await at.send(people(2), false), 'ok', 'not accepted in the end: no place taken');
  assert.equal(await at.send(people(2)), 'ok');
  assert.equal(await at.send(people(2)), 'ok', 'the same two again');
  assert.equal(await at.day.look(at.sender, 'p7@x.test'), true);
  assert.deepEqual(await at.active(), []);
  assert.equal(await at.send(people(2, 2)), 'over', 'two do not fit in one place');
  const [block, ...others] = await at.active();
  assert.equal(others.length, 0);
  assert.deepEqual([block.rule, block.directions, block.until], ['abuse-recipients', ['outgoing'], 20_001 * DAY]);
  assert.deepEqual(block.evidence, { sent: 2, limit: 3, windowSeconds: 86_400, today: 2 });
  await at.habits.flush();
  at.time.now = 20_001 * DAY;
  assert.equal(await at.send(people(3, 2)), 'ok');
  assert.equal(await at.day.look(at.sender, 'p1@x.test'), true);
  assert.equal(await at.day.look(at.sender, 'p99@x.test'), false);
  await at.stop();
});

test('of many at once exactly as many pass as there are places', async () => {
  const at = await host({ 'unknown.day.max': 10 });
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => at.send(people(1, i))));
  assert.equal(answers.filter((one) => one === 'ok').length, 10);
  assert.equal((await at.active()).length, 1);
  await at.stop();
});

test('opened by a person: strangers of before count no more, and then the same number again', async () => {
  const at = await host({ 'unknown.day.max': 2 });
  for (const expected of ['ok', 'ok', 'over']) {
    assert.equal(await at.send(people(1, at.time.now)), expected);
    at.time.now += 1000;
  }
  const [block] = await at.active();
  assert.ok((await at.blocks.lift(block.code, 'support', 'ola')).ok);
  for (const expected of ['ok', 'ok', 'over']) {
    assert.equal(await at.send(people(1, at.time.now)), expected);
    at.time.now += 1000;
  }
  const [second] = await at.active();
  assert.deepEqual([second.evidence['sent'], second.evidence['today']], [2, 4]);
  await at.stop();
});

test('more came back than the plan allows: closed until a person opens; then only what is newer counts', async () => {
  const at = await host({ 'bounce.ratio.max': 20, 'bounce.ratio.least': 10 });
  await at.sent(9);
  at.bounced(9);
  assert.equal(await at.send(people(1)), 'ok', 'too few to judge');
  await at.sent(100, 'forward');
  assert.equal(await at.send(people(1)), 'ok', 'what is forwarded does not count');
  await at.sent(36);
  assert.equal(await at.send(people(1)), 'ok', 'nine of 45 is a fifth, not more');
  at.bounced(1);
  assert.equal(await at.day.look(at.sender, 'p1@x.test'), false);
  assert.equal(await at.send(people(1)), 'over');
  const [block] = await at.active();
  assert.deepEqual([block.rule, block.until, block.lifters], ['abuse-bounces', null, ['customer', 'support']]);
  assert.deepEqual(block.evidence, { bounced: 10, sent: 45, percent: 22, limit: 20, windowSeconds: 86_400 });
  assert.deepEqual(at.asked.at(-1)?.outcomes, ['bounced']);
  at.time.now += HOUR;
  assert.ok((await at.blocks.lift(block.code, 'support', 'ola')).ok);
  await at.sent(10);
  at.bounced(2);
  assert.equal(await at.send(people(1)), 'ok');
  at.time.now += DAY + 1;
  await at.sent(10);
  assert.equal(await at.send(people(1)), 'ok', 'yesterday is over');
  assert.deepEqual(await at.active(), []);
  await at.stop();
});

test('healthy twin: with 0 nothing is asked and nothing stops', async () => {
  const at = await host({ 'unknown.day.max': 0, 'bounce.ratio.max': 0 });
  await at.sent(1000);
  at.bounced(1000);
  assert.equal(await at.send(people(300)), 'ok');
  assert.deepEqual([await at.active(), at.asked], [[], []]);
  await at.stop();
});
