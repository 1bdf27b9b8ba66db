/**
 * What a mail session (SMTP, IMAP, POP3) sees of its connection, and what the connection asks of the session.
 * Types only: `listen(options): Promise<Listener>` of `listener.ts` makes connections, the doors in `engine/` give it a
 * handler for each.
 * A connection never interprets protocol words, except first words that show a wrong protocol or TLS mode.
 */
import type { SecureContext } from 'node:tls';
import type { ConnectionId } from '#src/model/ids.ts';
import type { ConnectionFacts, ConnectionOutcome, JournalEvent } from '#src/model/journal.ts';
import type { Language } from '#src/model/language.ts';
import type { Endpoint } from '#src/model/endpoint.ts';
import type { Clock } from './clock.ts';

/** One session's side. One object a connection (no closures), methods are called one at a time, never after `closed`. */
export interface ConnectionHandler {
  /** Bytes from the peer, decrypted. The buffer is the session's to keep. Not called while paused or after `close`. */
  data(chunk: Buffer): void;
  /** After a `write` that returned false: everything is out, write on. */
  drain?(): void;
  /** Nothing was read or written for `idleLimitMs`: say the timeout words and `close`. Without it the connection just closes. */
  idle?(): void;
  /** The peer has finished sending (half-close): answer what is in work, then `close`. Without it the connection closes. */
  ended?(): void;
  /** The server stops: idle sessions say 421 / BYE and `close` now, busy ones soon. */
  stop?(): void;
  /** The connection is over, whoever ended it. Called exactly once, last. */
  closed?(): void;
}

export interface MailConnection {
  /** What is known by now. A new object at each change, so that an event may keep the one it got. */
  readonly facts: ConnectionFacts;
  /** True once TLS is established. */
  readonly secure: boolean;
  /** True after `close`, `destroy` or the peer's end. */
  readonly closing: boolean;
  /** Read from / written to the peer, decrypted. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Idle limit in milliseconds; starts again with every byte in either direction. 0 = none. */
  idleLimitMs: number;
  /** Recorded when the connection ends; `served` unless someone knew better. */
  outcome: ConnectionOutcome;
  /** Login name the connection was about, for the ConnectionEvent. Never a secret. */
  address: string | undefined;
  /** Adds to the facts: name in EHLO, client's IMAP ID. */
  learn(facts: { readonly ehlo?: string; readonly client?: string }): void;
  /** False = the peer reads slowly; stop until `drain`. Strings go out as UTF-8. */
  write(data: Buffer | string): boolean;
  pause(): void;
  resume(): void;
  /**
   * Writes `reply` in plain text and begins TLS. Everything the peer sent in plain text before is dropped here; the
   * session drops what it has buffered itself (CVE-2011-0411). Resolves false when the handshake failed: then the
   * connection is over (`closed` was or will be called) and nothing more may be written.
   */
  startTls(reply: string): Promise<boolean>;
  /** Writes the last words, if any, ends the stream, and destroys it when the peer does not close within two seconds. */
  close(lastWords?: string): void;
  /** Ends at once. */
  destroy(): void;
  /** A bug in an asynchronous part of the session: goes to `onBug`, ends this connection and no other. */
  fail(error: unknown): void;
}

/** Certificates for a server name; the newest at each call, so that a renewal needs no restart. `authority.ts` makes one. */
export interface TlsProvider {
  secureContext(serverName: string | undefined): SecureContext;
}

/** Hears of every connection that a listener has open, and how to end it (its session is told as at a stop of the server). */
export interface OpenConnections {
  opened(id: ConnectionId, end: () => void): void;
  gone(id: ConnectionId): void;
}

export interface ListenOptions {
  readonly endpoint: Endpoint;
  /** Address and port to bind; port 0 = any free one. */
  readonly host: string;
  readonly port: number;
  /** Our name, for the words said when the peer speaks the wrong protocol. */
  readonly hostname: string;
  readonly tls: TlsProvider;
  /** The Journal port of the engine. */
  readonly journal: { record(event: JournalEvent): void };
  readonly clock: Clock;
  /**
   * Called when the connection may speak (on implicit TLS: after the handshake). Write the greeting here or later.
   * What it throws, or the handler throws, ends this connection only and goes to `onBug`.
   */
  open(connection: MailConnection): ConnectionHandler;
  /** CIDRs whose connections begin with a PROXY header (v1 or v2); required from them, not read from others. */
  readonly trustedProxies?: readonly string[];
  /** Country and network of an address, for the facts. Synchronous, from memory. */
  readonly locate?: (remoteAddress: string) => Pick<ConnectionFacts, 'country' | 'network' | 'networkKind'>;
  /** Language of the words said before anyone is known. Default `en`. */
  readonly language?: Language;
  readonly onBug?: (error: unknown, facts: ConnectionFacts) => void;
  readonly connections?: OpenConnections;
  readonly limits?: Partial<ListenLimits>;
}

export interface ListenLimits {
  /** Connections at once on this endpoint. Default 10,000. */
  readonly connections: number;
  /** Connections at once from one address (IPv6: one /64). Default 1,000: a whole office shares one. */
  readonly perAddress: number;
  /** TLS handshake, PROXY header: default 30,000. */
  readonly handshakeMs: number;
  /** Silence on an implicit-TLS port after which we explain in plain text. Default 3,000. */
  readonly silenceHintMs: number;
}

export interface Listener {
  readonly endpoint: Endpoint;
  /** `address:port` really bound, IPv6 in brackets. */
  readonly boundTo: string;
  readonly port: number;
  /** Connections open now. */
  readonly open: number;
  /** No new connections; sessions are told (`handler.stop`), what remains after `graceMs` is destroyed. */
  stop(graceMs: number): Promise<void>;
}
