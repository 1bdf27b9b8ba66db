/**
 * Password hashes as text: PHC string format of argon2id (`$argon2id$v=19$m=19456,t=2,p=1$salt$hash`).
 * Pure: the hashing itself is service/password-hasher.ts. Never in a log.
 */
export interface Argon2Parameters {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}
/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. Raised later: old hashes keep their own numbers. */
export const ARGON2_DEFAULTS: Argon2Parameters = { memoryKib: 19_456, passes: 2, lanes: 1 };
export const SALT_BYTES = 16;
export const HASH_BYTES = 32;

export interface PasswordHash {
  readonly parameters: Argon2Parameters;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/;

export const formatPasswordHash = ({ parameters: { memoryKib, passes, lanes }, salt, hash }: PasswordHash): string =>
  `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${unpadded(salt)}$${unpadded(hash)}`;

/** null when the text is none (or asks for parameters beyond reason). */
export function parsePasswordHash(text: string): PasswordHash | null {
  const match = PHC.exec(text);
  if (match === null) return null;
  const [memoryKib, passes, lanes] = match.slice(1, 4).map(Number);
  if (memoryKib < 8 * lanes || memoryKib > 1_048_576 || passes < 1 || lanes < 1) return null;
  return {
    parameters: { memoryKib, passes, lanes },
    salt: Buffer.from(match[4], 'base64'),
    hash: Buffer.from(match[5], 'base64'),
  };
}
