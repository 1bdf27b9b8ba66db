/**
 * Counts line ends in ranges of a message. Made by `parse.ts`. Messages in messages overlap, and each tells its lines: so
 * large ranges are counted from sums over blocks, made once, and nesting costs nothing.
 */
const BLOCK_BYTES = 16_384;

export class LineCounter {
  readonly #bytes: Buffer;
  /** Line ends before each block; made when first needed. */
  #before: Uint32Array | null = null;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Line ends (LF) in [start, end). */
  between(start: number, end: number): number {
    const first = Math.ceil(start / BLOCK_BYTES);
    const last = Math.floor(end / BLOCK_BYTES);
    if (last - first < 2) return this.#count(start, end);
    const before = (this.#before ??= this.#sums());
    const whole = before[last] - before[first];
    return this.#count(start, first * BLOCK_BYTES) + whole + this.#count(last * BLOCK_BYTES, end);
  }

  #count(start: number, end: number): number {
    const bytes = this.#bytes;
    let lines = 0;
    for (let index = start; index < end; index++) if (bytes[index] === 10) lines++;
    return lines;
  }

  #sums(): Uint32Array {
    const blocks = Math.floor(this.#bytes.length / BLOCK_BYTES);
    const before = new Uint32Array(blocks + 1);
    for (let block = 0; block < blocks; block++)
      before[block + 1] = before[block] + this.#count(block * BLOCK_BYTES, (block + 1) * BLOCK_BYTES);
    return before;
  }
}
