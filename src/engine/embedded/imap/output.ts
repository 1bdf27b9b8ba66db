/**
 * What a session writes: small texts and message bytes joined into chunks of 64 KiB, with back-pressure.
 * Text is latin1 ("one character, one byte"). Used by session and command handlers; knows nothing of IMAP.
 */
import type { MailConnection } from '#src/net/connection.ts';

/** The peer has left in the middle of an answer; ends the command, is no bug. */
export class ConnectionOver extends Error {}

/** One write: four TLS records. Larger ones were measured and win nothing. */
const CHUNK_BYTES = 65_536;
/** Bytes as long as this are written as they are; copying them would cost more than a write. */
const ALONE_BYTES = 32_768;

export class Output {
  readonly #connection: MailConnection;
  /** Comes after the bytes in `#chunk`. */
  #text = '';
  /** Filled up to `#used`; null in a session at rest. The connection keeps what it was given, so each is used once. */
  #chunk: Buffer | null = null;
  #used = 0;
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
    if (bytes.length >= ALONE_BYTES) {
      this.flush();
      this.#write(bytes);
      return;
    }
    if (this.#used + this.#text.length + bytes.length > CHUNK_BYTES) this.flush();
    const chunk = (this.#chunk ??= Buffer.allocUnsafeSlow(CHUNK_BYTES));
    this.#used += chunk.write(this.#text, this.#used, 'latin1');
    this.#text = '';
    this.#used += bytes.copy(chunk, this.#used);
  }

  /** Sends what is there now. */
  flush(): void {
    const [chunk, text] = [this.#chunk, this.#text];
    this.#chunk = null;
    this.#text = '';
    if (chunk === null) {
      if (text !== '') this.#write(Buffer.from(text, 'latin1'));
      return;
    }
    const used = this.#used;
    this.#used = 0;
    if (text.length <= chunk.length - used) this.#write(chunk.subarray(0, used + chunk.write(text, used, 'latin1')));
    else {
      this.#write(chunk.subarray(0, used));
      this.#write(Buffer.from(text, 'latin1'));
    }
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
    if (this.#used + this.#text.length >= CHUNK_BYTES) this.flush();
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
