/**
 * Attacks by size: the kinds that mail servers had to fix as resource exhaustion (parentheses, parameters, base64,
 * addresses, boundaries, nesting, folding). One megabyte of each must be read whole in well under a second, with a
 * bounded answer. The unit run takes a part of it; test/suites/hostile-mail.test.ts takes it whole.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { bodySection } from '../imap/body-section.ts';
import { summarise } from '../imap/summary.ts';
import { parseAddressList } from './addresses.ts';
import { decodeBase64, decodeQuotedPrintable } from './decode.ts';
import { htmlText } from './html-text.ts';
import { decodeExtended, MAX_PARAMETERS, parseParameterised } from './parameters.ts';
import { parseMessage } from './parse.ts';
import { MAX_TEXT_LENGTH, searchText } from './search-text.ts';
import { decodeWords } from './words.ts';

/** Bytes of each attack. */
const SIZE = Number(process.env.POSTVAKT_HOSTILE_BYTES ?? 1 << 15);
/** Far above what it takes even on a busy machine, far below what anything quadratic would take. */
const MAX_MS = 1_000;

const fill = (unit: string): string => unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE);
const nested = (depth: number): string =>
  Array.from({ length: depth }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join('');
const numbered = (make: (n: number) => string): string => Array.from({ length: SIZE / 26 }, (_, n) => make(n)).join('');

const FIELD_ATTACKS: Readonly<Record<string, string>> = {
  'open parentheses': fill('('),
  'nested parentheses with text': fill('(a '),
  'closed and open parentheses': fill('()'),
  'escaped parentheses': fill('(\\)'),
  'parameters without end': `text/plain${numbered((n) => `; p${n}=v`)}`,
  'one parameter again and again': `text/plain${fill('; charset=x')}`,
  'continuations without end': `text/plain${numbered((n) => `; name*${n}=xxxxxxxx`)}`,
  'continuations backwards': `text/plain${numbered((n) => `; name*${SIZE - n}*=%41`)}`,
  'continuations of many names': `text/plain${numbered((n) => `; n${n}*0=a`)}`,
  semicolons: `text/plain${fill(';')}`,
  'equals signs': `text/plain; a${fill('=')}`,
  quotes: `text/plain; a=${fill('"')}`,
  'open quote': `text/plain; a="${fill('\\"')}`,
  blanks: fill(' '),
  'one very long word': fill('x'),
  'addresses without end': fill('a@b,'),
  'groups without end': fill('g:'),
  'groups and addresses': fill('g:a@b;,'),
  'angle brackets': fill('<'),
  routes: fill('<@a,@b:'),
  'at signs': fill('@'),
  dots: fill('a.'),
  commas: fill(','),
  'quoted names': fill('"a" '),
  'encoded words': fill('=?utf-8?q?=C3=A5?= '),
  'half encoded words': fill('=?utf-8?q?'),
  'encoded words that never end': fill('=?a?b?c'),
  'encoded words of changing character sets': fill('=?utf-8?q?a?= =?iso-8859-1?q?b?= '),
  'question marks': fill('=?'),
  'percent signs': fill('%4'),
};

function timed(name: string, attack: () => void): void {
  // Its own work, whatever else the machine does meanwhile.
  const start = process.cpuUsage();
  attack();
  const tookMs = process.cpuUsage(start).user / 1000;
  assert.ok(tookMs < MAX_MS, `${name} took ${Math.round(tookMs)} ms`);
}

const headerAttack = (field: string, value: string, fold: boolean): Buffer =>
  Buffer.from(`${field}: ${fold ? value.replaceAll(/.{900}/g, '$&\r\n ') : value}\r\n\r\nbody\r\n`, 'latin1');

for (const [name, value] of Object.entries(FIELD_ATTACKS))
  test(`much ${name} in a header`, () => {
    timed('parameters', () => void parseParameterised(value));
    timed('addresses', () => void parseAddressList(value));
    timed('encoded words', () => void decodeWords(value));
    timed('extended value', () => void decodeExtended(value));
    for (const field of [
      'Content-Type',
      'To',
      'Content-Disposition',
      'Content-Language',
      'Content-Transfer-Encoding',
    ]) {
      const bytes = headerAttack(field, value, field.length % 2 === 0);
      timed(`${field} summary`, () => {
        const summary = summarise(bytes);
        assert.ok(Object.values(summary).join('').length < 4 * SIZE);
      });
    }
    const bytes = headerAttack('Subject', value, false);
    timed('search', () => assert.ok(searchText(bytes).header.length <= MAX_TEXT_LENGTH));
  });

const MULTIPART = 'Content-Type: multipart/mixed; boundary=b\r\n\r\n';
const MESSAGE_ATTACKS: Readonly<Record<string, string>> = {
  'boundary lines': MULTIPART + fill('--b\r\n'),
  'near boundary lines': MULTIPART + fill('--\r\n'),
  'near boundary lines in 50 open multiparts': nested(50) + fill('\n--'),
  'lines like a boundary': `Content-Type: multipart/mixed; boundary=bab\r\n\r\n${fill('--bbb\n')}`,
  'lines like 50 boundaries':
    Array.from(
      { length: 50 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n + 10}\r\n\r\n--b${n + 10}\r\n`,
    ).join('') + fill('\n--b99'),
  'nesting without end': nested(SIZE / 50),
  'messages in messages': fill('Content-Type: message/rfc822\r\n\r\n'),
  'messages and multiparts': fill(`Content-Type: message/rfc822\r\n\r\n${MULTIPART}--b\r\n`),
  fields: fill('A: b\r\n'),
  'empty lines': fill('\r\n'),
  'continuation lines': `Subject: x\r\n${fill(' \r\n')}`,
  'one line without end': fill('x'),
  'header that never ends': `Subject: ${fill('x')}`,
  'address fields': fill('To: a@b\r\n'),
  'content types': fill('Content-Type: a/b; c=d\r\n'),
  'dashes with a boundary of dashes': `Content-Type: multipart/mixed; boundary=${'-'.repeat(70)}\r\n\r\n${fill('-')}`,
  'parts in a digest': `Content-Type: multipart/digest; boundary=b\r\n\r\n${fill('--b\r\n\r\nTo: a@b\r\n\r\n')}`,
  'null bytes': fill('\0'),
};

for (const [name, text] of Object.entries(MESSAGE_ATTACKS))
  test(`much ${name} as a message`, () => {
    const bytes = Buffer.from(text, 'latin1');
    timed('parse', () => assert.equal(parseMessage(bytes).bodyEnd, bytes.length));
    timed('summary', () => void summarise(bytes));
    timed('section', () => void bodySection(bytes, { path: [1, 1, 1], what: 'mime' }));
    timed('fields', () => void bodySection(bytes, { path: [], what: 'header-fields-not', fields: ['to'] }));
    timed('search', () => assert.ok(searchText(bytes).body.length <= MAX_TEXT_LENGTH));
  });

test('much base64, good, bad and padded everywhere', () => {
  for (const unit of ['QUJD', 'QQ==', '=', '====Q', 'Q=\r\n', '\r\n', '-_', '\xff', '?'])
    timed(unit, () => void decodeBase64(Buffer.from(fill(unit), 'latin1')));
});

test('much quoted-printable, good, bad and blank', () => {
  for (const unit of ['=C3=A5', '=', '= ', '=\r\n', '= \t', ' ', ' \r\n', '=\r', '=4'])
    timed(unit, () => assert.ok(decodeQuotedPrintable(Buffer.from(fill(unit))).length <= SIZE));
});

test('much HTML, good, bad and never closed', () => {
  for (const unit of [
    '<',
    '<p>x',
    '<!--',
    '<script>',
    '<style></style',
    '</script',
    '&',
    '&amp;',
    '&#1',
    '<a <',
    '>',
    '<b',
  ])
    timed(unit, () => assert.ok(htmlText(fill(unit)).length <= 2 * SIZE));
});

test('the caps hold', () => {
  assert.equal(parseParameterised(FIELD_ATTACKS['parameters without end']).parameters.length, MAX_PARAMETERS);
  assert.equal(parseAddressList(FIELD_ATTACKS['addresses without end']).length, 2_000);
});

test('any text: no parser throws', () => {
  const special = fc.constantFrom(
    ...'()<>@,;:\\".[]=?*%\'/ \t\r\n&#-_'.split(''),
    '=?utf-8?b?',
    '?=',
    "utf-8''",
    'å',
    '<!--',
  );
  const text = fc
    .array(fc.oneof(special, fc.string({ maxLength: 5 })), { maxLength: 80 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (value) => {
      parseParameterised(value);
      parseAddressList(value);
      decodeWords(value);
      decodeExtended(value);
      htmlText(value);
      decodeBase64(Buffer.from(value));
      decodeQuotedPrintable(Buffer.from(value));
      searchText(Buffer.from(`Subject: ${value}\r\nContent-Type: ${value}\r\n\r\n${value}`));
    }),
    { numRuns: 500 },
  );
});
