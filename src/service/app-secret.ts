/**
 * App passwords: made here, 80 bits of chance, so one round of SHA-256 with a salt is as good as a slow hash is for
 * what people choose — and checking all of a mailbox costs nothing, whoever asks. Used by app-passwords.ts and auth.ts.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Lower-case letters without those that look alike (i l o) and without y: not a word in any of our languages by chance. */
const LETTERS = 'abcdefghjkmnpqrstuvwxz';
const GROUPS = 5;
const GROUP = 4;
const HASH = /^\$sha256\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** A new secret, e.g. `kzmr-hgqa-wdtx-bpuf-scne`: 20 letters of 22, some 89 bits. */
export function newAppSecret(): string {
  const letters: string[] = [];
  while (letters.length < GROUPS * GROUP) {
    for (const byte of randomBytes(32)) {
      // 242 = 11 × 22: beyond it the letters would not be equally likely.
      if (byte < 242 && letters.length < GROUPS * GROUP) letters.push(LETTERS[byte % LETTERS.length]);
    }
  }
  return Array.from({ length: GROUPS }, (_, group) => letters.slice(group * GROUP, (group + 1) * GROUP).join('')).join(
    '-',
  );
}

/** People type it with or without the dashes, in capitals, with blanks. */
const plain = (secret: string): string => secret.toLowerCase().replace(/[\s-]/g, '');
const digest = (salt: Buffer, secret: string): Buffer =>
  createHash('sha256').update(salt).update(plain(secret)).digest();
const text = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

export function hashAppSecret(secret: string): string {
  const salt = randomBytes(16);
  return `$sha256$${text(salt)}$${text(digest(salt, secret))}`;
}

export function isAppSecret(stored: string, secret: string): boolean {
  const match = HASH.exec(stored);
  if (match === null || secret.length > 200) return false;
  const expected = Buffer.from(match[2], 'base64');
  const actual = digest(Buffer.from(match[1], 'base64'), secret);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
