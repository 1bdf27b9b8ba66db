/**
 * What a cause is: an id, the probes it cannot do without, a judge, and what it explains. One record a cause, in
 * `causes/<family>/`. Pure; the words are in `messages/<language>/causes.ts`.
 */
import type { CauseFamily } from '#src/model/cause-id.ts';
import type { Known } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { Arguments, Certainty, Finding, Fix, Symptom } from './finding.ts';
import type { ProbeId } from './observations.ts';
import type { PresentCause } from './present.ts';

export interface Hit {
  readonly certainty: Certainty;
  readonly about: Finding['about'];
  readonly args: Arguments;
  readonly evidence: readonly Known[];
  readonly fix: readonly Fix[];
  /** It is true, but no explanation of what was asked about: told beside, never as the root. */
  readonly aside?: true;
  /** Told in the words of what the customer's own machine sees, or of what stands in a program's settings. */
  readonly words?: 'here' | 'program';
}
export type Judgement =
  | { readonly kind: 'found'; readonly hits: readonly Hit[] }
  | { readonly kind: 'ruled-out' }
  /** The evidence does not allow a statement. */
  | { readonly kind: 'unknown' };

export interface Cause {
  readonly id: PresentCause;
  readonly family: CauseFamily;
  /** Version of this program that first knew it. */
  readonly since: string;
  /** What customers say when it strikes: weighs in the ranking, never decides. */
  readonly symptoms: readonly Symptom[];
  /** How far up the chain it sits: registry 50, delegation and records 40, account 30, client 20, hints 0. */
  readonly height: number;
  /** True for shortcomings that hurt only sending: a note beside, unless sending is what was asked about. */
  readonly note?: true;
  /** Without these, known, nothing is said. */
  readonly needs: readonly ProbeId[];
  readonly explains: readonly PresentCause[];
  /** Families of which everything further down the chain follows from it: without registration no record means anything. */
  readonly silences?: readonly CauseFamily[];
  /** In one line: what proves it, for docs/causes.md. */
  readonly proof: string;
  judge(facts: Facts): Judgement;
}

export const RULED_OUT: Judgement = { kind: 'ruled-out' };
export const UNKNOWN: Judgement = { kind: 'unknown' };
export const found = (...hits: readonly Hit[]): Judgement => (hits.length === 0 ? RULED_OUT : { kind: 'found', hits });
