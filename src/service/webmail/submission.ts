/**
 * Webmail sends as any program does: by submission (RFC 6409) at the engine's door, in one conversation whose every step is
 * known — so that "not taken", "taken" and "nobody knows" are told apart. Called by outbox-worker.ts. Decides
 * nothing about limits and Blocks; it tells what the door said. (nodemailer's SMTP client goes on to DATA when one of many
 * recipients was refused by a limit; here the message then stays whole.)
 */
import net from 'node:net';
import tls from 'node:tls';
import { type MailDoor, tlsOf } from '#src/engine/mail-way.ts';
import type { MailDoorDeps, MailUser } from './connections.ts';

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
  const door = deps.way.sending(user);
  if (door === null) return { kind: 'later', said: 'no submission door is open' };
  const stage = { isOver: false };
  let talk: Talk | null = null;
  try {
    talk = await Talk.open(door, deps.hostname);
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
  const no = ({ code, enhanced, text }: Said): Submitted => {
    const said = { code, enhanced, text };
    return isTrouble(said) ? { kind: 'later', said: text } : { kind: 'refused', said, localPort: talk.localPort };
  };
  const { user: name, secret } = deps.way.signIn(user);
  const plain = Buffer.from(`\0${name}\0${secret}`).toString('base64');
  const signedIn = await talk.ask(`AUTH PLAIN ${plain}`);
  if (signedIn.code !== 235) return no(signedIn);
  // oxlint-disable-next-line no-control-regex
  const isWide = [message.from, ...message.recipients].some((address) => /[^\u0000-\u007f]/.test(address));
  if (isWide && !talk.offers.has('SMTPUTF8')) return no(NOT_WIDE);
  const mail = await talk.ask(`MAIL FROM:<${message.from}>${parametersOf(talk.offers, message, isWide)}`);
  if (mail.code !== 250) return no(mail);
  const refused: (Said & { address: string })[] = [];
  const together = talk.offers.has('PIPELINING') ? PIPELINED : 1;
  for (let at = 0; at < message.recipients.length; at += together) {
    const some = message.recipients.slice(at, at + together);
    talk.say(some.map((address) => `RCPT TO:<${address}>`).join('\r\n'));
    for (const address of some) {
      const { code, enhanced, text } = await talk.reply(REPLY_MS);
      if (code === 250 || code === 251) continue;
      refused.push({ code, enhanced, text, address });
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

/** RFC 6531 §3.5, said by ourselves: the server does not take such addresses. */
const NOT_WIDE: Said = { code: 553, enhanced: '5.6.7', text: 'the server takes no addresses outside ASCII' };

/** Only what the server announced: another engine may know none of it. */
function parametersOf(offers: ReadonlySet<string>, { bytes, once }: ToSubmit, isWide: boolean): string {
  const is8bit = isWide || bytes.some((byte) => byte > 127);
  return [
    ...(offers.has('SIZE') ? [` SIZE=${bytes.length}`] : []),
    ...(offers.has('8BITMIME') ? [` BODY=${is8bit ? '8BITMIME' : '7BIT'}`] : []),
    ...(isWide ? [' SMTPUTF8'] : []),
    ...(offers.has('DSN') ? [` ENVID=${once}`] : []),
  ].join('');
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
  /** Keywords of the last EHLO. */
  offers: ReadonlySet<string> = new Set();

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    this.localPort = socket.localPort ?? 0;
    this.#listen();
  }

  static async open(door: MailDoor, hostname: string): Promise<Talk> {
    const { host, port, encryption } = door;
    const plain = await connected(net.connect({ host, port, noDelay: true }), 'connect');
    const encrypted = (): Promise<net.Socket> =>
      connected(tls.connect({ socket: plain, ...tlsOf(door) }), 'secureConnect');
    const talk = new Talk(encryption === 'implicit' ? await encrypted() : plain);
    talk.#expect(await talk.reply(REPLY_MS), 220);
    await talk.#greet(hostname);
    if (encryption !== 'starttls') return talk;
    talk.#expect(await talk.ask('STARTTLS'), 220);
    talk.#socket.removeAllListeners();
    talk.#socket = await encrypted();
    talk.#pending = '';
    talk.#listen();
    await talk.#greet(hostname);
    return talk;
  }

  async #greet(hostname: string): Promise<void> {
    const said = await this.ask(`EHLO ${hostname}`);
    this.#expect(said, 250);
    this.offers = new Set(said.lines.slice(1).map((line) => line.split(' ')[0].toUpperCase()));
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

  async ask(line: string): Promise<Reply> {
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
  async reply(limitMs: number): Promise<Reply> {
    const timer = setTimeout(() => this.#socket.destroy(), limitMs);
    try {
      for (;;) {
        const whole = /^((?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\n)/.exec(this.#pending)?.[1];
        if (whole !== undefined) {
          this.#pending = this.#pending.slice(whole.length);
          return replyOf(whole);
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

interface Reply extends Said {
  /** Without their codes. */
  readonly lines: readonly string[];
}
function replyOf(whole: string): Reply {
  const lines = whole.trimEnd().split(/\r?\n/);
  const code = Number(lines[0].slice(0, 3));
  const [, enhanced = ''] = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3}) /.exec(lines[0]) ?? [];
  const plain = lines.map((line) => line.slice(4));
  const text = plain.map((line) => line.replace(/^[245]\.\d{1,3}\.\d{1,3} /, '')).join(' ');
  return { code, enhanced, text, lines: plain };
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
