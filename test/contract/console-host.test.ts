/**
 * The second half of the console: which role may what, route by route; customers, plans, audit log, operators; the centre as
 * a customer sees it. On a real host.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addInvoice } from '#src/service/billing/invoices.ts';
import { addOperator } from '#src/service/centre/operators.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { browser, settled, signedIn } from '../centre-client.ts';
import { type ConsolePeople, consolePeople, type Role, ROLES } from './console-people.ts';
import { consoleHostRules } from './console-host-rules.ts';

let world: World;
let by: ConsolePeople['by'];
let owners: ConsolePeople['owners'];
let contact: ConsolePeople['contact'];

before(async () => {
  world = await startWorld({
    POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"',
    POSTVAKT_PLANS__FAST: '{ "mailbox.hour.max" = "900" }',
  });
  ({ by, owners, contact } = await consolePeople(world, [601, 602, 603, 604, 605]));
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
