/**
 * A settings file as text that remembers its bytes: which encoding, which line, and how an edit of the text looks as an edit
 * of the very file that was sent. A signature around an Apple profile (CMS) is taken off on the way. Read by every format
 * here; pure. Edits carry new values only, so whoever applies them needs nothing else of the file back.
 */
import type { TextEdit } from '#src/model/program-settings.ts';
import { signedContent } from './signed-content.ts';

/** In the bytes of the file: `length` of them from `at` give way to `insert` (Base64). */
export interface ByteEdit {
  readonly at: number;
  readonly length: number;
  readonly insert: string;
}
type Encoding = 'utf-8' | 'utf-16le' | 'latin1';
/** Where a run of the content stands in the file. */
export interface Run {
  readonly from: number;
  readonly to: number;
}
export interface Document {
  readonly text: string;
  readonly eol: '\n' | '\r\n';
  /** True when a signature stood around it; it does not hold for a changed file and is left off. */
  readonly isSigned: boolean;
  /** From 1. */
  lineAt(offset: number): number;
  /** The same changes, of the bytes. Overlapping edits are a bug of the caller. */
  inBytes(edits: readonly TextEdit[]): readonly ByteEdit[];
}

// oxlint-disable-next-line no-control-regex
const BINARY = /^(?:\x89PNG|GIF8|%PDF|PK\x03\x04|\xff\xd8\xff|SQLite format 3|\x1f\x8b|!BDN|\xd0\xcf\x11\xe0)/;

/** Pictures, PDF, archives, databases: known by their first bytes. */
export const isKnownBinary = (bytes: Uint8Array): boolean =>
  BINARY.test(Buffer.from(bytes.subarray(0, 16)).toString('latin1'));

/** Reads bytes as text; null when they are no text at all. */
export function readDocument(bytes: Uint8Array): Document | null {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const runs = signedContent(whole);
  const content = runs === null ? whole : Buffer.concat(runs.map(({ from, to }) => whole.subarray(from, to)));
  const encoding = encodingOf(content);
  if (encoding === null) return null;
  const mark = markOf(content, encoding);
  const text = decode(content.subarray(mark), encoding);
  const starts = lineStarts(text);
  return {
    text,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    isSigned: runs !== null,
    lineAt: (offset) => lineOf(starts, offset),
    inBytes: (edits) => {
      const inContent = contentEdits(text, mark, encoding, edits);
      return runs === null ? inContent : unsigned(inContent, runs, whole.length);
    },
  };
}

function encodingOf(content: Buffer): Encoding | null {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le';
  if (isKnownBinary(content)) return null;
  const head = content.subarray(0, 4096);
  let [zeros, odd] = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) {
      zeros += 1;
      if (at % 2 === 1) odd += 1;
    }
  });
  // UTF-16 without a mark: every second byte of plain letters is zero.
  if (zeros > head.length / 4 && odd > zeros * 0.9) return 'utf-16le';
  // oxlint-disable-next-line no-control-regex
  const odds = head.toString('latin1').match(/[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/g)?.length ?? 0;
  if (zeros > 0 || odds > head.length / 50) return null;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return 'utf-8';
  } catch {
    return 'latin1';
  }
}

function markOf(content: Buffer, encoding: Encoding): number {
  if (encoding === 'utf-16le') return content[0] === 0xff ? 2 : 0;
  return encoding === 'utf-8' && content.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
}

const decode = (bytes: Buffer, encoding: Encoding): string =>
  // A last odd byte of UTF-16 is left where it is.
  encoding === 'utf-16le' ? bytes.subarray(0, bytes.length & ~1).toString('utf16le') : bytes.toString(encoding);
const bytesOf = (text: string, encoding: Encoding): Buffer =>
  Buffer.from(text, encoding === 'utf-16le' ? 'utf16le' : encoding);
const lengthOf = (text: string, encoding: Encoding): number =>
  encoding === 'utf-16le' ? text.length * 2 : Buffer.byteLength(text, encoding);

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** In rising order; two insertions at one place keep theirs. */
function contentEdits(text: string, mark: number, encoding: Encoding, edits: readonly TextEdit[]): ByteEdit[] {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let [at, from] = [mark, 0];
  return sorted.map(({ start, end, text: insert }) => {
    if (start < from) throw new Error('edits overlap');
    at += lengthOf(text.slice(from, start), encoding);
    const length = lengthOf(text.slice(start, end), encoding);
    const edit = { at, length, insert: bytesOf(insert, encoding).toString('base64') };
    at += length;
    from = end;
    return edit;
  });
}

/** The same edits of the file with everything around and between the runs of its content taken away. */
function unsigned(edits: readonly ByteEdit[], runs: readonly Run[], total: number): readonly ByteEdit[] {
  const gone: ByteEdit[] = [];
  let end = 0;
  for (const { from, to } of [...runs, { from: total, to: total }]) {
    if (from > end) gone.push({ at: end, length: from - end, insert: '' });
    end = to;
  }
  const placed = edits.flatMap((edit) => inRuns(edit, runs));
  return [...gone, ...placed].toSorted((a, b) => a.at - b.at || a.length - b.length);
}

function inRuns({ at, length, insert }: ByteEdit, runs: readonly Run[]): ByteEdit[] {
  const parts: ByteEdit[] = [];
  let [before, rest, text] = [0, length, insert];
  for (const { from, to } of runs) {
    const size = to - from;
    const offset = Math.max(at, before) - before;
    if (at + length >= before && offset < size && (rest > 0 || parts.length === 0) && at < before + size) {
      const taken = Math.min(rest, size - offset);
      parts.push({ at: from + offset, length: taken, insert: text });
      rest -= taken;
      text = '';
    }
    before += size;
  }
  return parts;
}

/** The file with the edits made. */
export function applyEdits(bytes: Uint8Array, edits: readonly ByteEdit[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const { at, length, insert } of edits) {
    parts.push(bytes.subarray(from, at), Buffer.from(insert, 'base64'));
    from = at + length;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts);
}
