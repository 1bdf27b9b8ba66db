/**
 * Diagnosis for a person of the centre: of what is his with everything we know, of anything else what anybody may know. Also
 * a kept case in words. Called by the API.
 */
import type { Verdict } from '#src/diagnosis/finding.ts';
import type { Symptom } from '#src/diagnosis/finding.ts';
import { texts } from '#src/messages/catalogue.ts';
import { parseAddress } from '#src/model/address.ts';
import { isCaseId } from '#src/model/case.ts';
import type { Language } from '#src/model/language.ts';
import { type Person, viewerOf } from '#src/model/person.ts';
import { fixesOf, type StoredCase, type StoredFix } from '#src/store/cases.ts';
import type { App } from '../app.ts';
import { replay } from '../cases.ts';
import { type DiagnoseResult, inWords, type OnRow } from '../diagnose.ts';
import { hereAndNow } from '../diagnose-text.ts';
import { readAddress, readDomain } from '../input.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { checkSettings } from '../settings-check.ts';
import { titleOf } from '../watch-row.ts';
import { ownAddress, ownDomain, ownMailbox } from './ownership.ts';

type Deps = Pick<App, 'db' | 'diagnose' | 'diagnosePublic' | 'cases'>;
type Programs = Pick<App, 'setup' | 'configuration' | 'mailHosts'>;
export interface Asked {
  readonly subject: string;
  readonly symptom: Symptom;
  readonly language: Language;
  readonly text?: string;
  /** The settings of a mail program, as a file or pasted. */
  readonly settings?: Uint8Array;
}

/** Reads what was typed, then gives the way to diagnose it; null as person: a visitor. */
export async function diagnosisFor(
  deps: Deps & Programs,
  person: Person | null,
  asked: Asked,
): Promise<Outcome<(onRow: OnRow) => Promise<Outcome<DiagnoseResult>>>> {
  const isAddress = asked.subject.includes('@');
  const typed = isAddress ? readAddress(asked.subject) : readDomain(asked.subject);
  if (!typed.ok) return typed;
  const subject = typeof typed.value === 'string' ? typed.value : typed.value.text;
  const domain = typeof typed.value === 'string' ? typed.value : typed.value.domain;
  if (person !== null && (await isOwn(deps, person, subject))) {
    return done(async (onRow) => {
      const result = await deps.diagnose({ ...asked, subject, askedBy: person.name }, onRow);
      return result.ok ? done(withoutBills(result.value, person)) : result;
    });
  }
  const { symptom, language, settings } = asked;
  return done(async (onRow) => {
    const result = await deps.diagnosePublic({ domain, symptom, language }, onRow);
    if (!result.ok || settings === undefined) return result;
    // Of what is somebody else's the file explains nothing; what can be said of the file alone is said.
    const checked = await checkSettings(deps, { bytes: settings, person });
    const text = texts(language).program.note.notYours;
    return done({
      ...result.value,
      program: { isFor: 'unknown', others: [], text, settings: checked.ok ? checked.value : null },
    });
  });
}

async function isOwn(deps: Deps, person: Person, subject: string): Promise<boolean> {
  if (person.kind === 'operator') return true;
  if (person.kind === 'mailbox')
    return parseAddress(subject).ok && (await ownMailbox(deps, person, subject, 'look')).ok;
  const own = subject.includes('@') ? ownAddress : ownDomain;
  return (await own(deps, person, subject, 'look')).ok;
}

/** What the customer owes is not shown to every user of his mailboxes: that mail is stopped, and by what, is. */
function withoutBills(result: DiagnoseResult, person: Person): DiagnoseResult {
  if (person.kind !== 'mailbox') return result;
  const findings = result.findings.map((finding) => ({
    ...finding,
    evidence: finding.evidence.map((one) => (one.probe === 'state.billing' ? { ...one, observed: {} } : one)),
  }));
  return { ...result, findings };
}

export interface ShownCase {
  readonly at: number;
  readonly result: DiagnoseResult;
  readonly fixes: readonly StoredFix[];
}
/** A case in the reader's words; what is not the person's is not there. */
export async function caseFor(deps: Deps, person: Person, id: string, language: Language): Promise<Outcome<ShownCase>> {
  const found = isCaseId(id) ? await deps.cases.show(id, viewerOf(person)) : null;
  if (found === null || !found.ok) return refused('notThere');
  const { domain, address, symptom, evidence, verdict, findings, at } = found.value;
  const today = replay(found.value);
  const then: Verdict = { verdict, findings, verified: today?.verified ?? [], unchecked: today?.unchecked ?? [] };
  const subject = address === null ? { domain } : { domain, address };
  const words = inWords({ subject, symptom, evidence: evidence ?? [] }, then, { language, ...hereAndNow() }, 0);
  const fixes = await fixesOf(deps.db.sql, id);
  return done({ at, result: withoutBills({ ...words, case: id }, person), fixes });
}

/** Earlier cases of one subject, the newest first, each with the title of its first finding; not the person's: not there. */
export async function caseHistory(
  deps: Deps,
  person: Person,
  typed: string,
  language: Language,
): Promise<Outcome<readonly CaseLine[]>> {
  const isAddress = typed.includes('@');
  const read = isAddress ? readAddress(typed) : readDomain(typed);
  if (!read.ok) return read;
  const subject = typeof read.value === 'string' ? read.value : read.value.text;
  const domain = typeof read.value === 'string' ? read.value : read.value.domain;
  if (!(await isOwn(deps, person, subject))) return refused('notThere');
  const all = await deps.cases.list(isAddress ? { domain, address: subject } : { domain }, viewerOf(person));
  return done(all.filter(({ address }) => isAddress || address === null).map((one) => lineOf(one, language)));
}

export interface CaseLine {
  readonly id: string;
  readonly at: number;
  readonly symptom: Symptom;
  readonly verdict: Verdict['verdict'];
  readonly askedBy: string;
  /** Of the root cause; null when there was none. */
  readonly cause: string | null;
  readonly title: string | null;
}
function lineOf({ id, at, symptom, verdict, askedBy, findings }: StoredCase, language: Language): CaseLine {
  const root = verdict === 'cause-found' ? findings.find(({ role }) => role === 'root') : undefined;
  const title = titleOf(root?.cause ?? null, language);
  return { id, at, symptom, verdict, askedBy, cause: root?.cause ?? null, title };
}
