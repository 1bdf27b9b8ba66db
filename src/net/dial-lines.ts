/**
 * The lines a mail server says, for the dialer: bounded in bytes and in time, so that an endless banner or a dripping one
 * ends as a fact. Used by dial-session.ts. Knows no protocol, never throws.
 */
import type { Socket } from 'node:net';

/** Of everything that one server says in one dial. */
export const MOST_BYTES = 16_384;
const MOST_LINE = 1000;

export type Heard =
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'timeout' | 'closed' | 'reset' | 'endless' };

/** Reads what `socket` says, line by line, until `forget` is called. */
export class Lines {
  readonly #socket: Socket;
  #pending = '';
  #bytes = 0;
  #end: 'closed' | 'reset' | 'endless' | null = null;
  #wake: (() => void) | null = null;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', this.#take);
    socket.on('error', this.#broke);
    socket.on('end', this.#closed);
    socket.on('close', this.#closed);
  }

  readonly #take = (chunk: Buffer): void => {
    this.#bytes += chunk.length;
    if (this.#bytes > MOST_BYTES) {
      this.#end ??= 'endless';
      this.#socket.destroy();
    } else this.#pending += chunk.toString('utf8');
    this.#wake?.();
  };
  readonly #broke = (): void => {
    this.#end ??= 'reset';
    this.#wake?.();
  };
  readonly #closed = (): void => {
    this.#end ??= 'closed';
    this.#wake?.();
  };

  /** True when something was said that nobody asked for: after STARTTLS that is an injection. */
  get leftover(): boolean {
    return this.#pending !== '';
  }

  /** Lines up to and including the first that `isLast`; also those that came before the end. */
  async until(isLast: (line: string) => boolean, limitMs: number): Promise<Heard> {
    const lines: string[] = [];
    const stop = performance.now() + limitMs;
    for (;;) {
      const end = this.#pending.indexOf('\n');
      if (end >= 0) {
        const line = printable(this.#pending.slice(0, end).replace(/\r+$/, ''));
        this.#pending = this.#pending.slice(end + 1);
        lines.push(line);
        if (isLast(line)) return { kind: 'lines', lines };
        continue;
      }
      if (this.#end !== null) return { kind: this.#end };
      const leftMs = stop - performance.now();
      if (leftMs <= 0) return { kind: 'timeout' };
      await this.#activity(leftMs);
    }
  }
  #activity(limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
    });
  }

  say(line: string): void {
    if (this.#end === null) this.#socket.write(`${line}\r\n`);
  }

  /** Lets go of the socket, so that TLS can take it. */
  forget(): void {
    this.#socket.off('data', this.#take);
    this.#socket.off('error', this.#broke);
    this.#socket.off('end', this.#closed);
    this.#socket.off('close', this.#closed);
  }
}

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/g;
const printable = (text: string): string => text.slice(0, MOST_LINE).replace(CONTROL, ' ');
