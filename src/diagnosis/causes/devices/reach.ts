/** Causes in the way between the customer and us: filtered countries, blocked sending ports, a link that breaks off. */
import { directionOf } from '../../devices.ts';
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Fact, Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import type { Attempt } from '../../observations.ts';
import type { CountrySeen, PlaceSeen } from '../../observed-devices.ts';
import { DAY_MS, evidenceOf, mailboxOf } from './shared.ts';

const shared = { family: 'net', since: '0.4.0', explains: [] } as const;

/** Countries where handshakes are cut and nobody gets through, while elsewhere all is well; null = not known. */
function filtered(facts: Facts): readonly CountrySeen[] | null {
  const seen = facts.get('network.countries')?.observed;
  const address = mailboxOf(facts);
  if (seen === undefined || address === undefined) return null;
  if (address === null || seen.elsewhere === 0) return [];
  return seen.countries.filter((one) => one.died >= 3 && one.worked === 0);
}

/** The last sign-in through a VPN, when it is older than the trouble: the way round that no longer works. */
function lostVpn(facts: Facts, one: CountrySeen) {
  const vpn = facts.get('network.countries')?.observed.vpn ?? null;
  return vpn !== null && vpn.lastOkAt < one.newestSince ? vpn : null;
}
/** Through a VPN the owner got in after all. */
const isWayRound = (facts: Facts, one: CountrySeen): boolean => {
  const vpn = facts.get('network.countries')?.observed.vpn ?? null;
  return vpn !== null && vpn.lastOkAt >= one.lastAt;
};

const countryHit = (facts: Facts, one: CountrySeen, args: Hit['args'], fixes: Hit['fix']): Hit => {
  const { address = '', domain } = facts.subject;
  return {
    certainty: 'likely',
    about: { address, domain },
    args: { address, country: one.country, count: one.died, since: one.since, lastAt: one.lastAt, ...args },
    evidence: evidenceOf(facts, ['network.countries', { countries: [one] }]),
    fix: fixes,
  };
};

export const censorship: Cause = {
  ...shared,
  id: 'net-censorship',
  symptoms: ['receive', 'send', 'both', 'some'],
  height: 30,
  needs: ['state.address', 'network.countries'],
  proof:
    'connections from the country are cut before encryption stands, nobody there gets through, and from elsewhere it works',
  judge(facts) {
    const countries = filtered(facts);
    if (countries === null) return UNKNOWN;
    const [one] = countries.filter((country) => !isWayRound(facts, country));
    if (one === undefined) return RULED_OUT;
    const { address = '' } = facts.subject;
    return found(countryHit(facts, one, {}, [fix('go-round-filter', { address, country: one.country })]));
  },
};

export const vpnImpossible: Cause = {
  ...shared,
  id: 'net-vpn-impossible',
  symptoms: ['receive', 'send', 'both', 'some'],
  height: 31,
  needs: ['state.address', 'network.countries'],
  explains: ['net-censorship'],
  proof:
    'the mailbox came through a VPN, comes directly now, and directly its connections are cut: the VPN no longer gets through',
  judge(facts) {
    const countries = filtered(facts);
    if (countries === null) return UNKNOWN;
    const { address = '' } = facts.subject;
    const hits = countries.flatMap((one): Hit[] => {
      const vpn = lostVpn(facts, one);
      if (vpn === null || !one.isJourney) return [];
      const args = { network: vpn.name, vpnAt: vpn.lastOkAt };
      return [countryHit(facts, one, args, [fix('roam-instead-of-vpn', { address, country: one.country })])];
    });
    return found(...hits.slice(0, 1));
  },
};

type Places = Fact<'connection.places'>;
const isFresh = (time: string | null, { at }: Places): time is string =>
  time !== null && at - Date.parse(time) <= DAY_MS;

