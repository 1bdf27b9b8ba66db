/**
 * A bare IMAP client that costs as little as possible, so that the bench times the server and not the client. TLS without
 * certificate check (the peer's is self-signed), loopback only. Commands go one at a time; answers are bytes.
 */
import tls from 'node:tls';
import type { Door } from './mail-host.ts';

export class ImapClient {
  readonly socket: tls.TLSSocket;
  #chunks: Buffer[] = [];
  #tail = '';
  #expect: { readonly end: RegExp; readonly done: (answer: Buffer) => void; readonly fail: (e: Error) => void } | null =
    null;
  #count = 0;

  private constructor(socket: tls.TLSSocket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    const fail = (): void => this.#expect?.fail(new Error(`IMAP connection ended; last: ${this.#tail}`));
    socket.on('error', fail);
    socket.on('close', fail);
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#tail = (this.#tail + chunk.subarray(-512).toString('latin1')).slice(-512);
    if (this.#expect?.end.test(this.#tail) !== true) return;
    const { done } = this.#expect;
    this.#expect = null;
    const answer = Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#tail = '';
    done(answer);
  }

  /** Waits until what came since the last answer ends with `end`. */
  until(end: RegExp): Promise<Buffer> {
    return new Promise((done, fail) => {
      this.#expect = { end, done, fail };
      this.#take(Buffer.alloc(0));
    });
  }

  static async open(door: Door, user: string, password: string): Promise<ImapClient> {
    const socket = tls.connect({ ...door, rejectUnauthorized: false, servername: 'post.fjord.example' });
    socket.setNoDelay(true);
    const client = new ImapClient(socket);
    await client.until(/\* OK[^\n]*\r\n$/);
    await client.command(`LOGIN "${user}" "${password}"`);
    return client;
  }

  /** Sends one command, waits for its tagged answer, throws unless it is OK. Gives all bytes of the answer. */
  async command(text: string | Buffer): Promise<Buffer> {
    const tag = `b${++this.#count}`;
    const answer = this.until(new RegExp(`(?:^|\\n)${tag} (?:OK|NO|BAD)[^\\n]*\\r\\n$`));
    this.socket.write(Buffer.concat([Buffer.from(`${tag} `), Buffer.from(text), Buffer.from('\r\n')]));
    const bytes = await answer;
    const last = bytes.subarray(-600).toString('latin1');
    if (!last.includes(`${tag} OK`)) throw new Error(`IMAP ${text.toString().slice(0, 60)}: ${last}`);
    return bytes;
  }

  /** STATUS … (MESSAGES) */
  async count(folder = 'INBOX'): Promise<number> {
    const answer = (await this.command(`STATUS ${folder} (MESSAGES)`)).toString('latin1');
    return Number(/MESSAGES (\d+)/.exec(answer)?.[1] ?? -1);
  }

  /** APPENDs messages with non-synchronising literals, `window` commands in flight. */
  async append(folder: string, messages: Iterable<Buffer>, window = 40): Promise<void> {
    let batch: Buffer[] = [];
    const flush = async (): Promise<void> => {
      const first = this.#count + 1;
      const parts = batch.map((message, i) => [
        Buffer.from(`b${first + i} APPEND ${folder} {${message.length}+}\r\n`),
        message,
        Buffer.from('\r\n'),
      ]);
      this.#count += batch.length;
      const answer = this.until(new RegExp(`(?:^|\\n)b${this.#count} (?:OK|NO|BAD)[^\\n]*\\r\\n$`));
      this.socket.write(Buffer.concat(parts.flat()));
      const text = (await answer).toString('latin1');
      if (/^b\d+ (?:NO|BAD)/m.test(text)) throw new Error(`APPEND: ${text.slice(0, 300)}`);
      batch = [];
    };
    for (const message of messages) {
      batch.push(message);
      if (batch.length >= window) await flush();
    }
    if (batch.length > 0) await flush();
  }

  close(): void {
    this.#expect = null;
    this.socket.destroy();
  }
}
