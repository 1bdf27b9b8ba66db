import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { UidList } from './uid-list.ts';

test('a list of runs answers as a plain array would', () => {
  const uids = fc
    .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 40 })
    .map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(uids, fc.array(fc.integer({ min: 1, max: 62 }), { maxLength: 10 }), (plain, gone) => {
      const list = new UidList(plain);
      const same = (expected: readonly number[]): void => {
        assert.equal(list.length, expected.length);
        assert.equal(list.last, expected.at(-1) ?? 0);
        assert.deepEqual(list.slice(0, list.length - 1), expected);
        for (let uid = 0; uid <= 62; uid += 1) {
          assert.equal(list.indexOf(uid), expected.indexOf(uid));
          assert.equal(list.countBelow(uid), expected.filter((other) => other < uid).length);
        }
      };
      same(plain);
      list.remove(new Set(gone));
      const rest = plain.filter((uid) => !gone.includes(uid));
      same(rest);
      list.append(100);
      list.append(101);
      same([...rest, 100, 101]);
    }),
    { numRuns: 60 },
  );
});
