/** Probe of connections that did not get as far as signing in: wrong port, wrong encryption, too old. Reads the journal. */
import type { Attribution, ConnectionMismatches, Mismatch } from '#src/diagnosis/observations.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { clientOf, type Familiar, iso, isSingle, placeOf, unique } from './familiar.ts';
import type { ProbeDeps } from './sources.ts';

const HOURS = 72;
const RECENT_MS = 15 * 60_000;
const OUTCOMES = ['plain-on-tls-port', 'tls-on-plain-port', 'tls-failed', 'wrong-protocol'];
type Connection = StoredEvent & { readonly kind: 'connection' };
const isConnection = (event: StoredEvent): event is Connection => event.kind === 'connection' && isSingle(event);

function mismatchOf(event: Connection, attributed: Attribution): Mismatch {
  const known = attributed !== 'recent' && attributed !== 'recent-elsewhere';
  const { connection } = event;
  return {
    firstAt: iso(event.at),
    lastAt: iso(event.lastAt),
    count: event.count,
    outcome: event.outcome,
    endpoint: connection.endpoint,
    localPort: connection.localPort,
    remoteAddress: known ? connection.remoteAddress : null,
    client: known ? clientOf(event) : null,
    firstWords: known ? (event.firstWords ?? null) : null,
    clientMaxTls: connection.tls?.clientMax ?? null,
    alert: connection.tls?.alert ?? null,
    sni: connection.tls?.sni?.toLowerCase().slice(0, 253) ?? null,
    attributed,
  };
}

/** `connection.mismatches`: named ones, those from the mailbox's own addresses, and strangers of the last minutes. */
export async function lookAtConnections(deps: ProbeDeps, familiar: Familiar): Promise<ConnectionMismatches> {
  const { address, used, asked } = familiar;
  const base = { kinds: ['connection'], outcomes: OUTCOMES } as const;
  const since = asked - HOURS * 3_600_000;
  const local = address.slice(0, address.lastIndexOf('@'));
  const [named, placed, recent] = await Promise.all([
    deps.journal.query({ ...base, names: [address], since, limit: 50 }),
    used.size === 0 ? [] : deps.journal.query({ ...base, remoteAddresses: [...used], since, limit: 100 }),
    deps.journal.query({ ...base, since: asked - RECENT_MS, limit: 200 }),
  ]);
  const isOther = (event: Connection): boolean => {
    const name = event.address?.trim().toLowerCase();
    return name !== undefined && name !== address && name !== local;
  };
  const mine = unique([...named, ...placed])
    .filter(isConnection)
    .filter((event) => !isOther(event))
    .map((event) =>
      mismatchOf(
        event,
        event.address?.trim().toLowerCase() === address
          ? 'name'
          : placeOf(familiar, event.connection.remoteAddress, 'name'),
      ),
    );
  const nameless = recent
    .filter(isConnection)
    .filter((event) => event.address === undefined && !used.has(event.connection.remoteAddress));
  const ours = await withoutNeighbours(deps, nameless, address);
  const { events: strange, attributed } = await strangersOf(deps, ours, since, address);
  return {
    hours: HOURS,
    mismatches: [...mine.slice(0, 20), ...strange.slice(0, 5).map((event) => mismatchOf(event, attributed))],
    strangers: new Set(strange.map((event) => event.connection.remoteAddress)).size,
  };
}

const MOST_NAMES = 30;
/** Knocks for a server name under another customer's domain are that customer's: not even the name is told here. */
async function withoutNeighbours(
  deps: ProbeDeps,
  events: readonly Connection[],
  address: string,
): Promise<readonly Connection[]> {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const sniOf = (event: Connection): string => event.connection.tls?.sni?.toLowerCase() ?? '';
  const isTheirs = async (sni: string): Promise<boolean> => {
    const labels = sni.split('.');
    const above = labels.map((_, index) => labels.slice(index).join('.')).slice(-5, -1);
    if (sni === '' || above.includes(domain)) return false;
    const known = await Promise.all(above.map((name) => deps.state.domain(name).catch(() => null)));
    return known.some((records) => records !== null);
  };
  const names = [...new Set(events.map(sniOf))].slice(0, MOST_NAMES);
  const theirs = new Set(await Promise.all(names.map(async (sni) => ((await isTheirs(sni)) ? sni : null))));
  return events.filter((event) => names.includes(sniOf(event)) && !theirs.has(sniOf(event)));
}

/**
 * A nameless knock from an address that nobody, or a colleague in the same domain, signs in from may be this mailbox's
 * program; from an address of other customers' mailboxes it is mostly their story.
 */
async function strangersOf(
  deps: ProbeDeps,
  events: readonly Connection[],
  since: number,
  address: string,
): Promise<{ readonly events: readonly Connection[]; readonly attributed: 'recent' | 'recent-elsewhere' }> {
  const remotes = [...new Set(events.map((event) => event.connection.remoteAddress))].slice(0, 60);
  if (remotes.length === 0) return { events: [], attributed: 'recent' };
  const owned = await deps.journal.query({
    kinds: ['sign-in'],
    outcomes: ['ok'],
    remoteAddresses: remotes,
    since,
    limit: 500,
  });
  const domain = address.slice(address.lastIndexOf('@'));
  const owners = Map.groupBy(owned, (event) => event.connection?.remoteAddress);
  const isElsewhere = (remote: string): boolean => {
    const found = owners.get(remote);
    return found !== undefined && !found.some((event) => event.address?.endsWith(domain));
  };
  const { near = [], elsewhere = [] } = Object.groupBy(
    events.filter((event) => remotes.includes(event.connection.remoteAddress)),
    (event) => (isElsewhere(event.connection.remoteAddress) ? 'elsewhere' : 'near'),
  );
  return near.length > 0
    ? { events: near, attributed: 'recent' }
    : { events: elsewhere, attributed: 'recent-elsewhere' };
}
