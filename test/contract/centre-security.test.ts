/** Getting in and staying in over real HTTP: second proof, recovery codes, the way back by mail, passwords, the first operator. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { addOperator, listOperators, removeOperator } from '#src/service/centre/operators.ts';
import { type Sink, startSmtpSink } from '../../lab/smtp-sink.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { browser, type Browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';

let world: World;
let mine: Owner;
let sink: Sink;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  sink = await startSmtpSink();
  world.place('mx.far.example', sink.address);
  world.onStop(() => sink.stop());
  mine = await owner(world, 541);
});
after(() => world.stop());

/**
 * A code for a step from when the test began: each works once. The door takes the step before and the one after too, so that
 * the first two stay good for half a minute and more, whenever a step ends meanwhile.
 */
const codesFrom =
  (began: number) =>
  (secret: string, step: 0 | 1): string =>
    new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({
      timestamp: began + step * 30_000,
    });

const cookieOf = (answer: Response): string => (answer.headers.get('set-cookie') ?? '').split(';')[0];

async function halfway(name: string, password: string): Promise<Browser> {
  const answer = await browser(world).ask('POST', '/session', { body: { name, password } });
  assert.equal(((await answer.json()) as { stage: string }).stage, 'second-factor');
  return browser(world, (answer.headers.get('set-cookie') ?? '').split(';')[0]);
}

