/** The servers as the probes saw them, read together: which there are, which answer. Used by the judges beside. Pure. */
import type { Known } from '../../evidence.ts';
import type { Facts } from '../../facts.ts';
import type { SeenAddress, SeenDoor } from '../../observed-outside.ts';

/** The probes that look at one door, by the endpoint that customers know. */
export const DOOR_PROBES = [
  'outside.submissions',
  'outside.submission',
  'outside.imaps',
  'outside.imap',
  'outside.pop3s',
  'outside.web',
] as const;

export interface Door {
  readonly name: string;
  readonly seen: SeenDoor;
  readonly evidence: Known;
}
/** The doors that programs and people use, ours and others. */
export const doorsOf = (facts: Facts): readonly Door[] =>
  DOOR_PROBES.flatMap((probe) => {
    const fact = facts.get(probe);
    return fact === undefined
      ? []
      : [{ name: probe.slice('outside.'.length), seen: fact.observed, evidence: fact.evidence }];
  });

/** Our own door for mail from the world, when an MX leads to it. */
export function inboundDoors(facts: Facts): readonly Door[] {
  const fact = facts.get('outside.inbound');
  if (fact === undefined) return [];
  const { hosts, inside } = fact.observed;
  return hosts
    .filter((one) => one.ours)
    .map(({ host, addresses }) => ({
      name: 'inbound',
      seen: { host, port: 25, ours: true, addresses, inside, source: null },
      evidence: fact.evidence,
    }));
}

export const isOpen = ({ state }: SeenAddress): boolean => state === 'open';
/** It talks as it should. */
export const talks = ({ state, greeting, tlsTrouble, certificate }: SeenAddress): boolean =>
  state === 'open' &&
  tlsTrouble === null &&
  (greeting === 'ok' || greeting === 'masked' || (greeting === 'none' && certificate !== null));
/** A clear no, twice: the connection was refused, swallowed or broken off. Slowness is none. */
export const isDead = ({ state, greeting, tlsTrouble }: SeenAddress): boolean =>
  state === 'refused' ||
  state === 'timeout' ||
  state === 'reset' ||
  (state === 'open' && (greeting === 'closed' || greeting === 'other' || tlsTrouble !== null));
/** Reached for no reason of ours: says nothing of the server. */
export const isAsked = ({ state }: SeenAddress): boolean => state !== 'private' && state !== 'no-route';

/** `465 (SMTP, SSL/TLS)`-like names are made by the words; here only the numbers. */
export const portsOf = (doors: readonly Door[]): readonly string[] => [
  ...new Set(doors.map(({ seen }) => String(seen.port))),
];
