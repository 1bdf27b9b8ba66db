/**
 * Every route of the contract, asked for another customer's things by his rival, by a mailbox user of the same domain and by
 * nobody. A route without a rule here fails: who adds one says who may see what. Also the golden file of the contract.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { addInvoice } from '#src/service/billing/invoices.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { browser, type Browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';
import { CONSOLE_RULES } from './console-rules.ts';
import { OPENAPI_FILE, openApiText } from '../openapi.ts';
import { consoleHostRules } from './console-host-rules.ts';

interface Victim {
  readonly domain: string;
  readonly address: string;
  readonly contact: string;
  readonly customer: string;
  readonly invoice: string;
  readonly block: string;
  readonly case: string;
  readonly session: string;
  readonly factor: string;
  readonly request: string;
}
/** `foreign`: 404 for rival and colleague. `list`: 200 with only one's own. `public`: for anybody, nothing of ours. `own`: about oneself. */
type Kind = 'foreign' | 'list' | 'public' | 'own';
interface Rule {
  readonly kind: Kind;
  readonly path?: (victim: Victim) => string;
  readonly body?: (victim: Victim) => unknown;
  /** Other answers than the kind's own. */
  readonly rival?: number;
  readonly colleague?: number;
  readonly nobody?: number;
  /** Never ends: what comes in the first moment is enough. */
  readonly isStream?: true;
}
const mailbox = (more = '') => ({ path: (v: Victim) => `/mailboxes/${encodeURIComponent(v.address)}${more}` });
const RULES: Readonly<Record<string, Rule>> = {
  'GET /session': { kind: 'own' },
  'POST /session': { kind: 'own', body: (v) => ({ name: v.address, password: 'galt' }), rival: 401, colleague: 401 },
  'GET /sessions': { kind: 'list' },
  'DELETE /sessions/{id}': { kind: 'foreign', path: (v) => `/sessions/${v.session}` },
  'GET /overview': { kind: 'list' },
  'GET /notes': { kind: 'list' },
  'GET /domains': { kind: 'list' },
  'GET /domains/{domain}': { kind: 'foreign', path: (v) => `/domains/${v.domain}` },
  'POST /domains': {
    kind: 'foreign',
    body: (v) => ({ domain: v.domain, customer: v.customer }),
  },
  'DELETE /domains/{domain}': {
    kind: 'foreign',
    path: (v) => `/domains/${v.domain}`,
    body: (v) => ({ confirm: v.domain }),
  },
  'GET /domains/{domain}/registry': { kind: 'foreign', path: (v) => `/domains/${v.domain}/registry` },
  'POST /domains/{domain}/look': { kind: 'foreign', path: (v) => `/domains/${v.domain}/look`, body: () => ({}) },
  'POST /domains/{domain}/records': { kind: 'foreign', path: (v) => `/domains/${v.domain}/records`, body: () => ({}) },
  'GET /mailboxes': { kind: 'list' },
  'POST /mailboxes': { kind: 'foreign', body: (v) => ({ address: `ny@${v.domain}`, password: 'grønn sykkel 77' }) },
  'GET /removed-mailboxes': { kind: 'list' },
  'GET /mailbox-choices': { kind: 'list' },
  'GET /mailboxes/{address}': { kind: 'foreign', ...mailbox() },
  'GET /mailboxes/{address}/now': { kind: 'foreign', ...mailbox('/now') },
  'PATCH /mailboxes/{address}': { kind: 'foreign', ...mailbox(), body: () => ({ appPasswordsOnly: true }) },
  'DELETE /mailboxes/{address}': { kind: 'foreign', ...mailbox() },
  'POST /mailboxes/{address}/restore': { kind: 'foreign', ...mailbox('/restore'), body: () => ({}) },
  'POST /mailboxes/{address}/password': {
    kind: 'foreign',
    ...mailbox('/password'),
    body: () => ({ password: 'ny hest 12345' }),
  },
  'POST /mailboxes/{address}/app-passwords': {
    kind: 'foreign',
    ...mailbox('/app-passwords'),
    body: () => ({ name: 'X' }),
  },
  'DELETE /mailboxes/{address}/app-passwords/{name}': { kind: 'foreign', ...mailbox('/app-passwords/Telefon') },
  'GET /mailboxes/{address}/rules': { kind: 'foreign', ...mailbox('/rules') },
  'GET /mailboxes/{address}/rules/sieve': { kind: 'foreign', ...mailbox('/rules/sieve') },
  'POST /mailboxes/{address}/rules': {
    kind: 'foreign',
    ...mailbox('/rules'),
    body: () => ({ version: null, change: { kind: 'spam', to: 'inbox' } }),
  },
  'GET /countries': { kind: 'list' },
  'GET /mailboxes/{address}/countries': { kind: 'foreign', ...mailbox('/countries') },
  'PUT /mailboxes/{address}/countries': {
    kind: 'foreign',
    ...mailbox('/countries'),
    body: () => ({ mode: 'off', countries: [] }),
  },
  'POST /mailboxes/{address}/travel': {
    kind: 'foreign',
    ...mailbox('/travel'),
    body: () => ({ countries: ['ES'], from: '2030-01-01', until: '2030-01-02' }),
  },
  'DELETE /mailboxes/{address}/travel': { kind: 'foreign', ...mailbox('/travel') },
  'DELETE /mailboxes/{address}/travel/{id}': { kind: 'foreign', ...mailbox('/travel/eks') },
  'POST /travel': {
    kind: 'foreign',
    body: (v) => ({ mailboxes: [v.address], countries: ['ES'], from: '2030-01-01', until: '2030-01-02' }),
  },
  'POST /diagnose': { kind: 'public', body: (v) => ({ subject: v.address }), nobody: 401 },
  'POST /public/diagnose': { kind: 'public', body: (v) => ({ subject: v.address }) },
  'GET /cases': { kind: 'foreign', path: (v) => `/cases?about=${encodeURIComponent(v.address)}` },
  'GET /mailboxes/{address}/timeline': { kind: 'foreign', ...mailbox('/timeline') },
  'GET /public/watch': { kind: 'public', path: () => '/public/watch?back=3600', isStream: true },
  'POST /public/explain': {
    kind: 'list',
    body: (v) => ({ text: `550 5.7.1 https://mx.host.test/b/${v.block} <${v.address}>` }),
    nobody: 200,
  },
  'GET /cases/{id}': { kind: 'foreign', path: (v) => `/cases/${v.case}` },
  'POST /explain': { kind: 'list', body: (v) => ({ text: `550 5.7.1 https://mx.host.test/b/${v.block}` }) },
  'POST /cases/{case}/findings/{finding}/fix': {
    kind: 'foreign',
    path: (v) => `/cases/${v.case}/findings/1/fix`,
    body: () => ({ consent: true }),
  },
  'POST /cases/{case}/findings/{finding}/undo': {
    kind: 'foreign',
    path: (v) => `/cases/${v.case}/findings/1/undo`,
    body: () => ({}),
  },
  'GET /watch/{address}': { kind: 'foreign', path: (v) => `/watch/${encodeURIComponent(v.address)}` },
  'GET /blocks': { kind: 'list' },
  'GET /blocks/{code}': { kind: 'foreign', path: (v) => `/blocks/${v.block}` },
  'POST /blocks/{code}/lift': { kind: 'foreign', path: (v) => `/blocks/${v.block}/lift` },
  'GET /invoices': { kind: 'list', path: (v) => `/invoices?customer=${v.customer}`, rival: 404, colleague: 404 },
  'GET /invoices/{id}': { kind: 'foreign', path: (v) => `/invoices/${v.invoice}` },
  'GET /invoices/{id}/pdf': { kind: 'foreign', path: (v) => `/invoices/${v.invoice}/pdf` },
  'GET /contacts': { kind: 'list', path: (v) => `/contacts?customer=${v.customer}`, rival: 404, colleague: 404 },
  'POST /contacts': {
    kind: 'foreign',
    path: (v) => `/contacts?customer=${v.customer}`,
    body: () => ({ address: 'tyv@far.example' }),
  },
  'PATCH /contacts/{address}': {
    kind: 'foreign',
    path: (v) => `/contacts/${encodeURIComponent(v.contact)}?customer=${v.customer}`,
    body: () => ({ role: 'technical' }),
  },
  'POST /contacts/{address}/link': {
    kind: 'foreign',
    path: (v) => `/contacts/${encodeURIComponent(v.contact)}/link?customer=${v.customer}`,
    body: () => ({}),
  },
  'POST /contact-links': {
    kind: 'own',
    body: () => ({ token: 'x'.repeat(43) }),
    rival: 409,
    colleague: 409,
    nobody: 409,
  },
  'DELETE /contacts/{address}': {
    kind: 'foreign',
    path: (v) => `/contacts/${encodeURIComponent(v.contact)}?customer=${v.customer}`,
  },
  'GET /activity': { kind: 'list' },
  'POST /support': { kind: 'foreign', body: (v) => ({ text: 'Hjelp', case: v.case }) },
  'GET /support': { kind: 'list' },
  'GET /support/form': { kind: 'foreign', path: (v) => `/support/form?case=${v.case}` },
  'GET /support/{id}': { kind: 'foreign', path: (v) => `/support/${v.request}` },
  'POST /support/{id}/messages': {
    kind: 'foreign',
    path: (v) => `/support/${v.request}/messages`,
    body: () => ({ text: 'Og så?' }),
  },
  'POST /support/{id}/close': { kind: 'foreign', path: (v) => `/support/${v.request}/close` },
  'POST /session/proof': { kind: 'own', body: () => ({ code: '000000' }) },
  'POST /first-operator': {
    kind: 'own',
    body: () => ({ name: 'tyv', password: 'et langt passord' }),
    rival: 403,
    colleague: 403,
    nobody: 403,
  },
  'GET /first-operator': { kind: 'own', nobody: 200 },
  'POST /session/passkey/options': { kind: 'own', rival: 409, colleague: 409, nobody: 409 },
  'POST /session/passkey': {
    kind: 'own',
    body: () => ({ credential: { id: 'x' } }),
    rival: 409,
    colleague: 409,
    nobody: 409,
  },
  'POST /session/proof/passkey/options': { kind: 'own', rival: 401, colleague: 401 },
  'POST /session/proof/passkey': {
    kind: 'own',
    body: () => ({ credential: { id: 'x' } }),
    rival: 401,
    colleague: 401,
  },
  'POST /security/passkeys/options': { kind: 'own', body: () => ({ current: 'galt' }), rival: 409, colleague: 409 },
  'POST /security/passkeys': {
    kind: 'own',
    body: () => ({ credential: { id: 'x' }, name: 'X' }),
    rival: 409,
    colleague: 409,
  },
  'PATCH /security/factors/{id}': {
    kind: 'foreign',
    path: (v) => `/security/factors/${v.factor}`,
    body: () => ({ name: 'Mitt' }),
  },
  'POST /recovery': { kind: 'own', body: (v) => ({ name: v.address }), rival: 202, colleague: 202, nobody: 202 },
  'POST /recovery/password': {
    kind: 'own',
    body: () => ({ token: 'x'.repeat(43), password: 'et langt passord' }),
    rival: 409,
    colleague: 409,
    nobody: 409,
  },
  'POST /password': {
    kind: 'own',
    body: () => ({ password: 'et langt passord', current: 'galt' }),
    rival: 422,
    colleague: 422,
  },
  'GET /security': { kind: 'list' },
  'POST /security/totp': { kind: 'own', body: () => ({ name: 'X', current: 'galt' }), rival: 422, colleague: 422 },
  'POST /security/totp/{id}/confirm': {
    kind: 'foreign',
    path: (v) => `/security/totp/${v.factor}/confirm`,
    body: () => ({ code: '000000' }),
  },
  'POST /security/factors/{id}/remove': {
    kind: 'own',
    path: (v) => `/security/factors/${v.factor}/remove`,
    body: () => ({ current: 'galt' }),
    rival: 422,
    colleague: 422,
  },
  'POST /security/recovery-codes': { kind: 'own', body: () => ({ current: 'galt' }), rival: 422, colleague: 422 },
  ...CONSOLE_RULES,
  'GET /console/search': { kind: 'foreign', path: (v) => `/console/search?q=${v.domain}` },
  'GET /console/feedback': { kind: 'foreign' },
  ...consoleHostRules(),
  'DELETE /session': { kind: 'own', rival: 204, colleague: 204, nobody: 204 },
};

