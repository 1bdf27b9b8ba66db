/**
 * TAP-like lines of the end-to-end suites: `ok - …` / `not ok - …`, one a check. Used by every test/e2e/NN-name/suite.ts;
 * the runner (test/e2e/run) counts the lines. A check that throws is a failed check and ends nothing else.
 */
import assert from 'node:assert/strict';

let failed = 0;
const cleanups: (() => Promise<void> | void)[] = [];

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Something to undo when the suite ends, however it ends; the newest first. */
export const atEnd = (undo: () => Promise<void> | void): void => void cleanups.push(undo);

/** Runs one check. Gives false when it failed, so that a suite can leave out what builds on it. */
export const check = async (name: string, body: () => Promise<void> | void): Promise<boolean> => {
  try {
    await body();
    print(`ok - ${name}`);
    return true;
  } catch (error) {
    failed += 1;
    const text = error instanceof Error ? error.message : String(error);
    print(`not ok - ${name}\n${text.slice(0, 4000).replace(/^/gm, '  # ')}`);
    return false;
  }
};

/** Fails unless `text` holds `part`; the message shows what was there instead. */
export const has = (text: string, part: string | RegExp): void => {
  const found = typeof part === 'string' ? text.includes(part) : part.test(text);
  assert.ok(found, `expected ${String(part)} in:\n${text.slice(-2500)}`);
};

const undoAll = async (): Promise<void> => {
  for (const undo of cleanups.splice(0).reverse()) {
    try {
      await undo();
    } catch (error) {
      print(`# clean-up: ${String(error)}`);
    }
  }
};

/** The whole suite: runs it, cleans up, ends the process with 1 when a check failed or the suite itself broke. */
export const suite = async (body: () => Promise<void>): Promise<never> => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void undoAll().finally(() => process.exit(1)));
  }
  try {
    await body();
  } catch (error) {
    await check('the suite runs to its end', () => {
      throw error;
    });
  }
  await undoAll();
  process.exit(failed === 0 ? 0 : 1);
};
