/**
 * The POP3 door: port 110 (STLS; sign-in refused without TLS, in words) and port 995 (implicit TLS). Started by main.ts.
 * Every connection is a `Pop3Session`.
 */
import type { Endpoint } from '#src/model/endpoint.ts';
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Listener, ListenOptions, TlsProvider } from '#src/net/connection.ts';
import { listen } from '#src/net/listener.ts';
import type { Auth, Journal } from '../../ports.ts';
import type { MailStore } from '../mail-store.ts';
import { type Pop3Host, Pop3Session } from './session.ts';

export type Pop3Endpoint = Extract<Endpoint, 'pop3' | 'pop3s'>;

export interface Pop3Options {
  readonly hostname: string;
  /** Where to listen; an endpoint that is left out is off. Port 0 = any free one. */
  readonly listen: Readonly<Partial<Record<Pop3Endpoint, { readonly host: string; readonly port: number }>>>;
  readonly tls: TlsProvider;
  readonly journal: Journal;
  readonly auth: Auth;
  readonly store: MailStore;
  readonly clock: Clock;
  /** Ports as customers know them, for the words of refusals. */
  readonly imapsPort: number;
  readonly pop3sPort?: number;
  /** Language of refusals before anyone has signed in. Default `en`. */
  readonly language?: Language;
  readonly trustedProxies?: readonly string[];
  readonly locate?: ListenOptions['locate'];
  readonly connections?: ListenOptions['connections'];
  readonly limits?: ListenOptions['limits'];
  readonly onBug?: ListenOptions['onBug'];
}

export interface Pop3Server {
  /** `address:port` really bound, by endpoint. */
  readonly addresses: Readonly<Partial<Record<Pop3Endpoint, string>>>;
  /** No new connections; sessions finish their command, what remains after `graceMs` is destroyed. */
  stop(graceMs: number): Promise<void>;
}

/** Listens. Rejects with the system's error when a port cannot be had; then nothing listens. */
export async function startPop3(options: Pop3Options): Promise<Pop3Server> {
  const { hostname, journal, auth, store, clock, imapsPort, onBug } = options;
  const host: Pop3Host = {
    hostname,
    journal,
    auth,
    store,
    clock,
    imapsPort,
    language: options.language ?? 'en',
    pop3sPort: options.pop3sPort ?? 995,
    onBug: (error, connection) => onBug?.(error, connection.facts),
  };
  const listeners: Listener[] = [];
  try {
    for (const endpoint of ['pop3', 'pop3s'] as const) {
      const at = options.listen[endpoint];
      if (at !== undefined) listeners.push(await listen(listenOptions(options, host, endpoint, at)));
    }
  } catch (error) {
    await Promise.all(listeners.map((listener) => listener.stop(0)));
    throw error;
  }
  return {
    addresses: Object.fromEntries(listeners.map((listener) => [listener.endpoint, listener.boundTo])),
    stop: async (graceMs) => {
      await Promise.all(listeners.map((listener) => listener.stop(graceMs)));
    },
  };
}

function listenOptions(
  options: Pop3Options,
  host: Pop3Host,
  endpoint: Pop3Endpoint,
  at: { readonly host: string; readonly port: number },
): ListenOptions {
  const { hostname, tls, journal, clock, trustedProxies, locate, limits, onBug, language, connections } = options;
  return {
    endpoint,
    host: at.host,
    port: at.port,
    hostname,
    tls,
    journal,
    clock,
    trustedProxies,
    locate,
    connections,
    limits,
    onBug,
    language,
    open: (connection) => new Pop3Session(host, connection),
  };
}
