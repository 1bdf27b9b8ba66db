/** Drafts on a real host: prepared answers, saving without overwriting, files by stream, the copy that other programs see. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ImapFlow } from 'imapflow';
import { startWorld, type World } from '../../lab/world.ts';
import { type Browser, type Owner, owner, signedIn } from '../centre-client.ts';

interface Draft {
  readonly id: string;
  readonly version: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly format: string;
  readonly html: string;
  readonly text: string;
  readonly attachments: readonly { id: string; name: string; type: string; sizeBytes: number; cid: string | null }[];
  readonly roomBytes: number;
}
let world: World;
let one: Owner;
let reader: Browser;
let cookie: string;
const MEGABYTE = 1024 * 1024;

before(async () => {
  world = await startWorld({
    POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"',
    POSTVAKT_MESSAGE__MAXBYTES: String(4 * MEGABYTE),
  });
  one = await owner(world, 742);
  reader = await signedIn(world, one.customer.address, one.customer.password);
  cookie = reader.cookie;
});
after(() => world.stop());

async function imap<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: world.port('imaps'),
    secure: true,
    tls: { rejectUnauthorized: false },
    auth: { user: one.customer.address, pass: one.customer.password },
    logger: false,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
}
/** Puts a message into a folder as another program would; gives its id. */
async function put(folder: string, lines: readonly string[], flags: string[] = []): Promise<string> {
  return await imap(async (client) => {
    const made = await client.append(folder, Buffer.from(`${lines.join('\r\n')}\r\n`), flags);
    assert.ok(made !== false && made.uid !== undefined);
    return `${Buffer.from(folder).toString('base64url')}.${made.uidValidity}.${made.uid}`;
  });
}
const begin = async (body: object, lang = 'nb'): Promise<Draft> => {
  const answer = await reader.ask('POST', `/mail/drafts?lang=${lang}`, { body });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as Draft;
};
const save = (draft: Draft, change: Partial<Draft>): Promise<Response> =>
  reader.ask('PUT', `/mail/drafts/${draft.id}`, { body: { ...draft, ...change } });
const upload = (
  draft: Draft,
  name: string,
  type: string,
  body: Buffer<ArrayBuffer> | string,
  inline = '0',
): Promise<Response> =>
  fetch(
    `${world.host.endpoints['http']}/api/v1/mail/drafts/${draft.id}/attachments?${String(new URLSearchParams({ name, type, inline }))}`,
    {
      method: 'POST',
      body,
      headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream' },
    },
  );

const LETTER = (own: string): readonly string[] => [
  'From: =?utf-8?Q?K=C3=A5re_Berg?= <kare@far.example>',
  'Reply-To: svar@far.example',
  `To: ${own}, Ola <ola@far.example>`,
  `Cc: siri@far.example, ${own.replace('@', '+liste@')}`,
  'Subject: SV: Re: =?utf-8?Q?M=C3=B8te?=',
  'Date: Tue, 3 Nov 2026 13:03:00 +0000',
  'Message-ID: <b@far.example>',
  'References: <a@far.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=x',
  '',
  '--x',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Hei <b>der</b></p><script>alert(1)</script><img src="https://sporing.example/a.png"><img src="x" onerror="alert(1)">',
  '--x',
  'Content-Type: text/plain; name="../../etc/passwd"',
  'Content-Disposition: attachment; filename="../../etc/passwd"',
  '',
  'innhold',
  '--x--',
];

test('an answer goes to who asked for it, without oneself, with the thread, a clean quote and one Re:', async () => {
  const own = one.customer.address;
  const id = await put('INBOX', LETTER(own));
  const all = await begin({ answers: { id, kind: 'reply-all' }, timeZone: 'Europe/Oslo' });
  assert.deepEqual(all.to, ['svar@far.example', 'Ola <ola@far.example>']);
  assert.deepEqual(all.cc, ['siri@far.example']);
  assert.equal(all.subject, 'Re: Møte');
  assert.equal(all.from, own);
  assert.match(all.html, /<blockquote type="cite">.*<b>der<\/b>/);
  assert.match(all.text, /3\. november 2026.* 14[.:]03 skrev Kåre Berg <kare@far\.example>:\n> Hei der/);
  assert.doesNotMatch(all.html, /script|onerror|sporing|alert/);
  assert.deepEqual(all.attachments, []);
  const reply = await begin({ answers: { id, kind: 'reply' } }, 'en');
  assert.deepEqual([reply.to, reply.cc], [['svar@far.example'], []]);
  assert.match(reply.text, /wrote:/);
});

test('a forward takes the files along without the browser, under harmless names', async () => {
  const id = await put('INBOX', LETTER(one.customer.address));
  const forward = await begin({ answers: { id, kind: 'forward' } });
  assert.equal(forward.subject, 'Fwd: SV: Re: Møte');
  assert.deepEqual(forward.to, []);
  assert.match(forward.text, /Videresendt melding.*\nFra: Kåre Berg/);
  assert.deepEqual(
    forward.attachments.map(({ name, sizeBytes }) => [name, sizeBytes]),
    [['passwd', 7]],
  );
});

