/** `watch` on a real host: each attempt of this mailbox within a second, with its cause; nothing of anybody else's. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { WatchedAttempt } from '#src/service/watch-address.ts';
import { askRunningServer } from '#src/cli/control-channel.ts';
import { startWorld, type World } from '../../lab/world.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());
const reader = { language: 'en', now: 0, timeZone: 'UTC' } as const;

async function until(what: string, ready: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2000 && !ready(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(ready(), what);
}
/** Resolves when the next watcher listens to the journal. */
function listening(): Promise<void> {
  const journal = world.host.app.journal as { subscribe: (typeof world.host.app.journal)['subscribe'] };
  const { subscribe } = journal;
  return new Promise((resolve) => {
    journal.subscribe = (...asked) => {
      journal.subscribe = subscribe;
      resolve();
      return Reflect.apply(subscribe, journal, asked);
    };
  });
}
const imap = (from: string, login: string, password: string) => ({
  port: world.port('imaps'),
  tls: true,
  from,
  signIns: 1,
  says: [`a1 LOGIN ${login} "${password}"`, 'a2 LOGOUT'],
});

void test('own attempts come with cause and advice, within a second; a stranger sees nothing', async () => {
  const kari = await world.customer(42_000);
  const ola = await world.customer(42_001);
  await world.say(imap(kari.from, kari.address, kari.password));
  const rows: WatchedAttempt[] = [];
  const ended = new AbortController();
  const viewer = { kind: 'mailbox', address: kari.address } as const;
  const listens = listening();
  const watching = world.host.app.watchAddress(
    { address: kari.address, seconds: 60, viewer, reader, ended: ended.signal },
    (row) => rows.push(row),
  );
  await listens;
  await world.say(imap(ola.from, ola.address, 'feil passord'));
  await world.say(imap(kari.from, kari.address, 'feil passord'));
  // From the moment in which it stands in the journal: how long the program takes is not ours.
  const began = performance.now();
  await until('the wrong password is told', () => rows.length >= 1);
  assert.ok(performance.now() - began < 1500, `${performance.now() - began} ms`);
  await world.say(imap(kari.from, kari.local, kari.password));
  await until('the name without its domain is told', () => rows.length >= 2);
  await world.say({
    port: world.port('imaps'),
    tls: false,
    from: kari.from,
    says: ['a1 CAPABILITY'],
    waitsForGreeting: false,
  });
  await until('the wrong encryption is told', () => rows.length >= 3);
  await world.say(imap(kari.from, kari.address, kari.password));
  await until('success is told', () => rows.some((row) => row.result === 'ok'));
  ended.abort();
  const outcome = await watching;
  assert.ok(outcome.ok && outcome.value.attempts === rows.length);
  assert.ok(
    rows.every((row) => row.remoteAddress === kari.from),
    JSON.stringify(rows),
  );
  const [wrong, bare, plain] = rows;
  assert.deepEqual([wrong.result, wrong.login, wrong.endpoint], ['wrong-password', kari.address, 'imaps']);
  assert.ok(wrong.tls.startsWith('TLS') && wrong.cause !== null && wrong.todo !== null, JSON.stringify(wrong));
  assert.equal(bare.login, kari.local);
  assert.equal(bare.cause, 'acc-username-without-domain');
  assert.ok(bare.todo?.includes(kari.address), JSON.stringify(bare));
  assert.equal(plain.result, 'plain-on-tls-port');
  assert.ok(!JSON.stringify(rows).includes('feil passord'), 'never a password');
});

void test('over the control socket: rows as they come, an end when the asker goes, nothing for a mailbox of others', async () => {
  const kari = await world.customer(42_010);
  const rows: unknown[] = [];
  const listens = listening();
  const socket = world.host.endpoints.control;
  const asked = askRunningServer(
    socket,
    { command: 'watch', params: { address: kari.address, seconds: 8 }, language: 'nb' },
    (row) => rows.push(row),
  );
  await listens;
  await world.say(imap(kari.from, kari.address, 'feil passord'));
  const outcome = await asked;
  assert.ok(outcome?.ok, JSON.stringify(outcome));
  assert.equal(rows.length, 1, JSON.stringify(rows));
  const stranger = { kind: 'mailbox', address: 'someone@else.test' } as const;
  const refused = await world.host.app.watchAddress(
    { address: kari.address, seconds: 1, viewer: stranger, reader },
    () => {},
  );
  assert.ok(!refused.ok && refused.problem.key === 'mailboxMissing');
});
