/**
 * Keys of DNSSEC: key tags, DS digests, and public keys for node:crypto (RFC 4034 §5, appendix B; RFC 3110, 5702, 6605,
 * 8080). Called by signature.ts and chain.ts. Pure; keys that do not hold together give null.
 */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { encodeName } from '../dns/name.ts';

export interface KeyAlgorithm {
  /** For node:crypto; null for EdDSA, which hashes itself. */
  readonly hash: 'sha256' | 'sha384' | 'sha512' | null;
  readonly kind: 'rsa' | 'P-256' | 'P-384' | 'Ed25519';
}
/** Algorithms that we can check; all others count as unsigned (RFC 4035 §5.2), never as broken. */
const ALGORITHMS: Readonly<Record<number, KeyAlgorithm>> = {
  8: { hash: 'sha256', kind: 'rsa' },
  10: { hash: 'sha512', kind: 'rsa' },
  13: { hash: 'sha256', kind: 'P-256' },
  14: { hash: 'sha384', kind: 'P-384' },
  15: { hash: null, kind: 'Ed25519' },
};
export const algorithmOf = (number: number): KeyAlgorithm | undefined => ALGORITHMS[number];

/** Digests of DS records that we can check (RFC 4509, 6605). */
const DIGESTS: Readonly<Record<number, string>> = { 1: 'sha1', 2: 'sha256', 4: 'sha384' };

/** A DNSKEY record's fields, from its octets (RFC 4034 §2.1). */
export interface ZoneKey {
  readonly octets: Buffer;
  readonly tag: number;
  readonly flags: number;
  readonly protocol: number;
  readonly algorithm: number;
  readonly publicKey: Buffer;
}
/** A DS record's fields (RFC 4034 §5.1). */
export interface Ds {
  readonly tag: number;
  readonly algorithm: number;
  readonly digestType: number;
  /** Hex, lower case. */
  readonly digest: string;
}

/** RFC 4034 appendix B, for every algorithm but the long gone RSA/MD5. */
export function keyTag(octets: Buffer): number {
  let sum = 0;
  for (let i = 0; i < octets.length; i += 1) sum += (i & 1) === 0 ? octets[i] << 8 : octets[i];
  return (sum + ((sum >> 16) & 0xffff)) & 0xffff;
}

/** Null when it is too short to be a key. */
export function readKey(octets: Buffer): ZoneKey | null {
  if (octets.length < 5) return null;
  return {
    octets,
    tag: keyTag(octets),
    flags: octets.readUInt16BE(0),
    protocol: octets[2],
    algorithm: octets[3],
    publicKey: octets.subarray(4),
  };
}
/** May it sign zones at all? Zone bit set, not revoked (RFC 5011), protocol 3. */
export const isZoneKey = (key: ZoneKey): boolean =>
  (key.flags & 0x0100) !== 0 && (key.flags & 0x0080) === 0 && key.protocol === 3;

/** Reads `tag algorithm digestType hex`, with or without blanks in the hex; null when it is none. */
export function readDs(text: string): Ds | null {
  const match = /^(?:.*\bDS\s+)?(\d{1,5})\s+(\d{1,3})\s+(\d{1,3})\s+([0-9a-f\s]+)$/i.exec(text.trim());
  if (match === null) return null;
  const [tag, algorithm, digestType] = match.slice(1, 4).map(Number);
  return { tag, algorithm, digestType, digest: match[4].replaceAll(/\s/g, '').toLowerCase() };
}

/** True when we can check both the key's algorithm and the digest. */
export const isSupported = (ds: Ds): boolean =>
  algorithmOf(ds.algorithm) !== undefined && DIGESTS[ds.digestType] !== undefined;

/** The digest of a key for a DS record of `zone` (RFC 4034 §5.1.4), hex; null for a digest we do not know. */
export function dsDigest(zone: string, key: ZoneKey, digestType: number): string | null {
  const name = encodeName(zone.toLowerCase());
  const hash = DIGESTS[digestType];
  if (name === null || hash === undefined) return null;
  return createHash(hash).update(name).update(key.octets).digest('hex');
}
export const isKeyOf = (zone: string, ds: Ds, key: ZoneKey): boolean =>
  ds.tag === key.tag && ds.algorithm === key.algorithm && dsDigest(zone, key, ds.digestType) === ds.digest;

const base64 = (octets: Buffer): string => octets.toString('base64url');

/** The key for node:crypto; null for unknown algorithms and for octets that are no such key. */
export function publicKeyOf(key: ZoneKey): KeyObject | null {
  const algorithm = algorithmOf(key.algorithm);
  const jwk = algorithm === undefined ? null : jwkOf(algorithm.kind, key.publicKey);
  if (jwk === null) return null;
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null; // a point that is not on the curve
  }
}

function jwkOf(kind: KeyAlgorithm['kind'], octets: Buffer): Record<string, string> | null {
  switch (kind) {
    case 'Ed25519':
      return octets.length === 32 ? { kty: 'OKP', crv: kind, x: base64(octets) } : null;
    case 'P-256':
    case 'P-384': {
      const half = kind === 'P-256' ? 32 : 48;
      if (octets.length !== 2 * half) return null;
      return { kty: 'EC', crv: kind, x: base64(octets.subarray(0, half)), y: base64(octets.subarray(half)) };
    }
    case 'rsa': {
      // RFC 3110 §2: length of the exponent in one octet, or in three when the first is zero.
      if (octets.length < 3) return null;
      const [size, at] = octets[0] === 0 ? [octets.readUInt16BE(1), 3] : [octets[0], 1];
      const modulus = octets.subarray(at + size);
      // Below 512 and above 4096 bits no zone signs; huge ones would cost us time.
      if (size === 0 || size > 8 || modulus.length < 64 || modulus.length > 512) return null;
      return { kty: 'RSA', e: base64(octets.subarray(at, at + size)), n: base64(modulus) };
    }
  }
}
