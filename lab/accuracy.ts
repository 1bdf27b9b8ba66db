/**
 * `npm run accuracy`: how often the diagnosis is right, measured in the fault lab, printed and written to docs/accuracy.md.
 * `-- --check` compares with the page in the repository instead and ends with 1 when accuracy fell or false alarms rose;
 * `--seed <word>` draws other held-out customers; `--only <name>` looks at some jobs and writes nothing.
 */
import { parseArgs } from 'node:util';
import { faultJobs, runJobs } from './accuracy/jobs.ts';
import { measure } from './accuracy/measure.ts';
import { misses } from './accuracy/misses.ts';
import { oddityJobs } from './accuracy/oddities.ts';

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean' },
    seed: { type: 'string' },
    only: { type: 'string' },
    tools: { type: 'boolean' },
  },
});

/** The held-out pile of the page in the repository; any other word is as good. */
const HELD_OUT = options.seed ?? '2026-11-22';

const PILES = ['known', 'held-out'] as const;
const jobs = PILES.flatMap((pile) => [...faultJobs(pile), ...oddityJobs(pile)]).filter(
  ({ name }) => options.only === undefined || name.startsWith(options.only),
);
const outcomes = await runJobs(jobs, HELD_OUT, (job, done, ms) =>
  console.log(`${job.name} (${job.pile}): ${done.length} answers in ${Math.round(ms)} ms`),
);
console.log(JSON.stringify(measure(outcomes), null, 1));
for (const line of misses(outcomes)) console.log(line);
