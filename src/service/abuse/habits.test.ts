/** Habits on a real database: today, the busiest day, who is known; counted at once, written behind, forgotten in time. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { openDatabase } from '#src/store/database.ts';
import { addDomain } from '../domains.ts';
import { addMailbox, removeMailbox } from '../mailboxes.ts';
import { createPasswordHasher } from '../password-hasher.ts';
import { createHabits } from './habits.ts';

const DAY = 86_400_000;
const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'pem', publicKey: 'y' };

async function host() {
  const db = await openDatabase('sqlite::memory:');
  const time = { now: 20_000 * DAY + 1000 };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const hasher = createPasswordHasher({ parameters: { memoryKib: 8, passes: 1, lanes: 1 } });
  const removeMail = async (): Promise<void> => undefined;
  const acting = { db, clock, hasher, actor: 'test', removeMail, makeKey: () => Promise.resolve(key) };
  await addDomain(acting, { domain: 'fjord.example' });
  const made = await addMailbox(acting, { address: 'kari@fjord.example', password: 'hemmelig-7-tegn' });
  assert.ok(made.ok);
  const trouble: unknown[] = [];
  const habits = createHabits({ db, clock, onTrouble: (error) => void trouble.push(error) });
  return { acting, db, time, habits, mailbox: made.value.id, trouble };
}

test('known at once, before it is written, and after a restart', async () => {
  const at = await host();
  const first = await at.habits.look(at.mailbox, ['a@x.test', 'B@x.test', 'b@X.test']);
  assert.deepEqual([first.today, first.firstTime, first.unknown.length], [0, 0, 2]);
  at.habits.add(at.mailbox, ['a@x.test', 'b@x.test'], first.unknown);
  const second = await at.habits.look(at.mailbox, ['A@X.TEST', 'c@x.test']);
  assert.deepEqual([second.today, second.firstTime, second.unknown.length], [2, 2, 1]);
  await at.habits.close();
  const again = createHabits({ db: at.db, clock: at.acting.clock, onTrouble: () => {} });
  const third = await again.look(at.mailbox, ['a@x.test', 'c@x.test']);
  assert.deepEqual([third.today, third.firstTime, third.unknown.length], [2, 2, 1]);
  assert.equal(third.since, first.since);
  await again.close();
  await at.db.close();
});

test('the busiest of thirty days, without today; a day is forgotten after forty', async () => {
  const at = await host();
  const many = Array.from({ length: 12 }, (_, i) => `p${i}@x.test`);
  at.habits.add(at.mailbox, many, []);
  await at.habits.flush();
  at.time.now += 30 * DAY;
  assert.equal((await at.habits.look(at.mailbox, [])).busiest, 12);
  at.habits.add(at.mailbox, ['p1@x.test'], []);
  await at.habits.flush();
  at.time.now += DAY;
  assert.equal((await at.habits.look(at.mailbox, [])).busiest, 1);
  at.time.now += 12 * DAY;
  at.habits.add(at.mailbox, ['p1@x.test'], []);
  await at.habits.flush();
  const days = await at.db.sql.selectFrom('send_days').select('day').execute();
  assert.equal(days.length, 2);
  await at.habits.close();
  await at.db.close();
});

test('a mailbox removed meanwhile takes no other with it', async () => {
  const at = await host();
  const other = await addMailbox(at.acting, { address: 'ola@fjord.example', password: 'hemmelig-7-tegn' });
  assert.ok(other.ok);
  at.habits.add(at.mailbox, ['a@x.test'], []);
  at.habits.add(other.value.id, ['a@x.test'], []);
  await removeMailbox(at.acting, 'kari@fjord.example');
  await at.habits.flush();
  assert.equal(at.trouble.length, 1);
  assert.equal((await at.habits.look(other.value.id, ['a@x.test'])).unknown.length, 0);
  await at.habits.close();
  await at.db.close();
});
