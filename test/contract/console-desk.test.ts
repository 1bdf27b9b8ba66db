/**
 * The operator's desk against a running host: every route role by role, Blocks with reasons, held mail read as safe text and
 * let go, the queue by destination with the answer in words, the journal past and live. What was done stands in the audit log.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addOperator } from '#src/service/centre/operators.ts';
import { listAudit } from '#src/service/audit.ts';
import { newId } from '#src/net/ids.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { imapSignIn } from '../../lab/mail-client.ts';
import { type Browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';

type Role = 'owner' | 'support' | 'billing' | 'reader';
const ROLES: readonly Role[] = ['owner', 'support', 'billing', 'reader'];
let world: World;
let mine: Owner;
const by = {} as Record<Role, Browser>;

/** A mail program tries; the journal has it afterwards. */
const signsIn = (login: string, password: string, from = '127.3.3.4'): Promise<string> =>
  world.say({ port: world.port('imaps'), tls: true, from, says: imapSignIn(login, password), signIns: 1 });

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  const { app } = world.host;
  for (const role of ROLES) {
    await settled(addOperator(app, { name: `${role}@vert.example`, role, password: `passord for ${role} 1` }));
    by[role] = await signedIn(world, `${role}@vert.example`, `passord for ${role} 1`);
  }
  mine = await owner(world, 611);
});
after(() => world.stop());

/** A message of ours in the queue, held. */
async function heldMail(subject: string, to = 'per@far.example', more = ''): Promise<string> {
  const { app } = world.host;
  const box = await mailboxByAddress(app.db.sql, mine.customer.address);
  const id = newId(app.clock.now());
  const text = [
    `From: ${mine.customer.address}`,
    `Subject: ${subject}`,
    ...(more === '' ? ['', 'Hei, se https://lokke.example/x'] : [more]),
    '',
  ].join('\r\n');
  const queue = app.queue as unknown as { add(messages: readonly unknown[]): Promise<boolean> };
  await queue.add([
    {
      messageId: id,
      direction: 'submission',
      mailFrom: mine.customer.address,
      receivedAt: app.clock.now(),
      smtpUtf8: false,
      eightBit: false,
      mailbox: box?.id,
      subject,
      bytes: Buffer.from(text),
      recipients: [{ address: to }],
      held: true,
    },
  ]);
  return id;
}
const actions = async (): Promise<readonly string[]> =>
  (await listAudit(world.host.app, { limit: 200 })).map(({ action, actor }) => `${actor} ${action}`);

test('what a role may not do is refused, route by route', async () => {
  const held = await heldMail('roller');
  const { code } = (
    await by.owner.post<{ code: string }>('/console/stops', {
      subject: mine.customer.address,
      directions: ['outgoing'],
      reason: 'Prøve av roller',
    })
  ).body;
  const changes: readonly (readonly [path: string, body: unknown])[] = [
    ['/console/stops', { subject: mine.customer.domain, directions: ['incoming'], reason: 'Prøve' }],
    [`/console/stops/${code}/lift`, { reason: 'Prøve' }],
    ['/console/held', { deed: 'release', messages: ['finnes-ikke'] }],
    ['/console/queues', { deed: 'retry', domain: 'ingen.example' }],
  ];
  for (const role of ROLES) {
    const may = role === 'owner' || role === 'support';
    for (const path of [
      'needs',
      'stops',
      `stops/${code}`,
      'held',
      'queues',
      'queues/far.example',
      'journal',
      'search?q=far',
    ])
      assert.equal((await by[role].get(`/console/${path}`)).status, 200, `${role} looks at ${path}`);
    // Reading somebody's mail is more than looking.
    assert.equal((await by[role].get(`/console/held/${held}`)).status, may ? 200 : 403, `${role} reads held mail`);
    for (const [path, body] of may ? [] : changes) {
      const answer = await by[role].post<{ key: string }>(path, body);
      assert.deepEqual([answer.status, answer.body.key], [403, 'notAllowed'], `${role} ${path}`);
    }
  }
  const { stops } = (await by.reader.get<{ stops: { code: string; mayLift: boolean }[] }>('/console/stops')).body;
  assert.deepEqual(
    stops.map((one) => [one.code, one.mayLift]),
    [[code, false]],
  );
  assert.equal((await by.support.post(`/console/stops/${code}/lift`, { reason: 'Avklart på telefon' })).status, 204);
  const log = await listAudit(world.host.app, { subject: mine.customer.address });
  const lifted = log.find(({ action }) => action === 'block.lift-reason');
  assert.deepEqual([lifted?.actor, lifted?.after?.['reason']], ['support@vert.example', 'Avklart på telefon']);
  await by.owner.post('/console/held', { deed: 'drop', messages: [held], tell: false });
});

