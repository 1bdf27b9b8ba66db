/**
 * Folder names: what the store takes, and how it writes them. Called by every operation that names a folder. `INBOX` is
 * the only name without case (RFC 3501 §5.1); names are kept in NFC so that one name cannot exist twice.
 */

export const MAX_FOLDERS = 1000;
export const MAX_DEPTH = 20;
export const MAX_LEVEL_OCTETS = 255;

/** Controls (C0, DEL, C1) and the IMAP wildcards. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f%*]/;

/** The name as the store keeps it, or null when it is none. One trailing `/` is dropped (RFC 3501 §6.3.3). */
export function normaliseFolderName(name: string): string | null {
  if (name.length > MAX_DEPTH * (MAX_LEVEL_OCTETS + 1) || FORBIDDEN.test(name) || !name.isWellFormed()) return null;
  const levels = name.normalize('NFC').replace(/\/$/, '').split('/');
  if (levels.length > MAX_DEPTH) return null;
  if (levels.some((level) => level === '' || Buffer.byteLength(level) > MAX_LEVEL_OCTETS)) return null;
  // No path here, but one in a mail program that keeps folders as files: a stranger's session must not lead it astray.
  if (levels.includes('.') || levels.includes('..')) return null;
  if (levels[0].toUpperCase() === 'INBOX') levels[0] = 'INBOX';
  return levels.join('/');
}

/** `a/b/c` → `a`, `a/b`. */
export function parentsOf(name: string): readonly string[] {
  const levels = name.split('/');
  return levels.slice(1).map((_, index) => levels.slice(0, index + 1).join('/'));
}
