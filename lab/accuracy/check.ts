/** Compares a run with the page in the repository: accuracy may not fall, false alarms may not rise. Pure. */
import type { Checked } from './page.ts';

export interface Comparison {
  readonly name: string;
  readonly before: number;
  readonly now: number;
  readonly ok: boolean;
}

/** The figures that the page carries; null when it has none. */
export function figuresOf(page: string): Checked | null {
  const text = /```json\n(.*)\n```/.exec(page)?.[1];
  if (text === undefined) return null;
  try {
    return JSON.parse(text) as Checked;
  } catch {
    return null;
  }
}

/** A busy machine may cost an answer now and then (a time-out is "unknown"); a false alarm is never the machine's fault. */
const SLACK = 0.005;
/** What the quick run of the check does not measure. */
const LEFT_OUT = /Known$|^vague|^wrong|^twin/;

/** One line a figure of the page. A figure that the run no longer has counts as 0. */
export function compare(before: Checked, now: Checked): readonly Comparison[] {
  const lines = (
    limit: Readonly<Record<string, number>>,
    run: Readonly<Record<string, number>>,
    isOk: (a: number, b: number) => boolean,
  ): readonly Comparison[] =>
    Object.entries(limit)
      .filter(([name]) => !LEFT_OUT.test(name))
      .map(([name, value]) => ({
        name,
        before: value,
        now: run[name] ?? 0,
        ok: isOk(run[name] ?? 0, value),
      }));
  return [
    ...lines(before.atLeast, now.atLeast, (is, was) => is >= was - SLACK),
    ...lines(before.atMost, now.atMost, (is, was) => is <= was),
  ];
}
