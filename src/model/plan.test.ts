import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { DEFAULT_PLAN_VALUES, isPlanName, parseAssignments, PLAN_KEYS, planValues } from './plan.ts';

test('the standard plan has the limits of the articles', () => {
  const expected = {
    'mailbox.hour.max': 300,
    'mailbox.hour.window': 3600,
    'mailbox.hour.block': 3600,
    'mailbox.day.max': 1000,
    'domain.hour.max': 2000,
    'domain.hour.window': 3600,
    'domain.hour.block': 3600,
    'message.recipients.max': 100,
    'limit.counts': 'recipients',
    'limit.mode': 'refuse',
    'limit.warn': 80,
    'young.days': 0,
    'young.hour.max': 0,
    'unknown.day.max': 0,
    'bounce.ratio.max': 0,
    'bounce.ratio.least': 50,
    'abuse.learn.days': 7,
    'abuse.volume.factor': 10,
    'abuse.volume.least': 100,
    'abuse.unknown.max': 200,
    'abuse.countries': 3,
    'abuse.countries.window': 86_400,
    'abuse.copies': 3,
    'abuse.copies.recipients': 20,
    'bulk.mode': 'warn',
    'bulk.recipients': 50,
    'bulk.day.max': 0,
    'quota.bytes': 5_368_709_120,
    'dunning.reminder.days': 7,
    'dunning.last.days': 14,
    'dunning.stop.days': 21,
    'dunning.incoming.days': 60,
    'dunning.delete.days': 180,
    'price.amount': '0.00',
    'price.currency': 'NOK',
  };
  assert.deepEqual(DEFAULT_PLAN_VALUES, expected);
});

test('assignments as operators type them', () => {
  const parsed = parseAssignments(['mailbox.hour.max=3', 'quota.bytes=0', 'price.amount=49.5', 'price.currency=sek']);
  assert.deepEqual(parsed, {
    ok: true,
    values: { 'mailbox.hour.max': 3, 'quota.bytes': 0, 'price.amount': '49.50', 'price.currency': 'SEK' },
  });
});

test('what is wrong is named', () => {
  for (const value of ['0', '-1', '1.5', '1e9', 'mange', '', ' ', '0x10', '99999999999999999']) {
    const parsed = parseAssignments(['domain.hour.max=10', `mailbox.hour.max=${value}`]);
    assert.ok(!parsed.ok && parsed.problem === 'bad-value' && parsed.key === 'mailbox.hour.max', value);
  }
  const unknown = parseAssignments(['mailbox.hour.maks=3']);
  assert.deepEqual(unknown, { ok: false, problem: 'unknown-key', key: 'mailbox.hour.maks' });
  assert.equal(parseAssignments(['quota.bytes=-1']).ok, false);
  for (const text of ['hello', '=3', '']) {
    assert.deepEqual(parseAssignments([text]), { ok: false, problem: 'not-an-assignment', text });
  }
  assert.equal(parseAssignments(['__proto__=3']).ok, false);
  assert.equal(parseAssignments(['constructor=3']).ok, false);
});

test('any words give an answer, and what is accepted reads back the same', () => {
  const word = fc.oneof(
    fc.string(),
    fc
      .tuple(fc.constantFrom(...Object.keys(PLAN_KEYS)), fc.oneof(fc.string(), fc.nat().map(String)))
      .map((pair) => pair.join('=')),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), (words) => {
      const parsed = parseAssignments(words);
      if (parsed.ok) assert.deepEqual(planValues(parsed.values), { ...DEFAULT_PLAN_VALUES, ...parsed.values });
    }),
  );
});

test('stored values that no longer fit fall back to the defaults', () => {
  const values = planValues({ 'mailbox.hour.max': -5, gone: 1, 'mailbox.day.max': 7, 'quota.bytes': null });
  assert.deepEqual(values, { ...DEFAULT_PLAN_VALUES, 'mailbox.day.max': 7 });
});

test('plan names', () => {
  assert.ok(isPlanName('standard') && isPlanName('stor-2.x'));
  for (const name of ['', 'Stor', 'a b', '-x', 'x'.repeat(65), 'å']) assert.equal(isPlanName(name), false, name);
});
