/** Renewals come in time and not all at once; failures come ever rarer; an hour has only so many orders. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { askAgainAfter, ordersLeft, renewalInWindow, renewalOfLife, retryAfter } from './certificate-renewal.ts';

const DAY = 86_400_000;
const chance = fc.double({ min: 0, max: 1, noNaN: true });

test('by its life: a third is left, a little more by chance', () => {
  assert.equal(renewalOfLife({ from: 0, until: 90 * DAY }, 0), 60 * DAY);
  assert.equal(renewalOfLife({ from: 0, until: 90 * DAY }, 1), 57 * DAY);
  assert.equal(renewalOfLife({ from: 0, until: 6 * DAY }, 0), 4 * DAY);
});

test('by the authority’s window: within it, kept while it holds, and never too late', () => {
  fc.assert(
    fc.property(fc.nat(80), fc.integer({ min: 1, max: 10 }), chance, chance, (start, days, first, second) => {
      const life = { from: 0, until: 90 * DAY };
      const window = { from: start * DAY, until: (start + days) * DAY };
      const at = renewalInWindow(window, null, life, first);
      assert.ok(at >= Math.min(window.from, 89 * DAY) && at <= Math.min(window.until, 89 * DAY));
      assert.equal(renewalInWindow(window, at, life, second), at);
    }),
  );
  // Revoked: the window is over, so at once.
  assert.equal(renewalInWindow({ from: DAY, until: 2 * DAY }, 60 * DAY, { from: 0, until: 90 * DAY }, 0), DAY);
});

test('failures: five minutes, doubled to half a day, never sooner than the authority says', () => {
  assert.equal(retryAfter(1, 0, 0.5), 5 * 60_000);
  assert.equal(retryAfter(3, 0, 0.5), 20 * 60_000);
  assert.equal(retryAfter(500, 0, 0.5), DAY / 2);
  assert.equal(retryAfter(1, DAY, 0.5), DAY);
  assert.equal(retryAfter(1, 400 * DAY, 0.5), 7 * DAY);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), chance, (failures, random) => {
      const ms = retryAfter(failures, 0, random);
      assert.ok(ms >= 4 * 60_000 && ms <= 0.6 * DAY);
    }),
  );
});

test('an hour has so many orders', () => {
  const now = 100 * DAY;
  assert.equal(ordersLeft([now - 3_599_000, now - 1], now, 3), 1);
  assert.equal(ordersLeft([now - 3_600_000, now - 1], now, 2), 1);
  assert.equal(ordersLeft([now, now, now], now, 2), 0);
});

test('how often the window is asked about has bounds', () => {
  assert.equal(askAgainAfter(0), DAY / 4);
  assert.equal(askAgainAfter(1), 60_000);
  assert.equal(askAgainAfter(90 * DAY), DAY);
});