test('what another window saved is not overwritten', async () => {
  const draft = await begin({ subject: 'Først' });
  assert.equal((await save(draft, { subject: 'Andre' })).status, 200);
  const late = await save(draft, { subject: 'Tredje' });
  assert.equal(late.status, 409);
  assert.equal(((await late.json()) as { key: string }).key, 'draftChanged');
  assert.equal((await reader.get<Draft>(`/mail/drafts/${draft.id}`)).body.subject, 'Andre');
});

test('what the editor gives is clean on the server too', async () => {
  const draft = await begin({});
  const html = '<div onclick="x()">Hei<script>x()</script> <a href="javascript:x()">her</a><svg/onload=x()></div>';
  const kept = (await (await save(draft, { html })).json()) as Draft;
  assert.equal(kept.html, '<div>Hei <a>her</a></div>');
});

test('a left draft lies in the Drafts folder once, is replaced, opens again, and goes when it is discarded', async () => {
  const drafts = () =>
    imap(async (client) => {
      const lock = await client.getMailboxLock('Drafts');
      try {
        const all = await client.fetchAll('1:*', { envelope: true, flags: true, uid: true }).catch(() => []);
        const validity = client.mailbox === false ? 0 : Number(client.mailbox.uidValidity);
        return all.map(({ envelope, flags, uid }) => ({
          subject: envelope?.subject,
          bcc: envelope?.bcc?.[0]?.address,
          isDraft: flags?.has('\\Draft'),
          id: `${Buffer.from('Drafts').toString('base64url')}.${validity}.${uid}`,
        }));
      } finally {
        lock.release();
      }
    });
  const draft = await begin({ to: ['kari@far.example'], bcc: ['skjult@far.example'], subject: 'Én' });
  const leave = () => reader.ask('POST', `/mail/drafts/${draft.id}/leave`, { body: {} });
  assert.equal((await leave()).status, 204);
  const next = (await (await save(draft, { subject: 'To' })).json()) as Draft;
  assert.equal((await leave()).status, 204);
  assert.equal((await leave()).status, 204, 'left twice');
  const found = await drafts();
  assert.deepEqual(
    found.map(({ subject, bcc, isDraft }) => [subject, bcc, isDraft]),
    [['To', 'skjult@far.example', true]],
  );
  const again = await begin({ message: found[0]?.id });
  assert.deepEqual([again.id, again.version], [next.id, next.version], 'the same draft');
  assert.equal((await reader.ask('DELETE', `/mail/drafts/${draft.id}`)).status, 204);
  assert.deepEqual(await drafts(), []);
  const empty = await begin({});
  await reader.ask('POST', `/mail/drafts/${empty.id}/leave`, { body: {} });
  assert.equal((await reader.get(`/mail/drafts/${empty.id}`)).status, 404, 'one in which nothing stands goes');
});

test('a draft of another program is edited on', async () => {
  const id = await put(
    'Drafts',
    ['From: x@y.example', 'To: Kari <kari@far.example>', 'Subject: Fra mobilen', '', 'Hei fra'],
    ['\\Draft'],
  );
  const draft = await begin({ message: id });
  assert.deepEqual([draft.to, draft.subject, draft.format], [['Kari <kari@far.example>'], 'Fra mobilen', 'plain']);
  assert.match(draft.text, /Hei fra/);
});

test('files come as a stream, past the usual limit of a body; too much is refused and leaves nothing', async () => {
  const draft = await begin({});
  const taken = await upload(draft, 'hytte\u202Egnp.exe', 'image/png', Buffer.alloc(2 * MEGABYTE, 1));
  assert.equal(taken.status, 200, await taken.clone().text());
  const file = (await taken.json()) as { id: string; name: string; sizeBytes: number };
  assert.deepEqual([file.name, file.sizeBytes], ['hyttegnp.exe', 2 * MEGABYTE]);
  const refused = await upload(draft, 'stor.bin', '', Buffer.alloc(3 * MEGABYTE));
  assert.equal(refused.status, 413);
  assert.match(((await refused.json()) as { title: string }).title, /stor\.bin.*plass/);
  const shown = await reader.get<Draft>(`/mail/drafts/${draft.id}`);
  assert.equal(shown.body.attachments.length, 1);
  const page = await upload(draft, 'side.html', 'text/html', '<script>alert(1)</script>', '1');
  const html = (await page.json()) as { id: string; cid: string | null };
  assert.equal(html.cid, null, 'no picture');
  const got = await reader.ask('GET', `/mail/drafts/${draft.id}/attachments/${html.id}`);
  assert.equal(got.headers.get('content-type'), 'application/octet-stream');
  assert.match(got.headers.get('content-security-policy') ?? '', /sandbox/);
  assert.equal((await reader.ask('DELETE', `/mail/drafts/${draft.id}/attachments/${file.id}`)).status, 204);
  assert.equal((await upload(draft, 'stor.bin', '', Buffer.alloc(2 * MEGABYTE))).status, 200, 'room again');
});
