/**
 * A text made comparable: quotes, line breaks, accents and repeated reply codes made equal. Called by `match.ts` for texts and fragments alike. Pure, never throws, bounded by what it is given.
 */
const LETTERS: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', ß: 'ss', ð: 'd', þ: 'th', ł: 'l' };

/** For comparing only: small letters, no quotes, one blank between words, letters without accents. */
export function comparable(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæßðþł]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[\u0022\u0027\u0060\u00ab\u00b4\u00bb\u2018-\u201f\u2039\u203a]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u2026/g, '...')
    .replace(/\s+/g, ' ')
    .trim();
}

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
