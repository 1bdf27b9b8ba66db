/**
 * Strings inside IMAP data items (RFC 3501 §4.3). Called by ENVELOPE and BODYSTRUCTURE. Pure; one character a byte.
 */

// Not allowed in a quoted string: NUL, CR, LF and 8-bit (RFC 3501 §9 TEXT-CHAR).
// oxlint-disable-next-line no-control-regex
const NEEDS_CARE = /[\0\r\n\x80-\xff]/;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0\r\n]/g;
const EIGHT_BIT = /[\x80-\xff]/;
/** Longer strings go as literals: clients with line buffers cope better, and the meaning is the same. */
const MAX_QUOTED = 4_096;
/** What is longer is no subject and no name; the header itself stays whole in BODY[HEADER]. */
const MAX_STRING = 65_536;

/**
 * NIL, quoted, or a literal `{n}` CRLF bytes. NUL cannot be sent in IMAP4rev1 at all (CHAR8), and a lone CR or LF inside
 * a field confuses clients that read lines: each goes as a space.
 */
export function nstring(value: string | null): string {
  if (value === null) return 'NIL';
  const text = value.length > MAX_STRING ? value.slice(0, MAX_STRING) : value;
  if (NEEDS_CARE.test(text)) {
    const sent = text.replaceAll(CONTROL, ' ');
    if (sent.length > MAX_QUOTED || EIGHT_BIT.test(sent)) return `{${sent.length}}\r\n${sent}`;
    return quoted(sent);
  }
  return text.length > MAX_QUOTED ? `{${text.length}}\r\n${text}` : quoted(text);
}

const quoted = (text: string): string =>
  text.includes('"') || text.includes('\\') ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : `"${text}"`;
