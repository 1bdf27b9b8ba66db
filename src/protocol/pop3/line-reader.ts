/**
 * Bytes → command lines for POP3 (RFC 1939 §3, RFC 2449 §4). Called by the POP3 session. Pure; holds at most one line of
 * bounded length; a longer one is thrown away up to its end and reported once.
 */

/** RFC 2449 §4 allows 255 octets a command; names and passwords in UTF-8 may need more. */
export const MAX_LINE_BYTES = 4_096;

export type Line = { readonly kind: 'line'; readonly bytes: Buffer } | { readonly kind: 'too-long' };

export class LineReader {
  /** Bytes pushed and not yet taken, in order; `#start` is the first unread one of the first chunk. */
  #chunks: Buffer[] = [];
  #waitingBytes = 0;
  #skipping = false;

  /** Bytes held that are not yet taken as lines. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#waitingBytes += chunk.length;
  }

  /** Forgets everything: what came in plain text before TLS must not count after it (CVE-2011-0411). */
  clear(): void {
    this.#chunks = [];
    this.#waitingBytes = 0;
    this.#skipping = false;
  }

  /** The next whole line without its line end (CRLF, or LF from old clients); null when more bytes are needed. */
  next(): Line | null {
    for (;;) {
      const end = this.#lineEnd();
      if (end < 0) {
        if (this.#waitingBytes > MAX_LINE_BYTES) {
          this.#skipping = true;
          this.#chunks = [];
          this.#waitingBytes = 0;
        }
        return null;
      }
      const bytes = this.#take(end);
      if (this.#skipping || bytes.length > MAX_LINE_BYTES) {
        this.#skipping = false;
        return { kind: 'too-long' };
      }
      const cut = bytes.at(-2) === 13 ? 2 : 1;
      return { kind: 'line', bytes: bytes.subarray(0, bytes.length - cut) };
    }
  }

  /** Bytes up to and with the first LF; -1 when there is none. Joins chunks, so that each byte is searched few times. */
  #lineEnd(): number {
    if (this.#chunks.length === 0) return -1;
    const first = this.#chunks[0].indexOf(10);
    if (first >= 0) return first + 1;
    if (this.#chunks.length === 1) return -1;
    this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0].indexOf(10) + 1 || -1;
  }

  #take(length: number): Buffer {
    const [first] = this.#chunks;
    const bytes = first.subarray(0, length);
    if (length === first.length) this.#chunks.shift();
    else this.#chunks[0] = first.subarray(length);
    this.#waitingBytes -= length;
    return bytes;
  }
}
