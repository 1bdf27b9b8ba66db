/**
 * Domain names between text and octets (RFC 1035 §3.1, §4.1.4), and the relations between names that delegation and
 * DNSSEC need. Called by message.ts, record-data.ts, dnssec/. Pure and bounded: hostile octets give null.
 */

const MAX_POINTERS = 32;
const MAX_NAME_OCTETS = 255;

export interface ReadName {
  /** Labels joined by dots, case kept, odd octets as `\ddd`; '' is the root. */
  readonly name: string;
  /** Offset after the name where it stands. */
  readonly next: number;
}

/** Reads a name; pointers only backwards, at most 32 of them and 255 octets in all (RFC 1035 §4.1.4). */
export function readName(bytes: Buffer, start: number): ReadName | null {
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
    if (length > MAX_NAME_OCTETS) return null;
    labels.push(labelText(bytes, at + 1, at + 1 + size));
    at += size + 1;
  }
}

const isOdd = (octet: number): boolean => octet <= 0x20 || octet >= 0x7f || octet === 0x2e || octet === 0x5c;

function labelText(bytes: Buffer, from: number, to: number): string {
  for (let i = from; i < to; i += 1) if (isOdd(bytes[i])) return escapedLabel(bytes.subarray(from, to));
  return bytes.toString('latin1', from, to);
}
const escapedLabel = (label: Buffer): string =>
  Array.from(label, (octet) =>
    isOdd(octet) ? `\\${String(octet).padStart(3, '0')}` : String.fromCharCode(octet),
  ).join('');

function labelOctets(label: string): Buffer {
  if (!label.includes('\\')) return Buffer.from(label, 'utf8');
  const plain = label.replaceAll(/\\(\d{3})/g, (_, octet: string) => String.fromCharCode(Number(octet) & 0xff));
  return Buffer.from(plain, 'latin1');
}

/** Labels of a name in text, with or without the final dot; none for the root. */
export const labelsOf = (name: string): string[] => {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  return bare === '' ? [] : bare.split('.');
};

/** Octets of a name, uncompressed. Null when it cannot be one (empty label, label over 63, whole over 255 octets). */
export function encodeName(name: string): Buffer | null {
  const labels = labelsOf(name).map(labelOctets);
  if (labels.some((label) => label.length === 0 || label.length > 63)) return null;
  const length = labels.reduce((sum, label) => sum + label.length + 1, 1);
  if (length > MAX_NAME_OCTETS) return null;
  const out = Buffer.alloc(length);
  let at = 0;
  for (const label of labels) {
    out[at] = label.length;
    label.copy(out, at + 1);
    at += label.length + 1;
  }
  return out;
}

/** True when `name` is `zone` or lies below it. Both in lower case without the final dot. */
export const isWithin = (name: string, zone: string): boolean =>
  zone === '' || name === zone || name.endsWith(`.${zone}`);

/** The name one label up; null for the root. */
export function parentOf(name: string): string | null {
  if (name === '') return null;
  const dot = name.indexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1);
}
