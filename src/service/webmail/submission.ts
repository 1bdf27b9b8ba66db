/**
 * Webmail sends as any program does: by submission at our own door (RFC 6409), signed in by ticket, in one conversation whose
 * every step is known — so that "not taken", "taken" and "nobody knows" are told apart. Called by outbox-worker.ts. Decides
 * nothing about limits and Blocks; it tells what the door said. (nodemailer's SMTP client goes on to DATA when one of many
 * recipients was refused by a limit; here the message then stays whole.)
 */
import net from 'node:net';
import tls from 'node:tls';
import { doorOf, type MailDoorDeps, type MailUser } from './connections.ts';

export interface ToSubmit {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly bytes: Buffer;
  /** RFC 3461 §4.4 ENVID: the same key is the same message, and is taken once. */
  readonly once: string;
}
export interface Said {
  readonly code: number;
  /** RFC 3463; '' when it was not told. */
  readonly enhanced: string;
  readonly text: string;
}
export type Submitted =
  /** It is theirs now. Those refused alone are no such addresses; the others get it. */
  | { readonly kind: 'taken'; readonly refused: readonly (Said & { readonly address: string })[] }
  /** Nobody gets it. `localPort`: our end of the connection, by which the journal knows it. */
  | { readonly kind: 'refused'; readonly said: Said; readonly localPort: number }
  /** The door is shut or has a trouble of its own: later. */
  | { readonly kind: 'later'; readonly said: string }
  /** The line broke after the whole message was said. */
  | { readonly kind: 'unknown' };

const REPLY_MS = 120_000;
const END_MS = 600_000;
const PIPELINED = 200;
const MOST_REPLY = 65_536;

class LineBroke extends Error {}

/** What no rule of ours said, but the address: the others may have the message. */
const isAboutAddress = ({ enhanced }: Said): boolean => enhanced.startsWith('5.1.');
/** Our own trouble: it is tried again by itself. */
const isTrouble = ({ code, enhanced }: Said): boolean => code === 421 || (code < 500 && enhanced.startsWith('4.3.'));

/** Submits once; never throws for what a door may do. */
export async function submit(deps: MailDoorDeps, user: MailUser, message: ToSubmit): Promise<Submitted> {
  const endpoints = deps.endpoints();
  const where = endpoints.submissions ?? endpoints.submission;
  if (where === undefined) return { kind: 'later', said: 'no submission door is open' };
  const stage = { isOver: false };
  let talk: Talk | null = null;
  try {
    talk = await Talk.open(where, deps.hostname, endpoints.submissions !== undefined);
    return await converse(talk, deps, user, message, stage);
  } catch (error) {
    if (!(error instanceof LineBroke)) throw error;
    return stage.isOver ? { kind: 'unknown' } : { kind: 'later', said: error.message };
  } finally {
    talk?.end();
  }
}

async function converse(
  talk: Talk,
  deps: MailDoorDeps,
  user: MailUser,
  message: ToSubmit,
  stage: { isOver: boolean },
): Promise<Submitted> {
  const no = (said: Said): Submitted =>
    isTrouble(said) ? { kind: 'later', said: said.text } : { kind: 'refused', said, localPort: talk.localPort };
  const plain = Buffer.from(`\0${user.address}\0${deps.tickets.issue(user.id)}`).toString('base64');
  const signedIn = await talk.ask(`AUTH PLAIN ${plain}`);
  if (signedIn.code !== 235) return no(signedIn);
  // oxlint-disable-next-line no-control-regex
  const isWide = [message.from, ...message.recipients].some((address) => /[^\u0000-\u007f]/.test(address));
  const is8bit = message.bytes.some((byte) => byte > 127);
  const mail = await talk.ask(
    `MAIL FROM:<${message.from}> SIZE=${message.bytes.length} BODY=${is8bit || isWide ? '8BITMIME' : '7BIT'}${isWide ? ' SMTPUTF8' : ''} ENVID=${message.once}`,
  );
  if (mail.code !== 250) return no(mail);
  const refused: (Said & { address: string })[] = [];
  for (let at = 0; at < message.recipients.length; at += PIPELINED) {
    const some = message.recipients.slice(at, at + PIPELINED);
    talk.say(some.map((address) => `RCPT TO:<${address}>`).join('\r\n'));
    for (const address of some) {
      const said = await talk.reply(REPLY_MS);
      if (said.code === 250 || said.code === 251) continue;
      refused.push({ ...said, address });
    }
    // A rule of ours stands in the way of the message, not of an address: all of it waits, nobody gets half a mailing.
    const rule = refused.find((said) => !isAboutAddress(said));
    if (rule !== undefined) return no(rule);
  }
  if (refused.length === message.recipients.length) return no(refused[0]);
  const data = await talk.ask('DATA');
  if (data.code !== 354) return no(data);
  talk.write(stuffed(message.bytes));
  stage.isOver = true;
  talk.write(Buffer.from('.\r\n'));
  const end = await talk.reply(END_MS);
  if (end.code === 250) return { kind: 'taken', refused };
  return no(end);
}

