/**
 * Every format against anything: reading is total and quick, values stand where they are said to stand, a value that is put
 * anew is read again, and what stands in the place of a password never comes out.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import type { AccountSettings, Said } from '#src/model/program-settings.ts';
import { MOST_FILE_BYTES } from '#src/model/program-settings.ts';
import { applyEdits } from './document.ts';
import { type ReadFile, readProgramSettings } from './read.ts';

const FOLDER = join(import.meta.dirname, '../../../test/suites/settings/files');
const FILES = readdirSync(FOLDER).map((name) => ({ name, bytes: readFileSync(join(FOLDER, name)) }));

const accountsOf = (read: ReadFile): readonly AccountSettings[] => (read.ok ? read.value.accounts : []);
/** All that came out, as text. */
const told = (read: ReadFile): string =>
  JSON.stringify(read.ok ? read.value : read.why, (_key, value: unknown) =>
    typeof value === 'function' ? undefined : value,
  );

test('any bytes are read or said to be unreadable', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4000 }), (bytes) => {
      readProgramSettings(bytes);
    }),
    { numRuns: 300 },
  );
});

test('any text is read or said to be unreadable', () => {
  const words = fc.constantFrom(
    'imap',
    'smtp',
    'server',
    'port',
    '993',
    'ssl',
    'tls',
    ':',
    '=',
    '\n',
    ' ',
    '"',
    "'",
    '[',
    ']',
    '<',
    '>',
    '{',
    '}',
    'account',
    'host',
    'poll',
    'user',
    'password',
    'kari@fjord.example',
    'imap.fjord.example',
    '://',
    '[retriever]',
    'user_pref("mail.',
    '<plist',
    '</dict>',
    'IMAPAccount',
    'set folder=',
    '\\',
    ',',
    '[Account1]',
    '\t',
    '(',
    ')',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 120 }), (parts) => {
      readProgramSettings(Buffer.from(parts.join('')));
    }),
    { numRuns: 500 },
  );
});

for (const { name, bytes } of FILES)
  test(`${name}: cut, bent or doubled it is still read or refused`, () => {
    const span = { min: 0, max: bytes.length };
    fc.assert(
      fc.property(fc.nat(span), fc.nat(span), fc.uint8Array({ maxLength: 12 }), (from, to, between) => {
        const bent = Buffer.concat([bytes.subarray(0, from), between, bytes.subarray(to)]);
        const read = readProgramSettings(bent);
        assert.ok(!told(read).includes('Hemmelig-9217') || isMoved(bent), 'a password stays where it is');
      }),
      { numRuns: 25 },
    );
  });
test('a password that ran into the name of an account is no part of it', () => {
  const text = 'defaults\ntls_starttls on\n\naccount 0password Hemmelig-9217\nhost post.host.example\n';
  const read = readProgramSettings(Buffer.from(text));
  assert.ok(!told(read).includes('Hemmelig-9217'));
});
test('a server that is begun twice is read once', () => {
  const text = 'poll poll post.host.example protocol imap user "kari@fjord.example" poll\n';
  assert.deepEqual(
    accountsOf(readProgramSettings(Buffer.from(text))).map(({ incoming }) => incoming?.host.value),
    ['post.host.example'],
  );
});
/** A cut may take away what said that it was a password, or leave the rest of a quotation in its place. */
function isMoved(bytes: Buffer): boolean {
  const text = bytes.toString('latin1').replaceAll('\0', '');
  const all = text.split('Hemmelig-9217').length - 1;
  return (
    all !== [...text.matchAll(/pass\w*["'=:> ]{1,6}Hemmelig-9217["'<\s]/gi)].length ||
    (text.match(/["']/g)?.length ?? 0) % 2 === 1
  );
}

type Put = readonly [string, Said<string> | Said<number | null>, string | number];
/** In free text a bare number is a port only when it is one that mail is known to use. */
const putsOf = ({ incoming, outgoing }: AccountSettings, isText: boolean): readonly Put[] =>
  [incoming, outgoing].flatMap((server): Put[] =>
    server === null
      ? []
      : [
          ['host', server.host, 'nytt.host.example'],
          ['port', server.port, isText ? (server.kind === 'smtp' ? 587 : 993) : 4711],
          ['userName', server.userName, 'ny.bruker@fjord.example'],
        ],
  );

for (const { name, bytes } of FILES)
  test(`${name}: each value that is put anew is read again`, () => {
    const read = readProgramSettings(bytes);
    const { document } = read;
    if (!read.ok || document === null) return;
    const isText = read.value.format === 'text';
    accountsOf(read).forEach((account, at) => {
      putsOf(account, isText).forEach(([field, said, wanted], index) => {
        const edits = (said as Said<unknown>).put?.(wanted) ?? [];
        if (edits.length === 0) return;
        const again = accountsOf(readProgramSettings(applyEdits(bytes, document.inBytes(edits))))[at];
        assert.equal(putsOf(again, isText)[index]?.[1].value, wanted, field);
      });
    });
  });

test('what is too large is refused unread, and the largest is read quickly', () => {
  assert.equal(readProgramSettings(new Uint8Array(MOST_FILE_BYTES + 1)).ok, false);
  const line = 'user_pref("mail.server.server1.hostname", "imap.fjord.example");\n';
  const heavy = [
    line,
    '<key>a</key>',
    'imap.fjord.example port 993 ',
    '[a]\nb = c\n',
    '"x"=hex:00,\\\n',
    'a '.repeat(40),
  ];
  for (const part of heavy) {
    const bytes = Buffer.from(part.repeat(Math.floor(MOST_FILE_BYTES / part.length)));
    const begin = process.hrtime.bigint();
    readProgramSettings(bytes);
    const tookMs = Number(process.hrtime.bigint() - begin) / 1e6;
    assert.ok(tookMs < 4000, `${part.slice(0, 20)} took ${tookMs} ms`);
  }
});
