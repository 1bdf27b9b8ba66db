/**
 * One IMAP connection that webmail's lists, searches and changes go over: commands one after the other, each answer handed
 * over as it comes. Made by lines.ts and watching.ts. A narrow client on purpose: a list of 10,000 costs it a tenth of what a
 * general one needs, and a refusal keeps its code. Uses nothing that the server did not announce. Knows no folder's content.
 */
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { decodeMailboxName, encodeMailboxName } from '#src/protocol/imap/mailbox-name.ts';
import { responseEnd } from '#src/protocol/imap-client/values.ts';
import { MailRefused } from './attempt.ts';
import { type MailDoor, tlsOf } from '#src/engine/mail-way.ts';
import { type MailDoorDeps, MailDoorShut, type MailUser } from './connections.ts';
import { enable, signIn } from './line-sign-in.ts';

/** A piece of a command that is sent as counted bytes (RFC 9051 §4.3). */
export interface Literal {
  readonly literal: string | Buffer;
}
export type Piece = string | Literal;
export interface Answer {
  readonly ok: boolean;
  /** `OVERQUOTA`, `COPYUID 1 2 3`; empty: none. */
  readonly code: string;
  readonly text: string;
}
export interface Opened {
  readonly path: string;
  readonly validity: number;
  readonly exists: number;
  readonly uidNext: number;
  /** 0: the server counts no changes. */
  readonly modseq: number;
}
type Take = (response: string) => void;
interface Waiting {
  readonly tag: string;
  readonly take: Take;
  /** What is written after each `+`. */
  readonly rest: Buffer[];
  /** Called at a `+` for which nothing is to be written. */
  readonly ready: () => void;
  readonly done: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
}

/** No answer for so long: the connection is given up. */
const PATIENCE_MS = 60_000;
/** Whoever watches ends IDLE long before a server's own half hour (RFC 2177). */
const IDLE_MS = 29 * 60_000;
const MOST_BUFFERED = 64 * 1024 * 1024;

export class ImapLine {
  #socket: Socket;
  readonly #door: MailDoor;
  #pending: Buffer = Buffer.alloc(0);
  #waiting: Waiting | null = null;
  #count = 0;
  #greet: Take | null = null;
  #lost: MailDoorShut | null = null;
  /** Texts and names go as UTF-8 (RFC 6855). */
  isUtf8 = false;
  /** As announced last. */
  readonly capabilities = new Set<string>();
  /** Where the mailbox's own folders lie (RFC 2342): `INBOX.`; empty: at the top. null: not asked yet. */
  prefix: string | null = null;
  /** The folder that is open, as it was when it was opened. */
  opened: Opened | null = null;
  /** Called when the open folder may be another than it was, and when the line is lost. */
  onChange: () => void = () => undefined;

  private constructor(door: MailDoor, socket: Socket) {
    this.#door = door;
    this.#socket = socket;
    this.#listen();
  }

