/**
 * Diagnose an address or a domain: own state and journal first, then DNS and registry side by side; one pure judgement;
 * words in the reader's language. Called by CLI and API. Changes nothing. The result's shape is DESIGN §4.
 */
import type { Evidence } from '#src/diagnosis/evidence.ts';
import type { Recording, Subject, Symptom, Verdict } from '#src/diagnosis/finding.ts';
import type { Observations, ProbeId } from '#src/diagnosis/observations.ts';
import { reason } from '#src/diagnosis/reason.ts';
import type { CauseFromHere } from '#src/diagnosis/causes/machine/judges.ts';
import type { FixId } from '#src/diagnosis/fixes.ts';
import type { PresentCause } from '#src/diagnosis/present.ts';
import { texts } from '#src/messages/catalogue.ts';
import { type Reader, tell } from '#src/messages/telling.ts';
import type { Language } from '#src/model/language.ts';
import { withoutDetail } from '#src/model/address.ts';
import { profileFor } from '#src/model/provider-profiles.ts';
import { probeBilling } from '#src/probes/billing.ts';
import { probeClosures } from '#src/probes/closures.ts';
import { lookAtConnections } from '#src/probes/connections.ts';
import { probeRecords } from '#src/probes/dns-records.ts';
import { probeDns } from '#src/probes/dns.ts';
import { gatherFamiliar } from '#src/probes/familiar.ts';
import { lookAtMessages } from '#src/probes/messages.ts';
import { probeBlocks } from '#src/probes/blocks.ts';
import { lookAtAccess } from '#src/probes/network.ts';
import { probeRegistry } from '#src/probes/registry.ts';
import { observedIn, runProbe } from '#src/probes/run-probe.ts';
import { lookAtOtherNames, lookAtSignIns } from '#src/probes/sign-ins.ts';
import type { ProbeContext, ProbeGroup } from '#src/probes/group.ts';
import type { AddressState, ProbeDeps } from '#src/probes/sources.ts';
import { probeState } from '#src/probes/state.ts';
import type { DiagnoseResult } from './diagnose-result.ts';
import { numbered } from './cases.ts';
import { readAddress, readDomain } from './input.ts';
import { done, type Outcome } from './outcome.ts';
import { broughtProgram, type SeenProgram } from './settings-evidence.ts';

export type { DiagnoseResult } from './diagnose-result.ts';
export { renderText } from './diagnose-text.ts';

export interface DiagnoseDeps extends ProbeDeps {
  /** IANA name for times in words; default that of the machine. */
  readonly timeZone?: string;
  /** Reads the settings of a program as evidence about a subject; absent: they are not looked at. */
  readonly seeProgram?: (settings: Uint8Array, subject: Subject) => Promise<SeenProgram>;
  /** Probes beyond the basic ones. */
  readonly groups?: readonly ProbeGroup[];
  /** Keeps what was found as a case and gives its id; absent: none is kept. */
  readonly keepCase?: (recording: Recording, verdict: Verdict, language: Language) => Promise<string>;
}
export interface DiagnoseRequest {
  /** Address or domain, as typed. */
  readonly subject: string;
  readonly symptom?: Symptom;
  readonly language: Language;
  /** An error text or bounce that was pasted. */
  readonly text?: string;
  /** The settings of a mail program, as a file or pasted; the subject is the asker's own. */
  readonly settings?: Uint8Array;
  /** A real test message may go through the mailbox. */
  readonly deep?: boolean;
  /** Something was just repaired: what is remembered of other servers does not count. */
  readonly fresh?: boolean;
  /** Who asks, as the case remembers it; default `operator`. */
  readonly askedBy?: string;
}

/** Rows while the probes run, in the order in which they come. */
export type OnRow = (evidence: Evidence) => void;

