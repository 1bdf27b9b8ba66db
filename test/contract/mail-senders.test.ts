/**
 * Pictures of a kept sender and leaving a list, through the API on a real host: signed mail by SMTP from a domain of the
 * simulated internet, lists that are real HTTPS servers, and what they and nobody else were asked.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { createReach } from '#src/net/reach.ts';
import type { WebFetch } from '#src/net/web-answer.ts';
import { createWebFetch } from '#src/net/web-fetch.ts';
import { createUnsubscribing } from '#src/service/webmail/unsubscribing.ts';
import { auditOf } from '#src/store/audit.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import type { Message, Outgoing, Row } from '../../web/src/lib/mail/shapes.ts';
import { labCertificates } from '../../lab/policy-host.ts';
import { smtpSend } from '../../lab/mail-client.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { lines, mailReader, type MailReader } from '../mail-reader.ts';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}
interface Left {
  readonly way: string;
  readonly outcome: string;
  readonly host: string;
  readonly status: number | null;
  readonly outgoing: Outgoing | null;
}
const LIST = 'nyheter.example';
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const published = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const asked: Asked[] = [];
const inside: string[] = [];
let world: World;
let reader: MailReader;
let folder: string;
let stops: (() => void)[] = [];
let count = 0;
let listAddress = '';

const listen = async (server: http.Server | https.Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lists-'));
  const trust = join(folder, 'authority.pem');
  await writeFile(trust, labCertificates().trust);
  world = await startWorld({
    POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"',
    POSTVAKT_NET__ALLOWPRIVATE: 'false',
    POSTVAKT_NET__TRUST: JSON.stringify([trust]),
  });
  world.dns.add({
    [LIST]: { NS: [`ns.${LIST}`], MX: [`10 mx.${LIST}`] },
    [`s1._domainkey.${LIST}`]: { TXT: [`v=DKIM1; k=rsa; p=${published}`] },
    [`_dmarc.${LIST}`]: { TXT: ['v=DMARC1; p=reject'] },
    [`inne.${LIST}`]: { A: ['127.0.0.1'] },
  });
  const loopback = await listen(
    http.createServer((request, response) => {
      inside.push(request.url ?? '');
      response.end();
    }),
  );
  const answer = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      asked.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      if (url.startsWith('/nei')) response.writeHead(500).end();
      else if (url.startsWith('/videre')) response.writeHead(307, { location: `http://${loopback}/hemmelig` }).end();
      else if (url.startsWith('/stille'))
        return; // never
      else response.writeHead(200, { 'set-cookie': 'who=you' }).end('ok');
    });
  };
  const authority = labCertificates();
  listAddress = await listen(https.createServer(authority.make('right', [`www.${LIST}`]), answer));
  world.place(`www.${LIST}:443`, listAddress);
  world.place(
    `falsk.${LIST}:443`,
    await listen(https.createServer(authority.make('wrong-name', [`falsk.${LIST}`]), answer)),
  );
  reader = await mailReader(world, 31_001);
});
after(async () => {
  for (const stop of stops) stop();
  stops = [];
  await world.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Letter {
  readonly from?: string;
  readonly fields?: readonly string[];
  readonly isSigned?: boolean;
  readonly covered?: string;
}
/** By SMTP from the world; gives its id and what webmail tells of it. */
async function comes({ from = `Nyheter <post@${LIST}>`, fields = [], isSigned = true, covered }: Letter) {
  count += 1;
  const subject = `brev ${count}`;
  const body = '<p>Hei <img src="http://bilder.example/a.png" width=50></p>';
  const head = [
    `From: ${from}`,
    `To: ${reader.address}`,
    `Subject: ${subject}`,
    `Message-ID: <${count}@${LIST}>`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
  ];
  const plain = lines(...head, ...fields, '', body, '');
  const list = covered ?? 'from:subject:list-id:list-unsubscribe:list-unsubscribe-post';
  const signatures = isSigned
    ? (
        await dkimSign(plain, {
          canonicalization: 'relaxed/relaxed',
          headerList: list.split(':'),
          signatureData: [{ signingDomain: LIST, selector: 's1', privateKey: pem, algorithm: 'rsa-sha256' }],
        } as never)
      ).signatures
    : '';
  const said = await world.say({
    port: world.port('inbound'),
    from: '127.9.8.7',
    tls: false,
    says: [...smtpSend(null, `post@${LIST}`, reader.address).slice(0, -1), 'DATA', `${signatures}${plain}.`, 'QUIT'],
  });
  assert.match(said, /^250 [^\n]*\r\n221 /m, said);
  for (const name of ['INBOX', 'Junk']) {
    const id = Buffer.from(name).toString('base64url');
    const { body: list } = await reader.get<{ rows?: readonly Row[] }>(`/mail/folders/${id}/messages?view=messages`);
    const row = list.rows?.find((one) => one.subject === subject);
    if (row === undefined) continue;
    return { id: row.id, message: (await reader.get<Message>(`/mail/messages/${row.id}`)).body };
  }
  throw new Error(`${subject} did not come`);
}
const again = async (id: string): Promise<Message> => (await reader.get<Message>(`/mail/messages/${id}`)).body;
const leave = (id: string) => reader.post<Left>(`/mail/messages/${id}/unsubscribe`, {});
const list = (path: string, host = `www.${LIST}`): readonly string[] => [
  `List-Id: Nytt <${path.replaceAll(/\W/g, '')}.${LIST}>`,
  `List-Unsubscribe: <mailto:bort@far.example?subject=bort>, <https://${host}${path}>`,
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
];

