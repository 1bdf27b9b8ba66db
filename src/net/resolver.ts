/**
 * The resolver everything here uses: delivery, mail authentication, probes. Asks recursive servers over UDP and TCP, keeps
 * answers for their true TTL (negative ones by RFC 2308), asks the same question only once at a time, and never folds
 * "no such name", "no such record", "server broken", "refused" and "silence" into one another.
 */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { meaningOf } from '#src/protocol/dns/answer.ts';
import type { DnsRecord, DnsType } from '#src/protocol/dns/message.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import type { DnsAnswer, DnsFailure, MxRecord, Resolver } from './dns-answer.ts';
import { createAnswerCache, createPlaces } from './resolver-cache.ts';
import { askServer } from './resolver-transport.ts';
import type { DnsServerAddress } from './resolver-transport.ts';
import { reverseName } from '#src/protocol/dns/reverse-name.ts';

export interface ResolverOptions {
  /** `ip`, `ip:port`, `[v6]:port`. Empty or absent: those of /etc/resolv.conf. */
  readonly servers?: readonly string[];
  readonly clock?: Clock;
  /** For each try at each server. */
  readonly timeoutMs?: number;
  /** How often a silent server is asked. */
  readonly tries?: number;
  readonly maxInFlight?: number;
  /** Entries to keep; 0 keeps none. */
  readonly cacheEntries?: number;
}
export interface ResolverStats {
  readonly asked: number;
  readonly fromCache: number;
  readonly failures: number;
  readonly tcp: number;
  readonly inFlight: number;
  readonly cached: number;
}
export interface DnsResolver extends Resolver {
  /** Any of the known types by name; the basis of the typed methods. */
  query(name: string, type: DnsType): Promise<DnsAnswer<DnsRecord>>;
  stats(): ResolverStats;
}

/** Reads `ip`, `ip:port`, `[v6]:port`; null when it is none of these. */
export function parseDnsServer(text: string): DnsServerAddress | null {
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text);
  const plain = /^([0-9.]+):(\d{1,5})$/.exec(text);
  const [host, port] = bracketed ? [bracketed[1], bracketed[2]] : plain ? [plain[1], plain[2]] : [text, undefined];
  const number = port === undefined ? 53 : Number(port);
  return isIP(host) === 0 || number < 1 || number > 65535 ? null : { host, port: number };
}

const systemServers = (): DnsServerAddress[] => {
  try {
    const lines = readFileSync('/etc/resolv.conf', 'utf8').split('\n');
    return lines.flatMap((line) => {
      const server = parseDnsServer(/^\s*nameserver\s+(\S+)/.exec(line)?.[1].replace(/%.*$/, '') ?? '');
      return server === null ? [] : [server];
    });
  } catch {
    return []; // no such file: the answers will say "not-configured"
  }
};

/** The resolvers to ask: those configured, else those of the system. Throws when a configured one is no address. */
export const resolverServers = (configured: readonly string[]): readonly DnsServerAddress[] =>
  configured.length > 0 ? readServers(configured) : systemServers();

const FAILURE_SECONDS = 1; // RFC 9520 §3.2: failures are kept a moment, so that a storm does not hammer a broken server
const MAX_ALIAS_QUERIES = 4;
/** Of several servers' failures the one that says most. */
const MOST_TELLING: readonly DnsFailure[] = ['servfail', 'refused', 'malformed', 'timeout', 'unreachable'];

type Found = DnsAnswer<DnsRecord>;
interface Asking {
  readonly servers: readonly DnsServerAddress[];
  readonly tries: number;
  readonly timeoutMs: number;
  readonly count: { asked: number; failures: number; tcp: number };
}

/** Asks server after server; only those that kept silent are asked again. */
async function askAll(asking: Asking, name: string, type: DnsType) {
  const { servers, tries, timeoutMs, count } = asking;
  const failures = new Map<DnsFailure, DnsServerAddress>();
  const silent = new Set(servers);
  for (let round = 0; round < tries; round += 1) {
    for (const server of silent) {
      count.asked += 1;
      const asked = await askServer(server, name, type, timeoutMs);
      if (asked.ok && asked.tcp) count.tcp += 1;
      const meaning = asked.ok ? meaningOf(asked.reply, name, type) : null;
      if (meaning !== null && meaning.kind !== 'failed') return meaning;
      const why = meaning === null ? (asked.ok ? 'malformed' : asked.why) : meaning.why;
      failures.set(why, server);
      if (why !== 'timeout') silent.delete(server);
    }
  }
  count.failures += 1;
  const why = MOST_TELLING.find((candidate) => failures.has(candidate)) ?? 'not-configured';
  const server = failures.get(why);
  const at = server === undefined ? {} : { server: `${server.host}:${server.port}` };
  return { kind: 'failed', why, ...at } as const;
}

