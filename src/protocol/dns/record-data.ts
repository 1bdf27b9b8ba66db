/**
 * The data of one record: as ready text for people and probes, and as canonical octets for DNSSEC (RFC 4034 §6.2: names
 * uncompressed, in lower case). Called by message.ts only. Pure; data that does not hold together gives null.
 */
import { encodeName, readName } from './name.ts';

/** Numbers of the types that we read (IANA registry; RFC 1035, 2782, 3596, 4034, 5155, 6698, 8659). */
export const DNS_TYPES = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  DNAME: 39,
  DS: 43,
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  NSEC3: 50,
  NSEC3PARAM: 51,
  TLSA: 52,
  CAA: 257,
} as const;
export type DnsType = keyof typeof DNS_TYPES;

const TYPE_NAMES = new Map<number, DnsType>(Object.entries(DNS_TYPES).map(([name, code]) => [code, name as DnsType]));
/** Name of a type we read; undefined for others. */
export const typeName = (code: number): DnsType | undefined => TYPE_NAMES.get(code);
const anyTypeName = (code: number): string => TYPE_NAMES.get(code) ?? `TYPE${code}`;

export interface Data {
  readonly data: string;
  readonly number: number;
}
const textData = (data: string, number = 0): Data => ({ data, number });

const ipv6Text = (bytes: Buffer): string => {
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16));
  // RFC 5952 §4.2: the longest run of two or more zero groups becomes "::".
  const runs = [...groups.join(':').matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)];
  const longest = runs.toSorted((a, b) => b[0].split(':').length - a[0].split(':').length)[0];
  if (longest === undefined) return groups.join(':');
  const text = groups.join(':');
  return `${text.slice(0, longest.index)}::${text.slice(longest.index + longest[0].length).replace(/^:/, '')}`;
};

/** The data of one record between two offsets of a message, or null when it does not hold together. */
export function readData(bytes: Buffer, type: DnsType, from: number, to: number): Data | null {
  switch (type) {
    case 'A':
      return to - from === 4 ? textData(bytes.subarray(from, to).join('.')) : null;
    case 'AAAA':
      return to - from === 16 ? textData(ipv6Text(bytes.subarray(from, to))) : null;
    case 'NS':
    case 'CNAME':
    case 'DNAME':
    case 'PTR':
      return nameAfter(bytes, from, to, 0, () => '');
    case 'MX': {
      const read = nameAfter(bytes, from, to, 2, () => '');
      return read === null ? null : { ...read, number: bytes.readUInt16BE(from) };
    }
    case 'SRV': {
      const read = nameAfter(bytes, from, to, 6, (head) => `${[0, 2, 4].map((i) => head.readUInt16BE(i)).join(' ')} `);
      // The target '.' says that the service is decidedly not offered (RFC 2782).
      return read === null ? null : textData(read.data.replace(/ $/, ' .'), bytes.readUInt16BE(from));
    }
    case 'TXT':
      return readStrings(bytes, from, to);
    case 'SOA':
      return readSoa(bytes, from, to);
    case 'TLSA':
      return to - from < 4 ? null : readNumbers(bytes.subarray(from, to), 'hex', 'BBB');
    case 'DS':
      return to - from < 5 ? null : readNumbers(bytes.subarray(from, to), 'hex', 'HBB');
    case 'DNSKEY':
      return to - from < 5 ? null : readNumbers(bytes.subarray(from, to), 'base64', 'HBB');
    case 'CAA':
      return readCaa(bytes.subarray(from, to));
    case 'RRSIG':
      return readSignature(bytes, from, to);
    case 'NSEC':
      return readNsec(bytes, from, to);
    case 'NSEC3':
      return readNsec3(bytes.subarray(from, to));
    case 'NSEC3PARAM':
      return to - from < 5 || to - from !== 5 + bytes[from + 4]
        ? null
        : textData(saltText(bytes.subarray(from, to), bytes.toString('hex', from + 5, to)));
  }
}

