/**
 * Puts the diagnosis together for a host: state, journal, DNS and registry behind the three questions that doors ask
 * (diagnose, trace, state of the wanted records). Made by main.ts; judges nothing itself.
 */
import type { Symptom } from '#src/diagnosis/finding.ts';
import type { MailStore } from '#src/engine/embedded/mail-store.ts';
import type { Language } from '#src/model/language.ts';
import type { WantedRecord } from '#src/model/wanted-records.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import { checkRecords, type RecordCheck } from '#src/probes/dns-records.ts';
import type { GroupDeps } from '#src/probes/group.ts';
import type { AccessSource, HostFacts, RegistryOptions } from '#src/probes/sources.ts';
import type { Database } from '#src/store/database.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { diagnose, type DiagnoseDeps, type DiagnoseResult } from './diagnose.ts';
import { showDomain } from './domains.ts';
import { done, type Outcome } from './outcome.ts';
import { createClosureSource } from './closure-source.ts';
import { createProbeGroups } from './probe-groups.ts';
import { createStateSource } from './state-source.ts';
import { createBlockSource } from './block-source.ts';
import { createBillingSource } from './billing/source.ts';
import { trace, type TraceResult } from './trace.ts';

export interface DiagnosisDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly store: MailStore;
  readonly journal: JournalStore;
  /** Without a cache, so that a repair is seen at once. */
  readonly resolver: DnsResolver;
  readonly hostname: string;
  /** Read at each diagnosis: ports are known once the doors are open. */
  readonly ports: () => HostFacts['ports'];
  readonly registry: RegistryOptions;
  readonly access?: AccessSource;
  /** What the groups of probes ask beyond that. */
  readonly around: Omit<GroupDeps, 'clock' | 'db' | 'host' | 'journal' | 'resolver' | 'state' | 'store'>;
}

/** A wanted record with what DNS holds of it now. */
export type RecordState = WantedRecord & RecordCheck;

export interface Diagnosis {
  diagnose(request: {
    readonly subject: string;
    readonly symptom: Symptom;
    readonly language: Language;
    readonly text?: string;
  }): Promise<Outcome<DiagnoseResult>>;
  trace(subject: string): Promise<Outcome<TraceResult>>;
  /** The wanted records of a domain of ours, each compared with what DNS answers now. */
  recordStates(domain: string): Promise<Outcome<readonly RecordState[]>>;
}

export function createDiagnosis(deps: DiagnosisDeps): Diagnosis {
  const { db, clock, hostname, journal, registry, resolver, store } = deps;
  const state = createStateSource({ db, hostname, usage: (mailbox: MailboxId) => store.usage(mailbox) });
  const host = (): HostFacts => ({ hostname, ports: deps.ports(), addresses: [] });
  const given = deps.access === undefined ? {} : { access: deps.access };
  const billing = createBillingSource({ db, clock, journal, hostname });
  const blocks = createBlockSource({ db, clock, journal });
  const closures = createClosureSource({ db, clock, store, journal });
  const groups = createProbeGroups({ ...deps.around, clock, db, host, journal, resolver, state, store });
  const probes = (): DiagnoseDeps => ({
    closures,
    state,
    billing,
    blocks,
    journal,
    resolver,
    host: host(),
    clock,
    registry,
    groups,
    ...given,
  });
  return {
    diagnose: (request) => diagnose(probes(), request),
    trace: (subject) => trace(journal, subject),
    recordStates: async (domain) => {
      const shown = await showDomain({ db, hostname }, domain);
      return shown.ok ? done(await checkRecords(resolver, shown.value.records, host())) : shown;
    },
  };
}
