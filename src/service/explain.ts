/**
 * Explains a pasted error text, code or bounce. The text alone gives what it can mean; where it carries a mark of ours or
 * names an address of ours, our own evidence decides among it. Called by the command line and the customer centre; changes
 * nothing, and tells a viewer nothing of what is not the viewer's.
 */
import type { PastedCandidate, PastedText } from '#src/diagnosis/observed-pasted.ts';
import type { Symptom } from '#src/diagnosis/finding.ts';
import { ownMarks } from '#src/diagnosis/texts/own-marks.ts';
import { readPasted } from '#src/diagnosis/texts/pasted.ts';
import { MOST_PASTED } from '#src/protocol/dsn/readable.ts';
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import type { DiagnosedFinding, DiagnoseResult } from './diagnose-result.ts';
import { blockFinding, textFindings } from './explain-findings.ts';
import { blockIn, type ExplainViewer, isOwn, subjectIn } from './explain-own.ts';
import { done, misuse, type Outcome } from './outcome.ts';
import type { TraceResult } from './trace.ts';

export type { ExplainViewer } from './explain-own.ts';

export interface ExplainDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly diagnose: (request: {
    readonly subject: string;
    readonly symptom: Symptom;
    readonly language: Language;
    readonly text?: string;
  }) => Promise<Outcome<DiagnoseResult>>;
  readonly trace: (subject: string) => Promise<Outcome<TraceResult>>;
  /** IANA name for times in words; default that of the machine. */
  readonly timeZone?: string;
}
export interface ExplainRequest {
  /** As pasted; the first 256 KiB count. */
  readonly text: string;
  /** Address or domain it is about; without it the text is searched for one of ours. */
  readonly subject?: string;
  readonly language: Language;
  readonly viewer: ExplainViewer;
}
export type ExplainedFinding = Omit<DiagnosedFinding, 'id' | 'under'>;
export interface ExplainResult {
  readonly findings: readonly ExplainedFinding[];
  /** What was recognised. */
  readonly text: Omit<PastedText, 'candidates'> & {
    readonly program: string | null;
    readonly quote: string | null;
    /** Whose evidence was read beside the text; null = the text alone. */
    readonly subject: string | null;
    /** Every cause the text can mean, also those that were ruled out or have no judge. */
    readonly causes: readonly string[];
  };
  readonly unknown: boolean;
}

/** Explains. An empty text is misuse; a text of which nothing is known gives `unknown: true`. */
export async function explain(deps: ExplainDeps, request: ExplainRequest): Promise<Outcome<ExplainResult>> {
  const text = request.text.slice(0, MOST_PASTED);
  if (text.trim() === '') return misuse('explainNothing');
  const pasted = readPasted(text);
  const marks = ownMarks(text);
  const block = await blockIn(deps, marks, request.viewer);
  const found = request.subject ?? (await subjectIn(deps, { text, pasted, marks, block }, request.viewer));
  const isAsked = request.subject !== undefined;
  const subject = found !== null && (await isOwn(deps.db, found, request.viewer, isAsked)) ? found : null;
  const diagnosed = subject === null ? null : await judged(deps, request, pasted, subject, text);
  if (diagnosed !== null && !diagnosed.ok && isAsked) return diagnosed;
  const result = diagnosed?.ok === true ? diagnosed.value : null;
  const reader = { language: request.language, now: deps.clock.now(), timeZone: zoneOf(deps) };
  const own = result === null ? [] : deciding(result, pasted.candidates);
  const isTold = own.some((one) => one.cause === block?.cause);
  const blocked = block === null || isTold ? [] : [blockFinding(block, reader)];
  const at = new Date(deps.clock.now()).toISOString();
  const alone = remaining(pasted.candidates, [...blocked, ...own]);
  const findings = inOrder([...blocked, ...own, ...textFindings(pasted, alone, at, reader)]);
  return done({
    findings,
    text: told(pasted, result === null ? null : subject),
    unknown: findings.length === 0 && pasted.candidates.length === 0,
  });
}

const zoneOf = ({ timeZone }: ExplainDeps): string => timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

async function judged(
  deps: ExplainDeps,
  { language }: ExplainRequest,
  { direction, bounce }: PastedText,
  subject: string,
  text: string,
): Promise<Outcome<DiagnoseResult>> {
  const symptom: Symptom =
    bounce !== null || direction === 'outgoing' ? 'send' : direction === 'incoming' ? 'receive' : 'unknown';
  return await deps.diagnose({ subject, symptom, language, text });
}

/** Of a diagnosis what bears on the text: what the text can mean, what read it, and a proven root. */
function deciding(result: DiagnoseResult, candidates: readonly PastedCandidate[]): readonly ExplainedFinding[] {
  const meant = new Set(candidates.map((one) => one.cause));
  return result.findings
    .filter(
      ({ cause, role, certainty, evidence }) =>
        meant.has(cause) ||
        evidence.some(({ probe }) => probe.startsWith('pasted.')) ||
        (role === 'root' && certainty === 'proven'),
    )
    .map(({ id: _id, under: _under, ...finding }) => finding);
}

/** What the text can mean beyond that; nothing once our own evidence has decided among it. */
function remaining(
  candidates: readonly PastedCandidate[],
  own: readonly ExplainedFinding[],
): readonly PastedCandidate[] {
  const meant = new Set(candidates.map((one) => one.cause));
  const isDecided = own.some(
    ({ cause, certainty, evidence }) =>
      certainty !== 'possible' &&
      (meant.has(cause) || evidence.some(({ probe }) => probe === 'pasted.own')) &&
      evidence.some(({ probe }) => probe !== 'pasted.text'),
  );
  if (isDecided) return [];
  const told = new Set<string>(own.map((one) => one.cause));
  const isLikely = own.some((one) => meant.has(one.cause) && one.certainty !== 'possible');
  return candidates.filter((one) => !told.has(one.cause) && !(isLikely && one.certainty === 'possible'));
}

const RANK = { proven: 0, likely: 1, possible: 2 } as const;
/** The surest first; one root. */
function inOrder(findings: readonly ExplainedFinding[]): readonly ExplainedFinding[] {
  const sorted = findings.toSorted((a, b) => RANK[a.certainty] - RANK[b.certainty]);
  return sorted.map((finding, index) => ({
    ...finding,
    role: index === 0 ? 'root' : finding.role === 'consequence' ? 'consequence' : 'also',
  }));
}

function told({ candidates, ...pasted }: PastedText, subject: string | null): ExplainResult['text'] {
  return {
    ...pasted,
    program: candidates[0]?.program ?? null,
    quote: candidates[0]?.quote ?? null,
    subject,
    causes: candidates.map((one) => one.cause),
  };
}
