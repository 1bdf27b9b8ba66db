/** Merging SPF: nobody who was allowed is lost, we are allowed, and doing it twice changes nothing. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { evaluateSpf, type SpfFound, type SpfLookup } from './evaluate.ts';
import { mergeSpf } from './merge.ts';
import { parseSpf, termsOf } from './record.ts';

const OURS = 'a:mx.host.example';
const value = (existing: readonly string[], ours: readonly string[] = [OURS]): string => {
  const merged = mergeSpf(existing, ours);
  assert.ok(merged.kind === 'merged', JSON.stringify(merged));
  return merged.value;
};

test('cases', () => {
  assert.equal(value([]), `v=spf1 ${OURS} ~all`);
  assert.equal(value(['v=spf1 include:_spf.far.example -all']), `v=spf1 ${OURS} include:_spf.far.example -all`);
  assert.equal(value(['v=spf1 redirect=_spf.far.example']), `v=spf1 ${OURS} redirect=_spf.far.example`);
  assert.equal(
    value(['v=spf1 include:a.example -all', 'v=spf1 include:b.example ~all']),
    `v=spf1 ${OURS} include:a.example include:b.example ~all`,
  );
  assert.equal(
    value(['v=spf1 mx -all', 'v=spf1 redirect=_spf.far.example']),
    `v=spf1 ${OURS} mx include:_spf.far.example -all`,
  );
  assert.equal(value(['v=spf1 mx -all include:late.example']), `v=spf1 ${OURS} mx include:late.example -all`);
  assert.equal(value([`v=spf1 mx ${OURS} exp=why.a.example -all`]), `v=spf1 ${OURS} mx -all exp=why.a.example`);
  assert.equal(value([`v=spf1 ${OURS} mx -all`]), `v=spf1 ${OURS} mx -all`);
  assert.equal(value(['v=spf1 a']), `v=spf1 ${OURS} a`);
});

test('slips are mended, what cannot be read is named and left', () => {
  assert.equal(
    value(['v=spf1 ipv4:192.0.2.1 include: b.example ~ all']),
    `v=spf1 ${OURS} ip4:192.0.2.1 include:b.example ~all`,
  );
  assert.equal(
    value(['v=spf1 include=c.example; ip4:2001:db8::1 -al']),
    `v=spf1 ${OURS} include:c.example ip6:2001:db8::1 -all`,
  );
  assert.deepEqual(mergeSpf(['v=spf1 incldue-our-shop mx -all'], [OURS]), {
    kind: 'unclear',
    terms: ['incldue-our-shop'],
  });
});

const name = fc.constantFrom('a.example', 'b.example', '_spf.c.example', 'd.e.example');
const octet = fc.nat({ max: 255 });
const address = fc.tuple(octet, octet).map(([a, b]) => `198.51.${a}.${b}`);
const sign = fc.constantFrom('', '+', '?', '~', '-');
const sender = fc.oneof(
  fc.tuple(sign, name).map(([s, n]) => `${s}include:${n}`),
  fc.tuple(sign, address, fc.nat({ max: 32 })).map(([s, a, bits]) => `${s}ip4:${a}/${bits}`),
  fc.tuple(sign, name).map(([s, n]) => `${s}a:${n}`),
  fc.constantFrom('mx', 'a', '?mx', 'ptr', 'exists:%{i}.list.example', 'ip6:2001:db8::/32'),
);
const record = fc
  .tuple(fc.array(sender, { maxLength: 6 }), fc.constantFrom([], ['-all'], ['~all'], ['redirect=r.example']))
  .map(([senders, end]) => ['v=spf1', ...senders, ...end].join(' '));

test('law: every sender stays, ours is there, and it can be read', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 3 }), (records) => {
      const merged = value(records);
      assert.equal(parseSpf(merged).kind, 'record', merged);
      const terms = termsOf(merged).map((term) => term.replace(/^\+/, ''));
      assert.equal(terms[0], OURS);
      for (const term of records.flatMap(termsOf).map((one) => one.replace(/^\+/, ''))) {
        const isKept = terms.includes(term) || terms.includes(term.replace('redirect=', 'include:'));
        assert.ok(isKept || /^[~-]all$/.test(term), `${term} is lost: ${merged}`);
      }
      assert.equal(value([merged]), merged, 'twice changes nothing');
    }),
    { numRuns: 300 },
  );
});

const none: SpfFound = { kind: 'none' };
const lookup = (txt: string): SpfLookup => ({
  txt: async (asked) => ({
    kind: 'found',
    values: [asked === 'fjord.example' ? txt : 'v=spf1 ip4:198.51.0.0/17 ?all'],
  }),
  a: async (asked) =>
    asked === 'mx.host.example'
      ? { kind: 'found', values: ['203.0.113.25'] }
      : { kind: 'found', values: ['198.51.7.7'] },
  aaaa: async () => none,
  mx: async () => ({ kind: 'found', values: ['a.example'] }),
  ptr: async () => none,
});
const resultFor = async (txt: string, from: string): Promise<string> =>
  (
    await evaluateSpf(lookup(txt), {
      domain: 'fjord.example',
      address: from,
      sender: 'kari@fjord.example',
      helo: 'h.example',
    })
  ).result;

test('law: we pass, and for everybody else one record says what it said', async () => {
  await fc.assert(
    fc.asyncProperty(record, address, async (text, from) => {
      const merged = value([text]);
      assert.equal(await resultFor(merged, '203.0.113.25'), 'pass');
      const before = await resultFor(text, from);
      if (before !== 'permerror') assert.equal(await resultFor(merged, from), before);
    }),
    { numRuns: 200 },
  );
});

test('law: any text whatsoever is merged or named, quickly', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ maxLength: 60 }).map((text) => `v=spf1 ${text}`),
        { maxLength: 4 },
      ),
      (records) => {
        const merged = mergeSpf(records, [OURS]);
        if (merged.kind === 'merged') assert.equal(parseSpf(merged.value).kind, 'record', merged.value);
        else assert.ok(merged.terms.length > 0);
      },
    ),
    { numRuns: 300 },
  );
});
