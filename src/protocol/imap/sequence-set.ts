/**
 * Sequence sets (RFC 3501 §9 "sequence-set"): `1,3:5,*:3`. A set is what the client wrote; `resolve` makes it ascending
 * ranges without overlap once the largest number is known. Pure.
 */

/** `*`: the largest number in use. */
export const STAR = Number.POSITIVE_INFINITY;
export type SequenceRange = readonly [from: number, to: number];
export type SequenceSet = readonly SequenceRange[];

const ITEM = /^(\*|[1-9]\d{0,9})(?::(\*|[1-9]\d{0,9}))?$/;
const MAX = 4294967295;
const CAP = 20_000;

const numberOf = (text: string): number => (text === '*' ? STAR : Number(text));

/** Parses a set; null when it is none or names more than 20,000 ranges. */
export function parseSequenceSet(text: string): SequenceSet | null {
  const items = text.split(',', CAP + 1);
  if (items.length > CAP) return null;
  const set: SequenceRange[] = [];
  for (const item of items) {
    const match = ITEM.exec(item);
    if (match === null) return null;
    const from = numberOf(match[1]);
    const to = match[2] === undefined ? from : numberOf(match[2]);
    if ((from !== STAR && from > MAX) || (to !== STAR && to > MAX)) return null;
    set.push([from, to]);
  }
  return set;
}

/**
 * Ascending, merged ranges within [1, largest]. `*` is `largest`, ranges may be written backwards (RFC 3501: `*:4` = `4:*`),
 * and a range whose low end is above `largest` is empty unless it holds `*`.
 */
export function resolveSequenceSet(set: SequenceSet, largest: number): SequenceRange[] {
  if (largest < 1) return [];
  const ranges = set
    .map(([a, b]): SequenceRange => {
      const from = a === STAR ? largest : a;
      const to = b === STAR ? largest : b;
      return from <= to ? [from, to] : [to, from];
    })
    .filter(([from]) => from <= largest)
    .map(([from, to]): SequenceRange => [from, Math.min(to, largest)])
    .sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of ranges) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** The highest number written in the set without `*`; 0 when only `*` stands there. */
export const highestNamed = (set: SequenceSet): number =>
  set.reduce((high, [a, b]) => Math.max(high, a === STAR ? 0 : a, b === STAR ? 0 : b), 0);

/** Ascending numbers -> `1:3,7`; '' for none. For COPYUID, MODIFIED, ESEARCH ALL. */
export function formatSequenceSet(numbers: readonly number[]): string {
  let out = '';
  for (let i = 0; i < numbers.length;) {
    let end = i;
    while (end + 1 < numbers.length && numbers[end + 1] === numbers[end] + 1) end += 1;
    out += `${out === '' ? '' : ','}${numbers[i]}${end > i ? `:${numbers[end]}` : ''}`;
    i = end + 1;
  }
  return out;
}