  #listen(): void {
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (chunk: Buffer) => this.#hear(chunk));
    this.#socket.on('error', (error) => this.#lose(error.message));
    this.#socket.on('close', () => this.#lose('the connection ended'));
  }

  get usable(): boolean {
    return this.#lost === null;
  }

  /** Connects, encrypts as the door wants it, and signs in. Throws MailDoorShut. */
  static async open({ way }: MailDoorDeps, user: MailUser): Promise<ImapLine> {
    const door = way.reading(user);
    if (door === null) throw new MailDoorShut('no IMAP door is open');
    const line = new ImapLine(
      door,
      door.encryption === 'implicit'
        ? connectTls({ host: door.host, port: door.port, ...tlsOf(door) })
        : connectPlain({ host: door.host, port: door.port }),
    );
    try {
      await line.#greeting();
      if (door.encryption === 'starttls') await line.#encrypt();
      await signIn(line, way.signIn(user));
      await enable(line);
    } catch (error) {
      line.close();
      throw error;
    }
    return line;
  }

  /** What was announced before counts no longer (RFC 9051 §6.2.1). */
  async #encrypt(): Promise<void> {
    const answer = await this.command('STARTTLS');
    if (!answer.ok || this.#pending.length > 0) throw new MailDoorShut(answer.text);
    this.capabilities.clear();
    this.#socket.removeAllListeners();
    this.#socket = connectTls({ socket: this.#socket, ...tlsOf(this.#door) });
    this.#listen();
  }

  /** The server's own words about what it can: `IMAP4rev1 IDLE …`. */
  announced(words: string): void {
    this.capabilities.clear();
    for (const word of words.trim().split(/\s+/)) if (word !== '') this.capabilities.add(word.toUpperCase());
  }

  #greeting(): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#lose('no greeting'), PATIENCE_MS);
      this.#waiting = {
        tag: '',
        take: () => undefined,
        rest: [],
        ready: () => undefined,
        done: () => undefined,
        fail: (error) => {
          clearTimeout(late);
          reject(error);
        },
      };
      this.#greet = (response) => {
        clearTimeout(late);
        this.#waiting = null;
        this.announced(/^OK \[CAPABILITY ([^\]]*)\]/i.exec(response)?.[1] ?? '');
        if (response.startsWith('BYE')) reject(new MailDoorShut(response.slice(4).trim()));
        else resolve();
      };
    });
  }

  /** Sends one command; `take` gets each untagged response without its `* `. A NO or BAD is an answer, a lost line throws. */
  command(what: Piece | readonly Piece[], take: Take = () => undefined, patienceMs = PATIENCE_MS): Promise<Answer> {
    return this.exchange(this.#written(Array.isArray(what) ? (what as readonly Piece[]) : [what as Piece]), {
      take,
      patienceMs,
    });
  }

  /** The same of raw bytes: the first are written behind the tag at once, each of the others after a `+`. */
  exchange(
    [first, ...rest]: readonly Buffer[],
    heard: { readonly take?: Take; readonly patienceMs?: number; readonly ready?: () => void } = {},
  ): Promise<Answer> {
    if (this.#waiting !== null) throw new Error('webmail: a line carries one command at a time');
    if (this.#lost !== null) return Promise.reject(this.#lost);
    const { take = () => undefined, patienceMs = PATIENCE_MS, ready = () => undefined } = heard;
    const tag = `w${++this.#count}`;
    return new Promise<Answer>((resolve, reject) => {
      const late = setTimeout(() => this.#lose('no answer'), patienceMs);
      const end =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          clearTimeout(late);
          settle(value);
        };
      this.#waiting = { tag, take, rest, ready, done: end(resolve), fail: end(reject) };
      this.#socket.write(Buffer.concat([Buffer.from(`${tag} `), first]));
    });
  }

  /** What is written at once; after each a `+` is waited for, where the server wants that of literals. */
  #written(pieces: readonly Piece[]): Buffer[] {
    const rounds: Buffer[][] = [[]];
    const plus = this.capabilities.has('LITERAL+');
    const minus = this.capabilities.has('LITERAL-');
    for (const piece of pieces) {
      const now = rounds[rounds.length - 1];
      if (typeof piece === 'string') {
        now.push(Buffer.from(piece));
        continue;
      }
      const bytes = Buffer.isBuffer(piece.literal) ? piece.literal : Buffer.from(piece.literal);
      const without = plus || (minus && bytes.length <= 4096);
      now.push(Buffer.from(`{${bytes.length}${without ? '+' : ''}}\r\n`));
      if (without) now.push(bytes);
      else rounds.push([bytes]);
    }
    rounds[rounds.length - 1].push(Buffer.from('\r\n'));
    return rounds.map((round) => Buffer.concat(round));
  }

  /** The same, and anything but OK is thrown: a refusal in words, or a shut door. */
  async ask(what: Piece | readonly Piece[], take?: Take): Promise<Answer> {
    const answer = await this.command(what, take);
    if (!answer.ok) throw refusalOf(answer);
    return answer;
  }

  #hear(chunk: Buffer): void {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    let from = 0;
    for (;;) {
      const end = responseEnd(this.#pending, from);
      if (end < 0) break;
      this.#response(this.#pending.toString('latin1', from, end));
      from = end;
    }
    this.#pending = this.#pending.subarray(from);
    if (this.#pending.length > MOST_BUFFERED) this.#lose('an answer without end');
  }

  #response(text: string): void {
    const waiting = this.#waiting;
    if (text.startsWith('* ')) {
      const response = text.slice(2);
      if (this.#greet !== null) {
        const greet = this.#greet;
        this.#greet = null;
        greet(response);
        return;
      }
      waiting?.take(response);
      if (/^BYE\b/i.test(response)) this.#lose(response.slice(4).trim());
      if (/^\d+ (?:EXISTS|EXPUNGE|FETCH)\b/i.test(response)) this.onChange();
      return;
    }
    if (text.startsWith('+')) {
      const next = waiting?.rest.shift();
      if (next !== undefined) this.#socket.write(next);
      else waiting?.ready();
      return;
    }
    if (waiting === null || !text.startsWith(`${waiting.tag} `)) return;
    this.#waiting = null;
    const found = /^\S+ (OK|NO|BAD)(?: \[([^\]]*)\])? ?(.*)/is.exec(text);
    waiting.done({
      ok: found?.[1].toUpperCase() === 'OK',
      code: found?.[2] ?? '',
      text: Buffer.from(found?.[3].trim() ?? '', 'latin1').toString(),
    });
  }

  #lose(why: string): void {
    if (this.#lost !== null) return;
    this.#lost = new MailDoorShut(why);
    this.#socket.destroy();
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.fail(this.#lost);
    this.onChange();
  }

  /** A folder's name as a piece of a command. */
  name(path: string): Piece {
    if (this.isUtf8) return `"${path.replaceAll(/["\\]/g, '\\$&')}"`;
    return `"${encodeMailboxName(path).replaceAll(/["\\]/g, '\\$&')}"`;
  }

  /** A folder's name as it came; null: none we could name again. */
  path(wire: string): string | null {
    return decodeMailboxName(wire, this.isUtf8);
  }

  /** Opens a folder, also when it is open already: what was opened is how it is now. Throws `folderGone`. */
  async select(path: string): Promise<Opened> {
    const found = { path, validity: 0, exists: 0, uidNext: 0, modseq: 0 };
    this.opened = null;
    const answer = await this.command(['SELECT ', this.name(path)], (response) => {
      const code = /^OK \[(UIDVALIDITY|UIDNEXT|HIGHESTMODSEQ) (\d+)\]/i.exec(response);
      if (code?.[1].toUpperCase() === 'UIDVALIDITY') found.validity = Number(code[2]);
      else if (code?.[1].toUpperCase() === 'UIDNEXT') found.uidNext = Number(code[2]);
      else if (code !== null) found.modseq = Number(code[2]);
      const exists = /^(\d+) EXISTS/i.exec(response);
      if (exists !== null) found.exists = Number(exists[1]);
    });
    if (!answer.ok) throw refusalOf(answer, 'folderGone');
    this.opened = found;
    return found;
  }

  /** Opens a folder unless it is open. */
  async inFolder(path: string): Promise<Opened> {
    return this.opened?.path === path ? this.opened : await this.select(path);
  }

  /** Waits for changes of the open folder (RFC 2177), told by `onChange`. Gives what ends it. */
  idle(): () => Promise<void> {
    const stands = Promise.withResolvers<void>();
    let isOver = false;
    const ended = this.exchange([Buffer.from('IDLE\r\n')], { patienceMs: IDLE_MS, ready: stands.resolve })
      .catch(() => undefined) // said by `onChange`
      .finally(() => {
        isOver = true;
        stands.resolve();
      });
    return async () => {
      await stands.promise;
      if (!isOver && this.usable) this.#socket.write('DONE\r\n');
      await ended;
    };
  }

  /** Says goodbye without waiting for the answer. */
  close(): void {
    if (this.#lost === null && this.#waiting === null) this.#socket.end('bye LOGOUT\r\n');
    this.#lose('closed');
  }
}

const WORDS: Readonly<Record<string, string>> = {
  NONEXISTENT: 'folderGone',
  TRYCREATE: 'folderGone',
  OVERQUOTA: 'mailboxFull',
  ALREADYEXISTS: 'folderExists',
  CANNOT: 'folderNameBad',
  LIMIT: 'foldersTooMany',
};
/** What an answer that is not OK means; `usual`: where it has no code. */
export function refusalOf({ code, text }: Answer, usual = 'mailRefused'): Error {
  const word = code.split(' ')[0].toUpperCase();
  if (word === 'UNAVAILABLE' || word === 'INUSE' || word === 'SERVERBUG') return new MailDoorShut(text);
  const key = WORDS[word] ?? usual;
  return new MailRefused(key, key === 'mailRefused' ? { said: text } : {});
}
