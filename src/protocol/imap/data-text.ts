/**
 * Strings inside IMAP data items (RFC 3501 §4.3). Called by ENVELOPE and BODYSTRUCTURE. Pure; one character a byte.
 */

// Not allowed in a quoted string: NUL, CR, LF and 8-bit (RFC 3501 §9 TEXT-CHAR).
// oxlint-disable-next-line no-control-regex
const NEEDS_LITERAL = /[\0\r\n\x80-\xff]/;
/** Longer strings go as literals: clients with line buffers cope better, and the meaning is the same. */
const MAX_QUOTED = 4_096;

/** NIL, quoted, or a literal `{n}` CRLF bytes. A NUL cannot be sent in IMAP4rev1 at all (CHAR8) and goes as a space. */
export function nstring(text: string | null): string {
  if (text === null) return 'NIL';
  if (text.length > MAX_QUOTED || NEEDS_LITERAL.test(text)) {
    const sent = text.replaceAll('\0', ' ');
    return `{${sent.length}}\r\n${sent}`;
  }
  return text.includes('"') || text.includes('\\') ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : `"${text}"`;
}