let world: World;
let mine: Owner;
let victim: Victim;
let rival: Browser;
let colleague: Browser;
let contact: Browser;
const documented = (): string[] => {
  const { paths } = JSON.parse(readFileSync(OPENAPI_FILE, 'utf8')) as { paths: Record<string, object> };
  return Object.entries(paths).flatMap(([path, of]) =>
    Object.keys(of).map((method) => `${method.toUpperCase()} ${path}`),
  );
};

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  const { app } = world.host;
  mine = await owner(world, 531);
  const other = await owner(world, 532);
  const { domain, address } = mine.customer;
  await settled(addMailbox(app, { address: `nabo@${domain}`, password: 'nabo sin hest 5' }));
  const invoice = await settled(
    addInvoice(app.billing, {
      customer: mine.id,
      currency: 'NOK',
      due: '2030-01-01',
      lines: [{ price: '125.00', text: 'E-post' }],
    }),
  );
  const user = await signedIn(world, address, mine.customer.password);
  assert.equal((await user.post(`/mailboxes/${address}/app-passwords`, { name: 'Telefon' })).status, 201);
  const enrolled = await user.post<{ id: string }>('/security/totp', { name: 'App', current: mine.customer.password });
  const { sessions } = (await user.get<{ sessions: { id: string }[] }>('/sessions')).body;
  const found = await app.diagnose({ subject: address, symptom: 'unknown', language: 'nb' });
  const kept = found.ok ? (found.value.case ?? '') : '';
  const { mailboxByAddress } = await import('#src/store/mailboxes.ts');
  const box = await mailboxByAddress(app.db.sql, address);
  const block = await settled(
    app.blocks.start({
      subject: { kind: 'mailbox', id: box?.id ?? ('' as never) },
      directions: ['outgoing'],
      rule: 'operator',
      cause: 'snd-outbound-operator',
      evidence: { reason: 'Test' },
      until: null,
      lifters: ['customer', 'support'],
      actor: 'test',
    }),
  );
  victim = {
    domain,
    address,
    contact: mine.contact,
    customer: mine.id,
    invoice: invoice.number,
    block: block.code,
    case: kept,
    session: sessions[0].id,
    factor: enrolled.body.id,
    request: '',
  };
  contact = await signedIn(world, mine.contact, mine.contactPassword);
  const asked = await contact.post<{ id: string }>('/support', { text: 'Hva er galt?', about: domain });
  assert.equal(asked.status, 201, JSON.stringify(asked.body));
  victim = { ...victim, request: asked.body.id };
  rival = await signedIn(world, other.contact, other.contactPassword);
  colleague = await signedIn(world, `nabo@${domain}`, 'nabo sin hest 5');
});
after(() => world.stop());

