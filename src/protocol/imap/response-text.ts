/**
 * Values -> the text of IMAP answers: quoted strings, flag lists, mailbox names (RFC 3501 §9). Pure.
 * All text given out here is latin1 ("one character, one byte"), ready for the wire.
 */
import { encodeMailboxName } from './mailbox-name.ts';

/** A quoted string, or a literal where quoting cannot hold it. `wire` is latin1 text. */
export function quoted(wire: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/[\x00\r\n\x80-\xff]/.test(wire)) return `{${wire.length}}\r\n${wire}`;
  return /["\\]/.test(wire) ? `"${wire.replaceAll(/["\\]/g, '\\$&')}"` : `"${wire}"`;
}

/** Unicode text -> latin1 text that holds its UTF-8 bytes. */
export const utf8Wire = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');

/** A mailbox name as an astring: modified UTF-7, or UTF-8 in quotes once UTF8=ACCEPT is on (RFC 6855 §3). */
export function mailboxText(name: string, utf8: boolean): string {
  const wire = utf8 ? utf8Wire(name) : encodeMailboxName(name);
  if (/^[A-Za-z0-9/._&+,-]+$/.test(wire) && wire.toUpperCase() !== 'NIL') return wire;
  return `"${wire.replaceAll(/["\\]/g, '\\$&')}"`;
}

export const flagList = (flags: readonly string[]): string => `(${flags.join(' ')})`;

/** One line of words: no CR, LF or NUL, not empty, and never a bracket first (that would read as a response code). */
export function responseWords(words: string): string {
  // oxlint-disable-next-line no-control-regex
  const line = utf8Wire(words.replaceAll(/[\x00-\x1f\x7f]+/g, ' ').trim());
  return line === '' ? 'Done' : line.startsWith('[') ? `- ${line}` : line;
}
