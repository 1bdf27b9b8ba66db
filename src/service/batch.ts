/**
 * Diagnoses many subjects: a few at a time, each line on disk as soon as it is known, so that a run that was cut off goes
 * on where it stopped; at the end what changed since the run before. Files under `<data>/diagnosis/<name>/`.
 * Called by `diagnose --all` and `diagnose --file`. Alarms nobody by itself.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Symptom } from '#src/diagnosis/finding.ts';
import { type BatchChange, type BatchLine, changesBetween, remembered, toCsv } from '#src/model/batch-run.ts';
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import type { DiagnoseResult } from './diagnose-result.ts';
import { done, misuse, type Outcome } from './outcome.ts';

export interface BatchDeps {
  readonly clock: Clock;
  readonly dataFolder: string;
  readonly diagnose: (request: {
    readonly subject: string;
    readonly symptom: Symptom;
    readonly language: Language;
  }) => Promise<Outcome<DiagnoseResult>>;
}
export interface BatchRequest {
  /** `all`, or what the operator calls the list: letters, digits, `-`, `.`, `_`. */
  readonly name: string;
  readonly subjects: readonly string[];
  /** Begins anew although an unfinished run is there. */
  readonly fresh: boolean;
  /** Absolute path; `.csv` gives CSV, anything else JSON. Null: no file. */
  readonly out: string | null;
  /** At once; default 16. */
  readonly atOnce?: number;
}
export interface BatchResult {
  readonly name: string;
  readonly subjects: number;
  /** Taken over from a run that was cut off. */
  readonly resumed: number;
  readonly healthy: number;
  readonly broken: number;
  readonly inconclusive: number;
  readonly refused: number;
  readonly changes: readonly BatchChange[];
  /** True when there was a run before to compare with. */
  readonly compared: boolean;
  readonly perSecond: number;
  readonly out: string | null;
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/i;
const AT_ONCE = 16;
const PROGRESS_MS = 1000;

/** The lines of a run; a line that was cut off by a crash is left out. */
function readLines(file: string): readonly BatchLine[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text) => {
      try {
        const line = JSON.parse(text) as Partial<BatchLine>;
        return typeof line.subject === 'string' && typeof line.verdict === 'string' ? [line as BatchLine] : [];
      } catch {
        return [];
      }
    });
}

const lineOf = (subject: string, outcome: Outcome<DiagnoseResult>, clock: Clock): BatchLine => {
  const at = new Date(clock.now()).toISOString();
  if (!outcome.ok)
    return { subject, verdict: 'refused', cause: null, certainty: null, causes: [], unchecked: 0, tookMs: 0, at };
  const { findings, unchecked, tookMs, verdict } = outcome.value;
  const root = findings.find((one) => one.role === 'root' && one.certainty !== 'possible');
  const causes = findings.map((one) => one.cause);
  const certainty = root?.certainty ?? null;
  return { subject, verdict, cause: root?.cause ?? null, certainty, causes, unchecked: unchecked.length, tookMs, at };
};

const count = (lines: readonly BatchLine[], verdict: BatchLine['verdict']): number =>
  lines.filter((line) => line.verdict === verdict).length;

/** Runs, or goes on. `emit` gets `{done, of}` about once a second. */
export async function runBatch(
  deps: BatchDeps,
  request: BatchRequest,
  emit: (row: { readonly done: number; readonly of: number }) => void,
): Promise<Outcome<BatchResult>> {
  if (!NAME.test(request.name)) return misuse('batchNameBad', { name: request.name.slice(0, 80) });
  if (request.subjects.length === 0) return misuse('batchEmpty');
  const folder = join(deps.dataFolder, 'diagnosis', request.name);
  const [running, last] = [join(folder, 'running.jsonl'), join(folder, 'last.jsonl')];
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (request.fresh) rmSync(running, { force: true });
  const wanted = new Set(request.subjects);
  const kept = new Map(readLines(running).flatMap((line) => (wanted.has(line.subject) ? [[line.subject, line]] : [])));
  writeFileSync(running, [...kept.values()].map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 });
  const resumed = kept.size;
  const started = deps.clock.monotonic();
  await diagnoseAll(deps, request, kept, running, emit);
  const seconds = Math.max(0.001, (deps.clock.monotonic() - started) / 1000);
  const lines = request.subjects.flatMap((subject) => kept.get(subject) ?? []);
  const before = readLines(last);
  const { out } = request;
  if (out !== null) writeOut(out, lines);
  const next = remembered(before, lines).map((line) => `${JSON.stringify(line)}\n`);
  writeFileSync(`${last}.new`, next.join(''), { mode: 0o600 });
  renameSync(`${last}.new`, last);
  rmSync(running, { force: true });
  return done({
    name: request.name,
    subjects: lines.length,
    resumed,
    healthy: count(lines, 'healthy'),
    broken: count(lines, 'cause-found'),
    inconclusive: count(lines, 'inconclusive'),
    refused: count(lines, 'refused'),
    changes: before.length === 0 ? [] : changesBetween(before, lines),
    compared: before.length > 0,
    perSecond: Math.round(((lines.length - resumed) / seconds) * 10) / 10,
    out,
  });
}

async function diagnoseAll(
  deps: BatchDeps,
  request: BatchRequest,
  kept: Map<string, BatchLine>,
  running: string,
  emit: (row: { readonly done: number; readonly of: number }) => void,
): Promise<void> {
  const left = request.subjects.filter((subject) => !kept.has(subject))[Symbol.iterator]();
  const file = openSync(running, 'a', 0o600);
  let told = deps.clock.monotonic();
  const worker = async (): Promise<void> => {
    for (const subject of left) {
      const line = lineOf(subject, await deps.diagnose({ subject, symptom: 'unknown', language: 'en' }), deps.clock);
      kept.set(subject, line);
      writeSync(file, `${JSON.stringify(line)}\n`);
      if (deps.clock.monotonic() - told < PROGRESS_MS) continue;
      told = deps.clock.monotonic();
      emit({ done: kept.size, of: request.subjects.length });
    }
  };
  try {
    await Promise.all(Array.from({ length: request.atOnce ?? AT_ONCE }, worker));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function writeOut(out: string, lines: readonly BatchLine[]): void {
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, out.toLowerCase().endsWith('.csv') ? toCsv(lines) : `${JSON.stringify(lines, null, 1)}\n`);
}
