/**
 * What the commands reach: the use cases' dependencies and the few live parts of the host. Built by main.ts, once with
 * doors (the running server) and once without (the command line on its own). Each command takes only what it needs.
 */
import type { Configuration } from '#src/model/configuration.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';
import type { Symptom } from '#src/diagnosis/finding.ts';
import type { FindWriter } from '#src/net/dns-write/writer.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import type { MailStore } from '#src/engine/embedded/mail-store.ts';
import type { QueueAdministration } from '#src/engine/embedded/queue/administration.ts';
import type { NewQueueMessage } from '#src/engine/embedded/queue/job.ts';
import type { Directory } from '#src/engine/ports.ts';
import type { BillingDeps } from './billing/deps.ts';
import type { BatchRequest, BatchResult } from './batch.ts';
import type { DiagnoseResult, OnRow } from './diagnose.ts';
import type { Fixes } from './fixes.ts';
import type { FixWatch } from './fix-watch.ts';
import type { watchAddress, WatchedAttempt } from './watch-address.ts';
import type { watchVisitor } from './watch-visitor.ts';
import type { DoctorReport } from './doctor.ts';
import type { Blocks, DurableNotices } from './block-port.ts';
import type { NoticeMail } from './notice-mail.ts';
import type { Outcome } from './outcome.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { measure } from './yardstick.ts';
import type { sendTestMessages } from './yardstick-message.ts';
import type { Webmail } from './webmail/webmail.ts';
import type { TraceResult } from './trace.ts';
import type { Cases } from './cases.ts';
import type { CertificateKeeper } from './certificates/keeper.ts';
import type { DomainLooks } from './centre/looks.ts';
import type { HealthWatch } from './centre/health.ts';
import type { IncidentWatch } from './centre/incidents.ts';
import type { Diagnosis, RecordState } from './diagnosis.ts';
import type { SetupDesk } from './setup/desk.ts';
import type { FindMailHosts } from './settings-mail-hosts.ts';

/** What a use case is asked once its dependencies are known. */
type AfterDeps<F> = F extends (deps: never, ...asked: infer A) => unknown ? A : never;

export interface App {
  readonly db: Database;
  readonly clock: Clock;
  readonly actor: string;
  readonly hasher: PasswordHasher;
  readonly hostname: string;
  readonly configuration: Configuration;
  readonly dataFolder: string;
  readonly removeMail: (mailbox: MailboxId) => Promise<void>;
  readonly restoreMail: (mailbox: MailboxId) => Promise<boolean>;
  readonly store: MailStore;
  readonly billing: BillingDeps;
  readonly blocks: Blocks;
  /** Letters about what happened. */
  readonly notices: DurableNotices;
  /** Ends every live session of a mailbox; gives how many. */
  readonly endSessions: (mailbox: MailboxId) => number;
  readonly queue: QueueAdministration;
  readonly journal: Pick<JournalStore, 'query' | 'subscribe'>;
  readonly diagnose: (
    request: {
      readonly subject: string;
      readonly symptom: Symptom;
      readonly language: Language;
      readonly text?: string;
      readonly settings?: Uint8Array;
      readonly askedBy?: string;
    },
    onRow?: OnRow,
  ) => Promise<Outcome<DiagnoseResult>>;
  /** What anybody may know of a domain; reads nothing of ours and keeps no case. */
  readonly diagnosePublic: Diagnosis['diagnosePublic'];
  readonly cases: Pick<Cases, 'show' | 'list' | 'keep'>;
  readonly inspect: Diagnosis['inspect'];
  readonly judgeHere: Diagnosis['judgeHere'];
  /** What the host saw when it last looked by itself. */
  readonly looks: DomainLooks;
  /** Whose zone it may write (`dns.write`). */
  readonly writers: FindWriter;
  /** The same for many subjects, with answers of DNS kept for their time. */
  readonly diagnoseMany: (
    request: Omit<BatchRequest, 'subjects'> & { readonly subjects: readonly string[] | 'hosted' },
    emit: (row: { readonly done: number; readonly of: number }) => void,
  ) => Promise<Outcome<BatchResult>>;
  /** The wanted records of a domain of ours, each compared with what DNS answers now. */
  readonly recordStates: (domain: string) => Promise<Outcome<readonly RecordState[]>>;
  readonly fixes: Fixes;
  readonly fixWatch: FixWatch;
  /** The same mailbox by webmail, by the public doors and by programs, side by side. */
  readonly yardstick: {
    measure(...asked: AfterDeps<typeof measure>): ReturnType<typeof measure>;
    sendTestMessages(...asked: AfterDeps<typeof sendTestMessages>): ReturnType<typeof sendTestMessages>;
  };
  /** A reader's own mail. */
  readonly webmail: Webmail;
  readonly incidents: IncidentWatch;
  readonly health: HealthWatch;
  readonly watchAddress: (
    asked: Parameters<typeof watchAddress>[1],
    onRow: (row: WatchedAttempt) => void,
  ) => ReturnType<typeof watchAddress>;
  /** The same for the address of a page that nobody is signed in to: connections alone. */
  readonly watchVisitor: (
    asked: Parameters<typeof watchVisitor>[1],
    onRow: (row: WatchedAttempt) => void,
  ) => Promise<void>;
  readonly trace: (subject: string) => Promise<Outcome<TraceResult>>;
  readonly doctor: () => Promise<DoctorReport>;
  /** Puts a letter of ours into the queue; goes through no gate. False: the queue has no room. */
  readonly sendLetter: (mail: NoticeMail) => Promise<boolean>;
  /** Puts a finished message of ours into the queue; false: there is no room. */
  readonly sendMessage: (message: NewQueueMessage) => Promise<boolean>;
  readonly directory: Pick<Directory, 'signingKeys' | 'maySendAs'>;
  /** Where web pages begin, without a slash at the end; '' when there is no web door. */
  readonly linkBase: () => string;
  /** Set-up of mail programs. */
  readonly setup: SetupDesk;
  /** Certificates ordered by ACME; null: this host has them from elsewhere. */
  readonly certificates: CertificateKeeper | null;
  /** Where a domain's mail goes, for the settings check. */
  readonly mailHosts: FindMailHosts;
  /** A fresh one-time link to the start page; null while no server runs. */
  readonly newStartLink: () => string | null;
}
