/**
 * A pasted text made comparable: transport encodings and mark-up removed, quoting, quotes, line breaks and accents made
 * equal. Called by `match.ts` for texts and fragments alike. Pure, never throws, bounded by what it is given.
 */
import { decodeBase64, decodeQuotedPrintable } from '#src/protocol/mime/decode.ts';
import { htmlText } from '#src/protocol/mime/html-text.ts';

/** Of a pasted text, characters; a bounce with its headers fits many times. */
export const MOST_PASTED = 262_144;
const HTML = /<(?:html|body|p|br|div|span|table|td|pre|b|li|font)\b[^>]{0,300}>/i;
// oxlint-disable-next-line no-misleading-character-class
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g;

/** As a person would read it: decoded and without tags, lines kept. */
export function readable(pasted: string): string {
  let text = pasted.slice(0, MOST_PASTED).replace(INVISIBLE, '').replace(/\r\n?/g, '\n');
  text = unquoted(text);
  if (/=\n/.test(text) || (text.match(/=[0-9A-F]{2}/g) ?? []).length >= 3) text = fromQuotedPrintable(text);
  text = fromBase64(text);
  return HTML.test(text) ? htmlText(text).replace(/\r\n?/g, '\n') : text;
}

/** Without `> ` at the beginning of lines, when most lines have it. */
function unquoted(text: string): string {
  let lines = text.split('\n');
  for (let depth = 0; depth < 5; depth += 1) {
    const filled = lines.filter((line) => line.trim() !== '');
    const quoted = filled.filter((line) => /^\s{0,3}[>|] ?/.test(line));
    if (quoted.length === 0 || quoted.length * 2 < filled.length) break;
    lines = lines.map((line) => line.replace(/^\s{0,3}[>|] ?/, ''));
  }
  return lines.join('\n');
}

/** Only where it still reads as text afterwards: `=3D` in an address of a web page is no proof. */
function fromQuotedPrintable(text: string): string {
  const decoded = decodeQuotedPrintable(Buffer.from(text)).toString('utf8').replace(/\r\n?/g, '\n');
  return decoded.includes('\ufffd') ? text.replace(/=\n/g, '') : decoded;
}

const BASE64_BLOCK = /(?:^|\n)((?:[A-Za-z0-9+/]{40,76}\n){1,4000}[A-Za-z0-9+/]{0,76}={0,2})(?=\n|$)/g;
function fromBase64(text: string): string {
  return text.replace(BASE64_BLOCK, (whole: string, block: string) => {
    const decoded = decodeBase64(Buffer.from(block)).toString('utf8');
    // oxlint-disable-next-line no-control-regex
    return /[\ufffd\u0000-\u0008]/.test(decoded) ? whole : `\n${decoded.replace(/\r\n?/g, '\n')}\n`;
  });
}

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
