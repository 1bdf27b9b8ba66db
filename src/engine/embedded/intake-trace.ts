/**
 * What we read off a message's header on its way in, and what we put on top of it (RFC 5321 §4.4): Return-Path,
 * Delivered-To, Received. Called by intake and local delivery. Pure; changes nothing below the header.
 */
import type { ReceivedMessage } from '#src/engine/ports.ts';
import { isImplicitTls } from '#src/model/endpoint.ts';
import { parseAddressList } from '#src/protocol/mime/addresses.ts';
import { fieldNamed, fieldValue, scanHeader } from '#src/protocol/mime/header-fields.ts';
import type { HeaderField } from '#src/protocol/mime/header-fields.ts';
import { decodeWords } from '#src/protocol/mime/words.ts';

export interface MessageFacts {
  readonly fields: readonly HeaderField[];
  readonly subject?: string;
  readonly messageIdHeader?: string;
  /** Domains of all From addresses, lower case. */
  readonly fromDomains: readonly string[];
  readonly fromFields: number;
  readonly receivedCount: number;
  /** Addresses in Delivered-To, lower case. */
  readonly deliveredTo: readonly string[];
}

/** Reads the header once for all who ask. */
export function readFacts(bytes: Buffer): MessageFacts {
  const { fields } = scanHeader(bytes, 0, bytes.length);
  const value = (key: string): string | undefined => {
    const field = fieldNamed(fields, key);
    return field === undefined ? undefined : fieldValue(bytes, field);
  };
  const froms = fields.filter((field) => field.key === 'from');
  const fromDomains = froms.flatMap((field) =>
    parseAddressList(fieldValue(bytes, field)).flatMap((entry) =>
      entry.kind === 'address' && entry.domain !== null ? [entry.domain.toLowerCase()] : [],
    ),
  );
  const subject = value('subject');
  const messageIdHeader = value('message-id')?.slice(0, 998);
  return {
    fields,
    ...(subject === undefined ? {} : { subject: decodeWords(subject).slice(0, 500) }),
    ...(messageIdHeader === undefined ? {} : { messageIdHeader }),
    fromDomains,
    fromFields: froms.length,
    receivedCount: fields.filter((field) => field.key === 'received').length,
    deliveredTo: fields
      .filter((field) => field.key === 'delivered-to')
      .map((field) => fieldValue(bytes, field).toLowerCase()),
  };
}

/** RFC 5322 §3.3. */
export const mailDate = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000');

/** A name as a peer gave it, fit for a header: no blanks, comments or line ends. */
const plainName = (text: string): string => text.replace(/[^\w.:[\]-]/g, '_').slice(0, 255);

/** The Received field of this hop, folded, with CRLF. Of our own users' addresses nothing is told to the world. */
export function receivedField(message: ReceivedMessage, hostname: string): string {
  const { connection } = message;
  const encrypted = connection.tls?.version !== undefined || isImplicitTls(connection.endpoint);
  const protocol = `${message.smtpUtf8 ? 'UTF8SMTP' : 'ESMTP'}${encrypted ? 'S' : ''}${message.mailbox === undefined ? '' : 'A'}`;
  const address = connection.remoteAddress.replace(/^::ffff:(?=\d+\.)/, '');
  const literal = address.includes(':') ? `IPv6:${address}` : address;
  const name = connection.ehlo ?? 'unknown';
  const from = message.mailbox === undefined ? `from ${plainName(name)} ([${literal}])\r\n\t` : '';
  const tls = connection.tls?.version === undefined ? '' : ` (${plainName(connection.tls.version)})`;
  const only = message.recipients.length === 1 && message.mailbox === undefined ? message.recipients[0].address : null;
  const forWhom = only === null ? '' : `\r\n\tfor <${only.replace(/[\r\n<>]/g, '')}>`;
  return `Received: ${from}by ${hostname} with ${protocol}${tls} id ${message.id}${forWhom};\r\n\t${mailDate(message.receivedAt)}\r\n`;
}

/**
 * The Received field of what this host wrote itself and puts into a mailbox of its own. Mail from outside never has it on
 * top: the field of its own arrival stands above whatever it brought.
 */
export const writtenHereField = (hostname: string, id: string, at: number): string =>
  `Received: by ${hostname} with local id ${id};\r\n\t${mailDate(at)}\r\n`;

/** The copy for one mailbox: with the envelope on top, and without what an earlier host wrote about its own. */
export function localCopy(bytes: Buffer, mailFrom: string, mailbox: string): Buffer {
  const sender = mailFrom.replace(/[\r\n<>]/g, '');
  return Buffer.concat([Buffer.from(`Return-Path: <${sender}>\r\nDelivered-To: ${mailbox}\r\n`), bytes]);
}

/** The bytes without these fields. */
export function withoutFields(bytes: Buffer, unwanted: readonly HeaderField[]): Buffer {
  if (unwanted.length === 0) return bytes;
  const parts: Buffer[] = [];
  let from = 0;
  for (const field of unwanted) {
    parts.push(bytes.subarray(from, field.start));
    from = field.end;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts);
}
