/** First words: the right protocol, the login name, and never a secret. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readFirstWords, spokenProtocol } from './listener-words.ts';

test('tells the protocols apart', () => {
  const said: readonly (readonly [string, string | null])[] = [
    ['EHLO phone\r\n', 'smtp'],
    ['a1 CAPABILITY\r\n', 'imap'],
    ['1 ID ("name" "Mail")\r\n', 'imap'],
    ['A0001 LOGIN kari@fjord.example secret\r\n', 'imap'],
    ['USER kari\r\n', 'pop3'],
    ['CAPA\r\n', 'pop3'],
    ['GET /x HTTP/1.1\r\n', 'http'],
    ['SSH-2.0-OpenSSH\r\n', 'other'],
    ['QUIT\r\n', null],
    ['XCLIENT a\r\n', null],
  ];
  for (const [line, protocol] of said) assert.equal(spokenProtocol(Buffer.from(line)), protocol, line);
});

test('keeps the name and drops what follows', () => {
  const kept: readonly (readonly [string, object])[] = [
    ['a1 LOGIN kari@fjord.example s3cret\r\n', { words: 'a1 LOGIN kari@fjord.example', login: 'kari@fjord.example' }],
    [
      'a1 login "kari@fjord.example" "s3 cret"\r\n',
      { words: 'a1 login kari@fjord.example', login: 'kari@fjord.example' },
    ],
    ['a1 LOGIN {18}\r\n', { words: 'a1 LOGIN' }],
    ['USER kari\r\nPASS s3cret\r\n', { words: 'USER kari', login: 'kari' }],
    ['PASS s3cret\r\n', { words: 'PASS' }],
    ['AUTH PLAIN AHgAczNjcmV0\r\n', { words: 'AUTH PLAIN' }],
    ['a AUTHENTICATE PLAIN AHgAczNjcmV0\r\n', { words: 'a AUTHENTICATE PLAIN' }],
    ['GET /?token=s3cret HTTP/1.1\r\n', { words: 'GET /? HTTP/1.1' }],
    ['EHLO phone\r\n', { words: 'EHLO phone' }],
  ];
  for (const [line, wanted] of kept) assert.deepEqual(readFirstWords(Buffer.from(line)), wanted, line);
});

test('no secret comes out of any sign-in line, and words stay short and printable', () => {
  const secret = 'S3cretSentinel';
  const verbs = fc.constantFrom(
    'a1 LOGIN kari',
    'a1 LOGIN "kari"',
    'PASS',
    'AUTH PLAIN',
    'AUTH LOGIN',
    'LOGIN kari',
    'APOP kari',
    'a1 AUTHENTICATE PLAIN',
  );
  fc.assert(
    fc.property(verbs, fc.string({ maxLength: 8 }), (verb, noise) => {
      const got = readFirstWords(Buffer.from(`${verb} ${noise.replaceAll(/\s/g, '')}${secret}\r\n`));
      assert.ok(!JSON.stringify(got).includes(secret), JSON.stringify(got));
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 700 }), (bytes) => {
      const got = readFirstWords(Buffer.from(bytes));
      assert.ok(got.words.length <= 40);
      // oxlint-disable-next-line no-control-regex
      assert.ok(!/[\u0000-\u001f]/.test(got.words));
    }),
  );
});
