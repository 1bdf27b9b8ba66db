import assert from 'node:assert/strict';
import test from 'node:test';
import { languageOf } from './reader-language.ts';
import { freshStartToken, httpRoutes, startHttp } from './server.ts';

const sources = {
  health: async () => ({ database: true, queue: true }),
  metrics: () => 'postvakt_up 1\n',
  blockPage: async (code: string) => ({ found: code === 'abcd2345', html: `<p>${code}</p>` }),
  authority: () => '-----BEGIN CERTIFICATE-----\n',
  startPage: async () => ({
    hostname: 'mx.fjord.example',
    endpoints: { imaps: '127.0.0.1:2993' },
    domains: [{ domain: '<b>.example', mailboxes: [] }],
  }),
};

test('health says 503 as soon as one part fails, and names it', async () => {
  const well = await httpRoutes(sources, { token: '', session: '' }).request('/health');
  assert.equal(well.status, 200);
  const ill = await httpRoutes(
    { ...sources, health: async () => ({ database: false, queue: true }) },
    { token: '', session: '' },
  ).request('/health');
  assert.equal(ill.status, 503);
  assert.deepEqual(await ill.json(), { status: 'failing', parts: { database: false, queue: true } });
});

test('the start link works once, and nothing opens without it', async () => {
  const links = { token: '', session: '' };
  const door = await startHttp(httpRoutes(sources, links), { address: '127.0.0.1', port: 0 });
  try {
    assert.equal((await fetch(`${door.url}/start`, { redirect: 'manual' })).status, 403);
    assert.equal((await fetch(`${door.url}/start?token=`, { redirect: 'manual' })).status, 403);
    const link = `${door.url}/start?token=${freshStartToken(links)}`;
    const first = await fetch(link, { redirect: 'manual' });
    assert.equal(first.status, 302);
    const cookie = first.headers.get('set-cookie') ?? '';
    assert.match(cookie, /HttpOnly; SameSite=Strict/);
    const page = await fetch(`${door.url}/start`, {
      headers: { cookie: cookie.split(';')[0], 'accept-language': 'sv' },
    });
    const html = await page.text();
    assert.match(html, /<html lang="sv">/);
    assert.ok(!html.includes('<b>.example'), 'names are escaped');
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal((await fetch(link, { redirect: 'manual' })).status, 403);
  } finally {
    await door.stop();
  }
});

test('languages of a browser', () => {
  assert.equal(languageOf('nn-NO,nn;q=0.9,en;q=0.8'), 'nb');
  assert.equal(languageOf('de, sv;q=0.5'), 'sv');
  assert.equal(languageOf(undefined), 'en');
});

test('a short link leads to its Block, a wrong one to a page that says so', async () => {
  const routes = httpRoutes(sources, { token: '', session: '' });
  assert.equal((await routes.request('/b/ABCD2345')).status, 200);
  const wrong = await routes.request('/b/nothing1');
  assert.equal(wrong.status, 404);
  assert.match(wrong.headers.get('content-security-policy') ?? '', /default-src 'none'/);
});
