/** What a diagnosis answers over the API. Types, and what follows from them alone. */
import type { BroughtProgram } from '../settings-check/shapes.ts';

export const SYMPTOMS = ['unknown', 'receive', 'send', 'both', 'some', 'slow'] as const;
export type Symptom = (typeof SYMPTOMS)[number];

export interface Evidence {
  readonly probe: string;
  readonly vantage: string;
  readonly observed: Readonly<Record<string, unknown>>;
  readonly at: string;
}
export interface FixOffer {
  readonly id: string;
  readonly level: 'automatic' | 'one-click' | 'guided' | 'operator' | 'third-party';
  readonly text: string;
}
export interface Finding {
  readonly id: string;
  readonly cause: string;
  readonly certainty: 'proven' | 'likely' | 'possible';
  readonly role: 'root' | 'consequence' | 'also';
  readonly under?: string;
  readonly aside?: true;
  readonly about: { readonly domain?: string; readonly address?: string; readonly device?: string };
  readonly title: string;
  readonly summary: string;
  readonly why: string;
  readonly evidence: readonly Evidence[];
  readonly fix: readonly FixOffer[];
  /** Slug of the help article. */
  readonly article: string;
}
export interface Diagnosis {
  readonly case?: string;
  readonly subject: string;
  /** There is a mailbox of the reader's to watch. */
  readonly mailbox: boolean;
  readonly symptom: Symptom;
  readonly verdict: 'cause-found' | 'healthy' | 'inconclusive';
  readonly findings: readonly Finding[];
  readonly verified: readonly string[];
  /** Of probes and of reasons why something could not be checked, in the reader's words. */
  readonly names: Readonly<Record<string, string>>;
  readonly unchecked: readonly { readonly probe: string; readonly why: string }[];
  /** Of the settings that were brought along; not kept with the case. */
  readonly program?: BroughtProgram;
  readonly tookMs: number;
}
export interface Row {
  readonly probe: string;
  readonly name: string;
  readonly vantage: string;
  readonly kind: 'known' | 'unknown';
  readonly at: string;
}
export interface Change {
  readonly kind: string;
  readonly object: string;
  readonly before: string | null;
  readonly after: string | null;
}
export interface RecordLine {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly value: string;
  readonly line: string;
}
export interface Preview {
  readonly kind: 'change' | 'already' | 'ask' | 'elsewhere' | 'pay' | 'wait' | 'steps';
  readonly text: string;
  readonly changes: readonly Change[];
  readonly token: string | null;
  readonly question: string | null;
  readonly remove: readonly RecordLine[];
  readonly add: readonly RecordLine[];
  readonly pay: { readonly amount: string; readonly reference: string; readonly link: string } | null;
  readonly until: string | null;
  readonly canUndo: boolean;
  readonly letter: string | null;
}
export interface FixResult {
  readonly kind: 'applied' | 'already' | 'stale' | 'undone';
  readonly fixed: boolean | 'settling';
  readonly until: string | null;
  readonly proofs: readonly { readonly good: boolean; readonly text: string }[];
  readonly once: { readonly address: string; readonly secret: string } | null;
  readonly watchUntil: string | null;
}
export interface FixAnswer {
  readonly preview: Preview | null;
  readonly result: FixResult | null;
}

export interface Kept {
  readonly at: string;
  readonly result: Diagnosis;
  readonly fixes: readonly {
    readonly finding: string;
    readonly fix: string;
    readonly state: string;
    readonly by: string;
    readonly at: string;
    readonly changedAt: string;
  }[];
}
export interface CaseLine {
  readonly id: string;
  readonly at: string;
  readonly symptom: Symptom;
  readonly verdict: Diagnosis['verdict'];
  readonly askedBy: string;
  readonly cause: string | null;
  readonly title: string | null;
}

const MOST_ROOTS = 3;
/** The causes that stand on their own, the first one first; none when all is well. */
export function rootsOf({ verdict, findings }: Diagnosis): readonly Finding[] {
  if (verdict === 'healthy') return [];
  // What is proven beside the first cause and no mere shortcoming stands on its own too.
  const roots = findings.filter(
    ({ role, aside, certainty }) => role === 'root' || (role === 'also' && aside !== true && certainty === 'proven'),
  );
  return roots.length > 0
    ? roots.slice(0, MOST_ROOTS)
    : findings.filter(({ role }) => role !== 'consequence').slice(0, 1);
}

const keyOf = ({ cause, about }: Finding): string =>
  [cause, about.domain, about.address, about.device].filter((part) => part !== undefined).join(' ');

export interface Since {
  readonly gone: readonly Finding[];
  readonly came: readonly Finding[];
  readonly stayed: readonly Finding[];
}
/** What changed between an earlier look and a later one. */
export function changedSince(then: Diagnosis, now: Diagnosis): Since {
  const before = new Set(then.findings.map(keyOf));
  const after = new Set(now.findings.map(keyOf));
  return {
    gone: then.findings.filter((one) => !after.has(keyOf(one))),
    came: now.findings.filter((one) => !before.has(keyOf(one))),
    stayed: now.findings.filter((one) => before.has(keyOf(one))),
  };
}