/** RFC 5321 §4.5.2, and a line end at the end. */
function stuffed(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  if (bytes[0] === 46) parts.push(Buffer.from('.'));
  for (let at = bytes.indexOf('\n.'); at >= 0; at = bytes.indexOf('\n.', at + 1)) {
    parts.push(bytes.subarray(from, at + 1), Buffer.from('.'));
    from = at + 1;
  }
  parts.push(bytes.subarray(from));
  if (!bytes.subarray(-2).equals(Buffer.from('\r\n'))) parts.push(Buffer.from('\r\n'));
  return Buffer.concat(parts);
}

/** One connection, command by command. Every wait ends: with a reply, or with LineBroke. */
class Talk {
  #socket: net.Socket;
  #pending = '';
  #isBroken: string | null = null;
  #wake: (() => void) | null = null;
  readonly localPort: number;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    this.localPort = socket.localPort ?? 0;
    this.#listen();
  }

  static async open(where: string, hostname: string, isImplicit: boolean): Promise<Talk> {
    const door = doorOf(where);
    // The door is our own, on this machine: a certificate in trouble must not keep mail back.
    const secure = { servername: hostname, rejectUnauthorized: false };
    const plain = await connected(net.connect({ ...door, noDelay: true }), 'connect');
    const socket = isImplicit ? await connected(tls.connect({ socket: plain, ...secure }), 'secureConnect') : plain;
    const talk = new Talk(socket);
    talk.#expect(await talk.reply(REPLY_MS), 220);
    talk.#expect(await talk.ask(`EHLO ${hostname}`), 250);
    if (isImplicit) return talk;
    talk.#expect(await talk.ask('STARTTLS'), 220);
    talk.#socket.removeAllListeners();
    talk.#socket = await connected(tls.connect({ socket: plain, ...secure }), 'secureConnect');
    talk.#pending = '';
    talk.#listen();
    talk.#expect(await talk.ask(`EHLO ${hostname}`), 250);
    return talk;
  }

  #listen(): void {
    const broke = (why: string) => (): void => {
      this.#isBroken ??= why;
      this.#wake?.();
    };
    this.#socket.on('data', (chunk: Buffer) => {
      this.#pending += chunk.toString('utf8');
      if (this.#pending.length > MOST_REPLY) this.#socket.destroy();
      this.#wake?.();
    });
    this.#socket.on('error', broke('the line broke'));
    this.#socket.on('close', broke('the line was closed'));
  }

  #expect(said: Said, code: number): void {
    if (said.code !== code) throw new LineBroke(`${said.code} ${said.text}`);
  }

  async ask(line: string): Promise<Said> {
    this.say(line);
    return await this.reply(REPLY_MS);
  }
  say(lines: string): void {
    this.#socket.write(`${lines}\r\n`);
  }
  write(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  /** The next whole reply, its lines joined. */
  async reply(limitMs: number): Promise<Said> {
    const timer = setTimeout(() => this.#socket.destroy(), limitMs);
    try {
      for (;;) {
        const whole = /^((?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\n)/.exec(this.#pending)?.[1];
        if (whole !== undefined) {
          this.#pending = this.#pending.slice(whole.length);
          return saidOf(whole);
        }
        if (this.#isBroken !== null) throw new LineBroke(this.#isBroken);
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      clearTimeout(timer);
      this.#wake = null;
    }
  }

  end(): void {
    this.#socket.end('QUIT\r\n');
    setTimeout(() => this.#socket.destroy(), 2000).unref();
  }
}

function saidOf(whole: string): Said {
  const lines = whole.trimEnd().split(/\r?\n/);
  const code = Number(lines[0].slice(0, 3));
  const [, enhanced = ''] = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3}) /.exec(lines[0]) ?? [];
  const text = lines.map((line) => line.slice(4).replace(/^[245]\.\d{1,3}\.\d{1,3} /, '')).join(' ');
  return { code, enhanced, text };
}

function connected<S extends net.Socket>(socket: S, event: 'connect' | 'secureConnect'): Promise<S> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(new Error('timeout')), REPLY_MS);
    const failed = (error: Error): void => {
      clearTimeout(timer);
      reject(new LineBroke(error.message));
    };
    socket.once('error', failed);
    socket.once(event, () => {
      clearTimeout(timer);
      socket.off('error', failed);
      resolve(socket);
    });
  });
}
