/** Sortable ids: 48 bits of milliseconds, then 80 bits of chance, in lower-case Crockford base 32 (26 characters). */
import { randomFillSync } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const pool = Buffer.alloc(8000);
let used = pool.length;

/** When an id was made, epoch ms; null when it is none of ours. */
export function timeOfId(id: string): number | null {
  if (id.length !== 26) return null;
  let at = 0;
  for (const letter of id.slice(0, 10)) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return null;
    at = at * 32 + value;
  }
  return at;
}

/** Makes a new id; `T` is the brand the caller wants. */
export function newId<T extends string>(now: number = Date.now()): T {
  if (used + 16 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let text = '';
  for (let shift = 45; shift >= 0; shift -= 5) text += ALPHABET[Math.floor(now / 2 ** shift) % 32];
  for (let i = 0; i < 16; i += 1) text += ALPHABET[pool[used + i] & 31];
  used += 16;
  return text as T;
}
