/**
 * What one question to the host gave: what was planted, what may be said, what was said. Data between the parts of the
 * accuracy run that plant and the part that counts. Types, and the few words about one outcome.
 */
import type { DiagnoseResult } from '#src/service/diagnose.ts';
import type { BaselineResult } from '../baselines/baseline.ts';
import type { Pile, Telling } from '../generate.ts';

export type Kind =
  /** One fault. */
  | 'fault'
  /** Looks much like it and is well. */
  | 'twin'
  /** Unusual and well. */
  | 'oddity'
  /** Two faults. */
  | 'double'
  /** Well, and something that asks is broken. */
  | 'blind-healthy'
  /** One fault, and something that asks is broken. */
  | 'blind-faulty';

export interface LabOutcome {
  readonly pile: Pile;
  readonly kind: Kind;
  readonly group: string;
  readonly title: string;
  /** Cause ids, the one that has to come first at the front. */
  readonly planted: readonly string[];
  /** May stand beside without being an invention. */
  readonly allowed: readonly string[];
  readonly telling: Telling;
  /** Healthy cannot be proven here: nothing may be named, but "healthy" is not asked for. */
  readonly open?: true;
  /** A program's settings were brought along. */
  readonly withFile?: true;
  /** Null when the plant or the question itself failed. */
  readonly result: DiagnoseResult | null;
  readonly error: string | null;
  /** What simpler methods say of the same customer, by method; asked once, after ours. */
  readonly baselines?: Readonly<Record<string, BaselineResult>>;
  /** From the question to the first row and to the answer. */
  readonly firstRowMs: number | null;
  readonly ms: number;
}

/** Causes in the order of the answer, with their roles. */
export const named = ({ result }: LabOutcome): readonly string[] =>
  (result?.findings ?? []).map(({ cause, role }) => (role === 'root' ? cause : `${cause} (${role})`));

/** A finding that says "this is why it does not work". */
export const alarms = ({ result }: LabOutcome): readonly string[] =>
  (result?.findings ?? []).filter(({ role }) => role === 'root').map(({ cause }) => cause);

/** Shortcomings that are told beside, without an alarm. */
export const notes = (outcome: LabOutcome): readonly string[] =>
  alarms(outcome).length > 0 ? [] : (outcome.result?.findings ?? []).map(({ cause }) => cause);
