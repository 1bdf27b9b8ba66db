/**
 * Records as a zone file writes them, and back to their bytes, exactly: strings of a TXT stay apart, odd octets are `\ddd`
 * (RFC 1035 §5.1). For the types that fixes write. Used by net/dns-write. Pure; bad text gives null, never a guess.
 */
export const WRITABLE_TYPES = { A: 1, CNAME: 5, MX: 15, TXT: 16, AAAA: 28, SRV: 33 } as const;
export type WritableType = keyof typeof WRITABLE_TYPES;

/** Octets of a name in wire form without compression, lower case; null when it can be none (RFC 1035 §3.1). */
export function nameBytes(name: string): Buffer | null {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  if (bare === '') return Buffer.from([0]);
  const parts: Buffer[] = [];
  let size = 1;
  for (const label of bare.toLowerCase().split('.')) {
    if (!/^[\x21-\x5b\x5d-\x7e]{1,63}$/.test(label)) return null;
    parts.push(Buffer.from([label.length]), Buffer.from(label, 'latin1'));
    size += label.length + 1;
  }
  return size > 255 ? null : Buffer.concat([...parts, Buffer.from([0])]);
}

/** Reads an uncompressed name that fills its bytes; with the final dot. Null when it does not hold together. */
export function nameText(bytes: Buffer): string | null {
  const labels: string[] = [];
  let at = 0;
  for (; at < bytes.length && bytes[at] !== 0; at += bytes[at] + 1) {
    const label = bytes.subarray(at + 1, at + 1 + bytes[at]);
    if (bytes[at] > 63 || label.length !== bytes[at]) return null;
    labels.push(label.toString('latin1').toLowerCase());
  }
  return at + 1 === bytes.length && bytes.length <= 255 ? `${labels.join('.')}.` : null;
}

const quoted = (part: Buffer): string =>
  `"${Array.from(part, (octet) =>
    octet === 0x22 || octet === 0x5c
      ? `\\${String.fromCharCode(octet)}`
      : octet < 0x20 || octet > 0x7e
        ? `\\${String(octet).padStart(3, '0')}`
        : String.fromCharCode(octet),
  ).join('')}"`;

/** Text as a TXT record's data: strings of at most 255 octets. */
export function txtValue(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  const parts: string[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += 255) parts.push(quoted(bytes.subarray(at, at + 255)));
  return parts.join(' ');
}

/** The strings of a TXT record's data; null when they are not as a zone file writes them. */
function stringsIn(value: string): readonly Buffer[] | null {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < value.length) {
    if (value[at] === ' ') {
      at += 1;
      continue;
    }
    if (value[at] !== '"') return null;
    const octets: number[] = [];
    at += 1;
    for (; at < value.length && value[at] !== '"'; at += 1) {
      const digits = value[at] === '\\' ? /^\d{3}/.exec(value.slice(at + 1, at + 4))?.[0] : undefined;
      if (digits !== undefined) {
        octets.push(Number(digits));
        at += 3;
      } else {
        if (value[at] === '\\') at += 1;
        octets.push(...Buffer.from(value[at] ?? '', 'utf8'));
      }
    }
    if (at >= value.length || octets.length > 255 || octets.some((octet) => octet > 255)) return null;
    parts.push(Buffer.from(octets));
    at += 1;
  }
  return parts.length === 0 ? null : parts;
}

/** All strings of a TXT record's data as one text; null when it is none. */
export function txtText(value: string): string | null {
  const parts = stringsIn(value);
  return parts === null ? null : Buffer.concat(parts).toString('utf8');
}

/** Data in wire form; null when the text is not of this type. */
export function dataBytes(type: WritableType, value: string): Buffer | null {
  switch (type) {
    case 'A': {
      const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(value)?.slice(1).map(Number);
      return octets === undefined || octets.some((octet) => octet > 255) ? null : Buffer.from(octets);
    }
    case 'AAAA':
      return ipv6Bytes(value);
    case 'CNAME':
      return nameBytes(value);
    case 'MX': {
      const match = /^(\d{1,5}) +(\S+)$/.exec(value);
      const name = match === null ? null : nameBytes(match[2]);
      if (match === null || name === null || Number(match[1]) > 65_535) return null;
      return Buffer.concat([Buffer.from([Number(match[1]) >> 8, Number(match[1]) & 255]), name]);
    }
    case 'SRV': {
      const match = /^(\d{1,5}) +(\d{1,5}) +(\d{1,5}) +(\S+)$/.exec(value);
      const name = match === null ? null : nameBytes(match[4]);
      const numbers = match?.slice(1, 4).map(Number) ?? [];
      if (name === null || numbers.some((number) => number > 65_535)) return null;
      return Buffer.concat([...numbers.map((number) => Buffer.from([number >> 8, number & 255])), name]);
    }
    case 'TXT': {
      const parts = stringsIn(value);
      if (parts === null) return null;
      const bytes = Buffer.concat(parts.flatMap((part) => [Buffer.from([part.length]), part]));
      return bytes.length > 60_000 ? null : bytes;
    }
  }
}

function ipv6Bytes(value: string): Buffer | null {
  const [head, tail, more] = value.toLowerCase().split('::');
  const groups = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(':'));
  const first = groups(head);
  const last = groups(tail);
  const gap = tail === undefined ? 0 : 8 - first.length - last.length;
  const all = [...first, ...Array.from({ length: Math.max(0, gap) }, () => '0'), ...last];
  if (more !== undefined || gap < 0 || all.length !== 8 || all.some((group) => !/^[0-9a-f]{1,4}$/.test(group)))
    return null;
  return Buffer.concat(all.map((group) => Buffer.from(group.padStart(4, '0'), 'hex')));
}

/** Data as a zone file writes it, from uncompressed wire form; null when it does not hold together. */
export function dataText(type: WritableType, bytes: Buffer): string | null {
  switch (type) {
    case 'A':
      return bytes.length === 4 ? bytes.join('.') : null;
    case 'AAAA':
      return bytes.length === 16
        ? (bytes.toString('hex').match(/.{4}/g) ?? []).map((g) => g.replace(/^0{1,3}/, '')).join(':')
        : null;
    case 'CNAME':
      return nameText(bytes);
    case 'MX': {
      const name = bytes.length < 3 ? null : nameText(bytes.subarray(2));
      return name === null ? null : `${bytes.readUInt16BE(0)} ${name}`;
    }
    case 'SRV': {
      const name = bytes.length < 7 ? null : nameText(bytes.subarray(6));
      return name === null ? null : `${[0, 2, 4].map((at) => bytes.readUInt16BE(at)).join(' ')} ${name}`;
    }
    case 'TXT': {
      const parts: string[] = [];
      let at = 0;
      for (; at < bytes.length; at += bytes[at] + 1) parts.push(quoted(bytes.subarray(at + 1, at + 1 + bytes[at])));
      return at === bytes.length && parts.length > 0 ? parts.join(' ') : null;
    }
  }
}
