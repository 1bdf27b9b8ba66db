/**
 * The fast SMTP client of the bench, a process of its own: `node bench/smtp-load.ts '<json>'` sends messages over kept
 * connections (pipelined where the server offers it, as Postfix does) and prints one JSON line with what it saw.
 * Sends to loopback only.
 */
import { SmtpSession } from '../test/e2e/harness/smtp-session.ts';
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

const open = async (order: LoadOrder): Promise<SmtpSession> => {
  const session = new SmtpSession(order.host, order.port);
  await session.reply();
  await session.ask('EHLO load.verden.example\r\n');
  return session;
};

/** One message; gives '' or the refusal. MAIL, RCPT and DATA go out together (RFC 2920). */
const sendOne = async (session: SmtpSession, from: string, to: string, bytes: Buffer): Promise<string> => {
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
