/**
 * "It works in webmail, not in my program": the same mailbox by our webmail's way, by the public doors and by the programs
 * that signed in, compared by evidence (model/yardstick.ts). On request a test message goes both ways to the mailbox itself
 * and is taken out again. Called by the API. Reads no mail.
 */
import { rootCertificates } from 'node:tls';
import { doorOf } from '#src/engine/embedded/own-doors.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import type { Domain } from '#src/model/domain.ts';
import { compare, type ProgramSeen, type Way, type WaySeen, type YardstickVerdict } from '#src/model/yardstick.ts';
import { isPublicAddress } from '#src/net/address-range.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Resolver } from '#src/net/dns-answer.ts';
import type { Place, Reach } from '#src/net/reach.ts';
import type { Block } from '#src/model/block.ts';
import type { Blocks } from './block-port.ts';
import { subjectsOf } from './blocks.ts';
import type { Device } from './centre/devices.ts';
import type { Tickets } from './webmail/tickets.ts';
import { goWay, type WayAsked } from './webmail/ways.ts';

export interface YardstickDeps {
  readonly clock: Clock;
  readonly tickets: Pick<Tickets, 'issue'>;
  readonly hostname: string;
  readonly endpoints: () => Readonly<Record<string, string>>;
  readonly resolver: Pick<Resolver, 'a' | 'aaaa'>;
  readonly reach: Reach;
  readonly allowPrivate: boolean;
  /** Our own authority and those of `net.trust`, PEM. */
  readonly authorities: () => readonly string[];
  readonly blocks: Pick<Blocks, 'active'>;
}
export interface Yardstick {
  readonly verdict: YardstickVerdict;
  readonly webmail: readonly WaySeen[];
  readonly doors: readonly WaySeen[];
  readonly blocks: readonly Block[];
  /** Epoch ms. */
  readonly at: number;
}
/** One address at which a door is found, and how it is opened. */
export type DoorPlace = Pick<WayAsked, 'way' | 'door' | 'host' | 'port' | 'implicit' | 'servername' | 'ca'>;

const LIMIT_MS = 4000;
/** The doors a program is told to use, best first; the usual port is what the world knows. */
const DOORS = [
  { way: 'read', door: 'imaps', implicit: true, usual: 993 },
  { way: 'read', door: 'imap', implicit: false, usual: 143 },
  { way: 'send', door: 'submissions', implicit: true, usual: 465 },
  { way: 'send', door: 'submission', implicit: false, usual: 587 },
] as const;

/** Webmail's own way: the first open door of each kind, on this machine. */
export function insideDoors({ hostname, endpoints }: Pick<YardstickDeps, 'hostname' | 'endpoints'>): DoorPlace[] {
  const open = endpoints();
  return (['read', 'send'] as const).flatMap((way) => {
    const door = DOORS.find((one) => one.way === way && open[one.door] !== undefined);
    return door === undefined
      ? []
      : [{ way, door: door.door, implicit: door.implicit, servername: hostname, ca: null, ...doorOf(open[door.door]) }];
  });
}

/** The same doors by our public name; `null` where the name leads nowhere that we could try from here. */
export async function publicDoors(
  deps: YardstickDeps,
): Promise<readonly { readonly way: Way; readonly door: string; readonly places: readonly DoorPlace[] | null }[]> {
  const { hostname } = deps;
  const open = deps.endpoints();
  const addresses = await publicAddresses(deps);
  const ca = [...rootCertificates, ...deps.authorities()];
  return insideDoors(deps).map(({ way, door, implicit }) => {
    const { usual } = DOORS.find((one) => one.door === door) ?? { usual: 0 };
    const own = Number(open[door].split(':').at(-1));
    // Without a forwarding from the usual port, programs use the one that the host itself listens on.
    const ports = usual === own ? [usual] : [usual, own];
    const places = ports
      .flatMap((port) => placesAt(deps, [hostname, ...addresses], port))
      .map((place) => ({ way, door, implicit, servername: hostname, ca, ...place }));
    return { way, door, places: places.length === 0 ? null : places };
  });
}

/** Where a port of the name and of its addresses is reached; a private address only where that is allowed. */
const placesAt = (
  { reach, allowPrivate }: YardstickDeps,
  [name, ...addresses]: readonly string[],
  port: number,
): readonly Place[] => {
  const placed = reach(name, port);
  if (placed !== null) return [placed];
  return addresses.flatMap(
    (host) => reach(host, port) ?? (allowPrivate || isPublicAddress(host) ? { host, port } : []),
  );
};

async function publicAddresses({ resolver, hostname }: YardstickDeps): Promise<readonly string[]> {
  const answers = await Promise.all([resolver.a(hostname), resolver.aaaa(hostname)]);
  return answers.flatMap((answer) => (answer.kind === 'records' ? answer.records : [])).slice(0, 2);
}

/** Compares; `devices`: the programs that signed in (service/centre/devices.ts). Takes as long as the slowest way, at most 4 s. */
export async function measure(
  deps: YardstickDeps,
  { mailbox, domain }: { readonly mailbox: StoredMailbox; readonly domain: Domain },
  devices: readonly Device[],
): Promise<Yardstick> {
  const go = (place: DoorPlace): Promise<WaySeen> =>
    goWay(deps.clock, {
      ...place,
      user: mailbox.address,
      ticket: deps.tickets.issue(mailbox.id),
      limitMs: LIMIT_MS,
    });
  const subjects = subjectsOf({ mailbox: mailbox.id, domain: domain.id, customer: domain.customer });
  const [webmail, doors, blocks] = await Promise.all([
    Promise.all(insideDoors(deps).map(go)),
    publicDoors(deps).then((all) => Promise.all(all.map((one) => firstThatWorks(one, go)))),
    deps.blocks.active(subjects),
  ]);
  const now = deps.clock.now();
  const stops = blocks.map(({ directions }) => ({ stops: directions }));
  const verdict = compare({ webmail, doors, programs: devices.map(programOf), stops, now });
  return { verdict, webmail, doors, blocks, at: now };
}

/** At the usual port first; what nobody can try from here is unknown, not broken. */
async function firstThatWorks(
  { way, door, places }: { readonly way: Way; readonly door: string; readonly places: readonly DoorPlace[] | null },
  go: (place: DoorPlace) => Promise<WaySeen>,
): Promise<WaySeen> {
  let first: WaySeen | null = null;
  for (const place of places ?? []) {
    const seen = await go(place);
    if (seen.state === 'works') return seen;
    first ??= seen;
    if (first.failedAt !== 'reach') break;
  }
  return first ?? { way, door, state: 'unknown', failedAt: 'name', said: null, tookMs: 0 };
}

/** What a device of the list is to the comparison. */
export const programOf = ({ protocol, advice, lastAt }: Device): ProgramSeen => ({
  ways: protocol === 'smtp' ? ['send'] : protocol === null ? [] : ['read'],
  state: advice === 'fails' ? 'fails' : 'works',
  lastAt,
});
