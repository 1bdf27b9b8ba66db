/** The body of DATA on its way out (RFC 5321 §4.5.2): lines that begin with a dot get one more; the end is CRLF.CRLF. Pure. */

const PIECE_BYTES = 64 * 1024;
const DOT = 0x2e;
const LF = 0x0a;
const CRLF = Buffer.from('\r\n');

export class DotStuffer {
  /** The message in pieces of about 64 KiB with the end mark; `bytes` has CRLF line ends. */
  *pieces(bytes: Buffer): Generator<Buffer> {
    for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
      const piece = bytes.subarray(from, from + PIECE_BYTES);
      yield stuff(piece, from === 0 || bytes[from - 1] === LF);
    }
    const whole = bytes.length === 0 || (bytes.length >= 2 && bytes.subarray(-2).equals(CRLF));
    yield Buffer.from(whole ? '.\r\n' : '\r\n.\r\n');
  }
}

function stuff(piece: Buffer, atLineStart: boolean): Buffer {
  const places: number[] = [];
  if (atLineStart && piece[0] === DOT) places.push(0);
  for (let at = piece.indexOf('\n.'); at >= 0; at = piece.indexOf('\n.', at + 1)) places.push(at + 1);
  if (places.length === 0) return piece;
  const parts: Buffer[] = [];
  let from = 0;
  for (const place of places) {
    parts.push(piece.subarray(from, place), piece.subarray(place, place + 1));
    from = place;
  }
  parts.push(piece.subarray(from));
  return Buffer.concat(parts);
}
