/**
 * A sketch of what a text says, small enough to compare thousands: the least hashes of its runs of four words. Texts that
 * differ in a name, a number or a link have nearly the same sketch. Used against one text sent from many mailboxes. Pure.
 */

const RUN = 4;
const KEPT = 16;
/** Shorter texts ("Thanks, see you on Monday") are alike by nature and say nothing. */
const LEAST_WORDS = 30;
/** More is not read: a long text is known by its beginning. */
const MOST_WORDS = 2000;
const MOST_CHARACTERS = 40_000;

export type TextSketch = readonly number[];

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The sketch, in rising order; null for a text too short to compare. */
export function sketchOf(text: string): TextSketch | null {
  const plain = text
    .slice(0, MOST_CHARACTERS)
    .toLowerCase()
    .replace(/\S*(?:https?:|www\.|@)\S*/g, ' ');
  const words = (plain.match(/\p{L}{2,}/gu) ?? []).slice(0, MOST_WORDS);
  if (words.length < LEAST_WORDS) return null;
  const hashes = new Set<number>();
  for (let i = 0; i + RUN <= words.length; i += 1) hashes.add(hashOf(words.slice(i, i + RUN).join(' ')));
  return [...hashes].sort((a, b) => a - b).slice(0, KEPT);
}

/** How much of two sketches is the same, 0 to 1 (of the least hashes of both together). */
export function likeness(a: TextSketch, b: TextSketch): number {
  const both = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, Math.max(1, Math.min(a.length, b.length)));
  const [inA, inB] = [new Set(a), new Set(b)];
  return both.filter((hash) => inA.has(hash) && inB.has(hash)).length / both.length;
}
export const ALIKE = 0.6;
