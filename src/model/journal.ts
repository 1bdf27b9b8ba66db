/**
 * The journal: what every connection, sign-in, refusal and message did. Events are raised with a typed reason at the
 * place of decision and are never parsed back out of text. Read by probes and by the operator; written by engines.
 * Never holds a password or a hash of one: only a keyed, short-lived fingerprint of a wrong secret.
 */
import type { Silence } from './auto-reply.ts';
import type { CauseId } from './cause-id.ts';
import type { Endpoint } from './endpoint.ts';
import type { ConnectionId, MailboxId, MessageId, QueueId } from './ids.ts';
import type { TrailEntry } from './placement.ts';

/** What TLS told us, also of a handshake that failed (ClientHello is read before the handshake). */
export interface TlsFacts {
  /** Negotiated version, e.g. `TLSv1.3`; absent when the handshake failed. */
  readonly version?: string;
  readonly cipher?: string;
  /** Server name the client asked for (RFC 6066 §3). */
  readonly sni?: string;
  /** Highest version the client offered, e.g. `TLSv1.0`. */
  readonly clientMax?: string;
  /** Alert sent by the client, e.g. `unknown_ca`, `certificate_expired`, `protocol_version`. */
  readonly alert?: string;
  /** Our own reason for a failed handshake. */
  readonly error?: string;
}

/** What we know a network for: a vendor's servers that sign in for phones, VPN exits, rented servers. */
export type NetworkKind = 'vendor' | 'vpn' | 'hosting';

/** Facts of one connection that every event of it carries. */
export interface ConnectionFacts {
  readonly id: ConnectionId;
  readonly endpoint: Endpoint;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly country?: string;
  /** Whose network it is, where we know: a vendor's, a VPN's. */
  readonly network?: string;
  readonly networkKind?: NetworkKind;
  readonly tls?: TlsFacts;
  /** Name in EHLO/HELO. */
  readonly ehlo?: string;
  /** IMAP ID of the client (RFC 2971), e.g. `Thunderbird 140.1`. */
  readonly client?: string;
}

/** How a connection ended, where it did not simply serve. */
export type ConnectionOutcome =
  | 'served'
  | 'no-data' // opened, said nothing, left
  | 'plain-on-tls-port' // e.g. EHLO or `a1 LOGIN` on 465/993
  | 'tls-on-plain-port' // ClientHello on 25/587/143/110
  | 'tls-failed'
  | 'wrong-protocol' // IMAP words on a POP3 port, HTTP on SMTP …
  | 'refused-at-connect'
  | 'broken'; // reset or time-out in the middle

export type SignInOutcome =
  | 'ok'
  | 'unknown-user'
  | 'wrong-password'
  | 'wrong-kind' // right secret of another kind (centre password, app password of another scope …)
  | 'not-encrypted' // offered on a connection without TLS; the secret was not read
  | 'bad-mechanism'
  | 'refused' // a rule said no: the secret was right, or a Block on the network spared us the look
  | 'unavailable'; // our own fault

export type MessageStep =
  | 'accepted' // our 250 was said: the message is durable
  | 'delivered' // in a mailbox: folder and uid are set
  | 'queued' // waits for a remote host
  | 'attempt' // one try at one remote host
  | 'sent' // remote said 250
  | 'delayed' // sender was told that it still waits
  | 'bounced' // sender was told that it failed
  | 'expunged' // removed from a mailbox by a client: connection is set
  | 'moved' // from folder to folder
  | 'dropped'; // by operator or rule, never silently

interface EventBase {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly connection?: ConnectionFacts;
  /** Account of this host that the event is about, when known. */
  readonly mailbox?: MailboxId;
  /** Address of that mailbox, or the address as named by the peer (lower case). */
  readonly address?: string;
  readonly cause?: CauseId;
}

