/**
 * Causes in rules about places: a country that is not on the list, a network stopped for guessing, an office that suffers for
 * one device, a VPN, a vendor's servers. Judged from our own records: the rule, the Blocks, the journal.
 */
import { judgeCountry } from '#src/model/travel.ts';
import { type Cause, found, type Hit, RULED_OUT, UNKNOWN } from '../../cause.ts';
import { type Fact, type Facts, showing } from '../../facts.ts';
import type { Certainty, Fix } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import type { NetworkStop, RefusedPlace } from '../../observations.ts';
import type { PresentCause } from '../../present.ts';

type Access = Fact<'network.access'>;
/** A journey that is over is no trouble of today, once something works again. */
const FRESH_MS = 48 * 3_600_000;
const MOST_HITS = 5;

type Story =
  | 'net-geo-block-by-us'
  | 'net-ip-banned-failed-logins'
  | 'net-office-shared-ban'
  | 'net-vpn-exit-blocked'
  | 'cli-cloud-relay-client';

/** Refused for their country, and would be again. */
function refusedNow({ observed, at }: Access): RefusedPlace[] {
  const { rule, refused, lastOkAt } = observed;
  const travel = rule.travel.map((one) => ({
    id: '',
    countries: one.countries,
    from: Date.parse(one.from),
    until: Date.parse(one.until),
    createdAt: 0,
    createdBy: '',
  }));
  return refused.filter(({ cause, country, networkKind, lastAt }) => {
    if (cause !== 'net-geo-block-by-us') return false;
    if (lastOkAt !== null && lastOkAt > lastAt && at - Date.parse(lastAt) > FRESH_MS) return false;
    const place = {
      ...(country === null ? {} : { country }),
      ...(networkKind === null ? {} : { networkKind }),
    };
    return judgeCountry({ ...rule, travel }, place, at) === 'refused';
  });
}

const placeStory = ({ networkKind }: RefusedPlace): Story =>
  networkKind === 'vendor'
    ? 'cli-cloud-relay-client'
    : networkKind === 'vpn' || networkKind === 'hosting'
      ? 'net-vpn-exit-blocked'
      : 'net-geo-block-by-us';

function stopStory(stop: NetworkStop, address: string): Story {
  if (stop.networkKind === 'vendor') return 'cli-cloud-relay-client';
  if (stop.networkKind !== null && stop.culprit !== address) return 'net-vpn-exit-blocked';
  const isInnocent = stop.scope !== 'login' && stop.culprit !== address;
  return isInnocent && (stop.culprit !== null || stop.neighbours > 0)
    ? 'net-office-shared-ban'
    : 'net-ip-banned-failed-logins';
}

/**
 * Is it the owner who stands before the stopped network, or the one who guesses? Where this mailbox has signed in: the owner.
 * Where nothing was ever guessed for it: most likely. Where it was guessed at from a strange place: not the owner's story.
 */
function certaintyOf(stop: NetworkStop, lastOkAt: string | null): Certainty | null {
  if (stop.isFamiliar) return 'proven';
  if (stop.refused > 0 && !stop.wasGuessedAt) return 'likely';
  return lastOkAt === null ? 'possible' : null;
}

function countryHit(facts: Facts, access: Access, place: RefusedPlace, story: Story): Hit {
  const address = facts.subject.address ?? '';
  const { rule } = access.observed;
  const country = place.country ?? '';
  const open: readonly Fix[] = [fix('open-journey', { address, country }), fix('allow-country', { address, country })];
  const fixes: Partial<Record<Story, readonly Fix[]>> = {
    'cli-cloud-relay-client': [fix('allow-vendors', { address, network: place.networkName ?? '' }), ...open],
    'net-vpn-exit-blocked': [fix('leave-vpn', { address }), ...open],
  };
  return {
    certainty: 'proven',
    about: { address, domain: facts.subject.domain, device: place.client ?? place.remoteAddress },
    args: {
      why: 'country',
      address,
      country,
      allowed: rule.countries.join(' '),
      device: place.client ?? place.remoteAddress,
      remoteAddress: place.remoteAddress,
      network: place.networkName ?? place.remoteAddress,
      count: place.count,
      since: place.firstAt,
      lastAt: place.lastAt,
    },
    evidence: [showing(access.evidence, { rule, refused: [place] })],
    fix: [...(fixes[story] ?? open), fix('not-you', { address, country })],
  };
}

