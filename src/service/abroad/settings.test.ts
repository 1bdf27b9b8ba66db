/** Rules for sign-ins from abroad: set, shown, refused in words, at the door with the right secret only. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SignInResult } from '#src/engine/ports.ts';
import type { ConnectionId } from '#src/model/ids.ts';
import type { ConnectionFacts, JournalEvent, SignInEvent } from '#src/model/journal.ts';
import { dayStart } from '#src/model/travel.ts';
import { openDatabase } from '#src/store/database.ts';
import { listAudit } from '../audit.ts';
import { createAuth } from '../auth.ts';
import type { NoticeEvent } from '../block-port.ts';
import { addDomain } from '../domains.ts';
import { setLanguage } from '../mailbox-settings.ts';
import { addMailbox } from '../mailboxes.ts';
import { createPasswordHasher } from '../password-hasher.ts';
import { createCountryRule, signInAnswer } from './country-rule.ts';
import { addTravel, clearTravel, setCountries, setVendors, showAbroad } from './settings.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';

const KARI = 'kari@fjord.example';
const SECRET = 'blåbær-på-fjellet';
const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'x', publicKey: 'y' };
type Place = Partial<Pick<ConnectionFacts, 'country' | 'networkKind' | 'network' | 'endpoint'>>;

async function host() {
  const db = await openDatabase('sqlite::memory:');
  const time = { now: Date.parse('2026-11-21T12:00:00Z') };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const events: JournalEvent[] = [];
  const told: NoticeEvent[] = [];
  const hasher = createPasswordHasher({ parameters: { memoryKib: 8, passes: 1, lanes: 1 } });
  const at = { db, clock, hasher, actor: 'kari', makeKey: async () => key, removeMail: async () => undefined };
  const notices = { about: (event: NoticeEvent): void => void told.push(event) };
  const countries = createCountryRule({ db, clock, linkBase: () => 'https://mx.host.example', notices });
  const journal = { record: (event: JournalEvent): void => void events.push(event) };
  const auth = createAuth({ db, clock, hasher, journal, countries, secretKey: Buffer.alloc(32, 7) });
  await addDomain(at, { domain: 'fjord.example' });
  await addMailbox(at, { address: KARI, password: SECRET });
  const connection = (place: Place): ConnectionFacts => ({
    id: 'c' as ConnectionId,
    endpoint: 'imaps',
    localPort: 993,
    remoteAddress: '198.51.100.7',
    remotePort: 1,
    ...place,
  });
  const signIn = async (place: Place, secret = SECRET): Promise<{ result: SignInResult; event: SignInEvent }> => {
    const result = await auth.signIn({ login: KARI, secret, mechanism: 'PLAIN', connection: connection(place) });
    await auth.settled();
    return { result, event: events.at(-1) as SignInEvent };
  };
  const stop = async () => {
    countries.close();
    await db.close();
  };
  return { ...at, time, told, countries, connection, signIn, stop };
}

test('an allow list: refused in words with the right secret, generic with a wrong one', async () => {
  const at = await host();
  assert.ok((await setCountries(at, KARI, ['se', 'NO'])).ok);
  const { result, event } = await at.signIn({ country: 'ES' });
  assert.ok(!result.ok);
  assert.deepEqual(
    [result.refusal.code, result.refusal.enhanced, result.refusal.imapCode],
    [535, '5.7.1', 'CONTACTADMIN'],
  );
  for (const part of ['Norge og Sverige', 'Spania', 'riktig', 'https://mx.host.example/'])
    assert.ok(result.refusal.text.includes(part), `${part}: ${result.refusal.text}`);
  assert.deepEqual([event.outcome, event.cause], ['refused', 'net-geo-block-by-us']);
  const stranger = await at.signIn({ country: 'ES' }, 'gjettet passord');
  assert.ok(!stranger.result.ok && stranger.result.outcome === 'wrong-password');
  assert.ok(!/Spania|land/.test(stranger.result.refusal.text));
  assert.ok((await at.signIn({ country: 'SE' })).result.ok);
  await at.stop();
});

test('a long list of countries still fits one line of an SMTP reply, with the link', async () => {
  const at = await host();
  await setCountries(at, KARI, ['NO', 'SE', 'DK', 'FI', 'IS', 'DE', 'NL', 'BE', 'FR', 'GB', 'IE', 'PL', 'BA', 'CD']);
  for (const language of ['nb', 'sv', 'en'] as const) {
    await setLanguage(at, KARI, language);
    const { result } = await at.signIn({ country: 'GS' });
    assert.ok(!result.ok);
    assert.ok(Buffer.byteLength(result.refusal.text) <= 395, result.refusal.text);
    assert.match(result.refusal.text, / 10 .*https:\/\/mx\.host\.example\/abroad$/);
  }
  await at.stop();
});

test('an unknown country is let in and marked', async () => {
  const at = await host();
  await setCountries(at, KARI, ['NO']);
  const { result, event } = await at.signIn({});
  assert.ok(result.ok);
  assert.equal(event.warning, 'country-unknown');
  await setCountries(at, KARI, 'any');
  assert.equal((await at.signIn({})).event.warning, undefined);
  await at.stop();
});

test('a journey opens its countries from the first hour to the last, anywhere on earth, and also at MAIL FROM', async () => {
  const at = await host();
  await setCountries(at, KARI, ['NO']);
  const added = await addTravel(at, KARI, { countries: ['ES', 'fr'], from: '2026-12-01', until: '2026-12-20' });
  assert.ok(added.ok && added.value.travel.length === 1);
  assert.ok(!(await at.signIn({ country: 'ES' })).result.ok, 'not before');
  const mailbox = await mailboxByAddress(at.db.sql, KARI);
  assert.ok(mailbox !== null);
  for (const [moment, open] of [
    ['2026-11-30T09:59:59Z', false],
    ['2026-11-30T10:00:00Z', true],
    ['2026-12-21T11:59:59Z', true],
    ['2026-12-21T12:00:00Z', false],
  ] as const) {
    at.time.now = Date.parse(moment);
    assert.equal((await at.signIn({ country: 'ES' })).result.ok, open, moment);
    const sending = await signInAnswer(
      at.countries,
      mailbox,
      at.connection({ country: 'FR', endpoint: 'submissions' }),
    );
    assert.equal(sending.kind === 'welcome', open, moment);
  }
  await at.stop();
});

test('a journey under way works at once, and clearing it closes again', async () => {
  const at = await host();
  await setCountries(at, KARI, ['NO']);
  assert.ok(!(await at.signIn({ country: 'TH' })).result.ok);
  await addTravel(at, KARI, { countries: ['TH'], from: '2026-11-21', until: '2026-11-21' });
  assert.ok((await at.signIn({ country: 'TH' })).result.ok);
  assert.ok((await clearTravel(at, KARI)).ok);
  assert.ok(!(await at.signIn({ country: 'TH' })).result.ok);
  const audit = await listAudit(at, { subject: KARI });
  assert.ok(JSON.stringify(audit).includes('mailbox.travel.clear'));
  await at.stop();
});

test('bad journeys change nothing and say why', async () => {
  const at = await host();
  const why = async (countries: readonly string[], from: string, until: string): Promise<string> => {
    const outcome = await addTravel(at, KARI, { countries, from, until });
    return outcome.ok ? 'ok' : outcome.problem.key;
  };
  assert.equal(await why(['XX'], '2026-12-01', '2026-12-02'), 'countryUnknown');
  assert.equal(await why([], '2026-12-01', '2026-12-02'), 'countriesMissing');
  assert.equal(await why(['ES'], '2026-02-30', '2026-12-02'), 'travelDayBad');
  assert.equal(await why(['ES'], '2026-12-01', 'soon'), 'travelDayBad');
  assert.equal(await why(['ES'], '2026-12-03', '2026-12-02'), 'travelBackwards');
  assert.equal(await why(['ES'], '2026-10-01', '2026-10-02'), 'travelOver');
  assert.equal(await why(['ES'], '2026-12-01', '2027-12-03'), 'travelTooLong');
  for (let i = 0; i < 12; i += 1) assert.equal(await why(['ES'], '2026-12-01', '2026-12-02'), 'ok');
  assert.equal(await why(['ES'], '2026-12-01', '2026-12-02'), 'travelTooMany');
  const shown = await showAbroad(at, KARI);
  assert.ok(shown.ok && shown.value.mode === 'off' && shown.value.travel.length === 12);
  assert.equal((await showAbroad(at, 'nobody@fjord.example')).ok, false);
  assert.equal(dayStart('2026-11-21T00:00'), null);
  await at.stop();
});

test('warn mode: everybody in, each new country told once, also when two phones come at once', async () => {
  const at = await host();
  await setCountries(at, KARI, ['NO'], 'warn');
  const both = await Promise.all([at.signIn({ country: 'ES' }), at.signIn({ country: 'ES' })]);
  assert.ok(both.every(({ result }) => result.ok));
  await at.signIn({ country: 'ES' });
  await at.signIn({ country: 'NO' });
  await at.signIn({});
  assert.deepEqual(
    at.told.map((event) => (event.kind === 'new-country' ? `${event.mailbox} ${event.country}` : event.kind)),
    [`${KARI} ES`],
  );
  await at.stop();
});

test('a vendor’s server is nobody’s journey, unless the mailbox says refuse', async () => {
  const at = await host();
  await setCountries(at, KARI, ['NO']);
  const place = { country: 'US', network: 'Microsoft Outlook', networkKind: 'vendor' } as const;
  assert.ok((await at.signIn(place)).result.ok);
  assert.ok((await setVendors(at, KARI, 'refuse')).ok);
  assert.ok(!(await at.signIn(place)).result.ok);
  assert.ok(!(await setVendors(at, KARI, 'sometimes')).ok);
  await setVendors(at, KARI, 'allow');
  assert.ok((await at.signIn(place)).result.ok);
  assert.ok(!(await at.signIn({ ...place, networkKind: 'vpn' })).result.ok, 'a VPN is judged by its country');
  await at.stop();
});
