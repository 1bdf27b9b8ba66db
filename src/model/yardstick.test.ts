import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compare, type ProgramSeen, type Way, type WaySeen, type YardstickSeen } from './yardstick.ts';

const NOW = 1_800_000_000_000;
const way = (name: Way, state: WaySeen['state'] = 'works'): WaySeen => ({
  way: name,
  door: name === 'read' ? 'imaps' : 'submissions',
  state,
  failedAt: state === 'fails' ? 'sign-in' : null,
  said: null,
  tookMs: 3,
});
const program = (ways: Way[], state: ProgramSeen['state'] = 'works', ago = 60_000): ProgramSeen => ({
  ways,
  state,
  lastAt: NOW - ago,
});
const well: YardstickSeen = {
  webmail: [way('read'), way('send')],
  doors: [way('read'), way('send')],
  programs: [program(['read']), program(['send'])],
  stops: [],
  now: NOW,
};

test('each difference has its verdict', () => {
  const cases: readonly [string, Partial<YardstickSeen>][] = [
    ['all-work', {}],
    ['program', { programs: [program(['read'], 'fails'), program(['send'])] }],
    ['account', { stops: [{ stops: ['outgoing'] }], programs: [program(['send'], 'fails')] }],
    ['account', { webmail: [way('read', 'fails'), way('send')], programs: [] }],
    ['webmail', { webmail: [way('read', 'fails'), way('send')] }],
    ['doors', { doors: [way('read', 'fails'), way('send')], programs: [program(['read'], 'fails')] }],
    ['unseen', { programs: [] }],
    ['unseen', { programs: [program(['read'], 'fails', 30 * 86_400_000)] }],
    ['never-sends', { programs: [program(['read'])] }],
  ];
  for (const [verdict, change] of cases) assert.equal(compare({ ...well, ...change }), verdict, JSON.stringify(change));
});

test('a stop on mail coming in says nothing of programs; what is unknown or off is no fault', () => {
  assert.equal(compare({ ...well, stops: [{ stops: ['incoming'] }] }), 'all-work');
  assert.equal(compare({ ...well, doors: [way('read', 'unknown'), way('send', 'off')] }), 'all-work');
});

test('a program is never blamed while webmail or a door of ours fails', () => {
  const ways = fc.subarray<Way>(['read', 'send'], { minLength: 1 });
  const states = fc.constantFrom<WaySeen['state']>('works', 'fails', 'unknown', 'off');
  const seen = fc.record({
    webmail: fc.tuple(states, states).map(([a, b]) => [way('read', a), way('send', b)]),
    doors: fc.tuple(states, states).map(([a, b]) => [way('read', a), way('send', b)]),
    programs: fc.array(
      fc.record({
        ways,
        state: fc.constantFrom('works' as const, 'fails' as const),
        lastAt: fc.integer({ min: 0, max: NOW }),
      }),
    ),
    stops: fc.constant([]),
    now: fc.constant(NOW),
  });
  fc.assert(
    fc.property(seen, (one) => {
      const verdict = compare(one);
      const isOurs = [...one.webmail, ...one.doors].some(({ state }) => state === 'fails');
      if (verdict === 'program' || verdict === 'unseen' || verdict === 'never-sends' || verdict === 'all-work')
        assert.ok(!isOurs);
    }),
  );
});
