/** One message through the API on a real host: an ordinary letter, and what other letters are told as. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Message } from '../../web/src/lib/mail/shapes.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { lines, mail, messageOf, mailReader, type MailReader } from '../mail-reader.ts';

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

const get = (source: string | Buffer): Promise<Message> => messageOf(reader, source);
const from = (address: string, to = reader.address): string =>
  lines(`From: <${address}>`, `To: <${to}>`, 'Subject: Avtalen', 'MIME-Version: 1.0', '', 'Hei', '');

test('whom the reader has written to, from any program, is no stranger; what he wrote himself is his own', async () => {
  const before = await get(from('berit@kraft.example'));
  assert.deepEqual([before.hints.map(({ kind }) => kind), before.own], [['first-contact'], false]);
  const id = await reader.put(from(reader.address, 'Berit@kraft.example'), 'Sent', [String.raw`\Seen`]);
  assert.deepEqual((await get(from('berit@kraft.example'))).hints, []);
  assert.deepEqual((await get(from('anna@kraft.example'))).hints, [{ kind: 'first-contact' }]);
  const { body } = await reader.get<Message>(`/mail/messages/${id}`);
  assert.deepEqual([body.own, body.hints], [true, []]);
});

test('invitation, delivery report, signed and encrypted mail are told as what they are', async () => {
  const invited = await get(
    mail(
      'Content-Type: multipart/alternative; boundary=c',
      '',
      '--c',
      'Content-Type: text/plain',
      '',
      'Møte',
      '--c',
      'Content-Type: text/calendar; method=REQUEST',
      '',
      'BEGIN:VCALENDAR',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'DTSTART:20261201T090000Z',
      'DTEND:20261201T100000Z',
      'SUMMARY:Budsjett\\, andre runde',
      'LOCATION:Rom 4',
      'ORGANIZER;CN="Per":mailto:per@far.example',
      'END:VEVENT',
      'END:VCALENDAR',
      '--c--',
    ),
  );
  assert.deepEqual(invited.event, {
    kind: 'invitation',
    title: 'Budsjett, andre runde',
    where: 'Rom 4',
    starts: '2026-12-01T09:00:00Z',
    ends: '2026-12-01T10:00:00Z',
    allDay: false,
    timeZone: null,
    organiser: { name: 'Per', address: 'per@far.example' },
    repeats: false,
  });
  const report = await get(
    mail(
      'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
      '',
      '--r',
      'Content-Type: text/plain',
      '',
      'Sorry.',
      '--r',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.host.test',
      '',
      'Final-Recipient: rfc822; borte@far.example',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 <borte@far.example>: Recipient address rejected: User unknown',
      '--r--',
    ),
  );
  const [lost] = report.report?.recipients ?? [];
  assert.deepEqual(
    [lost?.address, lost?.action, lost?.cause],
    ['borte@far.example', 'failed', 'snd-recipient-unknown'],
  );
  assert.ok((lost?.why ?? '').length > 10, String(lost?.why));
  const signed = await get(
    mail(
      'Content-Type: multipart/signed; boundary=s',
      '',
      '--s',
      '',
      'ekte',
      '--s',
      'Content-Type: application/pgp-signature',
      '',
      'x',
      '--s--',
    ),
  );
  assert.deepEqual([signed.protection, signed.text, signed.files.length], ['signed', 'ekte', 0]);
  const secret = await get(
    mail(
      'Content-Type: multipart/encrypted; boundary=e',
      '',
      '--e',
      'Content-Type: application/pgp-encrypted',
      '',
      'Version: 1',
      '--e',
      'Content-Type: application/octet-stream',
      '',
      'x',
      '--e--',
    ),
  );
  assert.deepEqual([secret.protection, secret.text], ['encrypted', '']);
});

test('a message in a message opens as itself', async () => {
  const outer = await get(
    mail(
      'Content-Type: multipart/mixed; boundary=o',
      '',
      '--o',
      '',
      'se her',
      '--o',
      'Content-Type: message/rfc822',
      '',
      'From: inne@far.example',
      'Subject: inni',
      '',
      'den indre teksten',
      '--o--',
    ),
  );
  const [file] = outer.files;
  assert.equal(file?.message, true);
  const { body: inner } = await reader.get<Message>(`/mail/messages/${outer.id}?inside=${file?.part}`);
  assert.deepEqual([inner.subject, inner.text, inner.inside], ['inni', 'den indre teksten', file?.part]);
  assert.equal((await reader.get(`/mail/messages/${outer.id}?inside=1`)).status, 404);
});