test('a new Block says what is wrong beside the field', async () => {
  const answer = await by.support.post<{ field: string; title: string }>('/console/stops', {
    subject: 'ingen@ikke-her.example',
    directions: ['outgoing'],
    reason: 'x',
  });
  assert.deepEqual([answer.status, answer.body.field], [409, 'subject']);
  const { rules } = (await by.reader.get<{ rules: { rule: string; count: number }[] }>('/console/stops?all=1')).body;
  assert.deepEqual(rules, [{ rule: 'operator', count: 1 }]);
});

test('held mail is shown as safe text, let go, taken out; what was read is written down', async () => {
  const html =
    'Content-Type: text/html; charset=utf-8\r\n\r\n<p>Logg inn <a href="https://tyv.example/a">her</a><script>alert(1)</script></p>';
  const first = await heldMail('Faktura', 'per@far.example', html);
  const second = await heldMail('Nummer to');
  const { held } = (
    await by.support.get<{ held: { message: string; recipients: string[]; why: unknown }[] }>('/console/held')
  ).body;
  assert.deepEqual(
    held.map(({ message, recipients, why }) => [message, recipients, why]),
    [
      [first, ['per@far.example'], null],
      [second, ['per@far.example'], null],
    ],
  );
  const sheet = await by.support.get<{ content: { text: string; isFromHtml: boolean; linkHosts: string[] } }>(
    `/console/held/${first}`,
  );
  const { text, isFromHtml, linkHosts } = sheet.body.content;
  assert.deepEqual([isFromHtml, linkHosts], [true, ['tyv.example']]);
  assert.match(text, /Logg inn/);
  assert.doesNotMatch(text, /<|script/);
  const dropped = await by.support.post('/console/held', { deed: 'drop', messages: [first] });
  assert.deepEqual(dropped.body, { messages: 1, recipients: 1, trusted: [] });
  const trusted = await by.support.post<{ recipients: number; trusted: { address: string; until: string }[] }>(
    '/console/held',
    { deed: 'trust', messages: [second] },
  );
  assert.equal(trusted.body.trusted[0].address, mine.customer.address);
  assert.ok(Date.parse(trusted.body.trusted[0].until) > Date.now() + 29 * 86_400_000);
  assert.deepEqual((await by.support.get('/console/held')).body, { held: [] });
  const log = await actions();
  for (const action of ['operator.read-held', 'held.drop', 'held.trust', 'abuse.trust'])
    assert.ok(log.includes(`support@vert.example ${action}`), `${action} in ${log.join(', ')}`);
  // Told to the sender: a report of ours went on its way.
  const story = await by.reader.get<{ steps: { what: string }[] }>(`/console/messages/${first}`);
  assert.ok(
    story.body.steps.some(({ what }) => what === 'dropped'),
    JSON.stringify(story.body),
  );
});