/** Makes a resolver. Throws when a server's address is none. Holds no socket between questions: nothing to close. */
export function createResolver(options: ResolverOptions = {}): DnsResolver {
  const servers = resolverServers(options.servers ?? []);
  const clock = options.clock ?? systemClock;
  const { timeoutMs = 2000, tries = 2, maxInFlight = 200, cacheEntries = 10_000 } = options;
  const cache = createAnswerCache(clock, cacheEntries);
  const running = new Map<string, Promise<Found>>();
  const places = createPlaces(maxInFlight);
  const count = { asked: 0, fromCache: 0, failures: 0, tcp: 0 };

  const resolveFresh = async (key: string, name: string, type: DnsType): Promise<Found> => {
    let asking = name;
    let ttlSeconds = Infinity;
    let isAuthentic = true;
    for (let hop = 0; hop <= MAX_ALIAS_QUERIES; hop += 1) {
      const meaning = await askAll({ servers, tries, timeoutMs, count }, asking, type);
      if (meaning.kind === 'failed') return cache.keep(key, meaning, FAILURE_SECONDS);
      ttlSeconds = Math.min(ttlSeconds, meaning.ttlSeconds);
      isAuthentic &&= meaning.authentic;
      const authentic = isAuthentic ? ({ authentic: true } as const) : {};
      if (meaning.kind === 'ask') asking = meaning.name;
      else if (meaning.kind === 'records')
        return cache.keep(key, { kind: 'records', records: meaning.records, ttlSeconds, ...authentic }, ttlSeconds);
      else return cache.keep(key, { kind: meaning.kind, ...authentic }, ttlSeconds);
    }
    return cache.keep(key, { kind: 'failed', why: 'malformed' }, FAILURE_SECONDS); // aliases without end
  };

  const query = (input: string, type: DnsType): Promise<Found> => {
    const name = input.toLowerCase().replace(/\.$/, '');
    const key = `${type} ${name}`;
    const known = cache.get(key);
    if (known !== null) {
      count.fromCache += 1;
      return Promise.resolve(known);
    }
    const current = running.get(key);
    if (current !== undefined) return current;
    const work = places.use(() => resolveFresh(key, name, type)).finally(() => running.delete(key));
    running.set(key, work);
    return work;
  };
  return {
    ...typedQueries(query),
    query,
    stats: () => ({ ...count, inFlight: places.taken(), cached: cache.size() }),
  };
}

function readServers(texts: readonly string[]): DnsServerAddress[] {
  return texts.map((text) => {
    const server = parseDnsServer(text);
    if (server === null) throw new Error(`not an address of a name server: ${text}`);
    return server;
  });
}

/** The methods of the port over the one untyped question. */
function typedQueries(query: (name: string, type: DnsType) => Promise<Found>): Resolver {
  const mapped = async <T>(asked: Promise<Found>, map: (record: DnsRecord) => T): Promise<DnsAnswer<T>> => {
    const answer = await asked;
    return answer.kind === 'records' ? { ...answer, records: answer.records.map(map) } : answer;
  };
  const data = (type: DnsType) => (name: string) => mapped(query(name, type), (record) => record.data);
  const mx = (record: DnsRecord): MxRecord => ({ preference: record.number, exchange: record.data });
  return {
    mx: (name) => mapped(query(name, 'MX'), mx),
    txt: data('TXT'),
    a: data('A'),
    aaaa: data('AAAA'),
    ns: data('NS'),
    cname: data('CNAME'),
    soa: data('SOA'),
    ptr: (address) => {
      const name = reverseName(address);
      return name === null
        ? Promise.resolve({ kind: 'failed', why: 'malformed' })
        : mapped(query(name, 'PTR'), (record) => record.data);
    },
  };
}
