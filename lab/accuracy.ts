/**
 * `npm run accuracy`: how often the diagnosis is right, measured in the fault lab, printed and written to docs/accuracy.md.
 * `-- --check` compares with the page in the repository instead and ends with 1 when accuracy fell or false alarms rose;
 * `--seed <word>` draws other held-out customers; `--only <name>` and `--pile known|held-out` look at a part and write nothing.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { baselineSection } from './accuracy/baseline-section.ts';
import { compare, figuresOf } from './accuracy/check.ts';
import { runWished } from './accuracy/jobs-wished.ts';
import { measure } from './accuracy/measure.ts';
import { misses } from './accuracy/misses.ts';
import { checked, type Page, renderPage } from './accuracy/page.ts';
import { measureRepairs } from './accuracy/repairs.ts';
import { repairSection } from './accuracy/repair-section.ts';
import { measureTimes } from './accuracy/times.ts';

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean' },
    seed: { type: 'string' },
    only: { type: 'string' },
    pile: { type: 'string' },
  },
});

/** The held-out pile of the page in the repository; any other word is as good. */
const HELD_OUT = options.seed ?? '2026-11-22';
const PAGE = new URL('../docs/accuracy.md', import.meta.url);
const isWhole = options.only === undefined && options.pile === undefined;
const PILES = ['known', 'held-out'] as const;

async function run(): Promise<Page> {
  const pile = PILES.find((one) => one === options.pile) ?? null;
  const quick = options.check === true;
  const outcomes = await runWished({ heldOut: HELD_OUT, only: options.only ?? '', pile, quick }, (done) => {
    console.log(`# ${done.name} (${done.pile}): ${done.outcomes.length} answers in ${(done.ms / 1000).toFixed(1)} s`);
    for (const line of misses(done.outcomes)) console.log(`#   ${line}`);
  });
  const repairs =
    (isWhole && !quick) || options.only === 'repairs'
      ? await measureRepairs((name, done) => console.log(`# repairs ${name}: ${done.length}`))
      : [];
  const timings = isWhole && !quick ? await measureTimes() : [];
  return {
    figures: measure(outcomes),
    misses: misses(outcomes),
    timings,
    sections: [...(repairs.length === 0 ? [] : [repairSection(repairs)]), baselineSection(outcomes)].filter(
      (one) => one !== null,
    ),
  };
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
  if (isWhole) await writeFile(PAGE, text);
}
