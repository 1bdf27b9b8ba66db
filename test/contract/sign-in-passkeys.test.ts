/** Passkeys over real HTTP with an authenticator that can lie: what is refused, what works once, for whom. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../lab/world.ts';
import { type Owner, owner } from '../centre-client.ts';
import { type Lies, type Options, softKey, type SoftKey } from '../soft-authenticator.ts';

let world: World;
let mine: Owner;
let origin: string;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  origin = String(world.host.endpoints['http']).replace('127.0.0.1', 'localhost');
  mine = await owner(world, 551);
});
after(() => world.stop());

interface Said {
  readonly status: number;
  readonly body: Record<string, unknown>;
}
/** A browser with all its cookies, as far as paths matter here. */
function visitor(base = origin, headers: Readonly<Record<string, string>> = {}) {
  const jar = new Map<string, string>();
  const ask = async (method: string, path: string, body?: unknown): Promise<Said> => {
    const answer = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: {
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(line)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await answer.text();
    return { status: answer.status, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown> };
  };
  return { ask, jar };
}
type Visitor = ReturnType<typeof visitor>;

async function signedIn(name = mine.contact, password = mine.contactPassword): Promise<Visitor> {
  const one = visitor();
  const answer = await one.ask('POST', '/session', { name, password });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return one;
}
const optionsFor = async (one: Visitor, path: string, body?: unknown): Promise<Options> => {
  const answer = await one.ask('POST', path, body);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as unknown as Options;
};
const current = () => ({ current: mine.contactPassword });
async function register(one: Visitor, key: SoftKey, lies: Lies = {}): Promise<Said> {
  const options = await optionsFor(one, '/security/passkeys/options', current());
  return await one.ask('POST', '/security/passkeys', { name: 'Nøkkel', credential: key.attest(options, lies) });
}
async function open(one: Visitor, key: SoftKey, lies: Lies = {}): Promise<Said> {
  const options = await optionsFor(one, '/session/passkey/options');
  return await one.ask('POST', '/session/passkey', { credential: key.assert(options, lies) });
}
const LIES: readonly (readonly [string, Lies])[] = [
  ['another origin', { origin: 'https://evil.example' }],
  ['another port of the same machine', { origin: 'http://localhost:1' }],
  ['another name', { rpId: 'evil.example' }],
  ['without asking for finger or PIN', { isUnverified: true }],
  ['a challenge of its own', { challenge: Buffer.alloc(54).toString('base64url') }],
];

let key: SoftKey;
test('a passkey is made with the password only; every lie is refused; the first one gives recovery codes', async () => {
  const me = await signedIn();
  const wrong = await me.ask('POST', '/security/passkeys/options', { current: 'galt' });
  assert.deepEqual([wrong.status, wrong.body['field']], [422, 'current']);
  for (const [what, lies] of LIES) assert.equal((await register(me, softKey(origin), lies)).status, 422, what);
  key = softKey(origin);
  const made = await register(me, key);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal((made.body['recoveryCodes'] as string[]).length, 10);
  const second = await register(me, softKey(origin));
  assert.deepEqual([second.status, second.body['recoveryCodes']], [201, []], 'codes that are kept stay good');
  assert.equal((await register(me, key)).status, 422, 'the same credential again');
});

test('the challenge of one session is of no use in another, and none works twice', async () => {
  const [one, other] = [visitor(), visitor()];
  const half = { name: mine.contact, password: mine.contactPassword };
  await one.ask('POST', '/session', half);
  await other.ask('POST', '/session', half);
  const options = await optionsFor(one, '/session/proof/passkey/options');
  const credential = key.assert(options);
  assert.equal((await other.ask('POST', '/session/proof/passkey', { credential })).status, 401, 'another session');
  assert.equal((await one.ask('POST', '/session/proof/passkey', { credential })).status, 200);
  const again = visitor();
  await again.ask('POST', '/session', half);
  assert.equal((await again.ask('POST', '/session/proof/passkey', { credential })).status, 401, 'played again');
  const signIn = await optionsFor(again, '/session/passkey/options');
  const stranger = visitor();
  const answer = { credential: key.assert(signIn) };
  assert.equal((await stranger.ask('POST', '/session/passkey', answer)).status, 401, 'the browser that asked answers');
  const bound = again.jar.get('postvakt_passkey') ?? '';
  const thief = visitor();
  thief.jar.set('postvakt_passkey', bound);
  assert.equal((await again.ask('POST', '/session/passkey', answer)).status, 200);
  assert.equal((await thief.ask('POST', '/session/passkey', answer)).status, 401, 'used');
});

test('signing in with a passkey alone: lies are refused, the counter may not go back, a removed one is nobody’s', async () => {
  for (const [what, lies] of LIES) assert.equal((await open(visitor(), key, lies)).status, 401, what);
  assert.equal((await open(visitor(), softKey(origin))).status, 401, 'unknown');
  const me = visitor();
  assert.equal((await open(me, key)).status, 200);
  assert.equal((await me.ask('GET', '/overview')).status, 200);
  assert.equal((await open(visitor(), key, { counter: 1 })).status, 401, 'a copy of the device');
  const { factors } = (await me.ask('GET', '/security')).body as { factors: { id: string; name: string }[] };
  const [first] = factors;
  assert.equal((await me.ask('PATCH', `/security/factors/${first.id}`, { name: 'Ny' })).status, 204);
  const stranger = await signedIn(mine.customer.address, mine.customer.password);
  assert.equal((await stranger.ask('PATCH', `/security/factors/${first.id}`, { name: 'Min' })).status, 404);
  for (const { id } of factors)
    assert.equal((await me.ask('POST', `/security/factors/${id}/remove`, current())).status, 204);
  const gone = await open(visitor(), key);
  assert.deepEqual([gone.status, gone.body['key']], [401, 'passkeyUnknown']);
  assert.equal((await signedIn()).jar.has('postvakt'), true, 'the password alone opens again');
});

test('only under our own name: not at a bare address, not under a name that a request makes up', async () => {
  const bare = visitor(String(world.host.endpoints['http']));
  assert.equal((await bare.ask('POST', '/session/passkey/options')).status, 409);
  const proxied = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };
  const evil = visitor(origin, { ...proxied, 'x-forwarded-host': 'evil.example' });
  assert.equal((await evil.ask('POST', '/session/passkey/options')).status, 409);
  const ours = visitor(origin, { ...proxied, 'x-forwarded-host': 'mx.host.test' });
  const answer = await ours.ask('POST', '/session/passkey/options');
  assert.deepEqual([answer.status, answer.body['rpId']], [200, 'mx.host.test']);
});
