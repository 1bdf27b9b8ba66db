/**
 * Probe of countries that concern a mailbox: do connections from there die before encryption stands, while others work?
 * Reads the journal and the journeys. Of other people only counts are told, never an address.
 */
import type { CountrySeen, NetworkCountries } from '#src/diagnosis/observed-devices.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { travelWindows } from '#src/store/travel.ts';
import { type Familiar, iso, isSignIn, isSingle } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';

const HOURS = 24;
const MOST_ROWS = 2000;
/** One program that tries again and again; scanners look once and go on. */
const PERSISTENT = 3;
type Connection = StoredEvent & { readonly kind: 'connection' };

/** The handshake began and was cut: no alert of the program, no fault of ours. */
const isCut = (event: StoredEvent): event is Connection =>
  event.kind === 'connection' &&
  isSingle(event) &&
  event.outcome === 'tls-failed' &&
  event.connection.tls?.alert === undefined &&
  ['econnreset', 'client_left', 'timeout', 'epipe'].includes(event.connection.tls?.error ?? '');

const sum = (events: readonly StoredEvent[]): number => events.reduce((all, event) => all + event.count, 0);

/** `network.countries`. */
export async function lookAtCountries(deps: GroupDeps, familiar: Familiar, mailbox: string): Promise<NetworkCountries> {
  const { journal, db } = deps;
  const { asked, own, used } = familiar;
  const since = asked - HOURS * 3_600_000;
  const windows = await travelWindows(db.sql, mailbox as MailboxId);
  const journeys = new Set(
    windows.filter((one) => one.from <= asked && asked <= one.until).flatMap((one) => one.countries),
  );
  const home = new Set(own.flatMap((event) => event.connection.country ?? []));
  const wanted = new Set([...journeys, ...home]);
  const [failed, talked] =
    wanted.size === 0
      ? [[], []]
      : await Promise.all([
          journal.query({ kinds: ['connection'], outcomes: ['tls-failed'], since, limit: MOST_ROWS }),
          journal.query({ kinds: ['sign-in'], since, limit: MOST_ROWS }),
        ]);
  const cuts = failed.filter(isCut);
  const countries = [...wanted].flatMap((country): CountrySeen[] => {
    const here = cuts.filter((event) => event.connection.country === country);
    const isMine = (remote: string): boolean => journeys.has(country) || used.has(remote);
    const programs = [...Map.groupBy(here, (event) => event.connection.remoteAddress)]
      .filter(([remote, events]) => isMine(remote) && sum(events) >= PERSISTENT)
      .map(([, events]) => events);
    const persistent = programs.flat();
    if (persistent.length === 0) return [];
    const first = Math.min(...persistent.map((event) => event.at));
    const worked = talked.filter((event) => event.connection?.country === country && event.lastAt >= first);
    return [
      {
        country,
        isJourney: journeys.has(country),
        died: sum(persistent),
        worked: sum(worked),
        since: iso(first),
        newestSince: iso(Math.max(...programs.map((events) => Math.min(...events.map((event) => event.at))))),
        lastAt: iso(Math.max(...persistent.map((event) => event.lastAt))),
      },
    ];
  });
  const troubled = new Set(countries.map((one) => one.country));
  const elsewhere = talked.filter(
    (event) => isSignIn(event) && event.outcome === 'ok' && !troubled.has(event.connection.country ?? ''),
  );
  const vpn = own.find((event) => event.outcome === 'ok' && event.connection.networkKind === 'vpn');
  return {
    hours: HOURS,
    countries,
    elsewhere: sum(elsewhere),
    vpn: vpn === undefined ? null : { name: vpn.connection.network ?? '', lastOkAt: iso(vpn.lastAt) },
  };
}
