/** What a diagnosis answers over the API, and where on the mail's way a cause sits. Types and pure functions. */
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
  readonly about: { readonly domain?: string; readonly address?: string; readonly device?: string };
  readonly title: string;
  readonly summary: string;
  readonly why: string;
  readonly evidence: readonly Evidence[];
  readonly fix: readonly FixOffer[];
}
export interface Diagnosis {
  readonly case?: string;
  readonly subject: string;
  readonly symptom: Symptom;
  readonly verdict: 'cause-found' | 'healthy' | 'inconclusive';
  readonly findings: readonly Finding[];
  readonly verified: readonly string[];
  readonly unchecked: readonly { readonly probe: string; readonly why: string }[];
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

export const PLACES = ['registry', 'dns', 'mx', 'host', 'account', 'program'] as const;
export type Place = (typeof PLACES)[number];

/** The link of the chain that a finding breaks. */
export function placeOf({ cause, evidence }: Pick<Finding, 'cause' | 'evidence'>): Place {
  const family = cause.split('-', 1)[0];
  const vantage = evidence[0]?.vantage;
  if (family === 'acc' || family === 'bil') return 'account';
  if (family === 'cli' || family === 'net') return 'program';
  if (family === 'svc') return 'host';
  if (vantage === 'registry') return 'registry';
  if (cause.includes('-mx')) return 'mx';
  if (family === 'dom' || vantage === 'dns') return 'dns';
  return vantage === 'state' || vantage === 'mta' ? 'account' : 'host';
}
