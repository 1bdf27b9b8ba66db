/**
 * What stands between the customer's own machine and the server, seen from that machine (`postvakt check`). These judges
 * stand beside those of other packs for the same ids: the same cause, proved from another place, told in words of its own.
 */
import type { CauseId } from '#src/model/cause-id.ts';
import { type Cause, found, type Hit, type Judgement, RULED_OUT, UNKNOWN } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import type { Certainty } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import type { DoorFromHere, NameFromHere } from '../../observed-machine.ts';
import { INSPECTING_FIREWALLS, MAIL_SHIELDS, namedIn } from './interceptors.ts';

/** A judge of a cause that another pack may judge as well. */
export type Alternative = Omit<Cause, 'id'> & { readonly id: CauseId };
type Found = Pick<Hit, 'certainty' | 'args' | 'evidence' | 'fix'>;

const hit = (facts: Facts, one: Found): Hit => ({
  ...one,
  words: 'here',
  about: facts.subject.address === undefined ? { domain: facts.subject.domain } : { address: facts.subject.address },
});
const shared = { since: '0.1.0', explains: [], symptoms: ['receive', 'send', 'both', 'some', 'slow'] } as const;

const isOpen = (door: DoorFromHere): boolean => door.v4 === 'open' || door.v6 === 'open';
const where = ({ host, port }: DoorFromHere): string => `${host}:${port}`;
const inOrOut = (door: DoorFromHere): 'incoming' | 'outgoing' | 'web' =>
  door.purpose === 'web' ? 'web' : door.purpose.startsWith('incoming') ? 'incoming' : 'outgoing';

const hotspot: Alternative = {
  ...shared,
  id: 'net-captive-portal',
  family: 'net',
  height: 45,
  needs: ['customer.hotspot'],
  silences: ['net', 'cli', 'svc', 'dom'],
  proof: 'a page whose text is known was answered by somebody else on the way',
  judge(facts) {
    const seen = facts.get('customer.hotspot');
    if (seen === undefined) return UNKNOWN;
    if (seen.observed.page === 'expected') return RULED_OUT;
    const args = { by: seen.observed.by, sentTo: seen.observed.sentTo ?? '' };
    return found(hit(facts, { certainty: 'proven', args, evidence: [seen.evidence], fix: [fix('accept-hotspot')] }));
  },
};

/** Addresses to which nothing on the net belongs: filters and ad blockers answer with them. */
const isNowhere = (address: string): boolean =>
  /^(?:0\.|127\.|::1$|::$|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)/.test(address);

const overNames =
  (judgeOne: (facts: Facts, name: NameFromHere) => Omit<Found, 'evidence'> | null) =>
  (facts: Facts): Judgement => {
    const seen = facts.get('customer.names');
    if (seen === undefined) return UNKNOWN;
    const [first] = seen.observed.names.flatMap((name) => judgeOne(facts, name) ?? []);
    return first === undefined ? RULED_OUT : found(hit(facts, { ...first, evidence: [seen.evidence] }));
  };

const resolver: Alternative = {
  ...shared,
  id: 'net-resolver-broken',
  family: 'net',
  height: 28,
  needs: ['customer.names'],
  silences: ['svc'],
  proof: 'DNS knows the name of the server, this machine does not, or is sent nowhere',
  judge: overNames((_facts, { host, here, dns, hostsFile }) => {
    if (dns === null || dns.length === 0 || hostsFile.length > 0) return null;
    const sentNowhere = here.length > 0 && here.every(isNowhere) && !dns.some(isNowhere);
    if (here.length > 0 && !sentNowhere) return null;
    return { certainty: 'proven', args: { host, here, dns }, fix: [fix('change-resolver', { host })] };
  }),
};

const hostsFile: Alternative = {
  ...shared,
  id: 'net-stale-dns-or-hosts',
  family: 'net',
  height: 28,
  needs: ['customer.names'],
  silences: ['svc'],
  proof: 'the hosts file of this machine gives the server another address than DNS',
  judge: overNames((_facts, { host, dns, hostsFile: written }) => {
    if (dns === null || written.length === 0 || written.some((address) => dns.includes(address))) return null;
    return { certainty: 'proven', args: { host, written, dns }, fix: [fix('clear-hosts-file', { host })] };
  }),
};

