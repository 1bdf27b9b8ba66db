/**
 * Probes of DNS: does the domain exist, where does its mail go, who are we. Each negative answer keeps its kind; what
 * could not be asked is unknown. Ask through `Resolver` only.
 */
import type { Evidence } from '#src/diagnosis/evidence.ts';
import type { DnsDomain, DnsHost, DnsMx, DnsMxAddresses, HostAddresses } from '#src/diagnosis/observations.ts';
import type { DnsAnswer, MxRecord, Resolver } from '#src/net/dns-answer.ts';
import { runProbe, type Untold, untold } from './run-probe.ts';
import type { ProbeDeps } from './sources.ts';

const LIMIT_MS = 4500;
const MOST_HOSTS = 10;

/** A and AAAA of a name; null when neither question was answered well enough to say "none". */
export async function addressesOf(resolver: Resolver, host: string): Promise<readonly string[] | null> {
  const answers = await Promise.all([resolver.a(host), resolver.aaaa(host)]);
  const found = answers.flatMap((answer) => (answer.kind === 'records' ? answer.records : []));
  return found.length === 0 && answers.some((answer) => answer.kind === 'failed') ? null : found;
}

async function lookAtDomain(resolver: Resolver, domain: string): Promise<DnsDomain | Untold> {
  const answer = await resolver.ns(domain);
  switch (answer.kind) {
    case 'failed':
      return untold(answer.why);
    case 'records':
      return { domain, exists: true, servers: [...answer.records].sort(), parent: null };
    case 'nodata':
      return { domain, exists: true, servers: [], parent: null };
    case 'nxdomain':
      return { domain, exists: false, servers: [], parent: await existingParent(resolver, domain) };
  }
}

/** The nearest name above that exists and has a name above itself (so that it may be somebody's domain). */
async function existingParent(resolver: Resolver, domain: string): Promise<string | null> {
  const labels = domain.split('.').slice(1);
  for (; labels.length >= 2; labels.shift()) {
    const answer = await resolver.ns(labels.join('.'));
    if (answer.kind === 'records' || answer.kind === 'nodata') return labels.join('.');
  }
  return null;
}

async function lookAtMx(resolver: Resolver, domain: string, answer: DnsAnswer<MxRecord>): Promise<DnsMx | Untold> {
  switch (answer.kind) {
    case 'failed':
      return untold(answer.why);
    case 'nxdomain':
      return { domain, state: 'none', records: [], implicit: [] };
    case 'nodata':
      return { domain, state: 'none', records: [], implicit: await addressesOf(resolver, domain) };
    case 'records': {
      const records = answer.records
        .map(({ preference, exchange }) => ({ preference, host: exchange }))
        .sort((a, b) => a.preference - b.preference || (a.host < b.host ? -1 : 1));
      const isNull = records.length === 1 && records[0].host === '';
      return { domain, state: isNull ? 'null-mx' : 'records', records, implicit: null };
    }
  }
}

async function lookAtMxAddresses(resolver: Resolver, answer: DnsAnswer<MxRecord>): Promise<DnsMxAddresses | Untold> {
  if (answer.kind === 'failed') return untold(answer.why);
  const names =
    answer.kind === 'records' ? answer.records.map((one) => one.exchange).filter((name) => name !== '') : [];
  const hosts = [...new Set(names)].sort().slice(0, MOST_HOSTS);
  const found: HostAddresses[] = await Promise.all(
    hosts.map(async (host) => ({ host, addresses: await addressesOf(resolver, host) })),
  );
  return { hosts: found };
}

async function lookAtHost({ resolver, host }: Pick<ProbeDeps, 'host' | 'resolver'>): Promise<DnsHost | Untold> {
  const found = await addressesOf(resolver, host.hostname);
  if (found === null && host.addresses.length === 0) return untold('unreachable');
  return { hostname: host.hostname, addresses: [...new Set([...(found ?? []), ...host.addresses])].sort() };
}

/** `dns.domain`, `dns.mx`, `dns.mx-addresses`, `dns.host`, side by side; each is told as it comes. */
export function probeDns(
  deps: Pick<ProbeDeps, 'clock' | 'host' | 'resolver'>,
  domain: string,
): readonly Promise<Evidence>[] {
  const { resolver, clock } = deps;
  const mx = resolver.mx(domain);
  return [
    runProbe('dns.domain', clock, LIMIT_MS, () => lookAtDomain(resolver, domain)),
    runProbe('dns.mx', clock, LIMIT_MS, async () => await lookAtMx(resolver, domain, await mx)),
    runProbe('dns.mx-addresses', clock, LIMIT_MS, async () => await lookAtMxAddresses(resolver, await mx)),
    runProbe('dns.host', clock, LIMIT_MS, () => lookAtHost(deps)),
  ];
}
