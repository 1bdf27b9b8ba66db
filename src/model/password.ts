/**
 * What a password may be, and the one form in which it is hashed and compared: RFC 8265 OpaqueString.
 * Pure. Never keeps or prints one.
 */

export type PasswordProblem = 'too-short' | 'too-long' | 'control-character';
export const MIN_PASSWORD_CHARACTERS = 8;
/** Bytes; a longer one only costs us work. */
export const MAX_PASSWORD_BYTES = 1024;

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;

/**
 * RFC 8265 §4.2.2: other blanks become U+0020, then NFC; case and width stay. (Windows and macOS type å in different
 * ways; both must be the same password.)
 */
export const preparePassword = (secret: string): string => secret.replace(/\p{Zs}/gu, ' ').normalize('NFC');

/** Checks a password that someone wants to set. */
export function passwordProblem(secret: string): PasswordProblem | null {
  const prepared = preparePassword(secret);
  if (CONTROL.test(prepared)) return 'control-character'; // also NUL
  if (Buffer.byteLength(prepared) > MAX_PASSWORD_BYTES) return 'too-long';
  return Array.from(prepared).length < MIN_PASSWORD_CHARACTERS ? 'too-short' : null;
}

/** Another reading of the same typed secret, and the cause it would prove. */
export interface SecretReading {
  readonly secret: string;
  readonly cause: 'acc-password-edge-space' | 'acc-password-nonascii';
}

/**
 * Other secrets the person may have meant: without blanks at the edges; the bytes read in the other encoding (a client
 * that sent Latin-1 is decoded to U+FFFD or mojibake by a UTF-8 reader, and the other way round). At most three.
 */
export function otherReadings(secret: string): readonly SecretReading[] {
  const readings: SecretReading[] = [];
  const trimmed = secret.trim();
  if (trimmed !== secret && trimmed !== '') readings.push({ secret: trimmed, cause: 'acc-password-edge-space' });
  // oxlint-disable-next-line no-control-regex
  if (/[^\u0000-\u007f]/u.test(secret)) {
    const asUtf8 = Buffer.from(secret, 'latin1').toString('utf8');
    const asLatin1 = Buffer.from(secret, 'utf8').toString('latin1');
    for (const other of [asUtf8, asLatin1]) {
      if (other !== secret && !other.includes('\ufffd'))
        readings.push({ secret: other, cause: 'acc-password-nonascii' });
    }
  }
  return readings;
}