/** Diagnoses. A subject that is neither address nor domain is misuse; anything else has a verdict. */
export async function diagnose(
  deps: DiagnoseDeps,
  request: DiagnoseRequest,
  onRow: OnRow = () => {},
): Promise<Outcome<DiagnoseResult>> {
  const started = deps.clock.monotonic();
  const typed = readSubject(request.subject);
  if (!typed.ok) return typed;
  const subject = await withoutOwnDetail(deps, typed.value);
  const symptom = request.symptom ?? 'unknown';
  const { deep = false, fresh = false } = request;
  const asked: Asked = { subject, symptom, text: request.text?.slice(0, MOST_TEXT) ?? null, deep, fresh };
  const program = request.settings === undefined ? null : beginProgram(deps, request.settings, subject);
  const groups = [...(deps.groups ?? []), ...(program === null ? [] : [program.group])];
  const evidence = await gather({ ...deps, groups }, asked, onRow);
  const recording: Recording = { subject, symptom, evidence };
  const reader: Reader = {
    language: request.language,
    now: deps.clock.now(),
    timeZone: deps.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  const verdict = reason(recording);
  const tookMs = Math.round(deps.clock.monotonic() - started);
  // A case that cannot be kept costs the fix, never the answer.
  const kept = await deps.keepCase?.(recording, verdict, request.language).catch(() => undefined);
  return done({
    ...inWords(recording, verdict, reader, tookMs),
    ...(kept === undefined ? {} : { case: kept }),
    ...(program === null ? {} : { program: broughtProgram(program.seen(), subject, request.language) }),
  });
}

/** `kari+shop@…` is asked about as `kari@…` when that is what it leads to here. */
async function withoutOwnDetail({ state }: ProbeDeps, subject: Subject): Promise<Subject> {
  const base = subject.address === undefined ? null : withoutDetail(subject.address);
  if (base === null || subject.address === undefined) return subject;
  const kindOf = async (address: string): Promise<AddressState['kind'] | null> =>
    await state.address(address).then(
      ({ kind }) => kind,
      () => null,
    );
  const isThere =
    (await kindOf(subject.address)) !== 'none' || !['mailbox', 'alias'].includes((await kindOf(base)) ?? '');
  return isThere ? subject : { ...subject, address: base };
}

const PROGRAM_MS = 6000;
interface Brought {
  readonly group: ProbeGroup;
  /** What was seen by now; null: it could not be looked at, or not in time. */
  seen(): SeenProgram | null;
}
/** The settings that were brought along, read while everything else is asked. */
function beginProgram({ seeProgram, clock }: DiagnoseDeps, settings: Uint8Array, subject: Subject): Brought | null {
  if (seeProgram === undefined) return null;
  let seen: SeenProgram | null = null;
  const look = async () => (seen = await seeProgram(settings, subject)).observed;
  const run: ProbeGroup['run'] = async (context) =>
    context.keep(await runProbe('customer.program', clock, PROGRAM_MS, look));
  return { group: { name: 'program', run }, seen: () => seen };
}

function readSubject(typed: string): Outcome<Subject> {
  if (!typed.includes('@')) {
    const domain = readDomain(typed);
    return domain.ok ? done({ domain: domain.value }) : domain;
  }
  const address = readAddress(typed);
  return address.ok ? done({ domain: address.value.domain, address: address.value.text }) : address;
}

interface Asked {
  readonly subject: Subject;
  readonly symptom: Symptom;
  readonly text: string | null;
  readonly deep?: boolean;
  readonly fresh?: boolean;
}
/** Of a pasted text; a bounce with its headers fits many times. */
const MOST_TEXT = 262_144;

/** Everything that can be observed of the subject now; never throws. */
export async function gather(deps: DiagnoseDeps, asked: Asked, onRow: OnRow): Promise<readonly Evidence[]> {
  const { subject } = asked;
  const all: Evidence[] = [];
  const keep = (evidence: Evidence): void => {
    all.push(evidence);
    onRow(evidence);
  };
  const state = await probeState(deps, subject);
  for (const one of state.evidence) keep(one);
  const seen: Evidence[] = [...state.evidence];
  const basics = probeDns(deps, subject.domain).map(async (probe) => {
    const evidence = await probe;
    seen.push(evidence);
    keep(evidence);
  });
  const dns = Promise.all(basics);
  const ours = state.evidence.flatMap((one) => observedAs(one, 'state.domain')).some((domain) => domain.ours);
  const { found } = state;
  const context: ProbeContext = {
    ...asked,
    ours,
    found,
    mailbox: found?.kind === 'mailbox' || found?.kind === 'deleted' ? found.id : null,
    when: async (probe) => {
      await dns;
      return seen.flatMap((one) => observedAs(one, probe)).at(0);
    },
    keep,
  };
  const waiting: Promise<unknown>[] = [
    dns.then(async () => {
      if (isRegistryAsked(seen, ours, deps.host.hostname)) keep(await probeRegistry(deps, subject.domain));
    }),
    ...(await recordProbes(deps, subject)).map(async (probe) => keep(await probe)),
    ...ownProbes(deps, subject).map(async (probe) => {
      const evidence = await probe;
      if (evidence !== null) keep(evidence);
    }),
    ...(deps.groups ?? []).map((group) => group.run(context)),
  ];
  if (subject.address !== undefined) waiting.push(probeJournal(deps, subject.address, found, keep));
  await Promise.all(waiting);
  return all;
}

/** What this host itself has decided: bills, closures, Blocks. */
function ownProbes(deps: ProbeDeps, subject: Subject): readonly Promise<Evidence | null>[] {
  const { billing, blocks, closures } = deps;
  return [
    ...(closures === undefined ? [] : [probeClosures({ ...deps, closures }, subject)]),
    ...(billing === undefined ? [] : [probeBilling({ ...deps, billing }, subject.domain)]),
    ...(blocks === undefined ? [] : [probeBlocks({ ...deps, blocks }, subject)]),
  ];
}

/**
 * The registry counts our questions: it is asked when DNS does not know the name, and for a domain of ours that leads
 * elsewhere (an expired name is often parked by its registrar).
 */
function isRegistryAsked(seen: readonly Evidence[], ours: boolean, hostname: string): boolean {
  const domain = seen.flatMap((one) => observedAs(one, 'dns.domain')).at(0);
  if (domain === undefined) return false;
  if (!domain.exists) return true;
  const mx = seen.flatMap((one) => observedAs(one, 'dns.mx')).at(0);
  return ours && mx !== undefined && !mx.records.some((record) => record.host === hostname);
}
function observedAs<P extends ProbeId>(evidence: Evidence, probe: P): readonly Observations[P][] {
  const observed = evidence.probe === probe ? observedIn<P>(evidence) : undefined;
  return observed === undefined ? [] : [observed];
}

async function recordProbes(deps: ProbeDeps, subject: Subject): Promise<readonly Promise<Evidence>[]> {
  const records = await deps.state.domain(subject.domain).catch(() => null);
  return records === null ? [] : probeRecords(deps, records);
}

const JOURNAL_MS = 3000;

async function probeJournal(
  deps: ProbeDeps,
  address: string,
  found: AddressState | null,
  keep: (evidence: Evidence) => void,
): Promise<void> {
  const mailbox = found?.kind === 'mailbox' || found?.kind === 'deleted' ? found.id : undefined;
  const familiar = gatherFamiliar(deps, address, mailbox);
  // Each probe below waits for it and reports its failure; here nobody does.
  familiar.catch(() => {});
  const { clock } = deps;
  const probes = [
    runProbe('auth.sign-ins', clock, JOURNAL_MS, async () => lookAtSignIns(await familiar)),
    runProbe('auth.other-names', clock, JOURNAL_MS, async () => await lookAtOtherNames(deps, await familiar)),
    runProbe('connection.mismatches', clock, JOURNAL_MS, async () => await lookAtConnections(deps, await familiar)),
    ...(deps.access === undefined || mailbox === undefined
      ? []
      : [runProbe('network.access', clock, JOURNAL_MS, async () => await lookAtAccess(deps, await familiar))]),
    runProbe('mta.messages', clock, JOURNAL_MS, async () => await lookAtMessages(deps, await familiar)),
  ];
  await Promise.all(probes.map(async (probe) => keep(await probe)));
}

/** Our own state and journal alone: milliseconds, nothing is asked of the world. */
export async function gatherHere(deps: DiagnoseDeps, subject: Subject): Promise<readonly Evidence[]> {
  const state = await probeState(deps, subject);
  const all: Evidence[] = [...state.evidence];
  const own = ownProbes(deps, subject).map(async (probe) => {
    const evidence = await probe;
    if (evidence !== null) all.push(evidence);
  });
  const { address } = subject;
  const journal = address === undefined ? [] : [probeJournal(deps, address, state.found, (one) => void all.push(one))];
  await Promise.all([...own, ...journal]);
  return all;
}

/** Who serves a domain that is not ours, by its MX; nothing when nobody known does. */
function providerOf({ evidence }: Recording): Pick<DiagnoseResult, 'provider'> {
  const ours = evidence.flatMap((one) => observedAs(one, 'state.domain')).some((domain) => domain.ours);
  const hosts = evidence
    .flatMap((one) => observedAs(one, 'dns.mx'))
    .flatMap((mx) => mx.records.map(({ host }) => host));
  const profile = ours ? null : profileFor(hosts);
  if (profile === null) return {};
  const { mx: _recognisedBy, ...known } = profile;
  return { provider: known };
}

/** A verdict in the reader's language, in the form of DESIGN §4. */
export function inWords(recording: Recording, verdict: Verdict, reader: Reader, tookMs: number): DiagnoseResult {
  const { causes, causesFromHere, fixes, program } = texts(reader.language);
  const findings = numbered(verdict).map((finding) => {
    const told = tell(finding.args, reader);
    const words =
      finding.words === 'program'
        ? { title: told['faultTitle'], what: program.what, why: told['faultWhy'] }
        : finding.words === 'here'
          ? causesFromHere[finding.cause as CauseFromHere]
          : causes[finding.cause as PresentCause];
    return {
      id: finding.id,
      cause: finding.cause,
      certainty: finding.certainty,
      role: finding.role,
      ...(finding.under === undefined ? {} : { under: finding.under }),
      ...(finding.aside === true ? { aside: true as const } : {}),
      about: finding.about,
      title: words.title,
      summary: words.what(told),
      why: words.why,
      evidence: finding.evidence.map(({ probe, vantage, observed, at }) => ({ probe, vantage, observed, at })),
      fix: finding.fix.map(({ id, level, args }) => ({ id, level, text: fixes[id as FixId](tell(args, reader)) })),
    };
  });
  return {
    subject: recording.subject.address ?? recording.subject.domain,
    symptom: recording.symptom,
    verdict: verdict.verdict,
    findings,
    verified: verdict.verified,
    unchecked: verdict.unchecked,
    ...providerOf(recording),
    tookMs,
  };
}
