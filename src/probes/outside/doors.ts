/**
 * Our own doors as the world finds them: the host name's addresses, one after the other, at the ports that customers are
 * told. When none answers, the door itself is asked inside. Called by group.ts. Judges nothing.
 */
import type { SeenAddress, SeenDoor } from '#src/diagnosis/observed-outside.ts';
import type { DialAsk, Dialer } from '#src/net/dial.ts';
import type { DialMode, DialProtocol } from '#src/net/dial-session.ts';
import { ownProbeName } from '#src/net/probe-name.ts';
import { type Place, readPlace } from '#src/net/reach.ts';
import type { GroupDeps } from '../group.ts';
import { type Untold, untold } from '../run-probe.ts';
import type { Chains } from './chains.ts';
import { addressesSeen, isWell } from './seen.ts';

export const DOORS = {
  inbound: { port: 25, protocol: 'smtp', mode: 'starttls' },
  submission: { port: 587, protocol: 'smtp', mode: 'starttls' },
  submissions: { port: 465, protocol: 'smtp', mode: 'implicit' },
  imap: { port: 143, protocol: 'imap', mode: 'starttls' },
  imaps: { port: 993, protocol: 'imap', mode: 'implicit' },
  pop3s: { port: 995, protocol: 'pop3', mode: 'implicit' },
} as const satisfies Record<string, { port: number; protocol: DialProtocol; mode: DialMode }>;
export type DoorName = keyof typeof DOORS;

export interface Prober {
  readonly deps: GroupDeps;
  readonly dialer: Dialer;
  readonly chains: Chains;
}
/** For one probe, everything included; below the time that `runProbe` gives. */
export const DIAL_MS = 1800;
const INSIDE_MS = 600;

export const askOf = ({ deps }: Prober, door: DoorName, fresh: boolean): DialAsk => ({
  host: deps.host().hostname,
  ...DOORS[door],
  hello: ownProbeName(deps.host().hostname),
  limitMs: DIAL_MS,
  isOurs: true,
  fresh,
});

/** True when the configuration wants this door open. */
export const isWanted = ({ configuration }: GroupDeps, door: DoorName): boolean => configuration.listen[door] !== 'off';

/** Where a door listens, from inside this machine. */
function insideOf({ endpoints }: GroupDeps, door: DoorName): Place | null {
  const place = readPlace(endpoints()[door] ?? '');
  if (place === null) return null;
  const host = { '0.0.0.0': '127.0.0.1', '::': '::1' }[place.host] ?? place.host;
  return { ...place, host };
}

/** `ok` when it answers there, `dead` when it clearly does not; slowness, as on a busy machine, tells nothing. */
export async function lookInside(prober: Prober, door: DoorName): Promise<SeenDoor['inside']> {
  const place = insideOf(prober.deps, door);
  if (place === null) return 'dead';
  const ask = { ...askOf(prober, door, true), limitMs: INSIDE_MS };
  const { state, greeting, tlsTrouble } = await prober.dialer.dialPlace(place, ask);
  if (state === 'open' && greeting === 'ok') return 'ok';
  const isNo = state === 'refused' || state === 'reset' || greeting === 'closed';
  return isNo && tlsTrouble !== 'timeout' ? 'dead' : 'not-asked';
}

async function at(prober: Prober, ask: DialAsk): Promise<readonly SeenAddress[] | Untold> {
  const answer = await prober.dialer.dial(ask);
  return answer.kind === 'none' ? untold(answer.why) : await addressesSeen(answer.addresses, prober.chains);
}

/** `outside.<door>` of this host; no addresses when the configuration does not want the door. */
export async function lookAtDoor(prober: Prober, door: DoorName, fresh: boolean): Promise<SeenDoor | Untold> {
  const { deps } = prober;
  if (Object.keys(deps.endpoints()).length === 0) return untold('not-running');
  const ask = askOf(prober, door, fresh);
  const base = { host: ask.host, ours: true, source: null } as const;
  if (!isWanted(deps, door)) return { ...base, port: ask.port, addresses: [], inside: 'not-asked' };
  const seen = await at(prober, ask);
  if (!Array.isArray(seen)) return seen as Untold;
  const usual = { ...base, port: ask.port, addresses: seen as readonly SeenAddress[] };
  if (usual.addresses.some(isWell)) return { ...usual, inside: 'not-asked' };
  // Without a forwarding from the usual port, customers use the one that the host itself listens on.
  const port = insideOf(deps, door)?.port ?? ask.port;
  const [told, inside] = await Promise.all([
    port === ask.port ? [] : at(prober, { ...ask, port, limitMs: INSIDE_MS }),
    lookInside(prober, door),
  ]);
  if (Array.isArray(told) && (told as readonly SeenAddress[]).some(isWell))
    return { ...base, port, addresses: told as readonly SeenAddress[], inside: 'not-asked' };
  return { ...usual, inside };
}

/** `outside.web`: the address that links lead to, when one is configured. */
export async function lookAtWeb(prober: Prober, url: URL, fresh: boolean): Promise<SeenDoor | Untold> {
  const port = Number(url.port || 443);
  const host = url.hostname;
  const ask: DialAsk = { ...askOf(prober, 'imaps', fresh), host, port, protocol: 'tls', mode: 'implicit' };
  const seen = await at(prober, ask);
  if (!Array.isArray(seen)) return seen as Untold;
  return { host, port, ours: true, source: null, addresses: seen as readonly SeenAddress[], inside: 'not-asked' };
}
