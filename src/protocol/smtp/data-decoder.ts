/**
 * Reads the message after DATA out of arbitrary chunks: finds its end, takes the dot stuffing off (RFC 5321 §4.5.2) and
 * notes every line end that is not CR LF. Only <CRLF>.<CRLF> ends a message, so nothing can be smuggled behind it.
 * Called by the SMTP session. Works on bytes; no strings, no per-line work; memory stays below `maxBytes` + one chunk.
 */

export interface DecodedMessage {
  /** The message, CR LF at its end, dots unstuffed; empty when it was too large. */
  readonly bytes: Buffer;
  /** Its size, also when too large. */
  readonly sizeBytes: number;
  readonly tooLarge: boolean;
  /** A line feed without carriage return before it. */
  readonly bareLf: boolean;
  /** A carriage return without line feed after it. */
  readonly bareCr: boolean;
  /** Octets of the longest line, without its end. */
  readonly longestLine: number;
}

const LF = 0x0a;
const CR = 0x0d;
const DOT = 0x2e;
const ONE_CR = Buffer.from('\r');

/** Where in a line the decoder stands. START is right after a true CR LF (or at the very beginning). */
const START = 0;
const INSIDE = 1;
const AFTER_CR = 2;
const AFTER_DOT = 3;
const AFTER_DOT_CR = 4;

export class DataDecoder {
  readonly #maxBytes: number;
  #parts: Buffer[] = [];
  #size = 0;
  #tooLarge = false;
  #bareLf = false;
  #bareCr = false;
  #longest = 0;
  /** Size at which the present line began. */
  #lineStart = 0;
  #state = START;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Takes the next chunk. Gives how many of its bytes belonged to the message when it ended in it, else -1. */
  write(chunk: Buffer): number {
    const { length } = chunk;
    let state = this.#state;
    let from = 0;
    let at = 0;
    if (state === AFTER_DOT_CR && length > 0 && chunk[0] !== LF) this.#keep(ONE_CR);
    for (; at < length; at += 1) {
      const byte = chunk[at];
      if (state === INSIDE) {
        // The common case first: most bytes are in the middle of a line.
        if (byte === CR) state = AFTER_CR;
        else if (byte === LF) this.#bareLf = true;
        continue;
      }
      switch (state) {
        case START:
          if (byte === DOT) {
            this.#keepPart(chunk, from, at);
            from = at + 1;
            state = AFTER_DOT;
          } else state = this.#next(byte);
          break;
        case AFTER_CR:
          if (byte === LF) {
            state = START;
            this.#lineEnds(at - 1 - from);
          } else {
            this.#bareCr = true;
            state = this.#next(byte);
          }
          break;
        case AFTER_DOT:
          if (byte === CR) {
            from = at;
            state = AFTER_DOT_CR;
          } else state = this.#next(byte);
          break;
        case AFTER_DOT_CR:
          if (byte === LF) {
            this.#state = START;
            return at + 1;
          }
          this.#bareCr = true;
          state = this.#next(byte);
          break;
      }
    }
    // A carriage return behind a dot is held back: it is part of the end or of the message.
    this.#keepPart(chunk, from, state === AFTER_DOT_CR ? Math.max(from, length - 1) : length);
    if (this.#tooLarge) this.#parts = [];
    this.#state = state;
    return -1;
  }

  /** After `write` gave the end: the whole, and the decoder is spent. */
  finish(): DecodedMessage {
    const bytes = this.#tooLarge
      ? Buffer.alloc(0)
      : this.#parts.length === 1
        ? this.#parts[0]
        : Buffer.concat(this.#parts);
    this.#parts = [];
    return {
      bytes,
      sizeBytes: this.#size,
      tooLarge: this.#tooLarge,
      bareLf: this.#bareLf,
      bareCr: this.#bareCr,
      longestLine: this.#longest,
    };
  }

  /** State after a byte that is no part of a line end begun before. */
  #next(byte: number): number {
    if (byte === CR) return AFTER_CR;
    if (byte === LF) this.#bareLf = true;
    return INSIDE;
  }

  /** A true CR LF was read; `pending` octets before it are not in `#size` yet (may be -1: the CR was in an earlier chunk). */
  #lineEnds(pending: number): void {
    const length = this.#size + pending - this.#lineStart;
    if (length > this.#longest) this.#longest = length;
    this.#lineStart = this.#size + pending + 2;
  }

  #keepPart(chunk: Buffer, from: number, to: number): void {
    if (to > from) this.#keep(from === 0 && to === chunk.length ? chunk : chunk.subarray(from, to));
  }

  #keep(part: Buffer): void {
    this.#size += part.length;
    if (this.#size > this.#maxBytes) this.#tooLarge = true;
    if (!this.#tooLarge) this.#parts.push(part);
  }
}

/** Makes every bare CR or LF a CR LF: done for signed-in devices, whose messages nobody can smuggle anything behind. */
export function normaliseLineEnds(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  const end = Buffer.from('\r\n');
  let from = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte !== CR && byte !== LF) continue;
    parts.push(bytes.subarray(from, at), end);
    if (byte === CR && bytes[at + 1] === LF) at += 1;
    from = at + 1;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts);
}
