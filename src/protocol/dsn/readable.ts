/**
 * A pasted text as a person would read it: without quoting (`> `), transport encodings and mark-up; lines are kept. Called
 * by the reader of bounces and by the library of error texts. Pure, never throws, bounded by what it is given.
 */
import { decodeBase64, decodeQuotedPrintable } from '../mime/decode.ts';
import { htmlText } from '../mime/html-text.ts';

/** Of a pasted text, characters; a bounce with its headers fits many times. */
export const MOST_PASTED = 262_144;
const HTML = /<(?:html|body|p|br|div|span|table|td|pre|b|li|font)\b[^>]{0,300}>/i;
// oxlint-disable-next-line no-misleading-character-class
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g;
const DEEPEST_QUOTE = 5;

/** As a person would read it: decoded and without tags, lines kept. */
export function readable(pasted: string): string {
  let text = unquoted(pasted);
  if (/=\n/.test(text) || (text.match(/=[0-9A-F]{2}/g) ?? []).length >= 3) text = fromQuotedPrintable(text);
  text = fromBase64(text);
  if (!HTML.test(text)) return text;
  // Lines matter to the reader of bounces: block tags end them.
  return htmlText(text.replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]{0,100}>/gi, '\n$&')).replace(/\r\n?/g, '\n');
}

/** Line ends as `\n`, nothing invisible, and without `> ` at the beginning of lines when most lines have it. */
export function unquoted(pasted: string): string {
  let lines = pasted.slice(0, MOST_PASTED).replace(INVISIBLE, '').replace(/\r\n?/g, '\n').split('\n');
  for (let depth = 0; depth < DEEPEST_QUOTE; depth += 1) {
    const filled = lines.filter((line) => line.trim() !== '');
    const quoted = filled.filter((line) => /^\s{0,3}[>|]/.test(line));
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
