/** Messages that are broken or beyond measure, through the API on a real host: shown as far as they can be read. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Message } from '../../web/src/lib/mail/shapes.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { HEAD, lines, mail, messageOf, mailReader, type MailReader } from '../mail-reader.ts';

let world: World;
let reader: MailReader;

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  reader = await mailReader(world, 712);
});
after(() => world.stop());

const get = (source: string | Buffer): Promise<Message> => messageOf(reader, source);

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