/** Where reading works and nothing has come in to send; the newest first. */
const readOnly = (places: Places): readonly PlaceSeen[] =>
  places.observed.places
    .filter(({ incoming, outgoing }) => isFresh(incoming.lastOkAt, places) && outgoing.lastAt === null)
    .sort((a, b) => ((a.incoming.lastOkAt ?? '') < (b.incoming.lastOkAt ?? '') ? 1 : -1));

export const submissionBlocked: Cause = {
  ...shared,
  id: 'net-submission-blocked',
  symptoms: ['send'],
  height: 20,
  needs: ['state.address', 'auth.sign-ins', 'connection.places'],
  proof:
    'from this network reading works and no connection to send ever comes, while the mailbox sent from another network before',
  judge(facts) {
    const places = facts.get('connection.places');
    const address = mailboxOf(facts);
    if (places === undefined || address === undefined) return UNKNOWN;
    const { lastSentAt } = places.observed;
    // Who reads and does not write has no fault: only who says that sending fails.
    if (address === null || facts.symptom !== 'send' || lastSentAt === null) return RULED_OUT;
    // A sign-in to send came in since, from wherever, and failed: then it is not the way that is closed.
    const attempts: readonly Attempt[] = facts.get('auth.sign-ins')?.observed.attempts ?? [];
    const tried = attempts.some(
      (one) => one.outcome !== 'ok' && directionOf(one.endpoint) === 'outgoing' && one.lastAt > lastSentAt,
    );
    if (tried) return RULED_OUT;
    const newest = places.observed.places.reduce((best, one) => {
      const at = one.incoming.lastOkAt ?? '';
      return at > best ? at : best;
    }, '');
    const [here] = readOnly(places);
    // Where the mailbox is now: the place it read from last, and since it last sent.
    if (here === undefined || here.incoming.lastOkAt !== newest || newest <= lastSentAt) return RULED_OUT;
    const reads = attempts.find((one) => one.outcome === 'ok' && one.remoteAddress === here.remoteAddress);
    return found({
      certainty: 'likely',
      about: { address, domain: facts.subject.domain },
      args: {
        address,
        remoteAddress: here.remoteAddress,
        device: reads?.client ?? here.remoteAddress,
        readAt: newest,
        sentAt: lastSentAt,
      },
      evidence: evidenceOf(facts, ['connection.places', { places: [here], lastSentAt }]),
      fix: [fix('try-other-network', { address, port: 587 })],
    });
  },
};

const BREAKS = 5;

export const unstableLink: Cause = {
  ...shared,
  id: 'net-unstable-link',
  symptoms: ['slow', 'some'],
  height: 10,
  needs: ['state.address', 'connection.places'],
  proof: 'from one place of this mailbox at least five connections, and half of all, broke off in the middle',
  judge(facts) {
    const places = facts.get('connection.places');
    const address = mailboxOf(facts);
    if (places === undefined || address === undefined) return UNKNOWN;
    // A phone in a pocket lets connections die all day, and its owner is content.
    if (address === null || (facts.symptom !== 'slow' && facts.symptom !== 'some')) return RULED_OUT;
    const hits = places.observed.places.flatMap((one): Hit[] => {
      const broken = one.incoming.broken + one.outgoing.broken;
      const served = one.incoming.served + one.outgoing.served;
      if (broken < BREAKS || broken < served) return [];
      const lastAt = [one.incoming.lastAt ?? '', one.outgoing.lastAt ?? ''].sort()[1];
      return [
        {
          certainty: 'likely',
          about: { address, domain: facts.subject.domain },
          args: { address, device: one.remoteAddress, count: broken, total: broken + served, lastAt },
          evidence: evidenceOf(facts, ['connection.places', { places: [one] }]),
          fix: [fix('steady-link', {})],
        },
      ];
    });
    return found(...hits.slice(0, 1));
  },
};

export const REACH_CAUSES: readonly Cause[] = [censorship, vpnImpossible, submissionBlocked, unstableLink];
