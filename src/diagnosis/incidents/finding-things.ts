/**
 * The things that a finding of a case may share with other customers' findings: read from its arguments and its evidence by
 * the names that all causes use. Called by service/centre/incident-sources.ts. Pure.
 */
import type { Observed } from '../evidence.ts';
import type { Finding } from '../finding.ts';
import { distinctThings, domainOf, programOf, providerOf, type SharedKind, type SharedThing } from './trouble.ts';

/** Argument of a finding → what it names. */
const ARGUMENTS: Readonly<Record<string, SharedKind>> = {
  host: 'host',
  hosts: 'host',
  servers: 'name-server',
  recipient: 'domain',
  recipients: 'domain',
  destination: 'domain',
  targets: 'domain',
  lists: 'block-list',
  registrar: 'provider',
  provider: 'provider',
  network: 'network',
  country: 'country',
  device: 'program',
  endpoint: 'door',
};

const texts = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap((one) => texts(one)) : [];

function nameOf(kind: SharedKind, value: string): string | null {
  switch (kind) {
    case 'domain':
      return value.includes('@') ? domainOf(value) : value;
    case 'program':
      return programOf(value);
    case 'host':
    case 'name-server':
      // An address, or a host with its preference or port: `10 mx.far.example`, `mx.far.example:25`.
      return (value.split(' ').at(-1) ?? '').replace(/:\d+$/, '');
    case 'block-list':
    case 'provider':
    case 'network':
    case 'country':
    case 'door':
      return value;
  }
}

/** Name servers of the zone, as the evidence has them: trouble with records is often their operator's. */
const nameServers = (observed: Observed): readonly string[] => [
  ...texts(observed['delegated']),
  ...texts(observed['nameServers']),
];

/** Everything that may be shared; what only this customer has, is shared with nobody and folds into nothing. */
export function thingsOf({ args, evidence, about }: Finding): readonly SharedThing[] {
  const pairs: [SharedKind, string | null][] = [];
  for (const [name, value] of Object.entries(args)) {
    if (!Object.hasOwn(ARGUMENTS, name)) continue;
    const kind = ARGUMENTS[name];
    for (const text of texts(value)) pairs.push([kind, nameOf(kind, text)]);
  }
  if (about.device !== undefined) pairs.push(['program', programOf(about.device)]);
  for (const { observed } of evidence) for (const host of nameServers(observed)) pairs.push(['name-server', host]);
  const owners = pairs.map(([kind, name]): [SharedKind, string | null] => [
    'provider',
    (kind === 'host' || kind === 'name-server') && name !== null ? providerOf(name) : null,
  ]);
  const own = about.domain ?? null;
  return distinctThings([...pairs, ...owners]).filter(
    ({ name }) => own === null || (name !== own && !name.endsWith(`.${own}`)),
  );
}
