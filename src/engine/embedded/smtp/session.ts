/**
 * One SMTP session, inbound or submission: reads lines and messages out of the connection's chunks, gives each command
 * to its step, writes the replies of a chunk at once (RFC 2920). Made by server.ts for each connection.
 * Never decides who may send what: the steps do.
 */
import type { DecodedMessage } from '#src/protocol/smtp/data-decoder.ts';
import { DataDecoder } from '#src/protocol/smtp/data-decoder.ts';
import { MAX_AUTH_BYTES, MAX_COMMAND_BYTES, parseCommand } from '#src/protocol/smtp/command.ts';
import { reply } from '#src/protocol/smtp/reply.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { ConnectionHandler, MailConnection } from '#src/net/connection.ts';
import { answerCommand } from './commands.ts';
import type { Answer, SmtpContext, SmtpHost } from './context.ts';
import { ask } from './envelope.ts';
import { endOfMessage } from './end-of-message.ts';
import { record } from './refuse.ts';

const NOTHING = Buffer.alloc(0);
const MAX_BAD_COMMANDS = 10;
/** Input that waits while a step works; beyond it the peer is made to wait. */
const MAX_WAITING_BYTES = 262_144;
const LF = 10;
const CR = 13;

export class SmtpSession implements ConnectionHandler {
  readonly #context: SmtpContext;
  /** Bytes not yet looked at, from `#at` on; empty while the session is idle. */
  #input: Buffer = NOTHING;
  #at = 0;
  #out = '';
  #decoder: DataDecoder | null = null;
  #take: ((line: string) => Answer | Promise<Answer>) | null = null;
  /** A step works, or TLS is being set up: input waits. */
  #busy = false;
  /** The peer reads slowly: nothing more is answered until it has read. */
  #blocked = false;
  #badCommands = 0;
  #paused = false;
  #peerEnded = false;
  #stopping = false;

