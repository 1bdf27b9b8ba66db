/**
 * A text made comparable: quotes, line breaks, accents and repeated reply codes made equal. Called by `match.ts` for
 * texts and fragments alike. Pure, never throws, bounded by what it is given.
 */
const LETTERS: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', ß: 'ss', ð: 'd', þ: 'th', ł: 'l' };
const QUOTES = /[\u0022\u0027\u0060\u00ab\u00b4\u00bb\u2018-\u201f\u2039\u203a\p{M}]/gu;

/** One character: small, without accent; '' for a quote, ' ' for white space. */
const folded = (character: string): string =>
  character
    .toLowerCase()
    .normalize('NFD')
    .replace(QUOTES, '')
    .replace(/[øæßðþł]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u2026/g, '...')
    .replace(/\s/g, ' ');

const KNOWN = new Map<string, string>();
/** Texts have few different characters: each is folded once, and the memory of it is bounded. */
function fold(character: string): string {
  const known = KNOWN.get(character);
  if (known !== undefined) return known;
  const value = folded(character);
  if (KNOWN.size < 4096) KNOWN.set(character, value);
  return value;
}

export interface Compared {
  readonly text: string;
  /** For each character of `text` its place in the original. */
  readonly places: readonly number[];
}

/** Small letters, no quotes, one blank between words, letters without accents; with the way back. */
export function compare(original: string): Compared {
  const pieces: string[] = [];
  const places: number[] = [];
  let isBlank = true;
  let at = 0;
  for (const character of original) {
    const value = fold(character);
    if (value === ' ') {
      if (!isBlank) {
        pieces.push(' ');
        places.push(at);
      }
      isBlank = true;
    } else if (value !== '') {
      pieces.push(value);
      for (let i = 0; i < value.length; i += 1) places.push(at);
      isBlank = false;
    }
    at += character.length;
  }
  if (isBlank && pieces.length > 0) {
    pieces.pop();
    places.pop();
  }
  return { text: pieces.join(''), places };
}

/** For comparing only. */
export const comparable = (text: string): string => compare(text).text;

/** Replies of several lines (`550-5.7.26 …`) as one sentence each: the repeated code goes. */
export const joinedReplies = (text: string): string =>
  text.replace(
    /\b([45]\d\d)([- ])((?:[45]\.\d{1,3}\.\d{1,3} )?)([^\n]{0,600})((?:\n\s{0,8}\1[- ][^\n]{0,600}){1,40})/g,
    (_whole, code: string, _mark, status: string, first: string, rest: string) => {
      const lines = rest
        .split('\n')
        .map((line) => line.replace(/^\s*[45]\d\d[- ](?:[45]\.\d{1,3}\.\d{1,3}(?: |$))?/, ''));
      return `${code} ${status}${[first, ...lines].join(' ')}`;
    },
  );
