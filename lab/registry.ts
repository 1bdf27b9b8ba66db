/**
 * A registry for tests and scenarios: RDAP (RFC 9082) over HTTP on loopback, answering for the domains it is given, and
 * able to be silent, broken or refusing. Never part of the running product.
 */
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

export interface RegistryEntry {
  /** EPP statuses as RDAP spells them, e.g. `active`, `client hold`, `redemption period`. */
  readonly status?: readonly string[];
  /** ISO 8601. */
  readonly expiresAt?: string;
  /** ISO 8601. */
  readonly changedAt?: string;
  /** ISO 8601: when it went to another registrar. */
  readonly transferredAt?: string;
  readonly registrar?: string;
  readonly nameServers?: readonly string[];
}
export type RegistryMood = 'silent' | 'broken' | 'refusing';

export interface Registry {
  /** Base URL for `registry.rdap`. */
  readonly url: string;
  /** Domains asked for, oldest first. */
  readonly asked: readonly string[];
  /** Registers, or with null removes, a domain; or gives the registry a mood about this one domain. */
  set(domain: string, entry: RegistryEntry | RegistryMood | null): void;
  stop(): Promise<void>;
}

const described = (
  domain: string,
  { status = ['active'], expiresAt, changedAt, transferredAt, registrar, nameServers }: RegistryEntry,
) => ({
  objectClassName: 'domain',
  rdapConformance: ['rdap_level_0'],
  ldhName: domain,
  status,
  events: [
    ...(expiresAt === undefined ? [] : [{ eventAction: 'expiration', eventDate: expiresAt }]),
    ...(changedAt === undefined ? [] : [{ eventAction: 'last changed', eventDate: changedAt }]),
    ...(transferredAt === undefined ? [] : [{ eventAction: 'transfer', eventDate: transferredAt }]),
  ],
  ...(registrar === undefined
    ? {}
    : {
        entities: [
          { objectClassName: 'entity', roles: ['registrar'], vcardArray: ['vcard', [['fn', {}, 'text', registrar]]] },
        ],
      }),
  ...(nameServers === undefined
    ? {}
    : { nameservers: nameServers.map((ldhName) => ({ objectClassName: 'nameserver', ldhName })) }),
});

/** Starts a registry that knows these domains. Stop it, or the process stays. */
export async function startRegistry(
  domains: Readonly<Record<string, RegistryEntry>> = {},
  secure: { readonly key: string; readonly cert: string } | null = null,
): Promise<Registry> {
  const known = new Map<string, RegistryEntry | RegistryMood>(Object.entries(domains));
  const asked: string[] = [];
  const serve: http.RequestListener = (request, response) => {
    // The public list (RFC 9224), with this registry for the top-level domain that the question names.
    const list = /^\/dns\.json\?(\w+)=(.+)$/.exec(request.url ?? '');
    if (list !== null) {
      response.end(JSON.stringify({ version: '1.0', services: [[[list[1]], [decodeURIComponent(list[2])]]] }));
      return;
    }
    const domain = decodeURIComponent(/^\/domain\/([^/?]+)$/.exec(request.url ?? '')?.[1] ?? '').toLowerCase();
    asked.push(domain);
    const entry = known.get(domain);
    if (entry === 'silent') return;
    const code = entry === 'broken' ? 503 : entry === 'refusing' ? 429 : entry === undefined ? 404 : 200;
    response.writeHead(code, { 'content-type': 'application/rdap+json', connection: 'close' });
    response.end(JSON.stringify(typeof entry === 'object' ? described(domain, entry) : { errorCode: code }));
  };
  const server = secure === null ? http.createServer(serve) : https.createServer(secure, serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${secure === null ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    set: (domain, entry) => void (entry === null ? known.delete(domain) : known.set(domain, entry)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