const wrongHost = (purpose: 'incoming' | 'outgoing'): Alternative => ({
  ...shared,
  id: `cli-wrong-${purpose}-host`,
  family: 'cli',
  height: 26,
  symptoms: purpose === 'incoming' ? ['receive', 'both'] : ['send', 'both'],
  needs: ['customer.names', 'customer.doors'],
  proof: 'the server name that was given exists nowhere',
  judge: (facts) => {
    if (facts.get('customer.doors')?.observed.source !== 'given') return RULED_OUT;
    return overNames((_facts, name) => {
      if (name.purpose !== purpose || name.dns === null || name.dns.length > 0 || name.here.length > 0) return null;
      return { certainty: 'proven', args: { host: name.host, purpose }, fix: [fix('correct-host-name', { purpose })] };
    })(facts);
  },
});

const CLOCK_SECONDS = 300;
const clock: Alternative = {
  ...shared,
  id: 'cli-clock-wrong',
  family: 'cli',
  height: 27,
  needs: ['customer.clock'],
  silences: [],
  proof: 'the clock of this machine differs by more than five minutes from that of a server',
  judge(facts) {
    const seen = facts.get('customer.clock');
    if (seen === undefined) return UNKNOWN;
    const { offsetSeconds, by } = seen.observed;
    if (Math.abs(offsetSeconds) < CLOCK_SECONDS) return RULED_OUT;
    const minutes = Math.round(Math.abs(offsetSeconds) / 60);
    const args = { minutes, direction: offsetSeconds > 0 ? 'fast' : 'slow', by };
    const stops = (facts.get('customer.doors')?.observed.doors ?? []).some((door) => isExpiredHere(door, seen.at));
    const certainty: Certainty = stops || minutes >= 1440 ? 'proven' : 'possible';
    return found(hit(facts, { certainty, args, evidence: [seen.evidence], fix: [fix('set-the-clock')] }));
  },
};
const isExpiredHere = ({ certificate }: DoorFromHere, now: number): boolean =>
  certificate !== null && (Date.parse(certificate.from) > now || Date.parse(certificate.until) < now);

/** Doors whose certificate nobody believes, by issuer. */
function intercepted(facts: Facts): { readonly issuer: string; readonly doors: readonly DoorFromHere[] } | null {
  const doors = facts.get('customer.doors')?.observed.doors ?? [];
  const wrong = doors.filter((door) => door.certificate !== null && !door.certificate.ok);
  const issuer = wrong[0]?.certificate?.issuer;
  if (issuer === undefined) return null;
  return { issuer, doors: wrong.filter((door) => door.certificate?.issuer === issuer) };
}
const interception = (
  id: 'cli-antivirus-proxy' | 'net-tls-inspection',
  list: typeof MAIL_SHIELDS,
  fixId: 'pause-mail-shield' | 'ask-network-owner',
): Alternative => ({
  ...shared,
  id,
  family: id.startsWith('cli') ? 'cli' : 'net',
  height: 27,
  needs: ['customer.doors'],
  proof: 'the certificate that arrives here was issued by a program or firewall on the way',
  judge(facts) {
    const seen = facts.get('customer.doors');
    if (seen === undefined) return UNKNOWN;
    const wrong = intercepted(facts);
    const by = wrong === null ? null : namedIn(wrong.issuer, list);
    if (wrong === null || by === null) return RULED_OUT;
    const args = { by, issuer: wrong.issuer, doors: wrong.doors.map(where) };
    return found(hit(facts, { certainty: 'proven', args, evidence: [seen.evidence], fix: [fix(fixId, { by })] }));
  },
});

const blocked = (
  id: 'net-imap-pop-blocked' | 'net-submission-blocked',
  side: 'incoming' | 'outgoing',
): Alternative => ({
  ...shared,
  id,
  family: 'net',
  height: 26,
  symptoms: side === 'incoming' ? ['receive', 'both'] : ['send', 'both'],
  needs: ['customer.doors'],
  proof: `from this machine no ${side} door of the server opens, while others of the same server do`,
  judge(facts) {
    const seen = facts.get('customer.doors');
    if (seen === undefined) return UNKNOWN;
    const { doors } = seen.observed;
    const mine = doors.filter((door) => inOrOut(door) === side);
    const others = doors.filter((door) => inOrOut(door) !== side && isOpen(door));
    const tried = mine.filter(
      (door) => (door.v4 ?? 'no-route') !== 'no-route' || (door.v6 ?? 'no-route') !== 'no-route',
    );
    if (tried.length === 0) return UNKNOWN;
    if (tried.some(isOpen) || others.length === 0) return RULED_OUT;
    const args = { closed: tried.map(where), open: others.map(where) };
    const fixes = [fix('use-other-network', { side }), fix('ask-network-owner', { by: '' })];
    return found(hit(facts, { certainty: 'likely', args, evidence: [seen.evidence], fix: fixes }));
  },
});

