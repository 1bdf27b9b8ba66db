/**
 * Does a signature cover a set of records (RFC 4034 §3.1.8, §6; RFC 4035 §5.3)? Called by chain.ts. Pure: the moment is an
 * argument. Says which of the ways to fail it was, so that a zone's owner can be told.
 */
import { verify } from 'node:crypto';
import type { DnsRecord, DnsType } from '../dns/message.ts';
import { DNS_TYPES } from '../dns/message.ts';
import { encodeName, labelsOf, readName } from '../dns/name.ts';
import { algorithmOf, isZoneKey, publicKeyOf, type ZoneKey } from './key.ts';

/** One set of records with its signatures. Records carry `octets`. */
export interface SignedSet {
  readonly name: string;
  readonly type: DnsType;
  readonly records: readonly DnsRecord[];
  readonly signatures: readonly DnsRecord[];
}
export type SignatureFault =
  'missing-signature' | 'signature-expired' | 'signature-not-yet-valid' | 'signature-wrong' | 'unsupported-algorithm';
export type Covered =
  | { readonly kind: 'valid'; /** Epoch seconds. */ readonly until: number }
  | { readonly kind: 'fault'; readonly fault: SignatureFault; readonly until: number | null };

/** The set of a name and type among records of one section, with the signatures that claim to cover it. */
export function setIn(records: readonly DnsRecord[], name: string, type: DnsType): SignedSet {
  const owned = records.filter((record) => record.name === name);
  return {
    name,
    type,
    records: owned.filter((record) => record.type === type),
    signatures: owned.filter((record) => record.type === 'RRSIG' && record.number === DNS_TYPES[type]),
  };
}

interface Signature {
  readonly head: Buffer;
  readonly algorithm: number;
  readonly labels: number;
  readonly ttl: number;
  readonly until: number;
  readonly since: number;
  readonly tag: number;
  readonly signer: string;
  readonly octets: Buffer;
}

function readSignature(record: DnsRecord): Signature | null {
  const { octets } = record;
  if (octets === undefined || octets.length < 19) return null;
  const signer = readName(octets, 18);
  if (signer === null) return null;
  return {
    head: octets.subarray(0, signer.next),
    algorithm: octets[2],
    labels: octets[3],
    ttl: octets.readUInt32BE(4),
    until: octets.readUInt32BE(8),
    since: octets.readUInt32BE(12),
    tag: octets.readUInt16BE(16),
    signer: signer.name,
    octets: octets.subarray(signer.next),
  };
}

/** What was signed: the RRSIG without its signature, then every record in canonical form and order (RFC 4034 §6). */
function signedOctets(set: SignedSet, signature: Signature): Buffer | null {
  const labels = labelsOf(set.name);
  if (signature.labels > labels.length) return null;
  // Fewer labels than the name has: it came from a wildcard (RFC 4035 §5.3.2).
  const owner = signature.labels === labels.length ? labels : ['*', ...labels.slice(labels.length - signature.labels)];
  const name = encodeName(owner.join('.'));
  if (name === null) return null;
  const head = Buffer.alloc(8);
  head.writeUInt16BE(DNS_TYPES[set.type], 0);
  head.writeUInt16BE(1, 2);
  head.writeUInt32BE(signature.ttl, 4);
  const data = set.records.map((record) => record.octets ?? Buffer.alloc(0)).sort((a, b) => a.compare(b));
  const parts = [signature.head];
  for (const [i, octets] of data.entries()) {
    if (i > 0 && octets.equals(data[i - 1])) continue; // RFC 4034 §6.3: doubles count once
    const length = Buffer.alloc(2);
    length.writeUInt16BE(octets.length);
    parts.push(name, head, length, octets);
  }
  return Buffer.concat(parts);
}

function isSignedBy(set: SignedSet, signature: Signature, key: ZoneKey): boolean {
  const algorithm = algorithmOf(key.algorithm);
  const publicKey = publicKeyOf(key);
  const octets = signedOctets(set, signature);
  if (algorithm === undefined || publicKey === null || octets === null) return false;
  try {
    const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    return verify(algorithm.hash, octets, options, signature.octets);
  } catch {
    return false;
  }
}

/** A zone of more keys or a set of more signatures makes work for us alone (the KeyTrap attack, CVE-2023-50387). */
const MOST_CHECKS = 12;
/** Of several faults the one that says most. */
const MOST_TELLING: readonly SignatureFault[] = [
  'signature-expired',
  'signature-not-yet-valid',
  'signature-wrong',
  'unsupported-algorithm',
  'missing-signature',
];

/** Is the set covered by one valid signature of the zone? `now` in epoch seconds. */
export function isCovered(set: SignedSet, zone: string, keys: readonly ZoneKey[], now: number): Covered {
  const faults = new Map<SignatureFault, number | null>();
  let checks = 0;
  for (const record of set.signatures) {
    const signature = readSignature(record);
    if (signature === null || signature.signer !== zone) continue;
    const { until, since, algorithm, tag } = signature;
    if (algorithmOf(algorithm) === undefined) faults.set('unsupported-algorithm', null);
    else if (until < now) faults.set('signature-expired', Math.max(until, faults.get('signature-expired') ?? 0));
    else if (since > now) faults.set('signature-not-yet-valid', since);
    else {
      const candidates = keys.filter((key) => key.tag === tag && key.algorithm === algorithm && isZoneKey(key));
      for (const key of candidates) {
        checks += 1;
        if (checks > MOST_CHECKS) return { kind: 'fault', fault: 'signature-wrong', until: null };
        if (isSignedBy(set, signature, key)) return { kind: 'valid', until };
      }
      faults.set('signature-wrong', null);
    }
  }
  const fault = MOST_TELLING.find((one) => faults.has(one)) ?? 'missing-signature';
  return { kind: 'fault', fault, until: faults.get(fault) ?? null };
}
