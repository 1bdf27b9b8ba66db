/**
 * The IMAP door: listens where it is told and gives each connection a session. Called by main.ts and by tests; the
 * sessions know ports (auth, journal, store), never the service behind them.
 */
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Listener, ListenOptions } from '#src/net/connection.ts';
import { listen } from '#src/net/listener.ts';
import type { Auth, Journal } from '../../ports.ts';
import type { MailStore } from '../mail-store.ts';
import type { ImapHost } from './context.ts';
import { ImapSession } from './session.ts';

type FromListener = 'tls' | 'trustedProxies' | 'locate' | 'limits' | 'connections';

export interface ImapOptions extends Pick<ListenOptions, FromListener> {
  readonly hostname: string;
  readonly listen: readonly { readonly endpoint: 'imap' | 'imaps'; readonly host: string; readonly port: number }[];
  readonly journal: Journal;
  readonly auth: Auth;
  readonly store: MailStore;
  readonly clock: Clock;
  /** Language of refusals before anyone has signed in. Default `en`. */
  readonly language?: Language;
  /** Largest message APPEND takes, in bytes. Default 50 MiB. */
  readonly maxMessageBytes?: number;
  /** The port with TLS from the start that clients are pointed to. Default 993. */
  readonly imapsPort?: number;
  /** Default 100. */
  readonly maxConnectionsPerMailbox?: number;
  /** An exception of ours: the session it happened in has ended, the host goes on. */
  readonly onBug: (error: unknown, where: string) => void;
}

export interface ImapServer {
  readonly listeners: readonly Listener[];
  /** Sessions are told `* BYE`; what is left after `graceMs` is cut. */
  stop(graceMs: number): Promise<void>;
}

/** Starts listening; rejects when a port cannot be had (then none is held). */
export async function startImap(options: ImapOptions): Promise<ImapServer> {
  const host: ImapHost = {
    hostname: options.hostname,
    journal: options.journal,
    auth: options.auth,
    store: options.store,
    clock: options.clock,
    language: options.language ?? 'en',
    maxMessageBytes: options.maxMessageBytes ?? 50 * 1_048_576,
    imapsPort: options.imapsPort ?? 993,
    maxConnectionsPerMailbox: options.maxConnectionsPerMailbox ?? 100,
    signedIn: new Map(),
    onBug: options.onBug,
  };
  const listeners: Listener[] = [];
  const stop = async (graceMs: number): Promise<void> => {
    await Promise.all(listeners.map((listener) => listener.stop(graceMs)));
  };
  try {
    for (const where of options.listen) listeners.push(await listen(listenOptions(options, host, where)));
  } catch (error) {
    await stop(0);
    throw error;
  }
  return { listeners, stop };
}

const listenOptions = (options: ImapOptions, host: ImapHost, where: ImapOptions['listen'][number]): ListenOptions => ({
  ...where,
  hostname: options.hostname,
  tls: options.tls,
  journal: options.journal,
  clock: options.clock,
  open: (connection) => new ImapSession(host, connection),
  onBug: (error) => options.onBug(error, where.endpoint),
  ...(options.trustedProxies === undefined ? {} : { trustedProxies: options.trustedProxies }),
  ...(options.locate === undefined ? {} : { locate: options.locate }),
  ...(options.limits === undefined ? {} : { limits: options.limits }),
  ...(options.connections === undefined ? {} : { connections: options.connections }),
});
