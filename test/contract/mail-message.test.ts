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

const get = async (source: string | Buffer): Promise<Message> => {
  const { status, body } = await reader.get<Message>(`/mail/messages/${await reader.put(source)}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};
const HEAD = ['From: Per <per@far.example>', 'To: kari@fjord.example', 'Subject: Prøve', 'MIME-Version: 1.0'];
const mail = (...rest: readonly string[]): string => lines(...HEAD, ...rest, '');

test('broken messages are shown as far as they can be read, and the source stays', async () => {
  const broken: readonly (readonly [name: string, source: string | Buffer, shows: RegExp])[] = [
    [
      'no boundary lines',
      mail('Content-Type: multipart/mixed; boundary=x', '', 'Teksten står her.'),
      /Teksten står her|^$/,
    ],
    ['no boundary at all', mail('Content-Type: multipart/mixed', '', 'Teksten står her.'), /Teksten/],
    ['no end', mail('Content-Type: multipart/mixed; boundary=x', '', '--x', '', 'Hei på deg'), /Hei på deg/],
    [
      'same boundary twice',
      mail(
        'Content-Type: multipart/mixed; boundary=x',
        '',
        '--x',
        'Content-Type: multipart/mixed; boundary=x',
        '',
        '--x',
        '',
        'inne',
        '--x--',
        '--x--',
      ),
      /inne/,
    ],
    ['no header', lines('', 'Bare tekst.', ''), /Bare tekst/],
    ['only a header', lines('Subject: x', '', ''), /^$/],
    ['nothing of either', 'x', /^x?$/],
    ['unknown encoding', mail('Content-Type: text/plain', 'Content-Transfer-Encoding: x-uu', '', 'Hei'), /Hei/],
    [
      'base64 that is none',
      mail('Content-Type: text/plain', 'Content-Transfer-Encoding: base64', '', 'SGVp!!*LCB2ZXJkZW4'),
      /Hei/,
    ],
    [
      'quoted-printable cut short',
      mail(
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'bl=C3=A5b=C3=A6r =C3=',
      ),
      /blåbær/,
    ],
    [
      'NULs',
      mail(
        'Content-Type: text/plain',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('a\u0000b\u0000c').toString('base64'),
      ),
      /abc/,
    ],
    ['lone CR', lines(...HEAD, '', 'en\rto\rtre', ''), /en[\r\n]to/],
    ['lone LF', `${HEAD.join('\n')}\n\nen\nto\n`, /en\nto/],
    [
      '8-bit header',
      Buffer.concat([
        Buffer.from('Subject: bl\xe5b\xe6r\r\nFrom: =?bogus?Q?x?= <per@far.example>\r\n\r\ntekst\r\n', 'latin1'),
      ]),
      /tekst/,
    ],
    [
      'latin1 called utf-8',
      Buffer.from(mail('Content-Type: text/plain; charset=utf-8', '', 'bl\xe5b\xe6r'), 'latin1'),
      /blåbær/,
    ],
    [
      'UTF-7',
      mail('Content-Type: text/html; charset=utf-7', '', '+ADw-script+AD4-parent.x()+ADw-/script+AD4-'),
      /\+ADw-script/,
    ],
    [
      'UTF-16',
      mail(
        'Content-Type: text/plain; charset=utf-16le',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('Hei på deg', 'utf16le').toString('base64'),
      ),
      /Hei på deg/,
    ],
    ['a character set that is none', mail('Content-Type: text/plain; charset=klingon', '', 'nuqneH'), /nuqneH/],
    ['header that never ends', `Subject: x\r\n${'X-A: b\r\n'.repeat(20_000)}`, /^$/],
  ];
  for (const [name, source, shows] of broken) {
    const shown = await get(source);
    assert.match(shown.text, shows, name);
    const raw = await reader.ask('GET', `/mail/messages/${shown.id}/source`);
    assert.ok((await raw.arrayBuffer()).byteLength > 0, `${name}: source`);
    if (shown.document !== null) assert.equal((await reader.ask('GET', shown.document)).status, 200, name);
  }
  assert.match(String((await get(lines('', 'Bare tekst.', ''))).broken), /mangler hodet/);
  assert.match(String((await get(mail('Content-Type: text/plain; charset=klingon', '', 'x'))).broken), /tegnsett/);
  assert.match(
    String((await get(mail('Content-Type: text/plain', 'Content-Transfer-Encoding: x-uu', '', 'x'))).broken),
    /kodet/,
  );
});

test('a message nested a hundred deep opens, and so does what comes after it', async () => {
  const deep = Array.from({ length: 100 }, (_, at) => [
    `Content-Type: multipart/mixed; boundary=b${at}`,
    '',
    `--b${at}`,
  ]).flat();
  const shown = await get(lines(...HEAD, ...deep, 'Content-Type: text/plain', '', 'innerst', ''));
  assert.equal(shown.subject, 'Prøve');
  assert.notEqual(shown.broken, null);
  assert.equal((await reader.get<Message>(`/mail/messages/${shown.id}`)).status, 200);
  const forwarded = Array.from({ length: 40 }, () => ['Content-Type: message/rfc822', '', 'Subject: igjen']).flat();
  assert.equal((await get(lines(...HEAD, ...forwarded, '', 'x'))).subject, 'Prøve');
  assert.equal((await get(mail('', 'etterpå'))).text, 'etterpå');
});

test('5,000 recipients and a header of a megabyte', async () => {
  const many = Array.from({ length: 5_000 }, (_, at) => `Mottaker ${at} <m${at}@far.example>`).join(',\r\n ');
  const shown = await get(lines('From: per@far.example', `To: ${many}`, 'Subject: alle', '', 'hei', ''));
  assert.equal(shown.subject, 'alle');
  assert.equal(shown.to.length, 1_000);
  assert.match(String(shown.broken), /flere mottakere/);
  const huge = await get(
    lines('Subject: stor', `X-Fyll: ${'x'.repeat(1 << 20)}`, 'From: per@far.example', '', 'hei', ''),
  );
  assert.equal(huge.subject, 'stor');
});

test('names of files are harmless, whatever they were', async () => {
  const names = [
    '../../etc/passwd',
    'C:\\Windows\\x.exe',
    'CON.txt',
    `${'a'.repeat(300)}.pdf`,
    'faktura\u202Efdp.exe',
    'a\u0000b\r\nX: y.txt',
    '.htaccess',
    '...',
    'reg:ning?.pdf',
  ];
  const parts = names.flatMap((name) => [
    '--f',
    `Content-Type: application/octet-stream`,
    `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`,
    '',
    'x',
  ]);
  const shown = await get(mail('Content-Type: multipart/mixed; boundary=f', '', ...parts, '--f--'));
  assert.equal(shown.files.length, names.length);
  for (const file of shown.files) {
    assert.doesNotMatch(file.name, /[\\/:*?"<>|\u0000-\u001f\u202e]|^\.|^con\b/i, file.name); // oxlint-disable-line no-control-regex
    assert.ok(file.name.length > 0 && file.name.length <= 150, file.name);
    const { headers } = await reader.ask('GET', file.address);
    assert.match(
      headers.get('content-disposition') ?? '',
      /^attachment; filename="[^"\\\r\n]+"; filename\*=UTF-8''[\w%.!~-]+$/,
    );
    assert.match(headers.get('content-security-policy') ?? '', /^sandbox/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('content-type'), 'application/octet-stream');
  }
  assert.deepEqual(
    shown.files.filter(({ risky }) => risky).map(({ name }) => name),
    ['x.exe', 'fakturafdp.exe'],
  );
});

test('50 MB open at once, and come out whole', async () => {
  const big = Buffer.alloc(36 * 1024 * 1024, 7);
  const body = big.toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  const id = await reader.put(
    mail(
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Her er filen.',
      '--b',
      'Content-Type: video/mp4; name=film.mp4',
      'Content-Disposition: attachment',
      'Content-Transfer-Encoding: base64',
      '',
      body,
      '--b--',
    ),
  );
  await reader.get(`/mail/messages/${id}`);
  const begin = performance.now();
  const { body: shown } = await reader.get<Message>(`/mail/messages/${id}`);
  const tookMs = performance.now() - begin;
  assert.equal(shown.text, 'Her er filen.');
  console.log(`# 50 MB: ${Math.round(tookMs)} ms`);
  assert.ok(tookMs < 1_000, `${tookMs} ms`);
  const started = performance.now();
  const got = Buffer.from(await (await reader.ask('GET', String(shown.files[0]?.address))).arrayBuffer());
  console.log(`# 50 MB taken: ${Math.round(performance.now() - started)} ms`);
  assert.ok(got.equals(big));
});

test('all files in one archive, with names that differ', async () => {
  const part = (text: string) => [
    '--z',
    'Content-Type: text/plain',
    'Content-Disposition: attachment; filename=brev.txt',
    '',
    text,
  ];
  const shown = await get(mail('Content-Type: multipart/mixed; boundary=z', '', ...part('en'), ...part('to'), '--z--'));
  const answer = await reader.ask('GET', String(shown.archive));
  const { unzipSync, strFromU8 } = await import('fflate');
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  assert.deepEqual(
    Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]),
    [
      ['brev.txt', 'en'],
      ['brev (2).txt', 'to'],
    ],
  );
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
