/**
 * Content transfer encodings (RFC 2045 §6) and character sets undone. Called by search, BINARY and whoever shows mail.
 * Pure, linear, never throws: damaged encodings give what can be read of them.
 */
import { decodeCharset, decodeUnlabelled } from './charset.ts';
import { parameterText } from './parameters.ts';
import type { MimePart } from './parse.ts';

/** Quoted-printable → bytes (RFC 2045 §6.7). A wrong `=XY` stays as it is; blanks at line ends go. */
export function decodeQuotedPrintable(encoded: Buffer): Buffer {
  const out = Buffer.allocUnsafe(encoded.length);
  let length = 0;
  // Blanks wait here until something other than a line end follows: transport may have added them.
  let blanksFrom = -1;
  for (let index = 0; index < encoded.length; index++) {
    const byte = encoded[index];
    if (byte === 32 || byte === 9) {
      if (blanksFrom < 0) blanksFrom = length;
    } else if (byte === 10 || (byte === 13 && encoded[index + 1] === 10)) {
      if (blanksFrom >= 0) length = blanksFrom;
      blanksFrom = -1;
    } else {
      blanksFrom = -1;
      if (byte === 61) {
        const softEnd = softBreakEnd(encoded, index + 1);
        if (softEnd > 0) {
          index = softEnd - 1;
          continue;
        }
        const high = hexValue(encoded[index + 1]);
        const low = hexValue(encoded[index + 2]);
        if (high >= 0 && low >= 0) {
          out[length++] = (high << 4) | low;
          index += 2;
          continue;
        }
      }
    }
    out[length++] = byte;
  }
  return out.subarray(0, length);
}

/** `=` + blanks + line end (or the end of everything): where the next line starts; 0 when it is no soft break. */
function softBreakEnd(encoded: Buffer, from: number): number {
  let at = from;
  // RFC 2045 allows 76 characters a line: a longer run of blanks is no padding, and must not be walked twice.
  while (at < encoded.length && at < from + 76 && (encoded[at] === 32 || encoded[at] === 9)) at++;
  if (at >= encoded.length) return encoded.length;
  if (encoded[at] === 10) return at + 1;
  return encoded[at] === 13 && encoded[at + 1] === 10 ? at + 2 : 0;
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  if (byte >= 65 && byte <= 70) return byte - 55;
  return byte >= 97 && byte <= 102 ? byte - 87 : -1;
}

/** Base64 → bytes (RFC 2045 §6.8): characters outside the alphabet are passed over; reading goes on behind padding. */
export function decodeBase64(encoded: Buffer): Buffer {
  const text = encoded.toString('latin1', 0, encoded.length);
  const padding = text.indexOf('=');
  // Usual case: padding only at the end. Else each padded run is decoded by itself (pieces glued by list software).
  if (padding < 0 || !/[A-Za-z0-9+/]/.test(text.slice(padding))) return Buffer.from(strictAlphabet(text), 'base64');
  return Buffer.concat(text.split(/=+/).map((run) => Buffer.from(strictAlphabet(run), 'base64')));
}

/** Node's decoder also reads the URL alphabet (`-`, `_`), which base64 in mail does not have. */
const strictAlphabet = (text: string): string => text.replaceAll(/[-_]/g, '');

/** Undoes the encoding of a leaf part; null when the encoding is none we know (RFC 2045 §6.1). */
export function decodePart(bytes: Buffer, part: MimePart): Buffer | null {
  const body = bytes.subarray(part.bodyStart, part.bodyEnd);
  if (part.kind !== 'leaf') return body;
  switch ((part.encoding ?? '7bit').toLowerCase()) {
    case '7bit':
    case '8bit':
    case 'binary':
      return body;
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    case 'base64':
      return decodeBase64(body);
    default:
      return null;
  }
}

/** Text of a text part in Unicode. `maxBytes` bounds what is decoded (of the encoded body). */
export function partText(bytes: Buffer, part: MimePart, maxBytes: number): string {
  const cut = { ...part, bodyEnd: Math.min(part.bodyEnd, part.bodyStart + maxBytes) };
  const decoded = decodePart(bytes, cut) ?? bytes.subarray(cut.bodyStart, cut.bodyEnd);
  const charset = parameterText(part.parameters, 'charset');
  return charset === null ? decodeUnlabelled(decoded) : decodeCharset(decoded, charset);
}
