/**
 * The door of the centre over real HTTP: open from blocked countries and banned networks, the same work for names that exist
 * and names that do not, slowed down and never shut, cookies that no script and no other site can use, letters about it.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setCountries } from '#src/service/abroad/settings.ts';
import { addOperator, setOperatorPasswordByName } from '#src/service/centre/operators.ts';
import { signIn } from '#src/service/centre/sign-in.ts';
import { createThrottle } from '#src/service/centre/throttle.ts';
import { unlockContact, unlockOperator } from '#src/service/centre/unlock.ts';
import type { PasswordHasher } from '#src/service/password-hasher.ts';
import { imapSignIn } from '../../lab/mail-client.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';

/** In Spain, by the table of this test. */
const ABROAD = '203.0.113.77';
/** The lab's trusted proxy, which tells where a mail program is. */
const PROXY = '127.99.0.1';
let world: World;
let mine: Owner;
let folder: string;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'geo-'));
  const table = join(folder, 'geo.csv');
  writeFileSync(table, '203.0.113.0/24,ES\n');
  world = await startWorld({
    POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"',
    POSTVAKT_GEO__DATABASE: table,
    POSTVAKT_PROTECT__FAILURES: '3',
    POSTVAKT_PROXY__TRUSTED: `["${PROXY}"]`,
  });
  mine = await owner(world, 561);
});
after(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Heard {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Record<string, unknown>;
}
/** A request from this address of the machine. */
const from = (address: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  new Promise<Heard>((done, fail) => {
    const asking = request(
      `${world.host.endpoints['http']}/api/v1${path}`,
      {
        method: 'POST',
        localAddress: address,
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () =>
          done({
            status: answer.statusCode ?? 0,
            cookies: answer.headers['set-cookie'] ?? [],
            headers: answer.headers,
            body: (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>,
          }),
        );
      },
    );
    asking.on('error', fail);
    asking.end(JSON.stringify(body));
  });

test('the country rule and a banned network stop mail programs, never the way into the centre', async () => {
  const { address, password } = mine.customer;
  await settled(setCountries(world.host.app, address, ['NO']));
  const mailFrom = (secret: string): Promise<string> =>
    world.say({ port: world.port('imaps'), tls: true, from: PROXY, as: ABROAD, says: imapSignIn(address, secret) });
  assert.match(await mailFrom(password), /a2 NO \[CONTACTADMIN\]/, 'the country rule is on');
  for (const guess of ['galt en', 'galt to', 'galt tre', 'galt fire', 'galt fem', 'galt seks']) await mailFrom(guess);
  const stops = await world.host.app.blocks.list(undefined, { onlyActive: true });
  assert.ok(stops.ok && stops.value.some(({ rule }) => rule === 'failed-sign-ins'), 'the network is banned');
  const abroad = { 'x-forwarded-for': ABROAD };
  const contact = { name: mine.contact, password: mine.contactPassword };
  assert.equal((await from('127.0.0.1', '/session', contact, abroad)).status, 200);
  assert.equal((await from('127.0.0.1', '/recovery', { name: address }, abroad)).status, 202);
  const user = await from('127.0.0.1', '/session', { name: address, password }, abroad);
  assert.deepEqual([user.status, user.body['stage']], [200, 'signed-in']);
});

test('names that exist and names that do not cost the same work and are told the same', async () => {
  const { app } = world.host;
  let compared = 0;
  const hasher: PasswordHasher = {
    ...app.hasher,
    verify: async (stored, secret) => {
      compared += 1;
      return secret === 'galt passord' ? 'wrong' : await app.hasher.verify(stored, secret);
    },
  };
  const { db, clock } = app;
  const deps = { db, clock, hasher, throttle: createThrottle(clock), tellSecurity: () => undefined };
  await settled(addOperator(app, { name: 'drift', role: 'reader', password: 'et langt passord 4' }));
  const seen: unknown[] = [];
  for (const name of [
    'drift',
    mine.contact,
    mine.customer.address,
    'ingen@far.example',
    'ingen',
    '@',
    '',
    'a'.repeat(500),
  ]) {
    compared = 0;
    const answer = await signIn(deps, { name, password: 'galt passord', remote: '192.0.2.1', agent: null });
    seen.push([compared, answer]);
  }
  for (const one of seen) assert.deepEqual(one, seen[0]);
  const right = { name: 'drift', password: 'et langt passord 4', remote: '192.0.2.2', agent: null };
  assert.equal((await signIn(deps, right)).ok, true);
});

test('many wrong tries are told how long to wait, in words and as a header; another network is not touched', async () => {
  const name = 'finnes.ikke@far.example';
  let told: Heard | null = null;
  for (let tries = 0; tries < 8 && told === null; tries += 1) {
    const answer = await from('127.41.0.1', '/session', { name, password: `galt ${tries}` });
    if (answer.status === 429) told = answer;
    else assert.equal(answer.status, 401);
  }
  assert.equal(told?.body['key'], 'slowDown');
  assert.equal(told?.headers['retry-after'], String(told?.body['retryAfter']));
  assert.match(String(told?.body['title']), /Vent|Wait|Vänta/);
  assert.equal((await from('127.42.0.1', '/session', { name, password: 'galt' })).status, 401);
  const answers: number[] = [];
  for (let tries = 0; tries < 12; tries += 1)
    answers.push((await from('127.43.0.1', '/recovery', { name: `x${tries}@far.example` })).status);
  assert.deepEqual([answers.slice(0, 10).every((status) => status === 202), answers.at(-1)], [true, 429]);
});

test('cookies are for our own pages only, and over https for https only; a value that somebody planted is never taken up', async () => {
  const { contact: name, contactPassword: password } = mine;
  const planted = 'A'.repeat(43);
  const plain = await from('127.44.0.1', '/session', { name, password }, { cookie: `postvakt=${planted}` });
  const [session = '', device = ''] = plain.cookies;
  assert.match(session, /^postvakt=[\w-]{43}; (?=.*HttpOnly)(?=.*Path=\/(?:;|$))(?=.*SameSite=Lax)/);
  assert.match(device, /^postvakt_device=[\w-]{43}; (?=.*HttpOnly)(?=.*Path=\/api\/v1)(?=.*SameSite=Strict)/);
  assert.ok(!session.includes(planted) && !/Secure/.test(session));
  const proxied = { 'x-forwarded-for': '198.51.100.9', 'x-forwarded-proto': 'https' };
  const secure = await from('127.0.0.1', '/session', { name, password }, proxied);
  for (const cookie of secure.cookies) assert.match(cookie, /; Secure/);
  const again = await from('127.0.0.1', '/session', { name, password }, { cookie: session.split(';')[0] });
  assert.equal(again.status, 200);
  assert.equal((await browser(world, session.split(';')[0]).get('/session')).status, 401, 'one browser, one session');
});

test('a body without a length is counted as it comes', async () => {
  const lines = new ReadableStream({
    start: (to) => {
      to.enqueue(new TextEncoder().encode('{"name":"'));
      for (let part = 0; part < 40; part += 1) to.enqueue(new TextEncoder().encode('x'.repeat(65_536)));
      to.close();
    },
  });
  const answer = await fetch(`${world.host.endpoints['http']}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: lines,
    duplex: 'half',
  } as RequestInit);
  assert.equal(answer.status, 413);
});

test('a new browser, another password and a removed proof are told by mail, the first browser is not', async () => {
  const other = await owner(world, 562);
  const told = async (): Promise<readonly string[]> => {
    const rows = await world.host.app.db.sql
      .selectFrom('notices')
      .select(['kind', 'event'])
      .where('subject', '=', other.contact)
      .execute();
    return rows.map(({ event }) => (JSON.parse(event) as { what: string }).what).sort();
  };
  const until = async (wanted: readonly string[]): Promise<void> => {
    for (let tries = 0; tries < 1000 && (await told()).length < wanted.length; tries += 1)
      await new Promise((done) => setImmediate(() => setTimeout(done, 10)));
    assert.deepEqual(await told(), wanted);
  };
  const me = await signedIn(world, other.contact, other.contactPassword);
  await until([]);
  await signedIn(world, other.contact, other.contactPassword);
  await until(['new-device']);
  const body = { current: other.contactPassword, password: 'helt nytt passord 562' };
  assert.equal((await me.post('/password', body)).status, 204);
  await until(['new-device', 'password-changed']);
});

test('an operator who forgot the password or lost the phone, and a contact: back in by the command line, sessions ended', async () => {
  const { app } = world.host;
  await settled(addOperator(app, { name: 'nattevakt', role: 'support', password: 'et langt passord 5' }));
  const before = await signedIn(world, 'nattevakt', 'et langt passord 5');
  await settled(setOperatorPasswordByName(app, { name: 'Nattevakt', password: 'et nytt passord 55' }));
  assert.equal((await before.get('/session')).status, 401);
  const now = await signedIn(world, 'nattevakt', 'et nytt passord 55');
  const { sql } = app.db;
  const lock = async (kind: string, id: string): Promise<void> => {
    const row = { id: `lost-${kind}`, person_kind: kind, person_id: id, kind: 'totp', name: 'Tapt telefon' };
    const rest = { data: '{"secret":"JBSWY3DPEHPK3PXP","lastStep":0}', confirmed_at: 1, used_at: null, created_at: 1 };
    await sql
      .insertInto('second_factors')
      .values({ ...row, ...rest, credential_id: null })
      .execute();
  };
  const operator = await sql
    .selectFrom('operators')
    .select('id')
    .where('name', '=', 'nattevakt')
    .executeTakeFirstOrThrow();
  await lock('operator', operator.id);
  const half = await browser(world).post<{ stage: string }>('/session', {
    name: 'nattevakt',
    password: 'et nytt passord 55',
  });
  assert.equal(half.body.stage, 'second-factor');
  assert.deepEqual(await settled(unlockOperator(app, 'nattevakt')), { name: 'nattevakt', removed: 1 });
  assert.equal((await now.get('/session')).status, 401);
  await signedIn(world, 'nattevakt', 'et nytt passord 55');
  const contact = await sql
    .selectFrom('contacts')
    .select('id')
    .where('address', '=', mine.contact)
    .executeTakeFirstOrThrow();
  await lock('contact', contact.id);
  assert.equal((await settled(unlockContact(app, { customer: mine.id, contact: mine.contact }))).removed, 1);
  await signedIn(world, mine.contact, mine.contactPassword);
  assert.equal((await unlockOperator(app, 'ingen')).ok, false);
});

test('no page lets foreign script in or itself be framed: app, files, help, Block, start page, API', async () => {
  const base = String(world.host.endpoints['http']);
  const start = await fetch(world.host.app.newStartLink() ?? '', { redirect: 'manual' });
  const cookie = (start.headers.get('set-cookie') ?? '').split(';')[0];
  for (const path of [
    '/',
    '/sign-in',
    '/start',
    '/start/operator',
    '/help/nb',
    '/b/abcdefgh',
    '/api/v1/session',
    '/api/v1/nothing',
    '/health',
    '/metrics',
    '/nothing',
  ]) {
    const answer = await fetch(`${base}${path}`, { headers: { cookie }, redirect: 'manual' });
    const policy = answer.headers.get('content-security-policy') ?? '';
    await answer.body?.cancel();
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.match(policy, /base-uri 'none'/, path);
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? /default-src ([^;]*)/.exec(policy)?.[1] ?? '*';
    assert.doesNotMatch(scripts, /unsafe|\*|https?:|data:|blob:/, `${path}: ${policy}`);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path);
    assert.ok(['no-referrer', 'same-origin'].includes(answer.headers.get('referrer-policy') ?? ''), path);
  }
});
