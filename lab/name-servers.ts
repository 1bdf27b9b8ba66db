/**
 * One authoritative name server of the lab: answers for the zones it is given — referrals with glue, signatures, denials —
 * or badly, as told. Pure: from a question to an answer; lab/hierarchy.ts has the sockets. Never part of the product.
 */
import type { Answer } from 'dns-packet';
import { recordsOf, soaOf, type ZoneName } from './dns-server.ts';
import { nsecOf, signSet, type Validity, type ZoneKey } from './zone-signing.ts';

/** What a zone's signatures are like. */
export type SigningFault = 'expired' | 'not-yet-valid' | 'missing' | 'forged';
export interface Signer {
  readonly key: ZoneKey;
  readonly keys: readonly Answer[];
  readonly fault?: SigningFault;
}
export interface Referral {
  readonly zone: string;
  readonly servers: readonly { readonly name: string; readonly address: string | null }[];
  /** DS records of the zone; empty: it is shown to have none. */
  readonly ds: readonly Answer[];
}
export interface ServedZone {
  readonly apex: string;
  readonly names: (name: string) => ZoneName | undefined;
  /** Has the zone names below this one? */
  readonly isAbove: (name: string) => boolean;
  /** The cut at or above this name and below the apex, if there is one. */
  readonly cut: (name: string) => Referral | null;
  readonly signer: Signer | null;
}
export interface Reply {
  readonly rcode: number;
  readonly authoritative: boolean;
  readonly answers: readonly Answer[];
  readonly authorities: readonly Answer[];
  readonly additionals: readonly Answer[];
}

const DAY = 86_400;
function validityOf(fault: SigningFault | undefined, now: number): Validity {
  if (fault === 'expired') return { since: now - 30 * DAY, until: now - 2 * DAY };
  if (fault === 'not-yet-valid') return { since: now + 2 * DAY, until: now + 30 * DAY };
  return { since: now - DAY, until: now + 14 * DAY };
}

/** Each set with its signature after it. */
function signed(records: readonly Answer[], zone: ServedZone, now: number): Answer[] {
  const { signer, apex } = zone;
  // A referral's name servers and glue belong to the zone below: never signed here (RFC 4035 §2.2).
  if (signer === null || signer.fault === 'missing') return [...records];
  const sets = Map.groupBy(records, (record) => `${record.type} ${record.name}`);
  return [...sets.values()].flatMap((set) => {
    const signature = signSet(apex, signer.key, set, validityOf(signer.fault, now));
    return [...set, signer.fault === 'forged' && set[0].type !== 'DNSKEY' ? forged(signature) : signature];
  });
}
function forged(signature: Answer): Answer {
  if (signature.type !== 'RRSIG') return signature;
  const bytes = Buffer.from(signature.data.signature);
  bytes[7] ^= 0x55;
  return { ...signature, data: { ...signature.data, signature: bytes } };
}

/** Answers one question about a zone; `now` in epoch seconds. */
export function answerFrom(zone: ServedZone, name: string, type: string, dnssec: boolean, now: number): Reply {
  const sign = (records: readonly Answer[]): Answer[] => (dnssec ? signed(records, zone, now) : [...records]);
  const cut = zone.cut(name);
  // The zone above answers for the DS of a cut itself (RFC 4035 §3.1.4.1).
  if (cut !== null && !(type === 'DS' && name === cut.zone)) return refer(zone, cut, dnssec, sign);
  const found = zone.names(name);
  const answers = cut !== null ? cut.ds : recordsAt(zone, name, type, found);
  if (answers.length > 0)
    return { rcode: 0, authoritative: true, answers: sign(answers), authorities: [], additionals: [] };
  const exists = found !== undefined || cut !== null || name === zone.apex || zone.isAbove(name);
  const types = cut !== null ? ['NS'] : typesAt(found, name === zone.apex);
  const proof = zone.signer === null || !dnssec ? [] : [nsecOf(name, types)];
  const authorities = sign([soaOf(zone.apex, zone.names(zone.apex)), ...proof]);
  return { rcode: exists ? 0 : 3, authoritative: true, answers: [], authorities, additionals: [] };
}

function recordsAt(zone: ServedZone, name: string, type: string, found: ZoneName | undefined): readonly Answer[] {
  if (type === 'DNSKEY') return name === zone.apex ? (zone.signer?.keys ?? []) : [];
  if (name === zone.apex && type === 'SOA') return [soaOf(name, found)];
  if (found === undefined) return [];
  if (found.CNAME !== undefined && (type !== 'NS' || name !== zone.apex))
    return [{ type: 'CNAME', name, ttl: found.ttl ?? 60, data: found.CNAME }];
  return recordsOf(name, found, type);
}

const TYPES = ['A', 'AAAA', 'MX', 'TXT', 'NS', 'PTR', 'SRV', 'TLSA', 'CAA'] as const;
const typesAt = (found: ZoneName | undefined, isApex: boolean): string[] => [
  ...(isApex ? ['SOA', 'DNSKEY'] : []),
  ...TYPES.filter((type) => found !== undefined && recordsOf('x', found, type).length > 0),
];

function refer(
  zone: ServedZone,
  cut: Referral,
  dnssec: boolean,
  sign: (records: readonly Answer[]) => Answer[],
): Reply {
  const servers = cut.servers.map(({ name }): Answer => ({ type: 'NS', name: cut.zone, ttl: 3600, data: name }));
  const proof = cut.ds.length > 0 ? cut.ds : [nsecOf(cut.zone, ['NS'])];
  const more = dnssec && zone.signer !== null ? sign(proof) : [];
  const glue = cut.servers.flatMap(({ name, address }): Answer[] =>
    address === null ? [] : [{ type: 'A', name, ttl: 3600, data: address }],
  );
  return { rcode: 0, authoritative: false, answers: [], authorities: [...servers, ...more], additionals: glue };
}
