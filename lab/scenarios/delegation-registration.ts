/** Faults in who keeps a registration, and domains mistaken for another; each with a healthy twin. */
import { addDomain } from '#src/service/domains.ts';
import { domainToASCII } from 'node:url';
import { type Customer, HOSTNAME, OUR_REGISTRAR, type World } from '../world.ts';
import { domainOf, elsewhere, label, zone } from './delegation-acts.ts';
import type { Act, Scenario } from './scenario.ts';
import type { RegistryEntry } from '../registry.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
const OTHER = 'Nordlys Domener AS';

/** The registry's entry, and where the mail goes now. */
const moved =
  (entry: RegistryEntry, host = 'mx.nordlys.test'): Act =>
  async (world, customer) => {
    world.registry.set(customer.domain, { status: ['active'], ...entry });
    elsewhere(world, host);
    await zone({ MX: [`10 ${host}`] })(world, customer);
  };
const kept =
  (entry: RegistryEntry): Act =>
  (world, { domain }) =>
    world.registry.set(domain, { status: ['active'], ...entry });
const MOVED = ['dom-mx-wrong-host', 'dom-spf-lacks-us'] as const;

/** Out of the zone, in the registry's words. */
const lapsed =
  (entry: RegistryEntry): Act =>
  (world, { domain, zones }) => {
    world.registry.set(domain, { registrar: OTHER, ...entry });
    for (const name of Object.keys(zones)) world.dns.remove(name);
  };
const LAPSED = [
  'dom-expired',
  'dom-quarantine',
  'dom-no-mx',
  'dom-not-registered',
  'snd-sender-domain-unresolvable',
] as const;

const REGISTRARS: readonly Scenario[] = [
  {
    cause: 'dom-transferred-away',
    title: 'moved to another registrar last week, mail and all',
    symptom: 'receive',
    plant: moved({ registrar: OTHER, transferredAt: daysAgo(6), nameServers: ['ns1.nordlys.test'] }),
    // Moved, and the records still lead here.
    twin: kept({ registrar: OTHER, transferredAt: daysAgo(6), nameServers: ['ns1.nordlys.test'] }),
    allowed: MOVED,
    says: ({ domain }) => [domain, OTHER],
  },
  {
    cause: 'dom-transferred-away',
    title: 'moved two years ago, the MX only now',
    symptom: 'both',
    about: domainOf,
    plant: moved({ registrar: OTHER, transferredAt: daysAgo(700) }),
    twin: kept({ registrar: OUR_REGISTRAR, transferredAt: daysAgo(700) }),
    allowed: MOVED,
  },
  {
    cause: 'dom-transferred-away',
    title: 'the registry tells the day and not the registrar',
    symptom: 'receive',
    certainty: 'likely',
    plant: moved({ transferredAt: daysAgo(3) }),
    twin: kept({ transferredAt: daysAgo(3) }),
    allowed: MOVED,
  },
  {
    cause: 'bil-domain-elsewhere-unpaid',
    title: 'deleted at the other company, in redemption',
    symptom: 'both',
    plant: lapsed({ status: ['redemption period'], expiresAt: daysAgo(50), changedAt: daysAgo(4) }),
    // Late there, and still working.
    twin: kept({ registrar: OTHER, expiresAt: daysAgo(2) }),
    allowed: LAPSED,
    says: ({ domain }) => [domain, OTHER],
  },
  {
    cause: 'bil-domain-elsewhere-unpaid',
    title: 'past its date and already out of the zone',
    symptom: 'receive',
    about: domainOf,
    plant: lapsed({ status: ['active'], expiresAt: daysAgo(12) }),
    twin: kept({ registrar: OTHER, expiresAt: daysAgo(-300) }),
    allowed: LAPSED,
  },
  {
    cause: 'bil-domain-elsewhere-unpaid',
    title: 'waiting to be deleted',
    symptom: 'both',
    plant: lapsed({ status: ['pending delete'], expiresAt: daysAgo(80), changedAt: daysAgo(2) }),
    twin: kept({ registrar: OTHER }),
    allowed: LAPSED,
  },
];

/** The same name under another top-level domain. */
const sibling =
  (top: string) =>
  ({ domain }: Customer): string =>
    domain.replace(/\.[^.]+$/, `.${top}`);
