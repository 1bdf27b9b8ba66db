/**
 * The control database as types: one schema for SQLite and PostgreSQL. Read by the query files beside it.
 * Times are epoch milliseconds, yes/no are 0/1, lists and records are JSON text; ids are made in the app (net/ids.ts).
 */
import type { CasesTable, FixesTable, FixLocksTable, WatchesTable } from './tables-cases.ts';
import type { RulesTables } from './tables-rules.ts';
import type { CaseMailTables } from './tables-case-mail.ts';
import type { CentreTables } from './tables-centre.ts';
import type { ConsoleTables } from './tables-console.ts';
import type { SupportTables } from './tables-support.ts';
import type { ForwardConsentTables } from './tables-forward-consents.ts';
import type { WebmailPeopleTables } from './tables-webmail-people.ts';
import type { WebmailTables } from './tables-webmail.ts';
import type {
  AliasId,
  AppPasswordId,
  AuditId,
  ContactId,
  CustomerId,
  DomainId,
  InvoiceId,
  MailboxId,
  PaymentId,
  SigningKeyId,
  TombstoneId,
} from '#src/model/ids.ts';
import type { Kysely } from 'kysely';

export interface CustomersTable {
  readonly id: CustomerId;
  readonly name: string;
  readonly language: string;
  readonly created_at: number;
}
export interface ContactsTable {
  readonly id: ContactId;
  readonly customer_id: CustomerId;
  readonly address: string;
  readonly role: string;
  readonly confirmed_at: number | null;
  readonly created_at: number;
  /** What the person reads; null = the customer's. */
  readonly language?: string | null;
}
export interface DomainsTable {
  readonly id: DomainId;
  /** Lower-case A-labels, unique. */
  readonly name: string;
  readonly customer_id: CustomerId;
  readonly state: string;
  readonly created_at: number;
  /** Hosts elsewhere that the owner wants as MX, separated by blanks; null = nobody said so. */
  readonly mx_intended?: string | null;
}
export interface PlansTable {
  readonly name: string;
  /** JSON of model/plan.ts `PlanValues`: only what differs from the defaults. */
  readonly assignments: string;
  readonly created_at: number;
  readonly updated_at: number;
}
export interface MailboxesTable {
  readonly id: MailboxId;
  /** Canonical, unique. */
  readonly address: string;
  readonly domain_id: DomainId;
  /** Local part as the customer wrote it. */
  readonly local: string;
  readonly password_hash: string | null;
  readonly must_change: number;
  readonly language: string;
  /** null = the plan's; 0 = none. */
  readonly quota_bytes: number | null;
  readonly plan: string;
  /** Words of model/mailbox.ts, separated by blanks. */
  readonly protocols: string;
  /** ISO 3166 codes separated by blanks; null = any. */
  readonly sign_in_countries: string | null;
  readonly password_changed_at: number | null;
  /** The hash before the last change: only to say "this device still has the old password". */
  readonly previous_password_hash: string | null;
  readonly previous_password_until: number | null;
  /** 1 = mail programs sign in with app passwords only. */
  readonly app_passwords_only?: number;
  readonly created_at: number;
}
export interface AliasesTable {
  readonly id: AliasId;
  readonly address: string;
  readonly domain_id: DomainId;
  readonly local: string;
  /** JSON list of canonical addresses. */
  readonly targets: string;
  readonly created_at: number;
}
export interface AppPasswordsTable {
  readonly id: AppPasswordId;
  readonly mailbox_id: MailboxId;
  readonly name: string;
  readonly password_hash: string;
  readonly scopes: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
}
export interface TombstonesTable {
  readonly id: TombstoneId;
  readonly kind: string;
  readonly address: string;
  readonly subject_id: string;
  readonly deleted_at: number;
  readonly actor: string;
  /** JSON: the rows that are put back by a restore. */
  readonly data: string;
  readonly restored_at: number | null;
}
export interface AuditTable {
  readonly id: AuditId;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
}
export interface SigningKeysTable {
  readonly id: SigningKeyId;
  readonly domain_id: DomainId;
  readonly selector: string;
  readonly algorithm: string;
  /** PKCS #8 PEM. */
  readonly private_key: string;
  /** As in `p=` of the DNS record (base64 SubjectPublicKeyInfo, RFC 6376 §3.6.1; raw for Ed25519, RFC 8463 §4). */
  readonly public_key: string;
  readonly active: number;
  readonly created_at: number;
}
export interface SettingsTable {
  readonly name: string;
  readonly value: string;
}
/** One row; every write counts it up, so that other processes see that their memory is old. */
export interface RevisionTable {
  readonly id: number;
  readonly value: number;
}
export interface MigrationsTable {
  readonly version: number;
  readonly name: string;
  readonly applied_at: number;
}