const oneClosed: Alternative = {
  ...shared,
  id: 'cli-wrong-outgoing-port',
  family: 'cli',
  height: 24,
  symptoms: ['send', 'both'],
  needs: ['customer.doors'],
  proof: 'the outgoing port that was given does not answer here, another of the same server does',
  judge(facts) {
    const seen = facts.get('customer.doors');
    if (seen === undefined) return UNKNOWN;
    const { doors, source } = seen.observed;
    const given = doors.find((door) => door.purpose === 'outgoing');
    const other = doors.find((door) => door.purpose === 'outgoing-other' && isOpen(door));
    if (source !== 'given' || given === undefined || isOpen(given) || other === undefined) return RULED_OUT;
    const args = { closed: where(given), open: where(other) };
    const fixes = [fix('use-open-door', { open: where(other) })];
    return found(hit(facts, { certainty: 'likely', args, evidence: [seen.evidence], fix: fixes }));
  },
};

const ipv6: Alternative = {
  ...shared,
  id: 'net-ipv6-broken',
  family: 'net',
  height: 22,
  needs: ['customer.doors'],
  proof: 'the same door opens here over IPv4 and stays shut over IPv6',
  judge(facts) {
    const seen = facts.get('customer.doors');
    if (seen === undefined) return UNKNOWN;
    const half = seen.observed.doors.filter(
      (door) => door.v4 === 'open' && (door.v6 === 'timeout' || door.v6 === 'reset'),
    );
    if (half.length === 0) return RULED_OUT;
    const args = { doors: half.map(where) };
    return found(hit(facts, { certainty: 'likely', args, evidence: [seen.evidence], fix: [fix('prefer-ipv4')] }));
  },
};

const outage: Alternative = {
  ...shared,
  id: 'svc-outage',
  family: 'svc',
  height: 20,
  needs: ['customer.doors', 'customer.hotspot'],
  proof: 'the net works here, and not one door of the server opens',
  judge(facts) {
    const seen = facts.get('customer.doors');
    const net = facts.get('customer.hotspot');
    if (seen === undefined || net?.observed.page !== 'expected') return UNKNOWN;
    const { doors } = seen.observed;
    const tried = doors.filter(
      (door) => (door.v4 ?? 'no-route') !== 'no-route' || (door.v6 ?? 'no-route') !== 'no-route',
    );
    if (tried.length === 0) return UNKNOWN;
    if (tried.some(isOpen)) return RULED_OUT;
    const args = { doors: tried.map(where) };
    const fixes = [fix('wait-for-server'), fix('use-other-network', { side: 'both' })];
    return found(hit(facts, { certainty: 'likely', args, evidence: [seen.evidence], fix: fixes }));
  },
};

/** Ids that these judges can name; each has words in `messages/<language>/machine.ts`. */
export const FROM_HERE = [
  'net-captive-portal',
  'net-resolver-broken',
  'net-stale-dns-or-hosts',
  'cli-wrong-incoming-host',
  'cli-wrong-outgoing-host',
  'cli-clock-wrong',
  'cli-antivirus-proxy',
  'net-tls-inspection',
  'net-imap-pop-blocked',
  'net-submission-blocked',
  'cli-wrong-outgoing-port',
  'net-ipv6-broken',
  'svc-outage',
] as const;
export type CauseFromHere = (typeof FROM_HERE)[number];

export const MACHINE_JUDGES: readonly Alternative[] = [
  hotspot,
  resolver,
  hostsFile,
  wrongHost('incoming'),
  wrongHost('outgoing'),
  clock,
  interception('cli-antivirus-proxy', MAIL_SHIELDS, 'pause-mail-shield'),
  interception('net-tls-inspection', INSPECTING_FIREWALLS, 'ask-network-owner'),
  blocked('net-imap-pop-blocked', 'incoming'),
  blocked('net-submission-blocked', 'outgoing'),
  oneClosed,
  ipv6,
  outage,
];
