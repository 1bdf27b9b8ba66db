import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { formatPasswordHash, parsePasswordHash } from './password-hash.ts';
import { otherReadings, passwordProblem, preparePassword } from './password.ts';

test('what a password may be', () => {
  assert.equal(passwordProblem('blåbær-7'), null);
  assert.equal(passwordProblem('åtte tegn'), null);
  assert.equal(passwordProblem('kort'), 'too-short');
  assert.equal(passwordProblem('a\u030a'.repeat(7)), 'too-short', 'seven letters, however they are typed');
  assert.equal(passwordProblem('passord\u0000nul'), 'control-character');
  assert.equal(passwordProblem('passord\nlinje'), 'control-character');
  assert.equal(passwordProblem('x'.repeat(1025)), 'too-long');
});

test('the same password from Windows and macOS; another blank is a blank (RFC 8265)', () => {
  assert.equal(preparePassword('bla\u030aba\u030ar'), preparePassword('bl\u00e5b\u00e5r'));
  assert.equal(preparePassword('to\u00a0ord'), 'to ord');
  assert.notEqual(preparePassword('Kari'), preparePassword('kari'));
});

test('what may have been meant', () => {
  assert.deepEqual(otherReadings('helt-vanlig'), []);
  assert.deepEqual(otherReadings(' sommer2026\n'), [{ secret: 'sommer2026', cause: 'acc-password-edge-space' }]);
  const mojibake = Buffer.from('blåbær-7', 'utf8').toString('latin1');
  assert.ok(
    otherReadings(mojibake).some(({ secret, cause }) => secret === 'blåbær-7' && cause === 'acc-password-nonascii'),
  );
  assert.ok(otherReadings('blåbær-7').some(({ secret }) => secret === mojibake));
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (secret) => otherReadings(secret).length <= 3));
});

test('hashes as text: there and back, and nothing else passes', () => {
  const bytes = (min: number, max: number) =>
    fc.uint8Array({ minLength: min, maxLength: max }).map((b) => Buffer.from(b));
  const lanes = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(
      bytes(8, 48),
      bytes(16, 64),
      lanes,
      fc.integer({ min: 32, max: 65_536 }),
      (salt, hash, p, memoryKib) => {
        const made = { parameters: { memoryKib, passes: 2, lanes: p }, salt, hash };
        assert.deepEqual(parsePasswordHash(formatPasswordHash(made)), made);
      },
    ),
  );
  fc.assert(fc.property(fc.string(), (text) => parsePasswordHash(text) === null));
  assert.equal(
    parsePasswordHash('$argon2id$v=19$m=9999999,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA'),
    null,
    'a bomb',
  );
});
