/**
 * Which of a domain's own server names programs ask for when they connect (SNI, RFC 6066 §3), and what became of it. Reads
 * the journal: of the mailbox first, then what came in lately. Called by group.ts. Shows no addresses.
 */
import type { SetupNamesUsed } from '#src/diagnosis/observed-outside.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { isOwnProbe } from '#src/net/probe-name.ts';
import { clientOf } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';

const DAYS = 14;
const RECENT_MS = 24 * 3_600_000;
const MOST_RECENT = 2000;
const MOST_NAMES = 10;
/** Ends of a connection whose program did not like what it saw. A program that talked, talked. */
const GIVEN_UP = ['no-data', 'tls-failed', 'broken'];

/** `setup.names-used`. */
export async function lookAtNamesUsed(deps: GroupDeps, domain: string, address?: string): Promise<SetupNamesUsed> {
  const now = deps.clock.now();
  const since = now - DAYS * 86_400_000;
  const named = address === undefined ? {} : { names: [address] };
  const [signIns, knocks] = await Promise.all([
    deps.journal.query({ kinds: ['sign-in'], outcomes: ['ok'], since, limit: 500, ...named }),
    deps.journal.query({ kinds: ['connection'], outcomes: GIVEN_UP, since: now - RECENT_MS, limit: MOST_RECENT }),
  ]);
  const isOfDomain = (event: StoredEvent): boolean => {
    const name = nameOf(event);
    return name.endsWith(`.${domain}`) && !isOwnProbe(event.connection);
  };
  const groups = Map.groupBy([...signIns, ...knocks].filter(isOfDomain), nameOf);
  const names = [...groups].slice(0, MOST_NAMES).map(([name, events]) => {
    const given = events.filter((event) => event.kind === 'connection');
    const lastAt = Math.max(...events.map((event) => event.lastAt));
    return {
      name,
      lastAt: new Date(lastAt).toISOString(),
      signIns: count(events.filter((event) => event.kind === 'sign-in')),
      given: count(given),
      alerts: [...new Set(given.flatMap((event) => event.connection?.tls?.alert ?? []))].slice(0, 5),
      client: events.map(clientOf).find((client) => client !== null) ?? null,
    };
  });
  return { days: DAYS, names };
}

const nameOf = (event: StoredEvent): string => event.connection?.tls?.sni?.toLowerCase().replace(/\.$/, '') ?? '';
const count = (events: readonly StoredEvent[]): number => events.reduce((sum, event) => sum + event.count, 0);
