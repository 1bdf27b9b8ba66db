/**
 * Mailbox names on the wire: modified UTF-7 (RFC 3501 §5.1.3) and, after ENABLE UTF8=ACCEPT, UTF-8 (RFC 6855 §3).
 * Called by the parser and by whatever writes a mailbox name. Knows nothing of which names exist.
 */

const PRINTABLE = /^[\x20-\x7e]*$/;

/** Bytes (as latin1 text) that hold UTF-8 -> Unicode text; null when they are not UTF-8. */
export function decodeUtf8(wire: string): string | null {
  if (PRINTABLE.test(wire)) return wire;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(wire, 'latin1'));
  } catch {
    return null;
  }
}

/** Decodes one `&…-` run; null when it is not canonical (padding bits, ASCII inside, half surrogates). */
function decodeShift(base64: string): string | null {
  if (!/^[A-Za-z0-9+,]+$/.test(base64) || base64.length % 4 === 1) return null;
  const bytes = Buffer.from(base64.replaceAll(',', '/'), 'base64');
  if (bytes.length % 2 !== 0) return null;
  const text = Buffer.from(bytes).swap16().toString('utf16le');
  // oxlint-disable-next-line no-control-regex
  return !text.isWellFormed() || /[\x00-\x1f\x7f]/.test(text) ? null : text;
}

/**
 * A mailbox name as it stood on the wire (latin1 text) -> Unicode, or null when it is neither.
 * Without UTF8=ACCEPT only modified UTF-7 is a name: were raw UTF-8 understood, a client that writes it (mbsync does) would
 * find its folder under another name in LIST and make it again and again.
 */
export function decodeMailboxName(wire: string, utf8: boolean): string | null {
  const text = utf8 ? decodeUtf8(wire) : PRINTABLE.test(wire) ? wire : null;
  // oxlint-disable-next-line no-control-regex
  if (text === null || /[\x00-\x1f\x7f]/.test(text)) return null;
  if (utf8 || !text.includes('&')) return normal(text);
  let out = '';
  let at = 0;
  for (;;) {
    const shift = text.indexOf('&', at);
    if (shift < 0) return normal(out + text.slice(at));
    const end = text.indexOf('-', shift);
    if (end < 0) return null;
    const run = end === shift + 1 ? '&' : decodeShift(text.slice(shift + 1, end));
    if (run === null) return null;
    out += text.slice(at, shift) + run;
    at = end + 1;
  }
}

// INBOX is the one name without case (RFC 3501 §5.1); everything else is compared in NFC.
const normal = (name: string): string =>
  /^inbox(?=\/|$)/i.test(name) ? `INBOX${name.slice(5).normalize('NFC')}` : name.normalize('NFC');

/** Unicode -> modified UTF-7, ASCII only. */
export function encodeMailboxName(name: string): string {
  if (PRINTABLE.test(name)) return name.replaceAll('&', '&-');
  return name.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-';
    const base64 = Buffer.from(run, 'utf16le').swap16().toString('base64');
    return `&${base64.replaceAll('/', ',').replace(/=+$/, '')}-`;
  });
}