function stopHit(facts: Facts, access: Access, stop: NetworkStop, certainty: Certainty, story: Story): Hit {
  const address = facts.subject.address ?? '';
  const { culprit, culpritClient, code, network } = stop;
  const mend =
    culprit === null
      ? []
      : [
          fix('mend-guessing-device', {
            address: culprit,
            network,
            ...(culpritClient === null ? {} : { device: culpritClient }),
          }),
        ];
  return {
    certainty,
    about: { address, domain: facts.subject.domain, ...(culpritClient === null ? {} : { device: culpritClient }) },
    args: {
      why: 'stopped',
      address,
      network,
      networkName: stop.networkName ?? network,
      scope: stop.scope,
      guesses: stop.guesses,
      names: stop.names,
      minutes: Math.round(stop.windowSeconds / 60),
      since: stop.since,
      untilAt: stop.until,
      refused: stop.refused,
      neighbours: stop.neighbours,
      culprit: culprit ?? '',
      ...(culpritClient === null ? {} : { device: culpritClient }),
      code,
    },
    evidence: [showing(access.evidence, { stops: [stop] })],
    fix: [
      fix('free-network', { network, code, untilAt: stop.until }),
      ...mend,
      ...(story === 'net-vpn-exit-blocked' ? [fix('leave-vpn', { address })] : []),
    ],
  };
}

function hitsOf(facts: Facts, access: Access, story: Story): Hit[] {
  const { stops, lastOkAt } = access.observed;
  const address = facts.subject.address ?? '';
  const places = refusedNow(access).filter((place) => placeStory(place) === story);
  return [
    ...stops
      .filter((stop) => stopStory(stop, address) === story)
      .flatMap((stop) => {
        const certainty = certaintyOf(stop, lastOkAt);
        return certainty === null ? [] : [stopHit(facts, access, stop, certainty, story)];
      }),
    ...places.map((place) => countryHit(facts, access, place, story)),
  ].slice(0, MOST_HITS);
}

/** What a stop makes of other findings: the wrong passwords that led to it are told with it. */
const PASSWORDS: readonly PresentCause[] = ['acc-wrong-password', 'cli-stale-password'];

const accessCause = (id: Story, family: 'net' | 'cli', proof: string, explains: readonly PresentCause[]): Cause => ({
  id,
  family,
  since: '0.2.0',
  symptoms: ['receive', 'send', 'both', 'some'],
  height: 32,
  needs: ['network.access'],
  explains,
  proof,
  judge(facts) {
    const access = facts.get('network.access');
    if (access === undefined) return UNKNOWN;
    const hits = hitsOf(facts, access, id);
    return hits.length === 0 ? RULED_OUT : found(...hits);
  },
});

export const ACCESS_CAUSES: readonly Cause[] = [
  accessCause(
    'net-geo-block-by-us',
    'net',
    'a sign-in with the right password was refused because its country is not on the list of the mailbox, and would be again now',
    [],
  ),
  accessCause(
    'net-ip-banned-failed-logins',
    'net',
    'the Block on the network: how many different passwords in which time, since when, until when, which device',
    PASSWORDS,
  ),
  accessCause(
    'net-office-shared-ban',
    'net',
    'the Block on the network, this mailbox is not the one that was guessed at, and others of the same domain are there',
    PASSWORDS,
  ),
  accessCause(
    'net-vpn-exit-blocked',
    'net',
    'the refused sign-in came from a network known as a VPN or as rented servers: abroad by the table, or stopped for what others did there',
    PASSWORDS,
  ),
  accessCause(
    'cli-cloud-relay-client',
    'cli',
    'the refused sign-in came from the servers of a known vendor, which sign in for the phone',
    PASSWORDS,
  ),
];
