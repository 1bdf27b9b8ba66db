/** References against published examples, and every slip of one digit found. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  isValidReference,
  kidReference,
  luhnDigit,
  mod11Digit,
  ocrReference,
  oneSlipFrom,
  referenceFor,
  rfReference,
} from './payment-reference.ts';

test('known examples', () => {
  assert.equal(luhnDigit('7992739871'), '3'); // ISO/IEC 7812 textbook number
  assert.equal(kidReference('234567'), '2345676'); // the banks' own KID example
  assert.equal(mod11Digit('12345678'), '5');
  assert.equal(rfReference('539007547034'), 'RF18539007547034'); // ISO 11649 example
  assert.ok(isValidReference('RF18 5390 0754 7034', 'rf'));
});

test('the reference follows the currency', () => {
  assert.ok(isValidReference(referenceFor('2026-000123', 'NOK'), 'kid'));
  assert.ok(isValidReference(referenceFor('2026-000123', 'SEK'), 'ocr'));
  assert.match(referenceFor('2026-000123', 'EUR'), /^RF\d{2}2026000123$/);
  assert.equal(ocrReference('2026000123').at(-2), '2'); // twelve digits in all
});

const bodies = fc.stringMatching(/^\d{1,20}$/);

test('what is made is valid; one digit changed is not', () => {
  fc.assert(
    fc.property(bodies, fc.nat(), fc.integer({ min: 1, max: 9 }), (body, where, by) => {
      for (const [scheme, made, from] of [
        ['kid', kidReference(body), 0],
        ['ocr', ocrReference(body), 0],
        ['rf', rfReference(body), 4],
      ] as const) {
        assert.ok(isValidReference(made, scheme), made);
        const at = from + (where % (made.length - from));
        const changed = made.slice(0, at) + String((Number(made[at]) + by) % 10) + made.slice(at + 1);
        if (scheme !== 'kid') assert.ok(!isValidReference(changed, scheme), `${made} -> ${changed}`);
        else assert.notEqual(luhnDigit(changed.slice(0, -1)), changed.slice(-1));
      }
    }),
  );
});

test('MOD11 is valid too, also where the check digit is a dash', () => {
  fc.assert(fc.property(bodies, (body) => assert.ok(isValidReference(kidReference(body, 'mod11'), 'kid'))));
});

test('checking never throws', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom('kid', 'ocr', 'rf'),
      (text, scheme) => void isValidReference(text, scheme),
    ),
  );
});

test('one slip away, whatever was typed; never the reference itself; bounded', () => {
  const near = oneSlipFrom('20260000018');
  for (const typed of ['20260000081', '2026000018', '202600000188', '20260000019'])
    assert.ok(oneSlipFrom(typed).includes('20260000018'), typed);
  assert.ok(!near.includes('20260000018'));
  assert.ok(!near.includes('20260000026'), 'the next invoice differs in two digits');
  assert.deepEqual(oneSlipFrom('takk for hjelpen'), []);
  fc.assert(fc.property(fc.string(), (text) => assert.ok(oneSlipFrom(text).length <= 700)));
});
