/** Unusual zones and registrations that work. */
import { HOST_ADDRESS, HOSTNAME } from '../world.ts';
import { domainOf, type Oddity, servers, zone } from './oddity.ts';

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
/** The apex with other records. */
const apex =
  (change: object): Oddity['plant'] =>
  (world, customer) =>
    zone(world, customer, customer.domain, change);
/** Delegated to these. */
const servedBy =
  (names: readonly string[], more: object = {}): Oddity['plant'] =>
  (world, customer) => {
    servers(world, names);
    zone(world, customer, customer.domain, { NS: names, ...more });
  };
const registered =
  (
    entry: { status?: readonly string[]; expiresAt?: string; changedAt?: string } | 'broken' | 'refusing',
  ): Oddity['plant'] =>
  (world, { domain }) =>
    world.registry.set(domain, entry);
/** All names of the customer with this. */
const everywhere =
  (change: object): Oddity['plant'] =>
  (world, customer) => {
    for (const name of Object.keys(customer.zones)) zone(world, customer, name, change);
  };

export const DNS_ODDITIES: readonly Oddity[] = [
  { title: 'name servers of somebody else', plant: servedBy(['ns1.cloud-dns.test', 'ns2.cloud-dns.test']) },
  {
    title: 'six name servers below four top-level domains',
    plant: servedBy(['a.one.test', 'b.one.test', 'c.two.example', 'd.two.example', 'e.three.org', 'f.four.net']),
  },
  { title: 'every answer lives for 30 seconds', plant: everywhere({ ttl: 30 }) },
  { title: 'every answer lives for two days', plant: everywhere({ ttl: 172_800 }) },
  { title: 'every answer lives for no time at all', plant: everywhere({ ttl: 0 }) },
  { title: 'answers that only fit over TCP', plant: everywhere({ mood: 'truncated' }) },
  {
    title: 'MX by the customer’s own name with our address',
    plant: (world, customer) => {
      zone(world, customer, customer.domain, { MX: [`10 post.${customer.domain}`] });
      world.dns.add({ [`post.${customer.domain}`]: { A: [HOST_ADDRESS] } });
    },
  },
  {
    title: 'our name in the MX record in capital letters',
    plant: apex({ MX: [`10 ${HOSTNAME.toUpperCase()}`] }),
  },
  { title: 'an MX of preference 0', plant: apex({ MX: [`0 ${HOSTNAME}`] }) },
  { title: 'an MX of preference 65535', plant: apex({ MX: [`65535 ${HOSTNAME}`] }) },
  {
    title: 'our host twice, by our name and by the customer’s',
    plant: (world, customer) => {
      zone(world, customer, customer.domain, { MX: [`10 ${HOSTNAME}`, `10 mx.${customer.domain}`] });
      world.dns.add({ [`mx.${customer.domain}`]: { A: [HOST_ADDRESS] } });
    },
  },
  {
    title: 'six MX names that all are ours',
    plant: (world, customer) => {
      const names = Array.from({ length: 6 }, (_, i) => `mx${i}.${customer.domain}`);
      zone(world, customer, customer.domain, { MX: names.map((name, i) => `${i * 10} ${name}`) });
      for (const name of names) world.dns.add({ [name]: { A: [HOST_ADDRESS] } });
    },
  },
  {
    title: 'no MX, and the domain’s own address is ours',
    plant: apex({ MX: [], A: [HOST_ADDRESS] }),
  },
  {
    title: 'a web site somewhere else',
    plant: apex({ A: ['198.51.100.80', '198.51.100.81'], AAAA: ['2001:db8::80'] }),
  },
  {
    title: 'www takes no mail, says a null MX',
    plant: (world, { domain }) =>
      world.dns.add({ [`www.${domain}`]: { A: ['198.51.100.80'], MX: ['0 .'], TXT: ['v=spf1 -all'] } }),
  },
  {
    title: 'a sister domain that takes no mail',
    plant: (world, { domain }) =>
      world.dns.add({ [`old-${domain}`]: { NS: ['ns1.dns.test'], SOA: {}, MX: ['0 .'], TXT: ['v=spf1 -all'] } }),
  },
  {
    title: 'twenty proofs of ownership and one of them of twenty strings',
    plant: (world, customer) =>
      zone(world, customer, customer.domain, {
        TXT: [
          ...(customer.zones[customer.domain].TXT ?? []),
          ...Array.from({ length: 20 }, (_, i) => `site-verification=${i}-${customer.local}`),
          Array.from({ length: 20 }, (_, i) => `part ${i} of a long text;`),
        ],
      }),
  },
  {
    title: 'the zone’s negative answers live for no time, serial 0',
    plant: apex({ SOA: { minimum: 0, serial: 0 } }),
  },
  { title: 'the highest serial there is', plant: apex({ SOA: { serial: 4_294_967_295 } }) },
  {
    title: 'mail lives on a name inside a firm’s zone',
    top: 'avdeling.firma-lab.test',
    plant: (world, customer) => {
      world.dns.add({ 'firma-lab.test': { NS: ['ns1.dns.test'], SOA: {}, MX: [`10 ${HOSTNAME}`] } });
      zone(world, customer, customer.domain, { NS: [], SOA: undefined });
    },
  },
  { title: 'a domain with å, in A-labels in DNS', top: 'xn--blbr-roah.test', plant: () => {}, about: domainOf },
  {
    title: 'asked about as it is written, with å',
    top: 'xn--blbr-roah.test',
    plant: () => {},
    about: ({ domain }) => domain.replace('xn--blbr-roah', 'blåbær'),
  },
  { title: 'a label of 63 characters', top: `${'lang'.repeat(15)}abc.test`, plant: () => {} },
  { title: 'labels of digits and hyphens', top: '0-0--1.test', plant: () => {} },
  {
    title: 'the same, asked with capital letters and a final dot',
    plant: () => {},
    about: ({ domain }) => `${domain.toUpperCase()}.`,
  },
  {
    title: 'wildcards for mail and text, and our records beside',
    plant: (world, { domain }) =>
      world.dns.add({ [`*.${domain}`]: { MX: [`10 ${HOSTNAME}`], TXT: ['v=spf1 -all'], A: ['198.51.100.7'] } }),
  },
  {
    title: 'a bare registration: nothing but active',
    plant: registered({ status: ['active'] }),
  },
  {
    title: 'locked against transfers and changes',
    plant: registered({
      status: ['client transfer prohibited', 'server update prohibited', 'client delete prohibited'],
      expiresAt: inDays(200),
    }),
  },
  {
    title: 'renewed yesterday, the registry still counts the grace',
    plant: registered({ status: ['active', 'auto renew period'], expiresAt: inDays(364) }),
  },
  { title: 'registered today', plant: registered({ status: ['add period'], expiresAt: inDays(365) }) },
  {
    title: 'the date is past by a day, the registrar renews late, everything works',
    plant: registered({ status: ['active'], expiresAt: inDays(-1) }),
  },
  { title: 'a .no name whose registry tells no date', top: 'no', plant: registered({ status: ['active'] }) },
  {
    title: 'a .se name that ends in 40 days',
    top: 'se',
    plant: registered({ status: ['active'], expiresAt: inDays(40) }),
  },
  { title: 'the registry is broken, DNS works', plant: registered('broken') },
  { title: 'the registry refuses to be asked so often', plant: registered('refusing'), about: domainOf },
  {
    title: 'web addresses moved to another host this minute, mail stayed',
    plant: servedBy(['ns1.new-web.test', 'ns2.new-web.test'], { A: ['192.0.2.200'], ttl: 5 }),
    symptom: 'receive',
  },
];
