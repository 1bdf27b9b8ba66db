/**
 * The second half of the console: which role may what, route by route; incidents from real clients to the note that customers
 * read; customers, plans, audit log, operators; the centre as a customer sees it. On a real host.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addInvoice } from '#src/service/billing/invoices.ts';
import { incidentNotesFor } from '#src/service/centre/incident-notes.ts';
import { addOperator } from '#src/service/centre/operators.ts';
import { asCustomer } from '#src/service/centre/customer-desk.ts';
import { customerById } from '#src/store/customers.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { type Browser, browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';
import { consoleHostRules } from './console-host-rules.ts';

const ROLES = ['owner', 'support', 'billing', 'reader'] as const;
type Role = (typeof ROLES)[number];
const by = {} as Record<Role, Browser>;
const owners: Owner[] = [];
let world: World;
let contact: Browser;
let incident = '';

before(async () => {
  world = await startWorld({
    POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"',
    POSTVAKT_PLANS__FAST: '{ "mailbox.hour.max" = "900" }',
  });
  for (const role of ROLES) {
    await settled(addOperator(world.host.app, { name: role, role, password: `konsoll ${role} passord` }));
    by[role] = await signedIn(world, role, `konsoll ${role} passord`);
  }
  for (const seed of [601, 602, 603, 604]) owners.push(await owner(world, seed));
  contact = await signedIn(world, owners[0].contact, owners[0].contactPassword);
});
after(() => world.stop());

/** Who may: everybody looks; the rest is refused with 403 to roles that may not. */
const LEAST: Readonly<Record<string, readonly Role[]>> = {
  'POST /console/incidents/{id}/state': ['owner', 'support'],
  'PUT /console/incidents/{id}/note': ['owner', 'support'],
  'POST /console/incidents/{id}/answer': ['owner', 'support'],
  'POST /console/customers': ['owner', 'support', 'billing'],
  'POST /console/customers/{id}/domains': ['owner', 'support'],
  'POST /console/customers/{id}/plan': ['owner', 'support'],
  'POST /console/customers/{id}/payments': ['owner', 'support', 'billing'],
  'POST /console/customers/{id}/notes': ['owner', 'support', 'billing'],
  'POST /console/policy/plans/{name}/preview': ['owner'],
  'PUT /console/policy/plans/{name}': ['owner'],
  'GET /console/operators': ['owner'],
  'POST /console/operators': ['owner'],
  'POST /console/operators/{id}/link': ['owner'],
  'PUT /console/operators/{id}/role': ['owner'],
  'DELETE /console/operators/{id}/sessions': ['owner'],
  'DELETE /console/operators/{id}': ['owner'],
};

for (const [route, rule] of Object.entries(consoleHostRules()))
  test(`${route}: refused to roles that may not, and only to them`, async () => {
    const [method] = route.split(' ');
    // What does not exist: who may is told so, who may not never learns it.
    const path = rule.path({ customer: 'zzz', address: 'x@ingen.example', domain: 'ingen.example' });
    const allowed = LEAST[route] ?? ROLES;
    for (const role of ROLES.filter((one) => !allowed.includes(one))) {
      const answer = await by[role].ask(method, path, method === 'GET' ? {} : { body: rule.body?.() ?? {} });
      assert.equal(answer.status, 403, `${role}: ${await answer.text()}`);
    }
    if (method === 'GET')
      for (const role of allowed) {
        const answer = await by[role].ask(method, path);
        assert.ok([200, 404].includes(answer.status), `${role}: ${answer.status} ${await answer.text()}`);
      }
    if (Object.hasOwn(LEAST, route)) assert.notEqual(allowed.length, ROLES.length);
  });

const imaps = (from: string) => ({ port: world.port('imaps'), from, tls: true });
async function turnsCertificateDown(one: Owner): Promise<void> {
  const { from } = one.customer;
  await world.say({ ...imaps(from), says: [], handshake: 'certificate_expired' });
}