test('a sender is kept by a message that proves him, and counts only where he is proven', async () => {
  const first = await comes({});
  assert.deepEqual(first.message.pictures, { mayKeep: true, from: null });
  const kept = await reader.post('/mail/picture-senders', { message: first.id });
  assert.equal(kept.status, 201, JSON.stringify(kept.body));
  assert.equal((await again(first.id)).pictures.from, 'kept');
  assert.equal((await comes({ from: `Andre ord <POST@${LIST}>` })).message.pictures.from, 'kept', 'the address counts');
  assert.equal((await comes({ from: `Post <annen@${LIST}>` })).message.pictures.from, null, 'another address does not');
  // The same From, and nobody vouches for it: DMARC says no, so it lies in Junk too.
  const forged = await comes({ isSigned: false });
  assert.deepEqual(forged.message.pictures, { mayKeep: false, from: null });
  const no = await reader.post('/mail/picture-senders', { message: forged.id });
  assert.deepEqual([no.status, no.body['key']], [409, 'senderNotProven']);
  const two = await comes({ from: `post@${LIST}, evil@far.example` });
  assert.equal(two.message.pictures.mayKeep, false, 'two authors prove nobody');
});

test("kept senders are listed, taken back, the owner's alone, and written down without their names", async () => {
  const senders = async (who = reader) =>
    (await who.get<{ senders: readonly { address: string }[] }>('/mail/picture-senders')).body.senders.map(
      ({ address }) => address,
    );
  assert.deepEqual(await senders(), [`post@${LIST}`]);
  const other = await mailReader(world, 31_002);
  assert.deepEqual(await senders(other), []);
  assert.equal((await other.ask('DELETE', `/mail/picture-senders/post@${LIST}`)).status, 404);
  const gone = await reader.ask('DELETE', `/mail/picture-senders/post@${LIST}`);
  assert.equal(gone.status, 204);
  assert.deepEqual(await senders(), []);
  assert.equal((await comes({})).message.pictures.from, null);
  const entries = (await auditOf(world.host.app.db.sql, reader.address, 100)).filter(
    ({ action }) => action === 'mailbox.pictures',
  );
  assert.deepEqual(entries.map(({ after: made }) => JSON.stringify(made)).toSorted(), ['{"added":1}', '{"removed":1}']);
});

test('one click: one POST from here, with nothing of the reader, and the answer as it was', async () => {
  const { id, message } = await comes({ fields: list('/bort?t=abc') });
  assert.deepEqual([message.unsubscribe?.kind, message.unsubscribe?.leftAt], ['one-click', null]);
  assert.equal(asked.length, 0, 'nothing is asked by opening it');
  const { status, body } = await leave(id);
  assert.deepEqual(
    [status, body.way, body.outcome, body.host, body.status],
    [200, 'one-click', 'done', `www.${LIST}`, 200],
  );
  const [one, ...more] = asked;
  assert.equal(more.length, 0);
  assert.deepEqual([one?.method, one?.url, one?.body], ['POST', '/bort?t=abc', 'List-Unsubscribe=One-Click']);
  assert.equal(one?.headers['content-type'], 'application/x-www-form-urlencoded');
  for (const name of ['cookie', 'referer', 'origin', 'authorization', 'accept-language', 'x-forwarded-for'])
    assert.equal(one?.headers[name], undefined, name);
  assert.doesNotMatch(JSON.stringify(one?.headers), new RegExp(reader.address));
  assert.ok((await again(id)).unsubscribe?.leftAt !== null);
  assert.ok(
    (await comes({ fields: list('/bort?t=abc') })).message.unsubscribe?.leftAt !== null,
    'later letters say so',
  );
  assert.equal((await comes({ fields: list('/annen') })).message.unsubscribe?.leftAt, null, 'another list does not');
});

