/** Signatures made by others: zones signed by ldns (fixture), and the examples of RFC 6605 and RFC 8080 (with errata 4935). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { type Answer, encode } from 'dns-packet';
import fc from 'fast-check';
import { decodeDnsReply, type DnsRecord } from '../dns/message.ts';
import { type ChainLink, checkChain, type Leaf } from './chain.ts';
import { base32hex, deniesDs } from './denial.ts';
import { type Ds, dsDigest, isKeyOf, readDs, readKey } from './key.ts';
import { isCovered, setIn } from './signature.ts';

const NOW = Date.UTC(2026, 5, 1) / 1000;
const seconds = (text: string): number =>
  Date.UTC(+text.slice(0, 4), +text.slice(4, 6) - 1, +text.slice(6, 8), +text.slice(8, 10), +text.slice(10, 12)) /
    1000 +
  +text.slice(12, 14);
const bare = (name: string): string => name.replace(/\.$/, '');
const unBase32 = (text: string): Buffer => {
  const bits = Array.from(text)
    .map((c) => '0123456789abcdefghijklmnopqrstuv'.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => parseInt(octet, 2)));
};

/** One line of a zone file as dns-packet wants it: a foreign encoder between the text and our decoder. */
function answerOf(line: string): Answer {
  const [owner, ttl, , type, ...rest] = line.split(/\s+/);
  const base = { name: bare(owner), ttl: Number(ttl) };
  switch (type) {
    case 'SOA': {
      const [serial, refresh, retry, expire, minimum] = rest.slice(2).map(Number);
      const data = { mname: bare(rest[0]), rname: bare(rest[1]), serial, refresh, retry, expire, minimum };
      return { ...base, type, data };
    }
    case 'MX':
      return { ...base, type, data: { preference: Number(rest[0]), exchange: bare(rest[1]) } };
    case 'TXT':
      return { ...base, type, data: [...line.matchAll(/"([^"]*)"/g)].map(([, text]) => text) };
    case 'DNSKEY':
      return { ...base, type, data: { flags: +rest[0], algorithm: +rest[2], key: Buffer.from(rest[3], 'base64') } };
    case 'DS': {
      const [keyTag, algorithm, digestType] = rest.map(Number);
      return { ...base, type, data: { keyTag, algorithm, digestType, digest: Buffer.from(rest[3], 'hex') } };
    }
    case 'NSEC':
      return { ...base, type, data: { nextDomain: bare(rest[0]), rrtypes: rest.slice(1).filter((one) => one !== '') } };
    case 'NSEC3': {
      const [algorithm, flags, iterations] = rest.map(Number);
      const head = { algorithm, flags, iterations, salt: Buffer.from(rest[3], 'hex'), nextDomain: unBase32(rest[4]) };
      return { ...base, type, data: { ...head, rrtypes: rest.slice(5).filter((one) => one !== '') } };
    }
    case 'RRSIG': {
      const [typeCovered, algorithm, labels, originalTTL, until, since, keyTag, signer, signature] = rest;
      const numbers = { algorithm: +algorithm, labels: +labels, originalTTL: +originalTTL, keyTag: +keyTag };
      const times = { expiration: seconds(until), inception: seconds(since) };
      const more = { signersName: bare(signer), signature: Buffer.from(signature, 'base64') };
      return { ...base, type, data: { typeCovered, ...numbers, ...times, ...more } };
    }
    default:
      return { ...base, type: type as 'A', data: rest[0] };
  }
}

function recordsOf(lines: readonly string[]): readonly DnsRecord[] {
  const bytes = encode({ type: 'response', answers: lines.map(answerOf) });
  const reply = decodeDnsReply(bytes, { octets: true });
  assert.ok(reply);
  assert.equal(reply.answers.length, lines.length);
  return reply.answers;
}

interface SignedZone {
  readonly title: string;
  readonly ds: Ds;
  readonly records: readonly DnsRecord[];
}
const zones: readonly SignedZone[] = readFileSync(
  join(import.meta.dirname, '../../../test/fixtures/dnssec/ldns.txt'),
  'utf8',
)
  .split(/^;; (?=[A-Z0-9]+ NSEC)/m)
  .slice(1)
  .map((block) => {
    const [head, ...lines] = block.trim().split('\n');
    const ds = readDs(head.split(' ').slice(2).join(' '));
    assert.ok(ds);
    return { title: head.split(' ').slice(0, 2).join(' '), ds, records: recordsOf(lines) };
  });
const ZONE = 'signed.example';
const keysIn = (records: readonly DnsRecord[]) =>
  setIn(records, ZONE, 'DNSKEY').records.flatMap((record) => readKey(record.octets ?? Buffer.alloc(0)) ?? []);
const leaf = (records: readonly DnsRecord[], name: string, type: 'MX' | 'SOA' | 'TXT' | 'A'): Leaf => ({
  set: setIn(records, name, type),
  authorities: [],
});
const chainOf = ({ records, ds }: SignedZone, leaves: readonly Leaf[], now = NOW) =>
  checkChain([ds], [{ zone: ZONE, above: [], keys: records } satisfies ChainLink], leaves, now);

test('zones signed by another program hold, and nothing that was changed does', () => {
  assert.equal(zones.length, 7);
  for (const zone of zones.filter(({ title }) => title.endsWith('NSEC'))) {
    const leaves = (['MX', 'SOA', 'TXT'] as const).map((type) => leaf(zone.records, ZONE, type));
    assert.equal(chainOf(zone, leaves).state, 'secure', zone.title);
    for (const { set } of leaves) {
      assert.ok(set.records.length > 0);
      const octets = Buffer.from(set.records[0].octets ?? []);
      octets[octets.length - 2] ^= 1;
      const changed = { ...set, records: [{ ...set.records[0], octets }, ...set.records.slice(1)] };
      const result = chainOf(zone, [{ set: changed, authorities: [] }]);
      assert.equal(result.state === 'bogus' && result.reason, 'signature-wrong', `${zone.title} ${set.type}`);
      const stripped = chainOf(zone, [{ set: { ...set, signatures: [] }, authorities: [] }]);
      assert.equal(stripped.state === 'bogus' && stripped.reason, 'missing-signature');
    }
    const [late, early] = [Date.UTC(2037, 0, 1) / 1000, Date.UTC(2024, 0, 1) / 1000].map((at) =>
      chainOf(zone, leaves, at),
    );
    assert.equal(late.state === 'bogus' && late.reason, 'signature-expired');
    assert.equal(early.state === 'bogus' && early.reason, 'signature-not-yet-valid');
  }
});

test('a DS of another key, no key at all, and algorithms we do not know', () => {
  const [zone, other] = zones.filter(({ title }) => title.endsWith('NSEC'));
  const wrong = chainOf({ ...zone, ds: { ...zone.ds, digest: other.ds.digest } }, []);
  assert.equal(wrong.state === 'bogus' && wrong.reason, 'ds-mismatch');
  const none = chainOf({ ...zone, records: [] }, []);
  assert.equal(none.state === 'bogus' && none.reason, 'no-dnskey');
  assert.equal(chainOf({ ...zone, ds: { ...zone.ds, algorithm: 253 } }, []).state, 'insecure');
  assert.equal(chainOf({ ...zone, ds: { ...zone.ds, digestType: 3 } }, []).state, 'insecure');
});

test('a root that does not fit our anchors says nothing of the zone that was asked about', () => {
  const [{ ds }] = zones;
  const stripped = checkChain([ds], [{ zone: '', above: [], keys: [] }], [], NOW);
  assert.deepEqual(stripped, { state: 'unknown', why: 'root-not-ours' });
});

test('names from a wildcard are covered by its signature', () => {
  for (const { records } of zones.filter(({ title }) => /^E.*NSEC$/.test(title) && !title.startsWith('ECDSAP384'))) {
    const set = setIn(records, '*.wild.signed.example', 'MX');
    const answer = { ...set, name: 'some.where.wild.signed.example' };
    assert.equal(isCovered(answer, ZONE, keysIn(records), NOW).kind, 'valid');
    assert.equal(isCovered({ ...answer, name: 'wild.other.example' }, ZONE, keysIn(records), NOW).kind, 'fault');
  }
});

test('absence of DS: by NSEC, by NSEC3 with opt-out, and not where there is one', () => {
  for (const { title, records } of zones.filter((one) => /^(ED25519|ECDSAP256)/.test(one.title))) {
    const denial = deniesDs(records, 'child.signed.example', ZONE);
    assert.equal(denial.kind, 'proven', title);
    for (const { name, type } of denial.kind === 'proven' ? denial.by : [])
      assert.equal(isCovered(setIn(records, name, type), ZONE, keysIn(records), NOW).kind, 'valid');
    assert.equal(deniesDs(records, 'secure.signed.example', ZONE).kind, 'not-proven');
    assert.equal(deniesDs([], 'child.signed.example', ZONE).kind, 'not-proven');
  }
});

/** Key, DS digest, owner and record, signature: as the RFCs print them. */
const PRINTED = [
  {
    key: '257 3 13 GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==',
    zone: 'example.net',
    ds: '55648 13 2 b4c8c1fe2e7477127b27115656ad6256f424625bf5c1e2770ce6d6e37df61d17',
    record: 'www.example.net. 3600 IN A 192.0.2.1',
    signature:
      'A 13 3 3600 20100909100439 20100812100439 55648 example.net. qx6wLYqmh+l9oCKTN6qIc+bw6ya+KJ8oMz0YP107epXAyGmt+3SNruPFKG7tZoLBLlUzGGus7ZwmwWep666VCw==',
  },
  {
    key: '257 3 14 xKYaNhWdGOfJ+nPrL8/arkwf2EY3MDJ+SErKivBVSum1w/egsXvSADtNJhyem5RCOpgQ6K8X1DRSEkrbYQ+OB+v8/uX45NBwY8rp65F6Glur8I/mlVNgF6W/qTI37m40',
    zone: 'example.net',
    ds: '10771 14 4 72d7b62976ce06438e9c0bf319013cf801f09ecc84b8d7e9495f27e305c6a9b0563a9b5f4d288405c3008a946df983d6',
    record: 'www.example.net. 3600 IN A 192.0.2.1',
    signature:
      'A 14 3 3600 20100909102025 20100812102025 10771 example.net. /L5hDKIvGDyI1fcARX3z65qrmPsVz73QD1Mr5CEqOiLP95hxQouuroGCeZOvzFaxsT8Glr74hbavRKayJNuydCuzWTSSPdz7wnqXL5bdcJzusdnI0RSMROxxwGipWcJm',
  },
  {
    key: '257 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=',
    zone: 'example.com',
    ds: '3613 15 2 3aa5ab37efce57f737fc1627013fee07bdf241bd10f3b1964ab55c78e79a304b',
    record: 'example.com. 3600 IN MX 10 mail.example.com.',
    signature:
      'MX 15 2 3600 20150819220000 20150729220000 3613 example.com. oL9krJun7xfBOIWcGHi7mag5/hdZrKWw15jPGrHpjQeRAvTdszaPD+QLs3fx8A4M3e23mRZ9VrbpMngwcrqNAg==',
  },
] as const;

test('the examples that the RFCs print', () => {
  for (const { key: text, zone, ds: digest, record, signature } of PRINTED) {
    const owner = record.split(' ')[0];
    const records = recordsOf([`${zone}. 3600 IN DNSKEY ${text}`, record, `${owner} 3600 IN RRSIG ${signature}`]);
    const key = readKey(records[0].octets ?? Buffer.alloc(0));
    const ds = readDs(digest);
    assert.ok(key && ds);
    assert.equal(dsDigest(zone, key, ds.digestType), ds.digest);
    assert.ok(isKeyOf(zone, ds, key));
    const set = setIn(records, bare(owner), records[1].type);
    const since = seconds(signature.split(' ')[5]);
    assert.equal(isCovered(set, zone, [key], since + 3600).kind, 'valid', digest);
  }
});

test('hostile keys, signatures and denials end in an answer', () => {
  const octets = fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes));
  const record = fc.record({
    name: fc.constantFrom('x.example', 'child.x.example', 'a.x.example'),
    type: fc.constantFrom('RRSIG', 'MX', 'DNSKEY', 'NSEC', 'NSEC3', 'DS'),
    ttlSeconds: fc.nat(),
    data: fc.oneof(fc.string(), fc.constant('1 1 9 ab 00ff NS'), fc.constant('1 1 70000 - zz DS')),
    number: fc.constantFrom(15, 48),
    octets,
  }) as fc.Arbitrary<DnsRecord>;
  fc.assert(
    fc.property(fc.array(record, { maxLength: 8 }), (records) => {
      const keys = records.flatMap((one) => readKey(one.octets ?? Buffer.alloc(0)) ?? []);
      assert.ok(['valid', 'fault'].includes(isCovered(setIn(records, 'x.example', 'MX'), 'x.example', keys, NOW).kind));
      deniesDs(records, 'child.x.example', 'x.example');
      const links = [{ zone: 'x.example', above: records, keys: records }];
      assert.ok(checkChain([{ tag: 1, algorithm: 13, digestType: 2, digest: '' }], links, [], NOW).state);
    }),
    { numRuns: 300 },
  );
  const cut = { name: 'child.x.example', type: 'NSEC3', ttlSeconds: 0, data: '1', number: 15 } as unknown as DnsRecord;
  assert.equal(deniesDs([cut], 'child.x.example', 'x.example').kind, 'not-proven');
  assert.equal(base32hex(Buffer.from('foobar')), 'cpnmuoj1e8');
});
