/**
 * One run of a diagnosis: rows as they come, the answer, and what to do when the line breaks in the middle — the server goes
 * on, so the answer is fetched instead of asked for again. Used by Diagnose.svelte and the page of a case.
 */
import { ask, askLines, type Problem } from '../api.ts';
import type { CaseLine, Diagnosis, Kept, Row, Symptom } from './result.ts';

export interface Asked {
  readonly subject: string;
  readonly symptom: Symptom;
  readonly isVisitor: boolean;
  /** Whom mail is missed from, or other words of the customer's. */
  readonly text?: string;
  /** What a program has: its file, in Base64. */
  readonly settings?: { readonly file: string };
}
export type Stage = 'ask' | 'running' | 'lost' | 'done';

export function createRun() {
  let stage = $state<Stage>('ask');
  let rows = $state.raw<readonly Row[]>([]);
  let diagnosis = $state.raw<Diagnosis | null>(null);
  let problem = $state.raw<Problem | null>(null);
  let running: AbortController | null = null;
  let known: ReadonlySet<string> = new Set();
  let last: Asked | null = null;

  const casesOf = async (subject: string): Promise<readonly CaseLine[]> => {
    const answer = await ask<{ cases: readonly CaseLine[] }>('GET', `/cases?about=${encodeURIComponent(subject)}`);
    return answer.ok ? answer.value.cases : [];
  };
  async function start(asked: Asked): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    last = asked;
    rows = [];
    diagnosis = null;
    problem = null;
    stage = 'running';
    // What is kept already, so that after a broken line the new case is known.
    known = new Set();
    const before = asked.isVisitor
      ? null
      : casesOf(asked.subject).then((list) => (known = new Set(list.map(({ id }) => id))));
    const { isVisitor: _way, ...question } = asked;
    let told: Problem | null = null;
    let found: Diagnosis | null = null;
    const failed = await askLines(
      asked.isVisitor ? '/public/diagnose' : '/diagnose',
      question,
      (line) => {
        if (line['row'] !== undefined) rows = [...rows, line['row'] as Row];
        if (line['result'] !== undefined) found = line['result'] as Diagnosis;
        if (line['problem'] !== undefined) told = line['problem'] as Problem;
      },
      mine.signal,
    );
    if (mine.signal.aborted) return;
    await before;
    diagnosis = found;
    problem = found === null ? (told ?? failed ?? { status: 0, key: 'offline', title: '' }) : null;
    // Rows that came stay; only a question that was refused goes back to the form.
    stage = found !== null ? 'done' : rows.length > 0 ? 'lost' : 'ask';
  }
  /** The answer that the server found meanwhile, else everything anew. */
  async function resume(): Promise<void> {
    if (last === null) return;
    if (!last.isVisitor) {
      const made = (await casesOf(last.subject)).find(({ id }) => !known.has(id));
      const kept = made === undefined ? null : await ask<Kept>('GET', `/cases/${made.id}`);
      if (kept?.ok === true) {
        diagnosis = kept.value.result;
        stage = 'done';
        return;
      }
    }
    await start(last);
  }
  return {
    get stage() {
      return stage;
    },
    get rows() {
      return rows;
    },
    get diagnosis() {
      return diagnosis;
    },
    get problem() {
      return problem;
    },
    start,
    resume,
    /** Back to the question; what runs is left alone by the page. */
    leave: (): void => {
      running?.abort();
      stage = 'ask';
    },
    /** The same case in other words. */
    retell: (other: Diagnosis): void => {
      // What was brought along is not kept: of that the first telling stands.
      diagnosis = diagnosis?.program === undefined ? other : { ...other, program: diagnosis.program };
    },
  };
}
