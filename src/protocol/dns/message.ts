/**
 * DNS messages as values (RFC 1035 §4, EDNS RFC 6891): the query we write and the reply we read, for the record types
 * mail needs. Called by net/resolver. Pure and bounded: hostile bytes give `null`, never an exception, never a long loop.
 */
export const DNS_TYPES = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, SRV: 33 } as const;
export type DnsType = keyof typeof DNS_TYPES;

/** Names in lower case without the final dot ('' is the root); odd octets as `\ddd` (RFC 1035 §5.1). */
export interface DnsRecord {
  readonly name: string;
  /** Number of the type; types not in DNS_TYPES are kept out of `DnsReply`. */
  readonly type: DnsType;
  readonly ttlSeconds: number;
  /** Ready text: address, name, joined strings, `preference exchange`, the seven fields of an SOA, the four of an SRV. */
  readonly data: string;
  /** MX preference, SRV priority, or the minimum field of an SOA. */
  readonly number: number;
}
export interface DnsReply {
  readonly id: number;
  readonly truncated: boolean;
  /** RFC 1035 §4.1.1: 0 no error, 2 server failure, 3 name error, 5 refused. */
  readonly rcode: number;
  /** As sent back, case kept, so that it can be compared octet by octet with what was asked. */
  readonly question: { readonly name: string; readonly type: number } | null;
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
}

const MAX_RECORDS = 512;
const MAX_POINTERS = 32;
const TYPE_NAMES = new Map<number, DnsType>(Object.entries(DNS_TYPES).map(([name, code]) => [code, name as DnsType]));

/** Payload size we offer: fits every path without fragments (DNS flag day 2020). */
export const EDNS_PAYLOAD_BYTES = 1232;

/**
 * Writes a recursive query with EDNS. `name` is ASCII, without or with the final dot, any case.
 * Null when the name cannot be a DNS name (empty label, label over 63, whole over 255 octets).
 */
export function encodeDnsQuery(id: number, name: string, type: DnsType): Buffer | null {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  const labels = bare === '' ? [] : bare.split('.').map((label) => Buffer.from(label, 'utf8'));
  if (labels.some((label) => label.length === 0 || label.length > 63)) return null;
  const nameLength = labels.reduce((sum, label) => sum + label.length + 1, 1);
  if (nameLength > 255) return null;
  const out = Buffer.alloc(12 + nameLength + 4 + 11);
  out.writeUInt16BE(id, 0);
  out[2] = 0x01; // recursion desired
  out[5] = 1; // one question
  out[11] = 1; // one additional: OPT
  let at = 12;
  for (const label of labels) {
    out[at] = label.length;
    label.copy(out, at + 1);
    at += label.length + 1;
  }
  out.writeUInt16BE(DNS_TYPES[type], at + 1);
  out.writeUInt16BE(1, at + 3); // IN
  out.writeUInt16BE(41, at + 6); // OPT, owner is the root
  out.writeUInt16BE(EDNS_PAYLOAD_BYTES, at + 8);
  return out;
}

interface ReadName {
  readonly name: string;
  /** Offset after the name where it stands. */
  readonly next: number;
}

/** Reads a name; pointers only backwards, at most 32 of them and 255 octets in all (RFC 1035 §4.1.4). */
function readName(bytes: Buffer, start: number): ReadName | null {
  let at = start;
  let next = -1;
  let length = 1;
  let pointers = 0;
  let floor = start;
  const labels: string[] = [];
  for (;;) {
    const size = bytes[at];
    if (size === undefined) return null;
    if (size === 0) return { name: labels.join('.'), next: next < 0 ? at + 1 : next };
    if (size >= 0xc0) {
      const low = bytes[at + 1];
      if (low === undefined) return null;
      if (next < 0) next = at + 2;
      at = ((size & 0x3f) << 8) | low;
      pointers += 1;
      if (at >= floor || pointers > MAX_POINTERS) return null;
      floor = at;
      continue;
    }
    if (size > 63 || at + 1 + size > bytes.length) return null;
    length += size + 1;
    if (length > 255) return null;
    labels.push(labelText(bytes, at + 1, at + 1 + size));
    at += size + 1;
  }
}

function labelText(bytes: Buffer, from: number, to: number): string {
  for (let i = from; i < to; i += 1) {
    const octet = bytes[i];
    if (octet <= 0x20 || octet >= 0x7f || octet === 0x2e || octet === 0x5c)
      return escapedLabel(bytes.subarray(from, to));
  }
  return bytes.toString('latin1', from, to);
}
const escapedLabel = (label: Buffer): string =>
  Array.from(label, (octet) =>
    octet <= 0x20 || octet >= 0x7f || octet === 0x2e || octet === 0x5c
      ? `\\${String(octet).padStart(3, '0')}`
      : String.fromCharCode(octet),
  ).join('');

