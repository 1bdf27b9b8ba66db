/**
 * Listens for one mail endpoint (SMTP, IMAP, POP3; plain, STARTTLS or implicit TLS) and gives each connection that may
 * speak to `options.open`. Called by main.ts through the doors. Never reads protocol commands.
 */
import { createServer, type AddressInfo, type Server } from 'node:net';
import { texts } from '#src/messages/catalogue.ts';
import { isImplicitTls, protocolOf } from '#src/model/endpoint.ts';
import type { Endpoint } from '#src/model/endpoint.ts';
import type { ListenLimits, ListenOptions, Listener } from './connection.ts';
import { Connection } from './listener-connection.ts';
import type { ConnectionHost, CountedConnection } from './listener-host.ts';
import { networkMatcher } from './proxy-protocol.ts';

const DEFAULT_LIMITS: ListenLimits = {
  connections: 10_000,
  perAddress: 1000,
  handshakeMs: 30_000,
  silenceHintMs: 3000,
};

/**
 * Binds and listens. Rejects with the system's error (`EADDRINUSE`, `EACCES` …) when the port cannot be had, and with a
 * RangeError that names a bad network in `trustedProxies`.
 */
export async function listen(options: ListenOptions): Promise<Listener> {
  const protocol = protocolOf(options.endpoint);
  if (protocol === 'http') throw new RangeError('http is not a mail endpoint');
  const table = new ConnectionTable(options, { ...DEFAULT_LIMITS, ...options.limits });
  const server = createServer({ allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: 120_000 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: options.host, port: options.port, backlog: 1024 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { address, port, family } = server.address() as AddressInfo;
  const host: ConnectionHost = {
    options,
    limits: table.limits,
    protocol,
    implicitTls: isImplicitTls(options.endpoint),
    port,
    words: texts(options.language ?? 'en').refusals,
    isTrustedProxy: table.isTrustedProxy,
    admit: (connection) => table.admit(connection),
    gone: (connection) => table.gone(connection),
  };
  server.on('connection', (socket) => {
    const connection = new Connection(socket, host);
    table.all.add(connection);
    options.connections?.opened(connection.facts.id, () => connection.stop());
    connection.begin();
  });
  // Out of descriptors and the like: `accept` failed once, the listener lives on.
  server.on('error', (error) => options.onBug?.(error, noConnection(options.endpoint, port)));
  return {
    endpoint: options.endpoint,
    boundTo: family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`,
    port,
    get open() {
      return table.all.size;
    },
    stop: (graceMs) => stop(server, table, graceMs),
  };
}

const noConnection = (endpoint: Endpoint, localPort: number) =>
  ({ id: '', endpoint, localPort, remoteAddress: '', remotePort: 0 }) as unknown as Connection['facts'];

/** All connections of one listener, counted by address. */
class ConnectionTable {
  readonly all = new Set<CountedConnection>();
  readonly limits: ListenLimits;
  readonly isTrustedProxy: (address: string) => boolean;
  readonly #options: ListenOptions;
  readonly #counted = new Map<string, number>();
  /** Called when the last connection is gone, once stopping. */
  emptied: (() => void) | undefined;

  constructor(options: ListenOptions, limits: ListenLimits) {
    this.#options = options;
    this.limits = limits;
    this.isTrustedProxy = networkMatcher(options.trustedProxies ?? []);
  }

  admit(connection: CountedConnection): ReturnType<ConnectionHost['admit']> {
    const words = texts(this.#options.language ?? 'en').refusals;
    if (this.all.size > this.limits.connections) return { text: words.serverBusy() };
    const peer = peerKey(connection.facts.remoteAddress);
    const count = (this.#counted.get(peer) ?? 0) + 1;
    if (count > this.limits.perAddress) return { text: words.tooManyConnections(), cause: 'cli-too-many-connections' };
    this.#counted.set(peer, count);
    connection.countedAs = peer;
    return null;
  }

  gone(connection: CountedConnection): void {
    this.all.delete(connection);
    this.#options.connections?.gone(connection.facts.id);
    const peer = connection.countedAs;
    if (peer !== undefined) {
      const left = (this.#counted.get(peer) ?? 1) - 1;
      if (left > 0) this.#counted.set(peer, left);
      else this.#counted.delete(peer);
    }
    if (this.all.size === 0) this.emptied?.();
  }
}

/** One subscriber has a whole IPv6 /64; counting single addresses would count nothing. */
function peerKey(address: string): string {
  if (!address.includes(':')) return address;
  const [head, tail = ''] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = address.includes('::') ? Array.from<string>({ length: 8 - left.length - right.length }).fill('0') : [];
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}

async function stop(server: Server, table: ConnectionTable, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  if (table.all.size > 0) {
    const empty = new Promise<void>((resolve) => {
      table.emptied = resolve;
    });
    for (const connection of table.all) connection.stop();
    const grace = setTimeout(() => {
      for (const connection of table.all) connection.destroy();
    }, graceMs);
    await empty;
    clearTimeout(grace);
  }
  await closed;
}
