/**
 * The mail programs of one mailbox, out of its sign-ins: which one, from where, how encrypted, and whether it still gets in.
 * What failed belongs to the device that signed in from there before; what never got in and did not know the password is
 * somebody's try and no device. Pure apart from `devicesOf`, which asks the journal. Called by the API.
 */
import type { Endpoint } from '#src/model/endpoint.ts';
import type { ConnectionOutcome, NetworkKind, SignInOutcome, StoredEvent } from '#src/model/journal.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import { signInProtocolOf, type SignInProtocol } from '#src/model/mailbox.ts';
import { signInNetwork } from '#src/net/geo/range-table.ts';
import { clientOf, gatherFamiliar, isSignIn, isSingle, type SignIn } from '#src/probes/familiar.ts';
import type { App } from '../app.ts';

/** What is odd about a device, the weightiest first; one thing to change each. */
export type Advice = 'fails' | 'unencrypted' | 'old-encryption' | 'new-country' | 'rented-server';

export interface Device {
  /** As the program calls itself; null when it did not say. */
  readonly program: string | null;
  readonly protocol: SignInProtocol | null;
  readonly endpoint: Endpoint;
  readonly port: number;
  /** Name of the app password it last got in with; null: the mailbox's own password, or never in. */
  readonly appPassword: string | null;
  /** Of the newest sign-in. */
  readonly remoteAddress: string;
  readonly country: string | null;
  /** Whose network, where we know. */
  readonly network: string | null;
  readonly networkKind: NetworkKind | null;
  /** Version, or null without encryption. */
  readonly tls: string | null;
  /** Times it got in. */
  readonly times: number;
  /** Times it did not since it last got in. */
  readonly failures: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly lastOkAt: number | null;
  /** Of the newest failure. */
  readonly outcome: SignInOutcome | ConnectionOutcome | null;
  readonly cause: string | null;
  readonly advice: Advice | null;
}
/** Tries that never got in and proved nothing: guessing, mostly. */
export interface Strangers {
  readonly tries: number;
  readonly networks: number;
  readonly countries: readonly string[];
  readonly lastAt: number | null;
}
export interface DeviceList {
  readonly devices: readonly Device[];
  readonly strangers: Strangers;
}

const DAY_MS = 86_400_000;
const NEW_COUNTRY_MS = 14 * DAY_MS;
const MOST_DEVICES = 50;
const OLD_TLS = new Set(['SSLv3', 'TLSv1', 'TLSv1.0', 'TLSv1.1']);
/** Whoever got this answer has the right secret, or had it: it is a device of the house. */
const KNOWS_SECRET = new Set([
  'cli-stale-password',
  'acc-password-edge-space',
  'acc-password-nonascii',
  'acc-password-expired',
  'acc-app-password-required',
  'acc-protocol-off',
  'net-geo-block-by-us',
]);
const CUT_OFF = ['plain-on-tls-port', 'tls-on-plain-port', 'tls-failed', 'wrong-protocol'] as const;

type Cut = StoredEvent & { readonly kind: 'connection' };
type Failure = SignIn | Cut;
interface Group {
  readonly oks: SignIn[];
  readonly failures: Failure[];
}

const newest = <T extends StoredEvent>(events: readonly T[]): T =>
  events.reduce((best, one) => (one.lastAt > best.lastAt ? one : best));
const knowsSecret = (event: Failure): boolean =>
  event.kind === 'sign-in' && (event.outcome === 'wrong-kind' || KNOWS_SECRET.has(event.cause ?? ''));

/** Groups events; `welcome`: countries that the owner has said yes to. */
export function devicesFrom(
  events: readonly SignIn[],
  cuts: readonly Cut[],
  about: { readonly now: number; readonly welcome: readonly string[]; readonly most?: number },
): DeviceList {
  const groups = new Map<string, Group>();
  for (const event of events.filter(({ outcome }) => outcome === 'ok')) {
    const { endpoint, country } = event.connection;
    const key = JSON.stringify([clientOf(event), endpoint, event.appPassword, country]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { oks: [event], failures: [] });
    else group.oks.push(event);
  }
  const known = [...groups.values()];
  const strange: SignIn[] = [];
  const places = new Set(known.flatMap(({ oks }) => oks.map((event) => event.connection.remoteAddress)));
  for (const event of [...events.filter(({ outcome }) => outcome !== 'ok'), ...cuts]) {
    const home = homeOf(event, known);
    if (home !== null) home.failures.push(event);
    else if (event.kind === 'connection' || knowsSecret(event) || places.has(event.connection.remoteAddress)) {
      const { endpoint, country } = event.connection;
      const key = JSON.stringify(['failing', clientOf(event), endpoint, country]);
      const group = groups.get(key) ?? { oks: [], failures: [] };
      group.failures.push(event);
      groups.set(key, group);
    } else strange.push(event);
  }
  const devices = [...groups.values()].map((group) => deviceOf(group, known, about));
  return {
    devices: devices
      .toSorted((a, b) => Number(b.advice === 'fails') - Number(a.advice === 'fails') || b.lastAt - a.lastAt)
      .slice(0, about.most ?? MOST_DEVICES),
    strangers: strangersOf(strange),
  };
}

