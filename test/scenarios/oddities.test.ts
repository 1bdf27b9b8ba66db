/** Unusual and well: at least a hundred oddities, each title once, and a drawn handful of each list through the real host. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runJobs } from '../../lab/accuracy/jobs.ts';
import { misses } from '../../lab/accuracy/misses.ts';
import { oddityJobs } from '../../lab/accuracy/oddities.ts';
import { numberFrom } from '../../lab/generate.ts';
import { ODDITY_GROUPS } from '../../lab/oddities/catalogue.ts';

/** Of each list; the accuracy run takes them all. */
const HANDFUL = 5;

test('there are a hundred oddities, and no two say the same', () => {
  const titles = ODDITY_GROUPS.flatMap((group) => group.oddities.map((one) => `${group.name}: ${one.title}`));
  assert.ok(titles.length >= 100, String(titles.length));
  assert.equal(new Set(titles).size, titles.length);
});

test('a handful of each list: nothing is named', async () => {
  const jobs = oddityJobs('known').map((job) => ({
    ...job,
    tasks: (...given: Parameters<typeof job.tasks>) => {
      const all = job.tasks(...given).map((task, index) => ({ task, lot: numberFrom(`handful ${job.name} ${index}`) }));
      return all
        .sort((a, b) => a.lot - b.lot)
        .slice(0, HANDFUL)
        .map(({ task }) => task);
    },
  }));
  const outcomes = await runJobs(jobs, 'unused');
  assert.ok(outcomes.length >= HANDFUL * jobs.length);
  assert.deepEqual(misses(outcomes), []);
});
