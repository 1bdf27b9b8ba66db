/**
 * The data section of a MaxMind DB file (MaxMind DB format 2.0, "Output Data Section"): one value at an offset. Called by
 * mmdb.ts. Every read is bounded: depth, number of values, length of strings; what does not fit is undefined, never thrown.
 */
export type MmdbValue =
  string | number | bigint | boolean | Buffer | readonly MmdbValue[] | { readonly [key: string]: MmdbValue };

const MOST_DEPTH = 16;
const MOST_VALUES = 4000;
const MOST_TEXT_BYTES = 65_536;
/** "Pointer": what is added to the value by its size. */
const POINTER_BASE = [0, 2048, 526_336, 0] as const;

class Unreadable extends Error {}

interface Reader {
  readonly bytes: Buffer;
  values: number;
}

function take(bytes: Buffer, at: number, count: number): number {
  if (at < 0 || at + count > bytes.length) throw new Unreadable('outside the file');
  let value = 0;
  for (let i = 0; i < count; i += 1) value = value * 256 + bytes[at + i];
  return value;
}

interface Head {
  readonly type: number;
  readonly size: number;
  readonly next: number;
}

/** The control byte(s): type and size of a value (not of a pointer). */
function headAt(bytes: Buffer, at: number): Head {
  const control = take(bytes, at, 1);
  let next = at + 1;
  let type = control >> 5;
  if (type === 0) {
    type = take(bytes, next, 1) + 7;
    next += 1;
  }
  const short = control & 31;
  if (type === 1 || short < 29) return { type, size: short, next };
  const more = short - 28;
  const base = [29, 285, 65_821][more - 1];
  return { type, size: base + take(bytes, next, more), next: next + more };
}

function pointerAt(bytes: Buffer, { size, next }: Head): { readonly target: number; readonly next: number } {
  const count = (size >> 3) + 1;
  const low = take(bytes, next, count);
  const high = count === 4 ? 0 : (size & 7) * 256 ** count;
  return { target: high + low + POINTER_BASE[count - 1], next: next + count };
}

function valueAt(reader: Reader, at: number, depth: number): { readonly value: MmdbValue; readonly next: number } {
  const { bytes } = reader;
  reader.values += 1;
  if (depth > MOST_DEPTH || reader.values > MOST_VALUES) throw new Unreadable('too deep or too large');
  const head = headAt(bytes, at);
  const { type, size, next } = head;
  switch (type) {
    case 1: {
      const pointer = pointerAt(bytes, head);
      // "Pointers to pointers are not allowed": the depth ends a circle all the same.
      return { value: valueAt(reader, pointer.target, depth + 1).value, next: pointer.next };
    }
    case 2:
    case 4: {
      if (size > MOST_TEXT_BYTES || next + size > bytes.length) throw new Unreadable('text');
      const part = bytes.subarray(next, next + size);
      return { value: type === 2 ? part.toString('utf8') : part, next: next + size };
    }
    case 7:
    case 11:
      return type === 7 ? mapAt(reader, head, depth) : arrayAt(reader, head, depth);
    case 14:
      return { value: size !== 0, next };
    case 3:
      if (size !== 8 || next + 8 > bytes.length) throw new Unreadable('double');
      return { value: bytes.readDoubleBE(next), next: next + 8 };
    case 15:
      if (size !== 4 || next + 4 > bytes.length) throw new Unreadable('float');
      return { value: bytes.readFloatBE(next), next: next + 4 };
    case 5:
    case 6:
    case 8:
      if (size > 4) throw new Unreadable('number');
      return { value: type === 8 ? take(bytes, next, size) | 0 : take(bytes, next, size), next: next + size };
    case 9:
    case 10: {
      if (size > 16 || next + size > bytes.length) throw new Unreadable('number');
      let value = 0n;
      for (const byte of bytes.subarray(next, next + size)) value = value * 256n + BigInt(byte);
      return { value: value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value, next: next + size };
    }
    default:
      throw new Unreadable('type');
  }
}

function mapAt(
  reader: Reader,
  { size, next }: Head,
  depth: number,
): { readonly value: MmdbValue; readonly next: number } {
  const map = new Map<string, MmdbValue>();
  let at = next;
  for (let i = 0; i < size; i += 1) {
    const name = valueAt(reader, at, depth + 1);
    if (typeof name.value !== 'string') throw new Unreadable('key');
    const item = valueAt(reader, name.next, depth + 1);
    map.set(name.value, item.value);
    at = item.next;
  }
  return { value: Object.fromEntries(map), next: at };
}

function arrayAt(
  reader: Reader,
  { size, next }: Head,
  depth: number,
): { readonly value: MmdbValue; readonly next: number } {
  const list: MmdbValue[] = [];
  let at = next;
  for (let i = 0; i < size; i += 1) {
    const item = valueAt(reader, at, depth + 1);
    list.push(item.value);
    at = item.next;
  }
  return { value: list, next: at };
}

/** The value at `offset` of the data section `bytes`; undefined when it cannot be read. */
export function mmdbValue(bytes: Buffer, offset: number): MmdbValue | undefined {
  try {
    return valueAt({ bytes, values: 0 }, offset, 0).value;
  } catch (error) {
    if (error instanceof Unreadable || error instanceof RangeError) return undefined;
    throw error;
  }
}
