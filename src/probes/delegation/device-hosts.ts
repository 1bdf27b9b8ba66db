/**
 * Probe of the names that the subject's devices have used to reach us (the name asked for when TLS began, from the
 * journal): does DNS still know them? Names of a signed-in mailbox only; what a stranger typed proves nothing.
 */
import type { DnsDeviceHosts } from '#src/diagnosis/observed-delegation.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import type { DnsAnswer } from '#src/net/dns-answer.ts';
import { isWithin } from '#src/protocol/dns/name.ts';
import type { GroupDeps } from '../group.ts';
import { type Untold, untold } from '../run-probe.ts';

const DAYS = 30;
const MOST_HOSTS = 5;
const DAY_MS = 86_400_000;
const NAME = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+[a-z0-9-]{2,63}$/;

const isNone = (answer: DnsAnswer<string>): boolean => answer.kind === 'nxdomain' || answer.kind === 'nodata';

/** Gone: neither address at both of two questions. Null when DNS could not tell. */
async function stateOf({ resolver }: GroupDeps, host: string): Promise<'there' | 'gone' | null> {
  for (let round = 0; round < 2; round += 1) {
    const answers = await Promise.all([resolver.a(host), resolver.aaaa(host)]);
    if (answers.some((answer) => answer.kind === 'records')) return 'there';
    if (!answers.every(isNone)) return null;
  }
  return 'gone';
}

const nameOf = (event: StoredEvent): string => event.connection?.tls?.sni?.toLowerCase() ?? '';
const usersOf = ({ connection }: StoredEvent): readonly string[] =>
  [connection?.client, connection?.remoteAddress].flatMap((user) => user ?? []);

/** `dns.device-hosts` of a mailbox. */
export async function lookAtDeviceHosts(
  deps: GroupDeps,
  domain: string,
  mailbox: string | null,
): Promise<DnsDeviceHosts | Untold> {
  if (mailbox === null) return untold('no-mailbox');
  const since = deps.clock.now() - DAYS * DAY_MS;
  const events = await deps.journal.query({ kinds: ['sign-in'], outcomes: ['ok'], mailbox, since, limit: 300 });
  const { hostname } = deps.host();
  const above = hostname.split('.').slice(-2).join('.');
  const seen = new Map<string, { lastAt: number; count: number; users: Set<string> }>();
  for (const event of events) {
    const host = nameOf(event);
    if (host === hostname || !NAME.test(host) || host.length > 253) continue;
    const before = seen.get(host) ?? { lastAt: 0, count: 0, users: new Set() };
    const lastAt = Math.max(before.lastAt, event.lastAt);
    seen.set(host, { lastAt, count: before.count + event.count, users: new Set([...before.users, ...usersOf(event)]) });
  }
  /** By program or address: the same device came later by another name. */
  const hasLeft = (host: string, lastAt: number, users: ReadonlySet<string>): boolean =>
    events.some((event) => {
      const isLater = event.lastAt > lastAt && nameOf(event) !== host;
      return isLater && usersOf(event).some((user) => users.has(user));
    });
  const hosts = [...seen].sort(([, a], [, b]) => b.lastAt - a.lastAt).slice(0, MOST_HOSTS);
  const states = await Promise.all(
    hosts.map(async ([host, { lastAt, count, users }]): Promise<DnsDeviceHosts['hosts']> => {
      const owner = isWithin(host, domain) ? 'customer' : isWithin(host, above) ? 'host' : null;
      const state = owner === null ? null : await stateOf(deps, host);
      if (owner === null || state === null) return [];
      const leftSince = hasLeft(host, lastAt, users);
      return [{ host, lastAt: new Date(lastAt).toISOString(), count, state, owner, leftSince }];
    }),
  );
  return { days: DAYS, hosts: states.flat() };
}
