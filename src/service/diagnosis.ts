/**
 * Puts the diagnosis together for a host: state, journal, DNS and registry behind the three questions that doors ask
 * (diagnose, trace, state of the wanted records). Made by main.ts; judges nothing itself.
 */
import type { Evidence } from '#src/diagnosis/evidence.ts';
import type { Recording, Subject, Symptom, Verdict } from '#src/diagnosis/finding.ts';
import { reason } from '#src/diagnosis/reason.ts';
import type { MailStore } from '#src/engine/embedded/mail-store.ts';
import type { Language } from '#src/model/language.ts';
import type { SetupDoors, WantedRecord } from '#src/model/wanted-records.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import { createResolver, type DnsResolver } from '#src/net/resolver.ts';
import { checkRecords, type RecordCheck } from '#src/probes/dns-records.ts';
import { probeRegistry } from '#src/probes/registry.ts';
import type { GroupDeps } from '#src/probes/group.ts';
import type { AccessSource, HostFacts, RegistryOptions } from '#src/probes/sources.ts';
import type { Database } from '#src/store/database.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { allDomains } from '#src/store/domains.ts';
import { mailboxesOf } from '#src/store/mailboxes.ts';
import { type BatchDeps, type BatchRequest, type BatchResult, runBatch } from './batch.ts';
import type { Cases } from './cases.ts';
import { diagnose, type DiagnoseDeps, type DiagnoseResult, gather, gatherHere, type OnRow } from './diagnose.ts';
import { showDomain } from './domains.ts';
import { done, type Outcome } from './outcome.ts';
import { createClosureSource } from './closure-source.ts';
import { diagnoseForAnybody, outsiderDeps } from './diagnose-public.ts';
import { createProbeGroups } from './probe-groups.ts';
import { createStateSource } from './state-source.ts';
import { createBlockSource } from './block-source.ts';
import { createBillingSource } from './billing/source.ts';
import { type EvidenceDeps, seeProgram } from './settings-evidence.ts';
import { trace, type TraceResult } from './trace.ts';

export interface DiagnosisDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly store: MailStore;
  readonly journal: JournalStore;
  /** Without a cache, so that a repair is seen at once. */
  readonly resolver: DnsResolver;
  readonly hostname: string;
  /** What DNS should tell mail programs and senders of a domain. */
  readonly setupDoors: (domain: string) => SetupDoors;
  /** Read at each diagnosis: ports are known once the doors are open. */
  readonly ports: () => HostFacts['ports'];
  readonly registry: RegistryOptions;
  readonly cases: Pick<Cases, 'keep'>;
  readonly access?: AccessSource;
  /** What the settings of a program are held against. */
  readonly programs: Omit<EvidenceDeps, 'db' | 'resolver'>;
  /** What the groups of probes ask beyond that. */
  readonly around: Omit<GroupDeps, 'clock' | 'db' | 'host' | 'journal' | 'resolver' | 'state' | 'store'>;
}

/** A wanted record with what DNS holds of it now. */
export type RecordState = WantedRecord & RecordCheck;

export interface Diagnosis {
  diagnose(
    request: {
      readonly subject: string;
      readonly symptom: Symptom;
      readonly language: Language;
      readonly text?: string;
      /** The settings of a mail program, as a file or pasted. */
      readonly settings?: Uint8Array;
      /** A real test message may go through the mailbox. */
      readonly deep?: boolean;
      /** Something was just repaired. */
      readonly fresh?: boolean;
      /** Who asks, as the case remembers it; default `operator`. */
      readonly askedBy?: string;
    },
    onRow?: OnRow,
  ): Promise<Outcome<DiagnoseResult>>;
  /** What anybody may know of a domain: DNS, registry and what its servers say to the world. No case is kept. */
  diagnosePublic(
    request: { readonly domain: string; readonly symptom: Symptom; readonly language: Language },
    onRow?: OnRow,
  ): Promise<Outcome<DiagnoseResult>>;
  /** Many subjects in one run; `hosted` = every domain and mailbox of this host. */
  diagnoseMany(
    request: Omit<BatchRequest, 'subjects'> & { readonly subjects: readonly string[] | 'hosted' },
    emit: (row: { readonly done: number; readonly of: number }) => void,
  ): Promise<Outcome<BatchResult>>;
  /** Everything that can be seen of the subject, and what it means; keeps no case. */
  readonly inspect: (
    subject: Subject,
    /** `fresh`: something is about to be changed; nothing kept is believed. */
    how?: { readonly fresh?: boolean },
  ) => Promise<{ readonly recording: Recording; readonly verdict: Verdict }>;
  /** The registry's word on a domain. Registries count questions: whoever asks keeps the answer. */
  readonly askRegistry: (domain: string) => Promise<Evidence>;
  /** Looks again with fresh evidence; keeps no case. */
  readonly judge: (subject: Subject, symptom: Symptom) => Promise<Verdict>;
  /** The same from our own state and journal alone, in milliseconds. */
  readonly judgeHere: (address: string) => Promise<Verdict>;
  trace(subject: string): Promise<Outcome<TraceResult>>;
  /** The wanted records of a domain of ours, each compared with what DNS answers now. */
  recordStates(domain: string): Promise<Outcome<readonly RecordState[]>>;
}

