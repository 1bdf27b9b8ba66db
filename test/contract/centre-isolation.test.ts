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
import { type Kind, RULES, type Victim } from './centre-routes.ts';
import { browser, type Browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';
import { OPENAPI_FILE, openApiText } from '../openapi.ts';

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
