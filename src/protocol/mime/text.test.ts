/** Words for people out of mail: encoded words, parameters, addresses, transfer encodings, character sets, search text. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseAddressList } from './addresses.ts';
import { decodeCharset, decodeUnlabelled } from './charset.ts';
import { decodeBase64, decodeQuotedPrintable } from './decode.ts';
import { decodeEntities, htmlText } from './html-text.ts';
import { LineCounter } from './line-counter.ts';
import { parameterText, parseParameterised } from './parameters.ts';
import { fileName, headerSearchText, searchText } from './search-text.ts';
import { parseMessage } from './parse.ts';
import { decodeWords } from './words.ts';

test('encoded words (the examples of RFC 2047 §8 and what real mail has)', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.example>', 'Keith Moore <moore@cs.utk.example>'],
    ['=?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?=', 'Patrik Fältström'],
    ['=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=', 'ab'],
    ['=?ISO-8859-1?Q?a?= \t =?ISO-8859-1?Q?b?=', 'ab'],
    ['=?ISO-8859-1?Q?a?= b =?ISO-8859-1?Q?c?=', 'a b c'],
    ['=?ISO-8859-1?Q?a_b?=', 'a b'],
    ['=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=', 'a b'],
    ['=?utf-8?B?w6bDuMOl?=', 'æøå'],
    ['=?utf-8?B?w6bD?= =?utf-8?B?uMOl?=', 'æøå'],
    ['=?utf-8*nb?Q?bl=C3=A5?=', 'blå'],
    ['=?utf-8?q?=C3=A5?=x=?utf-8?q?y?=', 'åxy'],
    ['=?no-such-set?Q?a?=', '=?no-such-set?Q?a?='],
    ['=?utf-8?B?###?=', '=?utf-8?B?###?='],
    ['=?utf-8?X?a?=', '=?utf-8?X?a?='],
    ['=?utf-8?Q?never ends', '=?utf-8?Q?never ends'],
    ['=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=', '日本'],
    [Buffer.from('rå tekst').toString('latin1'), 'rå tekst'],
    ['r\u00e5 tekst', 'rå tekst'],
    ['=?constructor?Q?a?=', '=?constructor?Q?a?='],
  ];
  for (const [raw, text] of cases) assert.equal(decodeWords(raw), text, raw);
});

test('text without encoded words is left as it is', () => {
  fc.assert(fc.property(fc.stringMatching(/^[ -<>-~]*$/), (text) => assert.equal(decodeWords(text), text)));
});

test('encoded words round trip', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      fc.pre(!text.includes('\ufeff'));
      const word = `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
      assert.equal(decodeWords(word), text);
    }),
  );
});

test('parameters: RFC 2231 and its abuses', () => {
  const name = (text: string) => parameterText(parseParameterised(text).parameters, 'name');
  assert.equal(name(`a/b; name*=utf-8'nb'bl%C3%A5%20b%C3%A6r.pdf`), 'blå bær.pdf');
  assert.equal(name(`a/b; name*0*=utf-8''bl%C3%A5; name*1=" 100%25.pdf"`), 'blå 100%25.pdf');
  assert.equal(name(`a/b; name*1=b; name*0=a`), 'ab');
  assert.equal(name(`a/b; name*0=a; name*2=c`), 'a');
  assert.equal(name(`a/b; name=plain; name*=utf-8''%C3%A5`), 'å');
  assert.equal(name(`a/b; name="quo\\"ted; x=1"; y=2`), 'quo"ted; x=1');
  assert.equal(name(`a/b; (c;(d)) name (e) = (f) g`), 'g');
  assert.equal(name(`a/b; NAME=x`), 'x');
  assert.equal(name(`a/b; x=y`), null);
  assert.equal(name(`a/b; name*=no-such-set''%41`), 'A');
});

const addresses = (text: string) =>
  parseAddressList(text).map((entry) => {
    if (entry.kind !== 'address') return entry.kind === 'group-start' ? `[${entry.name}` : ']';
    return [entry.name, entry.route, `${entry.local}@${entry.domain}`].filter((part) => part !== null).join('|');
  });

test('addresses', () => {
  assert.deepEqual(addresses('Kari <kari@a.example>, ola@b.example'), ['Kari|kari@a.example', 'ola@b.example']);
  assert.deepEqual(addresses('"Nord, Kari" <kari@a.example>'), ['Nord, Kari|kari@a.example']);
  assert.deepEqual(addresses('kari@a.example (Kari (the first))'), ['Kari (the first)|kari@a.example']);
  assert.deepEqual(addresses('Team: a@b, c@d;, e@f'), ['[Team', 'a@b', 'c@d', ']', 'e@f']);
  assert.deepEqual(addresses('Undisclosed recipients:;'), ['[Undisclosed recipients', ']']);
  assert.deepEqual(addresses('open: a@b'), ['[open', 'a@b', ']']);
  assert.deepEqual(addresses('<@r.example,@s.example:a@b>'), ['@r.example,@s.example|a@b']);
  assert.deepEqual(addresses('"a b"@c.example'), ['a b@c.example']);
  assert.deepEqual(addresses('a@[192.0.2.1]'), ['a@[192.0.2.1]']);
  assert.deepEqual(addresses(''), []);
});

test('base64 and quoted-printable', () => {
  assert.equal(decodeBase64(Buffer.from('aGVs\r\nbG8=')).toString(), 'hello');
  assert.equal(decodeBase64(Buffer.from('aGVsbG8=\r\naGVsbG8=')).toString(), 'hellohello');
  assert.equal(decodeBase64(Buffer.from('aG!Vs*bG8')).toString(), 'hello');
  assert.equal(decodeQuotedPrintable(Buffer.from('bl=C3=A5 =\r\nb=c3=a6r  \r\n=ZZ=')).toString(), 'blå bær\r\n=ZZ');
  assert.equal(decodeQuotedPrintable(Buffer.from('a =  \nb')).toString(), 'a b');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (array) => {
      const bytes = Buffer.from(array);
      const lines = bytes.toString('base64').replaceAll(/.{1,76}/g, '$&\r\n');
      assert.ok(decodeBase64(Buffer.from(lines)).equals(bytes));
      const quoted = [...bytes]
        .map((byte) => `=${byte.toString(16).padStart(2, '0')}`)
        .join('')
        .replaceAll(/(?:...){1,25}/g, '$&=\r\n');
      assert.ok(decodeQuotedPrintable(Buffer.from(quoted)).equals(bytes));
    }),
  );
});

test('character sets', () => {
  assert.equal(decodeCharset(Buffer.from([0xe6, 0xf8, 0xe5]), 'ISO-8859-1'), 'æøå');
  assert.equal(decodeCharset(Buffer.from('å'), 'us-ascii'), 'å');
  assert.equal(decodeCharset(Buffer.from([0xe5]), 'utf-8'), 'å');
  assert.equal(decodeCharset(Buffer.from([0xe5]), 'no such set'), 'å');
  assert.equal(decodeCharset(Buffer.from([0x80]), '__proto__'), '€');
  assert.equal(decodeUnlabelled(Buffer.from('日本')), '日本');
});

test('the words in HTML', () => {
  assert.equal(htmlText('<p>bl<b>å</b>b&aelig;r</p><p>x</p>').replaceAll(/\s+/g, ' ').trim(), 'blåbær x');
  assert.equal(htmlText('<style>p{}</style><script>if (a<b) {}</script>a').trim(), 'a');
  assert.equal(htmlText('1 < 2 &amp;&amp; 3').trim(), '1 < 2 && 3');
  assert.equal(htmlText('<!-- <p>hidden --> seen').trim(), 'seen');
  assert.equal(htmlText('<a href="x">link</a').trim(), 'link');
  assert.equal(decodeEntities('&#229;&#xE5;&oslash;&unknown;&#0;&#xd800;&'), 'ååø&unknown;&');
});

test('search text: headers, all text parts, file names, messages inside', () => {
  const bytes = Buffer.from(
    [
      'Subject: =?utf-8?q?Bl=C3=A5b=C3=A6r?=',
      'From: =?iso-8859-1?q?K=E5re?= <kare@fjord.example>',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'syltet=F8y',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('<p>rødgrød</p>').toString('base64'),
      '--b',
      'Content-Type: application/pdf',
      "Content-Disposition: attachment; filename*=utf-8''r%C3%A5d.pdf",
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('hidden').toString('base64'),
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Subject: inner',
      '',
      'a\u030a', // å as two characters must be found as one
      '--b--',
      '',
    ].join('\r\n'),
  );
  const text = searchText(bytes);
  assert.match(text.header, /^Subject: Blåbær\nFrom: Kåre <kare@fjord\.example>\n/);
  for (const word of ['syltetøy', 'rødgrød', 'råd.pdf', 'Subject: inner', 'å'])
    assert.ok(text.body.includes(word), word);
  assert.ok(!text.body.includes('hidden') && !text.body.includes('<p>'));
  const message = parseMessage(bytes);
  assert.equal(headerSearchText(bytes, message.fields, 'SUBJECT'), 'Blåbær');
  assert.equal(headerSearchText(bytes, message.fields, 'Cc'), null);
  assert.equal(fileName(message.children[2]), 'råd.pdf');
});

test('lines are counted right over any range, small and large', () => {
  const bytes = Buffer.from(Array.from({ length: 120_000 }, (_, n) => (n % 7 === 0 || n % 11 === 0 ? 10 : 120)));
  const counter = new LineCounter(bytes);
  fc.assert(
    fc.property(fc.nat(bytes.length), fc.nat(bytes.length), (a, b) => {
      const [start, end] = a < b ? [a, b] : [b, a];
      assert.equal(counter.between(start, end), bytes.subarray(start, end).filter((byte) => byte === 10).length);
    }),
    { numRuns: 60 },
  );
});
