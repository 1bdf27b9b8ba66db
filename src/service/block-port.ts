/**
 * What rules and doors ask of Blocks: start one, lift one, list them. Types only; `blocks.ts` does it. Rules of billing,
 * quarantine, abuse and sign-in protection depend on this, not on tables.
 */
import type {
  Block,
  BlockDirection,
  BlockedAttempt,
  BlockEvidence,
  BlockLifter,
  BlockRule,
  BlockSubject,
} from '#src/model/block.ts';
import type { BulkRule } from '#src/model/bulk-mail.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { ForwardAnswer } from '#src/model/forward-consent.ts';
import type { CustomerId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';
import type { SecurityWhat } from '#src/model/notice.ts';
import type { PersonKind } from '#src/model/person.ts';
import type { Outcome } from './outcome.ts';

export interface NewBlock {
  readonly subject: BlockSubject;
  readonly directions: readonly BlockDirection[];
  readonly rule: BlockRule;
  readonly cause: CauseId;
  readonly evidence: BlockEvidence;
  readonly mode?: 'refuse' | 'hold';
  /** Epoch ms; default now. A rule that counts from its own moment gives that one, so that the length is exact. */
  readonly since?: number;
  /** Epoch ms; null = until someone acts. */
  readonly until: number | null;
  readonly lifters: readonly BlockLifter[];
  /** Who or what made it, for the audit log: `rule`, an operator's name. */
  readonly actor: string;
}

export interface Blocks {
  /** Starts a Block. While one of the same subject and rule is active, that one is given back and nothing is changed. */
  start(block: NewBlock): Promise<Outcome<Block>>;
  /** Ends a Block; `blockAlreadyLifted` when it has ended already, `blockNotYours` when this lifter may not. */
  lift(idOrCode: string, by: BlockLifter, actor: string): Promise<Outcome<Block>>;
  /** Active Blocks of all these subjects, from memory that is never old. */
  active(subjects: readonly BlockSubject[]): Promise<readonly Block[]>;
  /** With history; newest first; of one address, domain, customer or network, or all. */
  list(subject?: string, options?: { readonly onlyActive?: boolean }): Promise<Outcome<readonly Block[]>>;
  attempts(blockId: string): Promise<readonly BlockedAttempt[]>;
  /** Remembers an attempt (bounded per Block; repeats of the same recipient and subject count once). */
  recordAttempt(attempt: BlockedAttempt): Promise<void>;
  /** Called after a start or a lift has been committed; returns the way to stop. */
  onChange(listener: (block: Block, change: 'started' | 'lifted') => void): () => void;
}

/** How a notice is asked for; `service/notices.ts` writes and sends it, in the reader's language, over a second channel. */
export interface Notices {
  /** Fire and forget: a notice that cannot be sent is tried again later and is never lost silently. */
  about(event: NoticeEvent): void;
}
/** For those who write down elsewhere that somebody was told, and must not do so too early. */
export interface DurableNotices extends Notices {
  /** Resolves when the notice is in the database, once an event; throws when it could not be written. */
  keep(event: NoticeEvent): Promise<void>;
}
export type NoticeEvent =
  | { readonly kind: 'block-started' | 'block-lifted'; readonly block: Block }
  | {
      readonly kind: 'limit-near';
      readonly mailbox: string;
      readonly rule: 'mailbox-hour' | 'domain-hour' | 'mailbox-day';
      readonly sent: number;
      readonly limit: number;
    }
  | {
      /** First sign-in from a country outside the list of a mailbox that wants to be told. */
      readonly kind: 'new-country';
      readonly mailbox: string;
      /** ISO 3166. */
      readonly country: string;
      readonly at: number;
    }
  | {
      /** A mailing that breaks the rules for newsletters went out all the same (`bulk.mode=warn`). */
      readonly kind: 'bulk-warning';
      readonly mailbox: string;
      readonly missing: readonly BulkRule[];
      readonly subject: string;
    }
  | {
      readonly kind: 'invoice';
      readonly stage: 'issued' | 'reminder' | 'last-notice' | 'stopped' | 'paid';
      readonly customer: string;
      readonly invoice: string;
    }
  | {
      readonly kind: 'contact-warning';
      readonly customer: string;
      readonly contact: string;
      readonly problem: 'on-own-domain' | 'bounced' | 'never-confirmed';
    }
  | {
      /** What somebody outside said to getting the mail of a mailbox or an alias, or that he said nothing in time. */
      readonly kind: 'forward-answer';
      /** Id of the consent; with `answer` and `at` one answer. */
      readonly consent: string;
      readonly mailbox: string;
      readonly target: string;
      readonly answer: ForwardAnswer;
      /** What stays in the mailbox of mail that goes there; `rules`: as the rules say. Of an alias: does it lead to others? */
      readonly copy: 'stays' | 'none' | 'rules' | 'alias-others' | 'alias-alone';
      /** The owner may ask again: the limits allow it some time. */
      readonly mayAsk: boolean;
      /** Epoch ms. */
      readonly at: number;
    }
  | {
      /** Somebody's way in to the centre: told to himself, grave things also to the customer's owners. */
      readonly kind: 'account-security';
      readonly what: SecurityWhat;
      readonly person: {
        readonly kind: PersonKind;
        readonly id: string;
        readonly name: string;
        readonly customer: CustomerId | null;
        readonly language: Language;
      };
      readonly remote: string | null;
      /** "Firefox, Windows". */
      readonly program: string | null;
      /** Epoch ms. */
      readonly at: number;
    };
