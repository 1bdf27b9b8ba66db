/** DMARC, DKIM keys, MTA-STS and TLSA: what is read, what is refused, and that no text breaks a parser. */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { makeLabCertificates } from '../../../lab/lab-certificates.ts';
import { checkDkimKey, isDkimKey } from '../dkim/key-record.ts';
import { isCovered, parseStsPolicy, stsId, stsPolicyText } from '../mta-sts/policy.ts';
import { chainOf, isMatch, isUsable, readTlsa, wantedTlsa } from '../tlsa/match.ts';
import { readTags } from '../tag-list.ts';
import { dmarcNames, isDmarc, isNearDmarc, mendDmarc, parseDmarc, policyFor } from './record.ts';

const policyOf = (text: string, own = true): string => {
  const parsed = parseDmarc(text);
  return parsed.kind === 'wrong' ? `${parsed.problem} ${parsed.term}` : policyFor(parsed.record, own);
};

test('DMARC: versions, policies, what applies below', () => {
  assert.ok(isDmarc('v=DMARC1; p=none') && isDmarc('v = DMARC1') && isDmarc('v=DMARC1;p=reject'));
  for (const text of ['v=dmarc1; p=none', ' v=DMARC1; p=none', 'v=DMARC1, p=none', 'v=DMARC12; p=none'])
    assert.ok(!isDmarc(text), text);
  for (const text of [
    'v=dmarc1; p=none',
    '"v=DMARC1; p=none"',
    'v=DMARC1, p=none',
    'DMARC1; p=none',
    'v=DMARC; p=none',
  ])
    assert.ok(isNearDmarc(text), text);
  for (const text of ['dmarcian-verification=12', 'reports of dmarc go to the office', 'v=spf1 -all'])
    assert.ok(!isNearDmarc(text), text);
  assert.equal(policyOf('v=DMARC1; p=REJECT'), 'reject');
  assert.equal(policyOf('v=DMARC1; p=reject; sp=none', false), 'none');
  assert.equal(policyOf('v=DMARC1; p=reject; t=y'), 'quarantine');
  assert.equal(policyOf('v=DMARC1; rua=mailto:a@b.example'), 'none');
  assert.equal(policyOf('v=DMARC1; sp=none'), 'no-policy p=');
  assert.equal(policyOf('v=DMARC1; p=rejct'), 'bad-policy p=rejct');
  assert.equal(policyOf('v=DMARC1; p none'), 'not-a-list p none');
});

test('DMARC: the names that are asked (RFC 9989 §4.10)', () => {
  assert.deepEqual(dmarcNames('a.b.example'), ['a.b.example', 'b.example', 'example']);
  const deep = dmarcNames('1.2.3.4.5.6.7.8.9.example');
  assert.deepEqual([deep.length, deep[0], deep[1]], [8, '1.2.3.4.5.6.7.8.9.example', '4.5.6.7.8.9.example']);
});

test('DMARC: the mended record is one that receivers read', () => {
  assert.equal(
    mendDmarc(['v=DMARC1; p=none', 'v=DMARC1; p=quarantine; rua=dmarc@a.example']),
    'v=DMARC1; p=quarantine; rua=mailto:dmarc@a.example',
  );
  assert.equal(mendDmarc(['v=DMARC1, p=none, sp=none']), 'v=DMARC1; p=none; sp=none');
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 80 }), { maxLength: 3 }), (records) => {
      const mended = mendDmarc(records);
      assert.ok(isDmarc(mended));
      assert.ok(mended.length < 2000);
    }),
  );
});

const KEY = `MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA${'x'.repeat(340)}IDAQAB`;
test('DKIM keys', () => {
  const state = (text: string): string => checkDkimKey(text, KEY, 'rsa').state;
  assert.equal(state(`v=DKIM1; k=rsa; p=${KEY}`), 'ok');
  assert.equal(state(`p=${KEY.match(/.{1,60}/g)?.join(' ')};`), 'ok');
  assert.equal(state(`k=rsa; p=${KEY}; v=DKIM1`), 'unreadable');
  assert.equal(state(`v=DKIM1; p=${KEY.slice(0, 240)}`), 'cut');
  assert.equal(state(`v=DKIM1; p=${KEY.slice(0, 40)}`), 'mismatch');
  assert.equal(state('v=DKIM1; p='), 'revoked');
  assert.equal(state('v=DKIM1; k=rsa'), 'unreadable');
  assert.equal(state(`v=DKIM1; k=ed25519; p=${KEY}`), 'unreadable');
  assert.equal(state(`v=DKIM1; s=tlsrpt; p=${KEY}`), 'not-for-mail');
  assert.equal(state(`v=DKIM1; h=sha1; p=${KEY}`), 'wrong-hash');
  assert.deepEqual(checkDkimKey(`v=DKIM1; t=y:s; p=${KEY}`, KEY, 'rsa'), { state: 'ok', testing: true });
  assert.ok(!isDkimKey('v=spf1 -all') && isDkimKey('p='));
});

test('MTA-STS policies', () => {
  const policy = parseStsPolicy(
    'version: STSv1\r\nmode: enforce\r\nmx: mx.a.example\nmx: *.b.example\r\nmax_age: 86400\r\n',
  );
  assert.ok(!('wrong' in policy));
  assert.ok(isCovered(policy, 'mx.a.example') && isCovered(policy, 'x.b.example'));
  assert.ok(!isCovered(policy, 'b.example') && !isCovered(policy, 'x.y.b.example'));
  for (const text of [
    '',
    '<html>',
    'version: STSv1\nmode: enforce\nmax_age: 1',
    'version: STSv1\nmode: on\nmx: a\nmax_age: 1',
  ])
    assert.ok('wrong' in parseStsPolicy(text), text);
  assert.equal(stsId('v=STSv1; id=20260101T0;'), '20260101T0');
  assert.equal(stsId('v=STSv1; id=not-good'), null);
  assert.ok(!('wrong' in parseStsPolicy(stsPolicyText('enforce', ['mx.a.example'], 86_400))));
});

test('TLSA against a chain', () => {
  const made = makeLabCertificates(Date.UTC(2026, 10, 22)).make('right', ['mx.a.example']);
  const chain = chainOf(made.cert);
  assert.ok(chain !== null && chain.length === 2);
  const own = readTlsa(wantedTlsa(chain));
  assert.ok(own !== null && isMatch(own, chain));
  assert.ok(!isMatch({ ...own, usage: 2 }, chain), 'the leaf is no authority');
  assert.ok(!isMatch({ ...own, usage: 1 }, chain), 'PKIX usages are not for mail');
  const whole = readTlsa(
    `2 0 0 ${new X509Certificate(made.cert.slice(made.cert.lastIndexOf('-----BEGIN'))).raw.toString('hex')}`,
  );
  assert.ok(whole !== null && isMatch(whole, chain));
  assert.ok(!isUsable({ usage: 3, selector: 1, matching: 1, data: 'ab' }));
  assert.equal(chainOf('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'), null);
});

test('law: no text breaks a parser', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
      readTags(text);
      parseDmarc(`v=DMARC1;${text}`);
      isNearDmarc(text);
      checkDkimKey(text, KEY, 'rsa');
      parseStsPolicy(text);
      stsId(text);
      readTlsa(text);
      chainOf(text);
    }),
    { numRuns: 300 },
  );
});
