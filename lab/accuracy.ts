/**
 * `npm run accuracy`: how often the diagnosis is right, measured in the fault lab, printed and written to docs/accuracy.md.
 * `-- --check` compares with the page in the repository instead and ends with 1 when accuracy fell or false alarms rose;
 * `--seed <word>` draws other held-out customers; `--only <name>` looks at some jobs and writes nothing.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { blindJobs } from './accuracy/blind.ts';
import { compare, figuresOf } from './accuracy/check.ts';
import { doubleJobs } from './accuracy/doubles.ts';
import { faultJobs, type Job, runJobs } from './accuracy/jobs.ts';
import { measure } from './accuracy/measure.ts';
import { misses } from './accuracy/misses.ts';
import { oddityJobs } from './accuracy/oddities.ts';
import type { LabOutcome } from './accuracy/outcome.ts';
import { checked, type Page, renderPage } from './accuracy/page.ts';
import { measureTimes } from './accuracy/times.ts';

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
const PAGE = new URL('../docs/accuracy.md', import.meta.url);
const PILES = ['known', 'held-out'] as const;

const told = (job: Job, outcomes: readonly LabOutcome[], ms: number): void =>
  console.log(`# ${job.name} (${job.pile}): ${outcomes.length} answers in ${(ms / 1000).toFixed(1)} s`);

async function run(): Promise<Page> {
  const jobs = PILES.flatMap((pile) => [
    ...faultJobs(pile),
    ...oddityJobs(pile),
    ...blindJobs(pile),
    ...doubleJobs(pile, pile === 'known' ? 'postvakt' : HELD_OUT),
  ]).filter(({ name }) => options.only === undefined || name.startsWith(options.only));
  const outcomes = await runJobs(jobs, HELD_OUT, told);
  const timings = options.only === undefined ? await measureTimes() : [];
  return { figures: measure(outcomes), misses: misses(outcomes), timings, sections: [] };
}

/** One line a figure, then `N passed, N failed`; gives how many failed. */
async function check(page: Page): Promise<number> {
  const before = figuresOf(await readFile(PAGE, 'utf8').catch(() => ''));
  if (before === null) {
    console.log('not ok - docs/accuracy.md has no figures: run `npm run accuracy`\n0 passed, 1 failed');
    return 1;
  }
  const lines = compare(before, checked(page.figures));
  for (const { name, before: was, now, ok } of lines) console.log(`${ok ? 'ok' : 'not ok'} - ${name}: ${was} → ${now}`);
  const failed = lines.filter((one) => !one.ok).length;
  if (failed > 0) for (const line of page.misses) console.log(`# ${line}`);
  console.log(`${lines.length - failed} passed, ${failed} failed`);
  return failed;
}

const page = await run();
if (options.check === true) {
  process.exitCode = (await check(page)) === 0 ? 0 : 1;
} else {
  const text = renderPage(page);
  console.log(text);
  if (options.only === undefined) await writeFile(PAGE, text);
}
