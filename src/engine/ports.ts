/**
 * The ports between an engine and the rest. Two engines stand behind them (embedded; Postfix + Dovecot), so they are
 * shaped on what those two can ask: Policy = Postfix policy delegation, Auth = Dovecot passdb/userdb, Deliver = LMTP,
 * Events = one schema. Types only; nothing here does anything. See docs/decisions/0002-ports.md.
 */
import type { ReplyMemory, Silence } from '#src/model/auto-reply.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { MailboxId, MessageId } from '#src/model/ids.ts';
import type { ConnectionFacts, JournalEvent, SignInOutcome } from '#src/model/journal.ts';
import type { Language } from '#src/model/language.ts';
import type { MailRules } from '#src/model/mail-rules.ts';
import type { Refusal } from '#src/model/refusal.ts';

/** Events. `record` never blocks, never throws, never awaits; loss on a crash is bounded to the last flush (≤ 100 ms). */
export interface Journal {
  record(event: JournalEvent): void;
}

/** A mailbox as a session sees it. */
export interface Mailbox {
  readonly id: MailboxId;
  /** Canonical address, lower case. */
  readonly address: string;
  readonly language: Language;
  /** 0 = no limit. */
  readonly quotaBytes: number;
}

export interface SignInAttempt {
  /** As typed. */
  readonly login: string;
  readonly secret: string;
  readonly mechanism: string;
  readonly connection: ConnectionFacts;
}

export type SignInResult =
  | { readonly ok: true; readonly mailbox: Mailbox; readonly appPassword?: string }
  | { readonly ok: false; readonly outcome: SignInOutcome; readonly refusal: Refusal };

/** Auth. Records the sign-in event itself, so that no door can forget it. Same time for known and unknown names. */
export interface Auth {
  signIn(attempt: SignInAttempt): Promise<SignInResult>;
  /** Called by a door that refused before a secret was read (no TLS, unknown mechanism). */
  recordRefusedSignIn(attempt: {
    readonly login: string;
    readonly mechanism: string;
    readonly connection: ConnectionFacts;
    readonly outcome: SignInOutcome;
    readonly cause: CauseId;
  }): void;
}

export type Recipient =
  | { readonly kind: 'mailbox'; readonly mailbox: Mailbox }
  /** Targets are canonical addresses, local or not; already expanded through local aliases, without loops. */
  | {
      readonly kind: 'alias';
      readonly address: string;
      readonly targets: readonly string[];
      /**
       * It leads to nobody now: those outside to whom it would lead have not said yes. `waits`: one of them may still, so that
       * a message is better tried again; `refused`: none.
       */
      readonly noConsent?: 'waits' | 'refused';
    }
  | { readonly kind: 'unknown'; readonly cause: 'acc-mailbox-deleted' | 'acc-mailbox-never-existed' }
  | { readonly kind: 'not-local' };

/** Directory: who lives here. Answers from memory in the common case. */
export interface Directory {
  isLocalDomain(domain: string): Promise<boolean>;
  /** `address` as in RCPT TO, not yet parsed; plus-addresses (`kari+shop@`) find their mailbox. */
  recipient(address: string): Promise<Recipient>;
  /** May this mailbox send as this address? Own address, plus-forms of it, aliases that lead to it. */
  maySendAs(mailbox: MailboxId, address: string): Promise<boolean>;
  /** DKIM keys to sign for a From domain with; empty when the domain is not ours. */
  signingKeys(domain: string): Promise<readonly SigningKey[]>;
}

export interface SigningKey {
  readonly domain: string;
  readonly selector: string;
  /** PKCS #8 PEM. */
  readonly privateKey: string;
  readonly algorithm: 'rsa-sha256' | 'ed25519-sha256';
}

/** Policy: the one gate. The stages and facts are those of Postfix's policy delegation. */
export interface PolicyRequest {
  readonly stage: 'connect' | 'sign-in' | 'mail-from' | 'rcpt-to' | 'end-of-message';
  readonly direction: 'incoming' | 'outgoing' | 'sign-in';
  readonly connection: ConnectionFacts;
  readonly mailbox?: Mailbox;
  readonly mailFrom?: string;
  readonly rcptTo?: string;
  readonly recipientCount?: number;
  readonly sizeBytes?: number;
  /** At end-of-message: everybody it goes to, its bytes as received, and its subject when it has one. */
  readonly recipients?: readonly string[];
  readonly bytes?: Buffer;
  readonly subject?: string;
}
/** Said once after the end of the message, with what became of it: places taken in a limit are kept or given back. */
export type Settle = (accepted: boolean) => Promise<void>;
export type PolicyDecision =
  | { readonly kind: 'accept'; readonly settle?: Settle }
  /** `heldBy`: what releases it, e.g. the id of a Block. `text`: said with 250. */
  | {
      readonly kind: 'hold';
      readonly reason: CauseId;
      readonly heldBy?: string;
      readonly text?: string;
      readonly settle?: Settle;
    }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };
export interface Policy {
  decide(request: PolicyRequest): Promise<PolicyDecision>;
}

/** What SMTP hands over after DATA. `bytes` is the message as received, dot-unstuffed, CRLF lines, nothing added. */
export interface ReceivedMessage {
  readonly id: MessageId;
  readonly connection: ConnectionFacts;
  readonly mailFrom: string; // '' for the null sender
  readonly recipients: readonly EnvelopeRecipient[];
  readonly bytes: Buffer;
  readonly receivedAt: number;
  readonly smtpUtf8: boolean;
  readonly eightBit: boolean;
  readonly dsn?: { readonly ret?: 'FULL' | 'HDRS'; readonly envid?: string };
  /** Set for submission: who signed in. */
  readonly mailbox?: Mailbox;
  /** The gate said hold: kept, not delivered, until released (`heldBy` names by whom). */
  readonly held?: { readonly heldBy?: string; readonly text?: string };
}
export interface EnvelopeRecipient {
  readonly address: string;
  /** RFC 3461 NOTIFY and ORCPT as given. */
  readonly notify?: readonly ('NEVER' | 'SUCCESS' | 'FAILURE' | 'DELAY')[];
  readonly orcpt?: string;
}
export type IntakeResult =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Intake: takes responsibility for a message. When it resolves ok, every recipient's copy is durable (mailbox store or
 * queue) and 250 may be said; otherwise nothing of it remains.
 */
export interface Intake {
  inbound(message: ReceivedMessage): Promise<IntakeResult>;
  submission(message: ReceivedMessage): Promise<IntakeResult>;
}

/** What the owner of a mailbox wants, and every address that leads only to it. */
export interface OwnersWishes {
  readonly rules: MailRules;
  readonly own: ReadonlySet<string>;
  /** Addresses that have not said yes: what would go on to them stays here. Absent: none. */
  readonly waiting?: ReadonlySet<string>;
}
/** Rules: what the owner of a mailbox wants done with a copy. Answers from memory in the common case. */
export interface RuleBook {
  wishesOf(mailbox: Mailbox): Promise<OwnersWishes>;
  /**
   * Asks `decide` with what is remembered of answers to this sender and, when it says null, remembers this one: in one step,
   * so that two copies at once bring one answer. `handle`: the vacation or a rule, each answers apart.
   */
  claimReply(
    reply: { readonly mailbox: MailboxId; readonly handle: string; readonly sender: string; readonly at: number },
    decide: (memory: ReplyMemory) => Silence | null,
  ): Promise<Silence | null>;
  /** The envelope sender under which this host passes on what `sender` sent to `address`; null: as it is. */
  senderFor(sender: string, address: string): Promise<string | null>;
}