test('four customers whose programs say that our certificate has expired are one incident; three strangers are none', async () => {
  for (const one of owners) {
    const { from, address, password } = one.customer;
    await world.say({ ...imaps(from), says: [`a1 LOGIN "${address}" "${password}"`, 'a2 LOGOUT'], signIns: 1 });
  }
  for (const stranger of ['127.9.1.1', '127.9.1.2', '127.9.1.3'])
    await world.say({ ...imaps(stranger), says: [], handshake: 'certificate_expired' });
  assert.deepEqual((await by.reader.get<{ incidents: unknown[] }>('/console/incidents')).body.incidents, []);
  for (const one of owners.slice(0, 2)) await turnsCertificateDown(one);
  assert.deepEqual(
    (await by.reader.get<{ incidents: unknown[] }>('/console/incidents')).body.incidents,
    [],
    'two are chance',
  );
  for (const one of owners.slice(2)) await turnsCertificateDown(one);
  const { incidents } = (
    await by.reader.get<{
      incidents: { id: string; cause: string; thing: object; customers: number; going: boolean; state: string }[];
    }>('/console/incidents')
  ).body;
  assert.deepEqual(
    incidents.map(({ cause, thing, customers, going, state }) => ({ cause, thing, customers, going, state })),
    [{ cause: 'svc-cert-expired', thing: { kind: 'door', name: 'imaps' }, customers: 4, going: true, state: 'new' }],
  );
  incident = incidents[0].id;
});

test('a reader who looks changes nothing; support sees it, takes it; every step is in the audit log', async () => {
  const path = `/console/incidents/${incident}`;
  const read = await by.reader.get<{ state: string; members: { subject: string }[]; draft: Record<string, string> }>(
    path,
  );
  assert.equal(read.body.state, 'new');
  assert.deepEqual(
    read.body.members.map(({ subject }) => subject).sort(),
    owners.map((one) => one.customer.address).sort(),
  );
  for (const language of ['nb', 'sv', 'en']) assert.match(read.body.draft[language], /imaps/);
  assert.equal((await by.support.get<{ state: string }>(path)).body.state, 'seen');
  const taken = await by.support.post<{ state: string; holder: string }>(`${path}/state`, { state: 'working' });
  assert.deepEqual([taken.body.state, taken.body.holder], ['working', 'support']);
  const { entries } = (
    await by.reader.get<{ entries: { action: string; actor: string }[] }>(`/console/audit?subject=${incident}`)
  ).body;
  assert.ok(entries.some(({ action, actor }) => action === 'incident.state' && actor === 'support'));
  assert.ok(entries.some(({ action, actor }) => action === 'operator.view' && actor === 'reader'));
});

test('a note in three languages is what the affected read, and nobody else; a missing language is named', async () => {
  const path = `/console/incidents/${incident}/note`;
  const partly = await by.support.ask('PUT', path, { body: { note: { nb: 'x', sv: ' ', en: 'x' } } });
  assert.deepEqual([partly.status, ((await partly.json()) as { field: string }).field], [422, 'sv']);
  const note = { nb: 'Vi fornyer sertifikatet.', sv: 'Vi förnyar certifikatet.', en: 'We renew the certificate.' };
  assert.equal((await by.support.ask('PUT', path, { body: { note } })).status, 200);
  const { app } = world.host;
  const told = async (id: string, language: 'nb' | 'sv') => {
    const customer = await customerById(app.db.sql, id);
    assert.ok(customer);
    return (await incidentNotesFor(app, asCustomer(customer), language)).map(({ text, subjects }) => ({
      text,
      subjects,
    }));
  };
  assert.deepEqual(await told(owners[0].id, 'sv'), [{ text: note.sv, subjects: [owners[0].customer.address] }]);
  const read = await contact.get<{ notes: { head: string; text: string; touches: string }[] }>('/notes');
  assert.equal(read.body.notes[0].text, note.nb);
  assert.match(read.body.notes[0].head, /^Vi vet om en feil siden/);
  assert.ok(read.body.notes[0].touches.includes(owners[0].customer.address));
  const other = await owner(world, 605);
  assert.deepEqual(await told(other.id, 'nb'), []);
});

test('one answer goes to every customer in his own language, once, and he can read that it did', async () => {
  const text = { nb: 'Nå virker det igjen.', sv: 'Nu fungerar det igen.', en: 'It works again.' };
  const sent = await by.support.post<{ customers: number; letters: number }>(`/console/incidents/${incident}/answer`, {
    text,
  });
  assert.deepEqual([sent.status, sent.body.customers], [200, 4]);
  assert.ok(sent.body.letters >= 4, 'each has a contact');
  const { entries } = (
    await by.reader.get<{ entries: { action: string; after: { text: string } }[] }>(
      `/console/audit?subject=${owners[0].id}`,
    )
  ).body;
  assert.equal(entries.find(({ action }) => action === 'incident.told')?.after.text, text.nb);
});

