/** Suspicion: each rule at its edge, the order of signs, what 0 means, and that quiet mailboxes are never suspected. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type AbuseFacts, judgeAbuse } from './abuse.ts';
import { DEFAULT_PLAN_VALUES } from './plan.ts';

const plan = DEFAULT_PLAN_VALUES;
const quiet: AbuseFacts = { today: 20, busiest: 40, firstTime: 2, historyDays: 30, countries: ['NO'], copies: 0 };
const rule = (more: Partial<AbuseFacts>, own: Partial<typeof plan> = {}): string | undefined =>
  judgeAbuse({ ...quiet, ...more }, { ...plan, ...own })?.rule;

test('each rule speaks one past its edge and not at it', () => {
  assert.equal(rule({}), undefined);
  assert.equal(rule({ today: 400 }), undefined);
  assert.equal(rule({ today: 401 }), 'abuse-volume');
  assert.equal(rule({ today: 100, busiest: 0 }), undefined);
  assert.equal(rule({ today: 101, busiest: 0 }), 'abuse-volume');
  assert.equal(rule({ firstTime: 200 }), undefined);
  assert.equal(rule({ firstTime: 201 }), 'abuse-recipients');
  assert.equal(rule({ countries: ['NO', 'SE', 'NO'] }), undefined);
  assert.equal(rule({ countries: ['NO', 'SE', 'BR'] }), 'abuse-countries');
  assert.equal(rule({ copies: 2 }), undefined);
  assert.equal(rule({ copies: 3 }), 'abuse-content');
});

test('habits are judged only once they are known; other signs at once', () => {
  const loud = { today: 5000, firstTime: 900, busiest: 0 };
  assert.equal(rule({ ...loud, historyDays: 6 }), undefined);
  assert.equal(rule({ ...loud, historyDays: 6 }, { 'abuse.learn.days': 0 }), 'abuse-recipients');
  assert.equal(rule({ copies: 3, historyDays: 0 }), 'abuse-content');
});

test('zero is no limit, and the surest sign is named', () => {
  const all = { today: 9000, firstTime: 900, copies: 9, countries: ['NO', 'SE', 'BR', 'NG'] };
  const off = { 'abuse.volume.factor': 0, 'abuse.unknown.max': 0, 'abuse.countries': 0, 'abuse.copies': 0 };
  assert.equal(rule(all, off), undefined);
  assert.equal(rule(all), 'abuse-content');
  assert.equal(rule(all, { 'abuse.copies': 0 }), 'abuse-countries');
});

test('whatever the numbers, a verdict closes with its own numbers, and less never makes more suspicion', () => {
  const count = fc.nat({ max: 100_000 });
  fc.assert(
    fc.property(
      count,
      count,
      count,
      fc.nat({ max: 60 }),
      fc.nat({ max: 9 }),
      (today, busiest, firstTime, historyDays, copies) => {
        const facts = { today, busiest, firstTime, historyDays, copies, countries: [] };
        const verdict = judgeAbuse(facts, plan);
        if (verdict === null) {
          assert.equal(judgeAbuse({ ...facts, today: Math.floor(today / 2) }, plan), null);
          return;
        }
        assert.equal(verdict.cause, 'snd-outbound-closed-abuse');
        assert.ok(Object.values(verdict.evidence).length > 0);
      },
    ),
  );
});
