/**
 * A run over many subjects: a line for each, and what changed since the run before. Pure; service/batch.ts keeps the
 * lines on disk. An answer that could not be had never counts as a change.
 */
export interface BatchLine {
  readonly subject: string;
  readonly verdict: 'cause-found' | 'healthy' | 'inconclusive' | 'refused';
  /** The root cause, or null. */
  readonly cause: string | null;
  readonly certainty: string | null;
  /** Every cause named, the root first. */
  readonly causes: readonly string[];
  readonly unchecked: number;
  readonly tookMs: number;
  /** ISO 8601. */
  readonly at: string;
}
export interface BatchChange {
  readonly subject: string;
  readonly kind: 'broke' | 'mended' | 'other-cause' | 'new' | 'gone';
  readonly before: string | null;
  readonly after: string | null;
}

const told = (line: BatchLine): boolean => line.verdict === 'healthy' || line.verdict === 'cause-found';

/** What to remember of a run: what could not be told now stays as it was known before, so that nothing is forgotten. */
export function remembered(before: readonly BatchLine[], after: readonly BatchLine[]): readonly BatchLine[] {
  const old = new Map(before.map((line) => [line.subject, line]));
  return after.map((line) => {
    const was = old.get(line.subject);
    return told(line) || was === undefined || !told(was) ? line : was;
  });
}

/** What differs between two runs, by subject. Subjects that could not be judged in either run are left out. */
export function changesBetween(before: readonly BatchLine[], after: readonly BatchLine[]): readonly BatchChange[] {
  const old = new Map(before.map((line) => [line.subject, line]));
  const now = new Set(after.map((line) => line.subject));
  const changes: BatchChange[] = [];
  for (const line of after) {
    const was = old.get(line.subject);
    if (!told(line)) continue;
    if (was === undefined) {
      if (line.cause !== null) changes.push({ subject: line.subject, kind: 'new', before: null, after: line.cause });
    } else if (told(was) && was.cause !== line.cause) {
      const kind = was.cause === null ? 'broke' : line.cause === null ? 'mended' : 'other-cause';
      changes.push({ subject: line.subject, kind, before: was.cause, after: line.cause });
    }
  }
  for (const line of before)
    if (!now.has(line.subject)) changes.push({ subject: line.subject, kind: 'gone', before: line.cause, after: null });
  return changes.sort((a, b) => (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0));
}

const COLUMNS = ['subject', 'verdict', 'cause', 'certainty', 'causes', 'unchecked', 'tookMs', 'at'] as const;
/** RFC 4180; a cell that a spreadsheet would take for a formula gets a quote before it. */
function cell(value: unknown): string {
  const text = Array.isArray(value) ? value.join(' ') : value === null ? '' : String(value as string | number);
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
/** The lines as CSV (RFC 4180), with a header line. */
export const toCsv = (lines: readonly BatchLine[]): string =>
  [COLUMNS.join(','), ...lines.map((line) => COLUMNS.map((name) => cell(line[name])).join(','))].join('\r\n') + '\r\n';

/** Subjects of a text file: one a line, `#` begins a comment; each once, in order. At most `most`. */
export function readSubjects(text: string, most = 1_000_000): readonly string[] {
  const found = new Set<string>();
  for (const line of text.split(/\r?\n|\r/)) {
    const [word = ''] = line
      .replace(/#.*$/, '')
      .trim()
      .split(/[\s,;]+/);
    if (word !== '') found.add(word);
    if (found.size >= most) break;
  }
  return [...found];
}
