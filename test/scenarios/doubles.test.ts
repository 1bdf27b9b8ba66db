/** Two faults at once: sixty of them, drawn or written by hand, and a handful through the real host. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubleJobs } from '../../lab/accuracy/doubles.ts';
import { runJobs } from '../../lab/accuracy/jobs.ts';
import { misses } from '../../lab/accuracy/misses.ts';
import { CHAIN } from '../../lab/doubles/chain.ts';
import { pairsOf } from '../../lab/doubles/pairs.ts';
import { ABROAD_DOUBLES, PAYING_DOUBLES, PLAIN_DOUBLES } from '../../lab/doubles/special.ts';

test('there are sixty double faults, and another word draws other pairs', () => {
  const stories = [...PLAIN_DOUBLES, ...PAYING_DOUBLES, ...ABROAD_DOUBLES];
  const pairs = pairsOf('one');
  assert.ok(pairs.length + stories.length >= 60, `${pairs.length} + ${stories.length}`);
  assert.equal(new Set(pairs.map((one) => one.title)).size, pairs.length);
  assert.deepEqual(
    pairsOf('one').map((one) => one.title),
    pairs.map((one) => one.title),
  );
  assert.notDeepEqual(
    pairsOf('two').map((one) => one.title),
    pairs.map((one) => one.title),
  );
});

test('no cause stands in two rows of the chain', () => {
  const all: readonly string[] = CHAIN.flat();
  assert.equal(new Set(all).size, all.length);
});

test('the stories: both are named, the one that blocks first, and nothing else', async () => {
  const jobs = doubleJobs('known', 'unused').filter((job) => job.name.startsWith('double stories'));
  const outcomes = await runJobs(jobs, 'unused');
  assert.ok(outcomes.length > 0);
  assert.deepEqual(misses(outcomes), []);
});
