/**
 * The message is read: checks its form, its author and the gate, then gives it to intake (RFC 5321 §4.1.1.4).
 * Called by session.ts after the end of data. 250 is said only when intake has it durably.
 */
import type { PolicyDecision, ReceivedMessage, Settle } from '#src/engine/ports.ts';
import type { MessageId } from '#src/model/ids.ts';
import type { Refusal } from '#src/model/refusal.ts';
import { newId } from '#src/net/ids.ts';
import { parseAddressList } from '#src/protocol/mime/addresses.ts';
import { fieldNamed, fieldValue, scanHeader } from '#src/protocol/mime/header-fields.ts';
import { decodeWords } from '#src/protocol/mime/words.ts';
import { type DecodedMessage, normaliseLineEnds } from '#src/protocol/smtp/data-decoder.ts';
import { reply } from '#src/protocol/smtp/reply.ts';
import type { Answer, SmtpContext, Transaction } from './context.ts';
import { ask, tooLarge } from './envelope.ts';
import { record } from './refuse.ts';

/**
 * RFC 5321 §4.5.3.1.6 allows 998 octets a line; newsletters and devices send more, and other hosts take it. We take up to
 * 16 KiB, as far as body parsers and other hosts are known to cope.
 */
export const MAX_LINE_BYTES = 16_384;
/** Refusals of one message are recorded for at most so many of its recipients. */
const MAX_RECORDED = 20;

/** What is wrong with the message as bytes. */
function objectionToForm(context: SmtpContext, message: DecodedMessage): Refusal | null {
  const { host, words } = context;
  if (message.tooLarge) return tooLarge(context);
  if (host.role === 'inbound' && (message.bareLf || message.bareCr))
    return { code: 550, enhanced: '5.5.2', cause: 'cli-device-bare-lf', text: words.bareLineEnd() };
  if (message.longestLine > MAX_LINE_BYTES) {
    const text = words.lineTooLong({ maxBytes: MAX_LINE_BYTES });
    return { code: 550, enhanced: '5.6.0', cause: 'cli-line-too-long', text };
  }
  if (isHeaderTooLarge(message.bytes, host.maxHeaderBytes, host.maxHeaderLines))
    return { code: 550, enhanced: '5.6.0', cause: 'snd-headers-invalid', text: words.headersTooLarge() };
  return null;
}

function isHeaderTooLarge(bytes: Buffer, maxBytes: number, maxLines: number): boolean {
  const found = bytes.indexOf('\r\n\r\n');
  const end = found < 0 ? bytes.length : found;
  if (end > maxBytes) return true;
  // A field takes at least three bytes and its line end.
  if (end < maxLines * 5) return false;
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0 && at < end; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines > maxLines;
}

/** RFC 6409 §6.1 and our law: each author in From must belong to the login. No From at all is mended by intake. */
async function objectionToAuthor(context: SmtpContext, bytes: Buffer): Promise<Refusal | null> {
  const { mailbox, host, words } = context;
  if (mailbox === undefined) return null;
  const { fields } = scanHeader(bytes, 0, bytes.length);
  const froms = fields.filter((field) => field.key === 'from');
  if (froms.length === 0) return null;
  const authors = parseAddressList(fieldValue(bytes, froms[0])).filter((entry) => entry.kind === 'address');
  if (froms.length > 1 || authors.length === 0)
    return { code: 550, enhanced: '5.6.0', cause: 'snd-headers-invalid', text: words.fromMissing() };
  for (const author of authors) {
    const from = Buffer.from(`${author.local ?? ''}@${author.domain ?? ''}`, 'latin1').toString('utf8');
    if (await host.directory.maySendAs(mailbox.id, from)) continue;
    const text = words.fromNotOwned({ login: mailbox.address, from });
    return { code: 550, enhanced: '5.7.1', cause: 'cli-from-not-owned', text };
  }
  return null;
}

