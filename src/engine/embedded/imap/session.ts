/**
 * The life of one IMAP connection: greeting, commands one after another, news from the store, the end. Made by server.ts;
 * what each command does is in commands/. What goes wrong here ends this connection only.
 */
import { CommandReader, type RawCommand, type ReaderLimits } from '#src/protocol/imap/command-reader.ts';
import { parseCommand } from '#src/protocol/imap/parse-command.ts';
import { responseWords } from '#src/protocol/imap/response-text.ts';
import type { Command } from '#src/protocol/imap/command.ts';
import { texts, type Texts } from '#src/messages/catalogue.ts';
import type { ConnectionHandler, MailConnection } from '#src/net/connection.ts';
import { capabilities } from './capabilities.ts';
import { handlerOf } from './commands/registry.ts';
import type { Account, Answer, Handler, ImapContext, ImapHost } from './context.ts';
import { wrongProtocol } from './first-words.ts';
import { ConnectionOver, Output } from './output.ts';
import type { Selected } from './selected.ts';

const BEFORE_SIGN_IN_MS = 60_000;
/** However slowly it speaks, a stranger gets no longer than this. */
const SIGN_IN_WITHIN_MS = 180_000;
/** RFC 9051 §5.4: at least 30 minutes; a little more, so that clients that wake every 30 minutes find us. */
const SIGNED_IN_MS = 31 * 60_000;
const MAX_BAD_COMMANDS = 20;
const MAX_WAITING_BYTES = 65_536;

const STRANGER_LIMITS: ReaderLimits = {
  lineBytes: 8192,
  literalBytes: () => 1024,
  totalLiteralBytes: () => 8192,
  skippedLiteralBytes: 65_536,
};

/** Literals: a message in APPEND, else names and search texts. */
const memberLimits = (maxMessageBytes: number): ReaderLimits => ({
  lineBytes: 65_536,
  literalBytes: (text) => (isMessagePlace(text) ? maxMessageBytes : 65_536),
  totalLiteralBytes: (text) => (isMessagePlace(text) ? maxMessageBytes + 65_536 : 262_144),
  skippedLiteralBytes: 268_435_456,
});
const isMessagePlace = (text: string): boolean => /^\S+ APPEND +\S/i.test(text);
const sharedLimits = new WeakMap<ImapHost, ReaderLimits>();

export class ImapSession implements ConnectionHandler, ImapContext {
  readonly host: ImapHost;
  readonly connection: MailConnection;
  readonly reader = new CommandReader(STRANGER_LIMITS);
  readonly out: Output;
  account: Account | null = null;
  selected: Selected | null = null;
  condstore = false;
  utf8 = false;
  failedSignIns = 0;
  #busy = false;
  #paused = false;
  #stopping = false;
  #badCommands = 0;
  #commands = 0;
  readonly #openedAt: number;
  #lineWaiter: ((line: string | null) => void) | null = null;

  constructor(host: ImapHost, connection: MailConnection) {
    this.host = host;
    this.connection = connection;
    this.out = new Output(connection);
    this.#openedAt = host.clock.monotonic();
    connection.idleLimitMs = BEFORE_SIGN_IN_MS;
    connection.write(`* OK [CAPABILITY ${capabilities(this)}] ${host.hostname} ready\r\n`);
  }

  get texts(): Texts {
    return texts(this.account?.mailbox.language ?? this.host.language);
  }

  data(chunk: Buffer): void {
    if (this.account === null && this.host.clock.monotonic() - this.#openedAt > SIGN_IN_WITHIN_MS) {
      this.#bye(this.texts.refusals.idleTooLong(), 'UNAVAILABLE');
      return;
    }
    this.reader.push(chunk);
    this.#pump();
    if (this.#busy && this.reader.bufferedBytes > MAX_WAITING_BYTES && !this.#paused) {
      this.#paused = true;
      this.connection.pause();
    }
  }

  drain(): void {
    this.out.drained();
    this.selected?.onNews?.();
  }

  idle(): void {
    this.#bye(this.texts.refusals.idleTooLong());
  }

  stop(): void {
    this.#stopping = true;
    if (!this.#busy || this.#lineWaiter !== null) this.#bye(this.texts.refusals.serverStopping(), 'UNAVAILABLE');
  }

  closed(): void {
    this.out.drained();
    this.#giveLine(null);
    this.#release();
  }

  /** Gives folder, mailbox and the place among the mailbox's connections back; once. */
  #release(): void {
    this.leaveFolder();
    const account = this.account;
    if (account === null) return;
    this.account = null;
    account.handle.close();
    const open = (this.host.signedIn.get(account.mailbox.id) ?? 1) - 1;
    if (open > 0) this.host.signedIn.set(account.mailbox.id, open);
    else this.host.signedIn.delete(account.mailbox.id);
  }

