/**
 * A group of probes that plugs into the diagnosis: what it may ask, what it is told of the subject, how it hands over
 * evidence. Types only. Groups are made in service/probe-groups.ts and run side by side by service/diagnose.ts.
 */
import type { Evidence } from '#src/diagnosis/evidence.ts';
import type { Subject, Symptom } from '#src/diagnosis/finding.ts';
import type { Observations } from '#src/diagnosis/observations.ts';
import type { MailStore } from '#src/engine/embedded/mail-store.ts';
import type { OutboundQueue } from '#src/engine/embedded/queue/queue.ts';
import type { ConnectionFacts } from '#src/model/journal.ts';
import type { Configuration } from '#src/model/configuration.ts';
import type { Clock } from '#src/net/clock.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import type { Reach } from '#src/net/reach.ts';
import type { Database } from '#src/store/database.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import type { AddressState, HostFacts, StateSource } from './sources.ts';

/** What every group may ask. Without the host running (a question from the command line alone) `queue` has no traffic. */
export interface GroupDeps {
  readonly configuration: Configuration;
  readonly clock: Clock;
  /** Without a cache: a repair must be seen at once. */
  readonly resolver: DnsResolver;
  /** The lab's overrides; asked before anything is connected to. */
  readonly reach: Reach;
  readonly host: () => HostFacts;
  /** `endpoints.json` of this host; empty when it does not run. */
  readonly endpoints: () => Readonly<Record<string, string>>;
  /** The certificate that our doors show, and our own authority when we made it ourselves. PEM. */
  readonly certificate: () => string | null;
  readonly authority: () => string | null;
  readonly state: StateSource;
  readonly db: Database;
  readonly store: MailStore;
  readonly queue: OutboundQueue;
  readonly journal: Pick<JournalStore, 'query'>;
  readonly dataFolder: string;
  /** Country and network of an address, where they are known. Absent: nothing is. */
  readonly locate?: (remoteAddress: string) => Pick<ConnectionFacts, 'country' | 'network' | 'networkKind'>;
}

/** Probes that run for every subject, and always end; others may wait for them. */
export type BasicProbe =
  'state.domain' | 'state.address' | 'dns.domain' | 'dns.mx' | 'dns.mx-addresses' | 'dns.host' | 'state.quota';

export interface ProbeContext {
  readonly subject: Subject;
  readonly symptom: Symptom;
  /** A domain of this host. */
  readonly ours: boolean;
  /** What the address is here; null for a domain, or when the state could not be read. */
  readonly found: AddressState | null;
  /** The id of the mailbox, also of a deleted one. */
  readonly mailbox: string | null;
  /** An error text or bounce that the customer pasted; capped by the caller at 256 KiB. */
  readonly text: string | null;
  /** A real test message may be sent through the mailbox and taken out again. Default: no. */
  readonly deep?: boolean;
  /** Something was just repaired: nothing that was remembered of other servers counts. */
  readonly fresh?: boolean;
  /** What a basic probe saw, as soon as it is there; undefined when it could not tell. Never rejects. */
  when<P extends BasicProbe>(probe: P): Promise<Observations[P] | undefined>;
  /** Hands over evidence; shown to the reader at once. */
  keep(evidence: Evidence): void;
}

export interface ProbeGroup {
  readonly name: string;
  /** Runs what fits the subject and ends when all of it is told. Made of `runProbe`: time limits inside, never rejects. */
  run(context: ProbeContext): Promise<void>;
}
