/** Probe of what the MX records point at: addresses in the place of names, aliases, web proxies; and an alias at the domain. */
import { isIP } from 'node:net';
import type { DnsMailTargets } from '#src/diagnosis/observed-delegation.ts';
import type { DnsMx } from '#src/diagnosis/observations.ts';
import type { DnsAnswer, Resolver } from '#src/net/dns-answer.ts';
import { addressesOf } from '../dns.ts';
import { type Untold, untold } from '../run-probe.ts';
import { webProxyOf } from './web-proxies.ts';

const MOST_TARGETS = 5;
const aliasIn = (answer: DnsAnswer<string>): string | null =>
  answer.kind === 'records' ? (answer.records[0] ?? null) : null;

/** `dns.mail-targets`; `mx` is what `dns.mx` saw. */
export async function lookAtTargets(
  resolver: Resolver,
  domain: string,
  mx: DnsMx | undefined,
): Promise<DnsMailTargets | Untold> {
  if (mx === undefined) return untold('no-mx-seen');
  const hosts = [...new Set(mx.records.map(({ host }) => host))].filter((host) => host !== '').slice(0, MOST_TARGETS);
  const isWebWanted = hosts.some((host) => host === domain || host.endsWith(`.${domain}`));
  const [alias, web, ...targets] = await Promise.all([
    resolver.cname(domain),
    isWebWanted ? addressesOf(resolver, domain) : Promise.resolve(null),
    ...hosts.map(async (host) => {
      const isAddress = isIP(host) !== 0;
      if (isAddress) return { host, isAddress, alias: null, addresses: null, proxy: null };
      const [cname, addresses] = await Promise.all([resolver.cname(host), addressesOf(resolver, host)]);
      return { host, isAddress, alias: aliasIn(cname), addresses, proxy: webProxyOf(host, addresses ?? []) };
    }),
  ] as const);
  if (alias.kind === 'failed') return untold(alias.why);
  return { domain, alias: aliasIn(alias), web, targets };
}
