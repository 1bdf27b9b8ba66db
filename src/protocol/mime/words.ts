/**
 * Encoded words in header fields (RFC 2047, language tags of RFC 2231 §5) → Unicode text. Called by search and by
 * whoever shows a header. Pure, linear, never throws: what cannot be decoded is shown as it stands.
 */
import { decodeCharset, decodeUnlabelled, knowsCharset } from './charset.ts';

// RFC 2047 §2 limits a word to 75 characters; much mail has longer ones. No nested repetition: linear on any input.
const WORD = /=\?([^?\s]{1,80})\?([BbQq])\?([^?\r\n]*)\?=/g;

/** One decoded word, before its bytes are joined with those of its neighbours. */
interface Word {
  readonly charset: string;
  readonly bytes: Buffer;
}

/**
 * Decodes an unfolded field value in which a character is a byte (latin1). White space between adjacent words goes, and
 * neighbours of one character set are joined before decoding, since many programs cut inside a character. Raw 8-bit is
 * read as UTF-8, else windows-1252.
 */
export function decodeWords(raw: string): string {
  if (!raw.includes('=?')) return plainText(raw);
  let out = '';
  let end = 0;
  let run: Word[] = [];
  const flush = () => {
    if (run.length > 0) out += decodeCharset(Buffer.concat(run.map((word) => word.bytes)), run[0].charset);
    run = [];
  };
  for (const match of raw.matchAll(WORD)) {
    const word = decodeWord(match[1], match[2], match[3]);
    if (word === null) continue; // stays part of the text around it
    const between = raw.slice(end, match.index);
    if (run.length === 0 || !isBlankOnly(between)) {
      flush();
      out += plainText(between);
    } else if (run[0].charset !== word.charset) flush();
    run.push(word);
    end = match.index + match[0].length;
  }
  flush();
  return out + plainText(raw.slice(end));
}

function decodeWord(label: string, encoding: string, text: string): Word | null {
  const charset = label.split('*', 1)[0].toLowerCase();
  if (!knowsCharset(charset)) return null;
  if (encoding === 'B' || encoding === 'b')
    return /^[A-Za-z0-9+/\s]*=*\s*$/.test(text) ? { charset, bytes: Buffer.from(text, 'base64') } : null;
  const bytes = text
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { charset, bytes: Buffer.from(bytes, 'latin1') };
}

/** Text of header bytes that are no encoded word. */
function plainText(raw: string): string {
  // oxlint-disable-next-line no-control-regex
  return /[\x80-\xff]/.test(raw) ? decodeUnlabelled(Buffer.from(raw, 'latin1')) : raw;
}

const isBlankOnly = (text: string): boolean => !/[^ \t]/.test(text);
