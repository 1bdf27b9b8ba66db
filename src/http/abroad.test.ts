/** The page that opens a country: its form, who may send it, what it changes, and that guessing here is counted and stopped. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEvent, SignInEvent } from '#src/model/journal.ts';
import { createCountryRule } from '#src/service/abroad/country-rule.ts';
import type { NoticeEvent } from '#src/service/block-port.ts';
import { createOpenCountry } from '#src/service/abroad/open-country.ts';
import { createProtection } from '#src/service/abroad/protection.ts';
import { setCountries, showAbroad } from '#src/service/abroad/settings.ts';
import { addAppPassword } from '#src/service/app-passwords.ts';
import { listAudit } from '#src/service/audit.ts';
import { createAuth } from '#src/service/auth.ts';
import { createBlocks } from '#src/service/blocks.ts';
import { addDomain } from '#src/service/domains.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { createPasswordHasher } from '#src/service/password-hasher.ts';
import { openDatabase } from '#src/store/database.ts';
import { httpRoutes } from './server.ts';

const KARI = 'kari@fjord.example';
const SECRET = 'blåbær-på-fjellet';
const SPAIN = '198.51.100.7';
const HOME = '203.0.113.70';
const ORIGIN = 'https://mx.host.example';
const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'x', publicKey: 'y' };

async function host() {
  const db = await openDatabase('sqlite::memory:');
  const clock = { now: () => Date.parse('2026-11-21T12:00:00Z'), monotonic: () => 1 };
  const hasher = createPasswordHasher({ parameters: { memoryKib: 8, passes: 1, lanes: 1 } });
  const at = { db, clock, hasher, actor: 'operator', makeKey: async () => key };
  await addDomain(at, { domain: 'fjord.example' });
  await addMailbox(at, { address: KARI, password: SECRET });
  await setCountries(at, KARI, ['NO']);
  const events: JournalEvent[] = [];
  const blocks = createBlocks({ db, clock });
  const linkBase = (): string => ORIGIN;
  const rule = { failures: 5, windowMs: 600_000, blockMs: 1_800_000 };
  const protection = createProtection({ blocks, clock, rule, linkBase, signedInFrom: async () => [] });
  const countries = createCountryRule({ db, clock, linkBase });
  const journal = { record: (event: JournalEvent): void => void events.push(event) };
  const secretKey = Buffer.alloc(32, 7);
  const auth = createAuth({ db, clock, hasher, journal, protection, countries, secretKey });
  const locate = (address: string) =>
    address.startsWith('198.51.100.') ? { country: 'ES' } : address === HOME ? { country: 'NO' } : {};
  const onTrouble = (error: unknown): never => {
    throw error;
  };
  const { ownerSeenFrom } = { ownerSeenFrom: protection.ownerSeenFrom.bind(protection) };
  const told: NoticeEvent[] = [];
  const notices = { about: (event: NoticeEvent): void => void told.push(event) };
  const open = createOpenCountry({ db, clock, auth, locate, ownerSeenFrom, notices, onTrouble });
  const routes = httpRoutes(
    {
      health: async () => ({}),
      metrics: () => '',
      authority: () => null,
      startPage: async () => ({ hostname: '', endpoints: {}, domains: [] }),
      blockPage: async () => ({ found: false, html: '' }),
      abroad: {
        open,
        clock,
        linkBase,
        countryAt: (address) => locate(address).country,
        trustedProxies: ['192.0.2.1'],
      },
    },
    { token: '', session: '' },
  );
  const request = async (init: RequestInit, from = SPAIN) => {
    const socket = { remoteAddress: from, remotePort: 4711, remoteFamily: 'IPv4' };
    const answer = await routes.request('/abroad', init, { incoming: { socket } });
    await auth.settled();
    await protection.settled();
    return { status: answer.status, headers: answer.headers, html: await answer.text() };
  };
  const post = (
    fields: Record<string, string> = {},
    headers: Record<string, string> = { origin: ORIGIN },
    from = SPAIN,
  ) =>
    request(
      {
        method: 'POST',
        body: new URLSearchParams({
          address: KARI,
          password: SECRET,
          country: 'ES',
          until: '2026-12-05',
          ...fields,
        }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en', ...headers },
      },
      from,
    );
  const journeys = async (): Promise<readonly string[]> => {
    const shown = await showAbroad(at, KARI);
    assert.ok(shown.ok);
    return shown.value.travel.map((window) => `${window.countries.join(' ')} by ${window.createdBy}`);
  };
  const stop = async (): Promise<void> => {
    protection.close();
    countries.close();
    blocks.close();
    await db.close();
  };
  return { ...at, events, told, blocks, request, post, journeys, stop };
}

test('the form: without script, in the reader’s language, with the visitor’s country and two weeks', async () => {
  const at = await host();
  for (const [language, button] of [
    ['nb', 'Åpne landet'],
    ['sv', 'Öppna landet'],
    ['en', 'Open the country'],
  ]) {
    const { status, html, headers } = await at.request({ headers: { 'accept-language': language } });
    assert.equal(status, 200);
    assert.ok(html.includes(`<html lang="${language}">`) && html.includes(button), html);
    assert.match(html, /<option value="ES" selected>/);
    assert.match(html, /name="until" type="date" required value="2026-12-05"/);
    assert.ok(!html.includes('<script'));
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('referrer-policy'), 'same-origin');
  }
  const unknown = await at.request({}, '203.0.113.9');
  assert.ok(!unknown.html.includes(' selected>'));
  const proxied = await at.request({ headers: { 'x-forwarded-for': `203.0.113.9, ${SPAIN}` } }, '192.0.2.1');
  assert.match(proxied.html, /<option value="ES" selected>/);
  const lied = await at.request({ headers: { 'x-forwarded-for': SPAIN } }, '203.0.113.9');
  assert.ok(!lied.html.includes(' selected>'), 'a stranger’s word about its address is not believed');
  await at.stop();
});

test('the right password opens the country at once, from the country itself; the audit names the owner', async () => {
  const at = await host();
  const { status, html } = await at.post();
  assert.equal(status, 200);
  assert.match(html, /Open until 5 December 2026 for Spain\. Try your mail program again\./);
  assert.deepEqual(await at.journeys(), [`ES by ${KARI}`]);
  const audit = JSON.stringify(await listAudit(at, { subject: KARI }));
  assert.match(audit, /"actor":"kari@fjord\.example".*?"action":"mailbox\.travel"/);
  const signIn = at.events.at(-1) as SignInEvent;
  assert.deepEqual([signIn.outcome, signIn.connection?.endpoint, signIn.warning], ['ok', 'http', undefined]);
  const about = { kind: 'new-country', mailbox: KARI, country: 'ES', at: at.clock.now() };
  assert.deepEqual(at.told, [about], 'a thief with the password cannot do it unseen');
  assert.equal((await at.post({ country: 'TH' }, { origin: ORIGIN }, HOME)).status, 200);
  assert.equal(at.told.length, 1, 'at home nobody is told of a plan');
  for (const kept of [audit, html, JSON.stringify(at.events)]) assert.ok(!kept.includes(SECRET));
  await at.stop();
});

test('a form from anywhere else, of another kind or too large changes nothing and looks at no password', async () => {
  const at = await host();
  const own = { origin: ORIGIN };
  for (const [headers, expected] of [
    [{}, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'https://elsewhere.example' }, 403],
    [{ ...own, 'sec-fetch-site': 'cross-site' }, 403],
    [{ ...own, 'sec-fetch-site': 'same-site' }, 403],
    [{ ...own, 'content-type': 'text/plain' }, 403],
  ] as const)
    assert.equal((await at.post({}, headers)).status, expected, JSON.stringify(headers));
  assert.equal((await at.post({ address: 'x'.repeat(9000) })).status, 413);
  assert.deepEqual([at.events, await at.journeys()], [[], []]);
  assert.equal((await at.post({}, { 'sec-fetch-site': 'same-origin', origin: 'https://other.example' })).status, 200);
  assert.equal((await at.post({}, { host: 'post.fjord.example', origin: 'https://post.fjord.example' })).status, 200);
  await at.stop();
});

test('wrong name and wrong password are one sentence; an app password is told what it is; nothing is opened', async () => {
  const at = await host();
  const [name, secret] = [await at.post({ address: 'nobody@fjord.example' }), await at.post({ password: 'gjetning' })];
  const sentence = 'The e-mail address or the password is not right. Nothing was changed.';
  for (const { status, html } of [name, secret]) assert.ok(status === 403 && html.includes(sentence), html);
  assert.equal(name.html.replace('nobody@', 'kari@'), secret.html);
  assert.ok(!secret.html.includes('gjetning'));
  const made = await addAppPassword(at, { address: KARI, name: 'Telefon', scopes: ['imap', 'smtp', 'pop3'] });
  assert.ok(made.ok);
  const app = await at.post({ password: made.value.secret });
  assert.ok(app.status === 403 && app.html.includes('This is an app password'), app.html);
  assert.deepEqual(await at.journeys(), []);
  await at.stop();
});

test('guessing here is counted like at the mail ports: the network is stopped, in words', async () => {
  const at = await host();
  for (let i = 0; i < 5; i += 1) assert.equal((await at.post({ password: `gjetning ${i}` })).status, 403);
  const stopped = await at.post();
  assert.equal(stopped.status, 429);
  assert.match(stopped.html, /stoppet til 12:30 UTC/);
  assert.deepEqual(await at.journeys(), []);
  assert.equal((await at.post({}, { origin: ORIGIN }, '198.51.100.8')).status, 200, 'another network is free');
  await at.stop();
});

test('a bad country or day is told to the owner, and what was typed comes back escaped', async () => {
  const at = await host();
  assert.match((await at.post({ country: 'XX' })).html, /Choose the country you are in/);
  for (const until of ['soon', '2026-11-01', '2030-01-01', ''])
    assert.match((await at.post({ until })).html, /Choose a date from today and at most 366 days ahead/);
  const evil = '"><script>alert(1)</script>';
  const { html, status } = await at.post({ address: evil, country: evil, until: evil });
  assert.equal(status, 403);
  assert.ok(!html.includes('<script') && html.includes('&#34;&#62;&#60;script'), html);
  assert.deepEqual(await at.journeys(), []);
  await at.stop();
});
