/**
 * The life of one POP3 connection (RFC 1939): greeting, sign-in, commands one after another, update, end. Made by
 * `server.ts`. What goes wrong here ends this connection only. Secrets are handed to Auth and kept nowhere.
 */
import { texts, type Texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import type { ConnectionHandler, MailConnection } from '#src/net/connection.ts';
import { parsePop3, type Pop3Command } from '#src/protocol/pop3/command.ts';
import { decodePlain } from '#src/protocol/sasl.ts';
import { LineReader } from '#src/protocol/pop3/line-reader.ts';
import { err, ok } from '#src/protocol/pop3/reply.ts';
import type { Auth, Journal, Mailbox } from '../../ports.ts';
import type { MailStore } from '../mail-store.ts';
import { Maildrop } from './maildrop.ts';
import { refusalCode, SignInDoor } from './sign-in.ts';
import { transactionCommand } from './transaction.ts';
import { recordExpunged } from './update.ts';

/** What all sessions share. */
export interface Pop3Host {
  readonly hostname: string;
  readonly journal: Journal;
  readonly auth: Auth;
  readonly store: MailStore;
  readonly clock: Clock;
  /** Language of refusals before anyone has signed in. */
  readonly language: Language;
  /** Ports with implicit TLS that a client is pointed to. */
  readonly imapsPort: number;
  readonly pop3sPort: number;
  readonly onBug: (error: unknown, connection: MailConnection) => void;
}

export interface Account {
  readonly mailbox: Mailbox;
  readonly maildrop: Maildrop;
}

const BEFORE_SIGN_IN_MS = 60_000;
/** However slowly it speaks, a stranger gets no longer than this. */
const SIGN_IN_WITHIN_MS = 180_000;
/** RFC 1939 §3: at least ten minutes. */
const SIGNED_IN_MS = 10 * 60_000;
const MAX_BAD_COMMANDS = 20;
/** Pipelined bytes that wait while a command is in work; above this the peer is paused. */
const MAX_WAITING_BYTES = 65_536;

export class Pop3Session implements ConnectionHandler {
  readonly host: Pop3Host;
  readonly connection: MailConnection;
  account: Account | null = null;
  readonly #door: SignInDoor;
  readonly #reader = new LineReader();
  readonly #openedAt: number;
  /** Set while a SASL exchange waits for the client's next line. */
  #saslWaits = false;
  #busy = false;
  #paused = false;
  #stopping = false;
  #peerDone = false;
  #over = false;
  #badCommands = 0;
  #drained: (() => void) | null = null;

  constructor(host: Pop3Host, connection: MailConnection) {
    this.host = host;
    this.connection = connection;
    this.#door = new SignInDoor(host, connection);
    this.#openedAt = host.clock.monotonic();
    connection.idleLimitMs = BEFORE_SIGN_IN_MS;
    connection.write(ok(`${host.hostname} POP3 ready`));
  }

  get texts(): Texts {
    return texts(this.account?.mailbox.language ?? this.host.language);
  }

  data(chunk: Buffer): void {
    if (this.account === null && this.host.clock.monotonic() - this.#openedAt > SIGN_IN_WITHIN_MS) return this.idle();
    this.#reader.push(chunk);
    void this.#pump();
    if (this.#busy && !this.#paused && this.#reader.waitingBytes > MAX_WAITING_BYTES) {
      this.#paused = true;
      this.connection.pause();
    }
  }

  drain(): void {
    const resume = this.#drained;
    this.#drained = null;
    resume?.();
  }

  /** RFC 1939 §3: a time-out ends the session without removing anything. */
  idle(): void {
    this.connection.close(err(this.texts.refusals.idleTooLong(), 'SYS/TEMP'));
  }

  ended(): void {
    this.#peerDone = true;
    if (!this.#busy) this.connection.close();
  }

  stop(): void {
    this.#stopping = true;
    if (!this.#busy) this.#sayStopping();
  }

  closed(): void {
    this.#over = true;
    this.drain();
    this.#door.connectionClosed();
    if (!this.#busy) this.#closeMaildrop();
  }

  /** Writes; resolves at once, or when a slow reader has taken what was written. False when the connection is over. */
  async write(data: Buffer | string): Promise<boolean> {
    if (this.#over || this.connection.closing) return false;
    if (!this.connection.write(data))
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
      });
    return !this.#over;
  }

  /** Takes line after line, one command at a time: answers come in the order of the commands (RFC 2449 §6.6). */
  async #pump(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (!this.connection.closing && !this.#over) {
        const line = this.#reader.next();
        if (line === null) break;
        if (line.kind === 'too-long') {
          this.#saslWaits = false;
          this.#bad(this.texts.pop3.lineTooLong());
        } else if (this.#saslWaits) await this.#saslLine(line.bytes);
        else await this.#command(parsePop3(line.bytes));
        if (this.#stopping) this.#sayStopping();
      }
    } catch (error) {
      this.connection.outcome = 'broken';
      this.host.onBug(error, this.connection);
      this.connection.close(err(this.texts.pop3.serverTrouble(), 'SYS/TEMP'));
    } finally {
      this.#busy = false;
      this.#afterWork();
    }
  }

  #afterWork(): void {
    if (this.#over) return this.#closeMaildrop();
    if (this.#paused) {
      this.#paused = false;
      this.connection.resume();
    }
    if (this.#peerDone && !this.connection.closing) this.connection.close();
  }

  async #command(command: Pop3Command): Promise<void> {
    switch (command.kind) {
      case 'quit':
        return this.#quit();
      case 'capa':
        return void (await this.write(this.#capabilities()));
      case 'utf8':
        return void this.connection.write(this.account === null ? ok('UTF-8') : err(this.texts.pop3.notNow()));
      case 'stls':
        return this.#startTls();
      case 'user':
      case 'pass':
      case 'auth':
      case 'apop':
        return this.#signIn(command);
      case 'imap':
        return this.#door.imapWords(command.login);
      case 'bad-arguments':
        return this.#bad(this.texts.pop3.badArguments({ command: command.keyword }));
      case 'unknown':
        return this.#bad(this.texts.pop3.unknownCommand());
      case 'stat':
      case 'noop':
      case 'rset':
      case 'list':
      case 'uidl':
      case 'retr':
      case 'dele':
      case 'top':
        if (this.account === null) return void this.connection.write(err(this.texts.pop3.signInFirst()));
        return transactionCommand(this, this.account.maildrop, command);
    }
  }

  async #signIn(command: Extract<Pop3Command, { kind: 'user' | 'pass' | 'auth' | 'apop' }>): Promise<void> {
    if (this.account !== null) return void this.connection.write(err(this.texts.pop3.alreadySignedIn()));
    if (command.kind === 'auth' && command.initial === null && this.#door.mayAuth(command.mechanism)) {
      this.#saslWaits = true;
      return void this.connection.write('+ \r\n');
    }
    const mailbox = await this.#door.attempt(command);
    if (mailbox !== null) await this.#enter(mailbox);
  }

  async #saslLine(bytes: Buffer): Promise<void> {
    this.#saslWaits = false;
    const text = bytes.toString('latin1');
    if (text === '*') return void this.connection.write(err(this.texts.pop3.notNow()));
    const plain = decodePlain(text);
    if (plain === null) return this.#bad(this.texts.pop3.notBase64());
    const mailbox = await this.#door.attempt({ kind: 'auth', mechanism: 'PLAIN', initial: text });
    if (mailbox !== null) await this.#enter(mailbox);
  }

  async #enter(mailbox: Mailbox): Promise<void> {
    try {
      this.account = { mailbox, maildrop: await Maildrop.open(this.host.store, mailbox.id, mailbox.quotaBytes) };
    } catch (error) {
      this.host.onBug(error, this.connection);
      return void this.connection.write(err(this.texts.pop3.serverTrouble(), 'SYS/TEMP'));
    }
    this.connection.idleLimitMs = SIGNED_IN_MS;
    const { messages, bytes } = this.account.maildrop.total();
    this.connection.write(ok(`${messages} messages (${bytes} octets)`));
  }

  async #startTls(): Promise<void> {
    if (this.connection.secure) return void this.connection.write(err(this.texts.pop3.alreadyEncrypted()));
    this.#reader.clear();
    this.#door.forget();
    if (await this.connection.startTls(ok('Begin TLS negotiation'))) this.#reader.clear();
  }

  /** RFC 1939 §6: only QUIT enters the UPDATE state; a connection that breaks removes nothing. */
  async #quit(): Promise<void> {
    const { account } = this;
    if (account === null) return this.connection.close(ok('bye'));
    let removed;
    try {
      removed = await account.maildrop.update();
    } catch (error) {
      this.host.onBug(error, this.connection);
      return this.connection.close(err(this.texts.pop3.notRemoved(), 'SYS/TEMP'));
    }
    recordExpunged(this.host, this.connection.facts, account.mailbox, removed);
    this.connection.close(ok(removed.length === 0 ? 'bye' : `bye, ${removed.length} messages removed`));
  }

  /**
   * Before TLS, USER is listed though it will be refused (at the name, before any password): a program that does not see
   * it gives up without a word, and neither the customer nor we learn why. What would carry a secret unasked, PLAIN and
   * pipelined PASS, is not offered.
   */
  #capabilities(): string {
    const lines = ['+OK', 'TOP', 'UIDL', 'RESP-CODES', 'AUTH-RESP-CODE', 'UTF8 USER', 'EXPIRE NEVER', 'USER'];
    if (this.connection.secure) lines.push('SASL PLAIN', 'PIPELINING');
    else lines.push('STLS');
    return `${[...lines, 'IMPLEMENTATION Postvakt', '.'].join('\r\n')}\r\n`;
  }

  #bad(text: string): void {
    if (++this.#badCommands > MAX_BAD_COMMANDS)
      this.connection.close(err(this.texts.refusals.tooManyBadCommands(), 'SYS/PERM'));
    else this.connection.write(err(text));
  }

  #sayStopping(): void {
    this.connection.close(err(this.texts.refusals.serverStopping(), refusalCode('unavailable', 421)));
  }

  #closeMaildrop(): void {
    this.account?.maildrop.close();
    this.account = null;
  }
}