/** model/block.ts; lists are words separated by blanks, evidence is JSON. */
export interface BlocksTable {
  readonly id: string;
  readonly code: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly subject_name: string;
  readonly directions: string;
  readonly rule: string;
  readonly cause: string;
  readonly evidence: string;
  readonly mode: string;
  readonly since: number;
  readonly until: number | null;
  readonly lifters: string;
  readonly lifted_at: number | null;
  readonly lifted_by: string | null;
  readonly lift_actor: string | null;
}
export interface BlockedAttemptsTable {
  readonly id: string;
  readonly block_id: string;
  readonly at: number;
  readonly mail_from: string;
  readonly rcpt_to: string;
  /** '' = not known. */
  readonly subject: string;
  readonly state: string;
}
/** What was accepted from our users, one row a message: the limits count it. Kept two days. */
export interface SendLogTable {
  readonly id: string;
  readonly at: number;
  readonly mailbox_id: MailboxId;
  readonly domain_id: DomainId;
  /** submission | forward | robot | dsn */
  readonly origin: string;
  readonly recipients: number;
}

/** A notice that is due or was made (model/notice.ts). */
export interface NoticesTable {
  readonly id: string;
  /** One notice a Block and kind, one warning a limit and window. */
  readonly once_key: string;
  readonly kind: string;
  /** Address, domain or customer's name, as shown. */
  readonly subject: string;
  readonly block_id: string | null;
  /** JSON of the event. */
  readonly event: string;
  readonly state: string;
  readonly made_at: number;
  readonly due_at: number;
}
export interface NoticeMailsTable {
  readonly id: string;
  readonly notice_id: string;
  readonly address: string;
  readonly channel: string;
  readonly language: string;
  readonly title: string;
  readonly text: string;
  readonly state: string;
  readonly made_at: number;
  readonly changed_at: number;
  /** Of the mail in the queue and the journal. */
  readonly message_id: string | null;
}

/** The last number given in a year: invoices are numbered without gaps. */
export interface InvoiceSeriesTable {
  readonly year: number;
  readonly last: number;
}
export interface InvoicesTable {
  readonly id: InvoiceId;
  /** `2026-000123`, unique. */
  readonly number: string;
  readonly customer_id: CustomerId;
  readonly currency: string;
  /** JSON of model/invoice.ts `InvoiceLine[]`. */
  readonly lines: string;
  readonly total_minor: number;
  /** ISO dates. */
  readonly issue_date: string;
  readonly due_date: string;
  readonly reference: string;
  readonly cancelled_at: number | null;
  /** model/dunning.ts `DunningStage`. */
  readonly dunning_stage: string;
  readonly dunning_at: number | null;
  readonly created_at: number;
}
export interface PaymentsTable {
  readonly id: PaymentId;
  /** `manual`, `camt`, name of a provider. */
  readonly source: string;
  /** The bank's reference or the provider's event id; unique within a source. */
  readonly source_key: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly reference: string | null;
  readonly payer: string | null;
  readonly paid_on: string;
  /** null = nobody knows yet whose it is. */
  readonly customer_id: CustomerId | null;
  readonly unmatched_why: string | null;
  readonly received_at: number;
}
/** What of a payment went to which invoice; the rest of it is credit. */
export interface AllocationsTable {
  readonly id: string;
  readonly payment_id: PaymentId;
  readonly invoice_id: InvoiceId;
  readonly amount_minor: number;
  readonly at: number;
}
export interface ContactWarningsTable {
  readonly contact_id: ContactId;
  readonly problem: string;
  readonly warned_at: number;
}