test('over by hand stays over until something new happens', async () => {
  const over = await by.support.post<{ state: string }>(`/console/incidents/${incident}/state`, { state: 'over' });
  assert.equal(over.body.state, 'over');
  const open = async () => (await by.reader.get<{ incidents: { id: string }[] }>('/console/incidents')).body.incidents;
  assert.deepEqual(await open(), []);
  assert.equal((await by.reader.get<{ incidents: unknown[] }>('/console/incidents?over=yes')).body.incidents.length, 1);
  await turnsCertificateDown(owners[1]);
  assert.deepEqual(
    (await open()).map(({ id }) => id),
    [incident],
    'open again, the same one',
  );
});

test('customers: found by name, contact, domain and address; the sheet holds what is theirs', async () => {
  const [one] = owners;
  const found = async (q: string) =>
    (
      await by.reader.get<{ customers: { id: string }[]; total: number }>(
        `/console/customers?q=${encodeURIComponent(q)}`,
      )
    ).body.customers.map(({ id }) => id);
  for (const q of ['kunde 601', one.contact, one.customer.domain, one.customer.address])
    assert.ok((await found(q)).includes(one.id), q);
  assert.deepEqual(await found('finnes-ikke'), []);
  const sheet = (
    await by.reader.get<{ mailboxes: { address: string }[]; contacts: { address: string }[] }>(
      `/console/customers/${one.id}`,
    )
  ).body;
  assert.deepEqual(
    sheet.mailboxes.map(({ address }) => address),
    [one.customer.address],
  );
  assert.ok(sheet.contacts.some(({ address }) => address === one.contact));
});

test('an operator adds a customer with a domain, records a payment, notes; wrong fields are named', async () => {
  const bad = await by.billing.post<{ field: string }>('/console/customers', {
    name: ' ',
    contact: 'a@far.example',
    language: 'nb',
  });
  assert.deepEqual([bad.status, bad.body.field], [422, 'name']);
  const made = await by.billing.post<{ id: string }>('/console/customers', {
    name: 'Ny Kunde AS',
    contact: 'ny@far.example',
    language: 'sv',
  });
  assert.equal(made.status, 201);
  const path = `/console/customers/${made.body.id}`;
  assert.equal((await by.support.post(`${path}/domains`, { domain: 'ny-kunde.example' })).status, 201);
  const again = await by.support.post<{ field: string }>(`${path}/domains`, { domain: 'ny-kunde.example' });
  assert.deepEqual([again.status, again.body.field], [409, 'domain']);
  const invoice = await settled(
    addInvoice(world.host.app.billing, {
      customer: made.body.id,
      currency: 'NOK',
      due: '2030-01-01',
      lines: [{ price: '100.00', text: 'E-post' }],
    }),
  );
  const foreign = await by.billing.post(`/console/customers/${owners[0].id}/payments`, { invoice: invoice.number });
  assert.equal(foreign.status, 404, 'an invoice of somebody else');
  const part = await by.billing.post<{ state: string; open: { amount: string } }>(`${path}/payments`, {
    invoice: invoice.number,
    amount: '40',
  });
  assert.deepEqual([part.status, part.body.state, part.body.open.amount], [201, 'part-paid', '60.00']);
  assert.equal((await by.billing.post(`${path}/notes`, { text: 'Ringte. Vil ha faktura på e-post.' })).status, 201);
  const { notes } = (await by.reader.get<{ notes: { text: string; by: string }[] }>(path)).body;
  assert.deepEqual(
    notes.map(({ text, by: who }) => [text, who]),
    [['Ringte. Vil ha faktura på e-post.', 'billing']],
  );
});

