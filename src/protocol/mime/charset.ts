/**
 * Bytes in a named character set -> text. Called by everything that decodes mail. Knows what TextDecoder (WHATWG
 * Encoding) knows, plus the names mail uses and it does not. Never throws: an unknown set is read as UTF-8 if it is that,
 * else as windows-1252, which is what unlabelled 8-bit mail in our part of the world is.
 */

/** Names seen in mail that the WHATWG list lacks. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['utf8mb4', 'utf-8'],
  ['utf-7', 'utf-8'], // not decoded on purpose: UTF-7 hides markup; shown as it stands
  ['iso-8859-8-i', 'iso-8859-8'],
  ['unknown-8bit', 'utf-8'],
  ['x-unknown', 'utf-8'],
  ['default', 'utf-8'],
  ['us-ascii', 'utf-8'], // 8-bit in it is a lie; UTF-8 is the likelier truth, windows-1252 the next
  ['ascii', 'utf-8'],
]);
/** Bounded: only labels that TextDecoder accepted get in (a fixed list of its own). */
const decoders = new Map<string, TextDecoder>();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const western = new TextDecoder('windows-1252');

/** Decodes; bytes that do not fit become U+FFFD, except for (alleged) UTF-8 and ASCII, which fall back to windows-1252. */
export function decodeCharset(bytes: Uint8Array, charset: string): string {
  const label = charset.trim().toLowerCase();
  const name = ALIASES.get(label) ?? label;
  if (name === 'utf-8' || name === 'utf8' || name === '') return decodeUnlabelled(bytes);
  return decoderFor(name)?.decode(bytes) ?? decodeUnlabelled(bytes);
}

/** True when `charset` is one we can decode as named. */
export function knowsCharset(charset: string): boolean {
  const label = charset.trim().toLowerCase();
  return ALIASES.has(label) || decoderFor(label) !== undefined;
}

/** UTF-8 when it is valid UTF-8, else windows-1252. */
export function decodeUnlabelled(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return western.decode(bytes);
  }
}

function decoderFor(label: string): TextDecoder | undefined {
  const known = decoders.get(label);
  if (known !== undefined || label.length > 40) return known;
  try {
    const decoder = new TextDecoder(label);
    decoders.set(label, decoder);
    return decoder;
  } catch {
    return undefined;
  }
}
