/** Causes in our own doors: one that does not answer, IPv6 that leads nowhere, a firewall that rewrites SMTP. */
import { type Cause, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import type { SeenAddress } from '../../observed-outside.ts';
import { type Door, doorsOf, inboundDoors, isAsked, isDead, portsOf, talks } from './doors.ts';

const ours = (facts: Facts): readonly Door[] => [
  ...doorsOf(facts).filter(({ seen }) => seen.ours),
  ...inboundDoors(facts),
];

/** Every address that could be asked says no; or none could, and the door is dead on the machine itself. */
const isDown = ({ seen }: Door): boolean => {
  const asked = seen.addresses.filter(isAsked);
  return seen.addresses.length > 0 && asked.every(isDead) && (asked.length > 0 || seen.inside === 'dead');
};
const addressesOf = ({ seen }: Door): readonly string[] => seen.addresses.filter(isAsked).map((one) => one.address);
const how = (doors: readonly Door[]): string => {
  const all = doors.flatMap(({ seen }) => seen.addresses.filter(isAsked));
  if (all.length === 0) return 'refused';
  if (all.every(({ state }) => state === 'refused')) return 'refused';
  if (all.every(({ state }) => state === 'timeout')) return 'silent';
  return all.some(({ greeting }) => greeting === 'other') ? 'other-server' : 'broken';
};

/** Which half of the mail stands still. */
function halfOf(names: readonly string[]): 'send' | 'arrive' | 'web' | 'read' {
  if (names.every((name) => name === 'submission' || name === 'submissions')) return 'send';
  if (names.includes('inbound')) return 'arrive';
  return names.every((name) => name === 'web') ? 'web' : 'read';
}

export const outage: Cause = {
  id: 'svc-outage',
  family: 'svc',
  since: '0.1.0',
  height: 38,
  symptoms: ['receive', 'send', 'both', 'some'],
  needs: ['state.domain'],
  explains: [],
  proof:
    'a door of ours that is configured open gives a clear no from outside, twice, at every address; and it is dead inside too, or another door at the same address answers (else it may be the prober)',
  judge(facts) {
    const doors = ours(facts);
    if (doors.length === 0) return UNKNOWN;
    // From inside a network one's own public address often cannot be reached at all: without a door that does answer
    // there, or the door itself dead, nothing is said.
    const reached = new Set(doors.filter((door) => door.seen.addresses.some(talks)).flatMap(addressesOf));
    const isProven = (door: Door): boolean =>
      door.seen.inside === 'dead' || addressesOf(door).some((address) => reached.has(address));
    const down = doors.filter((door) => isDown(door) && isProven(door));
    if (down.length === 0) return RULED_OUT;
    // The same service may be had at another port: an inconvenience, not an outage.
    const hasOther = (door: Door): boolean => {
      const same = { submission: ['submissions'], submissions: ['submission'], imap: ['imaps'] }[door.name] ?? [];
      return doors.some((other) => same.includes(other.name) && other.seen.addresses.some(talks));
    };
    const isWhole = down.some((door) => !hasOther(door));
    const names = down.map((door) => door.name);
    return found({
      certainty: how(down) === 'silent' && down.every(({ seen }) => seen.inside === 'ok') ? 'likely' : 'proven',
      about: {},
      args: {
        host: down[0].seen.host,
        ports: portsOf(down),
        how: how(down),
        inside: down[0].seen.inside,
        half: halfOf(names),
        whole: isWhole ? 'yes' : 'no',
      },
      evidence: down.map((door) => door.evidence),
      fix: [fix('restore-door', { host: down[0].seen.host, ports: portsOf(down) }), fix('use-webmail-meanwhile')],
    });
  },
};

const ofFamily = (door: Door, family: 4 | 6): readonly SeenAddress[] =>
  door.seen.addresses.filter((one) => one.family === family && isAsked(one));

export const ipv6Broken: Cause = {
  id: 'net-ipv6-broken',
  family: 'net',
  since: '0.1.0',
  height: 36,
  symptoms: ['slow', 'some', 'both', 'receive', 'send'],
  needs: ['state.domain'],
  explains: [],
  proof:
    'DNS gives our host an IPv6 address, the door answers over IPv4 and gives a clear no over IPv6, twice; a prober without IPv6 says nothing',
  judge(facts) {
    const doors = ours(facts);
    if (doors.length === 0) return UNKNOWN;
    const broken = doors.filter((door) => {
      const six = ofFamily(door, 6);
      return six.length > 0 && six.every(isDead) && ofFamily(door, 4).some(talks);
    });
    if (broken.length === 0) return RULED_OUT;
    const six = broken.flatMap((door) => ofFamily(door, 6));
    const addresses = [...new Set(six.map((one) => one.address))];
    return found({
      // Silence may be the road of the prober; a refusal came from there.
      certainty: six.some(({ state }) => state !== 'timeout') ? 'proven' : 'likely',
      about: {},
      args: {
        host: broken[0].seen.host,
        addresses,
        ports: portsOf(broken),
        how: six.every(({ state }) => state === 'timeout') ? 'silent' : 'refused',
      },
      evidence: broken.map((door) => door.evidence),
      fix: [fix('mend-ipv6', { host: broken[0].seen.host, addresses })],
    });
  },
};

export const smtpInspection: Cause = {
  id: 'net-smtp-inspection',
  family: 'net',
  since: '0.1.0',
  height: 30,
  symptoms: ['receive', 'send', 'some'],
  needs: ['state.domain'],
  explains: [],
  proof:
    'the greeting comes as asterisks, or STARTTLS as a row of X; or the offer is missing at a door of ours that makes it',
  judge(facts) {
    const inbound = facts.get('outside.inbound');
    const submission = facts.get('outside.submission');
    if (inbound === undefined && submission === undefined) return UNKNOWN;
    const servers = [
      ...(inbound?.observed.hosts ?? []).map(({ host, ours: own, addresses }) => ({ host, own, addresses, port: 25 })),
      ...(submission === undefined
        ? []
        : [
            {
              host: submission.observed.host,
              own: submission.observed.ours,
              addresses: submission.observed.addresses,
              port: submission.observed.port,
            },
          ]),
    ];
    const isMasked = (one: SeenAddress): boolean => one.greeting === 'masked' || one.starttls === 'masked';
    // Our own doors always offer it; another server's name there means another server, not a rewritten answer.
    const ownName = facts.get('state.domain')?.observed.hostname;
    const isStripped = (one: SeenAddress): boolean => one.starttls === 'absent' && one.helloName === ownName;
    const hit = servers.filter(({ addresses, own }) =>
      addresses.some((one) => isMasked(one) || (own && isStripped(one))),
    );
    if (hit.length === 0) return RULED_OUT;
    const masked = hit.some(({ addresses }) => addresses.some(isMasked));
    const host = hit[0].host;
    return found({
      certainty: masked ? 'proven' : 'likely',
      about: {},
      args: {
        host,
        ports: [...new Set(hit.map(({ port }) => String(port)))],
        greeting: hit.flatMap(({ addresses }) => addresses.map((one) => one.greetingText ?? ''))[0],
        shape: masked ? 'masked' : 'stripped',
        own: hit[0].own ? 'yes' : 'no',
      },
      evidence: [inbound, submission].flatMap((fact) => (fact === undefined ? [] : [fact.evidence])),
      fix: [fix('stop-smtp-inspection', { host })],
    });
  },
};
