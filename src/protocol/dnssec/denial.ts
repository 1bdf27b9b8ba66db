/**
 * Proof that a delegation has no DS record (RFC 4035 §5.2, RFC 5155 §8.9): by NSEC, by NSEC3, or by an opt-out span.
 * Called by chain.ts. Pure; judges names and types only, the signatures are checked by the caller.
 */
import { createHash } from 'node:crypto';
import type { DnsRecord } from '../dns/message.ts';
import { encodeName, isWithin, parentOf } from '../dns/name.ts';

export type Denial =
  | { readonly kind: 'proven'; readonly by: readonly DnsRecord[] }
  /** There are NSEC or NSEC3 records, and they do not say so. */
  | { readonly kind: 'not-proven' }
  /** More hashing than we do for strangers: counts as unsigned (RFC 9276 §3.2). */
  | { readonly kind: 'too-costly' };

const MOST_ITERATIONS = 150;
const ALPHABET = '0123456789abcdefghijklmnopqrstuv';

/** Base32 with the extended hex alphabet (RFC 4648 §7), without padding. */
export function base32hex(octets: Buffer): string {
  let out = '';
  let bits = 0;
  let value = 0;
  for (const octet of octets) {
    value = (value << 8) | octet;
    bits += 8;
    while (bits >= 5) {
      out += ALPHABET[(value >> (bits - 5)) & 31];
      bits -= 5;
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? out + ALPHABET[(value << (5 - bits)) & 31] : out;
}

/** RFC 5155 §5, hex of SHA-1. */
export function nsec3Hash(name: string, salt: Buffer, iterations: number): string {
  let digest: Buffer = encodeName(name.toLowerCase()) ?? Buffer.alloc(1);
  for (let i = 0; i <= iterations; i += 1) digest = createHash('sha1').update(digest).update(salt).digest();
  return digest.toString('hex');
}

/** Do NSEC or NSEC3 records of `parent` show that `zone` is a delegation without DS? */
export function deniesDs(records: readonly DnsRecord[], zone: string, parent: string): Denial {
  const plain = records.find((record) => record.type === 'NSEC' && record.name === zone);
  if (plain !== undefined)
    return isInsecureCut(plain.data.split(' ').slice(1)) ? { kind: 'proven', by: [plain] } : { kind: 'not-proven' };
  const hashed = records.flatMap((record) => readHashed(record, parent)).slice(0, 16);
  if (hashed.length === 0) return { kind: 'not-proven' };
  return byHash(hashed, zone, parent);
}

const isInsecureCut = (types: readonly string[]): boolean =>
  types.includes('NS') && !types.includes('DS') && !types.includes('SOA');

interface Hashed {
  readonly record: DnsRecord;
  readonly owner: string;
  readonly next: string;
  readonly salt: Buffer;
  readonly iterations: number;
  readonly optOut: boolean;
  readonly types: readonly string[];
}

function readHashed(record: DnsRecord, parent: string): Hashed[] {
  if (record.type !== 'NSEC3' || parentOf(record.name) !== parent) return [];
  const [algorithm, flags, iterations, salt, next, ...types] = record.data.split(' ');
  // A record that was cut off on the way proves nothing.
  if (algorithm !== '1' || [flags, iterations, salt, next].includes(undefined as never)) return [];
  const owner = record.name.split('.')[0];
  return [
    {
      record,
      owner,
      next: base32hex(Buffer.from(next, 'hex')),
      salt: Buffer.from(salt === '-' ? '' : salt, 'hex'),
      iterations: Number(iterations),
      optOut: (Number(flags) & 1) !== 0,
      types,
    },
  ];
}

const isBetween = (hash: string, { owner, next }: Hashed): boolean =>
  owner < next ? owner < hash && hash < next : hash > owner || hash < next;

function byHash(hashed: readonly Hashed[], zone: string, parent: string): Denial {
  const [{ salt, iterations }] = hashed;
  if (iterations > MOST_ITERATIONS) return { kind: 'too-costly' };
  const hash = (name: string): string => base32hex(Buffer.from(nsec3Hash(name, salt, iterations), 'hex'));
  const exact = hashed.find((one) => one.owner === hash(zone));
  if (exact !== undefined)
    return isInsecureCut(exact.types) ? { kind: 'proven', by: [exact.record] } : { kind: 'not-proven' };
  // Opt-out: the closest encloser is there, and the span over the next name says that unsigned cuts may hide in it.
  let nextCloser = zone;
  for (let name = parentOf(zone); name !== null && isWithin(name, parent); name = parentOf(name)) {
    const encloser = hashed.find((one) => one.owner === hash(name));
    if (encloser === undefined) {
      nextCloser = name;
      continue;
    }
    const span = hashed.find((one) => one.optOut && isBetween(hash(nextCloser), one));
    return span === undefined ? { kind: 'not-proven' } : { kind: 'proven', by: [encloser.record, span.record] };
  }
  return { kind: 'not-proven' };
}
