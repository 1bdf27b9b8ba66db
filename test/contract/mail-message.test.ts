/** One message through the API on a real host: what is shown, fetched and said of it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Message } from '../../web/src/lib/mail/shapes.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { lines, mailReader, type MailReader } from '../mail-reader.ts';

let world: World;
let reader: MailReader;

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  reader = await mailReader(world, 711);
});
after(() => world.stop());

const LETTER = lines(
  'From: =?utf-8?Q?P=C3=A5l_=C3=85s?= <pal@far.example>',
  'To: Kari <kari@fjord.example>, Ola <ola@fjord.example>',
  'Subject: =?utf-8?B?U29tbWVyZmVzdCDDpcO4w6Y=?=',
  'Date: Sun, 22 Nov 2026 08:00:00 +0100',
  'Message-ID: <a1@far.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=m',
  '',
  '--m',
  'Content-Type: multipart/alternative; boundary=a',
  '',
  '--a',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Velkommen til sommerfest p=C3=A5 L=C3=B8kka!',
  '--a',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Velkommen <script>alert(1)</script><img src="https://far.example/a.png" alt="kart"></p>',
  '--a--',
  '--m',
  'Content-Type: application/pdf; name="plan.pdf"',
  'Content-Disposition: attachment; filename="plan.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('%PDF-1.4 plan').toString('base64'),
  '--m--',
  '',
);

test('an ordinary letter: people, text, document without its script, file', async () => {
  const id = await reader.put(LETTER);
  const { status, body } = await reader.get<Message>(`/mail/messages/${id}`);
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(body.from, [{ name: 'Pål Ås', address: 'pal@far.example' }]);
  assert.equal(body.to.length, 2);
  assert.equal(body.subject, 'Sommerfest åøæ');
  assert.equal(body.text, 'Velkommen til sommerfest på Løkka!');
  assert.equal(body.remoteImages, 1);
  assert.equal(body.broken, null);
  assert.equal(body.at, '2026-11-22T07:00:00.000Z');
  const [file] = body.files;
  assert.deepEqual([file?.name, file?.type, file?.risky, file?.inline], ['plan.pdf', 'application/pdf', false, false]);

  const document = await reader.ask('GET', String(body.document));
  assert.equal(document.status, 200);
  assert.match(
    document.headers.get('content-security-policy') ?? '',
    /^sandbox allow-popups [^;]*; default-src 'none'; /,
  );
  const html = await document.text();
  assert.match(html, /Velkommen/);
  assert.doesNotMatch(html, /alert|<script|https:\/\/far\.example/);

  const download = await reader.ask('GET', String(file?.address));
  assert.equal(await download.text(), '%PDF-1.4 plan');
  assert.match(download.headers.get('content-disposition') ?? '', /^attachment; filename="plan\.pdf"/);
  const source = await reader.ask('GET', `/mail/messages/${id}/source`);
  assert.equal(await source.text(), LETTER);
});
