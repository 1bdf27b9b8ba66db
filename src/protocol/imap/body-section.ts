/**
 * BODY[section] of RFC 3501 §6.4.5 and BINARY[section] of RFC 3516: which bytes of a message a section names. Called by
 * the IMAP server's FETCH. Pure; gives views of the message where it can, and BODY never decodes or changes a byte.
 */
import { decodePart } from '../mime/decode.ts';
import { scanHeader } from '../mime/header-fields.ts';
import { type MimePart, parseMessage } from '../mime/parse.ts';

/**
 * A section as the IMAP grammar reads it. `BODY[]` = `{ path: [], what: 'all' }`, `BODY[1.2.MIME]` =
 * `{ path: [1, 2], what: 'mime' }`, `BODY[1.2]` = `{ path: [1, 2], what: 'all' }`.
 * `fields` is set for `header-fields` and `header-fields-not`, names as written.
 */
export interface Section {
  readonly path: readonly number[];
  readonly what: 'all' | 'header' | 'header-fields' | 'header-fields-not' | 'text' | 'mime';
  readonly fields?: readonly string[];
}

/** The named bytes, or null when the message has no such section (FETCH then says NIL). `bytes` is the whole message. */
export function bodySection(bytes: Buffer, section: Section): Buffer | null {
  if (section.path.length === 0) return wholeSection(bytes, section);
  const part = partAt(parseMessage(bytes), section.path);
  if (part === null) return null;
  switch (section.what) {
    case 'all':
      return bytes.subarray(part.bodyStart, part.bodyEnd);
    case 'mime':
      return bytes.subarray(part.headerStart, part.headerEnd);
    case 'header':
    case 'text':
    case 'header-fields':
    case 'header-fields-not':
      return part.message === null ? null : messageSection(bytes, section, part.message);
  }
}

/** RFC 3516 §4.2: the part with its transfer encoding undone; `unknown-encoding` is answered with NO [UNKNOWN-CTE]. */
export function binarySection(bytes: Buffer, path: readonly number[]): Buffer | 'unknown-encoding' | null {
  if (path.length === 0) return bytes;
  const part = partAt(parseMessage(bytes), path);
  return part === null ? null : (decodePart(bytes, part) ?? 'unknown-encoding');
}

/** Sections of the message itself need its header only, not its tree. */
function wholeSection(bytes: Buffer, section: Section): Buffer | null {
  if (section.what === 'all') return bytes;
  if (section.what === 'mime') return null; // RFC 3501: MIME must have a part number in front
  const header = scanHeader(bytes, 0, bytes.length);
  return messageSection(bytes, section, {
    headerStart: 0,
    headerEnd: header.end,
    bodyStart: header.end,
    bodyEnd: bytes.length,
    fields: header.fields,
  });
}

type MessageSpan = Pick<MimePart, 'headerStart' | 'headerEnd' | 'bodyStart' | 'bodyEnd' | 'fields'>;

function messageSection(bytes: Buffer, section: Section, span: MessageSpan): Buffer | null {
  switch (section.what) {
    case 'header':
      return bytes.subarray(span.headerStart, span.headerEnd);
    case 'text':
      return bytes.subarray(span.bodyStart, span.bodyEnd);
    case 'header-fields':
    case 'header-fields-not':
      return headerFields(bytes, span, section);
    case 'all':
      return bytes.subarray(span.headerStart, span.bodyEnd);
    case 'mime':
      return null;
  }
}

/**
 * The chosen fields in the order of the message, with the empty line behind them (RFC 3501 §6.4.5). NOT gives everything
 * else of the header, also lines that are no field.
 */
function headerFields(bytes: Buffer, span: MessageSpan, section: Section): Buffer {
  const names = namesOf(section);
  const named = span.fields.filter((field) => names.has(field.key));
  if (section.what === 'header-fields-not') return withoutFields(bytes, span, named);
  let length = 2;
  for (const { start, end } of named) length += end - start;
  const chosen = Buffer.allocUnsafe(length);
  let at = 0;
  for (let i = 0; i < named.length; i += 1) {
    const { start } = named[i];
    while (i + 1 < named.length && named[i + 1].start === named[i].end) i += 1; // neighbours are copied at once
    at += bytes.copy(chosen, at, start, named[i].end);
  }
  chosen[at] = 13;
  chosen[at + 1] = 10;
  return chosen;
}

function withoutFields(bytes: Buffer, span: MessageSpan, named: MessageSpan['fields']): Buffer {
  const pieces: Buffer[] = [];
  let at = span.headerStart;
  for (const field of named) {
    pieces.push(bytes.subarray(at, field.start));
    at = field.end;
  }
  return Buffer.concat([...pieces, bytes.subarray(at, span.headerEnd)]);
}

/** One FETCH asks the same section of each message: its names are folded once. */
const foldedNames = new WeakMap<Section, ReadonlySet<string>>();

function namesOf(section: Section): ReadonlySet<string> {
  const known = foldedNames.get(section);
  if (known !== undefined) return known;
  const names = new Set((section.fields ?? []).map((name) => name.toLowerCase()));
  foldedNames.set(section, names);
  return names;
}

/** Walks a part number: a multipart numbers its parts; a message that is none has one part, its body (RFC 3501 §6.4.5). */
function partAt(message: MimePart, path: readonly number[]): MimePart | null {
  let inside: readonly MimePart[] = contentsOf(message);
  let part: MimePart | null = null;
  for (const number of path) {
    part = inside[number - 1] ?? null;
    if (part === null) return null;
    inside = part.message === null ? part.children : contentsOf(part.message);
  }
  return part;
}

const contentsOf = (message: MimePart): readonly MimePart[] =>
  message.kind === 'multipart' ? message.children : [message];
