/**
 * What a session writes: small texts and message bytes joined into chunks of at least 32 KiB, with back-pressure.
 * Text is latin1 ("one character, one byte"). Used by session and command handlers; knows nothing of IMAP.
 */
import type { MailConnection } from '#src/net/connection.ts';

/** The peer has left in the middle of an answer; ends the command, is no bug. */
export class ConnectionOver extends Error {}

const CHUNK_BYTES = 32_768;

export class Output {
  readonly #connection: MailConnection;
  #text = '';
  /** Bytes before `#text`; null in a session at rest. */
  #chunks: Buffer[] | null = null;
  #chunkBytes = 0;
  #full = false;
  #waiting: (() => void) | null = null;

  constructor(connection: MailConnection) {
    this.#connection = connection;
  }

  /** The peer reads slowly: what can wait should. */
  get isFull(): boolean {
    return this.#full;
  }

  /** Adds latin1 text. */
  text(text: string): void {
    this.#text += text;
  }

  /** Adds bytes as they are. */
  bytes(bytes: Buffer): void {
    if (bytes.length < 4096) {
      this.#text += bytes.toString('latin1');
      return;
    }
    if (this.#text !== '') this.#push(Buffer.from(this.#text, 'latin1'));
    this.#text = '';
    this.#push(bytes);
    if (this.#chunkBytes >= CHUNK_BYTES) this.flush();
  }

  #push(bytes: Buffer): void {
    (this.#chunks ??= []).push(bytes);
    this.#chunkBytes += bytes.length;
  }

  /** Sends what is there now. */
  flush(): void {
    if (this.#text !== '') this.#push(Buffer.from(this.#text, 'latin1'));
    const chunks = this.#chunks;
    if (chunks === null) return;
    this.#text = '';
    this.#chunks = null;
    this.#chunkBytes = 0;
    // A long body goes as it is; copying it once more would cost more than a write.
    if (chunks.some((chunk) => chunk.length >= CHUNK_BYTES)) for (const chunk of chunks) this.#write(chunk);
    else this.#write(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
  }

  #write(chunk: Buffer): void {
    if (!this.#connection.closing && !this.#connection.write(chunk)) this.#full = true;
  }

  /**
   * To be called between messages: null to go on, or what to wait for. Throws (or rejects with) ConnectionOver when
   * the peer has left.
   */
  breathe(): Promise<void> | null {
    if (this.#connection.closing) throw new ConnectionOver();
    if (this.#text.length + this.#chunkBytes >= CHUNK_BYTES) this.flush();
    if (!this.#full) return null;
    return new Promise((resolve, reject) => {
      this.#waiting = () => (this.#connection.closing ? reject(new ConnectionOver()) : resolve());
    });
  }

  /** The connection can take more, or is over. */
  drained(): void {
    this.#full = false;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.();
  }
}