test('a plan: preview changes nothing and counts whom it touches; keys of the configuration are fixed', async () => {
  const path = '/console/policy/plans/standard';
  const values = { 'mailbox.hour.max': '250' };
  const seen = await by.owner.post<{ changes: unknown[]; customers: number; mailboxes: number }>(`${path}/preview`, {
    values,
  });
  assert.deepEqual(seen.body.changes, [{ key: 'mailbox.hour.max', before: '300', after: '250' }]);
  assert.ok(seen.body.customers >= 5 && seen.body.mailboxes >= 5);
  const valueOf = async (key: string) =>
    (await by.reader.get<{ values: { key: string; value: string }[] }>(path)).body.values.find((one) => one.key === key)
      ?.value;
  assert.equal(await valueOf('mailbox.hour.max'), '300');
  assert.equal((await by.owner.ask('PUT', path, { body: { values } })).status, 204);
  assert.equal(await valueOf('mailbox.hour.max'), '250');
  const wrong = await by.owner.post<{ field: string }>(`${path}/preview`, { values: { 'mailbox.hour.max': 'mye' } });
  assert.deepEqual([wrong.status, wrong.body.field], [422, 'mailbox.hour.max']);
  const fast = (
    await by.reader.get<{ values: { key: string; fixed: boolean; value: string }[] }>('/console/policy/plans/fast')
  ).body.values;
  assert.deepEqual(
    fast.filter(({ fixed }) => fixed).map(({ key, value }) => [key, value]),
    [['mailbox.hour.max', '900']],
  );
  const fixed = await by.owner.ask('PUT', '/console/policy/plans/fast', { body: { values } });
  assert.deepEqual([fixed.status, ((await fixed.json()) as { field: string }).field], [422, 'mailbox.hour.max']);
  const moved = await by.support.post<{ changed: number }>(`/console/customers/${owners[3].id}/plan`, { plan: 'fast' });
  assert.deepEqual(moved.body, { changed: 1 });
  const { users } = (await by.reader.get<{ users: { id: string }[] }>('/console/policy/plans/fast')).body;
  assert.deepEqual(
    users.map(({ id }) => id),
    [owners[3].id],
  );
  const { host } = (
    await by.reader.get<{ host: { key: string; value: string; standard: boolean }[] }>('/console/policy')
  ).body;
  assert.deepEqual(
    host.find(({ key }) => key === 'hostname'),
    { key: 'hostname', value: 'mx.host.test', standard: false },
  );
  assert.doesNotMatch(JSON.stringify(host), /webhookSecret|postgres:/);
});

test('health: every part with a state and since when, a first measurement, doors; since stays while the state does', async () => {
  interface Seen {
    parts: { part: string; state: string; since: string }[];
    doors: { name: string }[];
    samples: { measured: Record<string, number> }[];
    standing: { kind: string; state: string; word: string }[];
  }
  const first = (await by.reader.get<Seen>('/console/health')).body;
  const names = first.parts.map(({ part }) => part);
  for (const part of [
    'disk',
    'database',
    'certificate',
    'listening',
    'queue',
    'resolver',
    'clock',
    'backup',
    'journal',
    'memory',
    'reputation',
  ])
    assert.ok(names.includes(part), part);
  assert.equal(first.parts.find(({ part }) => part === 'backup')?.state, 'warning', 'there never was one');
  assert.equal(first.parts.find(({ part }) => part === 'resolver')?.state, 'ok');
  assert.ok(first.doors.some(({ name }) => name === 'imaps'));
  assert.ok((first.samples[0]?.measured['memoryBytes'] ?? 0) > 1e6);
  assert.deepEqual(
    first.standing.map(({ kind, word }) => [kind, word]),
    [['reverse-name', 'ok']],
  );
  const later = (await by.reader.get<Seen>('/console/health')).body;
  assert.equal(
    later.parts.find(({ part }) => part === 'database')?.since,
    first.parts.find(({ part }) => part === 'database')?.since,
  );
});

