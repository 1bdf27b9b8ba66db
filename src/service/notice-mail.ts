/**
 * A notice as a message: plain text, signed where we have a key for our own name, marked as automatic (RFC 3834) and sent
 * from the null sender, so that nothing answers it and no report comes back. Called by notices.ts.
 */
import { STAYS_LINE } from '#src/engine/embedded/rules/rule-facts.ts';
import { signMessage } from '#src/engine/embedded/authentication/sign.ts';
import type { NewQueueMessage } from '#src/engine/embedded/queue/job.ts';
import type { Directory } from '#src/engine/ports.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { MessageId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';
import { encodeQuotedPrintable, encodeWords } from '#src/protocol/dsn/report.ts';

export interface NoticeMail {
  /** Also the message's id in the queue and the journal. */
  readonly id: string;
  readonly to: string;
  readonly language: Language;
  readonly title: string;
  readonly text: string;
  /** Epoch ms. */
  readonly at: number;
  /** Where a person's answer goes; without it nobody is meant to answer. */
  readonly replyTo?: string;
  /** No rule of the reader's passes it on or throws it away. */
  readonly staysHere?: boolean;
}

// oxlint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

/** The message ready for the queue. Goes through no gate: nothing that stops mail can stop its explanation. */
export async function noticeMessage(
  parts: { readonly hostname: string; readonly directory: Pick<Directory, 'signingKeys'> },
  mail: NoticeMail,
): Promise<NewQueueMessage> {
  const { hostname, directory } = parts;
  const messageIdHeader = `<notice.${mail.id}@${hostname}>`;
  const sender = texts(mail.language).blockNotices.sender;
  const head = [
    `From: ${encodeWords(sender)} <notices@${hostname}>`,
    `To: <${mail.to.replace(/[\r\n<>]+/g, '')}>`,
    ...(mail.replyTo === undefined ? [] : [`Reply-To: <${mail.replyTo.replace(/[\r\n<>]+/g, '')}>`]),
    `Subject: ${encodeWords(mail.title)}`,
    `Date: ${new Date(mail.at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageIdHeader}`,
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
    ...(mail.staysHere === true ? [STAYS_LINE] : []),
    `Content-Language: ${mail.language}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    encodeQuotedPrintable(mail.text),
  ];
  const signed = await signMessage(directory, Buffer.from(head.join('\r\n')), hostname, mail.at);
  return {
    messageId: mail.id as MessageId,
    direction: 'local',
    mailFrom: '',
    receivedAt: mail.at,
    smtpUtf8: !isAscii(mail.to),
    eightBit: false,
    language: mail.language,
    subject: mail.title,
    messageIdHeader,
    bytes: signed.bytes,
    recipients: [{ address: mail.to }],
  };
}
