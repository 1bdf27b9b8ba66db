/** Signing in to the centre over real HTTP: who gets in, what a stranger learns, cross-site, sessions. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Customer, startWorld, type World } from '../../lab/world.ts';

let world: World;
let kari: Customer;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  kari = await world.customer(4711);
});
after(() => world.stop());

const ask = (
  method: string,
  path: string,
  more: { body?: unknown; cookie?: string; site?: string; lang?: string } = {},
) =>
  fetch(`${world.host.endpoints['http']}/api/v1${path}`, {
    method,
    headers: {
      'accept-language': more.lang ?? 'nb',
      'sec-fetch-site': more.site ?? 'same-origin',
      ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(more.cookie === undefined ? {} : { cookie: more.cookie }),
    },
    ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
  });
const enter = async (name: string, password: string) => {
  const answer = await ask('POST', '/session', { body: { name, password } });
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown>,
    cookie: answer.headers.get('set-cookie') ?? '',
  };
};

test('a mailbox user gets in, is told who he is, and out again', async () => {
  const { status, body, cookie } = await enter(kari.address, kari.password);
  assert.equal(status, 200, JSON.stringify(body));
  assert.match(cookie, /^postvakt=[\w-]{43}; .*HttpOnly.*SameSite=Lax|^postvakt=[\w-]{43};.*SameSite=Lax/i);
  const [value] = cookie.split(';');
  const me = (await (await ask('GET', '/session', { cookie: value })).json()) as {
    person: { kind: string; name: string };
  };
  assert.deepEqual([me.person.kind, me.person.name], ['mailbox', kari.address]);
  assert.equal((await ask('DELETE', '/session', { cookie: value })).status, 204);
  assert.equal((await ask('GET', '/session', { cookie: value })).status, 401);
});

test('nobody learns who exists; the words are in the reader’s language', async () => {
  const wrong = await enter(kari.address, 'feil passord');
  const nobody = await enter(`ingen@${kari.domain}`, 'feil passord');
  assert.deepEqual([wrong.status, wrong.body], [nobody.status, nobody.body]);
  assert.equal(wrong.body['title'], 'Navnet eller passordet er feil.');
  const swedish = await ask('POST', '/session', { body: { name: 'x@y.test', password: 'z' }, lang: 'sv' });
  assert.match(await swedish.text(), /Namnet eller lösenordet är fel/);
  assert.equal(swedish.headers.get('content-type'), 'application/problem+json; charset=utf-8');
});

test('other sites cannot act for a visitor; broken input names its field', async () => {
  assert.equal((await ask('POST', '/session', { body: { name: 'a', password: 'b' }, site: 'cross-site' })).status, 403);
  const bad = await ask('POST', '/session', { body: { name: 'a' } });
  assert.equal(bad.status, 422);
  assert.equal(((await bad.json()) as { field: string }).field, 'password');
  assert.equal((await ask('GET', '/no/such/thing')).status, 404);
});