export interface ConnectionEvent extends EventBase {
  readonly kind: 'connection';
  readonly connection: ConnectionFacts;
  readonly outcome: ConnectionOutcome;
  readonly durationMs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** First bytes of what was said where the protocol did not fit: printable, capped at 40 characters, never after AUTH/LOGIN. */
  readonly firstWords?: string;
}

export interface SignInEvent extends EventBase {
  readonly kind: 'sign-in';
  readonly connection: ConnectionFacts;
  /** The name exactly as typed, capped at 320 characters, control characters as \uXXXX. */
  readonly login: string;
  readonly mechanism: string;
  readonly outcome: SignInOutcome;
  /** Keyed fingerprint of a wrong secret: equal for the same wrong secret at the same mailbox within the key's life. */
  readonly secretFingerprint?: string;
  /** Name of the app password that signed in. */
  readonly appPassword?: string;
  /** A sign-in that worked and yet is worth a look: its country is unknown to us, or new for this mailbox. */
  readonly warning?: 'country-unknown' | 'country-new';
}

export interface RefusalEvent extends EventBase {
  readonly kind: 'refusal';
  readonly connection: ConnectionFacts;
  readonly stage: 'connect' | 'command' | 'mail-from' | 'rcpt-to' | 'data' | 'end-of-message' | 'append';
  readonly cause: CauseId;
  readonly code: number;
  readonly enhanced: string;
  readonly text: string;
  readonly mailFrom?: string;
  readonly rcptTo?: string;
  readonly sizeBytes?: number;
  readonly subject?: string;
}

export interface MessageEvent extends EventBase {
  readonly kind: 'message';
  readonly messageId: MessageId;
  readonly step: MessageStep;
  readonly direction: 'inbound' | 'submission' | 'local' | 'outbound';
  readonly queueId?: QueueId;
  /** Message-ID header (RFC 5322 §3.6.4) as written, capped at 998 characters. */
  readonly messageIdHeader?: string;
  readonly mailFrom?: string;
  readonly rcptTo?: string;
  readonly sizeBytes?: number;
  readonly subject?: string;
  readonly folder?: string;
  readonly uid?: number;
  /** For attempts: host name, address, reply code, enhanced code, first 500 characters of the reply, next try (epoch ms). */
  readonly host?: string;
  readonly hostAddress?: string;
  readonly code?: number;
  readonly enhanced?: string;
  readonly reply?: string;
  readonly nextTryAt?: number;
  /** For attempts: how the other host's side was encrypted; absent in plain text. `trusted`: a strict check would have passed. */
  readonly outboundTls?: { readonly version: string; readonly trusted: boolean; readonly why?: string };
  readonly authentication?: string;
  /** Of what leaves: signed in and sent, passed on through an alias of ours, or written by ourselves. */
  readonly origin?: 'submission' | 'forward' | 'report' | 'auto-reply';
  /** The alias of ours that a forward went through; `address` is then the alias too. */
  readonly through?: string;
  /** What the owner's rules did with this copy, in order; absent when nothing. */
  readonly rules?: readonly TrailEntry[];
  /** Why the owner's automatic answer did not go out; absent when it did or none was wanted. */
  readonly unanswered?: Silence;
  /** `reply` is ours: no host said it. */
  readonly isOurWords?: boolean;
  /** At the end of a message that failed: who was told ('' = nobody could be), and the report's message id. */
  readonly toldTo?: string;
  readonly reportId?: MessageId;
}

export type JournalEvent = ConnectionEvent | SignInEvent | RefusalEvent | MessageEvent;

/** An event as it is read back: rows that repeat within a window are one row with a count (mox's shape). */
export type StoredEvent = JournalEvent & {
  readonly id: string;
  readonly count: number;
  /** Time of the newest repetition; `at` is the first. */
  readonly lastAt: number;
  /** Set when a flood was folded: the row stands for many addresses of this network, with a few names as a sample. */
  readonly folded?: { readonly network: string; readonly names: readonly string[] };
};
