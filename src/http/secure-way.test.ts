/** Pages go to https where its certificate is to be believed, and only there; what programs ask over http stays. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { Hono } from 'hono';
import { putSecureWay } from './secure-way.ts';
import { giveSessionCookie, sessionCookie, takeSessionCookie } from './visit.ts';

const NAME = 'post.fjord.example';

/** Asks the routes as if from `peer`. */
function house() {
  const app = new Hono();
  putSecureWay(app, {
    baseOf: (name) => (name === NAME || name === `autoconfig.${NAME}` ? `https://${name}` : null),
    trustedProxies: ['10.0.0.0/8'],
  });
  app.all('*', (context) => context.text('page'));
  return async (
    url: string,
    peer = '203.0.113.9',
    headers: Record<string, string> = {},
    method = 'GET',
    isSaidOnly = false,
  ) => {
    const { host } = new URL(url);
    const encrypted = url.startsWith('https:') && !isSaidOnly;
    const env = { incoming: { socket: { remoteAddress: peer, remotePort: 1, remoteFamily: 'IPv4', encrypted } } };
    const answer = await app.request(url, { method, headers: { host, ...headers } }, env);
    return { status: answer.status, to: answer.headers.get('location'), headers: answer.headers };
  };
}

test('a page goes to https, with its path and question, whatever was asked to be done', async () => {
  const ask = house();
  const { status, to } = await ask(`http://${NAME}:8080/mail/inbox?folder=a%2Fb`);
  assert.deepEqual([status, to], [308, `https://${NAME}/mail/inbox?folder=a%2Fb`]);
  assert.equal((await ask(`http://${NAME}/api/v1/session`, undefined, {}, 'POST')).status, 308);
});

test('proofs, documents for programs, what watches the host, and names without a certificate stay', async () => {
  const ask = house();
  for (const path of [
    '/.well-known/acme-challenge/a-token',
    '/.well-known/autoconfig/mail/config-v1.1.xml',
    '/mail/config-v1.1.xml?emailaddress=a@b.example',
    '/Autodiscover/Autodiscover.xml',
    '/health',
    '/metrics',
    '/ca.pem',
  ])
    assert.equal((await ask(`http://${NAME}${path}`)).status, 200, path);
  assert.equal((await ask(`http://autoconfig.${NAME}/anything`)).status, 200);
  assert.equal((await ask('http://other.example/mail')).status, 200);
  assert.equal((await ask('http://192.0.2.1/mail')).status, 200);
});

test('our own machine and our proxies speak plainly; what they vouch for is secure', async () => {
  const ask = house();
  for (const peer of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.2.3'])
    assert.equal((await ask(`http://${NAME}/mail`, peer)).status, 200, peer);
  const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' };
  const proxied = await ask(`http://${NAME}/mail`, '10.1.2.3', forwarded);
  assert.equal(proxied.status, 200);
  assert.equal(proxied.headers.get('cross-origin-opener-policy'), 'same-origin');
  assert.equal(proxied.headers.get('strict-transport-security'), null, 'that is the proxy’s to say');
  assert.equal((await ask(`http://${NAME}/mail`, '203.0.113.9', forwarded)).status, 308, 'a stranger’s word is none');
});

test('a request that only names https over an open line is led to https, and told nothing of staying', async () => {
  const ask = house();
  const { status, to, headers } = await ask(`https://${NAME}/mail`, undefined, {}, 'GET', true);
  assert.deepEqual([status, to], [308, `https://${NAME}/mail`]);
  assert.equal(headers.get('strict-transport-security'), null);
});

test('over https browsers are told to stay, but not under a name that only our own authority vouches for', async () => {
  const ask = house();
  const good = await ask(`https://${NAME}/mail`);
  assert.match(good.headers.get('strict-transport-security') ?? '', /^max-age=\d{7,}$/);
  assert.equal(good.headers.get('cross-origin-opener-policy'), 'same-origin');
  for (const name of ['own.example', `autoconfig.${NAME}`])
    assert.equal((await ask(`https://${name}/`)).headers.get('strict-transport-security'), null, name);
  assert.equal((await ask('http://localhost/mail', '127.0.0.1')).headers.get('cross-origin-opener-policy'), null);
});

test('over https the session is in a cookie that no other page can set, and only that one counts', async () => {
  const app = new Hono();
  app.get('/give/:secure', (context) => {
    giveSessionCookie(context, context.req.param('secure') === '1', 'token-1', Date.now() + 60_000);
    return context.text('');
  });
  app.get('/take/:secure', (context) => {
    takeSessionCookie(context, context.req.param('secure') === '1');
    return context.text('');
  });
  app.get('/read/:secure', (context) =>
    context.text(sessionCookie(context, context.req.param('secure') === '1') ?? '-'),
  );
  const cookieOf = async (path: string): Promise<string> => (await app.request(path)).headers.get('set-cookie') ?? '';
  assert.match(
    await cookieOf('/give/1'),
    /^__Host-postvakt=token-1;(?=.*Secure)(?=.*HttpOnly)(?=.*Path=\/)(?!.*Domain)/,
  );
  assert.match(await cookieOf('/give/0'), /^postvakt=token-1;(?!.*Secure)(?=.*HttpOnly)/);
  assert.match(await cookieOf('/take/1'), /^__Host-postvakt=;.*Secure/);
  const read = async (secure: string, cookie: string): Promise<string> =>
    await (await app.request(`/read/${secure}`, { headers: { cookie } })).text();
  assert.equal(await read('1', 'postvakt=planted'), '-');
  assert.equal(await read('1', 'postvakt=planted; __Host-postvakt=own'), 'own');
  assert.equal(await read('0', 'postvakt=own'), 'own');
});