test('the audit log: pages without gaps or repeats, by person and time; CSV that no spreadsheet runs', async () => {
  interface Page {
    entries: { id: string; at: string; actor: string }[];
    next: string | null;
  }
  const ids: string[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: Page = (await by.reader.get<Page>(`/console/audit${after === '' ? '' : `?after=${after}`}`)).body;
    ids.push(...page.entries.map(({ id }) => id));
    after = page.next;
    assert.ok(ids.length < 5000);
  }
  assert.ok(ids.length > 50, 'more than one page');
  assert.equal(new Set(ids).size, ids.length);
  const mine = (await by.reader.get<Page>('/console/audit?actor=billing')).body.entries;
  assert.ok(mine.length > 0 && mine.every(({ actor }) => actor === 'billing'));
  assert.deepEqual((await by.reader.get<Page>('/console/audit?until=2020-01-01T00:00:00Z')).body.entries, []);
  await settled(
    addOperator(
      { ...world.host.app, actor: '=1+1' },
      { name: 'formel', role: 'reader', password: 'et langt passord 9' },
    ),
  );
  const answer = await by.reader.ask('GET', '/console/audit.csv?subject=formel');
  const lines = (await answer.text()).split('\r\n');
  assert.match(answer.headers.get('content-type') ?? '', /^text\/csv/);
  assert.equal(lines[0], 'time,actor,action,subject,before,after');
  assert.match(lines[1], /,'=1\+1,operator\.add,formel,/);
});

test('operators: invited by a link that works once, another role at once, sessions ended, never without an owner', async () => {
  const invited = await by.owner.post<{ link: string }>('/console/operators', {
    name: 'Hjelper',
    role: 'reader',
    language: 'sv',
  });
  assert.equal(invited.status, 201);
  const token = new URL(invited.body.link).searchParams.get('token');
  const choose = (password: string) => browser(world).post('/recovery/password', { token, password });
  assert.equal((await choose('helt ny hemmelighet 8')).status, 204);
  assert.equal((await choose('helt annen hemmelighet 9')).status, 409, 'the link works once');
  const helper = await signedIn(world, 'hjelper', 'helt ny hemmelighet 8');
  const { operators } = (
    await by.owner.get<{ operators: { id: string; name: string; you: boolean; sessions: number }[] }>(
      '/console/operators',
    )
  ).body;
  const one = operators.find(({ name }) => name === 'hjelper');
  const me = operators.find(({ you }) => you);
  assert.ok(one && me);
  assert.equal(one.sessions, 1);
  assert.equal(
    (await helper.post('/console/customers', { name: 'X', contact: 'x@far.example', language: 'nb' })).status,
    403,
  );
  const role = (id: string, wanted: string) =>
    by.owner.ask('PUT', `/console/operators/${id}/role`, { body: { role: wanted } });
  assert.equal((await role(one.id, 'billing')).status, 204);
  assert.equal(
    (await helper.post('/console/customers', { name: 'X', contact: 'x@far.example', language: 'nb' })).status,
    201,
  );
  assert.equal((await role(me.id, 'support')).status, 409, 'the last owner');
  assert.equal((await by.owner.ask('DELETE', `/console/operators/${me.id}`)).status, 409, 'oneself');
  assert.equal((await by.owner.ask('DELETE', `/console/operators/${one.id}/sessions`)).status, 200);
  assert.equal((await helper.get('/console/policy')).status, 401);
  assert.equal((await by.owner.ask('DELETE', `/console/operators/${one.id}`)).status, 204);
  assert.equal((await by.owner.ask('DELETE', `/console/operators/${one.id}`)).status, 404);
});

test('the centre as a customer sees it: his things only, nothing can be changed, and he can read who looked', async () => {
  const [one, other] = owners;
  const seen = await by.reader.get<{ person: { kind: string; customer: { id: string } } }>(`/session?as=${one.id}`);
  assert.deepEqual([seen.body.person.kind, seen.body.person.customer.id], ['contact', one.id]);
  const boxes = (await by.reader.get<{ mailboxes: { address: string }[] }>(`/mailboxes?as=${one.id}`)).body.mailboxes;
  assert.deepEqual(
    boxes.map(({ address }) => address),
    [one.customer.address],
  );
  assert.equal((await by.owner.get(`/mailboxes/${other.customer.address}?as=${one.id}`)).status, 404);
  assert.equal((await by.owner.get(`/console/customers?as=${one.id}`)).status, 404, 'a customer has no console');
  const changed = await by.owner.ask('DELETE', `/mailboxes/${one.customer.address}?as=${one.id}`);
  assert.equal(changed.status, 403);
  assert.equal((await by.owner.get('/session?as=finnes-ikke')).status, 404);
  assert.equal((await contact.get(`/mailboxes?as=${other.id}`)).status, 404, 'for operators only');
  const { entries } = (
    await by.reader.get<{ entries: { action: string; actor: string }[] }>(
      `/console/audit?subject=${one.id}&action=operator.view-as`,
    )
  ).body;
  assert.deepEqual(entries.map(({ actor }) => actor).sort(), ['owner', 'reader']);
});
