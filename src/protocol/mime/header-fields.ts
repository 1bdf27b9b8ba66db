/**
 * The header block of a message or body part, as fields with byte offsets (RFC 5322 §2.2). Called by `parse.ts`, by the
 * IMAP data items and by search. Pure; keeps no bytes, copies none until a value is asked for, and never throws.
 */

/** More fields, or fields beyond this many bytes, stay opaque text: still part of the header block, but without a name. */
export const MAX_FIELDS = 2_000;
export const MAX_HEADER_BYTES = 1 << 20;
/** RFC 5322 §2.1.1 limits a line to 998; a longer name than this is none. */
const MAX_NAME_BYTES = 998;

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const COLON = 58;

/** One field. All offsets are into the bytes that were scanned. */
export interface HeaderField {
  /** Lower case, without the white space that old mail has before the colon. */
  readonly key: string;
  /** First byte of the name. */
  readonly start: number;
  /** First byte after the colon. */
  readonly valueStart: number;
  /** End of the value, without the line end of its last line. */
  readonly valueEnd: number;
  /** First byte after the field with all its continuation lines and line ends. */
  readonly end: number;
}

/** Fields of one header block and where it ends. */
export interface HeaderBlock {
  readonly fields: readonly HeaderField[];
  /** First byte after the empty line, or the end of what was scanned. */
  readonly end: number;
  /** The block ended with an empty line (and not because the text, or a boundary, ended it). */
  readonly hasEmptyLine: boolean;
}

/**
 * Scans a header block from `start` to its empty line (which counts as part of it), to `limit`, or to a line for which
 * `stopsAt` says yes (a multipart boundary inside a header without end). Lines may end with CRLF or LF. A line that is
 * neither a field nor a continuation is passed over.
 */
export function scanHeader(
  bytes: Buffer,
  start: number,
  limit: number,
  stopsAt?: (lineStart: number) => boolean,
): HeaderBlock {
  const fields: HeaderField[] = [];
  const fieldLimit = Math.min(limit, start + MAX_HEADER_BYTES);
  let open: { key: string; start: number; valueStart: number } | null = null;
  let valueEnd = start;
  let at = start;
  const close = (end: number) => {
    if (open !== null && fields.length < MAX_FIELDS) {
      const { key, start: fieldStart, valueStart } = open;
      fields.push({ key, start: fieldStart, valueStart, valueEnd, end });
    }
    open = null;
  };
  while (at < limit) {
    const first = bytes[at];
    if (first === LF || (first === CR && at + 1 < limit && bytes[at + 1] === LF)) {
      close(at);
      return { fields, end: at + (first === LF ? 1 : 2), hasEmptyLine: true };
    }
    if (first === 45 && stopsAt !== undefined && stopsAt(at)) break;
    const next = lineEnd(bytes, at, limit);
    if (first === SPACE || first === TAB) {
      if (open !== null) valueEnd = contentEnd(bytes, at, next);
    } else {
      close(at);
      if (at < fieldLimit) open = nameAt(bytes, at, next);
      valueEnd = Math.max(open?.valueStart ?? at, contentEnd(bytes, at, next));
    }
    at = next;
  }
  close(at);
  return { fields, end: at, hasEmptyLine: false };
}

/** First byte after the line end, or `limit`. */
function lineEnd(bytes: Buffer, at: number, limit: number): number {
  // Header lines are short: a loop is faster than a native search; a very long line goes on natively.
  const near = Math.min(limit, at + 256);
  for (let index = at; index < near; index++) if (bytes[index] === LF) return index + 1;
  if (near === limit) return limit;
  const found = bytes.indexOf(LF, near);
  return found < 0 || found >= limit ? limit : found + 1;
}

/** End of a line's content: without LF or CRLF. */
function contentEnd(bytes: Buffer, start: number, next: number): number {
  if (next <= start || bytes[next - 1] !== LF) return next;
  return next - 2 >= start && bytes[next - 2] === CR ? next - 2 : next - 1;
}

function nameAt(bytes: Buffer, start: number, next: number) {
  const limit = Math.min(next, start + MAX_NAME_BYTES);
  let hash = 0;
  for (let index = start; index < limit; index++) {
    const byte = bytes[index];
    if (byte !== COLON) {
      hash = (Math.imul(hash, 31) + (byte | 0x20)) | 0;
      continue;
    }
    let end = index;
    while (end > start && (bytes[end - 1] === SPACE || bytes[end - 1] === TAB)) end--;
    if (end === start) return null;
    const key = end === index ? knownName(bytes, start, end, hash) : nameText(bytes, start, end);
    return { key, start, valueStart: index + 1 };
  }
  return null;
}

const nameText = (bytes: Buffer, start: number, end: number): string =>
  bytes.toString('latin1', start, end).toLowerCase();

/** The same few names come again and again: making a string of each took a third of the time of a scan. */
const LONGEST_KNOWN = 64;
/** 2^10 places, found by the upper ten bits of a hash. */
const knownNames: string[] = Array.from({ length: 1024 }, () => '');

function knownName(bytes: Buffer, start: number, end: number, hash: number): string {
  if (end - start > LONGEST_KNOWN) return nameText(bytes, start, end);
  const slot = Math.imul(hash, 0x9e37_79b1) >>> 22;
  if (!isNamed(bytes, start, end, knownNames[slot])) knownNames[slot] = nameText(bytes, start, end);
  return knownNames[slot];
}

function isNamed(bytes: Buffer, start: number, end: number, key: string): boolean {
  if (key.length !== end - start) return false;
  for (let index = start; index < end; index++) {
    const byte = bytes[index];
    const lower = byte >= 65 && byte <= 90 ? byte | 0x20 : byte;
    if (key.charCodeAt(index - start) !== lower) return false;
  }
  return true;
}

/** The first field of this name (lower case), or undefined. */
export const fieldNamed = (fields: readonly HeaderField[], key: string): HeaderField | undefined =>
  fields.find((field) => field.key === key);

/**
 * Value of a field: unfolded (RFC 5322 §2.2.3: only the line ends go, the white space stays), outer white space
 * removed; one character a byte (latin1), so that raw 8-bit bytes survive.
 */
export function fieldValue(bytes: Buffer, field: HeaderField): string {
  const raw = bytes.toString('latin1', field.valueStart, field.valueEnd);
  return trimBlank(raw.includes('\n') ? raw.replaceAll('\r\n', '').replaceAll('\n', '') : raw);
}

/** Removes spaces, tabs and line ends at both ends, in linear time on any input. */
export function trimBlank(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

const isBlank = (code: number): boolean => code === SPACE || code === TAB || code === CR || code === LF;
