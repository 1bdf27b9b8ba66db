/** Rows of cases, fixes and their watches (migration 0007). Types only. Times are epoch ms. */

/** model/case.ts; findings and evidence are JSON, evidence is null when it was too large to keep. */
export interface CasesTable {
  readonly id: string;
  readonly domain: string;
  readonly address: string | null;
  readonly symptom: string;
  readonly language: string;
  readonly asked_by: string;
  readonly at: number;
  readonly verdict: string;
  readonly findings: string;
  readonly evidence: string | null;
}
/** What was done for a case; written before it is done (state `intended`). */
export interface FixesTable {
  readonly id: string;
  readonly case_id: string;
  readonly finding: string;
  readonly fix: string;
  readonly state: string;
  readonly actor: string;
  /** JSON of model/change.ts `Change[]`. */
  readonly changes: string;
  /** JSON: what puts it back; may hold what only the program may read, and is never shown. */
  readonly undo: string | null;
  readonly result: string | null;
  readonly at: number;
  readonly changed_at: number;
}
/** One fix at a time; a lock whose time is over belongs to a process that died. */
export interface FixLocksTable {
  readonly name: string;
  readonly holder: string;
  readonly until: number;
}
export interface WatchesTable {
  readonly id: string;
  readonly case_id: string;
  readonly finding: string;
  readonly cause: string;
  readonly state: string;
  /** Was the cause there at the last look; null = not looked yet. */
  readonly present: number | null;
  readonly tries: number;
  readonly next_at: number;
  readonly until: number;
  /** JSON list: each change, when. */
  readonly log: string;
}
