/**
 * The real surroundings of `postvakt check`: this machine's own name service and hosts file, DNS asked directly, sockets.
 * Made by the command; judges nothing. Private addresses may be dialled: it is the user's own machine that asks.
 */
import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '#src/model/configuration.ts';
import { systemClock } from '#src/net/clock.ts';
import { createDialer } from '#src/net/dial.ts';
import { createReach } from '#src/net/reach.ts';
import { createResolver } from '#src/net/resolver.ts';
import { createWebFetch } from '#src/net/web-fetch.ts';
import type { CheckDeps } from './check.ts';

/** Open resolvers of three hosts, asked only when the machine's own know no such name. */
const SECOND_OPINION = ['9.9.9.9', '1.1.1.1', '8.8.8.8'];
const HOSTS_FILE =
  process.platform === 'win32'
    ? join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'drivers', 'etc', 'hosts')
    : '/etc/hosts';

/** For one check; holds nothing open afterwards. */
export function checkDepsHere(configuration: Configuration): CheckDeps {
  const clock = systemClock;
  const { servers } = configuration.dns;
  const resolver = createResolver({ servers, clock, timeoutMs: 1500 });
  // In a lab the configured servers are all there is.
  const secondOpinion =
    servers.length > 0 ? resolver : createResolver({ servers: SECOND_OPINION, clock, timeoutMs: 1500, tries: 1 });
  const shared = {
    resolver: secondOpinionFirst(resolver, secondOpinion),
    reach: createReach(configuration.outbound.hosts),
    allowPrivate: true,
    clock,
  };
  const trust = (): readonly string[] => configuration.net.trust.flatMap((file) => readable(file) ?? []);
  return {
    clock,
    resolver,
    secondOpinion,
    lookUpHere: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
    hostsFile: () => readable(HOSTS_FILE) ?? '',
    dialer: createDialer({ ...shared, authority: () => null, trust }),
    fetch: createWebFetch({ ...shared, trust }),
  };
}

const readable = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null; // no such file on this machine
  }
};
/** Addresses as the rest of the net knows them, so that a broken name service here does not hide whether doors open. */
function secondOpinionFirst(own: ReturnType<typeof createResolver>, other: ReturnType<typeof createResolver>) {
  const either =
    (type: 'a' | 'aaaa') =>
    async (name: string): ReturnType<typeof own.a> => {
      const answer = await own[type](name);
      return answer.kind === 'records' || own === other ? answer : await other[type](name);
    };
  return { a: either('a'), aaaa: either('aaaa') };
}
