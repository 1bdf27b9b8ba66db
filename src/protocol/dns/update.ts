/**
 * Dynamic updates (RFC 2136) as bytes, and the reading of a server's answer with every record's data kept exact, so that
 * what is put back is what was there. Called by net/dns-write. Pure and bounded: hostile bytes give null.
 */
import { dataBytes, dataText, nameBytes, WRITABLE_TYPES, type WritableType } from './presentation.ts';

export interface ZoneRecord {
  /** Lower case, without the final dot. */
  readonly name: string;
  readonly type: WritableType;
  readonly ttlSeconds: number;
  /** As a zone file writes it; names in it with the final dot, strings of a TXT in quotes. */
  readonly value: string;
}
export interface RecordSet {
  readonly name: string;
  readonly type: WritableType;
}
export interface ZoneChange {
  /** Must be exactly so, values compared, before anything is done; an empty list of a set: must not exist. */
  readonly expect: readonly (RecordSet & { readonly values: readonly string[] })[];
  readonly remove: readonly ZoneRecord[];
  readonly add: readonly ZoneRecord[];
}

const IN = 1;
const NONE = 254;
const SOA = 6;
const UPDATE = 5;

interface Row {
  readonly name: string;
  readonly type: number;
  readonly class: number;
  readonly ttl: number;
  readonly data: Buffer | null;
}

function rowBytes({ name, type, class: of, ttl, data }: Row): Buffer | null {
  const owner = nameBytes(name);
  if (owner === null) return null;
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(of, 2);
  fixed.writeUInt32BE(ttl, 4);
  fixed.writeUInt16BE(data?.length ?? 0, 8);
  return Buffer.concat([owner, fixed, data ?? Buffer.alloc(0)]);
}

const all = (rows: readonly (Row | null)[]): readonly Buffer[] | null => {
  const bytes = rows.map((row) => (row === null ? null : rowBytes(row)));
  return bytes.some((one) => one === null) ? null : (bytes as Buffer[]);
};
const withData = (name: string, type: WritableType, of: number, ttl: number, value: string): Row | null => {
  const data = dataBytes(type, value);
  return data === null ? null : { name, type: WRITABLE_TYPES[type], class: of, ttl, data };
};

/** An update message for one zone; null when a name or a value cannot be written, or it is over 65,535 octets. */
export function encodeUpdate(id: number, zone: string, change: ZoneChange): Buffer | null {
  const apex = nameBytes(zone);
  const expects = all(
    change.expect.flatMap(({ name, type, values }): (Row | null)[] =>
      values.length === 0
        ? [{ name, type: WRITABLE_TYPES[type], class: NONE, ttl: 0, data: null }]
        : values.map((value) => withData(name, type, IN, 0, value)),
    ),
  );
  const updates = all([
    ...change.remove.map(({ name, type, value }) => withData(name, type, NONE, 0, value)),
    ...change.add.map(({ name, type, ttlSeconds, value }) => withData(name, type, IN, ttlSeconds, value)),
  ]);
  if (apex === null || expects === null || updates === null) return null;
  const head = Buffer.alloc(12);
  head.writeUInt16BE(id, 0);
  head[2] = UPDATE << 3;
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(expects.length, 6);
  head.writeUInt16BE(updates.length, 8);
  const message = Buffer.concat([head, apex, Buffer.from([0, SOA, 0, IN]), ...expects, ...updates]);
  return message.length > 65_000 ? null : message;
}

/** A plain question without recursion, for the server that has the zone. */
export function encodeQuestion(id: number, name: string, type: WritableType | 'SOA'): Buffer | null {
  const owner = nameBytes(name);
  if (owner === null) return null;
  const head = Buffer.alloc(12);
  head.writeUInt16BE(id, 0);
  head.writeUInt16BE(1, 4);
  const code = type === 'SOA' ? SOA : WRITABLE_TYPES[type];
  return Buffer.concat([head, owner, Buffer.from([0, code, 0, IN])]);
}

export interface ServerReply {
  readonly id: number;
  readonly opcode: number;
  /** RFC 1035 §4.1.1, RFC 2136 §2.2: 5 refused, 6 YXDOMAIN, 7 YXRRSET, 8 NXRRSET, 9 NOTAUTH, 10 NOTZONE. */
  readonly rcode: number;
  readonly authoritative: boolean;
  readonly answers: readonly ZoneRecord[];
  /** Owner and serial of the SOA, in answer or authority. */
  readonly soa: { readonly zone: string; readonly serial: number } | null;
  /** True when an answer had a type or data that cannot be written back exactly. */
  readonly strange: boolean;
  /** Where the last record of the additional section starts, e.g. a TSIG; -1 when there is none. */
  readonly lastAt: number;
}