  readLine(): Promise<string | null> {
    this.out.flush();
    if (this.connection.closing) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#lineWaiter = resolve;
      this.#pump();
    });
  }

  signedInAs(account: Account): void {
    this.account = account;
    this.connection.idleLimitMs = SIGNED_IN_MS;
    const limits = sharedLimits.get(this.host) ?? memberLimits(this.host.maxMessageBytes);
    sharedLimits.set(this.host, limits);
    this.reader.setLimits(limits);
  }

  leaveFolder(): void {
    this.selected?.leave();
    this.selected = null;
  }

  tellNews(options: { readonly expunges: boolean; readonly uid: boolean }): void {
    if (this.selected === null) return;
    if (this.selected.gone) {
      this.#bye(this.texts.imap.folderGone(), 'UNAVAILABLE');
      return;
    }
    this.out.text(this.selected.news({ ...options, condstore: this.condstore }));
  }

  #pump(): void {
    while (!this.connection.closing) {
      if (this.#lineWaiter !== null) {
        const event = this.reader.next('line');
        if (event === null) break;
        if (event.kind === 'line') this.#giveLine(event.text);
        else this.#bye(this.texts.refusals.tooManyBadCommands());
      } else if (this.#busy || !this.#step()) break;
    }
    this.out.flush();
    if (this.#paused && this.reader.bufferedBytes <= MAX_WAITING_BYTES && !this.connection.closing) {
      this.#paused = false;
      this.connection.resume();
    }
  }

  /** One event of the reader; false when more bytes are needed. */
  #step(): boolean {
    const event = this.reader.next('command');
    if (event === null) return false;
    switch (event.kind) {
      case 'command':
        this.#command(event.raw);
        break;
      case 'continue':
        this.out.text('+ Go on\r\n');
        break;
      case 'refused':
        this.#refused(event.tag, event.why);
        break;
      case 'line':
      case 'lost':
        this.#bye(this.texts.refusals.tooManyBadCommands());
        break;
    }
    return true;
  }

  #giveLine(line: string | null): void {
    const waiter = this.#lineWaiter;
    this.#lineWaiter = null;
    waiter?.(line);
  }

  #refused(tag: string, why: 'line-too-long' | 'literal-too-big'): void {
    const maxMegabytes = Math.floor(this.host.maxMessageBytes / 1_048_576);
    const isMessage = why === 'literal-too-big' && this.account !== null;
    this.#answer(
      tag,
      isMessage
        ? { status: 'NO', code: 'TOOBIG', text: this.texts.refusals.messageTooLarge({ maxMegabytes }) }
        : { status: 'BAD', text: 'Command line or literal too long' },
    );
    this.#countBad();
  }

  #command(raw: RawCommand): void {
    this.#commands += 1;
    if (this.#commands === 1) {
      const words = wrongProtocol(this, raw.texts[0]);
      if (words !== null) {
        this.out.text(`* BAD ${responseWords(words)}\r\n`);
        this.#bye(words);
        return;
      }
    }
    const parsed = parseCommand(raw, this.utf8);
    if (!parsed.ok) {
      const code = parsed.code ?? undefined;
      this.#answer(parsed.tag, { status: parsed.answer, text: parsed.text, ...(code === undefined ? {} : { code }) });
      if (parsed.answer === 'BAD') this.#countBad();
      return;
    }
    this.#run(parsed.tag, parsed.command);
  }

  #run(tag: string, command: Command): void {
    const handler: Handler<Command['kind']> = handlerOf(command);
    const wrong = this.#wrongState(handler.state, command.kind);
    if (wrong !== null) {
      this.#answer(tag, { status: 'BAD', text: wrong });
      this.#countBad();
      return;
    }
    this.#busy = true;
    try {
      const result = handler.run(this, command, tag);
      if (!(result instanceof Promise)) this.#finish(tag, command, handler, result);
      else {
        result.then(
          (answer) => {
            this.#finish(tag, command, handler, answer);
            this.#pump();
          },
          (error: unknown) => this.#failed(error, command.kind),
        );
      }
    } catch (error) {
      this.#failed(error, command.kind);
    }
  }

  #finish(tag: string, command: Command, handler: Handler<Command['kind']>, answer: Answer | null): void {
    this.#busy = false;
    if (this.connection.closing) return;
    if (answer !== null) {
      const uid = 'uid' in command && command.uid;
      this.tellNews({ expunges: handler.expunges(command), uid });
      if (answer.bye !== undefined) this.out.text(`* BYE ${responseWords(answer.bye)}\r\n`);
      this.#answer(tag, answer);
      if (answer.status === 'BAD') this.#countBad();
    }
    if (answer?.bye !== undefined) this.#end();
    else if (this.#stopping) this.#bye(this.texts.refusals.serverStopping(), 'UNAVAILABLE');
  }

  #wrongState(state: Handler<Command['kind']>['state'], kind: string): string | null {
    switch (state) {
      case 'any':
        return null;
      case 'before':
        return this.account === null ? null : `${kind}: already signed in`;
      case 'signed-in':
        return this.account === null ? `${kind}: sign in first` : null;
      case 'selected':
        return this.selected === null ? `${kind}: select a folder first` : null;
    }
  }

  #answer(tag: string, answer: Answer): void {
    if (this.connection.closing) return;
    const code = answer.code === undefined ? '' : `[${answer.code}] `;
    this.out.text(`${tag} ${answer.status} ${code}${responseWords(answer.text)}\r\n`);
  }

  #countBad(): void {
    this.#badCommands += 1;
    if (this.#badCommands >= MAX_BAD_COMMANDS) this.#bye(this.texts.refusals.tooManyBadCommands());
  }

  /** A bug or broken storage: this session ends with words, the process goes on. */
  #failed(error: unknown, where: string): void {
    if (error instanceof ConnectionOver) return;
    this.connection.outcome = 'broken';
    this.#bye(this.texts.imap.serverTrouble(), 'SERVERBUG');
    this.host.onBug(error, where);
  }

  #bye(words: string, code?: string): void {
    if (this.connection.closing) return;
    this.out.text(`* BYE ${code === undefined ? '' : `[${code}] `}${responseWords(words)}\r\n`);
    this.#end();
  }

  #end(): void {
    this.out.flush();
    this.connection.close();
    this.#release();
  }
}
