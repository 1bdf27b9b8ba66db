/** POP3 parsing and replies: any bytes, any cut, bounded; multi-line data comes back as it was. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parsePop3 } from './command.ts';
import { LineReader, MAX_LINE_BYTES } from './line-reader.ts';
import { err, ok, stuffDots, stuffingEnd, stuffingStart, topEnd } from './reply.ts';

const bytes = (options?: fc.IntArrayConstraints) => fc.uint8Array(options).map((array) => Buffer.from(array));
const parse = (line: string) => parsePop3(Buffer.from(line));

test('commands', () => {
  assert.deepEqual(parse('user  kari@fjord.example '), { kind: 'user', name: 'kari@fjord.example' });
  assert.deepEqual(parse('PASS two words '), { kind: 'pass', secret: 'two words ' });
  assert.deepEqual(parse('auth plain AAA='), { kind: 'auth', mechanism: 'PLAIN', initial: 'AAA=' });
  assert.deepEqual(parse('AUTH'), { kind: 'auth', mechanism: '', initial: null });
  assert.deepEqual(parse('AUTH a b c'), { kind: 'bad-arguments', keyword: 'AUTH' });
  assert.deepEqual(parse('TOP 3 0'), { kind: 'top', message: 3, lines: 0 });
  assert.deepEqual(parse('RETR 1234567890'), { kind: 'bad-arguments', keyword: 'RETR' });
  assert.deepEqual(parse('LIST'), { kind: 'list', message: null });
  assert.deepEqual(parse('constructor'), { kind: 'unknown' });
  assert.deepEqual(parse('a1 LOGIN "ka\\"ri" "geheim"'), { kind: 'imap', login: 'ka"ri' });
  assert.deepEqual(parse('a1 login kari geheim'), { kind: 'imap', login: 'kari' });
  assert.deepEqual(parse('a1 LOGIN {4}'), { kind: 'imap', login: null });
  assert.deepEqual(parse('A001 CAPABILITY'), { kind: 'imap', login: null });
});

test('PASS in UTF-8 and in Latin-1 is the same secret', () => {
  const pass = { kind: 'pass', secret: 'blå bær' };
  assert.deepEqual(parsePop3(Buffer.from('PASS blå bær')), pass);
  assert.deepEqual(parsePop3(Buffer.from('PASS blå bær', 'latin1')), pass);
});

test('any line is a command or a refusal, never a throw, and a secret of LOGIN is not in it', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        bytes(),
        fc.string().map((text) => Buffer.from(text)),
      ),
      (line) => void parsePop3(line),
    ),
  );
  const tag = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const word = fc.stringMatching(/^[a-z]{12}$/);
  fc.assert(
    fc.property(tag, word, word, (first, name, secret) => {
      fc.pre(name !== secret);
      assert.ok(!JSON.stringify(parse(`${first} LOGIN ${name} ${secret}`)).includes(secret));
    }),
  );
});

test('lines come out the same however the bytes are cut', () => {
  const text = fc.array(fc.stringMatching(/^[ -~å]{0,20}$/), { maxLength: 20 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(30), { maxLength: 40 }), (lines, cuts) => {
      const whole = Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
      const reader = new LineReader();
      const got: string[] = [];
      const drain = () => {
        for (let line = reader.next(); line !== null; line = reader.next())
          got.push(line.kind === 'line' ? line.bytes.toString() : '(too long)');
      };
      let at = 0;
      for (const cut of cuts) {
        reader.push(whole.subarray(at, at + cut));
        drain();
        at += cut;
      }
      reader.push(whole.subarray(at));
      drain();
      assert.deepEqual(got, lines);
      assert.equal(reader.waitingBytes, 0);
    }),
  );
});

test('an endless line costs bounded memory, is refused once, and the next line is read', () => {
  const reader = new LineReader();
  for (let count = 0; count < 2_000; count++) {
    reader.push(Buffer.alloc(1_000, 120));
    assert.equal(reader.next(), null);
    assert.ok(reader.waitingBytes <= MAX_LINE_BYTES);
  }
  reader.push(Buffer.from('\nNOOP\r\n'));
  assert.deepEqual(reader.next(), { kind: 'too-long' });
  const line = reader.next();
  assert.equal(line?.kind === 'line' && line.bytes.toString(), 'NOOP');
});

/** What a client makes of multi-line data (RFC 1939 §3). */
function unstuff(data: string): string {
  assert.ok(data.endsWith('\r\n.\r\n') || data === '.\r\n', 'ends with a dot on a line of its own');
  const lines = data.slice(0, -3).split('\r\n');
  assert.ok(!lines.includes('.'), 'no early end');
  return lines.map((line) => (line.startsWith('.') ? line.slice(1) : line)).join('\r\n');
}

test('a message survives dot-stuffing in pieces; bare LF becomes CRLF', () => {
  const message = fc.array(fc.constantFrom('.', '..', 'a', '\r\n', '\n', '\r', ' '), { maxLength: 60 });
  fc.assert(
    fc.property(message, fc.array(fc.nat(9), { maxLength: 30 }), (parts, cuts) => {
      const whole = Buffer.from(parts.join(''), 'latin1');
      const state = stuffingStart();
      let out = '';
      let at = 0;
      for (const cut of [...cuts, whole.length]) {
        out += stuffDots(whole.subarray(at, at + cut), state).toString('latin1');
        at += cut;
      }
      out += stuffingEnd(state);
      const normal = whole.toString('latin1').replaceAll(/\r?\n/g, '\r\n');
      // A CR at the very end takes the LF of the end with it: it was half a line end.
      const expected = normal === '' || normal.endsWith('\r\n') ? normal : `${normal.replace(/\r$/, '')}\r\n`;
      assert.equal(unstuff(out), expected);
    }),
  );
});

test('nothing to change, nothing copied', () => {
  const piece = Buffer.from('plain\r\ntext\r\n');
  assert.equal(stuffDots(piece, stuffingStart()), piece);
});

test('TOP cuts at line ends', () => {
  const message = Buffer.from('A: b\r\n\r\none\r\ntwo\r\n');
  assert.equal(topEnd(message, 0), 8);
  assert.equal(topEnd(message, 1), 13);
  assert.equal(topEnd(message, 2), 18);
  assert.equal(topEnd(message, 999_999_999), 18);
  assert.equal(topEnd(Buffer.from('A: b\n\none\ntwo'), 1), 10);
  assert.equal(topEnd(Buffer.from('\r\nbody\r\n'), 0), 2);
  assert.equal(topEnd(Buffer.from('no end'), 0), 6);
  fc.assert(
    fc.property(bytes(), fc.nat(5), (any, lines) => {
      const end = topEnd(any, lines);
      assert.ok(end >= 0 && end <= any.length);
    }),
  );
});

test('a reply is one line of at most 512 octets', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 700 }), (text) => {
      for (const reply of [ok(text), err(text), err(text, 'SYS/PERM')]) {
        assert.ok(reply.endsWith('\r\n') && reply.indexOf('\r\n') === reply.length - 2);
        assert.ok(Buffer.byteLength(reply) <= 512);
      }
    }),
  );
});