test('the contract is the golden file (write it anew: node test/openapi.ts)', async () => {
  assert.equal(await openApiText(), readFileSync(OPENAPI_FILE, 'utf8'));
});

test('every route of the contract has a rule of who may see what', () => {
  assert.deepEqual(Object.keys(RULES).sort(), documented().sort());
});

async function asked(who: Browser, route: string): Promise<{ status: number; text: string }> {
  const rule = RULES[route];
  const [method, template] = route.split(' ');
  const body = rule.body?.(victim);
  const path = rule.path?.(victim) ?? template;
  const answer = await who.ask(method, path, body === undefined ? {} : { body });
  if (rule.isStream !== true) return { status: answer.status, text: await answer.text() };
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return { status: answer.status, text: Buffer.from(first?.value ?? []).toString() };
}
/** What of the victim's stands in an answer and was not in the question. */
function leaks(route: string, text: string, known: readonly string[]): readonly string[] {
  const rule = RULES[route];
  const question = `${rule.path?.(victim) ?? ''} ${JSON.stringify(rule.body?.(victim) ?? '')}`;
  return Object.values(victim).filter(
    (secret) => text.includes(secret) && !question.includes(secret) && !known.includes(secret),
  );
}
const USUAL: Readonly<Record<Kind, number>> = { foreign: 404, list: 200, public: 200, own: 200 };

