/** Folding: what becomes an incident, what stays single, when it began and whether it goes on. How quick: bench/incidents.ts. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { chanceOf, type FoldedIncident, foldTroubles, leastCustomers } from './folding.ts';
import { natureOf, programOf, providerOf, type SharedThing, type Trouble } from './trouble.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE_MS = 60_000;
const QUIET = { now: NOW, usual: () => 0, well: () => 0 };
const host = (name: string): SharedThing => ({ kind: 'host', name });
const at = (minutesAgo: number): number => NOW - minutesAgo * MINUTE_MS;
const trouble = (customer: string, minutesAgo: number, more: Partial<Trouble> = {}): Trouble => ({
  cause: 'snd-deferred-queue',
  things: [host('mx2.far.example')],
  customer,
  subject: `post@${customer}.example`,
  at: at(minutesAgo),
  lastAt: at(minutesAgo),
  times: 1,
  case: null,
  ...more,
});
const many = (count: number, minutesAgo: (index: number) => number, more: Partial<Trouble> = {}): Trouble[] =>
  Array.from({ length: count }, (_, index) => trouble(`c${index}`, minutesAgo(index), more));
const told = (incidents: readonly FoldedIncident[]) =>
  incidents.map((one) => [one.customers.length, one.thing.kind, one.thing.name, one.isGoing]);

test('312 customers, mx2 since ten past ten', () => {
  const since = 110;
  const found = foldTroubles(
    many(312, (index) => since - (index * (since - 1)) / 312),
    QUIET,
  );
  assert.deepEqual(told(found), [[312, 'host', 'mx2.far.example', true]]);
  assert.equal(found[0].startedAt, at(since));
  assert.equal(found[0].cause, 'snd-deferred-queue');
});

test('two customers are no incident, however often they try; three within an hour are', () => {
  const often = [...many(2, (index) => 10 + index), ...many(2, (index) => 20 + index), ...many(2, () => 5)];
  assert.deepEqual(foldTroubles(often, QUIET), []);
  assert.equal(foldTroubles([...often, trouble('c9', 3)], QUIET).length, 1);
});

test('the usual rate is no incident: ten an hour where ten an hour are usual, thirty where ten are', () => {
  const usual = { ...QUIET, usual: () => 10 };
  assert.deepEqual(
    foldTroubles(
      many(10, (index) => index * 6),
      usual,
    ),
    [],
  );
  assert.deepEqual(
    foldTroubles(
      many(60, (index) => index * 6),
      usual,
    ),
    [],
    'nor six hours of it',
  );
  assert.equal(
    foldTroubles(
      many(30, (index) => index * 2),
      usual,
    ).length,
    1,
  );
});

test('it begins with the burst, not with the usual trouble before it', () => {
  const before = Array.from({ length: 5 }, (_, index) => trouble(`u${index}`, 100 - index * 12));
  const found = foldTroubles([...before, ...many(40, (index) => 30 - index / 2)], { ...QUIET, usual: () => 4 });
  assert.equal(found.length, 1);
  assert.ok(Math.abs(found[0].startedAt - at(30)) <= 6 * MINUTE_MS, new Date(found[0].startedAt).toISOString());
});

test('personal causes fold only when most of those who use the thing have them', () => {
  const imaps: SharedThing = { kind: 'door', name: 'imaps' };
  const wrong = many(9, (index) => index, { cause: 'acc-wrong-password', things: [imaps] });
  assert.deepEqual(foldTroubles(wrong, { ...QUIET, well: () => 400 }), []);
  assert.equal(foldTroubles(wrong, { ...QUIET, well: () => 3 }).length, 1, 'then it is our fault');
  assert.deepEqual(foldTroubles(wrong.slice(0, 7), QUIET), [], 'and never a handful');
});

test('it is over when it is quiet for longer than its own pace', () => {
  assert.equal(
    foldTroubles(
      many(30, (index) => 60 - index),
      QUIET,
    )[0].isGoing,
    false,
    'each minute, then 31 minutes of nothing',
  );
  assert.equal(
    foldTroubles(
      many(6, (index) => 60 - index * 10 + 15),
      QUIET,
    )[0].isGoing,
    true,
    'each ten minutes',
  );
});

test('one story is told once, by its most exact name; another cause is another story', () => {
  const things = [
    host('mx2.far.example'),
    { kind: 'domain', name: 'far.example' },
    { kind: 'provider', name: 'far.example' },
  ] as const;
  const list: SharedThing = { kind: 'block-list', name: 'list.example' };
  const found = foldTroubles(
    [
      ...many(20, (index) => 30 - index, { things }),
      ...many(5, (index) => 10 - index, { cause: 'snd-server-ip-listed', things: [list] }),
    ],
    QUIET,
  );
  assert.deepEqual(told(found), [
    [20, 'host', 'mx2.far.example', true],
    [5, 'block-list', 'list.example', true],
  ]);
});

test('five hosts of one provider are one incident of the provider', () => {
  const troubles = Array.from({ length: 50 }, (_, index) =>
    trouble(`c${index}`, 30 - index / 2, {
      things: [host(`mx${index % 5}.far.example`), { kind: 'provider', name: 'far.example' }],
    }),
  );
  assert.deepEqual(told(foldTroubles(troubles, QUIET)), [[50, 'provider', 'far.example', true]]);
});

test('a second burst hours later is a second incident; of both the customers are counted once', () => {
  const found = foldTroubles([...many(8, (index) => 290 - index), ...many(8, (index) => 20 - index)], QUIET);
  assert.equal(found.length, 2);
});

test('thresholds: chance alone makes no incident in a year of hours at a thousand things', () => {
  assert.ok(Math.abs(chanceOf(1, 1) - (1 - Math.exp(-1))) < 1e-12);
  for (const usual of [0, 0.5, 3, 40, 2000]) {
    const least = leastCustomers('common', usual, 1);
    assert.ok(least >= 3 && least > usual, `${usual}: ${least}`);
    if (usual > 0 && usual <= 500) assert.ok(chanceOf(least, usual) <= 1e-4);
  }
});

test('names of things', () => {
  assert.equal(providerOf('mx1.eu.far.example'), 'far.example');
  assert.equal(providerOf('mail.shop.co.uk'), 'shop.co.uk');
  assert.equal(providerOf('192.0.2.7'), null);
  assert.equal(programOf('Thunderbird 140.1.0'), 'thunderbird 140');
  assert.equal(programOf('[192.0.2.7]'), null);
  assert.equal(programOf('laptop.local'), null);
  assert.deepEqual(
    ['svc-outage', 'dom-no-mx', 'snd-recipient-full', 'snd-server-ip-listed', 'acc-quota-full'].map(natureOf),
    ['common', 'records', 'personal', 'common', 'personal'],
  );
});
