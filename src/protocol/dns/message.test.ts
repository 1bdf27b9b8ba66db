import assert from 'node:assert/strict';
import test from 'node:test';
import { decode, encode } from 'dns-packet';
import type { Answer } from 'dns-packet';
import fc from 'fast-check';
import { meaningOf } from './answer.ts';
import { decodeDnsReply, encodeDnsQuery } from './message.ts';
import type { DnsType } from './message.ts';
import { reverseName } from './reverse-name.ts';

const reply = (answers: Answer[], more: object = {}) =>
  encode({ type: 'response', id: 7, flags: 0x8180, questions: [{ type: 'A', name: 'x.example' }], answers, ...more });

test('a foreign encoder reads our query', () => {
  const query = decode(encodeDnsQuery(513, 'Www.Fjord.example.', 'MX') ?? Buffer.alloc(0));
  assert.equal(query.id, 513);
  assert.deepEqual(
    query.questions?.map(({ name, type }) => [name, type]),
    [['Www.Fjord.example', 'MX']],
  );
  assert.equal(query.additionals?.[0].type, 'OPT');
  for (const name of ['a..example', `${'a'.repeat(64)}.example`, `${'abc.'.repeat(70)}example`, '.a'])
    assert.equal(encodeDnsQuery(1, name, 'A'), null, name);
});

test('records of a foreign encoder come out as they went in', () => {
  const bytes = reply([
    { type: 'A', name: 'X.example', ttl: 5, data: '192.0.2.7' },
    { type: 'AAAA', name: 'x.example', ttl: 5, data: '2001:db8::25:0:1' },
    { type: 'MX', name: 'x.example', ttl: 9, data: { preference: 20, exchange: 'Mx.x.example' } },
    { type: 'TXT', name: 'x.example', ttl: 9, data: ['v=spf1 ', '-all'] },
    { type: 'SRV', name: 'x.example', ttl: 9, data: { priority: 5, weight: 2, port: 993, target: 'Y.example' } },
    { type: 'SRV', name: 'x.example', ttl: 9, data: { priority: 0, weight: 0, port: 0, target: '.' } },
    { type: 'HINFO', name: 'x.example', ttl: 9, data: { cpu: 'a', os: 'b' } },
  ]);
  const records = decodeDnsReply(bytes)?.answers.map(({ name, type, data, number }) => [name, type, data, number]);
  assert.deepEqual(records, [
    ['x.example', 'A', '192.0.2.7', 0],
    ['x.example', 'AAAA', '2001:db8::25:0:1', 0],
    ['x.example', 'MX', 'mx.x.example', 20],
    ['x.example', 'TXT', 'v=spf1 -all', 0],
    ['x.example', 'SRV', '5 2 993 y.example', 5],
    ['x.example', 'SRV', '0 0 0 .', 0],
  ]);
});

test('loops and bombs of compression end at once', () => {
  const head = Buffer.from('000781800001ffff00000000', 'hex');
  const self = Buffer.concat([head, Buffer.from('c00c00010001', 'hex')]);
  assert.equal(decodeDnsReply(self), null);
  const ladder = Buffer.alloc(65000);
  Buffer.from('000781800000010000000000', 'hex').copy(ladder);
  for (let at = 14; at + 1 < ladder.length; at += 2) ladder.writeUInt16BE(0xc000 | Math.min(at - 2, 0x3fff), at);
  const started = performance.now();
  assert.equal(decodeDnsReply(ladder), null);
  assert.ok(performance.now() - started < 50);
});

test('hostile bytes never throw and stay bounded', () => {
  const good = reply([{ type: 'CNAME', name: 'x.example', ttl: 1, data: 'y.example' }]);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.array(fc.nat(), { maxLength: 8 }), (noise, places) => {
      decodeDnsReply(Buffer.from(noise));
      const bent = Buffer.from(good);
      places.forEach((place, i) => (bent[place % bent.length] = noise[i] ?? 0xc0));
      const read = decodeDnsReply(bent);
      if (read !== null) assert.ok(read.answers.length <= 512);
    }),
    { numRuns: 2000 },
  );
});

