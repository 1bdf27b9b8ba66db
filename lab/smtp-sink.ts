/**
 * A foreign mail host for tests and scenarios: takes mail on a loopback port and can be told to misbehave at every stage.
 * Scripted, not polite; never part of the running product.
 */
import net from 'node:net';
import tls from 'node:tls';

export interface SinkMood {
  /** Full reply lines (without CRLF) instead of the usual ones; `'drop'` closes, `'silent'` says nothing. */
  readonly greeting?: string;
  readonly ehlo?: string;
  readonly mail?: string;
  /** Reply for a recipient; null means take it. */
  readonly rcpt?: (address: string, attempt: number) => string | null;
  readonly data?: string;
  /** `'drop'` closes in the middle of the message. */
  readonly end?: string;
  /** Connections at once; the next one is sent away. */
  readonly atOnce?: number;
  /** EHLO keywords; default PIPELINING, 8BITMIME, SMTPUTF8, SIZE 1000000, DSN. */
  readonly extensions?: readonly string[];
  /** Offers STARTTLS: with this certificate, or with a handshake that breaks. */
  readonly tls?: { readonly key: string; readonly cert: string } | 'broken';
}
export interface SinkMessage {
  readonly mail: string;
  readonly rcpt: readonly string[];
  readonly data: string;
  readonly encrypted: boolean;
}
export interface Sink {
  /** `127.0.0.1:port` */
  readonly address: string;
  readonly messages: readonly SinkMessage[];
  readonly connections: () => number;
  setMood(mood: SinkMood): void;
  stop(): Promise<void>;
}

const DEFAULT_EXTENSIONS = ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'SIZE 1000000', 'DSN'];

/** One session: lines in, scripted replies out. */
class SinkSession {
  #buffer = '';
  #inData = false;
  #mail = '';
  #rcpt: string[] = [];
  #socket: net.Socket;
  #encrypted = false;
  readonly #sink: SinkState;

  constructor(socket: net.Socket, sink: SinkState) {
    this.#socket = socket;
    this.#sink = sink;
    this.#listen();
    this.#say(sink.mood.greeting ?? '220 sink.example ESMTP');
  }

  #listen(): void {
    this.#socket.on('error', () => this.#socket.destroy());
    this.#socket.on('data', (chunk: Buffer) => {
      this.#buffer += chunk.toString('latin1');
      this.#work();
    });
  }
  #say(reply: string): void {
    if (reply === 'silent') return;
    if (reply === 'drop') this.#socket.destroy();
    else this.#socket.write(`${reply}\r\n`);
  }
  #work(): void {
    for (;;) {
      if (this.#inData && this.#sink.mood.end === 'drop' && this.#buffer.length > 0) return this.#say('drop');
      const mark = this.#inData ? '\r\n.\r\n' : '\r\n';
      const end = this.#buffer.indexOf(mark);
      if (end < 0) return;
      const piece = this.#buffer.slice(0, end);
      this.#buffer = this.#buffer.slice(end + mark.length);
      if (this.#inData) this.#finish(piece);
      else this.#command(piece);
    }
  }
  #finish(data: string): void {
    this.#inData = false;
    const reply = this.#sink.mood.end ?? '250 2.0.0 taken as 1';
    if (reply.startsWith('2') || reply === 'silent')
      this.#sink.messages.push({
        mail: this.#mail,
        rcpt: this.#rcpt,
        data: `${data}\r\n`.replace(/^\.\./gm, '.'),
        encrypted: this.#encrypted,
      });
    this.#rcpt = [];
    this.#say(reply);
  }
  #command(line: string): void {
    const { mood } = this.#sink;
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') {
      const offers = [...(mood.extensions ?? DEFAULT_EXTENSIONS)];
      if (mood.tls !== undefined && !this.#encrypted) offers.push('STARTTLS');
      const lines = ['sink.example', ...offers].map((text, i, all) => `250${i === all.length - 1 ? ' ' : '-'}${text}`);
      return this.#say(mood.ehlo ?? lines.join('\r\n'));
    }
    if (verb === 'HELO') return this.#say('250 sink.example');
    if (verb === 'STAR') return this.#startTls();
    if (verb === 'MAIL') {
      this.#mail = line.slice(10);
      this.#rcpt = [];
      return this.#say(mood.mail ?? '250 2.1.0 ok');
    }
    if (verb === 'RCPT') {
      const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
      const tries = (this.#sink.tries.get(address) ?? 0) + 1;
      this.#sink.tries.set(address, tries);
      const refusal = mood.rcpt?.(address, tries) ?? null;
      if (refusal === null) this.#rcpt.push(line.slice(8));
      return this.#say(refusal ?? '250 2.1.5 ok');
    }
    if (verb === 'DATA') {
      const reply = mood.data ?? '354 go on';
      this.#inData = reply.startsWith('354');
      return this.#say(reply);
    }
    if (verb === 'QUIT') {
      this.#socket.end('221 2.0.0 bye\r\n');
      return undefined;
    }
    return this.#say(verb === 'RSET' ? '250 ok' : '500 5.5.1 what?');
  }
  #startTls(): void {
    const { mood } = this.#sink;
    this.#say('220 2.0.0 go');
    if (mood.tls === 'broken' || mood.tls === undefined) {
      this.#socket.removeAllListeners('data');
      this.#socket.once('data', () => this.#socket.end('this is not TLS'));
      return;
    }
    const plain = this.#socket;
    plain.removeAllListeners('data');
    this.#socket = new tls.TLSSocket(plain, { isServer: true, ...mood.tls });
    this.#encrypted = true;
    this.#buffer = '';
    this.#listen();
  }
}

interface SinkState {
  mood: SinkMood;
  readonly messages: SinkMessage[];
  readonly tries: Map<string, number>;
}

/** Starts a sink. Stop it, or the process stays. */
export async function startSmtpSink(mood: SinkMood = {}): Promise<Sink> {
  const state: SinkState = { mood, messages: [], tries: new Map() };
  const sockets = new Set<net.Socket>();
  let connections = 0;
  const server = net.createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    if (sockets.size > (state.mood.atOnce ?? Infinity)) {
      socket.on('error', () => socket.destroy());
      socket.end('421 4.7.0 too many connections from your address\r\n');
    } else new SinkSession(socket, state);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    messages: state.messages,
    connections: () => connections,
    setMood: (next) => {
      state.mood = next;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
