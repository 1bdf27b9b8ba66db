/**
 * Where mail for a domain goes: MX, then addresses (RFC 5321 §5.1), with the operator's overrides before DNS. Called by
 * `remote.ts`. Every dead end comes as a reply in the words the sender will read; connects to nothing.
 */
import { isIP } from 'node:net';
import { isPublicAddress } from '#src/net/address-range.ts';
import type { DnsAnswer, Resolver } from '#src/net/dns-answer.ts';
import type { Reach } from '#src/net/reach.ts';
import { orderHosts } from '#src/protocol/dns/mail-hosts.ts';
import type { Outcome } from '../queue/job.ts';

export interface Target {
  /** Name of the host, for TLS and for words. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
}
export type Route =
  | { readonly kind: 'targets'; readonly targets: readonly Target[] }
  | Extract<Outcome, { reply: unknown; kind: 'temporary' | 'permanent' }>;

export interface RouteOptions {
  readonly resolver: Resolver;
  /** Our own names, lower case: mail must not go to ourselves. */
  readonly ownNames: readonly string[];
  readonly port: number;
  /** Where a domain, an MX host or an address is really reached; asked at every try. */
  readonly reach: Reach;
  readonly allowPrivate: boolean;
  readonly random: () => number;
}

/** Addresses tried in one go; a domain cannot make us knock for hours. */
const MAX_TARGETS = 12;

const dead = (kind: 'temporary' | 'permanent', enhanced: string, text: string): Route => ({
  kind,
  reply: { code: kind === 'permanent' ? 550 : 450, enhanced, text, ours: true },
  ...(kind === 'permanent' ? { cause: 'snd-recipient-domain-dead' as const } : {}),
});

/** Resolves the addresses of one host, IPv6 and IPv4; overrides name hosts or addresses and may be private. */
async function addressesOf(host: string, options: RouteOptions) {
  const { reach, port, resolver, allowPrivate } = options;
  const place = reach(host, port) ?? { host, port };
  if (isIP(place.host) !== 0)
    return { targets: [{ host, address: place.host, port: place.port }], refused: 0, failed: false, missing: false };
  const answers = await Promise.all([resolver.aaaa(place.host), resolver.a(place.host)]);
  const all = answers.flatMap((answer) => (answer.kind === 'records' ? answer.records : []));
  const targets = all.flatMap((address): Target[] => {
    const moved = reach(address, place.port);
    if (moved !== null && isIP(moved.host) !== 0) return [{ host, address: moved.host, port: moved.port }];
    const isReachable = allowPrivate || place.host !== host || isPublicAddress(address);
    return isReachable ? [{ host, address, port: place.port }] : [];
  });
  return {
    targets,
    refused: all.length - targets.length,
    failed: all.length === 0 && answers.some((answer) => answer.kind === 'failed'),
    missing: answers.every((answer) => answer.kind === 'nxdomain'),
  };
}

const dnsTrouble = (domain: string, answer: Extract<DnsAnswer<unknown>, { kind: 'failed' }>): Route =>
  dead('temporary', '4.4.3', `The name servers of ${domain} do not answer as they should (${answer.why})`);

/** The addresses for a domain in the order they are to be tried, or why there are none. */
export async function routeTo(domain: string, options: RouteOptions): Promise<Route> {
  if (domain.startsWith('[')) return literalRoute(domain, options);
  if (options.reach(domain, options.port) !== null) return targetsOf(domain, [domain], options);
  const mx = await options.resolver.mx(domain);
  if (mx.kind === 'nxdomain') return dead('permanent', '5.1.2', `The domain ${domain} does not exist`);
  if (mx.kind === 'failed') return dnsTrouble(domain, mx);
  const isSelf = (host: string): boolean => options.ownNames.includes(host);
  const order = orderHosts(domain, mx.kind === 'records' ? mx.records : [], isSelf, options.random);
  switch (order.kind) {
    case 'null-mx':
      return dead('permanent', '5.1.10', `The domain ${domain} says that it takes no mail (null MX)`);
    case 'loops-back': {
      const text = `Mail for ${domain} is directed to this server, but the domain is not set up here`;
      return { kind: 'permanent', reply: { code: 554, enhanced: '5.4.6', text, ours: true } };
    }
    case 'hosts':
      return targetsOf(domain, order.hosts, options);
  }
}

async function targetsOf(domain: string, hosts: readonly string[], options: RouteOptions): Promise<Route> {
  const found = await Promise.all(hosts.map((host) => addressesOf(host, options)));
  const targets = found.flatMap((host) => host.targets).slice(0, MAX_TARGETS);
  if (targets.length > 0) return { kind: 'targets', targets };
  if (found.some((host) => host.failed))
    return dead('temporary', '4.4.3', `The address of the mail server of ${domain} cannot be looked up right now`);
  if (found.some((host) => host.refused > 0))
    return dead(
      'permanent',
      '5.4.4',
      `The mail server of ${domain} has only a private address and cannot be reached from the internet`,
    );
  return dead('permanent', '5.4.4', `The domain ${domain} has no mail server that can be found (${hosts.join(', ')})`);
}

/** `user@[192.0.2.1]` (RFC 5321 §4.1.3). */
function literalRoute(domain: string, options: RouteOptions): Route {
  const address = domain.slice(1, -1).replace(/^ipv6:/i, '');
  if (isIP(address) === 0) return dead('permanent', '5.1.2', `${domain} is no address of a server`);
  const place = options.reach(address, options.port);
  if (place !== null && isIP(place.host) !== 0)
    return { kind: 'targets', targets: [{ host: address, address: place.host, port: place.port }] };
  if (!options.allowPrivate && !isPublicAddress(address))
    return dead('permanent', '5.4.4', `${domain} is a private address and cannot be reached from the internet`);
  return { kind: 'targets', targets: [{ host: address, address, port: options.port }] };
}
