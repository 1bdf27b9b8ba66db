/**
 * The yardstick on a real host: webmail's way, the public doors and real programs, each broken in turn, and what the
 * difference says; the test message goes through both ways and leaves nothing behind.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addBlock } from '#src/service/operator-blocks.ts';
import { HOST_ADDRESS, startWorld, type World } from '../../lab/world.ts';
import { type Browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';

interface Way {
  readonly way: string;
  readonly door: string;
  readonly state: string;
  readonly failedAt: string | null;
}
interface Seen {
  readonly verdict: string;
  readonly webmail: readonly Way[];
  readonly doors: readonly Way[];
  readonly programs: readonly {
    readonly protocol: string;
    readonly cause: string | null;
    readonly advice: string | null;
  }[];
}
interface Sent {
  readonly messages: readonly {
    by: string;
    state: string;
    tookMs: number | null;
    folder: string | null;
    said: string | null;
  }[];
}
let world: World;
let one: Owner;
let reader: Browser;
let path = '';
const look = async (): Promise<Seen> => {
  const { status, body } = await reader.get<Seen>(path);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};
const states = (ways: readonly Way[]): string[] => ways.map(({ door, state }) => `${door} ${state}`);

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  one = await owner(world, 711);
  reader = await signedIn(world, one.customer.address, one.customer.password);
  path = `/mailboxes/${encodeURIComponent(one.customer.address)}/yardstick`;
});
after(() => world.stop());

const reads = (password: string): Promise<string> => {
  const { address, from } = one.customer;
  return world.say({
    port: world.port('imaps'),
    from,
    tls: true,
    says: [`a1 LOGIN "${address}" "${password}"`, 'a2 LOGOUT'],
    signIns: 1,
  });
};
const sends = (): Promise<string> => {
  const { address, from, password } = one.customer;
  const secret = Buffer.from(`\0${address}\0${password}`).toString('base64');
  return world.say({
    port: world.port('submissions'),
    from,
    tls: true,
    says: ['EHLO device', `AUTH PLAIN ${secret}`, 'QUIT'],
    signIns: 1,
  });
};

test('no program ever came: webmail and doors work, and that is what is said', async () => {
  const seen = await look();
  assert.deepEqual(states(seen.webmail), ['imaps works', 'submissions works']);
  assert.deepEqual(states(seen.doors), ['imaps works', 'submissions works']);
  assert.deepEqual([seen.verdict, seen.programs], ['unseen', []]);
});

test('a program that reads and never came to send; then both', async () => {
  await reads(one.customer.password);
  assert.equal((await look()).verdict, 'never-sends');
  await sends();
  assert.equal((await look()).verdict, 'all-work');
});

test('webmail works and the program has the wrong password: the program it is, with the cause', async () => {
  await reads('feil passord her');
  const seen = await look();
  assert.equal(seen.verdict, 'program');
  const failing = seen.programs.filter(({ advice }) => advice === 'fails');
  assert.deepEqual(
    failing.map(({ protocol, cause }) => [protocol, cause]),
    [['imap', 'acc-wrong-password']],
  );
  await reads(one.customer.password);
  assert.equal((await look()).verdict, 'all-work');
});

test('the test message arrives by both ways and is taken out again', async () => {
  const { status, body } = await reader.post<Sent>(`${path}/messages`, {});
  assert.equal(status, 200);
  assert.deepEqual(
    body.messages.map(({ by, state, folder }) => [by, state, folder]),
    [
      ['webmail', 'arrived', 'INBOX'],
      ['public', 'arrived', 'INBOX'],
    ],
  );
  const { body: mail } = await reader.get<{ folders: { role: string; total: number }[] }>('/mail/folders');
  assert.deepEqual(
    mail.folders.map(({ role, total }) => [role, total]).filter(([, total]) => total !== 0),
    [],
  );
});

test('the public door is dead while webmail works: the fault is ours', async () => {
  const usual = `${HOST_ADDRESS}:993`;
  world.place(usual, '127.0.0.1:9');
  const seen = await look();
  assert.equal(seen.verdict, 'doors');
  assert.deepEqual(
    seen.doors.map(({ failedAt }) => failedAt),
    ['reach', null],
  );
  world.place(usual, `127.0.0.1:${world.port('imaps')}`);
  assert.equal((await look()).verdict, 'all-work');
});

test('sending is stopped: the account it is, whatever the program says', async () => {
  const { app } = world.host;
  const reason = 'Vi ser på noe';
  await settled(addBlock(app, { subject: one.customer.address, directions: 'outgoing', reason }));
  await reads('feil passord igjen');
  assert.equal((await look()).verdict, 'account');
  const { body } = await reader.post<Sent>(`${path}/messages`, {});
  assert.deepEqual(
    body.messages.map(({ by, state }) => [by, state]),
    [
      ['webmail', 'refused'],
      ['public', 'refused'],
    ],
  );
  assert.match(body.messages[0].said ?? '', /Vi ser på noe|stopp|stans/i);
});
