/** The limits as rules of the gate: when a Block starts and ends, what opens it, what is held, warned and given back. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Mailbox, PolicyDecision, PolicyRequest } from '#src/engine/ports.ts';
import type { ConnectionId, MailboxId } from '#src/model/ids.ts';
import { newId } from '#src/net/ids.ts';
import { openDatabase } from '#src/store/database.ts';
import { domainByName } from '#src/store/domains.ts';
import { insertMailbox } from '#src/store/mailboxes.ts';
import type { NoticeEvent } from '../block-port.ts';
import { createBlocks } from '../blocks.ts';
import { createDirectory } from '../directory.ts';
import { addDomain } from '../domains.ts';
import { setPlan } from '../plans.ts';
import { createPolicy } from '../policy.ts';
import { createLimits } from './limits.ts';
import { openMemoryCounters } from './memory-counters.ts';

const T0 = Date.UTC(2026, 9, 1, 12);
const HOUR = 3_600_000;

async function world(...limits: readonly string[]) {
  const db = await openDatabase('sqlite::memory:');
  const clock = { at: T0, now: () => clock.at, monotonic: () => clock.at };
  const acting = { db, clock, actor: 'test' };
  await addDomain(acting, { domain: 'fjord.example' });
  assert.ok((await setPlan(acting, 'standard', limits)).ok);
  const domain = await domainByName(db.sql, 'fjord.example');
  assert.ok(domain !== null);
  const add = async (local: string): Promise<Mailbox> => {
    const address = `${local}@fjord.example`;
    const id = newId<MailboxId>();
    const nothing = { passwordHash: null, mustChange: false, quotaBytes: null, signInCountries: null };
    const never = { passwordChangedAt: null, previousPasswordHash: null, previousPasswordUntil: null };
    const fixed = { domain: domain.id, plan: 'standard', language: 'nb', protocols: ['smtp'] } as const;
    await db.write((tx) =>
      insertMailbox(tx, { ...nothing, ...never, ...fixed, id, address, local, createdAt: clock.at }),
    );
    return { id, address, language: 'nb', quotaBytes: 0 };
  };
  const told: NoticeEvent[] = [];
  const notices = { about: (event: NoticeEvent) => told.push(event) };
  const blocks = createBlocks({ db, clock });
  const directory = createDirectory({ db, clock });
  const counters = await openMemoryCounters({ db, clock });
  const createLimited = () => createLimits({ db, clock, blocks, counters, notices });
  const shared = { db, clock, directory, blocks, usage: () => Promise.resolve(0), timeZone: 'UTC' };
  const policy = createPolicy({ ...shared, limits: createLimited(), linkBase: () => 'https://post.example' });
  const connection = {
    id: 'c' as ConnectionId,
    endpoint: 'submissions',
    localPort: 465,
    remoteAddress: '192.0.2.1',
    remotePort: 9,
  } as const;
  const ask = (mailbox: Mailbox, request: Partial<PolicyRequest>): Promise<PolicyDecision> =>
    policy.decide({
      stage: 'rcpt-to',
      direction: 'outgoing',
      connection,
      mailbox,
      mailFrom: mailbox.address,
      ...request,
    });
  /** A whole message: RCPT one by one, then its end. */
  const send = async (mailbox: Mailbox, count = 1, accepted = true): Promise<string> => {
    const to = Array.from({ length: count }, (_, i) => `m${i}@far.example`);
    for (const [i, rcptTo] of to.entries()) {
      const one = await ask(mailbox, { rcptTo, recipientCount: i + 1 });
      if (one.kind === 'refuse') return `${one.refusal.code} ${one.refusal.cause}`;
    }
    const end = await ask(mailbox, { stage: 'end-of-message', recipients: to, recipientCount: count, subject: 'Hei' });
    if (end.kind === 'refuse') return `${end.refusal.code} ${end.refusal.cause}`;
    await end.settle?.(accepted);
    return end.kind;
  };
  const close = async (): Promise<void> => {
    await policy.settled();
    policy.close();
    directory.close();
    blocks.close();
    await db.close();
  };
  return { db, clock, blocks, policy, add, ask, send, told, close };
}

test('the first message over the limit starts a Block of exactly its length; attempts do not prolong it', async () => {
  const { add, send, clock, blocks, policy, close } = await world('mailbox.hour.max=2');
  const kari = await add('kari');
  assert.deepEqual([await send(kari), await send(kari)], ['accept', 'accept']);
  clock.at += 60_000;
  const started = clock.at;
  assert.equal(await send(kari), '450 snd-account-hour-limit');
  clock.at = started + HOUR - 1;
  assert.equal(await send(kari), '450 snd-account-hour-limit');
  await policy.settled();
  const [block] = await blocks.active([{ kind: 'mailbox', id: kari.id }]);
  assert.equal(block.since, started);
  assert.equal(block.until, started + HOUR);
  assert.equal((await blocks.attempts(block.id)).length, 1, 'the same recipient once');
  clock.at = started + HOUR;
  assert.equal(await send(kari), 'accept');
  // What is written down as ended stays ended, though the clock jumps back: nobody is stopped for longer.
  await blocks.sweep();
  clock.at = started + HOUR - 1000;
  assert.equal(await send(kari), 'accept');
  assert.equal(await send(kari), '450 snd-account-hour-limit', 'and the two of this hour still count');
  await close();
});

