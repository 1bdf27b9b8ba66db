/** SPF evaluated: RFC cases, the counted tree, and the same verdict as another implementation on drawn records. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { spf as foreign } from 'mailauth';
import { evaluateSpf, isWithin, type SpfFound, type SpfLookup, type SpfOutcome } from './evaluate.ts';
import { expandMacros } from './macro.ts';
import { parseSpf } from './record.ts';

type Zone = {
  readonly TXT?: string[];
  readonly A?: string[];
  readonly AAAA?: string[];
  readonly MX?: string[];
  readonly PTR?: string[];
};
type Names = Readonly<Record<string, Zone | 'broken'>>;
const lookup = (names: Names): SpfLookup => {
  const ask = (name: string, type: keyof Zone): Promise<SpfFound> => {
    const zone = names[name.toLowerCase()];
    if (zone === 'broken') return Promise.resolve({ kind: 'failed' });
    const values = zone?.[type] ?? [];
    return Promise.resolve(values.length === 0 ? { kind: 'none' } : { kind: 'found', values });
  };
  return {
    txt: (name) => ask(name, 'TXT'),
    a: (name) => ask(name, 'A'),
    aaaa: (name) => ask(name, 'AAAA'),
    mx: (name) => ask(name, 'MX'),
    ptr: (address) => ask(address, 'PTR'),
  };
};
const run = (record: string | string[], more: Names = {}, address = '203.0.113.25'): Promise<SpfOutcome> =>
  evaluateSpf(lookup({ 'd.example': { TXT: [record].flat(), A: ['203.0.113.25'], MX: ['mx.d.example'] }, ...more }), {
    domain: 'd.example',
    address,
    sender: 'kari@d.example',
    helo: 'mx.host.example',
  });
const told = async (...given: Parameters<typeof run>): Promise<string> => {
  const { result, why } = await run(...given);
  return why === null ? result : `${result} ${why}`;
};
const chain = (count: number, end = 'v=spf1 -all'): Names =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `i${i}.example`,
      { TXT: [i === count - 1 ? end : `v=spf1 include:i${i + 1}.example -all`] },
    ]),
  );

test('results and errors', async () => {
  const cases: readonly (readonly [string, string | string[], Names?, string?])[] = [
    ['pass', 'v=spf1 ip4:203.0.113.0/24 -all'],
    ['fail', 'v=spf1 ip4:203.0.113.128/25 -all'],
    ['softfail', 'v=spf1 ~all'],
    ['neutral', 'v=spf1 ip4:192.0.2.1'],
    ['none', 'other text'],
    ['pass', 'V=SPF1 A -ALL'],
    ['pass', 'v=spf1 mx -all', { 'mx.d.example': { A: ['203.0.113.25'] } }],
    ['pass', 'v=spf1 ip6:2001:db8::/32 -all', {}, '2001:db8::25'],
    ['fail', 'v=spf1 a -all', {}, '2001:db8::25'],
    ['pass', 'v=spf1 exists:%{ir}.%{v}.%{d2} -all', { '25.113.0.203.in-addr.d.example': { A: ['127.0.0.1'] } }],
    ['pass', 'v=spf1 ptr -all', { '203.0.113.25': { PTR: ['x.d.example'] }, 'x.d.example': { A: ['203.0.113.25'] } }],
    ['fail', 'v=spf1 ptr -all', { '203.0.113.25': { PTR: ['x.d.example'] }, 'x.d.example': { A: ['203.0.113.26'] } }],
    ['permerror several-records', ['v=spf1 mx', 'v=spf1 a']],
    ['permerror unknown-mechanism', 'v=spf1 ipv4:203.0.113.25 -all'],
    ['permerror unknown-mechanism', 'v=spf1 ip4:203.0.113.25 moo -all'],
    ['permerror bad-address', 'v=spf1 ip4:203.0.113 -all'],
    ['permerror bad-prefix', 'v=spf1 ip4:203.0.113.0/33 -all'],
    ['permerror bad-prefix', 'v=spf1 a/024 -all'],
    ['permerror missing-argument', 'v=spf1 include -all'],
    ['permerror bad-domain', 'v=spf1 include:localhost -all'],
    ['permerror unexpected-argument', 'v=spf1 all:x'],
    ['permerror repeated-modifier', 'v=spf1 redirect=a.example redirect=b.example'],
    ['permerror bad-character', 'v=spf1 \tmx -all'],
    ['permerror no-record-there', 'v=spf1 include:gone.example -all'],
    ['permerror no-record-there', 'v=spf1 redirect=gone.example'],
    ['temperror dns', 'v=spf1 include:b.example -all', { 'b.example': 'broken' }],
    ['pass', 'v=spf1 a include:b.example -all', { 'b.example': 'broken' }],
    ['neutral', 'v=spf1 ?include:i0.example', { 'i0.example': { TXT: ['v=spf1 a:d.example -all'] } }],
  ];
  for (const [wanted, ...given] of cases) assert.equal(await told(...given), wanted, JSON.stringify(given));
});

test('ten questions, not eleven; two void ones, not three', async () => {
  assert.equal(await told('v=spf1 include:i0.example ~all', chain(10)), 'softfail');
  assert.equal(await told('v=spf1 include:i0.example ~all', chain(11)), 'permerror too-many-lookups');
  assert.equal(await told('v=spf1 a:x1.example a:x2.example ~all'), 'softfail');
  assert.equal(await told('v=spf1 a:x1.example a:x2.example a:x3.example ~all'), 'permerror too-many-void');
  const loop = await run('v=spf1 include:d.example -all');
  assert.deepEqual([loop.why, loop.lookups], ['too-many-lookups', 11]);
  const mx = Array.from({ length: 11 }, (_, i) => `mx${i}.example`);
  assert.equal(await told('v=spf1 mx:big.example -all', { 'big.example': { MX: mx } }), 'permerror too-many-mx');
});

test('the tree tells how it came to the result', async () => {
  const { tree, lookups, matched } = await run('v=spf1 include:i0.example ~all', chain(2, 'v=spf1 a:d.example -all'));
  assert.deepEqual([tree.domain, tree.result, matched, lookups], ['d.example', 'pass', 'include:i0.example', 3]);
  assert.deepEqual([tree.below[0].domain, tree.below[0].result], ['i0.example', 'pass']);
  assert.deepEqual(tree.below[0].below[0].matched, 'a:d.example');
  const broken = await run('v=spf1 include:i0.example ~all', chain(1, 'v=spf1 moo'));
  assert.deepEqual(broken.at, { domain: 'i0.example', term: 'moo' });
});

test('macros (RFC 7208 §7.4)', () => {
  const values = {
    sender: 'strong-bad@email.example.com',
    domain: 'email.example.com',
    address: '192.0.2.3',
    helo: 'h.example',
    validated: 'unknown',
  };
  for (const [spec, wanted] of [
    ['%{s}', 'strong-bad@email.example.com'],
    ['%{d3}', 'email.example.com'],
    ['%{d2}', 'example.com'],
    ['%{dr}', 'com.example.email'],
    ['%{d2r}', 'example.email'],
    ['%{l-}', 'strong.bad'],
    ['%{lr-}', 'bad.strong'],
    ['%{l1r-}', 'strong'],
    ['%{ir}.%{v}._spf.%{d2}', '3.2.0.192.in-addr._spf.example.com'],
    ['%%%_%-', '% %20'],
  ])
    assert.equal(expandMacros(spec, values), wanted, spec);
  const six = expandMacros('%{ir}.%{v}', { ...values, address: '2001:db8::cb01' });
  assert.equal(six, '1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6');
});

const host = fc.constantFrom('d.example', 'a.example', 'b.example', 'six.example');
const qualifier = fc.constantFrom('', '+', '-', '~', '?');
const v4 = fc.tuple(fc.constantFrom('203.0.113.25', '203.0.113.0', '198.51.100.7'), fc.nat({ max: 32 }));
const term = fc.oneof(
  fc.tuple(qualifier, v4).map(([q, [address, bits]]) => `${q}ip4:${address}/${bits}`),
  fc.tuple(qualifier, host, fc.constantFrom('', '/24', '/28')).map(([q, name, bits]) => `${q}a:${name}${bits}`),
  fc.tuple(qualifier, host).map(([q, name]) => `${q}mx:${name}`),
  fc.tuple(qualifier, fc.constantFrom('a.example', 'b.example')).map(([q, name]) => `${q}include:${name}`),
  fc.constantFrom('ip6:2001:db8::/32', 'exists:%{i}.list.example', '-exists:gone.example', 'x=y'),
);
const record = fc
  .tuple(fc.array(term, { maxLength: 5 }), fc.constantFrom('-all', '~all', '?all', '', 'redirect=a.example'))
  .map(([terms, end]) => ['v=spf1', ...terms, end].join(' ').trim());

test('the same verdict as mailauth on drawn records', async () => {
  const code = (word: string): Error => Object.assign(new Error(word), { code: word });
  await fc.assert(
    fc.asyncProperty(record, record, fc.constantFrom('203.0.113.25', '198.51.100.7'), async (own, other, address) => {
      const names: Names = {
        'd.example': { TXT: [own], A: ['203.0.113.25'], MX: ['d.example'] },
        'a.example': { TXT: [other], A: ['198.51.100.7'], MX: ['a.example', 'd.example'] },
        'b.example': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'], A: ['203.0.113.30'], MX: ['b.example'] },
        'six.example': { AAAA: ['2001:db8::25'], MX: ['six.example'] },
        '203.0.113.25.list.example': { A: ['127.0.0.2'] },
      };
      const query = { domain: 'd.example', address, sender: 'kari@d.example', helo: 'h.example' };
      const ours = await evaluateSpf(lookup(names), query);
      const theirs = await foreign({
        sender: query.sender,
        ip: address,
        helo: query.helo,
        mta: 'mx.example',
        strict: true,
        resolver: (async (name: string, type: string) => {
          const zone = names[name.toLowerCase()];
          const values = zone === undefined || zone === 'broken' ? [] : (zone[type as keyof Zone] ?? []);
          if (values.length === 0) throw code(zone === undefined ? 'ENOTFOUND' : 'ENODATA');
          if (type === 'TXT') return values.map((text) => [text]);
          return type === 'MX' ? values.map((exchange, i) => ({ priority: i, exchange })) : values;
        }) as NonNullable<Parameters<typeof foreign>[0]['resolver']>,
      } as Parameters<typeof foreign>[0]);
      const { result } = (theirs as { status: { result: string } }).status;
      assert.equal(ours.result, result, `${own} | ${other} for ${address}`);
    }),
    { numRuns: 150 },
  );
});

test('law: any record is read or refused, never thrown at, and ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(fc.oneof(term, fc.string({ maxLength: 20 })), { maxLength: 30 })
        .map((terms) => `v=spf1 ${terms.join(' ')}`),
      async (text) => {
        assert.ok(['record', 'wrong'].includes(parseSpf(text).kind));
        const { lookups, voids } = await run(text, { 'a.example': { TXT: [text] } });
        assert.ok(lookups <= 11 && voids <= 3);
      },
    ),
    { numRuns: 200 },
  );
});

test('addresses within networks', () => {
  assert.ok(isWithin('203.0.113.25', '0.0.0.0', 0));
  assert.ok(!isWithin('203.0.113.25', '::', 0));
  assert.ok(isWithin('2001:db8::1', '2001:DB8:0::', 48));
  assert.ok(!isWithin('2001:db8::1', '2001:db8::2', 128));
  assert.ok(!isWithin('nonsense', '203.0.113.0', 0));
});
