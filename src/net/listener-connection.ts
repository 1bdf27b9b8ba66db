/**
 * The life of one accepted connection: PROXY header, first bytes, TLS, session, end; exactly one ConnectionEvent.
 * Made by `listener.ts` only; sessions see it as MailConnection. Idle connections hold no buffers and no closures:
 * the event functions are shared and find their connection through the socket.
 */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { CauseId } from '#src/model/cause-id.ts';
import type { ConnectionFacts, ConnectionOutcome, TlsFacts } from '#src/model/journal.ts';
import {
  MAX_CLIENT_HELLO_BYTES,
  PROTOCOL_VERSION_ALERT,
  looksLikeTls,
  readFirstBytes,
} from '#src/protocol/tls/client-hello.ts';
import type { ConnectionHandler, MailConnection } from './connection.ts';
import type { ConnectionHost } from './listener-host.ts';
import { type Owned, type SocketOwner, disown, onFinish, onSecure, onTimeout, own } from './listener-events.ts';
import {
  type Phase,
  connectionEvent,
  firstFacts,
  outcomeByPhase,
  otherProtocolWords,
  tlsFirstWords,
} from './listener-answers.ts';
import { type SpokenProtocol, lastLine, readFirstWords, spokenProtocol } from './listener-words.ts';
import { readProxyHeader } from './proxy-protocol.ts';
import { mergeTlsFacts, readTlsError } from './tls-facts.ts';

/** After our last words are flushed: how long the peer may take to close. */
const CLOSE_MS = 2000;
/** How long a slow peer may take to read what was written before the close. */
const FLUSH_MS = 30_000;
const NOTHING = Buffer.alloc(0);

export class Connection implements MailConnection, SocketOwner {
  readonly #host: ConnectionHost;
  #stream: Owned;
  #handler: ConnectionHandler | undefined;
  #phase: Phase = 'open';
  #timer: NodeJS.Timeout | undefined;
  /** Bytes read before it is known what they are; empty once the session runs. */
  #early: Buffer = NOTHING;
  #tlsDone: ((established: boolean) => void) | undefined;
  #idleLimitMs = 0;
  #firstWords: string | undefined;
  #cause: CauseId | undefined;
  #failed = false;
  #heard = false;
  #over = false;
  readonly #since: number;
  facts: ConnectionFacts;
  secure = false;
  closing = false;
  bytesIn = 0;
  bytesOut = 0;
  outcome: ConnectionOutcome = 'served';
  address: string | undefined;
  /** Key under which the listener counted it. */
  countedAs: string | undefined;

  constructor(raw: Socket, host: ConnectionHost) {
    const clock = host.options.clock;
    this.#host = host;
    this.#stream = own(raw, this);
    this.#since = clock.monotonic();
    this.facts = firstFacts(raw, host.options.endpoint, host.port, clock.now());
  }

  /** First step, once the listener knows the connection. */
  begin(): void {
    if (this.#host.isTrustedProxy(this.facts.remoteAddress)) {
      this.#phase = 'proxy';
      this.#arm(this.#host.limits.handshakeMs);
    } else this.#identified();
  }