test('a list that refuses, leads on, is not who it says, or is no address of the open internet', async () => {
  for (const [fields, outcome, status] of [
    [list('/nei'), 'refused', 500],
    [list('/videre'), 'refused', 307],
    [list('/falsk', `falsk.${LIST}`), 'unreachable', null],
    [list('/inne', `inne.${LIST}`), 'closed', null],
    [list('/loop', '127.0.0.1'), 'closed', null],
    [list('/port', `www.${LIST}:25`), 'closed', null],
    [list('/ingen', 'finnes-ikke.example'), 'unreachable', null],
  ] as const) {
    asked.length = 0;
    const { id } = await comes({ fields });
    const { body } = await leave(id);
    assert.deepEqual([body.outcome, body.status], [outcome, status], fields[1]);
    assert.equal(
      asked.length,
      outcome === 'refused' ? 1 : 0,
      `who does not prove his name hears nothing: ${fields[1]}`,
    );
    assert.equal((await again(id)).unsubscribe?.leftAt, null, 'not left');
  }
  assert.deepEqual(inside, [], 'nobody was led inside');
});

test('a list that never answers is waited for so long and no longer', async () => {
  const { app } = world.host;
  const mailbox = await mailboxByAddress(app.db.sql, reader.address);
  assert.ok(mailbox !== null);
  const user = { id: mailbox.id, address: reader.address };
  const nobody = { a: async () => ({ kind: 'nxdomain' }), aaaa: async () => ({ kind: 'nxdomain' }) } as never;
  const reach = createReach({ [`www.${LIST}`]: listAddress });
  const fetch = createWebFetch({
    resolver: nobody,
    reach,
    allowPrivate: false,
    trust: () => [labCertificates().trust],
  });
  // The same way with less patience.
  const hurried: WebFetch = (url, options) => fetch(url, { ...options, limitMs: Math.min(300, options.limitMs) });
  const unsubscribe = createUnsubscribing({ ...app, fetch: hurried, writing: app.webmail.writing });
  const header = {
    list: 'x',
    unsubscribe: { kind: 'one-click', target: `https://www.${LIST}/stille` },
    to: [],
    cc: [],
  } as const;
  const [first, second] = await Promise.all([unsubscribe(user, header, 'nb'), unsubscribe(user, header, 'nb')]);
  assert.deepEqual(first, {
    ok: true,
    value: { way: 'one-click', outcome: 'silent', status: null, host: `www.${LIST}` },
  });
  assert.equal(second.ok, false, 'one at a time');
});

test('where the signature does not cover both fields there is no click: a letter, sent as any', async () => {
  const { id, message } = await comes({ fields: list('/bort2'), covered: 'from:subject:list-unsubscribe' });
  assert.equal(message.unsubscribe?.kind, 'mail');
  assert.deepEqual(message.unsubscribe?.letter, { to: 'bort@far.example', subject: 'bort', text: '' });
  asked.length = 0;
  const { status, body } = await leave(id);
  assert.deepEqual([status, body.way, body.outcome], [200, 'mail', 'sent'], JSON.stringify(body));
  assert.equal(body.outgoing?.subject, 'bort');
  assert.equal(asked.length, 0);
  assert.equal((await reader.get<{ drafts: readonly unknown[] }>('/mail/drafts')).body.drafts.length <= 1, true);
  const outbox = await reader.get<{ outgoing?: readonly Outgoing[] }>('/mail/outbox');
  assert.match(JSON.stringify(outbox.body), /bort@far\.example/);
});

test("a page alone is the reader's own step; without a list there is nothing to leave", async () => {
  const page = await comes({ fields: [`List-Unsubscribe: <https://www.${LIST}/side>`] });
  assert.equal(page.message.unsubscribe?.kind, 'web');
  for (const { id } of [page, await comes({})]) {
    const { status, body } = await leave(id);
    assert.deepEqual([status, (body as unknown as { key: string }).key], [409, 'unsubscribeNotOffered']);
  }
});
