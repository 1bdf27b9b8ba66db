/** Writes a small MaxMind DB file for tests: maps, strings, numbers, booleans; no pointers but those asked for. Tests only. */
import { parseNetwork } from '#src/model/network.ts';

export type Json = string | number | boolean | { readonly [key: string]: Json };

function head(type: number, size: number): Buffer {
  const extended = type > 7;
  const first = ((extended ? 0 : type) << 5) | Math.min(size, size < 29 ? size : size < 285 ? 29 : 30);
  const more = size < 29 ? [] : size < 285 ? [size - 29] : [(size - 285) >> 8, (size - 285) & 255];
  return Buffer.from([first, ...(extended ? [type - 7] : []), ...more]);
}

/** One value in the format's data encoding. */
export function encode(value: Json): Buffer {
  if (typeof value === 'string') return Buffer.concat([head(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'boolean') return head(14, value ? 1 : 0);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([head(6, 4), bytes]);
  }
  const entries = Object.entries(value);
  return Buffer.concat([head(7, entries.length), ...entries.flatMap(([k, v]) => [encode(k), encode(v)])]);
}

interface Node {
  children: [Node | number | null, Node | number | null];
}

export interface MmdbOptions {
  readonly recordBits?: 24 | 28 | 32;
  readonly version?: 4 | 6;
}

/** A database of these networks; inner ones must come after outer ones. */
export function writeMmdb(networks: readonly (readonly [string, Json])[], options: MmdbOptions = {}): Buffer {
  const { recordBits = 24, version = 6 } = options;
  const data: Buffer[] = [];
  let dataBytes = 0;
  const root: Node = { children: [null, null] };
  for (const [text, record] of networks) {
    const network = parseNetwork(text);
    if (network === null) throw new Error(text);
    const offset = dataBytes;
    const bytes = encode(record);
    data.push(bytes);
    dataBytes += bytes.length;
    const zeros = version === 6 && network.family === 4 ? 96 : 0;
    const bits = zeros + network.bits;
    let node = root;
    for (let at = 0; at < bits; at += 1) {
      const bit = at < zeros ? 0 : (network.groups[(at - zeros) >> 4] >> (15 - ((at - zeros) & 15))) & 1;
      if (at === bits - 1) node.children[bit] = offset;
      else {
        const next = node.children[bit];
        // An outer network's record goes down to both halves.
        const inner: Node = typeof next === 'object' && next !== null ? next : { children: [next, next] };
        node.children[bit] = inner;
        node = inner;
      }
    }
  }
  const nodes: Node[] = [root];
  for (let at = 0; at < nodes.length; at += 1)
    for (const child of nodes[at].children) if (typeof child === 'object' && child !== null) nodes.push(child);
  const index = new Map(nodes.map((node, at) => [node, at]));
  const record = (child: Node | number | null): number =>
    child === null ? nodes.length : typeof child === 'number' ? nodes.length + 16 + child : (index.get(child) ?? 0);
  const tree = Buffer.concat(
    nodes.map(({ children: [left, right] }) => nodeBytes(record(left), record(right), recordBits)),
  );
  const metadata = encode({
    node_count: nodes.length,
    record_size: recordBits,
    ip_version: version,
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    database_type: 'Test-Country',
  });
  const mark = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
  return Buffer.concat([tree, Buffer.alloc(16), ...data, mark, metadata]);
}

function nodeBytes(left: number, right: number, bits: 24 | 28 | 32): Buffer {
  const bytes = Buffer.alloc(bits / 4);
  if (bits === 32) {
    bytes.writeUInt32BE(left, 0);
    bytes.writeUInt32BE(right, 4);
  } else if (bits === 24) {
    bytes.writeUIntBE(left, 0, 3);
    bytes.writeUIntBE(right, 3, 3);
  } else {
    bytes.writeUIntBE(left & 0xffffff, 0, 3);
    bytes[3] = ((left >>> 24) << 4) | (right >>> 24);
    bytes.writeUIntBE(right & 0xffffff, 4, 3);
  }
  return bytes;
}
