/**
 * A real IMAP server on the real store in a temporary folder, for tests: `kari@fjord.example` with the secret `hemmelig`,
 * and a client that speaks lines. Used by test/contract/imap-*.test.ts. Everything is closed by `stop`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectTcp, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { startImap, type ImapOptions } from '#src/engine/embedded/imap/server.ts';
import type { MailStore } from '#src/engine/embedded/mail-store.ts';
import { openMailStore } from '#src/engine/embedded/store/store.ts';
import type { Auth, Mailbox } from '#src/engine/ports.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { JournalEvent } from '#src/model/journal.ts';
import { ownAuthority } from '#src/net/authority.ts';
import { systemClock } from '#src/net/clock.ts';
import { summarise } from '#src/protocol/imap/summary.ts';
import { searchText } from '#src/protocol/mime/search-text.ts';

export interface Bench {
  readonly store: MailStore;
  readonly events: JournalEvent[];
  /** What was given to recordRefusedSignIn, and the secrets Auth got to see. */
  readonly refusals: { readonly login: string; readonly outcome: string; readonly cause: string }[];
  readonly secrets: string[];
  readonly bugs: unknown[];
  readonly tlsPort: number;
  readonly plainPort: number;
  readonly mailbox: Mailbox;
  open(how?: 'tls' | 'plain'): Promise<LineClient>;
  /** Signed in over TLS. */
  signIn(): Promise<LineClient>;
  stop(): Promise<void>;
}

export async function startBench(
  options: Partial<ImapOptions> & { readonly quotaBytes?: number } = {},
): Promise<Bench> {
  const { quotaBytes = 0, ...more } = options;
  const directory = mkdtempSync(join(tmpdir(), 'postvakt-imap-'));
  const clock = systemClock;
  const store = await openMailStore({ directory: join(directory, 'mail'), clock, summarise, searchText });
  const tls = ownAuthority({ dataDir: directory, hostname: 'mail.fjord.example', clock });
  const id = '01kari' as MailboxId;
  const mailbox: Mailbox = { id, address: 'kari@fjord.example', language: 'en', quotaBytes };
  const [events, refusals, secrets, bugs]: [JournalEvent[], Bench['refusals'], string[], unknown[]] = [[], [], [], []];
  const server = await startImap({
    hostname: 'mail.fjord.example',
    listen: [
      { endpoint: 'imaps', host: '127.0.0.1', port: 0 },
      { endpoint: 'imap', host: '127.0.0.1', port: 0 },
    ],
    tls,
    journal: { record: (event) => void events.push(event) },
    auth: benchAuth(mailbox, refusals, secrets),
    store,
    clock,
    onBug: (error) => void bugs.push(error),
    ...more,
  });
  const [tlsPort, plainPort] = server.listeners.map((listener) => listener.port);
  const open = (how: 'tls' | 'plain' = 'tls'): Promise<LineClient> =>
    LineClient.connect(how === 'tls' ? tlsPort : plainPort, how);
  return {
    store,
    events,
    refusals,
    secrets,
    bugs,
    tlsPort,
    plainPort,
    mailbox,
    open,
    signIn: async () => {
      const client = await open();
      await client.line();
      await client.run('LOGIN kari@fjord.example hemmelig');
      return client;
    },
    stop: async () => {
      await server.stop(200);
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const benchAuth = (mailbox: Mailbox, refusals: Bench['refusals'], secrets: string[]): Auth => ({
  signIn: (attempt) => {
    secrets.push(attempt.secret);
    if (attempt.login === mailbox.address && attempt.secret === 'hemmelig')
      return Promise.resolve({ ok: true, mailbox });
    const refusal = {
      code: 535,
      enhanced: '5.7.8',
      imapCode: 'AUTHENTICATIONFAILED',
      cause: 'acc-wrong-password' as const,
      text: 'User name or password is not right.',
    };
    return Promise.resolve({ ok: false, outcome: 'wrong-password', refusal });
  },
  recordRefusedSignIn: ({ login, outcome, cause }) => void refusals.push({ login, outcome, cause }),
});

/** Speaks lines; literals are given out inside the line that announces them, after CRLF. */
export class LineClient {
  readonly socket: Socket;
  #text = '';
  #ended = false;
  #waiters: (() => void)[] = [];
  #tag = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('latin1');
    // A server that says nothing fails the test instead of hanging it.
    socket.setTimeout(3000, () => socket.destroy());
    socket.on('data', (chunk: string) => {
      this.#text += chunk;
      this.#wake();
    });
    for (const over of ['end', 'close', 'error']) {
      socket.on(over, () => {
        this.#ended = true;
        this.#wake();
      });
    }
  }

  static connect(port: number, how: 'tls' | 'plain'): Promise<LineClient> {
    return new Promise((resolve, reject) => {
      const socket =
        how === 'tls'
          ? connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => resolve(new LineClient(socket)))
          : connectTcp({ host: '127.0.0.1', port }, () => resolve(new LineClient(socket)));
      socket.once('error', reject);
    });
  }

  #wake(): void {
    for (const waiter of this.#waiters.splice(0)) waiter();
  }

  send(text: string): void {
    this.socket.write(text, 'latin1');
  }

  /** The next line without CRLF, literals included; null at the end of the connection. */
  async line(): Promise<string | null> {
    for (;;) {
      const line = this.#takeLine();
      if (line !== null) return line;
      if (this.#ended) return null;
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  #takeLine(): string | null {
    let from = 0;
    for (;;) {
      const end = this.#text.indexOf('\r\n', from);
      if (end < 0) return null;
      const literal = /\{(\d+)\}$/.exec(this.#text.slice(from, end));
      if (literal === null) {
        const line = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return line;
      }
      from = end + 2 + Number(literal[1]);
      if (this.#text.length < from) return null;
    }
  }

  /** Sends a command and gives all lines up to its tagged one, which is last (tag replaced by `.`). */
  async run(command: string): Promise<string[]> {
    this.#tag += 1;
    const tag = `t${this.#tag}`;
    this.send(`${tag} ${command}\r\n`);
    const lines: string[] = [];
    for (;;) {
      const line = await this.line();
      if (line === null) return lines;
      const isLast = line.startsWith(`${tag} `);
      lines.push(isLast ? line.replace(tag, '.') : line);
      if (isLast) return lines;
    }
  }

  /** APPEND of a small message; gives the tagged answer. */
  async append(folder: string, message: string, flags = ''): Promise<string> {
    const lines = await this.run(`APPEND ${folder} ${flags}{${Buffer.byteLength(message, 'latin1')}+}\r\n${message}`);
    return lines.at(-1) ?? '';
  }

  close(): void {
    this.socket.destroy();
  }
}

/** A small message with a subject. */
export const message = (subject: string, body = 'Hei.\r\n'): string =>
  `From: Ola <ola@vik.example>\r\nTo: kari@fjord.example\r\nSubject: ${subject}\r\n` +
  `Date: Tue, 3 Feb 2026 10:00:00 +0100\r\nMessage-ID: <${subject.replaceAll(/\W/g, '')}@vik.example>\r\n\r\n${body}`;
