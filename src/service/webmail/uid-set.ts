/** UIDs ↔ IMAP sequence sets (RFC 9051 §9). Used by webmail's lists and changes. Pure. */

/** `1:3,7`; the order is lost, doubles too. */
export function uidSet(uids: readonly number[]): string {
  const sorted = Uint32Array.from(uids).sort();
  let out = '';
  for (let at = 0; at < sorted.length; at += 1) {
    let end = at;
    while (end + 1 < sorted.length && sorted[end + 1] - sorted[end] <= 1) end += 1;
    out += `${out === '' ? '' : ','}${sorted[at]}${sorted[end] > sorted[at] ? `:${sorted[end]}` : ''}`;
    at = end;
  }
  return out;
}

/** In its own order, as COPYUID pairs them (RFC 4315 §3); cut after `most`. */
export function uidsOf(set: string, most = 100_000): readonly number[] {
  const found: number[] = [];
  for (const range of set.split(',')) {
    const [first, last = first] = range.split(':').map(Number);
    if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last)) continue;
    const step = last < first ? -1 : 1;
    for (let uid = first; found.length < most && uid !== last + step; uid += step) found.push(uid);
  }
  return found;
}

/** A command's line has an end (RFC 7162 §4: 8192 octets): many scattered UIDs go in several. `most`: of one command. */
const MOST_IN_ONE = 700;
export function uidSets(uids: readonly number[], most = Infinity): readonly string[] {
  const sorted = uids.toSorted((a, b) => a - b);
  if (sorted.length > most)
    return Array.from({ length: Math.ceil(sorted.length / most) }, (_, at) =>
      uidSets(sorted.slice(at * most, (at + 1) * most)),
    ).flat();
  const whole = uidSet(sorted);
  if (whole.length <= 8000) return whole === '' ? [] : [whole];
  const sets: string[] = [];
  for (let at = 0; at < sorted.length; at += MOST_IN_ONE) sets.push(uidSet(sorted.slice(at, at + MOST_IN_ONE)));
  return sets;
}