  constructor(host: SmtpHost, connection: MailConnection) {
    this.#context = {
      host,
      connection,
      words: texts(host.language).refusals,
      hello: 'none',
      mailbox: undefined,
      transaction: null,
      failedSignIns: 0,
      refusedRecipients: 0,
    };
    connection.idleLimitMs = host.idleMs;
    this.#wait(this.#greet());
  }

  async #greet(): Promise<Answer> {
    const { host, connection } = this.#context;
    const decision = await ask(this.#context, { stage: 'connect' });
    if (decision.kind !== 'refuse') return { reply: reply(220, null, `${host.hostname} ESMTP Postvakt`) };
    const { code, enhanced, text } = decision.refusal;
    connection.outcome = 'refused-at-connect';
    record(this.#context, 'connect', decision.refusal, {});
    return { reply: reply(code >= 500 ? 554 : 421, enhanced, text), next: 'close' };
  }

  data(chunk: Buffer): void {
    if (this.#input.length === this.#at) {
      this.#input = chunk;
      this.#at = 0;
    } else {
      this.#input = Buffer.concat([this.#input.subarray(this.#at), chunk]);
      this.#at = 0;
    }
    if (this.#busy || this.#blocked) {
      if (this.#input.length > MAX_WAITING_BYTES) {
        this.#paused = true;
        this.#context.connection.pause();
      }
      return;
    }
    this.#pump();
  }

  drain(): void {
    this.#blocked = false;
    if (!this.#busy) this.#pump();
  }

  idle(): void {
    if (!this.#busy) this.#say(421, '4.4.2', this.#context.words.idleTooLong());
  }

  ended(): void {
    this.#peerEnded = true;
    if (!this.#busy && !this.#blocked) this.#pump();
  }

  stop(): void {
    this.#stopping = true;
    // A message that is being sent, or stored, may finish; then the session hears of the stop.
    if (!this.#busy && this.#decoder === null) this.#sayStopping();
  }

  closed(): void {
    this.#input = NOTHING;
    this.#at = 0;
    this.#decoder = null;
    this.#take = null;
  }

  #sayStopping(): void {
    this.#say(421, '4.3.2', this.#context.words.serverStopping());
  }

  #say(code: number, enhanced: string, text: string): void {
    this.#context.connection.close(this.#out + reply(code, enhanced, text));
    this.#out = '';
  }

  /** Works on the input until it is used up or a step has to be waited for. */
  #pump(): void {
    const { connection } = this.#context;
    while (!this.#busy && !this.#blocked && !connection.closing) {
      if (this.#stopping && this.#decoder === null) return this.#sayStopping();
      const more = this.#decoder === null ? this.#readLine() : this.#readData(this.#decoder);
      if (!more) break;
    }
    if (this.#at === this.#input.length) {
      this.#input = NOTHING;
      this.#at = 0;
    }
    if (this.#busy || connection.closing) return;
    this.#flush();
    if (this.#blocked) return;
    if (this.#peerEnded) connection.close();
    else if (this.#paused) {
      this.#paused = false;
      connection.resume();
    }
  }

  #flush(): void {
    if (this.#out === '') return;
    const out = this.#out;
    this.#out = '';
    this.#blocked = !this.#context.connection.write(out);
  }

  /** One command or AUTH line; false when no whole line is there. */
  #readLine(): boolean {
    const end = this.#input.indexOf(LF, this.#at);
    const limit = this.#take === null ? MAX_COMMAND_BYTES : MAX_AUTH_BYTES;
    const length = (end < 0 ? this.#input.length : end) - this.#at;
    // "AUTH PLAIN …" with its initial response is longer than other commands may be.
    if (length > limit && (length > MAX_AUTH_BYTES + 2 || !/^AUTH /i.test(this.#text(this.#at, this.#at + 5)))) {
      this.#say(500, '5.5.6', 'this line is too long');
      return false;
    }
    if (end < 0) return false;
    const line = this.#text(this.#at, end > this.#at && this.#input[end - 1] === CR ? end - 1 : end);
    this.#at = end + 1;
    const take = this.#take;
    this.#take = null;
    this.#handle(take === null ? this.#command(line) : take(line));
    return true;
  }

  #text(from: number, to: number): string {
    return this.#input.toString('utf8', from, to);
  }

  #command(line: string): Answer | Promise<Answer> {
    const command = parseCommand(line);
    if (command.kind === 'unknown' || command.kind === 'bad') {
      this.#badCommands += 1;
      if (this.#badCommands >= MAX_BAD_COMMANDS)
        return { reply: reply(421, '4.7.0', this.#context.words.tooManyBadCommands()), next: 'close' };
    }
    return answerCommand(this.#context, command);
  }

  #readData(decoder: DataDecoder): boolean {
    if (this.#at === this.#input.length) return false;
    const chunk = this.#at === 0 ? this.#input : this.#input.subarray(this.#at);
    const used = decoder.write(chunk);
    if (used < 0) {
      this.#at = this.#input.length;
      return false;
    }
    this.#at += used;
    this.#decoder = null;
    this.#wait(this.#finishMessage(decoder.finish()));
    return true;
  }

  async #finishMessage(message: DecodedMessage): Promise<Answer> {
    try {
      return await endOfMessage(this.#context, message);
    } catch (error) {
      this.#context.host.onBug?.(error, this.#context.connection.facts);
      return { reply: reply(451, '4.3.0', this.#context.words.storageTrouble()) };
    }
  }

  #handle(answer: Answer | Promise<Answer>): void {
    if (answer instanceof Promise) this.#wait(answer);
    else this.#apply(answer);
  }

  #wait(answer: Promise<Answer>): void {
    this.#busy = true;
    answer
      .then(
        (known) => {
          this.#busy = false;
          if (this.#context.connection.closing) return;
          this.#apply(known);
          this.#pump();
        },
        (error: unknown) => {
          this.#busy = false;
          this.#context.host.onBug?.(error, this.#context.connection.facts);
          this.#context.transaction = null;
          this.#say(421, '4.3.0', this.#context.words.storageTrouble());
        },
      )
      .catch((error: unknown) => this.#context.connection.fail(error));
  }

  #apply(answer: Answer): void {
    const { connection, host } = this.#context;
    switch (answer.next) {
      case undefined:
        this.#out += answer.reply;
        return;
      case 'line':
        this.#out += answer.reply;
        this.#take = answer.take ?? null;
        return;
      case 'data':
        this.#out += answer.reply;
        this.#decoder = new DataDecoder(host.maxMessageBytes);
        return;
      case 'close':
        connection.close(this.#out + answer.reply);
        this.#out = '';
        return;
      case 'starttls':
        this.#startTls(answer.reply);
        return;
    }
  }

  /** RFC 3207 §4.2: everything said before is forgotten, also what came along with the command (CVE-2011-0411). */
  #startTls(text: string): void {
    const context = this.#context;
    this.#input = NOTHING;
    this.#at = 0;
    const before = this.#out;
    this.#out = '';
    context.hello = 'none';
    context.transaction = null;
    this.#busy = true;
    context.connection
      .startTls(before + text)
      .then((established) => {
        this.#busy = false;
        if (established) this.#pump();
      })
      .catch((error: unknown) => context.connection.fail(error));
  }
}
