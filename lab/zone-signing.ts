/**
 * Signs the lab's zones: keys, DS records, signatures over sets, NSEC. Written on dns-packet's encoders, apart from the
 * product's validator, so that the two do not share a mistake. Never part of the running product.
 */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type Answer, encode } from 'dns-packet';

export interface ZoneKey {
  readonly algorithm: 13 | 15;
  readonly secret: KeyObject;
  readonly key: Buffer;
  readonly tag: number;
}

/** A fresh key: ECDSA P-256 (13) or Ed25519 (15). One key signs keys and zone alike. */
export function makeZoneKey(algorithm: 13 | 15): ZoneKey {
  const pair = algorithm === 13 ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
  const key = Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(algorithm === 13 ? y : '', 'base64url')]);
  return { algorithm, secret: pair.privateKey, key, tag: tagOf(dataOf(keyRecord('', algorithm, key))) };
}

const keyRecord = (zone: string, algorithm: number, key: Buffer): Answer => ({
  type: 'DNSKEY',
  name: zone || '.',
  ttl: 300,
  data: { flags: 257, algorithm, key },
});
export const dnskeyOf = (zone: string, { algorithm, key }: ZoneKey): Answer => keyRecord(zone, algorithm, key);

function tagOf(data: Buffer): number {
  let sum = 0;
  data.forEach((octet, i) => (sum += i % 2 === 0 ? octet * 256 : octet));
  return (sum + Math.floor(sum / 65_536)) % 65_536;
}

/** The record as it goes over the wire, all of it and its data alone. */
const wireOf = (record: Answer): Buffer => encode({ type: 'response', answers: [record] }).subarray(12);
const nameOctets = (name: string): Buffer =>
  Buffer.concat([
    ...name.split('.').flatMap((label) => (label === '' ? [] : [Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);
const dataOf = (record: Answer): Buffer =>
  wireOf(record).subarray(nameOctets(record.name === '.' ? '' : record.name).length + 10);

/** DS by SHA-256, as data for the zone above and as text for `dns.trustAnchors`. */
export function dsOf(zone: string, key: ZoneKey): { readonly record: Answer; readonly text: string } {
  const digest = createHash('sha256')
    .update(nameOctets(zone))
    .update(dataOf(dnskeyOf(zone, key)))
    .digest();
  const data = { keyTag: key.tag, algorithm: key.algorithm, digestType: 2, digest };
  return {
    record: { type: 'DS', name: zone, ttl: 300, data },
    text: `${key.tag} ${key.algorithm} 2 ${digest.toString('hex')}`,
  };
}

/** Epoch seconds. */
export interface Validity {
  readonly since: number;
  readonly until: number;
}

/** The signature over one set (same name, same type). */
export function signSet(zone: string, key: ZoneKey, set: readonly Answer[], { since, until }: Validity): Answer {
  const [first] = set;
  const name = first.name === '.' ? '' : first.name;
  const ttl = ('ttl' in first ? first.ttl : undefined) ?? 300;
  const labels = name.split('.').filter((label) => label !== '' && label !== '*').length;
  const fields = {
    typeCovered: first.type,
    algorithm: key.algorithm,
    labels,
    originalTTL: ttl,
    expiration: until,
    inception: since,
    keyTag: key.tag,
    signersName: zone || '.',
  };
  const bare: Answer = { type: 'RRSIG', name: first.name, ttl, data: { ...fields, signature: Buffer.alloc(0) } };
  const wires = set.map((record) => ({ wire: wireOf(record), data: dataOf(record) }));
  wires.sort((a, b) => Buffer.compare(a.data, b.data));
  const octets = Buffer.concat([dataOf(bare), ...wires.map((one) => one.wire)]);
  const signature =
    key.algorithm === 13
      ? sign('sha256', octets, { key: key.secret, dsaEncoding: 'ieee-p1363' })
      : sign(null, octets, key.secret);
  return { ...bare, data: { ...fields, signature } };
}

/** Says which types a name has, and no others (RFC 4034 §4); the next name is the smallest after it. */
export const nsecOf = (name: string, types: readonly string[]): Answer => ({
  type: 'NSEC',
  name: name || '.',
  ttl: 60,
  data: { nextDomain: name === '' ? '0' : `0.${name}`, rrtypes: [...types, 'RRSIG', 'NSEC'] },
});
