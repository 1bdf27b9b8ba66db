/** The rule of CAA: the RFC's own examples, and laws over drawn record sets. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type CaaRecord, type Issuance, mayIssue, readCaa } from './issuance.ts';

const US: Issuance = {
  identities: ['ca1.example.net', 'ca1.example'],
  account: 'https://ca1.example.net/account/1',
  methods: ['http-01', 'tls-alpn-01'],
  isWildcard: false,
};
const read = (...texts: readonly string[]): readonly CaaRecord[] =>
  texts.map((text) => readCaa(text) ?? assert.fail(text));
const issue = (value: string): string => `0 issue "${value}"`;
const verdict = (texts: readonly string[], more: Partial<Issuance> = {}): string => {
  const found = mayIssue(read(...texts), { ...US, ...more });
  return found.kind === 'allowed' ? found.methods.join(' ') : found.why;
};
const BOTH = 'http-01 tls-alpn-01';

test('issue, issuewild, nobody and what cannot be read, as in RFC 8659', () => {
  assert.equal(verdict([]), BOTH);
  assert.equal(verdict([issue('ca1.example.net')]), BOTH);
  assert.equal(verdict([issue(' CA1.Example.NET ; account = 230123 ;')]), BOTH);
  assert.equal(verdict([issue('ca2.example.org')]), 'others');
  assert.equal(verdict([issue('ca2.example.org'), issue('ca1.example')]), BOTH);
  assert.equal(verdict([issue('')]), 'nobody');
  assert.equal(verdict([issue(';')]), 'nobody');
  assert.equal(verdict([issue(';'), issue('ca1.example')]), BOTH);
  assert.equal(verdict(['0 iodef "mailto:a@b.example"']), BOTH);
  // §4.2: malformed parameters and issuers authorize nobody.
  for (const bad of ['%%%%%', 'ca1.example; account', 'ca1.example; a b=c', 'ca1..example', 'ca1.example, x', '-a.b'])
    assert.equal(verdict([issue(bad)]), 'nobody', bad);
  // §4.3: issuewild is for wildcards only, and there it goes before.
  assert.equal(verdict(['0 issuewild ";"']), BOTH);
  assert.equal(verdict(['0 issuewild ";"', issue('ca1.example')], { isWildcard: true }), 'nobody');
  assert.equal(verdict(['0 issuewild "ca1.example"', issue(';')], { isWildcard: true }), BOTH);
  assert.equal(verdict([issue('ca2.example.org')], { isWildcard: true }), 'others');
});

test('a critical property that nobody knows forbids all; the other bits and known tags do not', () => {
  assert.equal(verdict(['128 tbs "Unknown"', issue('ca1.example')]), 'critical');
  assert.equal(verdict(['127 tbs "Unknown"', issue('ca1.example')]), BOTH);
  assert.equal(verdict(['128 issue "ca1.example"', '128 iodef "x"', '128 issuemail ";"']), BOTH);
  const found = mayIssue(read('129 tbs "x"'), US);
  assert.deepEqual(found.kind === 'forbidden' && [found.records, found.wanted], [['129 tbs "x"'], '1 tbs "x"']);
});

test('account and methods as in RFC 8657', () => {
  const mine = `accounturi=${US.account}`;
  assert.equal(verdict([issue(`ca1.example; ${mine}`)]), BOTH);
  assert.equal(verdict([issue('ca1.example; accounturi=https://ca1.example.net/account/2')]), 'account');
  assert.equal(verdict([issue(`ca1.example; ${mine}; ${mine}`)]), 'account');
  assert.equal(verdict([issue('ca1.example; accounturi=https://x.example')], { account: null }), BOTH);
  assert.equal(verdict([issue('ca1.example; validationmethods=tls-alpn-01')]), 'tls-alpn-01');
  assert.equal(verdict([issue('ca1.example; validationmethods=dns-01,ca-own')]), 'method');
  assert.equal(verdict([issue('ca1.example; validationmethods=')]), 'method');
  const two = [issue('ca1.example; validationmethods=http-01'), issue('ca1.example; validationmethods=tls-alpn-01')];
  assert.equal(verdict(two), BOTH);
  assert.equal(verdict([issue(`ca1.example; validationmethods=dns-01; ${mine}`), issue('ca2.example')]), 'method');
  // A condition of another authority is not ours.
  assert.equal(verdict([issue(`ca2.example; ${mine}`)]), 'others');
});

test('an authority without a name is refused only where everybody is', () => {
  const nameless = { identities: null };
  assert.equal(verdict([issue('ca2.example')], nameless), BOTH);
  assert.equal(verdict([issue(';')], nameless), 'nobody');
  assert.equal(verdict(['128 tbs ""'], nameless), 'critical');
});

const value = fc.oneof(
  fc.constantFrom('', ';', 'ca1.example', 'ca2.example', ' ca1.example ', 'ca1.example;;', 'ca1.example; x', '%'),
  fc.constantFrom('dns-01', 'http-01', 'http-01,tls-alpn-01').map((list) => `ca1.example; validationmethods=${list}`),
  fc.constantFrom(US.account, 'https://a.example/2').map((url) => `ca1.example; accounturi=${url}`),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const record: fc.Arbitrary<CaaRecord> = fc.record({
  flags: fc.constantFrom(0, 1, 127, 128, 255),
  tag: fc.constantFrom('issue', 'issue', 'issuewild', 'iodef', 'tbs', 'issuemail'),
  value,
});
const asked: fc.Arbitrary<Issuance> = fc.record({
  identities: fc.constantFrom(US.identities, null),
  account: fc.constantFrom(US.account, null),
  methods: fc.constant(US.methods),
  isWildcard: fc.boolean(),
});

test('laws: order of records means nothing; what is said to be wanted allows it; texts are read as they are written', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 5 }), asked, (records, wish) => {
      const found = mayIssue(records, wish);
      assert.deepEqual(mayIssue(records.toReversed(), wish).kind, found.kind);
      if (found.kind === 'allowed') return assert.ok(found.methods.length > 0);
      // Not critical: each forbidding record is there and comes back from its text.
      const same = read(...found.records.filter((text) => !/[\r\n]/.test(text)));
      for (const one of same) assert.ok(records.some(({ tag, value: said }) => tag === one.tag && said === one.value));
      if (found.wanted === null) return assert.equal(wish.identities, null);
      const [wanted] = read(found.wanted);
      if (found.why !== 'critical') return assert.equal(mayIssue([...records, wanted], wish).kind, 'allowed');
      // In place of that one: there may be another, never the same again.
      const [bad] = read(found.records[0]);
      const mended = records.map((one) =>
        one.tag === bad.tag && one.value === bad.value && one.flags === bad.flags ? wanted : one,
      );
      const next = mayIssue(mended, wish);
      return assert.ok(next.kind === 'allowed' || next.records[0] !== found.records[0]);
    }),
    { numRuns: 400 },
  );
});

test('any text is read or is none', () => {
  assert.deepEqual(readCaa('0 ISSUE "a "b" c"'), { flags: 0, tag: 'issue', value: 'a "b" c' });
  for (const none of ['', '0 issue', '0 issue ca.test', 'x issue "a"', '0  "a"'])
    assert.equal(readCaa(none), null, none);
  fc.assert(fc.property(fc.string(), (text) => void readCaa(text)));
});
