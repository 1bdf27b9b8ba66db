import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDistance, nearestWords } from './misspelt.ts';

test('letters put in, left out, changed or swapped are one step each', () => {
  for (const [a, b, steps] of [
    ['passord', 'passord', 0],
    ['pasord', 'passord', 1],
    ['passrod', 'passord', 1],
    ['outlok', 'outlook', 1],
    ['thunderbrid', 'thunderbird', 1],
    ['karantaine', 'karantene', 2],
    ['faktura', 'outlook', 3],
  ] as const)
    assert.equal(editDistance(a, b, 2), steps, `${a} ${b}`);
});

test('only the nearest are taken; short words and codes are never guessed at', () => {
  const known = ['passord', 'pakker', 'server', 'servere', 'imap', 'thunderbird'];
  assert.deepEqual(nearestWords('pasord', known), ['passord']);
  assert.deepEqual(nearestWords('servre', known), ['server', 'servere']);
  assert.deepEqual(nearestWords('thunderbrd', known), ['thunderbird']);
  for (const typed of ['imp', '0x800ccc0f', 'qqqqq']) assert.deepEqual(nearestWords(typed, known), []);
});
