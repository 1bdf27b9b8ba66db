/**
 * The header of the message that a bounce brings back: which message it was, when, of whom. Called by the readers of
 * bounces beside. Pure, never throws, bounded.
 */
import { type HeaderField, fieldNamed, fieldValue, scanHeader } from '../mime/header-fields.ts';
import { decodeWords } from '../mime/words.ts';

export interface Original {
  /** With its angle brackets. */
  readonly messageId: string | null;
  /** ISO 8601, UTC; null when the field cannot be read. */
  readonly date: string | null;
  /** Address in From, lower case. */
  readonly from: string | null;
  /** It went through a mailing list. */
  readonly viaList: boolean;
}

const MOST_HEADER = 32_768;
const ADDRESS = /[^\s<>"(),;:]{1,64}@[^\s<>"(),;:@]{1,253}/;

export function originalOf(bytes: Buffer, fields: readonly HeaderField[]): Original {
  const value = (name: string): string => {
    const field = fieldNamed(fields, name);
    return field === undefined ? '' : decodeWords(fieldValue(bytes, field)).slice(0, 998);
  };
  const at = Date.parse(value('date').replace(/\([^)]{0,40}\)/g, ''));
  return {
    messageId: /<[^<>\s]{1,900}>/.exec(value('message-id'))?.[0] ?? null,
    date: Number.isFinite(at) ? new Date(at).toISOString() : null,
    from: ADDRESS.exec(value('from'))?.[0].toLowerCase() ?? null,
    viaList: value('list-id') !== '' || value('list-post') !== '',
  };
}

/** The same from the text of a header. */
export function originalInText(text: string): Original {
  const bytes = Buffer.from(text.slice(0, MOST_HEADER).replace(/^\s+/, '').replace(/\r?\n/g, '\r\n'));
  return originalOf(bytes, scanHeader(bytes, 0, bytes.length).fields);
}

const BELOW =
  /^.{0,40}(?:original message(?! was)|copy of the message|message headers|below this line|header follows|opprinnelig melding|opprinnelige meldingshoder|ursprungligt meddelande|ursprungliga meddelanderubriker|ursprüngliche nachricht|content-type: (?:message\/rfc822|text\/rfc822-headers)).{0,200}$/im;

/** Where the returned message begins, by the line that announces it; the length of the text when there is none. */
export function originalStart(text: string): number {
  const found = BELOW.exec(text);
  return found === null ? text.length : found.index;
}

/** The header of the message that came back, below a line that announces it. */
export function originalBelow(text: string): Original | null {
  const below = text
    .slice(originalStart(text))
    .replace(/^[^\n]{0,300}\n?/, '')
    .slice(0, MOST_HEADER);
  const first = below.search(/^[ \t]{0,8}(?:return-path|received|message-id|from|date|dkim-signature|to|subject):/im);
  if (first < 0) return null;
  const original = originalInText(below.slice(first).replace(/^[ \t]{1,8}(?=[A-Za-z-]{2,40}:)/gm, ''));
  return original.messageId === null && original.from === null ? null : original;
}
