/**
 * A queued message into mailboxes of this host, once each whatever happens in between. Called by `deliver.ts`.
 * What the store cannot do now waits; a mailbox that is gone or full is final and comes back to the sender in words.
 */
import type { Directory, Journal, RuleBook } from '#src/engine/ports.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import type { TrailEntry } from '#src/model/placement.ts';
import type { Clock } from '#src/net/clock.ts';
import { readFacts, writtenHereField } from '../intake-trace.ts';
import type { MailStore } from '../mail-store.ts';
import { noConsentRefusal } from '../no-consent.ts';
import type { DeliveryJob, JobRecipient, NewQueueMessage, Outcome } from '../queue/job.ts';
import { EMPTY_BOOK } from '../rules/no-rules.ts';
import { placeCopy, placedEvents } from '../rules/placing.ts';
import { mustStay } from '../rules/rule-facts.ts';

interface LocalOptions {
  readonly directory: Directory;
  readonly store: MailStore;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly rules: LocalRules;
}
/** What owners' rules need at a delivery. */
export interface LocalRules {
  readonly book: RuleBook;
  readonly hostname: string;
  /** Puts what rules send on into the queue; false: no room. */
  send(messages: readonly NewQueueMessage[]): Promise<boolean>;
  /** Told of copies that are passed on and safe. */
  forwarded(address: string, recipients: number): void;
}

const permanent = (
  enhanced: string,
  text: string,
  cause: 'acc-quota-full' | 'acc-mailbox-deleted' | 'acc-mailbox-never-existed',
): Outcome => ({
  kind: 'permanent',
  reply: { code: enhanced === '5.2.2' ? 552 : 550, enhanced, text, ours: true },
  cause,
});

/** As our door says it; while a yes may come the message stays in the queue. */
function withoutConsent(address: string, state: 'waits' | 'refused', language: Language | undefined): Outcome {
  const { code, enhanced, text, cause } = noConsentRefusal(texts(language ?? 'en').refusals, address, state);
  const reply = { code, enhanced, text, ours: true };
  return { kind: state === 'waits' ? 'temporary' : 'permanent', reply, cause };
}

async function deliverOne(job: DeliveryJob, recipient: JobRecipient, options: LocalOptions): Promise<Outcome> {
  const found = await options.directory.recipient(recipient.address);
  switch (found.kind) {
    case 'unknown':
      return permanent('5.1.1', `The address ${recipient.address} does not exist here`, found.cause);
    case 'not-local': // the domain left between two questions
      return {
        kind: 'temporary',
        reply: { code: 451, enhanced: '4.3.5', text: 'The domain is being moved', ours: true },
      };
    case 'alias':
      if (found.noConsent !== undefined)
        return withoutConsent(recipient.address, found.noConsent, job.message.language);
      return { kind: 'expanded', targets: found.targets };
    case 'mailbox':
      break;
  }
  const { mailbox } = found;
  const { message } = job;
  const bytes = traced(job, options.rules.hostname);
  const { fields, deliveredTo } = readFacts(bytes);
  const { mailbox: _, through: __, ...queued } = message;
  // Two rules that pass on to each other: where it comes back it stays, and goes nowhere again.
  const isBack = deliveredTo.includes(mailbox.address);
  const staysHere = message.direction === 'local' && mustStay(fields);
  const placed = await placeCopy(
    { ...options, book: isBack ? EMPTY_BOOK : options.rules.book, hostname: options.rules.hostname },
    { mailbox, recipient: recipient.address, bytes, fields, queued, staysHere },
  );
  if (!placed.ok)
    return placed.problem === 'over-quota'
      ? permanent('5.2.2', `The mailbox ${mailbox.address} is full`, 'acc-quota-full')
      : { kind: 'temporary', reply: { code: 452, enhanced: '4.3.1', text: `Storage: ${placed.problem}`, ours: true } };
  const at = options.clock.now();
  const leaving = await placed.leaving(at);
  if (leaving.messages.length > 0 && !(await options.rules.send(leaving.messages)))
    return { kind: 'temporary', reply: { code: 452, enhanced: '4.3.1', text: 'The queue is full', ours: true } };
  if (leaving.passedOn > 0) options.rules.forwarded(mailbox.address, leaving.passedOn);
  const trail = isBack ? [...placed.trail, cameBack(mailbox.address, deliveredTo)] : placed.trail;
  for (const event of placedEvents(mailbox, { ...placed, trail }, leaving))
    options.journal.record({
      kind: 'message',
      direction: message.direction === 'inbound' ? 'inbound' : 'local',
      at,
      messageId: message.messageId,
      queueId: recipient.queueId,
      mailFrom: message.mailFrom,
      rcptTo: recipient.address,
      sizeBytes: job.bytes.length,
      ...(message.subject === undefined ? {} : { subject: message.subject }),
      ...(message.messageIdHeader === undefined ? {} : { messageIdHeader: message.messageIdHeader }),
      ...event,
    });
  return { kind: 'delivered' };
}

/** Our marks lie the newest on top: from there down to this mailbox's own everybody passed it on. */
const cameBack = (own: string, deliveredTo: readonly string[]): TrailEntry => ({
  by: { kind: 'circle' },
  effect: { kind: 'came-back', path: deliveredTo.slice(0, deliveredTo.indexOf(own) + 1).toReversed() },
});

/** What we wrote ourselves says so where only we can write; what somebody handed in has our field of its arrival on top. */
function traced({ message, bytes }: DeliveryJob, hostname: string): Buffer {
  const isOurs = message.direction === 'local' || message.direction === 'auto-reply';
  if (!isOurs) return bytes;
  return Buffer.concat([Buffer.from(writtenHereField(hostname, message.messageId, message.receivedAt)), bytes]);
}

/** One outcome a recipient, in their order. A store that breaks makes them wait. */
export function deliverLocally(job: DeliveryJob, options: LocalOptions): Promise<readonly Outcome[]> {
  return Promise.all(
    job.recipients.map((recipient) =>
      deliverOne(job, recipient, options).catch((): Outcome => {
        const text = 'The mailbox cannot be opened right now';
        return { kind: 'temporary', reply: { code: 451, enhanced: '4.3.0', text, ours: true } };
      }),
    ),
  );
}
