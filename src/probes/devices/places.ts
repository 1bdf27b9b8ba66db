/** Probe of the places of a mailbox: which directions they use, and how their connections end. Reads the journal. */
import type { ConnectionPlaces, PlaceSeen, PlaceTraffic } from '#src/diagnosis/observed-devices.ts';
import { directionOf, type Direction } from '#src/diagnosis/devices.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { type Familiar, iso, isSingle, SIGN_IN_DAYS, type SignIn } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';

const HOURS = 72;
const MOST_PLACES = 20;
type Connection = StoredEvent & { readonly kind: 'connection' };

const isConnection = (event: StoredEvent): event is Connection => event.kind === 'connection' && isSingle(event);
const newestOf = (events: readonly { readonly lastAt: number }[]): string | null =>
  events.length === 0 ? null : iso(Math.max(...events.map((event) => event.lastAt)));
const sum = (events: readonly StoredEvent[]): number => events.reduce((all, event) => all + event.count, 0);

function trafficOf(direction: Direction, connections: readonly Connection[], signIns: readonly SignIn[]): PlaceTraffic {
  const here = connections.filter((event) => directionOf(event.connection.endpoint) === direction);
  const ok = signIns.filter((event) => event.outcome === 'ok' && directionOf(event.connection.endpoint) === direction);
  return {
    served: sum(here.filter((event) => event.outcome === 'served')),
    broken: sum(here.filter((event) => event.outcome === 'broken')),
    lastOkAt: newestOf(ok),
    lastAt: newestOf(here),
  };
}

/** `connection.places`. */
export async function lookAtPlaces({ journal }: GroupDeps, familiar: Familiar): Promise<ConnectionPlaces> {
  const { address, asked, own, shared } = familiar;
  const used = [...familiar.used].slice(0, MOST_PLACES);
  const since = asked - HOURS * 3_600_000;
  const [events, delivered] = await Promise.all([
    used.length === 0 ? [] : journal.query({ kinds: ['connection'], remoteAddresses: used, since, limit: 1000 }),
    journal.query({
      kinds: ['message'],
      outcomes: ['delivered'],
      names: [address],
      since: asked - SIGN_IN_DAYS * 86_400_000,
      limit: 50,
    }),
  ]);
  const all: readonly StoredEvent[] = events;
  const connections = all.filter(isConnection);
  const places = used.map((remoteAddress): PlaceSeen => {
    const here = connections.filter((event) => event.connection.remoteAddress === remoteAddress);
    const signIns = own.filter((event) => event.connection.remoteAddress === remoteAddress);
    const isShared = shared.has(remoteAddress);
    return {
      remoteAddress,
      isShared,
      incoming: trafficOf('incoming', here, signIns),
      outgoing: trafficOf('outgoing', here, signIns),
    };
  });
  const good = own.filter((event) => event.outcome === 'ok');
  const inDirection = (events: readonly SignIn[], direction: Direction): SignIn[] =>
    events.filter((event) => directionOf(event.connection.endpoint) === direction);
  return {
    hours: HOURS,
    places,
    days: SIGN_IN_DAYS,
    lastReadAt: newestOf(inDirection(good, 'incoming')),
    lastSentAt: newestOf(inDirection(good, 'outgoing')),
    arrived: delivered.filter((event) => event.address === address).length,
    readingAttempts: sum(inDirection(own, 'incoming')),
  };
}
