/**
 * Probe of rules about places: sign-ins that the country rule refused although the password was right, and networks whose
 * sign-ins are stopped for guessing. Reads the journal, the rule and the Blocks. Names no other customer's mailbox.
 */
import type { NetworkAccess, NetworkStop, RefusedPlace } from '#src/diagnosis/observations.ts';
import type { Block } from '#src/model/block.ts';
import { signInNetwork } from '#src/net/geo/range-table.ts';
import { clientOf, type Familiar, iso, isSignIn, SIGN_IN_DAYS, type SignIn } from './familiar.ts';
import type { ProbeDeps } from './sources.ts';

const DAY_MS = 86_400_000;
const MOST_NETWORKS = 20;
const PLACE_CAUSES = ['net-geo-block-by-us', 'net-ip-banned-failed-logins'];
const NO_RULE: NetworkAccess['rule'] = { mode: 'off', countries: [], vendors: 'allow', travel: [] };

const networkOf = (event: SignIn): string | null => signInNetwork(event.connection.remoteAddress);

function placeOf(event: SignIn): RefusedPlace {
  const { country, network, networkKind, endpoint, remoteAddress } = event.connection;
  return {
    firstAt: iso(event.at),
    lastAt: iso(event.lastAt),
    count: event.count,
    cause: event.cause ?? '',
    endpoint,
    remoteAddress,
    client: clientOf(event),
    country: country ?? null,
    networkName: network ?? null,
    networkKind: networkKind ?? null,
  };
}

/** `network.access`. */
export async function lookAtAccess(deps: ProbeDeps, familiar: Familiar): Promise<NetworkAccess> {
  const { access } = deps;
  const { own, mailbox } = familiar;
  const rule = access === undefined || mailbox === undefined ? null : await access.rule(mailbox);
  const lastOk = (address: string): number =>
    Math.max(
      0,
      ...own.filter((e) => e.outcome === 'ok' && e.connection.remoteAddress === address).map((e) => e.lastAt),
    );
  const refused = own
    .filter((event) => event.outcome === 'refused' && PLACE_CAUSES.includes(event.cause ?? ''))
    .filter((event) => event.lastAt > lastOk(event.connection.remoteAddress))
    .slice(0, 30)
    .map(placeOf);
  const newest = own.find((event) => event.outcome === 'ok');
  return {
    days: SIGN_IN_DAYS,
    rule:
      rule === null
        ? NO_RULE
        : {
            mode: rule.mode,
            countries: rule.countries,
            vendors: rule.vendors,
            travel: rule.travel.map(({ countries, from, until }) => ({
              countries,
              from: iso(from),
              until: iso(until),
            })),
          },
    refused,
    stops: await stopsAround(deps, familiar),
    lastOkAt: newest === undefined ? null : iso(newest.lastAt),
  };
}

/** Stops of the networks where this mailbox was seen in the last day or was refused. */
async function stopsAround(deps: ProbeDeps, familiar: Familiar): Promise<readonly NetworkStop[]> {
  const { access } = deps;
  if (access === undefined) return [];
  const recent = familiar.own.filter((event) => familiar.asked - event.lastAt <= DAY_MS);
  const networks = [...new Set(recent.flatMap((event) => networkOf(event) ?? []))].slice(0, MOST_NETWORKS);
  const all: NetworkStop[] = [];
  for (const network of networks)
    for (const block of await access.stops(network, familiar.address)) {
      const spares = block.evidence['spares'];
      if (Array.isArray(spares) && spares.includes(familiar.address)) continue;
      all.push(await stopOf(deps, familiar, network, block));
    }
  return all;
}

async function stopOf(deps: ProbeDeps, familiar: Familiar, network: string, block: Block): Promise<NetworkStop> {
  const { address, own } = familiar;
  const { evidence, since, until } = block;
  const here = own.filter((event) => networkOf(event) === network);
  const numeric = (name: string): number => (typeof evidence[name] === 'number' ? evidence[name] : 0);
  const text = (name: string): string => (typeof evidence[name] === 'string' ? evidence[name] : '');
  const domain = address.slice(address.lastIndexOf('@'));
  const culprit = text('culprit').endsWith(domain) ? text('culprit') : null;
  const scope = text('scope');
  const refused = here.filter((event) => event.outcome === 'refused' && event.lastAt >= since);
  const [place] = here.map(placeOf);
  return {
    code: block.code,
    network,
    scope: scope === 'login' || scope === 'strangers' ? scope : 'network',
    since: iso(since),
    until: iso(until ?? since),
    guesses: numeric('guesses'),
    failures: numeric('failures'),
    names: numeric('names'),
    windowSeconds: numeric('windowSeconds'),
    networkName: place?.networkName ?? null,
    networkKind: place?.networkKind ?? null,
    culprit,
    culpritClient: culprit === null || text('culpritClient') === '' ? null : text('culpritClient'),
    isFamiliar: here.some((event) => event.outcome === 'ok'),
    wasGuessedAt: here.some((event) => event.outcome === 'wrong-password' && event.at <= since),
    refused: refused.reduce((sum, event) => sum + event.count, 0),
    neighbours: await neighboursAt(deps, familiar, here),
  };
}

/** Other mailboxes of the same domain that were seen at these addresses in the last day. */
async function neighboursAt(deps: ProbeDeps, familiar: Familiar, here: readonly SignIn[]): Promise<number> {
  const remoteAddresses = [...new Set(here.map((event) => event.connection.remoteAddress))];
  const since = familiar.asked - DAY_MS;
  const events = await deps.journal.query({ kinds: ['sign-in'], remoteAddresses, since, limit: 500 });
  const domain = familiar.address.slice(familiar.address.lastIndexOf('@'));
  const others = events
    .filter(isSignIn)
    .filter((event) => event.mailbox !== undefined && event.mailbox !== familiar.mailbox)
    .flatMap((event) => event.address ?? [])
    .filter((address) => address.endsWith(domain));
  return new Set(others).size;
}
