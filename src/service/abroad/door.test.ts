/** Auth and the protection together: what is counted, that a stopped network costs no hash, and whose language is spoken. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionId } from '#src/model/ids.ts';
import type { JournalEvent, SignInEvent } from '#src/model/journal.ts';
import { openDatabase } from '#src/store/database.ts';
import { createAuth } from '../auth.ts';
import { createBlocks } from '../blocks.ts';
import { addDomain } from '../domains.ts';
import { addMailbox } from '../mailboxes.ts';
import { createPasswordHasher } from '../password-hasher.ts';
import { createProtection } from './protection.ts';

const KARI = 'kari@fjord.example';
const SECRET = 'blåbær-på-fjellet';
const HOME = '198.51.100.7';

async function host() {
  const db = await openDatabase('sqlite::memory:');
  const clock = { now: () => 1_790_000_000_000, monotonic: () => 1 };
  const real = createPasswordHasher({ parameters: { memoryKib: 8, passes: 1, lanes: 1 } });
  let hashes = 0;
  const hasher: typeof real = {
    ...real,
    verify: (...args) => {
      hashes += 1;
      return real.verify(...args);
    },
  };
  const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'x', publicKey: 'y' };
  const at = { db, clock, hasher, actor: 'test', makeKey: async () => key };
  await addDomain(at, { domain: 'fjord.example' });
  await addMailbox(at, { address: KARI, password: SECRET });
  const events: JournalEvent[] = [];
  const blocks = createBlocks({ db, clock });
  const protection = createProtection({
    blocks,
    clock,
    rule: { failures: 5, windowMs: 600_000, blockMs: 1_800_000 },
    linkBase: () => 'https://mx.host.example',
    signedInFrom: async () => [],
  });
  const journal = { record: (event: JournalEvent): void => void events.push(event) };
  const auth = createAuth({ db, clock, hasher, journal, protection, secretKey: Buffer.alloc(32, 7) });
  const signIn = async (login: string, secret: string, remoteAddress = HOME): Promise<string> => {
    const connection = {
      id: 'c' as ConnectionId,
      endpoint: 'imaps' as const,
      localPort: 993,
      remoteAddress,
      remotePort: 1,
    };
    const result = await auth.signIn({ login, secret, mechanism: 'PLAIN', connection });
    await auth.settled();
    await protection.settled();
    return result.ok ? 'ok' : `${result.outcome} ${result.refusal.cause}`;
  };
  const stop = async (): Promise<void> => {
    protection.close();
    blocks.close();
    await db.close();
  };
  return { signIn, events, stop, hashes: () => hashes };
}
const STOPPED = 'refused net-ip-banned-failed-logins';

test('different secrets of one name stop the network; then no hash is worked out, for names that exist or not', async () => {
  const at = await host();
  for (let i = 0; i < 5; i += 1) assert.match(await at.signIn(KARI, `gjetning ${i}`), /^wrong-password/);
  const before = at.hashes();
  assert.equal(await at.signIn(KARI, SECRET), STOPPED);
  assert.equal(await at.signIn('nobody@fjord.example', 'x'), STOPPED);
  assert.equal(at.hashes(), before);
  const last = at.events.at(-1) as SignInEvent;
  assert.deepEqual(
    [last.outcome, last.cause, last.secretFingerprint],
    ['refused', 'net-ip-banned-failed-logins', undefined],
  );
  assert.equal(await at.signIn(KARI, SECRET, '203.0.113.1'), 'ok');
  await at.stop();
});

test('one secret for many names that do not exist is guessing too; one secret for one name is not', async () => {
  const at = await host();
  for (let i = 0; i < 20; i += 1) assert.match(await at.signIn('kari', 'det gamle passordet'), /^unknown-user|^wrong/);
  for (let i = 0; i < 20; i += 1) assert.match(await at.signIn(KARI, 'det gamle passordet'), /^wrong-password/);
  assert.equal(await at.signIn(KARI, SECRET), 'ok');
  for (let i = 0; i < 5; i += 1) await at.signIn(`name${i}@fjord.example`, 'sommer2026');
  assert.equal(await at.signIn(KARI, SECRET), STOPPED);
  await at.stop();
});

test('a success takes back the slips of its owner', async () => {
  const at = await host();
  for (let round = 0; round < 3; round += 1) {
    for (let i = 0; i < 4; i += 1) await at.signIn(KARI, `slip ${round} ${i}`);
    assert.equal(await at.signIn(KARI, SECRET), 'ok');
  }
  await at.stop();
});