for (const route of Object.keys(RULES)) {
  test(`${route}: nothing of another's`, async () => {
    const rule = RULES[route];
    const nobody = await asked(browser(world), route);
    assert.equal(nobody.status, rule.nobody ?? (rule.kind === 'public' ? 200 : 401), `nobody: ${nobody.text}`);
    assert.deepEqual(leaks(route, nobody.text, []), [], 'nobody');
    const other = await asked(rival, route);
    assert.equal(other.status, rule.rival ?? USUAL[rule.kind], `rival: ${other.text}`);
    assert.deepEqual(leaks(route, other.text, []), [], `rival: ${other.text}`);
    const user = await asked(colleague, route);
    assert.equal(user.status, rule.colleague ?? USUAL[rule.kind], `colleague: ${user.text}`);
    // He knows his domain's name and who his customer is; not who else is in it.
    assert.deepEqual(leaks(route, user.text, [victim.domain, victim.customer]), [], `colleague: ${user.text}`);
    if (rule.kind === 'foreign') {
      const missing = JSON.parse(other.text) as { key: string };
      assert.ok(['notThere', 'caseMissing'].includes(missing.key), 'the same words as for what is not there');
    }
    if (rule.kind === 'public')
      for (const { text } of [nobody, other, user])
        assert.doesNotMatch(text, /"vantage":"(state|auth|connection|mta|text|loop|customer)"/);
  });
}

