/**
 * `node bench/hostile-letters.ts`: how long the host stands still while letters that are built to be work are made safe, on its own
 * thread and in one of their own; and what handing a letter over costs. No network. Times in milliseconds.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { doJob, type HtmlJob } from '#src/service/webmail/html-job.ts';
import { createHtmlThreads } from '#src/service/webmail/html-threads.ts';
import { suite } from '../test/e2e/harness/report.ts';
import { fill } from '../test/suites/hostile-mail/work.ts';
import { median } from './table.ts';

const SIZE = 4 * 1024 * 1024;
const LETTERS: Readonly<Record<string, string>> = {
  'rows with styles': fill('<p style="color:red">hei på deg, litt av hvert i hver av mange rader</p>', SIZE),
  'links that say another address': fill('<a href="http://x.example/">dette er y.example</a>', SIZE),
  'a value that is one long name': fill(`<b style="color:${'a'.repeat(1_990)}">x</b>`, SIZE),
  brackets: fill('<', SIZE),
};
const OPTIONS = { leadsTo: '', cids: [], images: false };
const jobOf = (html: string): HtmlJob => ({
  kind: 'letter',
  pieces: [{ html, plain: null }],
  options: OPTIONS,
  mark: 'pvmark',
});

/** The longest that nothing else could be done. */
async function longestStop(work: () => unknown): Promise<readonly [stopMs: number, allMs: number]> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // It measures from tick to tick: the first must be behind it.
  await new Promise((resolve) => setTimeout(resolve, 20));
  const began = performance.now();
  await work();
  const allMs = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.disable();
  return [delay.max / 1e6, allMs];
}
const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0).padStart(7);

async function perLetter(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 15; turn += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return median(times);
}

await suite(async () => {
  const threads = createHtmlThreads();
  const cold = performance.now();
  await threads.run('bench', jobOf('<p>x</p>'));
  process.stdout.write(`a thread is started in ${ms(performance.now() - cold)}\n\n`);
  process.stdout.write(`${'4 MiB of'.padEnd(34)}host stops: here  in a thread   done: here  in a thread\n`);
  for (const [name, html] of Object.entries(LETTERS)) {
    const job = jobOf(html);
    const [stopHere, allHere] = await longestStop(() => doJob(job));
    const [stopThere, allThere] = await longestStop(() => threads.run('bench', job));
    process.stdout.write(
      `${name.padEnd(38)}${ms(stopHere)}      ${ms(stopThere)}      ${ms(allHere)}      ${ms(allThere)}\n`,
    );
  }
  process.stdout.write(`\n${'an ordinary letter of'.padEnd(34)}   here  in a thread  only handed over\n`);
  for (const kib of [4, 16, 32, 64, 128]) {
    const html = fill('<p style="color:red">hei på deg, litt av hvert i hver av mange rader</p>', kib * 1024);
    const here = await perLetter(() => doJob(jobOf(html)));
    const there = await perLetter(() => threads.run('bench', jobOf(html)));
    const empty = await perLetter(() => threads.run('bench', jobOf('')));
    process.stdout.write(`${`${kib} Ki characters`.padEnd(34)}${ms(here)}      ${ms(there)}      ${ms(empty)}\n`);
  }
  await threads.close();
});