const at = (name: (customer: Customer) => string) => (customer: Customer) => `${customer.local}@${name(customer)}`;
/** Somebody else's domain, with its own mail. */
const owned = (world: World, domain: string): void => {
  elsewhere(world, `mx.${domain}`);
  world.registry.set(domain, { status: ['active'] });
  world.dns.add({ [domain]: { NS: ['ns1.dns.test'], SOA: {}, MX: [`10 mx.${domain}`], TXT: ['v=spf1 mx -all'] } });
};
/** Registered, and no mail there. */
const mailless = (world: World, domain: string, more: object = {}): void => {
  world.registry.set(domain, { status: ['active'] });
  world.dns.add({ [domain]: { NS: ['ns1.dns.test'], SOA: {}, A: ['198.51.100.90'], ...more } });
};
const GONE = ['dom-not-registered', 'dom-no-mx', 'snd-sender-domain-unresolvable'] as const;

/** A second domain of this host, with these letters. */
async function spelt(world: World, domain: string): Promise<void> {
  const added = await addDomain(world.host.app, { domain });
  if (!added.ok) throw new Error(JSON.stringify(added.problem));
  world.dns.add({ [domain]: { NS: ['ns1.dns.test'], SOA: {}, MX: [`10 ${HOSTNAME}`] } });
  world.registry.set(domain, { status: ['active'] });
}
const written = (customer: Customer, letters: string): string => domainToASCII(`${letters}-${label(customer)}.test`);

const MISTAKEN: readonly Scenario[] = [
  {
    cause: 'dom-wrong-tld',
    title: 'asked about .se, the domain is another',
    symptom: 'receive',
    certainty: 'likely',
    about: at(sibling('se')),
    plant: () => {},
    twin: (world, customer) => owned(world, sibling('se')(customer)),
    allowed: GONE,
    says: ({ domain }) => [domain],
  },
  {
    cause: 'dom-wrong-tld',
    title: 'the sibling is registered and takes no mail',
    symptom: 'receive',
    certainty: 'likely',
    about: at(sibling('no')),
    plant: (world, customer) => mailless(world, sibling('no')(customer)),
    twin: (world, customer) => owned(world, sibling('no')(customer)),
    allowed: GONE,
  },
  {
    cause: 'dom-wrong-tld',
    title: 'the sibling says that it takes no mail',
    symptom: 'both',
    certainty: 'likely',
    about: sibling('com'),
    plant: (world, customer) => mailless(world, sibling('com')(customer), { MX: ['0 .'] }),
    twin: (world, customer) => owned(world, sibling('com')(customer)),
    allowed: [...GONE, 'dom-null-mx'],
  },
  {
    cause: 'dom-idn-mixup',
    title: 'ø typed as o',
    symptom: 'receive',
    certainty: 'likely',
    about: (customer) => written(customer, 'bjorn'),
    plant: (world, customer) => spelt(world, written(customer, 'bjørn')),
    twin: async (world, customer) => {
      await spelt(world, written(customer, 'bjørn'));
      owned(world, written(customer, 'bjorn'));
    },
    allowed: GONE,
  },
  {
    cause: 'dom-idn-mixup',
    title: 'å spelt aa',
    symptom: 'receive',
    certainty: 'likely',
    about: (customer) => `post@${written(customer, 'blaabaer')}`,
    plant: (world, customer) => spelt(world, written(customer, 'blåbær')),
    twin: async (world, customer) => {
      await spelt(world, written(customer, 'blåbær'));
      owned(world, written(customer, 'blaabaer'));
    },
    allowed: GONE,
  },
  {
    cause: 'dom-idn-mixup',
    title: 'a letter of another alphabet that looks the same',
    symptom: 'both',
    certainty: 'likely',
    about: (customer) => written(customer, 'nоrd'),
    plant: (world, customer) => spelt(world, written(customer, 'nord')),
    twin: async (world, customer) => {
      await spelt(world, written(customer, 'nord'));
      owned(world, written(customer, 'nоrd'));
    },
    allowed: GONE,
  },
];

export const DELEGATION_REGISTRATION_SCENARIOS: readonly Scenario[] = [...REGISTRARS, ...MISTAKEN];
