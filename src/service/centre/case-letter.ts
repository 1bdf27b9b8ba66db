/**
 * An answer of support as a message: from the request's own address, so that what comes back finds its way, threaded to what
 * was said before, signed where we have a key for our name. Called by console-cases.ts. Goes through no gate.
 */
import { signMessage } from '#src/engine/embedded/authentication/sign.ts';
import type { NewQueueMessage } from '#src/engine/embedded/queue/job.ts';
import type { Directory } from '#src/engine/ports.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { MessageId } from '#src/model/ids.ts';
import type { SupportRequest } from '#src/model/support.ts';
import { encodeQuotedPrintable, encodeWords } from '#src/protocol/dsn/report.ts';

const LOCAL = 'sak';
/** Twenty-six letters and digits: 130 bits that nobody guesses. */
const TOKEN = /^[0-9a-z]{26}$/;

/** Where answers to a request come back to. */
export const caseAddress = (token: string, hostname: string): string => `${LOCAL}+${token}@${hostname}`;

/** The token in such an address; null for any other. */
export function tokenIn(address: string, hostname: string): string | null {
  const text = address.trim().toLowerCase();
  const ending = `@${hostname.toLowerCase()}`;
  if (!text.startsWith(`${LOCAL}+`) || !text.endsWith(ending)) return null;
  const token = text.slice(LOCAL.length + 1, -ending.length);
  return TOKEN.test(token) ? token : null;
}

export interface CaseLetter {
  readonly id: string;
  readonly request: SupportRequest;
  readonly token: string;
  /** The operator, as the reader sees him. */
  readonly author: string;
  readonly text: string;
  readonly link: string;
  /** Message-IDs of what was said before, the oldest first. */
  readonly before: readonly string[];
  readonly at: number;
}
/** References grow with a conversation; mail programs need the first and the last ones. */
const MOST_REFERENCES = 12;
// oxlint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);
const oneLine = (text: string): string => text.replace(/[\r\n<>"]+/g, ' ').trim();

/** The message ready for the queue. */
export async function caseLetter(
  parts: { readonly hostname: string; readonly directory: Pick<Directory, 'signingKeys'> },
  letter: CaseLetter,
): Promise<NewQueueMessage> {
  const { hostname, directory } = parts;
  const { request, before, id, at } = letter;
  const from = caseAddress(letter.token, hostname);
  const header = `<sak.${id}@${hostname}>`;
  const references = before.length > MOST_REFERENCES ? [before[0], ...before.slice(1 - MOST_REFERENCES)] : before;
  const words = texts(request.language).centre;
  const subject = `Re: ${oneLine(request.title)} [${request.id}]`;
  const head = [
    `From: ${encodeWords(words.supportName({ host: hostname }))} <${from}>`,
    `To: <${oneLine(request.replyTo)}>`,
    `Subject: ${encodeWords(subject)}`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${header}`,
    ...(before.length === 0 ? [] : [`In-Reply-To: ${before.at(-1)}`, `References: ${references.join('\r\n ')}`]),
    `Content-Language: ${request.language}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    encodeQuotedPrintable(`${letter.text.trim()}\n\n${words.supportFoot({ link: letter.link })}\n`),
  ];
  const signed = await signMessage(directory, Buffer.from(head.join('\r\n')), hostname, at);
  return {
    messageId: id as MessageId,
    direction: 'local',
    // A bounce comes back into the conversation, where the operator sees it.
    mailFrom: from,
    receivedAt: at,
    smtpUtf8: !isAscii(request.replyTo),
    eightBit: false,
    language: request.language,
    subject,
    messageIdHeader: header,
    bytes: signed.bytes,
    recipients: [{ address: request.replyTo }],
  };
}
