/**
 * The Sender Rewriting Scheme: the envelope sender of mail that is passed on, so that SPF of the next host sees us and a
 * bounce finds back to the first sender. `SRS0=hash=tt=domain=local@ours`, `SRS1=hash=domain==rest@ours` when it was rewritten
 * before (the paper by M. Weijers Shevek, 2004; no RFC). Called by intake. Pure: the day comes from the caller.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const DAYS = 1024;
/** A rewritten sender is good for so long; bounces come within days. */
export const SRS_DAYS = 21;
/** RFC 5321 §4.5.3.1.1: octets of a local part. */
const MAX_LOCAL = 64;
const HASH_LENGTH = 6;

export interface SrsOptions {
  /** Our own, long-lived. */
  readonly secret: Buffer;
  /** Days since the epoch. */
  readonly day: number;
}

const twoLetters = (day: number): string => ALPHABET[(day % DAYS) >> 5] + ALPHABET[day % 32];
const numberOf = (letters: string): number =>
  ALPHABET.indexOf(letters[0]?.toLowerCase() ?? '') * 32 + ALPHABET.indexOf(letters[1]?.toLowerCase() ?? '');

/** Hosts on the way may change the case of a local part, so all is hashed and compared in lower case. */
function hashOf(secret: Buffer, ...parts: readonly string[]): string {
  const digest = createHmac('sha256', secret).update(parts.join('=').toLowerCase()).digest();
  return [...digest.subarray(0, HASH_LENGTH)].map((byte) => ALPHABET[byte & 31]).join('');
}
const isSame = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a.toLowerCase()), Buffer.from(b.toLowerCase())];
  return left.length === right.length && timingSafeEqual(left, right);
};

function split(address: string): { readonly local: string; readonly domain: string } | null {
  const at = address.lastIndexOf('@');
  return at < 1 || at === address.length - 1 ? null : { local: address.slice(0, at), domain: address.slice(at + 1) };
}

/**
 * The sender that we put in the place of `sender` when we pass its message on as `ours`. The null sender stays; null when
 * it cannot be rewritten (no address, or too long for a local part): the caller leaves it as it is.
 */
export function srsForward(sender: string, ours: string, { secret, day }: SrsOptions): string | null {
  if (sender === '') return '';
  const parts = split(sender);
  if (parts === null || /[\s"<>]/.test(sender)) return null;
  const { local, domain } = parts;
  const again = /^SRS1[=+-][^=]+=([^=]+)==(.+)$/i.exec(local);
  const once = /^SRS0([=+-].+)$/i.exec(local);
  let made: string;
  if (again !== null) made = `SRS1=${hashOf(secret, again[1], again[2])}=${again[1]}==${again[2]}`;
  else if (once !== null) made = `SRS1=${hashOf(secret, domain, once[1].slice(1))}=${domain}==${once[1].slice(1)}`;
  else {
    const stamp = twoLetters(day);
    made = `SRS0=${hashOf(secret, stamp, domain, local)}=${stamp}=${domain}=${local}`;
  }
  return Buffer.byteLength(made) > MAX_LOCAL ? null : `${made}@${ours}`;
}

export type SrsReverse =
  | { readonly kind: 'sender'; readonly address: string }
  /** It looks like one of ours but is forged, too old or torn. */
  | { readonly kind: 'bad'; readonly why: 'form' | 'hash' | 'age' }
  | { readonly kind: 'not-srs' };

/** Back from a rewritten address to whom its bounce goes next. Never throws. */
export function srsReverse(address: string, { secret, day }: SrsOptions): SrsReverse {
  const local = split(address)?.local ?? '';
  if (!/^SRS[01][=+-]/i.test(local)) return { kind: 'not-srs' };
  const second = /^SRS1[=+-]([^=]+)=([^=]+)==(.+)$/i.exec(local);
  if (second !== null) {
    const [, hash, domain, rest] = second;
    if (!isSame(hash, hashOf(secret, domain, rest))) return { kind: 'bad', why: 'hash' };
    return { kind: 'sender', address: `SRS0=${rest}@${domain}` };
  }
  const first = /^SRS0[=+-]([^=]+)=([a-z2-7]{2})=([^=]+)=(.+)$/i.exec(local);
  if (first === null) return { kind: 'bad', why: 'form' };
  const [, hash, stamp, domain, name] = first;
  if (!isSame(hash, hashOf(secret, stamp, domain, name))) return { kind: 'bad', why: 'hash' };
  const age = (((day % DAYS) - numberOf(stamp) + DAYS) % DAYS) as number;
  return age > SRS_DAYS ? { kind: 'bad', why: 'age' } : { kind: 'sender', address: `${name}@${domain}` };
}
