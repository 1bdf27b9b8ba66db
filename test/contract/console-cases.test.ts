/**
 * A request of a customer from his question to the end: seen by operators with the diagnosis that came with it, taken, noted on,
 * answered by real mail from an address of its own, answered back over SMTP and by a bounce, solved. Role by role.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listAudit } from '#src/service/audit.ts';
import { addOperator } from '#src/service/centre/operators.ts';
import { startSmtpSink } from '../../lab/smtp-sink.ts';
import { talk } from '../../lab/mail-client.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { type Browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';

interface Sheet {
  readonly state: string;
  readonly holder: string | null;
  readonly words: readonly {
    readonly id: string;
    readonly voice: string;
    readonly author: string;
    readonly text: string;
    readonly mail: { readonly id: string; readonly way: string; readonly state: string | null } | null;
  }[];
  readonly diagnosis: { readonly result: { readonly case: string; readonly findings: readonly unknown[] } } | null;
}
let world: World;
let mine: Owner;
let sink: Awaited<ReturnType<typeof startSmtpSink>>;
let support: Browser;
let reader: Browser;
let customer: Browser;
let id = '';
let replyTo = '';

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  const { app } = world.host;
  sink = await startSmtpSink();
  world.onStop(() => sink.stop());
  world.place('mx.far.example', sink.address);
  for (const role of ['support', 'reader'] as const)
    await settled(addOperator(app, { name: `${role}@vert.example`, role, password: `passord for ${role} 1` }));
  support = await signedIn(world, 'support@vert.example', 'passord for support 1');
  reader = await signedIn(world, 'reader@vert.example', 'passord for reader 1');
  mine = await owner(world, 661);
  customer = await signedIn(world, mine.contact, mine.contactPassword);
});
after(() => world.stop());

const sheet = async (): Promise<Sheet> => (await reader.get<Sheet>(`/console/cases/${id}`)).body;
async function until<T>(look: () => T | Promise<T>, isThere: (seen: T) => boolean): Promise<T> {
  for (const end = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const seen = await look();
    if (isThere(seen) || Date.now() > end) return seen;
  }
}
/** A mail from the world to the request's own address. */
const mailIn = (from: string, lines: readonly string[], to = replyTo): Promise<string> =>
  talk({
    port: world.port('inbound'),
    from: '127.9.9.9',
    tls: false,
    says: ['EHLO far.example', `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA', [...lines, '.'].join('\r\n'), 'QUIT'],
  });

test('a request comes to the console with what the customer saw; a role that looks may not work on it', async () => {
  const found = await world.host.app.diagnose({ subject: mine.customer.address, symptom: 'unknown', language: 'nb' });
  const kept = found.ok ? found.value.case : undefined;
  const asked = await customer.post<{ id: string }>('/support', { text: 'Det virker ikke\nHjelp meg', case: kept });
  assert.equal(asked.status, 201, JSON.stringify(asked.body));
  ({ id } = asked.body);
  type List = { cases: { id: string; title: string; state: string }[]; counts: Record<string, number> };
  const { cases, counts } = (await reader.get<List>('/console/cases')).body;
  assert.deepEqual(
    cases.map((one) => [one.id, one.title, one.state]),
    [[id, 'Det virker ikke', 'new']],
  );
  assert.equal(counts['new'], 1);
  const first = await sheet();
  assert.equal(first.diagnosis?.result.case, kept);
  for (const [path, body] of [
    ['take', {}],
    ['answers', { text: 'Hei' }],
    ['notes', { text: 'Hei' }],
  ] as const)
    assert.equal((await reader.post(`/console/cases/${id}/${path}`, body)).status, 403, path);
  const { sentences } = (await reader.get<{ sentences: string[] }>(`/console/cases/${id}/sentences?lang=en`)).body;
  assert.match(sentences[0], /^Hei,/, 'in the customer’s language, not the operator’s');
});

test('it is taken, noted on, and answered by mail from an address of its own', async () => {
  assert.equal((await support.post(`/console/cases/${id}/take`, {})).status, 204);
  assert.equal(
    (await support.post(`/console/cases/${id}/notes`, { text: 'Ja på telefon kl. 14', consent: true })).status,
    204,
  );
  assert.deepEqual([(await sheet()).state, (await sheet()).holder], ['us', 'support@vert.example']);
  const sent = await support.post(`/console/cases/${id}/answers`, { text: 'Prøv igjen nå, så æ ser.' });
  assert.deepEqual([sent.status, sent.body], [201, { queued: true }]);
  const mail = await until(
    () =>
      sink.messages
        .map(({ data }) => data)
        .find((one) => one.includes(`[${id}]`) && one.includes('In-Reply') === false),
    (one) => one !== undefined,
  );
  assert.ok(mail !== undefined, 'the answer was delivered');
  replyTo = /<(sak\+[0-9a-z]{26}@mx\.host\.test)>/.exec(mail)?.[1] ?? '';
  assert.notEqual(replyTo, '');
  assert.match(mail, /Pr=C3=B8v igjen n=C3=A5/);
  const told = await until(sheet, (one) => one.words.at(-1)?.mail?.state === 'sent');
  assert.deepEqual(
    told.words.map(({ voice }) => voice),
    ['asker', 'note', 'operator'],
  );
  assert.deepEqual([told.state, told.words.at(-1)?.mail?.state], ['them', 'sent']);
  // Notes are among operators.
  const { messages } = (await customer.get<{ messages: { text: string }[] }>(`/support/${id}`)).body;
  assert.doesNotMatch(JSON.stringify(messages), /telefon kl\. 14/);
});

test('the customer’s answer comes back into the case, once, without what it quotes', async () => {
  const lines = [
    `From: Kari <${mine.contact}>`,
    `To: <${replyTo}>`,
    'Subject: Re: Det virker ikke',
    'Message-ID: <svar-1@far.example>',
    '',
    'Takk, nå virker det!',
    '',
    'Den søn. 22. nov. 2026 kl. 10:00 skrev Kundestøtte <x@y.example>:',
    '> Prøv igjen nå',
  ];
  for (const round of [1, 2]) assert.match(await mailIn(mine.contact, lines), /250 2\.0\.0/, `round ${round}`);
  const told = await sheet();
  const last = told.words.at(-1);
  assert.deepEqual(
    [told.words.length, last?.voice, last?.author, last?.text],
    [4, 'asker', mine.contact, 'Takk, nå virker det!'],
  );
  assert.equal(told.state, 'us');
  const raw = await support.ask('GET', `/console/cases/${id}/mails/${last?.mail?.id}`);
  assert.match(await raw.text(), /> Prøv igjen nå/, 'the whole mail is kept');
  assert.match(String(raw.headers.get('content-disposition')), /^attachment/);
});

test('a bounce becomes a note; a stranger’s guess is refused as any unknown address', async () => {
  await mailIn('', [
    'From: MAILER-DAEMON@far.example',
    'Subject: Undelivered',
    'Message-ID: <b@far.example>',
    '',
    'No such user',
  ]);
  const told = await sheet();
  assert.deepEqual([told.words.at(-1)?.voice, told.state], ['note', 'us']);
  const guess = await mailIn(
    'tyv@far.example',
    ['From: tyv@far.example', '', 'Hei'],
    `sak+${'a'.repeat(26)}@mx.host.test`,
  );
  assert.match(guess, /550 5\.7\.1/);
  assert.equal((await sheet()).words.length, told.words.length);
});

test('the next answer is threaded to all before; solved closes it, and each step stands in the audit log', async () => {
  const done = await support.post(`/console/cases/${id}/answers`, { text: 'Så bra!', solved: true });
  assert.deepEqual([done.status, done.body], [201, { queued: true }]);
  const mail = await until(
    () => sink.messages.map(({ data }) => data).find((one) => one.includes('In-Reply-To: <svar-1@far.example>')),
    (one) => one !== undefined,
  );
  assert.match(String(mail), /References: <sak\.[0-9a-z]{26}@mx\.host\.test>\r?\n <svar-1@far\.example>/);
  assert.equal((await sheet()).state, 'solved');
  const log = (await listAudit(world.host.app, { subject: mine.id })).map(({ action }) => action);
  for (const action of ['support.take', 'support.consent', 'support.answer', 'support.mail'])
    assert.ok(log.includes(action), `${action} in ${log.join(', ')}`);
});