/** The device that a failure is of: the same program at the same door, from the same address, network or country. */
function homeOf(event: Failure, known: readonly Group[]): Group | null {
  const { remoteAddress, country, endpoint } = event.connection;
  const program = clientOf(event);
  const network = signInNetwork(remoteAddress);
  const protocol = signInProtocolOf(endpoint);
  const rank = ({ oks }: Group): number => {
    const [first] = oks;
    if (signInProtocolOf(first.connection.endpoint) !== protocol) return 0;
    const isSame = program !== null && oks.some((ok) => clientOf(ok) === program);
    if (!isSame && (program !== null || !oks.some((ok) => ok.connection.remoteAddress === remoteAddress))) return 0;
    if (oks.some((ok) => ok.connection.remoteAddress === remoteAddress)) return 3;
    if (network !== null && oks.some((ok) => signInNetwork(ok.connection.remoteAddress) === network)) return 2;
    // Anybody can call himself like a common program: from elsewhere the secret must have been the right one.
    return knowsSecret(event) && oks.some((ok) => ok.connection.country === country) ? 1 : 0;
  };
  const ranked = known
    .map((group) => ({ group, rank: rank(group) }))
    .filter((one) => one.rank > 0)
    .toSorted((a, b) => b.rank - a.rank || newest(b.group.oks).lastAt - newest(a.group.oks).lastAt);
  return ranked[0]?.group ?? null;
}

function deviceOf(
  { oks, failures }: Group,
  known: readonly Group[],
  about: { readonly now: number; readonly welcome: readonly string[] },
): Device {
  const lastOk = oks.length === 0 ? null : newest(oks);
  const current = failures.filter((event) => event.lastAt > (lastOk?.lastAt ?? 0));
  const failed = current.length === 0 ? null : newest(current);
  const last = failed ?? lastOk ?? newest(failures);
  const { connection } = last;
  const device = {
    program: clientOf(last) ?? (lastOk === null ? null : clientOf(lastOk)),
    protocol: signInProtocolOf(connection.endpoint),
    endpoint: connection.endpoint,
    port: connection.localPort,
    appPassword: lastOk?.appPassword ?? null,
    remoteAddress: connection.remoteAddress,
    country: connection.country ?? null,
    network: connection.network ?? null,
    networkKind: connection.networkKind ?? null,
    tls: connection.tls?.version ?? null,
    times: oks.reduce((sum, { count }) => sum + count, 0),
    failures: current.reduce((sum, { count }) => sum + count, 0),
    firstAt: Math.min(...[...oks, ...failures].map(({ at }) => at)),
    lastAt: last.lastAt,
    lastOkAt: lastOk?.lastAt ?? null,
    outcome: failed?.outcome ?? null,
    cause: failed?.cause ?? null,
  };
  return { ...device, advice: adviceFor(device, known, about) };
}

function adviceFor(
  device: Omit<Device, 'advice'>,
  known: readonly Group[],
  { now, welcome }: { readonly now: number; readonly welcome: readonly string[] },
): Advice | null {
  if (device.failures > 0) return 'fails';
  if (device.tls === null) return 'unencrypted';
  if (OLD_TLS.has(device.tls)) return 'old-encryption';
  if (device.networkKind === 'vendor') return null;
  const isNew =
    device.country !== null &&
    !welcome.includes(device.country) &&
    now - device.firstAt < NEW_COUNTRY_MS &&
    known.some(({ oks }) =>
      oks.some(
        ({ connection, at }) =>
          connection.country !== undefined && connection.country !== device.country && at < device.firstAt,
      ),
    );
  if (isNew) return 'new-country';
  return device.networkKind === 'hosting' ? 'rented-server' : null;
}

function strangersOf(events: readonly SignIn[]): Strangers {
  const networks = new Set(events.map(({ connection }) => signInNetwork(connection.remoteAddress) ?? ''));
  const countries = Map.groupBy(
    events.flatMap(({ connection }) => connection.country ?? []),
    (country) => country,
  );
  return {
    tries: events.reduce((sum, { count }) => sum + count, 0),
    networks: networks.size,
    countries: [...countries].toSorted((a, b) => b[1].length - a[1].length).map(([country]) => country),
    lastAt: events.length === 0 ? null : newest(events).lastAt,
  };
}

const MOST_EVENTS = 1000;
/** Addresses that a question to the journal may name. */
const MOST_PLACES = 60;

/** As long as the journal goes back. */
export async function devicesOf(
  deps: Pick<App, 'clock' | 'billing'>,
  mailbox: StoredMailbox,
  welcome: readonly string[],
  /** How many are shown; those that fail first. */
  most = MOST_DEVICES,
): Promise<DeviceList> {
  const { journal } = deps.billing;
  const now = deps.clock.now();
  const asked = { mailbox: mailbox.id, kinds: ['sign-in'], limit: MOST_EVENTS } as const;
  const failing = ['wrong-password', 'wrong-kind', 'not-encrypted', 'bad-mechanism', 'refused'];
  const [oks, failures, familiar] = await Promise.all([
    journal.query({ ...asked, outcomes: ['ok'] }),
    journal.query({ ...asked, outcomes: failing }),
    gatherFamiliar({ journal, clock: deps.clock }, mailbox.address, mailbox.id),
  ]);
  // Our own pages are no mail program.
  const signIns = [...oks, ...failures]
    .filter(isSignIn)
    .filter((one) => isSingle(one) && one.connection.endpoint !== 'http');
  const alone = [...familiar.used].filter((address) => !familiar.shared.has(address)).slice(0, MOST_PLACES);
  const cuts = await cutOffFrom(deps, alone, now);
  return devicesFrom(signIns, cuts, { now, welcome, most });
}

/** Connections from the mailbox's own places that did not come to a sign-in. */
async function cutOffFrom(
  { billing }: Pick<App, 'billing'>,
  remoteAddresses: readonly string[],
  now: number,
): Promise<readonly Cut[]> {
  if (remoteAddresses.length === 0) return [];
  const events = await billing.journal.query({
    kinds: ['connection'],
    outcomes: CUT_OFF,
    remoteAddresses,
    since: now - 14 * DAY_MS,
    limit: 200,
  });
  return events.filter((event): event is Cut => event.kind === 'connection' && event.connection.endpoint !== 'inbound');
}
