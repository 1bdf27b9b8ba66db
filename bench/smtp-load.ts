/**
 * The fast SMTP client of the bench, a process of its own: `node bench/smtp-load.ts '<json>'` sends messages over kept
 * connections (pipelined where the server offers it, as Postfix does) and prints one JSON line with what it saw.
 * Sends to loopback only.
 */
import net from 'node:net';
import { benchMessage } from './message.ts';

export interface LoadOrder {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  readonly messages: number;
  readonly sizeBytes: number;
  readonly recipients: readonly string[];
}
export interface LoadResult {
  readonly accepted: number;
  readonly refused: number;
  readonly seconds: number;
  /** Milliseconds from MAIL FROM to the 250 of the message. */
  readonly p50: number;
  readonly p99: number;
  readonly firstRefusal: string;
}

/** One connection: `reply` resolves with the next whole reply. */
class Session {
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
  ask(line: string): Promise<string> {
    this.socket.write(line);
    return this.reply();
  }
}

const open = async (order: LoadOrder): Promise<Session> => {
  const session = new Session(order.host, order.port);
  await session.reply();
  await session.ask('EHLO load.verden.example\r\n');
  return session;
};

/** One message; gives '' or the refusal. MAIL, RCPT and DATA go out together (RFC 2920). */
const sendOne = async (session: Session, from: string, to: string, bytes: Buffer): Promise<string> => {
  session.socket.write(`MAIL FROM:<${from}> SIZE=${bytes.length} BODY=8BITMIME\r\nRCPT TO:<${to}>\r\nDATA\r\n`);
  const replies = [await session.reply(), await session.reply(), await session.reply()];
  const bad = replies.find((reply) => !/^[23]/.test(reply));
  if (bad !== undefined) {
    if (replies[2].startsWith('354')) await session.ask('.\r\n');
    return bad;
  }
  session.socket.cork();
  session.socket.write(bytes);
  session.socket.write('.\r\n');
  session.socket.uncork();
  const last = await session.reply();
  return last.startsWith('250') ? '' : last;
};

const load = async (order: LoadOrder): Promise<LoadResult> => {
  if (!/^(127\.|::1$)/.test(order.host)) throw new Error('the load goes to loopback only');
  let next = 0;
  let refused = 0;
  let firstRefusal = '';
  const times: number[] = [];
  const worker = async (): Promise<void> => {
    let session = await open(order);
    while (next < order.messages) {
      const index = next++;
      const to = order.recipients[index % order.recipients.length];
      const bytes = benchMessage(index, order.sizeBytes, to);
      const begin = performance.now();
      const refusal = await sendOne(session, `sender${index % 97}@verden.example`, to, bytes);
      if (refusal === '') times.push(performance.now() - begin);
      else {
        refused += 1;
        firstRefusal ||= refusal.trim();
        if (refused > 50) break; // a host that refuses everything is not loaded further
        if (refusal.startsWith('421')) session = await open(order);
      }
    }
    await session.ask('QUIT\r\n');
    session.socket.destroy();
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: order.connections }, worker));
  const seconds = (performance.now() - begin) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { accepted: times.length, refused, seconds, p50: at(0.5), p99: at(0.99), firstRefusal };
};

if (process.argv[2] !== undefined) {
  const order = JSON.parse(process.argv[2]) as LoadOrder;
  process.stdout.write(`${JSON.stringify(await load(order))}\n`);
}
