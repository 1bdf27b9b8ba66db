/** Who gets a place when many want one. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { createFairTurns, type TurnLimits } from './fair-turns.ts';

/** Who got a place, in order. */
function scene(limits: TurnLimits) {
  const turns = createFairTurns(limits);
  const got: string[] = [];
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const ask = async (who: string, times = 1): Promise<void> => {
    for (let count = 0; count < times; count += 1)
      void turns.take(who).then((isTaken) => got.push(isTaken ? who : `not ${who}`));
    await settled();
  };
  const end = async (who: string): Promise<void> => {
    turns.done(who);
    await settled();
  };
  return { got, ask, end };
}

test('who comes last and holds nothing gets the next place, whoever waits before him', async () => {
  const { got, ask, end } = scene({ all: 4, each: 2, waitingEach: 100 });
  await ask('eve', 50);
  await ask('mal', 50);
  await ask('kari');
  assert.deepEqual(got, ['eve', 'eve', 'mal', 'mal']);
  await end('mal');
  assert.deepEqual(got.slice(4), ['kari']);
  await end('kari');
  assert.deepEqual(got.slice(5), ['mal']);
});

test('one alone gets no more than his share, and what is too much is refused at once', async () => {
  const { got, ask } = scene({ all: 10, each: 3, waitingEach: 2 });
  await ask('eve', 6);
  assert.deepEqual(got.toSorted(), ['eve', 'eve', 'eve', 'not eve']);
});

test('law: never more places than there are, never more than one may hold, and all who waited get one', async () => {
  const asks = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(asks, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }), async (who, all, each) => {
      const turns = createFairTurns({ all, each, waitingEach: 100 });
      const holds = new Map<string, number>();
      let running = 0;
      await Promise.all(
        who.map(async (one) => {
          assert.equal(await turns.take(one), true);
          running += 1;
          holds.set(one, (holds.get(one) ?? 0) + 1);
          assert.ok(running <= all && (holds.get(one) ?? 0) <= each);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          holds.set(one, (holds.get(one) ?? 0) - 1);
          turns.done(one);
        }),
      );
    }),
  );
});
