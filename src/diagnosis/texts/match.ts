/**
 * Finds the patterns of the library in a text. `matchText` is what others call: a remote reply, an error text, a bounce's
 * words. Pure and bounded: every fragment is looked for by plain search, at most so many times.
 */
import type { CauseId } from '#src/model/cause-id.ts';
import { readable } from '#src/protocol/dsn/readable.ts';
import { PATTERNS } from './library.ts';
import { comparable, joinedReplies } from './normal.ts';
import type { Program, TextPattern, Tier } from './pattern.ts';

export interface Match {
  readonly pattern: string;
  readonly program: Program;
  readonly tier: Tier;
  readonly causes: readonly CauseId[];
  readonly isSure: boolean;
  /** What was recognised, made comparable (small letters, no quotes), at most 160 characters. */
  readonly quote: string;
  /** Where in the comparable text. */
  readonly from: number;
  readonly to: number;
}

/** Of the comparable text this much is looked at: people paste the words first, the noise after. */
const MOST_COMPARED = 65_536;
/** `*` stands for at most so many characters. */
const GAP = 200;
const MOST_STARTS = 64;

interface Ready {
  readonly pattern: TextPattern;
  readonly fragments: readonly (readonly string[])[];
  readonly also: readonly (readonly string[])[] | null;
}
const pieces = (fragment: string): readonly string[] =>
  fragment
    .split(/(?<!\\)\*/)
    .map((piece) => comparable(piece.replaceAll('\\*', '*')))
    .filter((piece) => piece !== '');
const READY: readonly Ready[] = PATTERNS.map((pattern) => ({
  pattern,
  fragments: pattern.fragments.map(pieces),
  also: pattern.with?.map(pieces) ?? null,
}));

/** All patterns that the text fits, in the order of the library. Empty for a text that nothing is known of. */
export const matchText = (text: string): readonly Match[] => matchComparable(comparable(joinedReplies(readable(text))));

/** The same for a text that is comparable already. */
export function matchComparable(whole: string): readonly Match[] {
  const text = whole.slice(0, MOST_COMPARED);
  const classes = new Set([...text.matchAll(REPLY_CLASS)].slice(0, 50).map((found) => Number(found[1])));
  const matches: Match[] = [];
  for (const { pattern, fragments, also } of READY) {
    if (pattern.kind !== undefined && classes.size > 0 && !classes.has(pattern.kind)) continue;
    const found = firstOf(fragments, text);
    if (found === null || (also !== null && firstOf(also, text) === null)) continue;
    const { id, program, tier, causes, isSure } = pattern;
    const quote = text.slice(found.from, Math.min(found.to, found.from + 160));
    matches.push({ pattern: id, program, tier, causes, isSure, quote, ...found });
  }
  return matches;
}
/** `550 `, `550-`, `5.1.1`: whether the text speaks of final or temporary refusals. */
const REPLY_CLASS = /(?<![\d.])(?:([45])\d\d(?=[ -])|(?=[45]\.\d{1,3}\.\d{1,3}(?!\d|\.\d))([45]))/g;

interface Span {
  readonly from: number;
  readonly to: number;
}
function firstOf(fragments: Ready['fragments'], text: string): Span | null {
  let best: Span | null = null;
  for (const fragment of fragments) {
    const span = find(fragment, text);
    // The longest says most.
    if (span !== null && (best === null || span.to - span.from > best.to - best.from)) best = span;
  }
  return best;
}

function find(fragment: readonly string[], text: string): Span | null {
  const [first, ...rest] = fragment;
  if (first === undefined) return null;
  let start = -1;
  for (let tries = 0; tries < MOST_STARTS; tries += 1) {
    start = whole(first, text, start + 1);
    if (start < 0) return null;
    let end = start + first.length;
    for (const piece of rest) {
      const at = whole(piece, text, end);
      end = at < 0 || at - end > GAP ? -1 : at + piece.length;
      if (end < 0) break;
    }
    if (end > 0) return { from: start, to: end };
  }
  return null;
}

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\d]/u.test(character);
const isDigit = (character: string | undefined): boolean => character !== undefined && /\d/.test(character);

/** The next place of a piece that begins where a word begins, and does not end in the middle of a number. */
function whole(piece: string, text: string, from: number): number {
  const startsWord = isWord(piece[0]);
  const endsInDigit = isDigit(piece.at(-1));
  let at = text.indexOf(piece, from);
  for (let tries = 0; at >= 0 && tries < MOST_STARTS; tries += 1) {
    const end = at + piece.length;
    const cutBefore = startsWord && (isWord(text[at - 1]) || (isDigit(piece[0]) && text[at - 1] === '.'));
    const cutAfter = endsInDigit && (isDigit(text[end]) || (text[end] === '.' && isDigit(text[end + 1])));
    if (!cutBefore && !cutAfter) return at;
    at = text.indexOf(piece, at + 1);
  }
  return -1;
}
