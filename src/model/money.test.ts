/** Amounts in and out, sums and VAT: exact at every size. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  amountText,
  CURRENCIES,
  type Currency,
  MOST_MINOR,
  moneyText,
  parseAmount,
  parseCurrency,
  parseVatRate,
  vatInside,
} from './money.ts';

const currencies = fc.constantFrom(...(Object.keys(CURRENCIES) as Currency[]));

test('an amount is read strictly', () => {
  const why = (text: string, currency: Currency = 'NOK'): string | number => {
    const parsed = parseAmount(text, currency);
    return parsed.ok ? parsed.minor : parsed.why;
  };
  assert.equal(why('125.00'), 12500);
  assert.equal(why('125'), 12500);
  assert.equal(why('0.5'), 50);
  assert.equal(why('0.29'), 29); // 0.29 * 100 is 28.999… in floats
  assert.equal(why('1200', 'ISK'), 1200);
  assert.equal(why('1200.5', 'ISK'), 'too-many-decimals');
  assert.equal(why('1.005'), 'too-many-decimals');
  assert.equal(why('0.00'), 'zero');
  assert.equal(why('-5'), 'negative');
  for (const text of ['', '.', '1.', '.5', '1,50', '1 000', '1e3', '+5', 'NaN', '0x10', '٣'])
    assert.equal(why(text), 'not-an-amount', text);
  assert.equal(why('10000000000.01'), 'too-large');
});

test('currencies we do not bill in are not guessed', () => {
  assert.equal(parseCurrency('nok'), 'NOK');
  for (const text of ['', 'kr', 'XXX', 'toString', '__proto__']) assert.equal(parseCurrency(text), null);
});

test('an amount written and read again is the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MOST_MINOR }), currencies, (minor, currency) => {
      assert.deepEqual(parseAmount(amountText({ minor, currency }), currency), { ok: true, minor });
    }),
  );
});

test('reading never throws', () => {
  fc.assert(fc.property(fc.string(), currencies, (text, currency) => void parseAmount(text, currency)));
});

test('for people: thousands apart, decimals as the language writes them', () => {
  assert.equal(moneyText({ minor: 123456789, currency: 'NOK' }, 'nb'), '1 234 567,89 NOK');
  assert.equal(moneyText({ minor: 123456789, currency: 'EUR' }, 'en'), '1,234,567.89 EUR');
  assert.equal(moneyText({ minor: 5000, currency: 'ISK' }, 'sv'), '5 000 ISK');
});

test('a VAT rate is a percentage with at most two decimals', () => {
  assert.deepEqual(['25', '12.5', '0', '100', '100.01', '-1', '1.234', 'x'].map(parseVatRate), [
    2500,
    1250,
    0,
    10_000,
    null,
    null,
    null,
    null,
  ]);
});

test('VAT inside an amount is the nearest whole unit, and never more than the amount', () => {
  assert.equal(vatInside(12500, 2500), 2500);
  assert.equal(vatInside(9999, 2500), 2000); // 1999.8
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MOST_MINOR }), fc.integer({ min: 0, max: 10_000 }), (gross, rate) => {
      const vat = vatInside(gross, rate);
      assert.ok(Number.isSafeInteger(vat) && vat >= 0 && vat <= gross);
      // |vat − gross·rate/(10000+rate)| ≤ ½, in whole numbers.
      const divisor = 10_000n + BigInt(rate);
      const off = 2n * (BigInt(vat) * divisor - BigInt(gross) * BigInt(rate));
      assert.ok(off <= divisor && off >= -divisor);
    }),
  );
});