test('queries survive a round trip through a foreign decoder', () => {
  const label = fc.stringMatching(/^[a-z0-9_-]{1,20}$/);
  fc.assert(
    fc.property(
      fc.array(label, { minLength: 1, maxLength: 6 }),
      fc.constantFrom<DnsType>('A', 'TXT', 'AAAA'),
      (labels, type) => {
        const bytes = encodeDnsQuery(1, labels.join('.'), type);
        assert.ok(bytes);
        assert.deepEqual(decode(bytes).questions?.[0].name, labels.join('.'));
      },
    ),
  );
});

test('the meaning of replies: chains, loops, NODATA, NXDOMAIN, failures', () => {
  const soa = {
    type: 'SOA',
    name: 'example',
    ttl: 900,
    data: { mname: 'a.example', rname: 'b.example', minimum: 120 },
  };
  const cname = (name: string, data: string): Answer => ({ type: 'CNAME', name, ttl: 30, data });
  const means = (answers: Answer[], more: object = {}) => {
    const read = decodeDnsReply(reply(answers, more));
    assert.ok(read);
    return meaningOf(read, 'X.example', 'A');
  };
  const chain = means([cname('x.example', 'y.example'), { type: 'A', name: 'y.example', ttl: 300, data: '192.0.2.1' }]);
  assert.equal(chain.kind === 'records' && chain.ttlSeconds, 30);
  assert.deepEqual(means([cname('x.example', 'y.example'), cname('y.example', 'x.example')]), {
    kind: 'failed',
    why: 'malformed',
  });
  assert.equal(means([cname('x.example', 'y.example')]).kind, 'ask');
  assert.deepEqual(means([], { authorities: [soa] }), { kind: 'nodata', ttlSeconds: 120, authentic: false });
  assert.deepEqual(means([], { authorities: [soa], flags: 0x8183 }), {
    kind: 'nxdomain',
    ttlSeconds: 120,
    authentic: false,
  });
  assert.deepEqual(means([]), { kind: 'nodata', ttlSeconds: 0, authentic: false });
  assert.deepEqual(means([], { flags: 0x8182 }), { kind: 'failed', why: 'servfail' });
  assert.deepEqual(means([], { flags: 0x8185 }), { kind: 'failed', why: 'refused' });
});

test('names for addresses looked up backwards', () => {
  assert.equal(reverseName('192.0.2.1'), '1.2.0.192.in-addr.arpa');
  assert.equal(reverseName('2001:db8::1'), `1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`);
  for (const wrong of ['', '1.2.3', '1.2.3.256', '1::2::3', '12345::', 'x'])
    assert.equal(reverseName(wrong), null, wrong);
});

test('DNSSEC, TLSA, CAA and extended errors of a foreign encoder come out as they went in', () => {
  const key = Buffer.from('0102030405', 'hex');
  const text = Buffer.from('signature expired');
  const ede = Buffer.concat([Buffer.from([0, 7]), text]);
  const name = 'x.example';
  const bytes = reply(
    [
      { type: 'TLSA', name, ttl: 5, data: { usage: 3, selector: 1, matchingType: 1, certificate: key } },
      { type: 'CAA', name, ttl: 5, data: { flags: 128, tag: 'issue', value: 'ca.example' } },
      { type: 'DS', name, ttl: 5, data: { keyTag: 7, algorithm: 13, digestType: 2, digest: key } },
      { type: 'DNSKEY', name, ttl: 5, data: { flags: 257, algorithm: 13, key } },
      { type: 'NSEC', name, ttl: 5, data: { nextDomain: 'y.example', rrtypes: ['A', 'CAA'] } },
    ],
    {
      flags: 0x81a2,
      additionals: [{ type: 'OPT', name: '.', udpPayloadSize: 1232, options: [{ code: 15, data: ede }] }],
    },
  );
  const read = decodeDnsReply(bytes, { octets: true });
  assert.deepEqual(
    read?.answers.map((record) => record.data),
    ['3 1 1 0102030405', '128 issue "ca.example"', '7 13 2 0102030405', '257 3 13 AQIDBAU=', 'y.example A CAA'],
  );
  assert.ok(read.answers.every((record) => Buffer.isBuffer(record.octets)));
  assert.deepEqual(read.edns?.errors, [{ code: 7, text: 'signature expired' }]);
  assert.equal(read.authentic, true);
});
