/**
 * Automatic answers: the owner's vacation and "reply" of his rules (RFC 3834, RFC 5230). Decides with model/auto-reply.ts,
 * remembers whom it answered, writes and signs the letter. Makes queue messages; sends nothing.
 */
import type { Directory, Mailbox, OwnersWishes, RuleBook } from '#src/engine/ports.ts';
import { replySubject, type Silence, silenceFor, vacationState } from '#src/model/auto-reply.ts';
import type { MessageId } from '#src/model/ids.ts';
import type { Placement } from '#src/model/placement.ts';
import { newId } from '#src/net/ids.ts';
import { fieldNamed, fieldValue, type HeaderField } from '#src/protocol/mime/header-fields.ts';
import { encodeQuotedPrintable, encodeWords } from '#src/protocol/dsn/report.ts';
import { signMessage } from '../authentication/sign.ts';
import { mailDate } from '../intake-trace.ts';
import type { NewQueueMessage } from '../queue/job.ts';
import { replyFacts } from './rule-facts.ts';

export interface AnsweringDeps {
  readonly directory: Pick<Directory, 'signingKeys'>;
  readonly book: Pick<RuleBook, 'claimReply'>;
  readonly hostname: string;
}
interface Came {
  readonly bytes: Buffer;
  readonly fields: readonly HeaderField[];
  readonly mailFrom: string;
  /** Decoded. */
  readonly subject: string;
}
export interface Answers {
  readonly messages: readonly NewQueueMessage[];
  /** Why the vacation said nothing, when it is on. */
  readonly unanswered: Silence | null;
}
interface Wanted {
  readonly handle: string;
  readonly subject: string | null;
  readonly text: string;
  readonly everyDays: number;
}

const MAX_REFERENCES = 2000;

/** RFC 3834 §3: to the envelope sender, null sender in the envelope, told to be automatic, threaded to what came. */
function letter(came: Came, mailbox: Mailbox, wanted: Wanted, id: MessageId, hostname: string, at: number): Buffer {
  const { bytes, fields } = came;
  const valueOf = (key: string): string => {
    const field = fieldNamed(fields, key);
    return field === undefined ? '' : fieldValue(bytes, field).replace(/\s+/g, ' ').trim().slice(0, MAX_REFERENCES);
  };
  const before = valueOf('message-id');
  const subject = replySubject(wanted.subject, came.subject);
  const lines = [
    `From: <${mailbox.address}>`,
    `To: <${came.mailFrom}>`,
    `Subject: ${encodeWords(subject)}`,
    `Date: ${mailDate(at)}`,
    `Message-ID: <${id}@${hostname}>`,
    ...(before === '' ? [] : [`In-Reply-To: ${before}`, `References: ${`${valueOf('references')} ${before}`.trim()}`]),
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    encodeQuotedPrintable(wanted.text),
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** What the owner wants said: the vacation when it is on, and what his rules say to this message. */
function wantedOf({ rules }: OwnersWishes, placement: Placement, at: number): readonly Wanted[] {
  const wanted: Wanted[] = placement.replies.map(({ rule, text }) => ({
    handle: rule,
    subject: null,
    text,
    everyDays: 1,
  }));
  const { vacation } = rules;
  if (vacation !== null && vacationState(vacation, at) === 'on') wanted.push({ handle: 'vacation', ...vacation });
  return wanted;
}

/** The answers to one copy, each claimed in the book so that it goes once. */
export async function answersTo(
  deps: AnsweringDeps,
  came: Came,
  mailbox: Mailbox,
  wishes: OwnersWishes,
  placement: Placement,
  at: number,
): Promise<Answers> {
  const isDiscarded = placement.trail.some(({ effect }) => effect.kind === 'discard');
  const wanted = wantedOf(wishes, placement, at);
  if (wanted.length === 0) return { messages: [], unanswered: null };
  if (placement.isUnwanted || isDiscarded) return { messages: [], unanswered: 'unwanted' };
  const facts = replyFacts(came.bytes, came.fields, came.mailFrom);
  const messages: NewQueueMessage[] = [];
  let unanswered: Silence | null = null;
  for (const one of wanted) {
    const claim = { mailbox: mailbox.id, handle: one.handle, sender: facts.envelopeFrom, at };
    const silence = await deps.book.claimReply(claim, (memory) =>
      silenceFor(facts, wishes.own, memory, one.everyDays, at),
    );
    if (silence !== null) {
      unanswered ??= silence;
      continue;
    }
    messages.push(await queued(deps, came, mailbox, one, at));
  }
  return { messages, unanswered };
}

async function queued(
  deps: AnsweringDeps,
  came: Came,
  mailbox: Mailbox,
  wanted: Wanted,
  at: number,
): Promise<NewQueueMessage> {
  const messageId = newId<MessageId>(at);
  const plain = letter(came, mailbox, wanted, messageId, deps.hostname, at);
  const signed = await signMessage(deps.directory, plain, mailbox.address.split('@').at(-1), at);
  return {
    messageId,
    direction: 'auto-reply',
    mailFrom: '',
    receivedAt: at,
    smtpUtf8: false,
    eightBit: false,
    mailbox: mailbox.id,
    subject: replySubject(wanted.subject, came.subject),
    messageIdHeader: `<${messageId}@${deps.hostname}>`,
    bytes: signed.bytes,
    recipients: [{ address: came.mailFrom, notify: ['NEVER'] }],
  };
}
