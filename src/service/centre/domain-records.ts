/**
 * "Write the records for me": a case of the domain as it is now, in which the finding of its DNS offers to write all wanted
 * records at once. From there it is a fix like any other: preview, consent, proof, undo. Called by the API after ownership.
 */
import type { Finding, Recording, Verdict } from '#src/diagnosis/finding.ts';
import { fix, type FixId } from '#src/diagnosis/fixes.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { Domain } from '#src/model/domain.ts';
import type { Language } from '#src/model/language.ts';
import { isEssential, type RecordPurpose } from '#src/model/wanted-records.ts';
import type { App } from '../app.ts';
import type { RecordState } from '../diagnosis.ts';
import { done, type Outcome, refused } from '../outcome.ts';

export interface RecordsCase {
  readonly case: string;
  readonly finding: string;
  readonly fix: FixId;
}
const FIX: FixId = 'publish-wanted';
const RECORD_FIXES: ReadonlySet<string> = new Set<FixId>([
  'publish-mx',
  'replace-mx',
  'remove-foreign-mx',
  'publish-txt',
  'replace-txt',
  'name-instead-of-address',
  'own-mail-name',
  'name-instead-of-alias',
  'correct-setup-record',
]);
const MISSING: Readonly<Record<RecordPurpose, CauseId>> = {
  mx: 'dom-no-mx',
  spf: 'dom-spf-missing',
  dkim: 'dom-dkim-missing',
  dmarc: 'dom-dmarc-missing',
  // Told as missing by its argument.
  setup: 'cli-autoconfig-wrong',
  sts: 'dom-mtasts-mismatch',
};
type Deps = Pick<App, 'inspect' | 'recordStates' | 'cases'>;

/** Refuses when nothing is missing, and when DNS could not be read: nothing is written over what nobody saw. */
export async function recordsCase(
  deps: Deps,
  domain: Domain,
  asked: { readonly language: Language; readonly by: string },
): Promise<Outcome<RecordsCase>> {
  const [states, { recording, verdict }] = await Promise.all([
    deps.recordStates(domain.name),
    deps.inspect({ domain: domain.name }, { fresh: true }),
  ]);
  if (!states.ok) return states;
  if (states.value.every(({ state }) => state === 'ok')) return refused('recordsInOrder', { domain: domain.name });
  if (states.value.filter(isEssential).some(({ state }) => state === 'unchecked'))
    return refused('recordsUnseen', { domain: domain.name });
  const findings = withFix(domain.name, recording, verdict, states.value);
  if (findings === null) return refused('recordsInOrder', { domain: domain.name });
  const id = await deps.cases.keep({
    recording,
    verdict: { ...verdict, verdict: 'cause-found', findings },
    language: asked.language,
    askedBy: asked.by,
  });
  const index = findings.findIndex((one) => one.fix.some((offer) => offer.id === FIX));
  return done({ case: id, finding: String(index + 1), fix: FIX });
}

/** The findings, one of which offers to write everything: that of the diagnosis, else one of the record that is missing. */
function withFix(
  domain: string,
  recording: Recording,
  verdict: Verdict,
  states: readonly RecordState[],
): readonly Finding[] | null {
  const offer = fix(FIX, { domain });
  const found = verdict.findings.find((one) => one.fix.some(({ id }) => RECORD_FIXES.has(id)));
  if (found !== undefined)
    return verdict.findings.map((one) => (one === found ? { ...one, fix: [offer, ...one.fix] } : one));
  // What mail needs goes before what programs would like.
  const bad = [...states.filter(isEssential), ...states].filter(
    ({ state }) => state === 'missing' || state === 'wrong',
  );
  const first = bad.find((one) => isEssential(one) && one.state === 'missing') ?? bad[0];
  if (first === undefined) return null;
  const { name, value, purpose } = first;
  const evidence = recording.evidence.filter((one) => one.kind === 'known' && one.probe === `dns.${purpose}`);
  const made = {
    cause: MISSING[purpose],
    certainty: 'proven',
    role: 'root',
    about: { domain },
    args: {
      domain,
      name,
      value,
      web: [],
      where: name,
      servers: [],
      foreign: 'missing',
      kind: 'missing',
      host: value.split(' ').at(-1) ?? '',
    },
    evidence,
    fix: [offer],
  } as Finding;
  return [...verdict.findings, made];
}
