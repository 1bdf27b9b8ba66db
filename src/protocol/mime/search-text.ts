/**
 * What a message says, as Unicode text for searching (IMAP SEARCH, webmail). Called by the mailbox store behind each
 * delivery. Pure, never throws; bounded work and bounded text however large the message is.
 */
import { decodeCharset } from './charset.ts';
import { partText } from './decode.ts';
import { fieldValue, type HeaderField } from './header-fields.ts';
import { htmlText } from './html-text.ts';
import { parameterText } from './parameters.ts';
import { type MimePart, parseMessage } from './parse.ts';
import { decodeWords } from './words.ts';

/** Characters of text kept of one message (header and body together); the rest is not found by text. */
export const MAX_TEXT_LENGTH = 1 << 20;
/** Encoded bytes of one part that are decoded: base64 and quoted-printable are up to three times their text. */
const MAX_PART_BYTES = 3 << 20;

export interface SearchableText {
  /** `Name: value` a line, names as written, values decoded (RFC 2047) and unfolded; nested messages' fields are in `body`. */
  readonly header: string;
  /** All text parts decoded, HTML without tags, the headers of nested messages, attachment file names. */
  readonly body: string;
}

/** Decodes a message for searching. Both texts are in NFC and together at most about 1 MiB characters. */
export function searchText(bytes: Buffer): SearchableText {
  const message = parseMessage(bytes);
  const header = fieldLines(bytes, message.fields, MAX_TEXT_LENGTH / 2);
  const body = new BoundedText(MAX_TEXT_LENGTH - header.length);
  collect(bytes, message, body);
  return { header: header.normalize('NFC'), body: body.text().normalize('NFC') };
}

/** Decoded value of one field for SEARCH HEADER; all fields of that name, a line each; null when there is none. */
export function headerSearchText(bytes: Buffer, fields: readonly HeaderField[], name: string): string | null {
  const key = name.toLowerCase();
  const found = fields.filter((field) => field.key === key).slice(0, 100);
  return found.length === 0
    ? null
    : found.map((field) => decodeWords(fieldValue(bytes, field)).normalize('NFC')).join('\n');
}

class BoundedText {
  readonly #pieces: string[] = [];
  #left: number;

  constructor(limit: number) {
    this.#left = limit;
  }

  get full(): boolean {
    return this.#left <= 0;
  }

  add(text: string): void {
    if (text === '' || this.full) return;
    this.#pieces.push(text.length > this.#left ? text.slice(0, this.#left) : text);
    this.#left -= text.length + 1;
  }

  text(): string {
    return this.#pieces.join('\n');
  }
}

function fieldLines(bytes: Buffer, fields: readonly HeaderField[], limit: number): string {
  const out = new BoundedText(limit);
  for (const field of fields) {
    if (out.full) break;
    const name = bytes.toString('latin1', field.start, field.start + field.key.length);
    out.add(`${name}: ${decodeWords(fieldValue(bytes, field))}`);
  }
  return out.text();
}

function collect(bytes: Buffer, part: MimePart, out: BoundedText): void {
  if (out.full) return;
  const name = fileName(part);
  if (name !== null) out.add(name);
  for (const child of part.children) collect(bytes, child, out);
  if (part.message !== null) {
    out.add(fieldLines(bytes, part.message.fields, MAX_TEXT_LENGTH / 4));
    collect(bytes, part.message, out);
  }
  if (part.kind !== 'leaf') return;
  const type = part.type.toLowerCase();
  if (type !== 'text' && type !== 'message') return;
  const text = partText(bytes, part, MAX_PART_BYTES);
  out.add(part.subtype.toLowerCase() === 'html' ? htmlText(text) : text);
}

/** File name of a part: disposition first, then the old `name` of the type; encoded words (not allowed, but usual) decoded. */
export function fileName(part: MimePart): string | null {
  const raw = parameterText(part.disposition?.parameters ?? [], 'filename') ?? parameterText(part.parameters, 'name');
  if (raw === null || raw === '') return null;
  // oxlint-disable-next-line no-control-regex
  const isBytes = !/[^\x00-\xff]/.test(raw) && /[\x80-\xff]/.test(raw);
  return raw.includes('=?') ? decodeWords(raw) : isBytes ? decodeRawName(part, raw) : raw;
}

/** An extended name is decoded already; a plain one with 8-bit still is bytes. */
const decodeRawName = (part: MimePart, raw: string): string => {
  const extended = [...(part.disposition?.parameters ?? []), ...part.parameters].some((parameter) =>
    parameter.name.endsWith('*'),
  );
  return extended ? raw : decodeCharset(Buffer.from(raw, 'latin1'), 'utf-8');
};