/** A name after `skip` octets, up to the end; `before` writes what stands before it. */
function nameAfter(
  bytes: Buffer,
  from: number,
  to: number,
  skip: number,
  before: (head: Buffer) => string,
): Data | null {
  if (to - from < skip + 1) return null;
  const name = readName(bytes, from + skip);
  if (name === null || name.next !== to) return null;
  return textData(`${before(bytes.subarray(from, from + skip))}${name.name.toLowerCase()}`);
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

/** Numbers of one (B) or two (H) octets, then octets as text: TLSA, DS, DNSKEY. The first number is `number`. */
function readNumbers(data: Buffer, rest: 'hex' | 'base64', shape: string): Data {
  const numbers: number[] = [];
  let at = 0;
  for (const size of shape) {
    numbers.push(size === 'H' ? data.readUInt16BE(at) : data[at]);
    at += size === 'H' ? 2 : 1;
  }
  return textData(`${numbers.join(' ')} ${data.toString(rest, at)}`, numbers[0]);
}

/** RFC 8659 §4.1: flags, tag, value → `0 issue "ca.example"`. */
function readCaa(data: Buffer): Data | null {
  if (data.length < 3 || data[1] === 0 || data.length < 2 + data[1]) return null;
  const tag = data.toString('latin1', 2, 2 + data[1]).toLowerCase();
  return textData(`${data[0]} ${tag} "${data.toString('utf8', 2 + data[1])}"`, data[0]);
}

function readSignature(bytes: Buffer, from: number, to: number): Data | null {
  const signer = to - from < 20 ? null : readName(bytes, from + 18);
  if (signer === null || signer.next > to) return null;
  const [ttl, until, since] = [4, 8, 12].map((offset) => bytes.readUInt32BE(from + offset));
  const head = [anyTypeName(bytes.readUInt16BE(from)), bytes[from + 2], bytes[from + 3], ttl, until, since];
  const tag = bytes.readUInt16BE(from + 16);
  const words = [...head, tag, signer.name.toLowerCase() || '.', bytes.toString('base64', signer.next, to)];
  return textData(words.join(' '), bytes.readUInt16BE(from));
}

/** Types in a bitmap (RFC 4034 §4.1.2); null when it does not hold together. */
function readTypes(bitmap: Buffer): readonly string[] | null {
  const types: string[] = [];
  for (let at = 0; at < bitmap.length;) {
    const size = bitmap[at + 1];
    if (size === undefined || size === 0 || size > 32 || at + 2 + size > bitmap.length) return null;
    for (let i = 0; i < size * 8; i += 1)
      if ((bitmap[at + 2 + (i >> 3)] & (0x80 >> (i & 7))) !== 0) types.push(anyTypeName(bitmap[at] * 256 + i));
    at += 2 + size;
  }
  return types;
}

function readNsec(bytes: Buffer, from: number, to: number): Data | null {
  const next = readName(bytes, from);
  const types = next === null || next.next > to ? null : readTypes(bytes.subarray(next.next, to));
  return next === null || types === null ? null : textData([next.name.toLowerCase() || '.', ...types].join(' '));
}

const saltText = (data: Buffer, salt: string): string =>
  `${data[0]} ${data[1]} ${data.readUInt16BE(2)} ${salt === '' ? '-' : salt}`;

/** RFC 5155 §3.2: algorithm, flags, iterations, salt, next hash (hex here), types. */
function readNsec3(data: Buffer): Data | null {
  if (data.length < 6 || data.length < 6 + data[4]) return null;
  const at = 5 + data[4];
  const end = at + 1 + data[at];
  const types = end > data.length || data[at] === 0 ? null : readTypes(data.subarray(end));
  if (types === null) return null;
  const words = [saltText(data, data.toString('hex', 5, at)), data.toString('hex', at + 1, end), ...types];
  return textData(words.join(' '), data[1]);
}

const NAMES_AT: Partial<Record<DnsType, readonly [skip: number, names: number]>> = {
  NS: [0, 1],
  CNAME: [0, 1],
  DNAME: [0, 1],
  PTR: [0, 1],
  MX: [2, 1],
  SRV: [6, 1],
  SOA: [0, 2],
  RRSIG: [18, 1],
};

/** Octets of the data as DNSSEC signs them (RFC 4034 §6.2, RFC 6840 §5.1: NSEC's next name keeps its case). */
export function canonicalData(bytes: Buffer, type: DnsType, from: number, to: number): Buffer | null {
  const shape = NAMES_AT[type];
  if (shape === undefined) return Buffer.from(bytes.subarray(from, to));
  const parts = [bytes.subarray(from, from + shape[0])];
  let at = from + shape[0];
  for (let i = 0; i < shape[1]; i += 1) {
    const read = readName(bytes, at);
    const name = read === null ? null : encodeName(read.name.toLowerCase());
    if (read === null || name === null) return null;
    parts.push(name);
    at = read.next;
  }
  parts.push(bytes.subarray(at, to));
  return Buffer.concat(parts);
}
