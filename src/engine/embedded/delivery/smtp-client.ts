/**
 * The client side of one SMTP connection to one address (RFC 5321, STARTTLS RFC 3207, SIZE, 8BITMIME, SMTPUTF8, DSN).
 * Called by `host.ts`. Gives every stage's exact reply; a failing network is a `Trouble`, not an exception. Never retries.
 */
import net from 'node:net';
import tls from 'node:tls';
import { ReplyReader } from '#src/protocol/dsn/reply.ts';
import type { SmtpReply } from '#src/protocol/dsn/reply.ts';
import { DotStuffer } from './dot-stuffing.ts';

export interface SmtpTimeouts {
  readonly connectMs: number;
  /** Greeting, EHLO, STARTTLS and the TLS handshake. */
  readonly greetingMs: number;
  readonly commandMs: number;
  /** Between pieces of the message that the host takes. */
  readonly dataMs: number;
  /** For the answer after the final dot (RFC 5321 §4.5.3.2.6: 10 minutes, or messages come twice). */
  readonly dataEndMs: number;
}
export const DEFAULT_TIMEOUTS: SmtpTimeouts = {
  connectMs: 30_000,
  greetingMs: 60_000,
  commandMs: 120_000,
  dataMs: 180_000,
  dataEndMs: 600_000,
};

/** Why there is no reply. */
export type Trouble = {
  readonly kind: 'trouble';
  readonly why: 'unreachable' | 'timeout' | 'closed' | 'not-smtp' | 'tls';
  readonly detail: string;
};
export type Heard = { readonly kind: 'reply'; readonly reply: SmtpReply } | Trouble;

export interface OutboundTls {
  readonly version: string;
  /** Whether the certificate would have satisfied a strict check for this name; recorded, not required. */
  readonly trusted: boolean;
  readonly why?: string;
}

