/** The files of a message through the API on a real host: harmless names, 50 MB, all in one archive. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Message } from '../../web/src/lib/mail/shapes.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { mail, messageOf, mailReader, type MailReader } from '../mail-reader.ts';

let world: World;
let reader: MailReader;

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  reader = await mailReader(world, 713);
});
after(() => world.stop());

const get = (source: string | Buffer): Promise<Message> => messageOf(reader, source);

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
  // Processor time: what else the machine does is not the host's fault.
  const begin = process.cpuUsage();
  const { body: shown } = await reader.get<Message>(`/mail/messages/${id}`);
  const { user, system } = process.cpuUsage(begin);
  const tookMs = (user + system) / 1000;
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
