/** ENVELOPE, BODYSTRUCTURE, BODY and body sections against the messages of test/fixtures/mime (compared with Dovecot). */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { type Section, bodySection } from './body-section.ts';
import { nstring } from './data-text.ts';
import { summarise } from './summary.ts';

const folder = join(import.meta.dirname, '../../../test/fixtures/mime');
const SECTIONS = [
  '/HEADER/TEXT/1/1.MIME/1.HEADER/1.TEXT/2/2.MIME/2.HEADER/2.TEXT/3/4/1.1/1.2/1.1.MIME/2.1/2.1.MIME/1.1.1/1.1.HEADER/3.1',
  'HEADER.FIELDS (FROM SUBJECT)/2.HEADER.FIELDS (SUBJECT)/HEADER.FIELDS.NOT (FROM SUBJECT MESSAGE-ID)',
].flatMap((line) => line.split('/'));

interface Golden {
  readonly envelope: string;
  readonly body: string;
  readonly bodyStructure: string;
  readonly sections: Readonly<Record<string, string>>;
}

function sectionOf(text: string): Section {
  const match = /^([\d.]*?)\.?(HEADER\.FIELDS\.NOT|HEADER\.FIELDS|HEADER|TEXT|MIME)?(?: \((.*)\))?$/.exec(text);
  assert.ok(match);
  const path = match[1] === '' ? [] : match[1].split('.').map(Number);
  const what = (match[2] ?? 'all').toLowerCase().replaceAll('.', '-') as Section['what'];
  return { path, what, fields: match[3]?.split(' ') };
}

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.eml'))
  .map((file) => file.slice(0, -4));

test('there are at least 60 messages to compare', () => assert.ok(names.length >= 60));

for (const name of names) {
  test(`data items of ${name}`, () => {
    const bytes = readFileSync(join(folder, `${name}.eml`));
    const golden = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Golden;
    const summary = summarise(bytes);
    assert.equal(summary.envelope, golden.envelope);
    assert.equal(summary.body, golden.body);
    assert.equal(summary.bodyStructure, golden.bodyStructure);
    const sections: Record<string, string> = {};
    for (const text of SECTIONS) {
      const found = bodySection(bytes, sectionOf(text));
      if (found !== null) sections[text] = found.toString('latin1');
    }
    assert.deepEqual(sections, { ...golden.sections });
  });
}

test('a string is quoted when it may be, and a literal counts its bytes', () => {
  assert.equal(nstring(null), 'NIL');
  assert.equal(nstring('a "b" \\'), '"a \\"b\\" \\\\"');
  assert.equal(nstring('bl\u00e5'), '{3}\r\nbl\u00e5');
  assert.equal(nstring('a\0b\rc'), '"a b c"');
  assert.equal(nstring('x'.repeat(5_000)), `{5000}\r\n${'x'.repeat(5_000)}`);
});

/** Reads one IMAP value; gives the position behind it. Throws when the text is no IMAP data. */
function skipValue(text: string, start: number): number {
  if (text[start] === '(') {
    let at = start + 1;
    while (text[at] !== ')') {
      at = skipValue(text, at);
      if (text[at] === ' ') at++;
    }
    return at + 1;
  }
  const rest = /"(?:[^"\\\r\n\0\x80-\xff]|\\["\\])*"|\{(\d+)\}\r\n|NIL|\d+/y;
  rest.lastIndex = start;
  const match = rest.exec(text);
  assert.ok(match, `no IMAP value at ${start}: ${text.slice(start, start + 40)}`);
  return rest.lastIndex + Number(match[1] ?? 0);
}

const HOSTILE_LINES = `Content-Type: multipart/mixed; boundary=a
Content-Type: multipart/digest; boundary="b c"
Content-Type: message/rfc822
Content-Disposition: a; b*0*=c; b*1="d
Content-Language: a, (b), c
Subject: =?utf-8?q?=C3=A5?=
From: a@b, "x
To: g: <@r,@s:u@v>;
 folded
--a
--b c
--a--
--b c--
`.split('\n');
const line = fc.oneof(
  fc.constantFrom(...HOSTILE_LINES),
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const message = fc
  .array(line, { maxLength: 60 })
  .chain((lines) => fc.constantFrom('\r\n', '\n').map((end) => Buffer.from(lines.join(end), 'utf8')));

test('any bytes give well-formed IMAP text', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        message,
        fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      ),
      (bytes) => {
        for (const text of Object.values(summarise(bytes)) as string[]) assert.equal(skipValue(text, 0), text.length);
      },
    ),
    { numRuns: 300 },
  );
});