  get idleLimitMs(): number {
    return this.#idleLimitMs;
  }
  set idleLimitMs(limit: number) {
    this.#idleLimitMs = limit;
    if (this.#phase === 'open' && !this.closing) this.#arm(limit);
  }

  learn(facts: { readonly ehlo?: string; readonly client?: string }): void {
    this.facts = { ...this.facts, ...facts };
  }

  write(data: Buffer | string): boolean {
    if (this.closing || this.#phase !== 'open') return true;
    this.#timer?.refresh();
    this.bytesOut += typeof data === 'string' ? Buffer.byteLength(data) : data.length;
    return this.#stream.write(data);
  }

  pause(): void {
    this.#stream.pause();
  }
  resume(): void {
    this.#stream.resume();
  }

  startTls(reply: string): Promise<boolean> {
    if (this.closing || this.secure || this.#phase !== 'open') return Promise.resolve(false);
    this.write(reply);
    // CVE-2011-0411: plain text that came along with STARTTLS must not become part of the encrypted session. `read` also
    // emits what it takes: in this phase it goes to `#early`, which is thrown away.
    this.#phase = 'handshake';
    while (this.#stream.read() !== null);
    this.#early = NOTHING;
    this.#phase = 'first-bytes';
    this.#arm(this.#host.limits.handshakeMs);
    this.#stream.resume();
    return new Promise((resolve) => {
      this.#tlsDone = resolve;
    });
  }

  close(lastWords?: string): void {
    if (this.closing) return;
    this.closing = true;
    if (this.#phase === 'handshake') return this.destroy();
    if (lastWords !== undefined) this.bytesOut += Buffer.byteLength(lastWords);
    this.#arm(FLUSH_MS);
    this.#stream.once('finish', onFinish);
    if (lastWords === undefined) this.#stream.end();
    else this.#stream.end(lastWords);
    // What still comes in is dropped, but read: unread bytes would turn the close into a reset and eat our words.
    this.#stream.resume();
  }

  destroy(): void {
    this.closing = true;
    this.#stream.destroy();
  }

  /** The server stops. */
  stop(): void {
    if (this.#phase !== 'open' || this.#handler?.stop === undefined) this.close();
    else this.#guard(() => this.#handler?.stop?.());
  }

  received(chunk: Buffer): void {
    if (this.closing) return;
    if (this.#phase === 'open') return this.#toSession(chunk);
    this.#early = this.#early.length === 0 ? chunk : Buffer.concat([this.#early, chunk]);
    if (this.#phase === 'proxy') this.#readProxy();
    else if (this.#phase === 'first-bytes') this.#readFirst();
    else if (this.#phase === 'stray-hello') this.#readStrayHello();
  }

  #toSession(chunk: Buffer): void {
    this.bytesIn += chunk.length;
    this.#timer?.refresh();
    if (!this.#heard) {
      this.#heard = true;
      if (!this.secure && looksLikeTls(chunk)) {
        this.#phase = 'stray-hello';
        this.#early = chunk;
        return this.#readStrayHello();
      }
      const spoken = spokenProtocol(chunk);
      if (spoken !== null && spoken !== this.#host.protocol) return this.#wrongProtocol(chunk, spoken);
    }
    try {
      this.#handler?.data(chunk);
    } catch (error) {
      this.fail(error);
    }
  }

  #readProxy(): void {
    const header = readProxyHeader(this.#early);
    if (header.kind === 'more') return;
    if (header.kind === 'invalid') {
      this.bytesIn = this.#early.length;
      this.outcome = 'broken';
      return this.destroy();
    }
    if (header.kind === 'proxied')
      this.facts = { ...this.facts, remoteAddress: header.address, remotePort: header.port };
    this.#early = this.#early.subarray(header.headerBytes);
    this.#identified();
  }

  /** It is known who connects. */
  #identified(): void {
    const { options, limits } = this.#host;
    if (options.locate !== undefined) this.facts = { ...this.facts, ...options.locate(this.facts.remoteAddress) };
    const refused = this.#host.admit(this);
    if (refused !== null) {
      this.outcome = 'refused-at-connect';
      this.#cause = refused.cause;
      if (this.#host.implicitTls) return this.destroy();
      return this.close(lastLine(this.#host.protocol, { code: 421, enhanced: '4.7.0', text: refused.text }));
    }
    if (!this.#host.implicitTls) return this.#open();
    this.#phase = 'first-bytes';
    this.#arm(limits.silenceHintMs);
    if (this.#early.length > 0) this.#readFirst();
  }

  /** Where TLS must come now: on implicit-TLS ports and after STARTTLS. */
  #readFirst(): void {
    const first = readFirstBytes(this.#early);
    if (first.kind === 'more') return this.#arm(this.#host.limits.handshakeMs);
    if (first.kind === 'not-tls') {
      this.bytesIn += this.#early.length;
      if (this.#tlsDone === undefined) return this.#plainOnTlsPort();
      this.#tlsFailed({ error: 'not_tls' });
      return this.destroy();
    }
    this.#learnTls({ sni: first.sni, clientMax: first.clientMax });
    this.#arm(this.#host.limits.handshakeMs);
    try {
      this.#upgrade(first.sni);
    } catch (error) {
      this.fail(error);
    }
  }

  #upgrade(serverName: string | undefined): void {
    const raw = this.#stream;
    const secureContext = this.#host.options.tls.secureContext(serverName);
    this.#phase = 'handshake';
    raw.pause();
    disown(raw);
    raw.unshift(this.#early);
    this.#early = NOTHING;
    // Without the client's certificate there is nothing to ask for; the context was chosen by the name read above.
    this.#stream = own(new TLSSocket(raw, { isServer: true, secureContext }), this);
    this.#stream.once('secure', onSecure);
  }

  established(): void {
    const stream = this.#stream as unknown as TLSSocket;
    const cipher = stream.getCipher() as { readonly standardName?: string; readonly name: string } | undefined;
    this.#learnTls({
      version: stream.getProtocol() ?? undefined,
      cipher: cipher?.standardName ?? cipher?.name,
    });
    this.secure = true;
    const waiting = this.#tlsDone;
    this.#tlsDone = undefined;
    if (waiting === undefined) return this.#open();
    this.#phase = 'open';
    this.#arm(this.#idleLimitMs);
    waiting(true);
  }

  #open(): void {
    this.#phase = 'open';
    this.#arm(0);
    const before = this.#early;
    this.#early = NOTHING;
    this.#guard(() => {
      this.#handler = this.#host.options.open(this);
    });
    if (before.length > 0 && !this.closing) this.received(before);
  }

  #plainOnTlsPort(): void {
    this.#note(this.#early, 'plain-on-tls-port');
    this.#early = NOTHING;
    this.close(tlsFirstWords(this.#host.protocol, this.#host.words));
  }

  #wrongProtocol(chunk: Buffer, spoken: SpokenProtocol): void {
    this.#note(chunk, 'wrong-protocol');
    this.close(otherProtocolWords(this.#host.protocol, spoken, this.#host.words));
  }

  /** Keeps what the first words told, without any secret. */
  #note(first: Buffer, outcome: ConnectionOutcome): void {
    const said = readFirstWords(first);
    this.outcome = outcome;
    this.#firstWords = said.words === '' ? undefined : said.words;
    this.address = said.login?.toLowerCase();
  }

  #readStrayHello(): void {
    const first = readFirstBytes(this.#early);
    if (first.kind === 'more' && this.#early.length < MAX_CLIENT_HELLO_BYTES) return;
    if (first.kind === 'client-hello') this.#learnTls({ sni: first.sni, clientMax: first.clientMax });
    this.outcome = 'tls-on-plain-port';
    this.#early = NOTHING;
    this.#phase = 'open';
    this.write(PROTOCOL_VERSION_ALERT);
    this.close();
  }

  timedOut(): void {
    if (this.closing) return this.destroy();
    switch (this.#phase) {
      case 'open':
        if (this.#handler?.idle === undefined) this.close();
        else this.#guard(() => this.#handler?.idle?.());
        if (!this.closing) this.#timer?.refresh();
        else if (this.outcome === 'served') this.outcome = 'broken';
        return;
      case 'first-bytes':
      case 'handshake':
        // A client that speaks TLS would have spoken at once; this one waits for a greeting in plain text.
        if (this.#phase === 'first-bytes' && this.#early.length === 0 && this.#tlsDone === undefined)
          return this.#plainOnTlsPort();
        this.#tlsFailed({ error: 'timeout' });
        return this.destroy();
      case 'stray-hello':
      case 'proxy':
        this.outcome = this.#phase === 'proxy' ? 'broken' : 'tls-on-plain-port';
        return this.destroy();
    }
  }

  drained(): void {
    if (!this.closing && this.#phase === 'open') this.#guard(() => this.#handler?.drain?.());
  }

  flushed(): void {
    this.#arm(CLOSE_MS);
  }

  peerEnded(): void {
    if (this.closing) return;
    if (this.#phase === 'open' && this.#handler?.ended !== undefined) this.#guard(() => this.#handler?.ended?.());
    else if (this.#phase === 'open') this.close();
    else this.destroy();
  }

  errored(error: unknown): void {
    this.#failed = true;
    if (this.#phase === 'handshake') this.#tlsFailed(readTlsError(error));
    else if (this.secure && !this.#heard) {
      const trouble = readTlsError(error);
      if (trouble.alert !== undefined) this.#tlsFailed(trouble);
    }
  }

  /** The last event of the socket: one record, one call, nothing after. */
  ended(): void {
    if (this.#over) return;
    this.#over = true;
    const { options } = this.#host;
    if (this.outcome === 'served') this.outcome = this.#howItEnded();
    this.closing = true;
    clearTimeout(this.#timer);
    this.#host.gone(this);
    const at = options.clock.now();
    const durationMs = Math.round(options.clock.monotonic() - this.#since);
    options.journal.record(
      connectionEvent(this, { at, durationMs, firstWords: this.#firstWords, cause: this.#cause }, this.#host.protocol),
    );
    this.#tlsDone?.(false);
    this.#tlsDone = undefined;
    this.#guard(() => this.#handler?.closed?.());
    this.#handler = undefined;
  }

  #howItEnded(): ConnectionOutcome {
    const outcome = outcomeByPhase(this.#phase, {
      hasBytes: this.#early.length > 0,
      afterStartTls: this.#tlsDone !== undefined,
      heard: this.#heard,
      broke: this.#failed && !this.closing,
    });
    if (outcome === 'tls-failed' && this.facts.tls?.alert === undefined) this.#tlsFailed({ error: 'client_left' });
    return outcome;
  }

  #tlsFailed(trouble: TlsFacts): void {
    this.outcome = 'tls-failed';
    this.#learnTls(trouble);
  }

  #learnTls(facts: TlsFacts): void {
    this.facts = { ...this.facts, tls: mergeTlsFacts(this.facts.tls, facts) };
  }

  #arm(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = ms > 0 ? setTimeout(onTimeout, ms, this) : undefined;
  }

  /** A bug in a session ends this connection and no other. */
  #guard(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error: unknown): void {
    this.outcome = 'broken';
    this.#host.options.onBug?.(error, this.facts);
    this.destroy();
  }
}
