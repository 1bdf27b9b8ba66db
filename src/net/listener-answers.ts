/**
 * What the listener says and records when a connection does not fit its port. Called by listener-connection.ts.
 * Pure: words come from the catalogue, causes are those of docs/causes.md.
 */
import type { Texts } from '#src/messages/catalogue.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { Endpoint, MailProtocol } from '#src/model/endpoint.ts';
import type { ConnectionId } from '#src/model/ids.ts';
import type { ConnectionEvent, ConnectionFacts, ConnectionOutcome, TlsFacts } from '#src/model/journal.ts';
import { newId } from './ids.ts';
import { type SpokenProtocol, lastLine } from './listener-words.ts';
import { plainAddress } from './proxy-protocol.ts';

/** The ports of RFC 8314 and RFC 6409, which customers know; our own may be others behind a forward. */
const STARTTLS_PORT: Readonly<Record<MailProtocol, number>> = { smtp: 587, imap: 143, pop3: 110 };
const TLS_PORT: Readonly<Record<MailProtocol, number>> = { smtp: 465, imap: 993, pop3: 995 };
const NAME: Readonly<Record<MailProtocol, string>> = { smtp: 'SMTP', imap: 'IMAP', pop3: 'POP3' };

/** Plain text on a port that begins with TLS. */
export const tlsFirstWords = (protocol: MailProtocol, words: Texts['refusals']): string =>
  lastLine(protocol, {
    code: 554,
    enhanced: '5.7.0',
    text: words.beginsWithTls({ startTlsPort: STARTTLS_PORT[protocol] }),
  });

/** IMAP words on a POP3 port, HTTP on SMTP …: names the right port where there is one. */
export function otherProtocolWords(here: MailProtocol, spoken: SpokenProtocol, words: Texts['refusals']): string {
  const known = spoken === 'http' || spoken === 'other' ? null : spoken;
  return lastLine(here, {
    code: 554,
    enhanced: '5.5.1',
    text: words.otherProtocol({
      here: NAME[here],
      spoken: known === null ? '' : NAME[known],
      port: known === null ? 0 : TLS_PORT[known],
    }),
  });
}

/** What is known of a connection when it is accepted. */
export const firstFacts = (
  peer: { readonly remoteAddress?: string; readonly remotePort?: number },
  endpoint: Endpoint,
  localPort: number,
  now: number,
): ConnectionFacts => ({
  id: newId<ConnectionId>(now),
  endpoint,
  localPort,
  remoteAddress: plainAddress(peer.remoteAddress ?? ''),
  remotePort: peer.remotePort ?? 0,
});

/** How far a connection came. */
export type Phase = 'proxy' | 'first-bytes' | 'handshake' | 'open' | 'stray-hello';

/** How a connection ended that nobody gave an outcome: by how far it came and what was heard. */
export function outcomeByPhase(
  phase: Phase,
  seen: {
    /** Bytes that were not yet a whole header or ClientHello. */
    readonly hasBytes: boolean;
    readonly afterStartTls: boolean;
    /** The session got something to read. */
    readonly heard: boolean;
    readonly broke: boolean;
  },
): ConnectionOutcome {
  switch (phase) {
    case 'proxy':
      return seen.hasBytes ? 'broken' : 'no-data';
    case 'first-bytes':
      return seen.hasBytes || seen.afterStartTls ? 'tls-failed' : 'no-data';
    case 'handshake':
      return 'tls-failed';
    case 'stray-hello':
      return 'tls-on-plain-port';
    case 'open':
      if (!seen.heard) return 'no-data';
      return seen.broke ? 'broken' : 'served';
  }
}

const TOO_OLD = new Set(['SSLv3', 'TLSv1.0', 'TLSv1.1']);

/** The cause that an outcome proves by itself; undefined where it takes more evidence. */
function connectionCause(
  outcome: ConnectionOutcome,
  protocol: MailProtocol,
  tls: TlsFacts | undefined,
): CauseId | undefined {
  switch (outcome) {
    case 'plain-on-tls-port':
    case 'tls-on-plain-port':
      return 'cli-tls-mode-mismatch';
    case 'wrong-protocol':
      return protocol === 'smtp' ? 'cli-wrong-outgoing-port' : 'cli-wrong-incoming-port';
    case 'tls-failed':
      return tls?.clientMax !== undefined && TOO_OLD.has(tls.clientMax) ? 'cli-tls-too-old' : undefined;
    case 'served':
    case 'no-data':
    case 'refused-at-connect':
    case 'broken':
      return undefined;
  }
}

/** The one event of a connection that is over. */
export function connectionEvent(
  over: {
    readonly facts: ConnectionFacts;
    readonly outcome: ConnectionOutcome;
    readonly bytesIn: number;
    readonly bytesOut: number;
    readonly address: string | undefined;
  },
  known: {
    readonly at: number;
    readonly durationMs: number;
    readonly firstWords: string | undefined;
    readonly cause: CauseId | undefined;
  },
  protocol: MailProtocol,
): ConnectionEvent {
  const cause = known.cause ?? connectionCause(over.outcome, protocol, over.facts.tls);
  return {
    kind: 'connection',
    at: known.at,
    connection: over.facts,
    outcome: over.outcome,
    durationMs: known.durationMs,
    bytesIn: over.bytesIn,
    bytesOut: over.bytesOut,
    ...(known.firstWords === undefined ? {} : { firstWords: known.firstWords }),
    ...(over.address === undefined ? {} : { address: over.address }),
    ...(cause === undefined ? {} : { cause }),
  };
}
