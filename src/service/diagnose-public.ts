/**
 * The diagnosis for anybody: of a domain only, with nothing of ours behind it. State and journal are replaced by ones that
 * know nobody, and what is not public by its vantage is dropped before it is judged. Made by diagnosis.ts; keeps no case.
 */
import type { Evidence, Vantage } from '#src/diagnosis/evidence.ts';
import type { Symptom } from '#src/diagnosis/finding.ts';
import { reason } from '#src/diagnosis/reason.ts';
import type { Language } from '#src/model/language.ts';
import type { GroupDeps } from '#src/probes/group.ts';
import type { RegistryOptions, StateSource } from '#src/probes/sources.ts';
import { type DiagnoseDeps, type DiagnoseResult, gather, inWords, type OnRow } from './diagnose.ts';
import { hereAndNow } from './diagnose-text.ts';
import { readDomain } from './input.ts';
import { done, type Outcome } from './outcome.ts';
import { createProbeGroups } from './probe-groups.ts';

const PUBLIC: readonly Vantage[] = ['dns', 'registry', 'outside'];

/** Every domain is somebody else's, every address unknown. */
const NOBODY: StateSource = {
  domain: async () => null,
  address: async () => ({ kind: 'not-ours' }),
  usage: async () => ({ bytes: 0, messages: 0 }),
};
const SILENT: GroupDeps['journal'] = { query: async () => [] };

export function outsiderDeps(given: {
  readonly groupDeps: Omit<GroupDeps, 'state' | 'journal'>;
  readonly registry: RegistryOptions;
}): Omit<DiagnoseDeps, 'host'> {
  const { clock, resolver } = given.groupDeps;
  const groups = createProbeGroups({ ...given.groupDeps, state: NOBODY, journal: SILENT });
  return { state: NOBODY, journal: SILENT, resolver, clock, registry: given.registry, groups };
}

/** Diagnoses a domain from the outside. */
export async function diagnoseForAnybody(
  deps: DiagnoseDeps,
  request: { readonly domain: string; readonly symptom: Symptom; readonly language: Language },
  onRow: OnRow = () => {},
): Promise<Outcome<DiagnoseResult>> {
  const started = deps.clock.monotonic();
  const domain = readDomain(request.domain);
  if (!domain.ok) return domain;
  const isPublic = ({ vantage }: Evidence): boolean => PUBLIC.includes(vantage);
  const subject = { domain: domain.value };
  const { symptom, language } = request;
  const told: OnRow = (row) => {
    if (isPublic(row)) onRow(row);
  };
  const evidence = (await gather(deps, { subject, symptom, text: null }, told)).filter(isPublic);
  const recording = { subject, symptom, evidence };
  const tookMs = Math.round(deps.clock.monotonic() - started);
  return done(inWords(recording, reason(recording), { language, ...hereAndNow() }, tookMs));
}
