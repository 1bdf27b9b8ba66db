/**
 * Signed DNS transactions (RFC 8945), hmac-sha256 only: signs a request, checks that the answer is the key holder's own.
 * Called by net/dns-write. Pure: the time is given. Never tells why a signature is wrong beyond the server's own word.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { nameBytes } from './presentation.ts';

export interface TsigKey {
  /** Without the final dot. */
  readonly name: string;
  readonly secret: Buffer;
}
/** RFC 8945 §5.2: seconds that the clocks may differ. */
const FUDGE_SECONDS = 300;
const TSIG = 250;
const ANY = 255;
const ALGORITHM = nameBytes('hmac-sha256') as Buffer;

const uint = (value: number, octets: 2 | 6): Buffer => {
  const bytes = Buffer.alloc(octets);
  bytes.writeUIntBE(value, 0, octets);
  return bytes;
};

/** RFC 8945 §4.3.3: what of the TSIG record is signed. */
const variables = (owner: Buffer, seconds: number, fudge: number, error: number, other: Buffer): Buffer =>
  Buffer.concat([
    owner,
    uint(ANY, 2),
    Buffer.alloc(4),
    ALGORITHM,
    uint(seconds, 6),
    uint(fudge, 2),
    uint(error, 2),
    uint(other.length, 2),
    other,
  ]);

export interface Signed {
  readonly message: Buffer;
  readonly mac: Buffer;
}

/** Adds the signature at the end. `now` in epoch ms. Null when the key's name cannot be a DNS name. */
export function signMessage(message: Buffer, key: TsigKey, now: number): Signed | null {
  const owner = nameBytes(key.name);
  if (owner === null) return null;
  const seconds = Math.floor(now / 1000);
  const none = Buffer.alloc(0);
  const mac = createHmac('sha256', key.secret)
    .update(message)
    .update(variables(owner, seconds, FUDGE_SECONDS, 0, none))
    .digest();
  const data = Buffer.concat([
    ALGORITHM,
    uint(seconds, 6),
    uint(FUDGE_SECONDS, 2),
    uint(mac.length, 2),
    mac,
    message.subarray(0, 2),
    uint(0, 2),
    uint(0, 2),
  ]);
  const record = Buffer.concat([owner, uint(TSIG, 2), uint(ANY, 2), Buffer.alloc(4), uint(data.length, 2), data]);
  const head = Buffer.from(message.subarray(0, 12));
  head.writeUInt16BE(head.readUInt16BE(10) + 1, 10);
  return { message: Buffer.concat([head, message.subarray(12), record]), mac };
}

export type TsigCheck =
  | { readonly kind: 'good' }
  /** The server did not take our signature: 16 BADSIG, 17 BADKEY, 18 BADTIME (RFC 8945 §3). */
  | { readonly kind: 'refused'; readonly error: number }
  /** Unsigned, or not signed with our key: nothing in it may be believed. */
  | { readonly kind: 'forged' };

const FORGED: TsigCheck = { kind: 'forged' };

/** Checks the answer to a signed request; `lastAt` is where its last additional record starts. */
export function checkAnswer(answer: Buffer, lastAt: number, key: TsigKey, asked: Signed, now: number): TsigCheck {
  const owner = nameBytes(key.name);
  if (owner === null || lastAt < 12) return FORGED;
  // The key's name is written out in full here by every server, as it can be compressed in no record but its own.
  const said = answer.subarray(lastAt, lastAt + owner.length);
  if (said.toString('latin1').toLowerCase() !== owner.toString('latin1')) return FORGED;
  const at = lastAt + owner.length;
  if (at + 10 > answer.length || answer.readUInt16BE(at) !== TSIG) return FORGED;
  const data = answer.subarray(at + 10);
  const head = ALGORITHM.length;
  if (data.length < head + 16 || data.length !== answer.readUInt16BE(at + 8)) return FORGED;
  if (data.toString('latin1', 0, head).toLowerCase() !== ALGORITHM.toString('latin1')) return FORGED;
  const seconds = data.readUIntBE(head, 6);
  const fudge = data.readUInt16BE(head + 6);
  const size = data.readUInt16BE(head + 8);
  const rest = head + 10 + size;
  if (rest + 6 > data.length) return FORGED;
  const mac = data.subarray(head + 10, rest);
  const error = data.readUInt16BE(rest + 2);
  const other = data.subarray(rest + 6);
  if (other.length !== data.readUInt16BE(rest + 4)) return FORGED;
  // An answer to a signature that was not believed is not signed (RFC 8945 §5.3.2).
  if (error === 16 || error === 17) return { kind: 'refused', error };
  const bare = Buffer.from(answer.subarray(0, lastAt));
  data.copy(bare, 0, rest, rest + 2);
  bare.writeUInt16BE(bare.readUInt16BE(10) - 1, 10);
  const wanted = createHmac('sha256', key.secret)
    .update(uint(asked.mac.length, 2))
    .update(asked.mac)
    .update(bare)
    .update(variables(owner, seconds, fudge, error, other))
    .digest();
  if (mac.length !== wanted.length || !timingSafeEqual(mac, wanted)) return FORGED;
  if (error !== 0) return { kind: 'refused', error };
  return Math.abs(now / 1000 - seconds) > fudge ? FORGED : { kind: 'good' };
}
