/** What the halves of intake share: their surroundings and the fields every event of a message carries. Types and a record. */
import type { Directory, Journal, ReceivedMessage, RuleBook } from '#src/engine/ports.ts';
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import type { MailStore } from './mail-store.ts';
import type { NewQueueMessage } from './queue/job.ts';

/** What intake needs of the queue: durable when it resolves true; false when there is no room. */
export interface QueueDoor {
  add(messages: readonly NewQueueMessage[]): Promise<boolean>;
}
export interface IntakeOptions {
  readonly directory: Directory;
  readonly store: MailStore;
  readonly queue: QueueDoor;
  readonly book: RuleBook;
  readonly journal: Journal;
  readonly resolver: Pick<DnsResolver, 'query'>;
  readonly hostname: string;
  readonly clock?: Clock;
  /** `inbound.dmarc`: `mark` (default) only writes the result; `enforce` refuses what p=reject asks to refuse. */
  readonly dmarc?: 'mark' | 'enforce';
  /** Told of copies that left through an alias or a mailbox's forwarding and are safe in the queue: they are counted apart. Never throws. */
  readonly forwarded?: (alias: string, recipients: number) => void;
  /** Language of refusals to the world. */
  readonly language?: Language;
}

/** Fields of a message event that every step of a message carries. */
export const messageEvent = (message: ReceivedMessage, subject?: string, messageIdHeader?: string) =>
  ({
    kind: 'message',
    connection: message.connection,
    messageId: message.id,
    mailFrom: message.mailFrom,
    ...(subject === undefined ? {} : { subject }),
    ...(messageIdHeader === undefined ? {} : { messageIdHeader }),
  }) as const;