test('a message is one thing: with more recipients than there are places it is refused whole', async () => {
  const { add, send, close } = await world('mailbox.hour.max=3');
  const kari = await add('kari');
  assert.equal(await send(kari, 2), 'accept');
  assert.equal(await send(kari, 2), '450 snd-account-hour-limit');
  await close();
});

test('limit.counts=messages counts each message once', async () => {
  const { add, send, close } = await world('mailbox.hour.max=2', 'limit.counts=messages');
  const kari = await add('kari');
  const answers = [await send(kari, 5), await send(kari, 5), await send(kari)];
  assert.deepEqual(answers, ['accept', 'accept', '450 snd-account-hour-limit']);
  await close();
});

test('a message that is not stored in the end gives its places back', async () => {
  const { add, send, close } = await world('mailbox.hour.max=1');
  const kari = await add('kari');
  assert.equal(await send(kari, 1, false), 'accept');
  assert.equal(await send(kari, 1, true), 'accept');
  assert.equal(await send(kari), '450 snd-account-hour-limit');
  await close();
});

test('the domain limit stops all of it and names the heaviest; the day limit waits for a person', async () => {
  const { add, send, blocks, close } = await world('domain.hour.max=5', 'mailbox.day.max=4');
  const [kari, ola] = [await add('kari'), await add('ola')];
  assert.equal(await send(kari, 4), 'accept');
  assert.equal(await send(kari), '550 snd-account-day-limit');
  assert.equal(await send(ola), 'accept');
  assert.equal(await send(ola), '450 snd-domain-hour-limit');
  const all = await blocks.list('fjord.example');
  assert.ok(all.ok);
  const [{ evidence }] = all.value;
  assert.deepEqual(
    { sent: evidence['sent'], limit: evidence['limit'], heaviest: evidence['heaviest'], by: evidence['heaviestSent'] },
    { sent: 5, limit: 5, heaviest: kari.address, by: 4 },
  );
  await close();
});

test('lifted by support: sending works at once, and what was sent before counts no more', async () => {
  const { add, send, clock, blocks, close } = await world('mailbox.hour.max=2');
  const kari = await add('kari');
  for (const expected of ['accept', 'accept', '450 snd-account-hour-limit']) assert.equal(await send(kari), expected);
  const [block] = await blocks.active([{ kind: 'mailbox', id: kari.id }]);
  clock.at += 1000;
  assert.ok((await blocks.lift(block.code, 'support', 'ola')).ok);
  for (const expected of ['accept', 'accept', '450 snd-account-hour-limit']) assert.equal(await send(kari), expected);
  await close();
});

test('a young mailbox has the lower limit until it is old enough', async () => {
  const { add, send, clock, close } = await world('mailbox.hour.max=9', 'young.days=2', 'young.hour.max=1');
  const kari = await add('kari');
  assert.deepEqual([await send(kari), await send(kari)], ['accept', '450 snd-new-account-warmup']);
  clock.at += 2 * 24 * HOUR;
  assert.deepEqual([await send(kari, 5), await send(kari, 4)], ['accept', 'accept']);
  await close();
});

test('hold: RCPT passes, the end is held in words, nothing is counted, attempts are held', async () => {
  const { add, ask, send, blocks, policy, close } = await world('mailbox.hour.max=1', 'limit.mode=hold');
  const kari = await add('kari');
  assert.deepEqual([await send(kari), await send(kari), await send(kari)], ['accept', 'hold', 'hold']);
  const held = await ask(kari, { stage: 'end-of-message', recipients: ['x@far.example'], recipientCount: 1 });
  assert.ok(held.kind === 'hold');
  assert.match(held.text ?? '', /^2\.0\.0 .*holdes tilbake.*13:0\d.*https:\/\/post\.example\/b\//);
  await policy.settled();
  const [block] = await blocks.active([{ kind: 'mailbox', id: kari.id }]);
  assert.equal(held.heldBy, block.id);
  assert.deepEqual(
    (await blocks.attempts(block.id)).map(({ state }) => state),
    ['held'],
  );
  await close();
});

test('the warning comes once, when the percentage is passed', async () => {
  const { add, send, told, close } = await world('mailbox.hour.max=10', 'limit.warn=80', 'domain.hour.max=1000');
  const kari = await add('kari');
  for (let i = 0; i < 10; i += 1) await send(kari);
  assert.deepEqual(told, [{ kind: 'limit-near', mailbox: kari.address, rule: 'mailbox-hour', sent: 8, limit: 10 }]);
  await close();
});

test('a Block of the customer stops its senders in their words, and lets them sign in', async () => {
  const { add, ask, send, blocks, db, close } = await world();
  const kari = await add('kari');
  const domain = await domainByName(db.sql, 'fjord.example');
  assert.ok(domain !== null);
  const started = await blocks.start({
    subject: { kind: 'customer', id: domain.customer },
    directions: ['outgoing'],
    rule: 'unpaid',
    cause: 'bil-unpaid-suspended',
    evidence: { invoice: '1001' },
    until: null,
    lifters: ['payment', 'support'],
    actor: 'rule',
  });
  assert.ok(started.ok);
  assert.equal(await send(kari), '550 bil-unpaid-suspended');
  assert.equal((await ask(kari, { stage: 'mail-from' })).kind, 'accept');
  assert.equal((await ask(kari, { stage: 'sign-in', direction: 'sign-in' })).kind, 'accept');
  await close();
});
