/** Signing in: the true cause for us, the same words for the peer, and a bounded cost under attack. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SignInResult } from '#src/engine/ports.ts';
import type { Endpoint } from '#src/model/endpoint.ts';
import type { ConnectionId } from '#src/model/ids.ts';
import type { JournalEvent, SignInEvent } from '#src/model/journal.ts';
import { openDatabase } from '#src/store/database.ts';
import { addAlias } from './aliases.ts';
import { addAppPassword, revokeAppPassword } from './app-passwords.ts';
import { createAuth } from './auth.ts';
import { addDomain } from './domains.ts';
import { setCountries } from './abroad/settings.ts';
import { setProtocols } from './mailbox-settings.ts';
import { addMailbox, removeMailbox, setPassword } from './mailboxes.ts';
import { createPasswordHasher, type HasherOptions } from './password-hasher.ts';

const TINY = { memoryKib: 8, passes: 1, lanes: 1 };
const SECRET = 'blåbær-på-fjellet';
const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'x', publicKey: 'y' };

async function host(options: HasherOptions = {}) {
  const db = await openDatabase('sqlite::memory:');
  const time = { now: 1_790_000_000_000 };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const events: JournalEvent[] = [];
  const hasher = createPasswordHasher({ parameters: TINY, ...options });
  const journal = { record: (event: JournalEvent): void => void events.push(event) };
  const at = {
    db,
    clock,
    hasher,
    actor: 'test',
    makeKey: () => Promise.resolve(key),
    removeMail: async () => undefined,
  };
  const auth = createAuth({ db, clock, hasher, journal, secretKey: Buffer.alloc(32, 7) });
  await addDomain(at, { domain: 'fjord.example' });
  await addDomain(at, { domain: 'blåbær.example' });
  for (const address of ['kari@fjord.example', 'ola@fjord.example', 'ola@blåbær.example']) {
    const made = await addMailbox(at, { address, password: SECRET });
    assert.ok(made.ok);
  }
  const signIn = async (
    login: string,
    secret: string,
    from: { endpoint?: Endpoint; country?: string; remoteAddress?: string } = {},
  ): Promise<{ result: SignInResult; event: SignInEvent }> => {
    const connection = {
      id: 'c' as ConnectionId,
      endpoint: from.endpoint ?? ('imaps' as const),
      localPort: 993,
      remoteAddress: from.remoteAddress ?? '192.0.2.7',
      remotePort: 1,
      ...(from.country === undefined ? {} : { country: from.country }),
    };
    const result = await auth.signIn({ login, secret, mechanism: 'PLAIN', connection });
    await auth.settled();
    return { result, event: events.at(-1) as SignInEvent };
  };
  const causeOf = async (login: string, secret = SECRET): Promise<string> => {
    const { result, event } = await signIn(login, secret);
    return result.ok ? 'ok' : `${event.outcome} ${event.cause}`;
  };
  return { ...at, time, events, auth, signIn, causeOf };
}

test('the same name typed differently signs in', async () => {
  const at = await host();
  for (const login of [
    'kari@fjord.example',
    ' Kari@FJORD.example ',
    'kari@fjord.example.',
    'ola@blåbær.example',
    'OLA@xn--blbr-roah.example',
  ]) {
    assert.equal(await at.causeOf(login), 'ok', login);
  }
  const { result, event } = await at.signIn('kari@fjord.example', SECRET.normalize('NFD'));
  assert.ok(result.ok && result.mailbox.address === 'kari@fjord.example' && result.mailbox.quotaBytes > 0);
  assert.equal(event.outcome, 'ok');
  assert.equal(event.address, 'kari@fjord.example');
  await at.db.close();
});

test('names that are nobody: the journal has the cause, the peer hears the same', async () => {
  const at = await host();
  await addAlias(at, 'post@fjord.example', ['kari@fjord.example']);
  await addMailbox(at, { address: 'gammel@fjord.example', password: SECRET });
  await removeMailbox(at, 'gammel@fjord.example');
  const expected = {
    'gammel@fjord.example': 'acc-mailbox-deleted',
    'post@fjord.example': 'acc-login-on-alias',
    kari: 'acc-username-without-domain',
    ola: 'acc-username-without-domain',
    'kair@fjord.example': 'acc-username-typo-case',
    'kari@fjrod.example': 'acc-username-typo-case',
    'kari\u200b@fjord.example': 'acc-username-typo-case',
    'noen.andre@fjord.example': 'acc-mailbox-never-existed',
    'x@elsewhere.example': 'acc-mailbox-never-existed',
    '': 'acc-mailbox-never-existed',
  };
  const wrong = (await at.signIn('kari@fjord.example', 'noe helt annet')).result;
  assert.ok(!wrong.ok);
  const { cause: _, ...said } = wrong.refusal;
  for (const [login, cause] of Object.entries(expected)) {
    const { result, event } = await at.signIn(login, SECRET);
    assert.ok(!result.ok && event.outcome === 'unknown-user', login);
    assert.equal(event.cause, cause, login);
    assert.equal(event.secretFingerprint, undefined, 'the secret may be right for another name');
    const { cause: __, ...heard } = result.refusal;
    assert.deepEqual(heard, said, login);
  }
  const bare = (await at.signIn('kari', SECRET)).event;
  assert.equal(bare.address, 'kari@fjord.example', 'only one can be meant');
  assert.equal((await at.signIn('ola', SECRET)).event.address, undefined, 'two can be meant');
  const slip = (await at.signIn('kair@fjord.example', SECRET)).event;
  assert.equal(slip.address, 'kair@fjord.example');
  assert.equal(slip.mailbox, bare.mailbox);
  await at.db.close();
});

test('wrong secrets: the cause, a fingerprint that repeats within a day, and words that leak nothing', async () => {
  const at = await host();
  const mojibake = Buffer.from(SECRET, 'utf8').toString('latin1');
  assert.equal(await at.causeOf('kari@fjord.example', 'feil-passord'), 'wrong-password acc-wrong-password');
  assert.equal(await at.causeOf('kari@fjord.example', ` ${SECRET} `), 'wrong-password acc-password-edge-space');
  assert.equal(await at.causeOf('kari@fjord.example', mojibake), 'wrong-password acc-password-nonascii');
  assert.equal(at.events.at(-1)?.kind === 'sign-in' && 'secretFingerprint' in at.events.at(-1)!, false);
  const mark = async (login: string, secret: string): Promise<string | undefined> =>
    (await at.signIn(login, secret)).event.secretFingerprint;
  const first = await mark('kari@fjord.example', 'feil-passord');
  assert.match(String(first), /^\d{4}-\d\d-\d\d:[0-9a-f]{16}$/);
  assert.equal(await mark('kari@fjord.example', 'feil-passord'), first);
  assert.notEqual(await mark('kari@fjord.example', 'feil-passord2'), first);
  assert.notEqual(await mark('ola@fjord.example', 'feil-passord'), first);
  at.time.now += 24 * 3600 * 1000;
  assert.notEqual(await mark('kari@fjord.example', 'feil-passord'), first);
  await at.db.close();
});

test('a device with the password of before is named as that, for 90 days', async () => {
  const at = await host();
  assert.equal(await at.causeOf('kari@fjord.example'), 'ok');
  await setPassword(at, 'kari@fjord.example', 'et-nytt-passord');
  assert.equal(await at.causeOf('kari@fjord.example'), 'wrong-password cli-stale-password', 'no memory of the old one');
  assert.equal(await at.causeOf('kari@fjord.example', 'et-nytt-passord'), 'ok');
  at.time.now += 91 * 24 * 3600 * 1000;
  assert.equal(await at.causeOf('kari@fjord.example'), 'wrong-password acc-wrong-password');
  await at.db.close();
});

test('app passwords: with or without dashes, within their scope, gone when revoked', async () => {
  const at = await host();
  const made = await addAppPassword(at, { address: 'kari@fjord.example', name: 'Telefon', scopes: ['imap'] });
  assert.ok(made.ok);
  const { secret } = made.value;
  const { result, event } = await at.signIn('kari@fjord.example', secret.replaceAll('-', ' ').toUpperCase());
  assert.ok(result.ok && result.appPassword === 'Telefon');
  assert.equal(event.appPassword, 'Telefon');
  const sending = await at.signIn('kari@fjord.example', secret, { endpoint: 'submissions' });
  assert.equal(sending.event.outcome, 'wrong-kind');
  assert.equal(await at.causeOf('kari@fjord.example'), 'ok', 'the password still works');
  await revokeAppPassword(at, 'kari@fjord.example', 'Telefon');
  assert.equal(await at.causeOf('kari@fjord.example', secret), 'wrong-password acc-wrong-password');
  await at.db.close();
});

test('a right secret against a rule of the owner: said openly, and only then', async () => {
  const at = await host();
  await setProtocols(at, 'kari@fjord.example', ['imap']);
  await setCountries(at, 'kari@fjord.example', ['NO']);
  const pop = await at.signIn('kari@fjord.example', SECRET, { endpoint: 'pop3s' });
  assert.ok(!pop.result.ok && pop.result.outcome === 'refused' && pop.result.refusal.cause === 'acc-protocol-off');
  assert.equal(pop.result.refusal.imapCode, 'AUTHORIZATIONFAILED');
  const abroad = await at.signIn('kari@fjord.example', SECRET, { country: 'TH' });
  assert.equal(abroad.event.cause, 'net-geo-block-by-us');
  assert.ok((await at.signIn('kari@fjord.example', SECRET, { country: 'NO' })).result.ok);
  const guess = await at.signIn('kari@fjord.example', 'gjettet-passord', { endpoint: 'pop3s', country: 'TH' });
  assert.equal(guess.event.outcome, 'wrong-password');
  await at.db.close();
});

test('the database away: our fault, temporary, no words about passwords', async () => {
  const at = await host();
  await at.db.close();
  const { result, event } = await at.signIn('kari@fjord.example', SECRET);
  assert.ok(!result.ok);
  const { code, enhanced, imapCode, cause } = result.refusal;
  assert.deepEqual(
    { code, enhanced, imapCode, cause },
    {
      code: 454,
      enhanced: '4.7.0',
      imapCode: 'UNAVAILABLE',
      cause: 'svc-auth-backend-down',
    },
  );
  assert.equal(event.outcome, 'unavailable');
});

test('10,000 wrong sign-ins at once: bounded work, every one recorded, the owner still gets in', async () => {
  const at = await host({ running: 2, waiting: 50 });
  assert.equal(await at.causeOf('kari@fjord.example'), 'ok');
  at.events.length = 0;
  let most = 0;
  const attack = Array.from({ length: 10_000 }, (_, n) => {
    const connection = { id: 'c' as ConnectionId, endpoint: 'imaps' as const, localPort: 993, remotePort: n };
    const remoteAddress = `192.0.2.${n % 250}`;
    const login = n % 2 === 0 ? 'kari@fjord.example' : `nobody${n}@fjord.example`;
    const done = at.auth.signIn({
      login,
      secret: `gjett-${n}`,
      mechanism: 'PLAIN',
      connection: { ...connection, remoteAddress },
    });
    return done.then(() => {
      const { running, waiting } = at.hasher.load();
      most = Math.max(most, running + waiting);
    });
  });
  await new Promise((turn) => setImmediate(turn));
  await Promise.all(attack.slice(0, 500));
  const owner = at.signIn('kari@fjord.example', SECRET, { remoteAddress: '198.51.100.9' });
  await Promise.all(attack);
  assert.ok((await owner).result.ok, 'a secret proven lately needs no place in the queue');
  await at.auth.settled();
  assert.equal(at.events.length, 10_001);
  assert.ok(most <= 52, `${most} in the queue`);
  assert.ok(at.events.some((event) => event.cause === 'svc-auth-backend-down'));
  await at.db.close();
});

test('no secret, right or wrong, and no hash is ever in the journal', async () => {
  const at = await host();
  const secrets = [SECRET, `${SECRET} `, 'feil-passord-9', Buffer.from(SECRET, 'utf8').toString('latin1')];
  for (const secret of secrets) await at.signIn('kari@fjord.example', secret);
  for (const secret of secrets) await at.signIn('ukjent.person@fjord.example', secret);
  at.auth.recordRefusedSignIn({
    login: 'kari@fjord.example',
    mechanism: 'PLAIN',
    connection: {
      id: 'c' as ConnectionId,
      endpoint: 'imap',
      localPort: 143,
      remoteAddress: '192.0.2.1',
      remotePort: 1,
    },
    outcome: 'not-encrypted',
    cause: 'cli-tls-mode-mismatch',
  });
  const text = JSON.stringify(at.events);
  for (const secret of [...secrets, 'argon2id']) assert.ok(!text.includes(secret));
  assert.equal(at.events.length, 9);
  await at.db.close();
});
