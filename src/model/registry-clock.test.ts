/** The clocks of registries: each phase at its first and last moment, holds before calendars, and no answer out of range. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { registryClock, type RegistryFacts } from './registry-clock.ts';

const DAY = 86_400_000;
const MISSED = Date.parse('2026-08-01T00:00:00Z');
const at = (domain: string, days: number, more: Partial<RegistryFacts> = {}) =>
  registryClock({
    domain,
    statuses: ['active'],
    expiresAt: MISSED,
    changedAt: null,
    isDelegated: false,
    now: MISSED + days * DAY,
    ...more,
  });

test('.no: out of the zone after 60 days, deleted after 90', () => {
  assert.equal(at('fjord.no', -1).phase, 'active');
  assert.deepEqual([at('fjord.no', 0).phase, at('fjord.no', 0).day, at('fjord.no', 0).ofDays], ['expired', 1, 60]);
  assert.equal(at('fjord.no', 59.99).phase, 'expired');
  const first = at('fjord.no', 60);
  assert.deepEqual([first.phase, first.day, first.ofDays, first.next], ['quarantine', 1, 30, 'deleted']);
  assert.equal(first.nextAt, MISSED + 90 * DAY);
  assert.equal(at('fjord.no', 89.5).day, 30);
  assert.equal(at('fjord.no', 400).day, 30);
});

test('.se: ten days, sixty days that a renewal ends, seven that nobody does', () => {
  assert.equal(at('fjord.se', 9.9).phase, 'expired');
  assert.deepEqual([at('fjord.se', 10).phase, at('fjord.se', 10).actor], ['quarantine', 'registrar']);
  assert.equal(at('fjord.nu', 69.9).day, 60);
  assert.deepEqual([at('fjord.se', 70).phase, at('fjord.se', 70).actor], ['pending-delete', 'nobody']);
  assert.equal(at('fjord.se', 70).nextAt, MISSED + 77 * DAY);
});

test('gTLD: statuses before dates, the last change begins the phase', () => {
  const changedAt = MISSED + 40 * DAY;
  const redemption = at('fjord.com', 50, { statuses: ['redemptionPeriod', 'pending delete'], changedAt });
  assert.deepEqual([redemption.phase, redemption.day, redemption.ofDays], ['redemption', 11, 30]);
  assert.equal(at('fjord.com', 50, { statuses: ['pending delete'], changedAt }).phase, 'pending-delete');
  assert.equal(at('fjord.com', 3).phase, 'expired');
  assert.equal(at('fjord.com', 3, { statuses: ['client hold'] }).phase, 'expired');
  assert.equal(at('fjord.com', -300, { statuses: ['client hold'] }).phase, 'client-hold');
  assert.equal(at('fjord.no', 70, { statuses: ['server hold'] }).phase, 'server-hold');
  assert.equal(at('fjord.de', -1, { statuses: ['ok'] }).phase, 'active');
});

test('.no without a date: the last change is when it left the zone', () => {
  const more = { expiresAt: null, statuses: ['pending delete'], changedAt: MISSED };
  assert.deepEqual([at('fjord.no', 4, more).phase, at('fjord.no', 4, more).day], ['quarantine', 5]);
  assert.equal(at('fjord.no', 4, { ...more, isDelegated: true }).phase, 'active');
});

test('whatever the registry says, the day is within the phase and the end is not before it', () => {
  const status = fc.constantFrom(
    'active',
    'client hold',
    'server hold',
    'redemption period',
    'pending delete',
    'inactive',
    'x',
  );
  const moment = fc.option(fc.integer({ min: -400, max: 400 }).map((days) => MISSED + days * DAY));
  fc.assert(
    fc.property(
      fc.constantFrom('a.no', 'a.se', 'a.com', 'a.de', 'a.xn--p1ai', 'no'),
      fc.array(status, { maxLength: 3 }),
      moment,
      moment,
      fc.option(fc.boolean()),
      (domain, statuses, expiresAt, changedAt, isDelegated) => {
        const clock = registryClock({ domain, statuses, expiresAt, changedAt, isDelegated, now: MISSED });
        if (clock.day !== null) assert.ok(clock.ofDays !== null && clock.day >= 1 && clock.day <= clock.ofDays);
        if (expiresAt !== null && expiresAt > MISSED && statuses.every((one) => one === 'active'))
          assert.equal(clock.phase, 'active');
      },
    ),
  );
});
