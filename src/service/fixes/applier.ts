/**
 * What an applier is: it plans — reads the world and says exactly what would change — and hands over how to do it. One record
 * a fix id, in registry.ts; the engine (service/fixes.ts) asks for consent, runs, looks again and keeps what undoes it. Types.
 */
import type { Fix } from '#src/diagnosis/finding.ts';
import type { FixId } from '#src/diagnosis/fixes.ts';
import type { MailStore } from '#src/engine/embedded/mail-store.ts';
import type { Viewer } from '#src/model/case.ts';
import type { Change } from '#src/model/change.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { SetupDoors } from '#src/model/wanted-records.ts';
import type { Clock } from '#src/net/clock.ts';
import type { FindWriter, ZoneChange, ZoneRecord } from '#src/net/dns-write/writer.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import type { CaseFinding, StoredCase } from '#src/store/cases.ts';
import type { Database } from '#src/store/database.ts';
import type { BillingDeps } from '../billing/deps.ts';
import type { Blocks } from '../block-port.ts';
import type { AskingDeps } from '../forward-consents.ts';
import type { Outcome } from '../outcome.ts';
import type { PasswordHasher } from '../password-hasher.ts';
import type { Scope } from './rows.ts';

export interface FixDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  readonly blocks: Blocks;
  readonly store: MailStore;
  readonly billing: BillingDeps;
  readonly hostname: string;
  /** What mail programs are told in DNS. */
  readonly setupDoors: (domain: string) => SetupDoors;
  /** Without a cache. */
  readonly resolver: DnsResolver;
  readonly writers: FindWriter;
  readonly endSessions: (mailbox: MailboxId) => number;
  readonly removeMail: (mailbox: MailboxId) => Promise<void>;
  readonly restoreMail: (mailbox: MailboxId) => Promise<boolean>;
  /** A letter to somebody elsewhere who is asked whether he wants the mail that a fix would lead to him. */
  readonly sendLetter: AskingDeps['sendLetter'];
  /** Where web pages begin; '' when there is no web door. */
  readonly linkBase: () => string;
}

/** What the person consents with, beside yes. */
export interface Answers {
  /** A value that only the person knows: an address, an id. */
  readonly value?: string;
  /** Hosts elsewhere that may go, by name. */
  readonly remove?: readonly string[];
}

export interface Job {
  readonly case: StoredCase;
  readonly finding: CaseFinding;
  readonly fix: Fix & { readonly id: FixId };
  readonly viewer: Viewer;
  /** For the audit log. */
  readonly actor: string;
  readonly answers: Answers;
}

export type UndoPlan =
  /** Rows as they were; `mail`: a mailbox whose mail goes aside again. */
  | { readonly kind: 'rows'; readonly scopes: readonly Scope[]; readonly mail?: MailboxId | 'made' }
  | { readonly kind: 'restore'; readonly mailbox: MailboxId; readonly address: string }
  | { readonly kind: 'dns'; readonly domain: string; readonly zone: string; readonly back: ZoneChange }
  | {
      readonly kind: 'folders';
      readonly mailbox: MailboxId;
      readonly address: string;
      readonly hidden: readonly string[];
    }
  /** Messages that were moved, by our ids, and rows that changed with them. */
  | {
      readonly kind: 'moved';
      readonly mailbox: MailboxId;
      readonly address: string;
      readonly messages: readonly string[];
      readonly from: string;
      readonly to: string;
      readonly scopes: readonly Scope[];
    }
  | { readonly kind: 'none' };

/** Rows of the control database that an undo puts back. */
export const scopesIn = (plan: UndoPlan): readonly Scope[] =>
  plan.kind === 'rows' || plan.kind === 'moved' ? plan.scopes : [];

export interface Ran {
  /** Shown once to who applied it, never stored. */
  readonly once?: { readonly address: string; readonly secret: string };
}

/** How the world is asked whether it is so now, beside the diagnosis. */
export type Proving =
  /** Our own door is asked to take mail for an address of the case. */
  | { readonly kind: 'rcpt' }
  /** Resolvers are asked until they say this; before that, what they may still say is `oldTtlSeconds` old. */
  | {
      readonly kind: 'dns';
      readonly add: readonly ZoneRecord[];
      readonly remove: readonly ZoneRecord[];
      readonly oldTtlSeconds: number;
      readonly rcpt: boolean;
    }
  /** A rule of ours that can be asked directly. */
  | {
      readonly kind: 'rule';
      readonly ask: () => Promise<{ readonly good: boolean; readonly address: string; readonly reply: string }>;
    }
  | { readonly kind: 'diagnosis' };

export type Question = 'remove-foreign-mx' | 'value' | 'no-mail-provider' | 'unclear-spf';
export type Plan =
  | {
      readonly kind: 'change';
      readonly changes: readonly Change[];
      readonly undo: UndoPlan;
      readonly proving: Proving;
      readonly run: () => Promise<Outcome<Ran>>;
    }
  | { readonly kind: 'already'; readonly proving: Proving }
  | { readonly kind: 'ask'; readonly question: Question; readonly names: readonly string[] }
  /** The zone is somebody else's: these records, and a letter. */
  | {
      readonly kind: 'elsewhere';
      readonly domain: string;
      readonly remove: readonly ZoneRecord[];
      readonly add: readonly ZoneRecord[];
    }
  | {
      readonly kind: 'pay';
      readonly invoice: string;
      readonly amount: string;
      readonly reference: string;
      readonly link: string;
    }
  | { readonly kind: 'wait'; readonly until: number | null };

export interface Applier {
  /** Who may, beside the operator. */
  readonly who: readonly Exclude<Viewer['kind'], 'operator'>[];
  plan(deps: FixDeps, job: Job): Promise<Outcome<Plan>>;
}

/** Arguments of fixes are texts, numbers or lists; a missing one is ''. */
export const textArg = ({ fix }: Job, name: string): string => {
  const value = fix.args[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
export const listArg = ({ fix }: Job, name: string): readonly string[] => {
  const value = fix.args[name];
  return typeof value === 'object' ? value : typeof value === 'string' && value !== '' ? [value] : [];
};
