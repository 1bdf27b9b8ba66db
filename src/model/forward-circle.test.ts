/** Circles are found whatever way they go, once a way on, and nothing else is one. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { circlesThrough, type Hop, pathOf } from './forward-circle.ts';

const hopsOf =
  (...pairs: readonly string[]) =>
  (address: string): Promise<readonly Hop[]> =>
    Promise.resolve(
      pairs.flatMap((pair) => {
        const [from, to] = pair.split('>');
        return from === address ? [{ from, to, by: 'rule' as const, rule: pair, name: pair, madeAt: 1 }] : [];
      }),
    );
const paths = async (...pairs: readonly string[]): Promise<readonly string[]> =>
  (await circlesThrough('a', hopsOf(...pairs))).map((one) => pathOf(one).join('>'));

test('two, three, and one that goes through others who turn among themselves', async () => {
  assert.deepEqual(await paths('a>b', 'b>a'), ['a>b>a']);
  assert.deepEqual(await paths('a>b', 'b>c', 'c>a'), ['a>b>c>a']);
  assert.deepEqual(await paths('a>b', 'b>c', 'c>b', 'c>a'), ['a>b>c>a']);
  assert.deepEqual(await paths('a>b', 'b>a', 'a>c', 'c>d'), ['a>b>a']);
  assert.deepEqual(await paths('a>b', 'a>c', 'b>a', 'c>a'), ['a>b>a', 'a>c>a']);
});

test('what turns elsewhere, or ends, is none of this address', async () => {
  assert.deepEqual(await paths('a>b', 'b>c', 'c>b'), []);
  assert.deepEqual(await paths('a>b', 'b>x'), []);
  assert.deepEqual(await paths(), []);
});
