/**
 * Reads a bounce as it was pasted: a whole report (RFC 3464), its fields alone, or the plain words of Postfix, Exim, qmail,
 * Sendmail, Exchange and Gmail. Called by the probe of pasted texts and by `explain`. Pure, never throws, bounded.
 */
import { partText } from '../mime/decode.ts';
import { htmlText } from '../mime/html-text.ts';
import { type MimePart, parseMessage } from '../mime/parse.ts';
import { type Original, originalBelow, originalInText, originalOf } from './original.ts';
import { readPlain } from './plain-bounce.ts';
import { readable, unquoted } from './readable.ts';
import { readStatusFields, type StatusFields } from './status-fields.ts';

export type BounceAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
export interface BounceRecipient {
  /** Lower case. */
  readonly address: string;
  readonly action: BounceAction | null;
  /** RFC 3463, e.g. `5.1.1`. */
  readonly status: string | null;
  /** Of the diagnostic, e.g. 550. */
  readonly code: number | null;
  /** The host that refused; null when the reporting one decided itself or did not say. */
  readonly remoteMta: string | null;
  /** The other server's words, at most 1000 characters. */
  readonly diagnostic: string | null;
}
export type BounceFormat = 'report' | 'fields' | 'postfix' | 'exim' | 'qmail' | 'sendmail' | 'exchange' | 'gmail';
export interface Bounce {
  readonly format: BounceFormat;
  /** Who reports. */
  readonly reportingMta: string | null;
  readonly recipients: readonly BounceRecipient[];
  /** Of the message that came back, as written in it. */
  readonly original: Original | null;
  /** The words for people, at most 4000 characters. */
  readonly words: string;
}

export const MOST_RECIPIENTS = 50;
const MOST_WORDS = 4000;
const MOST_STATUS_BYTES = 65_536;
const MOST_PARTS = 60;

/** The bounce in a pasted text; null when it is none. */
export function readBounce(pasted: string): Bounce | null {
  const raw = unquoted(pasted);
  return fromMessage(raw) ?? fromFields(readable(raw)) ?? readPlain(readable(raw));
}

const MULTIPART = /^content-type:[ \t]*multipart\/[^\n]{0,300}(?:\n[ \t][^\n]{0,300}){0,4}/im;

/** A whole message with its header, also when words stand before it. */
function fromMessage(text: string): Bounce | null {
  const found = MULTIPART.exec(text.slice(0, 65_536));
  if (found === null) return null;
  const bytes = Buffer.from(text.slice(headerStart(text, found.index)).replace(/\n/g, '\r\n'));
  const parts: MimePart[] = [];
  flatten(parseMessage(bytes), parts);
  const is = (part: MimePart, type: string): boolean => `${part.type}/${part.subtype}`.toLowerCase() === type;
  const status = parts.find(
    (part) => is(part, 'message/delivery-status') || is(part, 'message/global-delivery-status'),
  );
  const fields = readStatusFields(status === undefined ? '' : lines(partText(bytes, status, MOST_STATUS_BYTES)));
  if (fields === null) return null;
  const plain = parts.find((part) => is(part, 'text/plain'));
  const html = parts.find((part) => is(part, 'text/html'));
  const words =
    plain !== undefined
      ? partText(bytes, plain, 16_384)
      : html === undefined
        ? ''
        : htmlText(partText(bytes, html, 65_536));
  return { ...bounceOf('report', fields, lines(words)), original: originalIn(bytes, parts, is) };
}

function flatten(part: MimePart, into: MimePart[]): void {
  if (into.length >= MOST_PARTS) return;
  into.push(part);
  for (const child of part.children) flatten(child, into);
}
const lines = (text: string): string => text.replace(/\r\n?/g, '\n');

/** The first of the lines above that still belong to the header. */
function headerStart(text: string, at: number): number {
  let start = at;
  for (let tries = 0; tries < 200 && start > 0; tries += 1) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(before, start - 1);
    if (!/^(?:[!-9;-~]{1,60}:|[ \t]+\S)/.test(line)) break;
    start = before;
  }
  return start;
}

function originalIn(
  bytes: Buffer,
  parts: readonly MimePart[],
  is: (part: MimePart, type: string) => boolean,
): Bounce['original'] {
  const inside = parts.find((part) => part.message !== null)?.message;
  if (inside !== undefined && inside !== null) return originalOf(bytes, inside.fields);
  const header = parts.find((part) => is(part, 'text/rfc822-headers') || is(part, 'message/global-headers'));
  return header === undefined ? null : originalInText(partText(bytes, header, MOST_STATUS_BYTES));
}

/** The fields of a report pasted without its frame: many programs show only them. */
function fromFields(text: string): Bounce | null {
  const fields = readStatusFields(text);
  if (fields === null) return null;
  const at = text.search(/^\s{0,4}(?:reporting-mta|final-recipient|original-recipient)\s*:/im);
  const words = at > 0 ? text.slice(0, at) : '';
  return { ...bounceOf('fields', fields, words), original: originalBelow(text) };
}

function bounceOf(format: BounceFormat, fields: StatusFields, words: string): Omit<Bounce, 'original'> {
  return { format, ...fields, words: words.trim().slice(0, MOST_WORDS) };
}
