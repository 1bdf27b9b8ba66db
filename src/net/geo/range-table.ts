/**
 * Networks with a value each, in memory as sorted disjoint ranges in typed arrays; the longest prefix that holds an address
 * wins. Built by csv.ts and by the vendors' list, asked by locate.ts at each connection. Never reads a file.
 */
import { type Network, parseNetwork } from '#src/model/network.ts';

export interface RangeTable {
  /** Position in `values`, or -1 when no network holds the address. */
  lookup(address: Network): number;
  /** Ranges after overlaps are resolved, of both families. */
  readonly size: number;
}
/** What the table needs of a network: host bits must be zero. */
export type Prefix = Pick<Network, 'family' | 'bits' | 'groups'>;
export interface NetworkValue {
  readonly network: Prefix;
  /** Index of the caller's value, 0…65533. */
  readonly value: number;
}

/** Disjoint ranges of one family: `starts` holds `width` words of 32 bits for each, `values` what begins there (0 = none). */
interface Family {
  readonly width: 1 | 4;
  readonly starts: Uint32Array;
  readonly values: Uint16Array;
}

const WIDTH = { 4: 1, 6: 4 } as const;

/** The 16-bit groups as 32-bit words, most significant first. */
function wordsOf({ groups }: Pick<Prefix, 'groups'>): number[] {
  const words: number[] = [];
  for (let at = 0; at < groups.length; at += 2) words.push(groups[at] * 65536 + groups[at + 1]);
  return words;
}

const compare = (a: readonly number[], b: readonly number[]): number => {
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return a[at] - b[at];
  return 0;
};

/** The first address after the network; null when the network ends with the address space. */
function endOf(words: readonly number[], bits: number): number[] | null {
  if (bits === 0) return null;
  const end = [...words];
  const at = Math.ceil(bits / 32) - 1;
  end[at] += 2 ** (32 - (bits - at * 32));
  for (let word = at; word >= 0 && end[word] >= 2 ** 32; word -= 1) {
    end[word] -= 2 ** 32;
    if (word === 0) return null;
    end[word - 1] += 1;
  }
  return end;
}

interface Entry {
  readonly words: readonly number[];
  readonly bits: number;
  readonly value: number;
  readonly order: number;
}

/** Sweeps over the networks from the left; inner ones interrupt the outer ones (prefixes nest or are apart). */
function flatten(entries: Entry[], width: 1 | 4): Family {
  const before = (a: Entry, b: Entry): number => compare(a.words, b.words) || a.bits - b.bits || a.order - b.order;
  // Published tables come in order; sorting them again would cost more than everything else.
  if (entries.some((entry, at) => at > 0 && before(entries[at - 1], entry) > 0)) entries.sort(before);
  const starts: number[] = [];
  const values: number[] = [];
  const open: { readonly end: readonly number[] | null; readonly value: number }[] = [];
  const begin = (words: readonly number[], value: number): void => {
    const last = values.length - 1;
    const isSame = last >= 0 && compare(starts.slice(last * width), words) === 0;
    if (isSame) values[last] = value;
    else {
      starts.push(...words);
      values.push(value);
    }
  };
  const closeUntil = (words: readonly number[] | null): void => {
    for (;;) {
      const top = open.at(-1);
      if (top === undefined || top.end === null) return;
      if (words !== null && compare(top.end, words) > 0) return;
      open.pop();
      begin(top.end, open.at(-1)?.value ?? 0);
    }
  };
  for (const { words, bits, value } of entries) {
    closeUntil(words);
    begin(words, value + 1);
    open.push({ end: endOf(words, bits), value: value + 1 });
  }
  closeUntil(null);
  return { width, starts: Uint32Array.from(starts), values: Uint16Array.from(values) };
}

function find({ width, starts, values }: Family, words: readonly number[]): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    let order = 0;
    for (let word = 0; order === 0 && word < width; word += 1) order = starts[middle * width + word] - words[word];
    if (order <= 0) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? -1 : values[low - 1] - 1;
}

/** Builds the table; of two equal networks the later one counts. */
export function rangeTable(networks: Iterable<NetworkValue>): RangeTable {
  const byFamily: Record<4 | 6, Entry[]> = { 4: [], 6: [] };
  let order = 0;
  for (const { network, value } of networks) {
    byFamily[network.family].push({ words: wordsOf(network), bits: network.bits, value, order });
    order += 1;
  }
  const families = { 4: flatten(byFamily[4], WIDTH[4]), 6: flatten(byFamily[6], WIDTH[6]) };
  return {
    lookup: (address) => find(families[address.family], wordsOf(address)),
    size: families[4].values.length + families[6].values.length,
  };
}

/** The network whose sign-ins are counted together: one IPv4 address, one IPv6 /64. Null when it is no address. */
export function signInNetwork(address: string): string | null {
  const network = parseNetwork(address.split('%')[0]);
  if (network === null) return null;
  return network.family === 4 ? network.text : (parseNetwork(`${address.split('%')[0]}/64`)?.text ?? null);
}
