/**
 * One connection of the dialer to one address: TCP, TLS at once or by STARTTLS, greeting, what the server offers — and for
 * SMTP, when asked, whether a recipient would be taken (RSET before any message). Called by dial.ts. Facts only: it signs
 * in nowhere, sends no message, never throws. Every wait and every byte is bounded.
 */
import net from 'node:net';
import tls from 'node:tls';
import type { DialTls, Trust } from './dial-certificate.ts';
import { tlsFactsOf } from './dial-certificate.ts';
import { type Heard, Lines } from './dial-lines.ts';

/** `tls` speaks nothing after the handshake: a web server, or a look at the certificate. */
export type DialProtocol = 'smtp' | 'imap' | 'pop3' | 'tls';
export type DialMode = 'implicit' | 'starttls';

export interface DialSession {
  /** Name for SNI and for the check of the certificate. */
  readonly host: string;
  readonly connectTo: { readonly host: string; readonly port: number };
  readonly protocol: DialProtocol;
  readonly mode: DialMode;
  /** Our name in EHLO. */
  readonly hello: string;
  readonly connectMs: number;
  /** For everything together. */
  readonly limitMs: number;
  readonly trust: Trust;
  /** SMTP: asks whether mail without sender to this address would be taken. */
  readonly recipient?: string;
  readonly maxTls?: tls.SecureVersion;
}

export type DialState = 'open' | 'refused' | 'timeout' | 'reset' | 'unreachable';
export type DialGreeting =
  /** `none`: not asked or not come so far. `slow`: nothing yet; patience would be needed to tell. */
  'ok' | 'slow' | 'closed' | 'endless' | 'refused' | 'masked' | 'other' | 'none';

export interface RecipientAnswer {
  /** The command that was answered. */
  readonly stage: 'mail-from' | 'rcpt-to';
  readonly code: number;
  readonly text: string;
}
export interface Dialled {
  readonly state: DialState;
  readonly connectMs: number | null;
  readonly greeting: DialGreeting;
  /** At most 200 characters. */
  readonly greetingText: string | null;
  readonly greetingMs: number | null;
  /** The server's name for itself in its EHLO answer. */
  readonly helloName: string | null;
  /** EHLO keywords, CAPABILITY or CAPA, upper case. */
  readonly offers: readonly string[];
  /** Null when it was not looked for. `masked`: something rewrote the offer on the way. */
  readonly starttls: 'offered' | 'absent' | 'masked' | 'refused' | 'broken' | null;
  readonly tls: DialTls | null;
  /** Why there is no TLS though it was begun. */
  readonly tlsTrouble: string | null;
  readonly recipient: RecipientAnswer | null;
}

type Seen = { -readonly [K in keyof Dialled]: Dialled[K] };
const nothing = (state: DialState): Seen => ({
  state,
  connectMs: null,
  greeting: 'none',
  greetingText: null,
  greetingMs: null,
  helloName: null,
  offers: [],
  starttls: null,
  tls: null,
  tlsTrouble: null,
  recipient: null,
});

type Opened = { readonly socket: net.Socket } | { readonly state: Exclude<DialState, 'open'> };

function open(to: DialSession['connectTo'], limitMs: number): Promise<Opened> {
  return new Promise((resolve) => {
    let socket: net.Socket;
    try {
      socket = net.connect({ host: to.host, port: to.port, noDelay: true });
    } catch {
      resolve({ state: 'unreachable' });
      return;
    }
    const fail = (state: Exclude<DialState, 'open'>): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ state });
    };
    const timer = setTimeout(() => fail('timeout'), limitMs);
    socket.on('error', (error: NodeJS.ErrnoException) => fail(stateOf(error.code)));
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      socket.on('error', () => {}); // from now on `Lines` or TLS tells
      resolve({ socket });
    });
  });
}

function stateOf(code: string | undefined): Exclude<DialState, 'open'> {
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ETIMEDOUT') return 'timeout';
  return code === 'ECONNRESET' || code === 'EPIPE' ? 'reset' : 'unreachable';
}

/** Connects once and tells what it saw. */
export async function dialOnce(session: DialSession): Promise<Dialled> {
  const started = performance.now();
  const left = (): number => Math.max(1, session.limitMs - (performance.now() - started));
  const opened = await open(session.connectTo, Math.min(session.connectMs, left()));
  if (!('socket' in opened)) return nothing(opened.state);
  const seen = nothing('open');
  seen.connectMs = Math.round(performance.now() - started);
  const talk = new Talk(session, opened.socket, seen, left);
  try {
    await talk.run();
  } finally {
    talk.end();
  }
  return seen;
}