const MOST_ROWS = 512;
const TYPE_NAMES = new Map<number, WritableType>(
  Object.entries(WRITABLE_TYPES).map(([name, code]) => [code, name as WritableType]),
);

/** A name with pointers followed, as uncompressed bytes. Pointers only backwards (RFC 1035 §4.1.4). */
function expand(bytes: Buffer, start: number): { readonly name: Buffer; readonly next: number } | null {
  const parts: Buffer[] = [];
  let size = 1;
  let at = start;
  let next = -1;
  let floor = start;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return null;
    if (length === 0) return { name: Buffer.concat([...parts, Buffer.from([0])]), next: next < 0 ? at + 1 : next };
    if (length >= 0xc0) {
      const low = bytes[at + 1];
      if (low === undefined) return null;
      if (next < 0) next = at + 2;
      at = ((length & 0x3f) << 8) | low;
      if (at >= floor) return null;
      floor = at;
      continue;
    }
    if (length > 63 || at + 1 + length > bytes.length) return null;
    size += length + 1;
    if (size > 255) return null;
    parts.push(bytes.subarray(at, at + 1 + length));
    at += length + 1;
  }
}
const textOf = (name: Buffer): string => {
  const labels: string[] = [];
  for (let at = 0; name[at] !== 0; at += name[at] + 1)
    labels.push(name.toString('latin1', at + 1, at + 1 + name[at]).toLowerCase());
  return labels.join('.');
};

/** Data with the names in it uncompressed. */
function plainData(bytes: Buffer, type: WritableType, from: number, to: number): Buffer | null {
  if (type !== 'MX' && type !== 'CNAME' && type !== 'SRV') return bytes.subarray(from, to);
  const skip = type === 'MX' ? 2 : type === 'SRV' ? 6 : 0;
  const name = from + skip < to ? expand(bytes, from + skip) : null;
  return name === null || name.next !== to ? null : Buffer.concat([bytes.subarray(from, from + skip), name.name]);
}

function serialAt(bytes: Buffer, from: number, to: number): number | null {
  const primary = expand(bytes, from);
  const person = primary === null ? null : expand(bytes, primary.next);
  return person !== null && person.next + 20 === to ? bytes.readUInt32BE(person.next) : null;
}

/** Reads an answer to a question or an update. Null when it does not hold together or has over 512 records. */
export function decodeReply(bytes: Buffer): ServerReply | null {
  if (bytes.length < 12 || (bytes[2] & 0x80) === 0) return null;
  const [questions, first, second, third] = [4, 6, 8, 10].map((offset) => bytes.readUInt16BE(offset));
  if (questions > 1 || first + second + third > MOST_ROWS) return null;
  let at = 12;
  if (questions === 1) {
    const asked = expand(bytes, at);
    if (asked === null || asked.next + 4 > bytes.length) return null;
    at = asked.next + 4;
  }
  const answers: ZoneRecord[] = [];
  let soa: ServerReply['soa'] = null;
  let strange = false;
  let lastAt = -1;
  for (let row = 0; row < first + second + third; row += 1) {
    const owner = expand(bytes, at);
    if (owner === null || owner.next + 10 > bytes.length) return null;
    const code = bytes.readUInt16BE(owner.next);
    const from = owner.next + 10;
    const to = from + bytes.readUInt16BE(owner.next + 8);
    if (to > bytes.length) return null;
    if (row >= first + second) lastAt = at;
    at = to;
    const name = textOf(owner.name);
    if (code === SOA) {
      const serial = serialAt(bytes, from, to);
      if (serial === null) return null;
      soa ??= { zone: name, serial };
    } else if (row < first) {
      const type = TYPE_NAMES.get(code);
      const data = type === undefined ? null : plainData(bytes, type, from, to);
      const value = type === undefined || data === null ? null : dataText(type, data);
      if (type === undefined || value === null) strange = true;
      else answers.push({ name, type, ttlSeconds: bytes.readUInt32BE(owner.next + 4), value });
    }
  }
  return {
    id: bytes.readUInt16BE(0),
    opcode: (bytes[2] >> 3) & 15,
    rcode: bytes[3] & 15,
    authoritative: (bytes[2] & 4) !== 0,
    answers,
    soa,
    strange,
    lastAt,
  };
}
