/**
 * The "relaxed" form of a header field and of a body (RFC 6376 §3.4.2, §3.4.4): what a DKIM signature covers.
 * Called by the signer. Pure; text is latin1 (one character, one byte), so that 8-bit mail survives.
 */
import type { HeaderField } from '../mime/header-fields.ts';

const LF = 10;
/** Bytes taken at once: what a session may keep the event loop from doing other work. */
const PIECE_BYTES = 64 * 1024;

/** One field in relaxed form, without a line end. */
export function relaxedField(bytes: Buffer, field: HeaderField): string {
  return `${field.key}:${relaxedValue(bytes.toString('latin1', field.valueStart, field.valueEnd))}`;
}

/** Unfolded, runs of blanks as one, none around it. */
export function relaxedValue(value: string): string {
  const one = value.replace(/\r?\n/g, '').replace(/[ \t]+/g, ' ');
  return one.slice(one.startsWith(' ') ? 1 : 0, one.length > 1 && one.endsWith(' ') ? -1 : undefined);
}

/**
 * The relaxed body from `start`, in pieces to be hashed one after the other: line ends are CRLF, runs of blanks are one,
 * blanks at line ends and empty lines at the end are gone, and a body that is not empty ends with CRLF.
 */
export function* relaxedBody(bytes: Buffer, start: number): Generator<string> {
  let held = 0; // line ends that count only if something follows
  let any = false;
  for (let at = start; at < bytes.length;) {
    const wanted = Math.min(bytes.length, at + PIECE_BYTES);
    const lineEnd = wanted === bytes.length ? -1 : bytes.indexOf(LF, wanted - 1);
    const end = lineEnd < 0 ? bytes.length : lineEnd + 1;
    const piece = relaxedLines(bytes.toString('latin1', at, end));
    let content = piece.length;
    while (content >= 2 && piece.endsWith('\r\n', content)) content -= 2;
    const lineEnds = (piece.length - content) / 2;
    if (content === 0) held += lineEnds;
    else {
      yield* emptyLines(held);
      yield piece.slice(0, content);
      any = true;
      held = lineEnds;
    }
    at = end;
  }
  if (any) yield '\r\n';
}

/** A message of nothing but empty lines is no reason for one large string. */
function* emptyLines(count: number): Generator<string> {
  for (let left = count; left > 0; left -= PIECE_BYTES) yield '\r\n'.repeat(Math.min(left, PIECE_BYTES));
}

function relaxedLines(text: string): string {
  const lines = text
    .replace(/\r?\n/g, '\r\n')
    .replace(/[ \t]+/g, ' ')
    .replaceAll(' \r\n', '\r\n');
  return lines.endsWith(' ') ? lines.slice(0, -1) : lines;
}