class Talk {
  readonly #session: DialSession;
  readonly #seen: Seen;
  readonly #left: () => number;
  #socket: net.Socket;
  #lines: Lines | null = null;
  #tags = 0;

  constructor(session: DialSession, socket: net.Socket, seen: Seen, left: () => number) {
    this.#session = session;
    this.#socket = socket;
    this.#seen = seen;
    this.#left = left;
  }

  /** Leaves politely and at once. */
  end(): void {
    const socket = this.#socket;
    const { protocol } = this.#session;
    this.#lines?.say(protocol === 'imap' ? `p${(this.#tags += 1)} LOGOUT` : 'QUIT');
    this.#lines?.forget();
    socket.on('error', () => {});
    socket.resume();
    socket.end();
    const timer = setTimeout(() => socket.destroy(), 500);
    timer.unref();
    socket.once('close', () => clearTimeout(timer));
  }

  async run(): Promise<void> {
    const { mode, protocol } = this.#session;
    if (mode === 'implicit' && !(await this.#encrypt())) return;
    if (protocol === 'tls') return;
    this.#lines = new Lines(this.#socket);
    if (!(await this.#greeted())) return;
    if (!(await this.#offered())) return;
    if (mode === 'starttls' && this.#seen.starttls === 'offered' && !(await this.#upgraded())) return;
    if (protocol === 'smtp' && this.#session.recipient !== undefined) await this.#recipient(this.#session.recipient);
  }

  /** TLS on the socket as it is; false when it does not come about. */
  #encrypt(): Promise<boolean> {
    const { host, trust, maxTls } = this.#session;
    const plain = this.#socket;
    const seen = this.#seen;
    return new Promise((resolve) => {
      const secure = tls.connect({
        socket: plain,
        secureContext: trust.context,
        rejectUnauthorized: false, // what is unfit is a fact, not an end
        checkServerIdentity: () => undefined,
        ...(net.isIP(host) === 0 ? { servername: host } : {}),
        ...(maxTls === undefined ? {} : { maxVersion: maxTls }),
      });
      const done = (trouble: string | null): void => {
        clearTimeout(timer);
        secure.removeAllListeners();
        secure.on('error', () => {});
        this.#socket = secure;
        if (trouble === null) seen.tls = tlsFactsOf(secure, host, trust);
        else {
          seen.tlsTrouble = trouble;
          plain.destroy();
        }
        resolve(trouble === null);
      };
      const timer = setTimeout(() => done('timeout'), this.#left());
      secure.once('secureConnect', () => done(null));
      secure.once('error', (error: NodeJS.ErrnoException) => done(troubleOf(error)));
      secure.once('close', () => done('closed'));
    });
  }

  async #greeted(): Promise<boolean> {
    const seen = this.#seen;
    const since = performance.now();
    const heard = await this.#hear(isLastGreeting[this.#protocol]);
    seen.greetingMs = Math.round(performance.now() - since);
    if (heard.kind !== 'lines') {
      seen.greeting = heard.kind === 'timeout' ? 'slow' : heard.kind === 'endless' ? 'endless' : 'closed';
      return false;
    }
    const [text] = heard.lines;
    seen.greetingText = text.slice(0, 200);
    seen.greeting = greetingOf(this.#protocol, text);
    return seen.greeting === 'ok' || seen.greeting === 'masked';
  }

  /** What the server can do; false when the talk is over. */
  async #offered(): Promise<boolean> {
    const seen = this.#seen;
    const lines = await this.#ask(
      this.#protocol === 'smtp' ? `EHLO ${this.#session.hello}` : CAPABILITY[this.#protocol],
    );
    if (lines === null) return false;
    if (this.#protocol === 'smtp') {
      if (!lines[0].startsWith('250')) {
        // A firewall that rewrites SMTP answers EHLO as if it were not known.
        if (seen.greeting === 'masked') seen.starttls = 'masked';
        return false;
      }
      seen.helloName = (/^250[ -](\S{1,255})/.exec(lines[0])?.[1] ?? '').toLowerCase() || null;
    }
    seen.offers = offersIn(this.#protocol, lines);
    if (this.#session.mode === 'starttls') seen.starttls = starttlsIn(seen.offers, seen.greeting);
    return true;
  }

  async #upgraded(): Promise<boolean> {
    const lines = await this.#ask(this.#protocol === 'pop3' ? 'STLS' : 'STARTTLS', true);
    const isReady = lines !== null && /^(?:220|\+OK|p\d+ OK)/i.test(lines.at(-1) ?? '');
    if (!isReady || this.#lines?.leftover === true) {
      this.#seen.starttls = lines === null || isReady ? 'broken' : 'refused';
      return false;
    }
    this.#lines?.forget();
    this.#lines = null;
    if (!(await this.#encrypt())) {
      this.#seen.starttls = 'broken';
      return false;
    }
    this.#lines = new Lines(this.#socket);
    if (this.#session.recipient === undefined) return true;
    return (await this.#ask(`EHLO ${this.#session.hello}`))?.[0].startsWith('250') === true;
  }

  /** RFC 5321 §4.1.1.5: RSET takes all of it back. */
  async #recipient(address: string): Promise<void> {
    for (const [stage, command] of [
      ['mail-from', 'MAIL FROM:<>'],
      ['rcpt-to', `RCPT TO:<${address}>`],
    ] as const) {
      const lines = await this.#ask(command);
      if (lines === null) return;
      const text = lines.map((line) => line.slice(4)).join(' ');
      this.#seen.recipient = { stage, code: Number(lines[0].slice(0, 3)), text: text.slice(0, 300) };
      if (!lines[0].startsWith('2')) return;
    }
    await this.#ask('RSET');
  }

  get #protocol(): 'smtp' | 'imap' | 'pop3' {
    return this.#session.protocol === 'tls' ? 'smtp' : this.#session.protocol;
  }
  #hear(isLast: (line: string) => boolean): Promise<Heard> {
    return this.#lines?.until(isLast, this.#left()) ?? Promise.resolve({ kind: 'closed' });
  }
  /** The answer to one command; null when none came. */
  async #ask(command: string, single = false): Promise<readonly string[] | null> {
    const tag = `p${(this.#tags += 1)}`;
    this.#lines?.say(this.#protocol === 'imap' ? `${tag} ${command}` : command);
    const heard = await this.#hear(lastOf(this.#protocol, tag, single));
    return heard.kind === 'lines' ? heard.lines : null;
  }
}

const CAPABILITY = { imap: 'CAPABILITY', pop3: 'CAPA' } as const;
const isSmtpLast = (line: string): boolean => !/^\d{3}-/.test(line);
const isLastGreeting = { smtp: isSmtpLast, imap: () => true, pop3: () => true } as const;

function lastOf(protocol: 'smtp' | 'imap' | 'pop3', tag: string, single: boolean): (line: string) => boolean {
  switch (protocol) {
    case 'smtp':
      return isSmtpLast;
    case 'imap':
      return (line) => line.startsWith(`${tag} `) || line.startsWith('* BYE');
    case 'pop3':
      return single ? () => true : (line) => line === '.' || line.startsWith('-ERR');
  }
}

/** Asterisks instead of words: a firewall that "inspects" SMTP hides the greeting. */
const MASKED_GREETING = /^220[ -][^a-z]*\*{6}[^a-z]*$/i;

function greetingOf(protocol: 'smtp' | 'imap' | 'pop3', text: string): DialGreeting {
  switch (protocol) {
    case 'smtp':
      if (MASKED_GREETING.test(text)) return 'masked';
      return /^220(?:[ -]|$)/.test(text) ? 'ok' : /^[45]\d\d/.test(text) ? 'refused' : 'other';
    case 'imap':
      return /^\* (?:OK|PREAUTH)/i.test(text) ? 'ok' : /^\* BYE/i.test(text) ? 'refused' : 'other';
    case 'pop3':
      return text.startsWith('+OK') ? 'ok' : text.startsWith('-ERR') ? 'refused' : 'other';
  }
}

function offersIn(protocol: 'smtp' | 'imap' | 'pop3', lines: readonly string[]): readonly string[] {
  const words =
    protocol === 'smtp'
      ? lines.slice(1).map((line) => line.slice(4).trim())
      : protocol === 'imap'
        ? lines.flatMap((line) => /^\* CAPABILITY (.*)$/i.exec(line)?.[1].split(' ') ?? [])
        : lines.slice(1).filter((line) => line !== '.');
  return words.slice(0, 60).map((word) => word.toUpperCase().slice(0, 60));
}

function starttlsIn(offers: readonly string[], greeting: DialGreeting): 'offered' | 'absent' | 'masked' {
  if (offers.some((offer) => offer === 'STARTTLS' || offer === 'STLS')) return 'offered';
  return greeting === 'masked' || offers.some((offer) => /^X{4,}[A-Z]?$/.test(offer)) ? 'masked' : 'absent';
}

function troubleOf(error: NodeJS.ErrnoException): string {
  const { reason } = error as { readonly reason?: unknown };
  const text = typeof reason === 'string' && reason !== '' ? reason : (error.code ?? 'unknown');
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 60);
}
