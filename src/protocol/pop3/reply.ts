/**
 * POP3 replies as text (RFC 1939 §3) and messages as multi-line data. Called by the POP3 session. Pure.
 */

/** Extended response codes: RFC 2449 §8.1, RFC 3206. `AUTH`: the credentials are the trouble; `SYS/…`: the system is. */
export type ResponseCode = 'AUTH' | 'SYS/TEMP' | 'SYS/PERM' | 'IN-USE' | 'LOGIN-DELAY' | 'UTF8';

export const ok = (text = ''): string => (text === '' ? '+OK\r\n' : `+OK ${oneLine(text)}\r\n`);
export const err = (text: string, code?: ResponseCode): string =>
  code === undefined ? `-ERR ${oneLine(text)}\r\n` : `-ERR [${code}] ${oneLine(text)}\r\n`;

/** End of a multi-line answer, on a line of its own. */
export const MULTILINE_END = '.\r\n';

/** A reply is one line of at most 512 octets with its line end (RFC 1939 §3). */
function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex
  let line = text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ');
  while (Buffer.byteLength(line) > 480) line = line.slice(0, -Math.max(1, (line.length - 440) >> 1));
  return line;
}

/** Where the encoder stands between two pieces of one message. */
export interface StuffingState {
  atLineStart: boolean;
  /** Last byte of the piece before was CR. */
  afterCr: boolean;
}
export const stuffingStart = (): StuffingState => ({ atLineStart: true, afterCr: false });

const LF = 10;
const CR = 13;
const DOT = 46;

/**
 * One piece of a message as multi-line data: a dot at a line start is doubled (RFC 1939 §3) and a bare LF becomes CRLF,
 * since a line of POP3 ends with CRLF and nothing else. Gives the input itself when nothing had to change.
 */
export function stuffDots(piece: Buffer, state: StuffingState): Buffer {
  let extra = 0;
  let { atLineStart, afterCr } = state;
  for (const byte of piece) {
    if (byte === LF) {
      if (!afterCr) extra++;
      atLineStart = true;
    } else {
      if (byte === DOT && atLineStart) extra++;
      atLineStart = false;
    }
    afterCr = byte === CR;
  }
  const out = extra === 0 ? piece : copyStuffed(piece, extra, state);
  state.atLineStart = atLineStart;
  state.afterCr = afterCr;
  return out;
}

function copyStuffed(piece: Buffer, extra: number, state: Readonly<StuffingState>): Buffer {
  const out = Buffer.allocUnsafe(piece.length + extra);
  let { atLineStart, afterCr } = state;
  let length = 0;
  for (const byte of piece) {
    if (byte === LF) {
      if (!afterCr) out[length++] = CR;
      atLineStart = true;
    } else {
      if (byte === DOT && atLineStart) out[length++] = DOT;
      atLineStart = false;
    }
    out[length++] = byte;
    afterCr = byte === CR;
  }
  return out;
}

/** What closes multi-line data after the last piece: the last line is ended first when the message did not. */
export const stuffingEnd = (state: Readonly<StuffingState>): string =>
  state.atLineStart ? MULTILINE_END : `${state.afterCr ? '\n' : '\r\n'}${MULTILINE_END}`;

/** Bytes of header, empty line and the first `lines` lines of the body (TOP). Lines may end with LF or CRLF. */
export function topEnd(message: Buffer, lines: number): number {
  let at = 0;
  for (;;) {
    const next = message.indexOf(LF, at);
    if (next < 0) return message.length;
    const empty = next === at || (next === at + 1 && message[at] === CR);
    at = next + 1;
    if (empty) break;
  }
  for (let line = 0; line < lines; line++) {
    const next = message.indexOf(LF, at);
    if (next < 0) return message.length;
    at = next + 1;
  }
  return at;
}