test('an authenticator app: enrolled with the password, asked for at the door, each code once; recovery codes', async () => {
  const { contact: name, contactPassword: current } = mine;
  const codeOf = codesFrom(Date.now());
  const me = await signedIn(world, name, current);
  const wrong = await me.post('/security/totp', { name: 'Telefon', current: 'galt' });
  assert.deepEqual([wrong.status, wrong.body['field']], [422, 'current']);
  const { body } = await me.post<{ id: string; secret: string; uri: string }>('/security/totp', {
    name: 'Telefon',
    current,
  });
  assert.match(body.uri, /^otpauth:\/\/totp\//);
  await signedIn(world, name, current); // not confirmed: not asked for
  const path = `/security/totp/${body.id}/confirm`;
  assert.equal((await me.post(path, { code: '000000' })).status, 422);
  const confirmed = await me.post<{ recoveryCodes: string[] }>(path, { code: codeOf(body.secret, 0) });
  assert.equal(confirmed.body.recoveryCodes.length, 10, JSON.stringify(confirmed.body));
  const half = await halfway(name, current);
  for (const closed of ['/overview', '/domains', '/sessions', '/security'])
    assert.equal((await half.get(closed)).status, 401, closed);
  assert.equal((await half.post('/session/proof', { code: codeOf(body.secret, 0) })).status, 401, 'used before');
  const whole = await half.ask('POST', '/session/proof', { body: { code: codeOf(body.secret, 1) } });
  assert.equal(whole.status, 200);
  assert.equal((await half.get('/session')).status, 401, 'who knew the half session has nothing of the whole one');
  assert.equal((await browser(world, cookieOf(whole)).get('/overview')).status, 200);
  const [code] = confirmed.body.recoveryCodes;
  const opened = await (
    await halfway(name, current)
  ).ask('POST', '/session/proof', { body: { code: code.toUpperCase() } });
  assert.equal(opened.status, 200);
  const lost = browser(world, cookieOf(opened));
  const again = await halfway(name, current);
  assert.equal((await again.post('/session/proof', { code })).status, 401, 'a recovery code works once');
  const security = await lost.get<{ factors: { id: string; confirmed: boolean }[]; recoveryCodes: number }>(
    '/security',
  );
  assert.deepEqual([security.body.factors.length, security.body.recoveryCodes], [1, 9]);
  assert.equal((await lost.post(`/security/factors/${body.id}/remove`, { current })).status, 204);
  await signedIn(world, name, current);
});

test('the way back goes to a contact outside the domain, works once, ends every session, and tells nobody who exists', async () => {
  const before = await signedIn(world, mine.contact, mine.contactPassword);
  const visitor = browser(world);
  for (const name of ['finnes.ikke@far.example', mine.customer.address, mine.contact, 'regning541@far.example'])
    assert.deepEqual(await visitor.post('/recovery', { name }), { status: 202, body: '' });
  const letters = await lettersFor(2);
  assert.deepEqual([...new Set(letters.map(({ to }) => to))], [mine.contact], 'never to the mailbox itself');
  for (const { token } of letters) {
    const short = await visitor.post('/recovery/password', { token, password: 'x' });
    assert.deepEqual([short.status, short.body['field']], [422, 'password']);
    assert.equal((await visitor.post('/recovery/password', { token, password: 'helt nytt passord 9' })).status, 204);
    assert.equal((await visitor.post('/recovery/password', { token, password: 'helt nytt passord 9' })).status, 409);
  }
  assert.equal((await before.get('/session')).status, 401);
  await signedIn(world, mine.contact, 'helt nytt passord 9');
  await signedIn(world, mine.customer.address, 'helt nytt passord 9');
});

/** Recipients and tokens of the letters at the other host, once there are so many. */
async function lettersFor(count: number): Promise<{ to: string; token: string }[]> {
  for (let tries = 0; tries < 200; tries += 1) {
    const letters = sink.messages.flatMap(({ rcpt, data }) => {
      const plain = data.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
      const token = /recover\?token=([\w-]{43})/.exec(plain)?.[1];
      return token === undefined ? [] : rcpt.map((to) => ({ to: to.replaceAll(/[<>]/g, ''), token }));
    });
    if (letters.length >= count) return letters;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`only ${sink.messages.length} letters came`);
}

test('a new password of one’s own ends the other sessions', async () => {
  const here = await signedIn(world, mine.contact, 'helt nytt passord 9');
  const there = await signedIn(world, mine.contact, 'helt nytt passord 9');
  const body = { current: 'helt nytt passord 9', password: 'enda nyere passord 8' };
  assert.equal((await here.post('/password', body)).status, 204);
  assert.deepEqual([(await here.get('/session')).status, (await there.get('/session')).status], [200, 401]);
});

test('the first operator comes by the one-time link; operators see by role', async () => {
  const { app } = world.host;
  const stranger = await browser(world).post('/first-operator', { name: 'sjef', password: 'et langt passord 1' });
  assert.equal(stranger.status, 403);
  const link = app.newStartLink() ?? '';
  const opened = await fetch(link, { redirect: 'manual' });
  const guest = browser(world, (opened.headers.get('set-cookie') ?? '').split(';')[0]);
  const made = await guest.ask('POST', '/first-operator', { body: { name: 'Sjef', password: 'et langt passord 1' } });
  assert.equal(made.status, 201, await made.text());
  const boss = browser(world, (made.headers.get('set-cookie') ?? '').split(';')[0]);
  const { domains } = (await boss.get<{ domains: unknown[] }>('/domains')).body;
  assert.equal(domains.length, 1);
  const found = await boss.get<{ hits: { kind: string; name: string }[] }>(`/console/search?q=${mine.customer.domain}`);
  assert.deepEqual(
    found.body.hits.map(({ kind, name }) => [kind, name]),
    [
      ['domain', mine.customer.domain],
      ['mailbox', mine.customer.address],
    ],
    JSON.stringify(found.body),
  );
  assert.equal((await boss.get<{ hits: unknown[] }>('/console/search?q=kunde%20541')).body.hits.length, 1);
  assert.equal((await boss.get<{ hits: unknown[] }>('/console/search?q=%25%25')).body.hits.length, 0);
  assert.equal((await guest.post('/first-operator', { name: 'to', password: 'et langt passord 2' })).status, 409);
  await settled(addOperator(app, { name: 'leser', role: 'reader', password: 'et langt passord 3' }));
  const reader = await signedIn(world, 'leser', 'et langt passord 3');
  assert.equal((await reader.get(`/mailboxes/${mine.customer.address}`)).status, 200);
  const user = await signedIn(world, mine.customer.address, 'helt nytt passord 9');
  const { activity } = (await user.get<{ activity: { what: string; by: string }[] }>('/activity')).body;
  assert.ok(
    activity.some(({ what, by }) => what === 'operator.view' && by === 'leser'),
    'its owner sees who looked',
  );
  assert.equal((await reader.ask('DELETE', `/mailboxes/${mine.customer.address}`)).status, 403);
  assert.equal((await reader.post('/mailboxes', { address: `a@${mine.customer.domain}`, password: 'x' })).status, 403);
  assert.equal((await removeOperator(app, 'sjef')).ok, false, 'the last owner stays');
  await settled(removeOperator(app, 'leser'));
  assert.equal((await reader.get('/session')).status, 401, 'his sessions end with him');
  assert.deepEqual(
    (await listOperators(app)).map(({ name, role }) => [name, role]),
    [['sjef', 'owner']],
  );
});