export class SmtpClient {
  #socket: net.Socket;
  #reader = new ReplyReader();
  #wake: (() => void) | null = null;
  #end: Trouble | null = null;
  /** EHLO keywords in upper case with their arguments. */
  extensions: ReadonlyMap<string, string> = new Map();
  tls: OutboundTls | null = null;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    this.#listen();
  }

  /** Opens a connection; the greeting is not yet read. */
  static open(address: string, port: number, timeoutMs: number): Promise<SmtpClient | Trouble> {
    return new Promise((resolve) => {
      const socket = net.connect({ host: address, port, noDelay: true });
      const fail = (why: Trouble['why'], detail: string): void => {
        clearTimeout(timer);
        socket.destroy();
        resolve({ kind: 'trouble', why, detail });
      };
      const timer = setTimeout(() => fail('timeout', 'connect'), timeoutMs);
      socket.once('error', (error: NodeJS.ErrnoException) => fail('unreachable', error.code ?? error.message));
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.removeAllListeners('error');
        resolve(new SmtpClient(socket));
      });
    });
  }

  #listen(): void {
    const socket = this.#socket;
    const ended = (detail: string): void => {
      this.#end ??= { kind: 'trouble', why: 'closed', detail };
      this.#wake?.();
    };
    socket.on('data', (chunk: Buffer) => {
      this.#reader.push(chunk);
      this.#wake?.();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => ended(error.code ?? error.message));
    socket.on('close', () => ended('closed'));
    socket.on('end', () => ended('closed'));
  }

  get usable(): boolean {
    return this.#end === null && !this.#reader.leftover && this.#socket.writable;
  }

  /** The next reply, also one that came before the connection broke. */
  async hear(timeoutMs: number): Promise<Heard> {
    const until = performance.now() + timeoutMs;
    for (;;) {
      const read = this.#reader.next();
      if (read.kind === 'reply') return read;
      if (read.kind === 'broken') return this.#fail({ kind: 'trouble', why: 'not-smtp', detail: 'malformed reply' });
      if (this.#end !== null) return this.#end;
      const leftMs = until - performance.now();
      if (leftMs <= 0) return this.#fail({ kind: 'trouble', why: 'timeout', detail: `${timeoutMs} ms` });
      await this.#activity(leftMs);
    }
  }
  #activity(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
    });
  }
  #fail(trouble: Trouble): Trouble {
    this.#end ??= trouble;
    this.#socket.destroy();
    return trouble;
  }

  async command(line: string, timeoutMs: number): Promise<Heard> {
    if (this.#end === null) this.#socket.write(`${line}\r\n`);
    return this.hear(timeoutMs);
  }

  /** EHLO, HELO where that is not known. */
  async hello(name: string, timeoutMs: number): Promise<Heard> {
    const heard = await this.command(`EHLO ${name}`, timeoutMs);
    if (heard.kind === 'reply' && heard.reply.code >= 500) {
      this.extensions = new Map();
      return this.command(`HELO ${name}`, timeoutMs);
    }
    if (heard.kind === 'reply' && heard.reply.code === 250) this.extensions = readExtensions(heard.reply);
    return heard;
  }

  /** Encrypts without demanding a valid certificate (RFC 7435); what a strict check would have said is kept in `tls`. */
  async startTls(hostName: string, timeoutMs: number): Promise<Heard> {
    const heard = await this.command('STARTTLS', timeoutMs);
    if (heard.kind !== 'reply' || heard.reply.code !== 220) return heard;
    if (this.#reader.leftover) return this.#fail({ kind: 'trouble', why: 'tls', detail: 'text after STARTTLS' });
    const plain = this.#socket;
    plain.removeAllListeners();
    return new Promise((resolve) => {
      const servername = net.isIP(hostName) === 0 ? { servername: hostName } : {};
      const secure = tls.connect({ socket: plain, rejectUnauthorized: false, minVersion: 'TLSv1.2', ...servername });
      const fail = (detail: string): void => {
        clearTimeout(timer);
        plain.destroy();
        secure.destroy();
        secure.on('error', () => {});
        plain.on('error', () => {});
        resolve(this.#fail({ kind: 'trouble', why: 'tls', detail }));
      };
      const timer = setTimeout(() => fail('handshake timed out'), timeoutMs);
      secure.once('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
      secure.once('close', () => fail('closed in the handshake'));
      secure.once('secureConnect', () => {
        clearTimeout(timer);
        secure.removeAllListeners();
        this.#socket = secure;
        this.tls = factsOf(secure);
        this.#listen();
        resolve(heard);
      });
    });
  }

  /** Sends the message after 354, dot-stuffed, at the pace the host takes it, and gives the final reply. */
  async data(bytes: Buffer, timeouts: SmtpTimeouts): Promise<Heard> {
    for (const piece of new DotStuffer().pieces(bytes)) {
      if (this.#end !== null) break;
      if (!this.#socket.write(piece) && !(await this.#drained(timeouts.dataMs)))
        return this.#end ?? this.#fail({ kind: 'trouble', why: 'timeout', detail: 'message not taken' });
    }
    return this.hear(timeouts.dataEndMs);
  }
  #drained(timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = this.#socket;
      const done = (ok: boolean) => (): void => {
        clearTimeout(timer);
        socket.off('drain', drained);
        socket.off('close', closed);
        resolve(ok);
      };
      const [drained, closed] = [done(true), done(false)];
      const timer = setTimeout(closed, timeoutMs);
      socket.once('drain', drained);
      socket.once('close', closed);
    });
  }

  /** Leaves politely without waiting for the answer. */
  quit(): void {
    if (this.#end === null) this.#socket.end('QUIT\r\n');
    const timer = setTimeout(() => this.#socket.destroy(), 2000);
    timer.unref();
    this.#socket.once('close', () => clearTimeout(timer));
  }
  destroy(): void {
    this.#socket.destroy();
  }
}

const factsOf = (socket: tls.TLSSocket): OutboundTls => {
  // The declared type is Error; Node gives a code in text.
  const why = socket.authorizationError as unknown;
  return {
    version: socket.getProtocol() ?? 'unknown',
    trusted: socket.authorized,
    ...(socket.authorized ? {} : { why: why instanceof Error ? why.message : String(why) }),
  };
};

function readExtensions(reply: SmtpReply): ReadonlyMap<string, string> {
  return new Map(
    reply.lines.slice(1).map((line) => {
      const [keyword = '', ...rest] = line.split(/[ =]/);
      return [keyword.toUpperCase(), rest.join(' ').toUpperCase()];
    }),
  );
}
