/**
 * DNS messages as values (RFC 1035 §4, EDNS RFC 6891, extended errors RFC 8914): the query we write and the reply we
 * read. Called by net/resolver. Pure and bounded: hostile bytes give `null`, never an exception, never a long loop.
 */
import { encodeName, readName } from './name.ts';
import { canonicalData, DNS_TYPES, type DnsType, readData, typeName } from './record-data.ts';

export { DNS_TYPES, type DnsType } from './record-data.ts';

/** Names in lower case without the final dot ('' is the root); odd octets as `\ddd` (RFC 1035 §5.1). */
export interface DnsRecord {
  readonly name: string;
  /** Number of the type; types not in DNS_TYPES are kept out of `DnsReply`. */
  readonly type: DnsType;
  readonly ttlSeconds: number;
  /**
   * Ready text. A/AAAA: address. NS, CNAME, PTR, MX: the name. TXT: strings joined. SOA: its seven fields. SRV: `priority
   * weight port target`. TLSA: `usage selector matching hex`. CAA: `flags tag "value"`. DS: `tag algorithm digest hex`.
   * DNSKEY: `flags protocol algorithm base64`.
   */
  readonly data: string;
  /** MX preference, SRV priority, CAA flags, or the minimum field of an SOA. */
  readonly number: number;
  /** Canonical octets (RFC 4034 §6.2), only when asked for with `octets`. */
  readonly octets?: Buffer;
}

/** An extended error (RFC 8914): why the server could not answer, in its own words. */
export interface ExtendedError {
  readonly code: number;
  readonly text: string;
}
export interface DnsReply {
  readonly id: number;
  readonly truncated: boolean;
  /** AA: the server speaks for the zone. */
  readonly authoritative: boolean;
  /** AD: the resolver has validated it (RFC 4035 §3.2.3); believed only of a resolver that we trust. */
  readonly authentic: boolean;
  /** RA. */
  readonly recursive: boolean;
  /** RFC 1035 §4.1.1, with the upper bits of EDNS: 0 no error, 2 server failure, 3 name error, 4 not implemented, 5 refused. */
  readonly rcode: number;
  /** As sent back, case kept, so that it can be compared octet by octet with what was asked. */
  readonly question: { readonly name: string; readonly type: number } | null;
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
  /** Without OPT; empty when that section does not hold together: nobody depends on it. */
  readonly additionals: readonly DnsRecord[];
  /** Null when the server does not speak EDNS. */
  readonly edns: { readonly payloadBytes: number; readonly errors: readonly ExtendedError[] } | null;
}

const MAX_RECORDS = 512;
const MAX_EXTENDED_ERRORS = 8;
const MAX_ERROR_TEXT = 200;

/** Payload size we offer: fits every path without fragments (DNS flag day 2020). */
export const EDNS_PAYLOAD_BYTES = 1232;

export interface QueryFlags {
  /** RD; default true. */
  readonly recursionDesired?: boolean;
  /** CD (RFC 4035 §3.2.2): answer even what does not validate. */
  readonly checkingDisabled?: boolean;
  /** DO (RFC 3225): send signatures too. */
  readonly dnssecOk?: boolean;
}

/**
 * Writes a query with EDNS. `name` is ASCII, without or with the final dot, any case. AD is set, so that the reply's AD
 * can be read without asking for signatures (RFC 6840 §5.7).
 * Null when the name cannot be a DNS name (empty label, label over 63, whole over 255 octets).
 */
export function encodeDnsQuery(id: number, name: string, type: DnsType, flags: QueryFlags = {}): Buffer | null {
  const octets = encodeName(name);
  if (octets === null) return null;
  const out = Buffer.alloc(12 + octets.length + 4 + 11);
  out.writeUInt16BE(id, 0);
  out[2] = flags.recursionDesired === false ? 0 : 0x01;
  out[3] = 0x20 | (flags.checkingDisabled === true ? 0x10 : 0);
  out[5] = 1; // one question
  out[11] = 1; // one additional: OPT
  octets.copy(out, 12);
  const at = 12 + octets.length;
  out.writeUInt16BE(DNS_TYPES[type], at);
  out.writeUInt16BE(1, at + 2); // IN
  out.writeUInt16BE(OPT, at + 5); // owner is the root
  out.writeUInt16BE(EDNS_PAYLOAD_BYTES, at + 7);
  if (flags.dnssecOk === true) out[at + 11] = 0x80;
  return out;
}
const OPT = 41;

