/**
 * Probe of the registry by RDAP (RFC 9082, 9083): is the domain registered? "Not found" (404) is an answer; silence,
 * errors and unknown top-level domains are unknown. Bounded in time, size and redirects; private targets only if allowed.
 */
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { Evidence } from '#src/diagnosis/evidence.ts';
import type { RegistryRdap } from '#src/diagnosis/observations.ts';
import { isPublicAddress } from '#src/net/address-range.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Resolver } from '#src/net/dns-answer.ts';
import { addressesOf } from './dns.ts';
import { type RdapDomain, registrationIn } from './registry-answer.ts';
import { runProbe, type Untold, untold } from './run-probe.ts';
import type { ProbeDeps, RegistryOptions } from './sources.ts';

const LIMIT_MS = 4500;
const MAX_BYTES = 1_000_000;
const BOOTSTRAP = 'https://data.iana.org/rdap/dns.json';
const DAY_MS = 86_400_000;
const RETRY_MS = 300_000;

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly location: string | undefined;
}
interface Outside {
  readonly resolver: Resolver;
  readonly options: RegistryOptions;
  readonly clock: Clock;
}

/** GET over HTTP(S) at an address we resolved and checked ourselves, so that no name can lead inside. */
async function get(outside: Outside, address: string): Promise<Reply | Untold> {
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return untold('malformed');
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const known = isIP(name) === 0 ? await addressesOf(outside.resolver, name) : [name];
  if (known === null || known.length === 0) return untold('unreachable');
  const target = outside.options.allowPrivate ? known[0] : known.find((one) => isPublicAddress(one));
  if (target === undefined) return untold('private');
  return await new Promise<Reply | Untold>((resolve) => {
    const client = url.protocol === 'https:' ? https : http;
    const request = client.get(
      {
        host: target,
        port: url.port === '' ? undefined : Number(url.port),
        path: `${url.pathname}${url.search}`,
        headers: { host: url.host, accept: 'application/rdap+json, application/json' },
        timeout: LIMIT_MS - 500,
        agent: false,
        // The certificate is checked against the name, not against the address we connect to.
        ...(isIP(name) === 0 ? { servername: name } : {}),
        ...(outside.options.authorities === undefined ? {} : { ca: [...outside.options.authorities] }),
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
          if (body.length > MAX_BYTES) request.destroy();
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body, location: response.headers.location }),
        );
      },
    );
    request.on('timeout', () => {
      resolve(untold('timeout'));
      request.destroy();
    });
    request.on('error', () => resolve(untold('unreachable')));
    request.on('close', () => resolve(untold('unreachable')));
  });
}

async function follow(outside: Outside, address: string): Promise<Reply | Untold> {
  let next = address;
  for (let hop = 0; hop < 4; hop += 1) {
    const reply = await get(outside, next);
    if ('unknown' in reply || reply.status < 300 || reply.status > 399 || reply.location === undefined) return reply;
    next = new URL(reply.location, next).toString();
  }
  return untold('malformed');
}

type Table = Readonly<Record<string, string>>;
/** The public list, kept for a day; a failure is remembered for minutes, so that nobody waits for it each time. */
const lists = new Map<string, { readonly table: Table | Untold; readonly until: number }>();

async function publicTable(outside: Outside): Promise<Table | Untold> {
  const now = outside.clock.monotonic();
  const address = outside.options.bootstrapUrl ?? BOOTSTRAP;
  const known = lists.get(address);
  if (known !== undefined && known.until > now) return known.table;
  const reply = await follow(outside, address);
  const table = 'unknown' in reply ? reply : readBootstrap(reply);
  lists.set(address, { table, until: now + ('unknown' in table ? RETRY_MS : DAY_MS) });
  return table;
}

function readBootstrap({ status, body }: Reply): Table | Untold {
  if (status !== 200) return untold('unreachable');
  try {
    const { services } = JSON.parse(body) as { services: [string[], string[]][] };
    return Object.fromEntries(
      services.flatMap(([suffixes, urls]) => {
        const url = urls.find((one) => one.startsWith('https:')) ?? urls[0];
        return suffixes.map((suffix) => [suffix.toLowerCase(), url]);
      }),
    );
  } catch {
    return untold('malformed');
  }
}

/** Base URL of the registry in charge: the longest suffix in the table. */
function baseOf(table: Table, domain: string): { readonly suffix: string; readonly url: string } | null {
  const labels = domain.split('.');
  for (let i = 1; i < labels.length; i += 1) {
    const suffix = labels.slice(i).join('.');
    const url = Object.hasOwn(table, suffix) ? table[suffix] : undefined;
    if (url !== undefined) return { suffix, url: url.endsWith('/') ? url : `${url}/` };
  }
  return null;
}

function read(domain: string, server: string, body: string, registrars: readonly string[]): RegistryRdap | Untold {
  try {
    const parsed = JSON.parse(body) as RdapDomain;
    const statuses = (parsed.status ?? []).filter((word) => typeof word === 'string').slice(0, 20);
    const dateOf = (action: string): string | null => {
      const date = (parsed.events ?? []).find((event) => event.eventAction === action)?.eventDate;
      return typeof date === 'string' && Number.isFinite(Date.parse(date)) ? date : null;
    };
    const [expiresAt, changedAt] = [dateOf('expiration'), dateOf('last changed')];
    const about = registrationIn(parsed, registrars);
    return {
      domain,
      registered: true,
      server,
      statuses,
      expiresAt,
      changedAt,
      ...about,
      transferredAt: dateOf('transfer'),
    };
  } catch {
    return untold('malformed');
  }
}

/**
 * Asks for the domain; when the registry does not know it, for the names above it too (it may be a name inside somebody's
 * domain). Only when none is known is "not registered" the answer.
 */
async function lookUp(outside: Outside, domain: string): Promise<RegistryRdap | Untold> {
  const { rdap } = outside.options;
  if (rdap === 'off') return untold('not-configured');
  const table = rdap === 'bootstrap' ? await publicTable(outside) : rdap;
  if ('unknown' in table) return table as Untold;
  const base = baseOf(table as Table, domain);
  if (base === null) return untold('not-configured');
  const server = new URL(base.url).host;
  const below = domain.slice(0, -base.suffix.length - 1).split('.');
  for (; below.length > 0; below.shift()) {
    const name = `${below.join('.')}.${base.suffix}`;
    const reply = await follow(outside, new URL(`domain/${name}`, base.url).toString());
    if ('unknown' in reply) return reply;
    if (reply.status === 200) return read(name, server, reply.body, outside.options.registrars ?? []);
    if (reply.status !== 404) return untold(reply.status === 429 ? 'refused' : 'unreachable');
  }
  return { domain, registered: false, server, statuses: [], expiresAt: null };
}

/** `registry.rdap`. Asked rarely (service/diagnose.ts): registries count questions. */
export const probeRegistry = (deps: ProbeDeps, domain: string): Promise<Evidence> =>
  runProbe('registry.rdap', deps.clock, LIMIT_MS, () =>
    lookUp({ resolver: deps.resolver, options: deps.registry, clock: deps.clock }, domain),
  );