/** Every domain, each followed by its mailboxes. */
async function hostedSubjects(db: Database): Promise<readonly string[]> {
  const domains = await allDomains(db.sql);
  const lists = await Promise.all(domains.map((domain) => mailboxesOf(db.sql, domain.id)));
  return domains.flatMap(({ name }, index) => [name, ...lists[index].map((mailbox) => mailbox.address)]);
}

export function createDiagnosis(deps: DiagnosisDeps): Diagnosis {
  const { db, clock, hostname, journal, registry, resolver, store } = deps;
  const state = createStateSource({ db, hostname, usage: (mailbox: MailboxId) => store.usage(mailbox) });
  const host = (): HostFacts => ({
    hostname,
    ports: deps.ports(),
    addresses: deps.around.configuration.outbound.addresses,
  });
  const given = deps.access === undefined ? {} : { access: deps.access };
  const billing = createBillingSource({ db, clock, journal, hostname });
  const blocks = createBlockSource({ db, clock, journal });
  const closures = createClosureSource({ db, clock, store, journal });
  const asking = (through: DnsResolver): (() => DiagnoseDeps) => {
    const groups = createProbeGroups({ ...deps.around, clock, db, host, journal, resolver: through, state, store });
    const programs: EvidenceDeps = { ...deps.programs, db, resolver: through };
    const shared = {
      seeProgram: (settings: Uint8Array, subject: Subject) => seeProgram(programs, settings, subject),
      closures,
      state,
      billing,
      blocks,
      journal,
      resolver: through,
      clock,
      registry,
      groups,
      ...given,
    };
    return () => ({ ...shared, host: host() });
  };
  const probes = asking(resolver);
  // Of many subjects a thousand ask for the same names: here answers are kept for their time.
  const keeping = asking(createResolver({ servers: deps.around.configuration.dns.servers, clock }));
  const { cases } = deps;
  const keepCase =
    (askedBy = 'operator'): NonNullable<DiagnoseDeps['keepCase']> =>
    (recording, verdict, language) =>
      cases.keep({ recording, verdict, language, askedBy });
  const groupDeps = { ...deps.around, clock, db, host, resolver, store };
  const outsider = outsiderDeps({ groupDeps, registry });
  return {
    diagnose: (request, onRow) => diagnose({ ...probes(), keepCase: keepCase(request.askedBy) }, request, onRow),
    inspect: async (subject, { fresh = false } = {}) => {
      const asked = { subject, symptom: 'unknown', text: null, fresh } as const;
      const evidence = await gather(fresh ? probes() : keeping(), asked, () => {});
      const recording = { subject, symptom: 'unknown', evidence } as const;
      return { recording, verdict: reason(recording) };
    },
    askRegistry: (domain) => probeRegistry(probes(), domain),
    diagnosePublic: (request, onRow) => diagnoseForAnybody({ ...outsider, host: host() }, request, onRow),
    judge: async (subject, symptom) => {
      const evidence = await gather(probes(), { subject, symptom, text: null, fresh: true }, () => {});
      return reason({ subject, symptom, evidence });
    },
    diagnoseMany: async ({ subjects, ...request }, emit) => {
      const wanted = subjects === 'hosted' ? await hostedSubjects(db) : subjects;
      const { dataFolder } = deps.around;
      const one: BatchDeps['diagnose'] = (asked) => diagnose(keeping(), asked);
      return await runBatch({ clock, dataFolder, diagnose: one }, { ...request, subjects: wanted }, emit);
    },
    judgeHere: async (address) => {
      const subject: Subject = { domain: address.slice(address.lastIndexOf('@') + 1), address };
      return reason({ subject, symptom: 'unknown', evidence: await gatherHere(probes(), subject) });
    },
    trace: (subject) => trace(journal, subject),
    recordStates: async (domain) => {
      const shown = await showDomain({ db, hostname, setupDoors: deps.setupDoors }, domain);
      return shown.ok ? done(await checkRecords(resolver, shown.value.records, host())) : shown;
    },
  };
}