test('nothing was changed by any of it; the owner sees all of it', async () => {
  const path = `/mailboxes/${encodeURIComponent(victim.address)}`;
  const shown = await contact.get<{ appPasswords: { name: string }[] }>(path);
  assert.deepEqual(
    shown.body.appPasswords.map(({ name }) => name),
    ['Telefon'],
  );
  await signedIn(world, victim.address, mine.customer.password);
  assert.equal((await contact.get(`/blocks/${victim.block}`)).body['active'], true);
  const { contacts } = (await contact.get<{ contacts: { address: string; you: boolean }[] }>('/contacts')).body;
  assert.deepEqual(
    contacts.map((one) => [one.address, one.you]),
    [
      [mine.contact, true],
      ['regning531@far.example', false],
    ],
  );
  const { invoices } = (await contact.get<{ invoices: { number: string; amount: unknown }[] }>('/invoices')).body;
  assert.deepEqual(
    invoices.map(({ number, amount }) => [number, amount]),
    [[victim.invoice, { amount: '125.00', currency: 'NOK' }]],
  );
  const pdf = await contact.ask('GET', `/invoices/${victim.invoice}/pdf`);
  assert.equal((await pdf.text()).slice(0, 5), '%PDF-');
  assert.equal((await contact.post(`/blocks/${victim.block}/lift`, {})).status, 204);
  const { activity } = (await contact.get<{ activity: { what: string }[] }>('/activity')).body;
  assert.ok(
    activity.some(({ what }) => what === 'block.lift' || what === 'app-password.add'),
    JSON.stringify(activity),
  );
  const sent = await contact.post<{ id: string }>('/support', { text: 'Noe er galt', case: victim.case });
  assert.equal(sent.status, 201, JSON.stringify(sent.body));
});

test('no route that changes something listens to another site', async () => {
  for (const route of documented()) {
    const [method, template] = route.split(' ');
    if (method === 'GET') continue;
    const path = RULES[route].path?.(victim) ?? template;
    const answer = await contact.ask(method, path, { body: RULES[route].body?.(victim) ?? {}, site: 'cross-site' });
    assert.equal(answer.status, 403, route);
  }
});

/** At the door: what somebody may do who gave the password and not yet the second proof. */
const AT_THE_DOOR = /^(?:\w+ \/(?:session(?:\/.*)?|recovery.*|first-operator|public\/.*|explain))$/;

test('who gave the password but not the second proof sees nothing, on any route', async () => {
  const { sql } = world.host.app.db;
  const person = await sql.selectFrom('contacts').select('id').where('address', '=', mine.contact).executeTakeFirst();
  const factor = { id: 'half', person_kind: 'contact', person_id: person?.id ?? '', kind: 'totp', name: 'App' };
  const rest = { data: '{"secret":"JBSWY3DPEHPK3PXP","lastStep":0}', confirmed_at: 1, used_at: null, created_at: 1 };
  await sql
    .insertInto('second_factors')
    .values({ ...factor, ...rest, credential_id: null })
    .execute();
  const answer = await browser(world).ask('POST', '/session', {
    body: { name: mine.contact, password: mine.contactPassword },
  });
  assert.deepEqual(((await answer.json()) as { stage: string }).stage, 'second-factor');
  const half = browser(world, (answer.headers.get('set-cookie') ?? '').split(';')[0]);
  let asking = 0;
  for (const route of documented()) {
    if (AT_THE_DOOR.test(route)) continue;
    asking += 1;
    const nobody = await asked(browser(world), route);
    const { status, text } = await asked(half, route);
    // A page for anybody is as it is for anybody.
    assert.equal(status, nobody.status === 401 ? 401 : nobody.status, `${route}: ${text}`);
    assert.deepEqual(leaks(route, text, []), [], route);
  }
  assert.ok(asking > 30, 'the routes are found');
  await sql.deleteFrom('second_factors').where('id', '=', 'half').execute();
});