test('the queue is told by destination, with the other side’s answer in words and what can be done', async () => {
  world.place('mx.far.example', '127.0.0.1:1');
  const id = await heldMail('Ut i verden', 'lise@far.example');
  await by.owner.post('/console/queues', { deed: 'release', domain: 'far.example' });
  type Seen = { destinations: { domain: string; waiting: number; answer: { ours: boolean } | null }[] };
  const seen = await until(
    async () => (await by.reader.get<Seen>('/console/queues')).body.destinations.at(0),
    (one) => one?.answer !== null && one?.waiting === 1,
  );
  assert.equal(seen?.domain, 'far.example');
  type Lines = { lines: { id: string; message: string; state: string; giveUpAt: string; nextTryAt: string | null }[] };
  const { lines } = (await by.reader.get<Lines>('/console/queues/far.example')).body;
  assert.deepEqual([lines.length, lines[0].message, lines[0].state], [1, id, 'waiting']);
  assert.ok(lines[0].nextTryAt !== null && lines[0].giveUpAt > lines[0].nextTryAt);
  assert.deepEqual((await by.support.post('/console/queues', { deed: 'hold', ids: [lines[0].id] })).body, {
    changed: 1,
  });
  assert.equal(
    (await by.support.post('/console/queues', { deed: 'hold', ids: ['x'], domain: 'far.example' })).status,
    422,
  );
  assert.deepEqual(
    (await by.support.post('/console/queues', { deed: 'drop', domain: 'far.example', tell: false })).body,
    {
      changed: 1,
    },
  );
  const log = await listAudit(world.host.app, { subject: 'far.example' });
  assert.deepEqual(
    log.map(({ actor, action }) => `${actor} ${action}`).filter((line) => line.includes('queue.')),
    ['support@vert.example queue.drop', 'support@vert.example queue.hold', 'owner@vert.example queue.release'],
  );
});

async function until<T>(look: () => Promise<T>, isThere: (seen: T) => boolean): Promise<T> {
  for (const end = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const seen = await look();
    if (isThere(seen) || Date.now() > end) return seen;
  }
}

test('search finds each kind and leads to it', async () => {
  const { address, domain } = mine.customer;
  const kinds = async (q: string): Promise<readonly string[]> =>
    (await by.reader.get<{ hits: { kind: string }[] }>(`/console/search?q=${encodeURIComponent(q)}`)).body.hits.map(
      ({ kind }) => kind,
    );
  assert.deepEqual(await kinds('Kunde 611'), ['customer']);
  assert.equal((await kinds(mine.contact)).at(0), 'contact');
  assert.deepEqual((await kinds(domain)).slice(0, 2), ['domain', 'mailbox']);
  const ofAddress = await kinds(address);
  assert.ok(
    ofAddress.includes('mailbox') && ofAddress.includes('trail') && ofAddress.includes('message'),
    ofAddress.join(),
  );
  const { stops } = (await by.reader.get<{ stops: { code: string }[] }>('/console/stops?all=1')).body;
  assert.deepEqual(await kinds(stops[0].code), ['block']);
  assert.deepEqual(await kinds(`https://mx.host.test/b/${stops[0].code}`), ['block']);
  await signsIn('ukjent@annet.example', 'galt', '127.3.3.3');
  assert.deepEqual(await kinds('127.3.3.3'), ['network']);
});

test('the journal answers by name, domain and failure; live it follows, and nothing secret is in it', async () => {
  const { address, password } = mine.customer;
  const ended = new AbortController();
  const live = await by.reader.ask('GET', `/console/journal/live?name=${encodeURIComponent(address)}`, {
    signal: ended.signal,
  });
  assert.equal(live.status, 200);
  const lines: string[] = [];
  const reading = (async () => {
    for await (const chunk of live.body as unknown as AsyncIterable<Uint8Array>) {
      lines.push(Buffer.from(chunk).toString());
      if (lines.join('').includes('wrong-password')) return;
    }
  })();
  await signsIn(address, 'galt ord');
  await signsIn(address, password);
  await reading;
  ended.abort();
  type Rows = { rows: { what: string; name: string; isFailure: boolean; raw: Record<string, unknown> }[] };
  const past = async (query: string): Promise<Rows['rows']> =>
    (await by.reader.get<Rows>(`/console/journal?${query}`)).body.rows;
  const named = await past(`name=${encodeURIComponent(address)}&kind=sign-in`);
  assert.deepEqual(
    named.map(({ what, isFailure }) => [what, isFailure]),
    [
      ['ok', false],
      ['wrong-password', true],
    ],
  );
  const failures = await past(`domain=${mine.customer.domain}&failures=1&kind=sign-in`);
  assert.deepEqual(
    failures.map(({ what }) => what),
    ['wrong-password'],
  );
  assert.doesNotMatch(lines.join('') + JSON.stringify(named), /galt ord|secretFingerprint/);
  assert.ok((await actions()).includes('reader@vert.example operator.journal'));
});
