/**
 * Submission: a message of one of our users goes whole into the queue, signed, before 250 is said (RFC 6409 §8 allows what
 * is mended here: missing Date and Message-ID; Bcc and foreign trace fields go). Made by intake.ts.
 */
import type { IntakeResult, ReceivedMessage } from '#src/engine/ports.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import { signMessage } from './authentication/sign.ts';
import { MAX_HOPS } from './intake-inbound.ts';
import { messageEvent } from './intake-parts.ts';
import type { IntakeOptions } from './intake-parts.ts';
import { mailDate, readFacts, receivedField, withoutFields } from './intake-trace.ts';
import type { MessageFacts } from './intake-trace.ts';

type Parts = IntakeOptions & { readonly clock: Clock; readonly language: Language };

/** Bcc must not reach anybody (RFC 5322 §3.6.3); Return-Path and our own results are ours to write. */
const UNWANTED = new Set(['bcc', 'return-path', 'authentication-results', 'delivered-to']);

/** The message with what a mail program left out, and without what it should not have sent. */
export function mendSubmission(message: ReceivedMessage, facts: MessageFacts, hostname: string) {
  const bytes = withoutFields(
    message.bytes,
    facts.fields.filter((field) => UNWANTED.has(field.key)),
  );
  const has = (key: string): boolean => facts.fields.some((field) => field.key === key);
  const messageIdHeader = facts.messageIdHeader ?? `<${message.id}@${hostname}>`;
  let added = '';
  if (!has('date')) added += `Date: ${mailDate(message.receivedAt)}\r\n`;
  if (!has('message-id')) added += `Message-ID: ${messageIdHeader}\r\n`;
  if (!has('from') && message.mailFrom !== '') added += `From: <${message.mailFrom}>\r\n`;
  return { bytes: added === '' ? bytes : Buffer.concat([Buffer.from(added), bytes]), messageIdHeader };
}

/** Recipients once each, in order; the first one's DSN wishes count. */
function uniqueRecipients(message: ReceivedMessage) {
  const seen = new Map(
    message.recipients.toReversed().map((recipient) => [recipient.address.toLowerCase(), recipient]),
  );
  return message.recipients.filter((recipient) => seen.get(recipient.address.toLowerCase()) === recipient);
}

/** The use case `Intake.submission`. */
export function createSubmission(parts: Parts): (message: ReceivedMessage) => Promise<IntakeResult> {
  return async (message) => {
    const facts = readFacts(message.bytes);
    const words = texts(message.mailbox?.language ?? parts.language);
    if (facts.receivedCount > MAX_HOPS)
      return {
        ok: false,
        refusal: { code: 554, enhanced: '5.4.6', cause: 'acc-forward-loop', text: words.notices.loopRefused() },
      };
    const mended = mendSubmission(message, facts, parts.hostname);
    const author = facts.fromDomains[0] ?? message.mailFrom.split('@').at(-1);
    const signed = await signMessage(parts.directory, mended.bytes, author, message.receivedAt);
    const bytes = Buffer.concat([Buffer.from(receivedField(message, parts.hostname)), signed.bytes]);
    const { mailbox } = message;
    const at = parts.clock.now(); // before the queue's own events, so that a life line reads in order
    const stored = await parts.queue
      .add([
        {
          messageId: message.id,
          direction: 'submission',
          mailFrom: message.mailFrom,
          receivedAt: message.receivedAt,
          smtpUtf8: message.smtpUtf8,
          eightBit: message.eightBit,
          ...message.dsn,
          ...(mailbox === undefined ? {} : { mailbox: mailbox.id, language: mailbox.language }),
          ...(facts.subject === undefined ? {} : { subject: facts.subject }),
          messageIdHeader: mended.messageIdHeader,
          bytes,
          recipients: uniqueRecipients(message),
          ...(message.held === undefined ? {} : { held: true }),
          ...(message.held?.heldBy === undefined ? {} : { heldBy: message.held.heldBy }),
        },
      ])
      .catch(() => false);
    if (!stored) {
      const text = words.refusals.storageTrouble();
      return { ok: false, refusal: { code: 452, enhanced: '4.3.1', cause: 'svc-disk-full', text } };
    }
    const event = messageEvent(message, facts.subject, mended.messageIdHeader);
    for (const recipient of message.recipients)
      parts.journal.record({
        ...event,
        step: 'accepted',
        direction: 'submission',
        at,
        rcptTo: recipient.address,
        sizeBytes: message.bytes.length,
        ...(mailbox === undefined ? {} : { mailbox: mailbox.id, address: mailbox.address }),
        ...(signed.problem === null ? {} : { authentication: `dkim-sign: ${signed.problem}` }),
      });
    return { ok: true, text: message.held?.text ?? `2.0.0 queued as ${message.id}` };
  };
}
