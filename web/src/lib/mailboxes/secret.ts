/** A password made in the reader's own browser. Called by forms where a person may have one made; sends nothing. */

/** Letters and digits that nobody mistakes for another. */
const SIGNS = 'abcdefghjkmnpqrstuvwxz23456789';

/** `kzmr-7gqa-wd4x-bp3f`, some 78 bits. */
export function freshPassword(): string {
  const signs: string[] = [];
  while (signs.length < 16)
    for (const byte of crypto.getRandomValues(new Uint8Array(32)))
      // 240 = 8 × 30: beyond it the signs would not be equally likely.
      if (byte < 240 && signs.length < 16) signs.push(SIGNS[byte % SIGNS.length] ?? '');
  return [0, 4, 8, 12].map((at) => signs.slice(at, at + 4).join('')).join('-');
}
