/**
 * The boundary lines of all multiparts that are open at one place of a message (RFC 2046 §5.1.1). Made by `parse.ts`.
 * All are looked for at once, so that nesting costs nothing; lines that only look like one cost next to nothing.
 */

/** RFC 2046 §5.1.1 allows 70; some programs write more. */
export const MAX_BOUNDARY = 250;
/** Lines with the length and first byte of a boundary that are none. After so many the message means harm: no more parts. */
const MAX_NEAR_MISSES = 100_000;
/** Bytes looked at one by one before the native search, which pays off only where such lines are rare. */
const NEAR_BYTES = 256;

const LF = 10;
const CR = 13;
const DASH = 45;

export interface Delimiter {
  readonly level: number;
  readonly closing: boolean;
  /** End of what stands before it: the line end in front belongs to the boundary (RFC 2046 §5.1.1). */
  readonly contentEnd: number;
  readonly next: number;
}

export class Boundaries {
  readonly #bytes: Buffer;
  /** Boundary text -> level of the multipart that it belongs to (the innermost, when two share one). */
  readonly #levels = new Map<string, number>();
  /** How many open boundaries have this length, this first byte: most lines are ruled out without making a string. */
  readonly #lengths = new Uint8Array(MAX_BOUNDARY + 1);
  readonly #firstBytes = new Uint8Array(256);
  #nearMisses = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get none(): boolean {
    return this.#levels.size === 0;
  }

  /** Opens a multipart's boundary; gives what `close` needs to bring back an outer one with the same text. */
  open(boundary: string, level: number): number | undefined {
    const hidden = this.#levels.get(boundary);
    this.#levels.set(boundary, level);
    if (hidden === undefined) this.#count(boundary, 1);
    return hidden;
  }

  close(boundary: string, hidden: number | undefined): void {
    if (hidden !== undefined) this.#levels.set(boundary, hidden);
    else {
      this.#levels.delete(boundary);
      this.#count(boundary, -1);
    }
  }

  #count(boundary: string, change: number): void {
    this.#lengths[boundary.length] += change;
    this.#firstBytes[boundary.charCodeAt(0)] += change;
  }

  /** The next line from `start` (a line start) on that is a boundary of any open multipart. */
  next(start: number): Delimiter | null {
    if (this.none) return null;
    for (let at = this.#dashLine(start); at >= 0 && this.#nearMisses < MAX_NEAR_MISSES; at = this.#dashLine(at + 2)) {
      const delimiter = this.at(at);
      if (delimiter !== null) return delimiter;
    }
    return null;
  }

  /** Start of the next line that begins with `--`, from `from` on; -1 when there is none. */
  #dashLine(from: number): number {
    const bytes = this.#bytes;
    const near = Math.min(bytes.length - 1, from + NEAR_BYTES);
    for (let at = from; at < near; at++)
      if (bytes[at] === DASH && bytes[at + 1] === DASH && (at === 0 || bytes[at - 1] === LF)) return at;
    const found = near < from ? -1 : bytes.indexOf('\n--', Math.max(0, near - 1), 'latin1');
    return found < 0 ? -1 : found + 1;
  }

  /** Reads a boundary line: `--` boundary [`--`] blanks. Null when this line is none. */
  at(lineStart: number): Delimiter | null {
    const bytes = this.#bytes;
    const start = lineStart + 2;
    if (bytes[lineStart] !== DASH || bytes[lineStart + 1] !== DASH || this.#firstBytes[bytes[start]] === 0) return null;
    const near = Math.min(bytes.length, start + MAX_BOUNDARY + 50);
    let lineEnd = start;
    while (lineEnd < near && bytes[lineEnd] !== LF) lineEnd++;
    if (lineEnd === near && near < bytes.length) return null; // far too long for a boundary line
    const end = this.#trimmed(start, lineEnd);
    const open = this.#levelOf(start, end);
    const isClosed = bytes[end - 1] === DASH && bytes[end - 2] === DASH && end - 2 > start;
    const level = open ?? (isClosed ? this.#levelOf(start, this.#trimmed(start, end - 2)) : undefined);
    if (level === undefined) return null;
    let contentEnd = lineStart;
    if (bytes[lineStart - 1] === LF) contentEnd -= bytes[lineStart - 2] === CR ? 2 : 1;
    return { level, closing: open === undefined, contentEnd, next: Math.min(bytes.length, lineEnd + 1) };
  }

  #levelOf(start: number, end: number): number | undefined {
    if (end - start > MAX_BOUNDARY || this.#lengths[end - start] === 0) return undefined;
    const level = this.#levels.get(this.#bytes.toString('latin1', start, end));
    if (level === undefined) this.#nearMisses++;
    return level;
  }

  /** End without spaces, tabs and CR (transport padding). */
  #trimmed(start: number, end: number): number {
    const bytes = this.#bytes;
    let at = end;
    while (at > start && (bytes[at - 1] === 32 || bytes[at - 1] === 9 || bytes[at - 1] === CR)) at--;
    return at;
  }
}
