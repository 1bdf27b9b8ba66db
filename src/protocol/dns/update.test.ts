/** Updates, answers and signatures as bytes: exact both ways, bounded and calm with whatever comes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode } from 'dns-packet';
import fc from 'fast-check';
import { dataBytes, dataText, nameBytes, nameText, txtText, txtValue } from './presentation.ts';
import { checkAnswer, signMessage } from './tsig.ts';
import { decodeReply, encodeQuestion, encodeUpdate } from './update.ts';

const label = fc.stringMatching(/^[a-z0-9_]([a-z0-9_-]{0,10}[a-z0-9_])?$/);
const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));

test('names and data: to bytes and back is the same', () => {
  fc.assert(
    fc.property(name, (text) => {
      assert.equal(nameText(nameBytes(text) ?? Buffer.alloc(0)), `${text}.`);
    }),
  );
  for (const [type, value] of [
    ['A', '192.0.2.1'],
    ['AAAA', '2001:db8:0:0:0:0:0:1'],
    ['MX', '10 mx.host.example.'],
    ['CNAME', 'a.b.example.'],
    ['SRV', '0 1 993 a.b.example.'],
    ['SRV', '0 0 0 .'],
    ['TXT', '"v=spf1 mx" " ~all"'],
    ['TXT', '"quote \\" and \\\\ and \\195\\166"'],
  ] as const)
    assert.equal(dataText(type, dataBytes(type, value) ?? Buffer.alloc(0)), value);
  for (const [type, value] of [
    ['A', '192.0.2.256'],
    ['AAAA', '1::2::3'],
    ['AAAA', '1:2:3'],
    ['MX', '70000 mx.example.'],
    ['MX', 'mx.example.'],
    ['TXT', 'bare'],
    ['TXT', '"open'],
    ['CNAME', 'a..b'],
  ] as const)
    assert.equal(dataBytes(type, value), null, value);
});

test('any text becomes strings of at most 255 octets and is read back whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', ';', '"', '\\', ' ', 'å', '€', '😀', '\u0000', '\u007f', '1'), { maxLength: 700 }),
      (letters) => {
        const text = letters.join('');
        const value = txtValue(text);
        const bytes = dataBytes('TXT', value);
        assert.ok(bytes !== null);
        assert.equal(dataText('TXT', bytes), value);
        assert.equal(txtText(value), Buffer.from(text, 'utf8').toString('utf8'));
      },
    ),
    { numRuns: 40 },
  );
});

test('an update says zone, conditions and changes as another library reads them', () => {
  const record = { name: 'fjord.example', type: 'MX', ttlSeconds: 300, value: '10 mx.host.example.' } as const;
  const bytes = encodeUpdate(7, 'fjord.example', {
    expect: [{ name: 'fjord.example', type: 'MX', values: ['20 old.example.'] }],
    remove: [{ ...record, value: '20 old.example.' }],
    add: [record],
  });
  assert.ok(bytes !== null);
  assert.equal((bytes[2] >> 3) & 15, 5);
  assert.deepEqual(
    [4, 6, 8, 10].map((at) => bytes.readUInt16BE(at)),
    [1, 1, 2, 0],
  );
  const read = decode(bytes) as unknown as {
    answers: { type: string; data: unknown }[];
    authorities: { ttl: number; data: unknown }[];
  };
  assert.deepEqual(read.answers[0].data, { preference: 20, exchange: 'old.example' });
  assert.deepEqual(
    read.authorities.map(({ ttl, data }) => [ttl, data]),
    [
      [0, { preference: 20, exchange: 'old.example' }],
      [300, { preference: 10, exchange: 'mx.host.example' }],
    ],
  );
  assert.equal(
    encodeUpdate(1, 'fjord.example', { expect: [], remove: [], add: [{ ...record, value: 'nonsense' }] }),
    null,
  );
  assert.equal(encodeUpdate(1, 'a..b', { expect: [], remove: [], add: [] }), null);
});

const KEY = { name: 'key', secret: Buffer.alloc(32, 1) };
const NOW = Date.parse('2026-11-22T01:00:00Z');

test('a signature holds for its message, key and time, and for nothing else', () => {
  const question = encodeQuestion(7, 'fjord.example', 'SOA');
  assert.ok(question !== null);
  const asked = signMessage(question, KEY, NOW);
  assert.ok(asked !== null);
  // What a server would sign is signed by the same rule over the request's MAC; here only refusals are tried.
  const reply = Buffer.from(question);
  reply[2] |= 0x80;
  const other = signMessage(reply, KEY, NOW);
  assert.ok(other !== null);
  const read = decodeReply(other.message);
  assert.ok(read !== null && read.lastAt > 0);
  assert.equal(checkAnswer(other.message, read.lastAt, KEY, asked, NOW).kind, 'forged', 'without the request’s MAC');
  assert.equal(checkAnswer(reply, -1, KEY, asked, NOW).kind, 'forged', 'without any signature');
});

test('hostile bytes: no exception, nothing believed', () => {
  const asked = signMessage(encodeQuestion(7, 'fjord.example', 'SOA') ?? Buffer.alloc(12), KEY, NOW);
  assert.ok(asked !== null);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 700 }), fc.boolean(), (octets, isReply) => {
      const bytes = Buffer.from(octets);
      if (isReply && bytes.length > 2) bytes[2] |= 0x80;
      const reply = decodeReply(bytes);
      for (const at of [reply?.lastAt ?? -1, 12, 40, bytes.length])
        assert.notEqual(checkAnswer(bytes, at, KEY, asked, NOW).kind, 'good');
    }),
    { numRuns: 500 },
  );
  const loop = Buffer.from([0, 7, 0x80, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0xc0, 12, 0, 6, 0, 1]);
  assert.equal(decodeReply(loop), null);
});
