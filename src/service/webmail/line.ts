/**
 * One IMAP connection to our own door that webmail's lists, searches and changes go over: commands one after the other, each
 * answer handed over as it comes. Made by lines.ts and watching.ts. A narrow client on purpose: a list of 10,000 costs it a
 * tenth of what a general one needs, and a refusal keeps its code. Knows no folder's content and judges nothing.
 */
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { decodeMailboxName, encodeMailboxName } from '#src/protocol/imap/mailbox-name.ts';
import { responseEnd } from '#src/protocol/imap-client/values.ts';
import { MailRefused } from './attempt.ts';
import { doorOf, type MailDoorDeps, MailDoorShut, type MailUser } from './connections.ts';

/** A piece of a command that is sent as counted bytes (RFC 9051 §4.3). */
export interface Literal {
  readonly literal: string;
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
  readonly rest: string[];
  readonly done: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
}

/** No answer for so long: the connection is given up. */
const PATIENCE_MS = 60_000;
/** Whoever watches ends IDLE long before a server's own half hour (RFC 2177). */
const IDLE_MS = 29 * 60_000;
const MOST_BUFFERED = 64 * 1024 * 1024;

export class ImapLine {
  readonly #socket: Socket;
  #pending: Buffer = Buffer.alloc(0);
  #waiting: Waiting | null = null;
  #count = 0;
  #greet: Take | null = null;
  #lost: MailDoorShut | null = null;
  #utf8 = false;
  readonly capabilities = new Set<string>();
  /** The folder that is open, as it was when it was opened. */
  opened: Opened | null = null;
  /** Called when the open folder may be another than it was, and when the line is lost. */
  onChange: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#hear(chunk));
    socket.on('error', (error) => this.#lose(error.message));
    socket.on('close', () => this.#lose('the connection ended'));
  }

  get usable(): boolean {
    return this.#lost === null;
  }

  /** Texts and names go as UTF-8 (RFC 6855). */
  get isUtf8(): boolean {
    return this.#utf8;
  }

  /** Connects and signs in by ticket. Throws MailDoorShut. */
  static async open(deps: MailDoorDeps, user: MailUser): Promise<ImapLine> {
    const endpoints = deps.endpoints();
    const where = endpoints.imaps ?? endpoints.imap;
    if (where === undefined) throw new MailDoorShut('no IMAP door is open');
    const door = doorOf(where);
    // The door is our own, on this machine: a certificate in trouble must not shut webmail too.
    const socket =
      endpoints.imaps === undefined
        ? connectPlain(door)
        : connectTls({ ...door, servername: deps.hostname, rejectUnauthorized: false });
    const line = new ImapLine(socket);
    try {
      await line.#greeting();
      const secret = Buffer.from(`\0${user.address}\0${deps.tickets.issue(user.id)}`).toString('base64');
      const signedIn = await line.command(`AUTHENTICATE PLAIN ${secret}`);
      if (!signedIn.ok) throw new MailDoorShut(signedIn.text);
      await line.#learn(signedIn.code);
    } catch (error) {
      line.close();
      throw error;
    }
    return line;
  }

  #greeting(): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#lose('no greeting'), PATIENCE_MS);
      this.#waiting = {
        tag: '',
        take: () => undefined,
        rest: [],
        done: () => undefined,
        fail: (error) => {
          clearTimeout(late);
          reject(error);
        },
      };
      this.#greet = (response) => {
        clearTimeout(late);
        this.#waiting = null;
        if (response.startsWith('BYE')) reject(new MailDoorShut(response.slice(4).trim()));
        else resolve();
      };
    });
  }

  async #learn(code: string): Promise<void> {
    const note = (text: string): void => {
      for (const word of text.trim().split(' ')) this.capabilities.add(word.toUpperCase());
    };
    if (code.startsWith('CAPABILITY ')) note(code.slice(11));
    else
      await this.command('CAPABILITY', (response) => {
        if (response.startsWith('CAPABILITY ')) note(response.slice(11));
      });
    const wanted = ['CONDSTORE', 'UTF8=ACCEPT'].filter((one) => this.capabilities.has(one));
    if (!this.capabilities.has('ENABLE') || wanted.length === 0) return;
    await this.command(`ENABLE ${wanted.join(' ')}`, (response) => {
      if (/^ENABLED\b.*UTF8=ACCEPT/i.test(response)) this.#utf8 = true;
    });
  }

  /** Sends one command; `take` gets each untagged response without its `* `. A NO or BAD is an answer, a lost line throws. */
  command(what: Piece | readonly Piece[], take: Take = () => undefined, patienceMs = PATIENCE_MS): Promise<Answer> {
    if (this.#waiting !== null) throw new Error('webmail: a line carries one command at a time');
    if (this.#lost !== null) return Promise.reject(this.#lost);
    const tag = `w${++this.#count}`;
    return new Promise<Answer>((resolve, reject) => {
      const late = setTimeout(() => this.#lose('no answer'), patienceMs);
      const end =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          clearTimeout(late);
          settle(value);
        };
      const rest = this.#written(tag, Array.isArray(what) ? (what as readonly Piece[]) : [what as Piece]);
      this.#waiting = { tag, take, rest, done: end(resolve), fail: end(reject) };
      this.#socket.write(rest.shift() ?? '', 'latin1');
    });
  }

  /** What is written at once; after each a `+` is waited for, where the server wants that of literals. */
  #written(tag: string, pieces: readonly Piece[]): string[] {
    const parts = [`${tag} `];
    const plus = this.capabilities.has('LITERAL+');
    for (const piece of pieces) {
      const last = parts.length - 1;
      if (typeof piece === 'string') {
        parts[last] += Buffer.from(piece).toString('latin1');
        continue;
      }
      const bytes = Buffer.from(piece.literal).toString('latin1');
      const without = plus || (this.capabilities.has('LITERAL-') && bytes.length <= 4096);
      parts[last] += `{${bytes.length}${without ? '+' : ''}}\r\n`;
      if (without) parts[last] += bytes;
      else parts.push(bytes);
    }
    parts[parts.length - 1] += '\r\n';
    return parts;
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
      if (/^\d+ (?:EXISTS|EXPUNGE|FETCH)\b/i.test(response)) this.onChange();
      return;
    }
    if (text.startsWith('+')) {
      const next = waiting?.rest.shift();
      if (next !== undefined) this.#socket.write(next, 'latin1');
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
    if (this.#utf8) return `"${path.replaceAll(/["\\]/g, '\\$&')}"`;
    return `"${encodeMailboxName(path).replaceAll(/["\\]/g, '\\$&')}"`;
  }

  /** A folder's name as it came; null: none we could name again. */
  path(wire: string): string | null {
    return decodeMailboxName(wire, this.#utf8);
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
    const ended = this.command('IDLE', undefined, IDLE_MS);
    ended.catch(() => undefined); // said by `onChange`
    return async () => {
      if (this.usable) this.#socket.write('DONE\r\n');
      await ended.catch(() => undefined);
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
