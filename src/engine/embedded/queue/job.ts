/**
 * What the outbound queue and the deliveries say to each other. Types only. The queue knows when and how often, a delivery
 * knows where and how; neither knows the other's inside.
 */
import type { CauseId } from '#src/model/cause-id.ts';
import type { MailboxId, MessageId, QueueId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';

export type Notify = 'NEVER' | 'SUCCESS' | 'FAILURE' | 'DELAY';

/** A message in the queue, without its bytes. */
export interface QueuedMessage {
  readonly messageId: MessageId;
  /** Where it came from: the world, one of our users, ourselves (a report), or an owner's automatic answer. */
  readonly direction: 'inbound' | 'submission' | 'local' | 'auto-reply';
  /** '' for the null sender. */
  readonly mailFrom: string;
  readonly receivedAt: number;
  readonly smtpUtf8: boolean;
  readonly eightBit: boolean;
  readonly ret?: 'FULL' | 'HDRS';
  readonly envid?: string;
  /** Of the sender, when it is one of ours. */
  readonly language?: Language;
  readonly mailbox?: MailboxId;
  /** The alias or mailbox of ours that passes it on. */
  readonly through?: string;
  readonly subject?: string;
  readonly messageIdHeader?: string;
}
export interface NewQueueRecipient {
  readonly address: string;
  readonly notify?: readonly Notify[];
  readonly orcpt?: string;
}
export interface NewQueueMessage extends QueuedMessage {
  /** The message as it leaves: trace and signature included, Return-Path and Delivered-To not. CRLF lines. */
  readonly bytes: Buffer;
  readonly recipients: readonly NewQueueRecipient[];
  /** Starts held: an operator or a rule must release it. */
  readonly held?: boolean;
  /** What will release it, e.g. the id of a Block. */
  readonly heldBy?: string;
}

export interface JobRecipient extends NewQueueRecipient {
  readonly queueId: QueueId;
  readonly tries: number;
  readonly delayTold: boolean;
}
/** Recipients of one message at one domain: one try. */
export interface DeliveryJob {
  readonly message: QueuedMessage;
  readonly bytes: Buffer;
  readonly domain: string;
  readonly recipients: readonly JobRecipient[];
  /** Envelope sender towards another host, when it is not that of the message: rewritten for what is passed on. */
  readonly sender?: string;
}

/** What a host (or we ourselves, then without host) answered. `text` without codes, lines joined by a space. */
export interface Reply {
  readonly code: number;
  readonly enhanced: string;
  readonly text: string;
  readonly host?: string;
  /** `address` or `address:port` of that host. */
  readonly address?: string;
  /** True when no host said it: it could not be reached, or we saw beforehand that it would not pass. */
  readonly ours?: boolean;
}
export type Outcome =
  /** `dsnPassedOn`: the next host takes over success reports (RFC 3461 §5.2.2). */
  | { readonly kind: 'sent'; readonly reply: Reply; readonly dsnPassedOn: boolean }
  | { readonly kind: 'delivered' }
  | { readonly kind: 'temporary' | 'permanent'; readonly reply: Reply; readonly cause?: CauseId }
  /** A local alias: these addresses take the recipient's place. */
  | { readonly kind: 'expanded'; readonly targets: readonly string[] };

/** One try. Gives one outcome a recipient, in their order; never throws for what another host does. */
export type Deliver = (job: DeliveryJob) => Promise<readonly Outcome[]>;
