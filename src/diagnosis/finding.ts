/**
 * Findings: a cause, how sure we are, what it is about, the evidence, and the fixes — ids and arguments, no sentences.
 * The JSON form printed by `diagnose --json` is made from these in `service/diagnose.ts` (DESIGN §4).
 */
import type { CauseId } from '#src/model/cause-id.ts';
import type { Known, Evidence } from './evidence.ts';

export type Symptom = 'receive' | 'send' | 'both' | 'some' | 'slow' | 'unknown';
export type Certainty = 'proven' | 'likely' | 'possible';
export type Role = 'root' | 'consequence' | 'also';
export type FixLevel = 'automatic' | 'one-click' | 'guided' | 'operator' | 'third-party';
export type Arguments = Readonly<Record<string, string | number | readonly string[]>>;

export interface Subject {
  /** Domain in A-labels. */
  readonly domain: string;
  /** Whole address when an address was asked about. */
  readonly address?: string;
}
export interface Fix {
  readonly id: string;
  readonly level: FixLevel;
  readonly args: Arguments;
}
export interface Finding {
  readonly cause: CauseId;
  readonly certainty: Certainty;
  readonly role: Role;
  /** Of a consequence: the cause that it follows from. */
  readonly under?: CauseId;
  readonly about: { readonly domain?: string; readonly address?: string; readonly device?: string };
  readonly args: Arguments;
  readonly evidence: readonly Known[];
  readonly fix: readonly Fix[];
  /** A shortcoming that does not explain what was asked about. */
  readonly aside?: true;
  /** Told in the words of what the customer's own machine sees, or of what stands in a program's settings. */
  readonly words?: 'here' | 'program';
}
export interface Verdict {
  readonly verdict: 'cause-found' | 'healthy' | 'inconclusive';
  readonly findings: readonly Finding[];
  readonly verified: readonly string[];
  readonly unchecked: readonly { readonly probe: string; readonly why: string }[];
}
export interface Recording {
  readonly subject: Subject;
  readonly symptom: Symptom;
  readonly evidence: readonly Evidence[];
}