/** Rules for sign-ins from abroad beside `mailboxes.sign_in_countries`; no row = warn about nothing, vendors welcome. */
export interface AbroadSettingsTable {
  readonly mailbox_id: MailboxId;
  /** ISO 3166 codes separated by blanks; null = no warning. */
  readonly warn_countries: string | null;
  /** `allow` or `refuse`: sign-ins from the servers of known vendors. */
  readonly vendors: string;
}
export interface TravelWindowsTable {
  readonly id: string;
  readonly mailbox_id: MailboxId;
  /** ISO 3166 codes separated by blanks. */
  readonly countries: string;
  readonly from_at: number;
  readonly until_at: number;
  readonly created_at: number;
  readonly created_by: string;
}
/** Countries outside the list that a mailbox has been told of, so that each is told once. */
export interface SeenCountriesTable {
  readonly mailbox_id: MailboxId;
  readonly country: string;
  readonly first_at: number;
}

/** What a mailbox sent on a day (days since the epoch, UTC), for habits; kept 40 days. */
export interface SendDaysTable {
  readonly mailbox_id: string;
  readonly day: number;
  readonly recipients: number;
  /** Of them never written to before. */
  readonly first_time: number;
}
/** Whom a mailbox has written to, as a keyless short hash: only "ever before" is asked. */
export interface KnownRecipientsTable {
  readonly mailbox_id: string;
  readonly recipient: string;
  /** Last written to. */
  readonly day: number;
}

/** Passwords of the customer centre, one a contact. */
export interface CentrePasswordsTable {
  readonly contact_id: ContactId;
  readonly password_hash: string;
  readonly changed_at: number;
}

/** Work that the operator announced. */
export interface MaintenanceTable {
  readonly id: string;
  readonly part: string;
  readonly from_at: number;
  readonly until_at: number;
  /** Separated by blanks; null = everybody is touched. */
  readonly domains: string | null;
  readonly text: string;
  readonly actor: string;
  readonly created_at: number;
}
/** A payment that a provider tried and that failed. */
export interface PaymentFailuresTable {
  readonly id: string;
  readonly source: string;
  readonly source_key: string;
  readonly customer_id: CustomerId;
  readonly invoice_id: InvoiceId | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly reason: string;
  readonly at: number;
}

export interface Tables
  extends
    CaseMailTables,
    CentreTables,
    RulesTables,
    SupportTables,
    ConsoleTables,
    WebmailTables,
    WebmailPeopleTables,
    ForwardConsentTables {
  readonly maintenance: MaintenanceTable;
  readonly payment_failures: PaymentFailuresTable;
  readonly centre_passwords: CentrePasswordsTable;
  readonly cases: CasesTable;
  readonly fixes: FixesTable;
  readonly fix_locks: FixLocksTable;
  readonly watches: WatchesTable;
  readonly abroad_settings: AbroadSettingsTable;
  readonly travel_windows: TravelWindowsTable;
  readonly seen_countries: SeenCountriesTable;
  readonly customers: CustomersTable;
  readonly contacts: ContactsTable;
  readonly domains: DomainsTable;
  readonly plans: PlansTable;
  readonly mailboxes: MailboxesTable;
  readonly aliases: AliasesTable;
  readonly app_passwords: AppPasswordsTable;
  readonly tombstones: TombstonesTable;
  readonly audit: AuditTable;
  readonly signing_keys: SigningKeysTable;
  readonly settings: SettingsTable;
  readonly revision: RevisionTable;
  readonly notices: NoticesTable;
  readonly notice_mails: NoticeMailsTable;
  readonly send_days: SendDaysTable;
  readonly known_recipients: KnownRecipientsTable;
  readonly invoice_series: InvoiceSeriesTable;
  readonly invoices: InvoicesTable;
  readonly payments: PaymentsTable;
  readonly allocations: AllocationsTable;
  readonly contact_warnings: ContactWarningsTable;
  readonly schema_migrations: MigrationsTable;
  readonly blocks: BlocksTable;
  readonly blocked_attempts: BlockedAttemptsTable;
  readonly send_log: SendLogTable;
}

/** The database or a transaction on it; inside a transaction only the transaction may be asked (one connection). */
export type Sql = Kysely<Tables>;