interface Section {
  readonly records: readonly DnsRecord[];
  readonly next: number;
  readonly opt: Opt | null;
}
interface Opt {
  readonly payloadBytes: number;
  readonly upperRcode: number;
  readonly errors: readonly ExtendedError[];
}

function readSection(bytes: Buffer, start: number, count: number, octets: boolean): Section | null {
  const records: DnsRecord[] = [];
  let opt: Opt | null = null;
  let at = start;
  for (let i = 0; i < count; i += 1) {
    const owner = readName(bytes, at);
    if (owner === null || owner.next + 10 > bytes.length) return null;
    const code = bytes.readUInt16BE(owner.next);
    const type = typeName(code);
    const from = owner.next + 10;
    const to = from + bytes.readUInt16BE(owner.next + 8);
    if (to > bytes.length) return null;
    at = to;
    if (code === OPT) {
      const payloadBytes = bytes.readUInt16BE(owner.next + 2);
      opt = { payloadBytes, upperRcode: bytes[owner.next + 4], errors: readErrors(bytes.subarray(from, to)) };
    }
    if (type === undefined || bytes.readUInt16BE(owner.next + 2) !== 1) continue;
    const data = readData(bytes, type, from, to);
    if (data === null) return null;
    // RFC 2181 §8: a TTL with the top bit set is zero.
    const ttl = bytes.readUInt32BE(owner.next + 4);
    const record = { name: owner.name.toLowerCase(), type, ttlSeconds: ttl > 0x7fffffff ? 0 : ttl, ...data };
    if (!octets) records.push(record);
    else {
      const canonical = canonicalData(bytes, type, from, to);
      if (canonical === null) return null;
      records.push({ ...record, octets: canonical });
    }
  }
  return { records, next: at, opt };
}

const EXTENDED_ERROR = 15;
/** Extended errors among EDNS options (RFC 8914 §2); what does not hold together is left out. */
function readErrors(options: Buffer): readonly ExtendedError[] {
  const errors: ExtendedError[] = [];
  for (let at = 0; at + 4 <= options.length && errors.length < MAX_EXTENDED_ERRORS;) {
    const end = at + 4 + options.readUInt16BE(at + 2);
    if (end > options.length) break;
    if (options.readUInt16BE(at) === EXTENDED_ERROR && end - at >= 6)
      errors.push({
        code: options.readUInt16BE(at + 4),
        text: printable(options.toString('utf8', at + 6, end)),
      });
    at = end;
  }
  return errors;
}
const printable = (text: string): string => text.replaceAll(/\p{C}/gu, ' ').trim().slice(0, MAX_ERROR_TEXT);

/**
 * Reads a reply. Null when it is no reply, does not hold together, or has over 512 records.
 * A truncated reply gives its head only: its records must not be used (RFC 2181 §9).
 * With `octets` each record carries its canonical data for DNSSEC.
 */
export function decodeDnsReply(bytes: Buffer, options: { readonly octets?: boolean } = {}): DnsReply | null {
  if (bytes.length < 12 || bytes.length > 65535 || (bytes[2] & 0x80) === 0) return null;
  const [questions, answers, authorities, additionals] = [4, 6, 8, 10].map((offset) => bytes.readUInt16BE(offset));
  if (questions > 1 || answers + authorities + additionals > MAX_RECORDS) return null;
  let at = 12;
  let question: DnsReply['question'] = null;
  if (questions === 1) {
    const asked = readName(bytes, at);
    if (asked === null || asked.next + 4 > bytes.length) return null;
    question = { name: asked.name, type: bytes.readUInt16BE(asked.next) };
    at = asked.next + 4;
  }
  const head = {
    id: bytes.readUInt16BE(0),
    truncated: (bytes[2] & 0x02) !== 0,
    authoritative: (bytes[2] & 0x04) !== 0,
    authentic: (bytes[3] & 0x20) !== 0,
    recursive: (bytes[3] & 0x80) !== 0,
    rcode: bytes[3] & 0x0f,
    question,
  };
  if (head.truncated) return { ...head, answers: [], authorities: [], additionals: [], edns: null };
  const octets = options.octets === true;
  const first = readSection(bytes, at, answers, octets);
  const second = first === null ? null : readSection(bytes, first.next, authorities, octets);
  if (first === null || second === null) return null;
  const third = readSection(bytes, second.next, additionals, octets);
  const opt = third?.opt ?? null;
  return {
    ...head,
    rcode: head.rcode | ((opt?.upperRcode ?? 0) << 4),
    answers: first.records,
    authorities: second.records,
    additionals: third?.records ?? [],
    edns: opt === null ? null : { payloadBytes: opt.payloadBytes, errors: opt.errors },
  };
}
