/** DATA decoder: one plain reference, every split, and the published smuggling variants. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { DataDecoder, normaliseLineEnds } from './data-decoder.ts';

/** Feeds the pieces; gives the message and what came after its end, or null when it has no end. */
function decode(pieces: readonly Buffer[], maxBytes = 1_000_000) {
  const decoder = new DataDecoder(maxBytes);
  for (const [i, piece] of pieces.entries()) {
    const used = decoder.write(piece);
    if (used >= 0) {
      const rest = Buffer.concat([piece.subarray(used), ...pieces.slice(i + 1)]).toString('latin1');
      const { bytes, ...facts } = decoder.finish();
      return { text: bytes.toString('latin1'), rest, ...facts };
    }
  }
  return null;
}

/** The same, said as plainly as the RFC does. */
function reference(data: string) {
  const whole = `\r\n${data}`;
  const end = whole.indexOf('\r\n.\r\n');
  if (end < 0) return null;
  const text = whole
    .slice(0, end + 2)
    .replaceAll('\r\n.', '\r\n')
    .slice(2);
  return {
    text,
    rest: whole.slice(end + 5),
    sizeBytes: text.length,
    tooLarge: false,
    bareLf: /(?<!\r)\n/.test(text),
    bareCr: /\r(?!\n)/.test(text),
    longestLine: Math.max(
      0,
      ...text
        .split('\r\n')
        .slice(0, -1)
        .map((line) => line.length),
    ),
  };
}

const piecesOf = (data: string, cuts: readonly number[]): Buffer[] => {
  const places = [...new Set(cuts.map((cut) => cut % (data.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, i) => Buffer.from(data.slice(from, places[i] ?? data.length), 'latin1'));
};

const token = fc.constantFrom('\r\n', '\n', '\r', '.', '..', 'a', 'Subject: x', '\r\n.\r\n', '\r\n.', '\0', 'å');

test('agrees with the reference on anything, however it is split', () => {
  fc.assert(
    fc.property(fc.array(token, { maxLength: 25 }), fc.array(fc.nat(200), { maxLength: 12 }), (tokens, cuts) => {
      const data = tokens.join('');
      assert.deepEqual(decode(piecesOf(data, cuts)), reference(data));
    }),
    { numRuns: 3000 },
  );
});

test('byte by byte is the same as at once', () => {
  const data = 'Subject: x\r\n\r\n..dot\r\n.x\r\n.\rb\r\n\r\n.\r\nNEXT';
  assert.deepEqual(decode(Array.from(Buffer.from(data), (byte) => Buffer.from([byte]))), reference(data));
  assert.equal(decode([Buffer.from(data)])?.rest, 'NEXT');
});

test('no variant of the end but CR LF dot CR LF ends a message (SMTP smuggling)', () => {
  const variants = [
    '\n.\n',
    '\n.\r\n',
    '\r.\r',
    '\r.\r\n',
    '\r\n.\n',
    '\r\n.\r',
    '\r\n.\0\r\n',
    '\0\r\n.\r\r\n',
    '\r\n\0.\r\n',
    '\r\r\n.\r\r\n',
  ];
  for (const variant of variants) {
    const smuggled = `a: b\r\n\r\nfirst${variant}MAIL FROM:<x@y.example>\r\n`;
    const got = decode([Buffer.from(`${smuggled}.\r\nQUIT\r\n`, 'latin1')]);
    assert.equal(got?.rest, 'QUIT\r\n', JSON.stringify(variant));
    assert.ok(got.text.includes('MAIL FROM:<x@y.example>'), JSON.stringify(variant));
    assert.equal(decode([Buffer.from(smuggled, 'latin1')]), null, JSON.stringify(variant));
  }
});

test('a message above the limit is read to its end and not kept', () => {
  const body = 'x'.repeat(98).concat('\r\n').repeat(100);
  const got = decode(piecesOf(`${body}.\r\nQUIT\r\n`, [10, 500, 3000, 9000]), 5000);
  assert.deepEqual([got?.tooLarge, got?.text, got?.sizeBytes, got?.rest], [true, '', 10_000, 'QUIT\r\n']);
});

test('line ends of devices are made CR LF', () => {
  assert.equal(normaliseLineEnds(Buffer.from('a\nb\rc\r\nd\r\r\n\n')).toString(), 'a\r\nb\r\nc\r\nd\r\n\r\n\r\n');
  fc.assert(
    fc.property(fc.array(token, { maxLength: 20 }), (tokens) => {
      const text = normaliseLineEnds(Buffer.from(tokens.join(''), 'latin1')).toString('latin1');
      assert.ok(!/(?<!\r)\n|\r(?!\n)/.test(text));
    }),
  );
});
