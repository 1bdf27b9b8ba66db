/**
 * A bare SMTP client: write lines, read whole replies, pipeline at will. For loads and for checks that no real program
 * makes (kill -9 in the middle, floods of sign-ins); ordinary sending is swaks and msmtp. Loopback only.
 */
import net from 'node:net';

/** `reply` resolves with the next whole reply; a connection that ended replies `421 closed`. */
export class SmtpSession {
  readonly socket: net.Socket;
  #text = '';
  readonly #waiting: ((reply: string) => void)[] = [];
  constructor(host: string, port: number) {
    this.socket = net.connect({ host, port, noDelay: true });
    this.socket.setEncoding('latin1');
    this.socket.on('data', (chunk: string) => {
      this.#text += chunk;
      for (;;) {
        const match = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\r?\n/.exec(this.#text);
        if (match === null || this.#waiting.length === 0) return;
        this.#text = this.#text.slice(match[0].length);
        this.#waiting.shift()?.(match[0]);
      }
    });
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => {
      for (const done of this.#waiting.splice(0)) done('421 closed');
    });
  }
  reply(): Promise<string> {
    if (this.socket.destroyed) return Promise.resolve('421 closed');
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.socket.emit('data', '');
    });
  }
  /** Sends and waits for one reply. */
  ask(line: string): Promise<string> {
    this.socket.write(line);
    return this.reply();
  }
}