const ipv6Text = (bytes: Buffer): string => {
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16));
  // RFC 5952 §4.2: the longest run of two or more zero groups becomes "::".
  const runs = [...groups.join(':').matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)];
  const longest = runs.toSorted((a, b) => b[0].split(':').length - a[0].split(':').length)[0];
  if (longest === undefined) return groups.join(':');
  const text = groups.join(':');
  return `${text.slice(0, longest.index)}::${text.slice(longest.index + longest[0].length).replace(/^:/, '')}`;
};

interface Data {
  readonly data: string;
  readonly number: number;
}
const textData = (data: string, number = 0): Data => ({ data, number });

/** The data of one record, or null when it does not hold together. */
function readData(bytes: Buffer, type: DnsType, from: number, to: number): Data | null {
  switch (type) {
    case 'A':
      return to - from === 4 ? textData(bytes.subarray(from, to).join('.')) : null;
    case 'AAAA':
      return to - from === 16 ? textData(ipv6Text(bytes.subarray(from, to))) : null;
    case 'NS':
    case 'CNAME':
    case 'PTR': {
      const name = readName(bytes, from);
      return name !== null && name.next === to ? textData(name.name.toLowerCase()) : null;
    }
    case 'MX': {
      if (to - from < 3) return null;
      const name = readName(bytes, from + 2);
      return name !== null && name.next === to ? textData(name.name.toLowerCase(), bytes.readUInt16BE(from)) : null;
    }
    case 'SRV': {
      // RFC 2782: priority, weight, port, target ('.' when the service is decidedly not offered).
      if (to - from < 7) return null;
      const name = readName(bytes, from + 6);
      if (name === null || name.next !== to) return null;
      const [priority, weight, port] = [0, 2, 4].map((offset) => bytes.readUInt16BE(from + offset));
      return textData(`${priority} ${weight} ${port} ${name.name.toLowerCase() || '.'}`, priority);
    }
    case 'TXT':
      return readStrings(bytes, from, to);
    case 'SOA':
      return readSoa(bytes, from, to);
  }
}

function readStrings(bytes: Buffer, from: number, to: number): Data | null {
  const parts: Buffer[] = [];
  for (let at = from; at < to;) {
    const end = at + 1 + bytes[at];
    if (end > to) return null;
    parts.push(bytes.subarray(at + 1, end));
    at = end;
  }
  return textData(Buffer.concat(parts).toString('utf8'));
}

function readSoa(bytes: Buffer, from: number, to: number): Data | null {
  const primary = readName(bytes, from);
  const person = primary === null ? null : readName(bytes, primary.next);
  if (primary === null || person === null || person.next + 20 !== to) return null;
  const numbers = [0, 4, 8, 12, 16].map((offset) => bytes.readUInt32BE(person.next + offset));
  return textData(`${primary.name} ${person.name} ${numbers.join(' ')}`.toLowerCase(), numbers[4]);
}

interface Section {
  readonly records: readonly DnsRecord[];
  readonly next: number;
}

function readSection(bytes: Buffer, start: number, count: number): Section | null {
  const records: DnsRecord[] = [];
  let at = start;
  for (let i = 0; i < count; i += 1) {
    const owner = readName(bytes, at);
    if (owner === null || owner.next + 10 > bytes.length) return null;
    const type = TYPE_NAMES.get(bytes.readUInt16BE(owner.next));
    const from = owner.next + 10;
    const to = from + bytes.readUInt16BE(owner.next + 8);
    if (to > bytes.length) return null;
    at = to;
    if (type === undefined || bytes.readUInt16BE(owner.next + 2) !== 1) continue;
    const data = readData(bytes, type, from, to);
    if (data === null) return null;
    // RFC 2181 §8: a TTL with the top bit set is zero.
    const ttl = bytes.readUInt32BE(owner.next + 4);
    records.push({ name: owner.name.toLowerCase(), type, ttlSeconds: ttl > 0x7fffffff ? 0 : ttl, ...data });
  }
  return { records, next: at };
}

/**
 * Reads a reply. Null when it is no reply, does not hold together, or has over 512 records.
 * A truncated reply gives its head only: its records must not be used (RFC 2181 §9).
 */
export function decodeDnsReply(bytes: Buffer): DnsReply | null {
  if (bytes.length < 12 || bytes.length > 65535 || (bytes[2] & 0x80) === 0) return null;
  const [questions, answers, authorities] = [4, 6, 8].map((offset) => bytes.readUInt16BE(offset));
  if (questions > 1 || answers + authorities > MAX_RECORDS) return null;
  const head = { id: bytes.readUInt16BE(0), truncated: (bytes[2] & 0x02) !== 0, rcode: bytes[3] & 0x0f };
  let at = 12;
  let question: DnsReply['question'] = null;
  if (questions === 1) {
    const asked = readName(bytes, at);
    if (asked === null || asked.next + 4 > bytes.length) return null;
    question = { name: asked.name, type: bytes.readUInt16BE(asked.next) };
    at = asked.next + 4;
  }
  if (head.truncated) return { ...head, question, answers: [], authorities: [] };
  const first = readSection(bytes, at, answers);
  const second = first === null ? null : readSection(bytes, first.next, authorities);
  if (first === null || second === null) return null;
  return { ...head, question, answers: first.records, authorities: second.records };
}
