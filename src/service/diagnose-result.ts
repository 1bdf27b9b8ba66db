/** What a diagnosis gives: the shape that `diagnose --json` prints (DESIGN §4) and the API answers. Types only. */
import type { Observed, Vantage } from '#src/diagnosis/evidence.ts';
import type { Certainty, FixLevel, Role, Symptom, Verdict } from '#src/diagnosis/finding.ts';
import type { ProviderProfile } from '#src/model/provider-profiles.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { BroughtProgram } from './settings-evidence.ts';

export interface DiagnosedFinding {
  /** `1`, `2` …: how `fix` names it. */
  readonly id: string;
  readonly cause: CauseId;
  readonly certainty: Certainty;
  readonly role: Role;
  /** Of a consequence: the cause that it follows from. */
  readonly under?: CauseId;
  /** A shortcoming that does not explain what was asked about. */
  readonly aside?: true;
  readonly about: { readonly domain?: string; readonly address?: string; readonly device?: string };
  readonly title: string;
  readonly summary: string;
  readonly why: string;
  readonly evidence: readonly {
    readonly probe: string;
    readonly vantage: Vantage;
    readonly observed: Observed;
    readonly at: string;
  }[];
  readonly fix: readonly { readonly id: string; readonly level: FixLevel; readonly text: string }[];
}
/** What `diagnose --json` prints. */
export interface DiagnoseResult {
  /** Under which it is kept, for `fix`; absent when it is not. */
  readonly case?: string;
  readonly subject: string;
  readonly symptom: Symptom;
  readonly verdict: Verdict['verdict'];
  readonly findings: readonly DiagnosedFinding[];
  readonly verified: readonly string[];
  readonly unchecked: readonly { readonly probe: string; readonly why: string }[];
  /** Of an address that is not ours: the provider that its MX names, with what is publicly known of it. */
  readonly provider?: Omit<ProviderProfile, 'mx'>;
  /** Of the settings that were brought along: what they are and what is wrong in them. Not kept with the case. */
  readonly program?: BroughtProgram;
  /** Where the command line wrote the corrected settings file. */
  readonly written?: string;
  readonly tookMs: number;
}