const subjectOf = (bytes: Buffer): string | undefined => {
  const { fields } = scanHeader(bytes, 0, Math.min(bytes.length, 65_536));
  const field = fieldNamed(fields, 'subject');
  return field === undefined ? undefined : decodeWords(fieldValue(bytes, field)).slice(0, 500);
};

function refuseMessage(
  context: SmtpContext,
  transaction: Transaction,
  message: DecodedMessage,
  refusal: Refusal,
): Answer {
  const subject = subjectOf(message.bytes);
  for (const { address } of transaction.recipients.slice(0, MAX_RECORDED))
    record(context, 'end-of-message', refusal, {
      mailFrom: transaction.from,
      rcptTo: address,
      sizeBytes: message.sizeBytes,
      ...(subject === undefined ? {} : { subject }),
    });
  // What looks like an attempt to smuggle ends the connection: nothing behind such a message is believed.
  const ends = refusal.cause === 'cli-device-bare-lf';
  const text = reply(refusal.code, refusal.enhanced, refusal.text);
  return ends ? { reply: text, next: 'close' } : { reply: text };
}

/** After <CRLF>.<CRLF>. The transaction is over in any case. */
export async function endOfMessage(context: SmtpContext, decoded: DecodedMessage): Promise<Answer> {
  const { transaction, host, connection, mailbox } = context;
  if (transaction === null) throw new Error('end of message without a transaction');
  context.transaction = null;
  const objection = objectionToForm(context, decoded);
  if (objection !== null) return refuseMessage(context, transaction, decoded, objection);
  const bytes = decoded.bareLf || decoded.bareCr ? normaliseLineEnds(decoded.bytes) : decoded.bytes;
  const foreign = await objectionToAuthor(context, bytes);
  if (foreign !== null) return refuseMessage(context, transaction, decoded, foreign);
  const subject = host.role === 'submission' ? subjectOf(bytes) : undefined;
  const addresses = uniqueAddresses(transaction);
  const decision = await ask(context, {
    stage: 'end-of-message',
    mailFrom: transaction.from,
    recipientCount: addresses.length,
    sizeBytes: bytes.length,
    recipients: addresses,
    bytes,
    ...(subject === undefined ? {} : { subject }),
  });
  if (decision.kind === 'refuse') return refuseMessage(context, transaction, decoded, decision.refusal);
  const { ret, envid, smtpUtf8, eightBit } = transaction.mail;
  const receivedAt = host.clock.now();
  const message: ReceivedMessage = {
    id: newId<MessageId>(receivedAt),
    connection: connection.facts,
    mailFrom: transaction.from,
    recipients: transaction.recipients,
    bytes,
    receivedAt,
    smtpUtf8,
    eightBit,
    ...(ret === undefined && envid === undefined
      ? {}
      : { dsn: { ...(ret === undefined ? {} : { ret }), ...(envid === undefined ? {} : { envid }) } }),
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(decision.kind === 'hold' ? { held: heldOf(decision) } : {}),
  };
  const result = await takeIn(context, message, decision.settle);
  if (!result.ok) return refuseMessage(context, transaction, decoded, result.refusal);
  return { reply: reply(250, null, result.text) };
}

/** Intake, and then the gate hears what became of it: also when intake broke, so that no place in a limit is lost. */
async function takeIn({ host }: SmtpContext, message: ReceivedMessage, settle: Settle | undefined) {
  let accepted = false;
  try {
    const result = await (host.role === 'inbound' ? host.intake.inbound(message) : host.intake.submission(message));
    accepted = result.ok;
    return result;
  } finally {
    await settle?.(accepted);
  }
}

const heldOf = ({ heldBy, text }: Extract<PolicyDecision, { kind: 'hold' }>): ReceivedMessage['held'] => ({
  ...(heldBy === undefined ? {} : { heldBy }),
  ...(text === undefined ? {} : { text }),
});

/** Each recipient once, as intake counts them. */
const uniqueAddresses = ({ recipients }: Transaction): readonly string[] => [
  ...new Map(recipients.map(({ address }) => [address.toLowerCase(), address])).values(),
];
