/**
 * Faults in how others see the host and its customers: block lists, reverse names. These are the host's own, so each scenario
 * sets all of them anew; run in a world of the setting `watched`, one after the other.
 */
import { DOMAIN_LISTS, IP_LISTS, type LabList, setLists } from '../block-list.ts';
import type { ZoneName } from '../dns-server.ts';
import { HOST_ADDRESS, HOSTNAME } from '../world.ts';
import type { Customer, World } from '../world.ts';
import type { Act, Scenario } from './scenario.ts';

const REVERSE = `${HOST_ADDRESS.split('.').reverse().join('.')}.in-addr.arpa`;
const SIX = '2001:db8:113::25';
const REVERSE_SIX = `5.2.0.0.${'0.'.repeat(16)}3.1.1.0.8.b.d.0.1.0.0.2.ip6.arpa`;
const send = { symptom: 'send' } as const;
const [first, second] = IP_LISTS;
const [names] = DOMAIN_LISTS;

/** The host as it should be, then these lists and names. */
const host =
  (lists: (customer: Customer) => readonly LabList[], zones: Readonly<Record<string, ZoneName>> = {}): Act =>
  (world: World, customer: Customer) => {
    world.dns.remove(REVERSE_SIX);
    world.dns.add({ [HOSTNAME]: { A: [HOST_ADDRESS] }, [REVERSE]: { PTR: [HOSTNAME] }, ...zones });
    setLists(world, lists(customer));
  };
const ip = (zone: string, more: Partial<LabList> = {}): LabList => ({ zone, kind: 'ip', ...more });
const list = (...lists: readonly LabList[]): Act => host(() => lists);

const LISTED: readonly Scenario[] = [
  {
    ...send,
    cause: 'snd-server-ip-listed',
    title: 'our address is on a list',
    plant: list(ip(first, { listed: [HOST_ADDRESS] })),
    twin: list(ip(first, { listed: ['203.0.113.26', '203.0.113.2'] })),
    says: () => [HOST_ADDRESS, first],
  },
  {
    ...send,
    cause: 'snd-server-ip-listed',
    title: 'on two lists at once',
    plant: list(ip(first, { listed: [HOST_ADDRESS], code: '127.0.0.4' }), ip(second, { listed: [HOST_ADDRESS] })),
    twin: list(ip(first), ip(second)),
    says: () => [first, second],
  },
  {
    ...send,
    cause: 'snd-server-ip-listed',
    title: 'only the IPv6 address',
    plant: host(() => [ip(second, { listed: [SIX] })], {
      [HOSTNAME]: { A: [HOST_ADDRESS], AAAA: [SIX] },
      [REVERSE_SIX]: { PTR: [HOSTNAME] },
    }),
    twin: host(() => [ip(second, { listed: ['2001:db8:113::26'] })], {
      [HOSTNAME]: { A: [HOST_ADDRESS], AAAA: [SIX] },
      [REVERSE_SIX]: { PTR: [HOSTNAME] },
    }),
    says: () => [SIX],
  },
  {
    ...send,
    cause: 'dom-on-uri-blocklist',
    title: 'the domain is on a list of names',
    plant: host(({ domain }) => [{ zone: names, kind: 'domain', listed: [domain] }]),
    twin: host(({ domain }) => [{ zone: names, kind: 'domain', listed: [`x${domain}`] }]),
    says: ({ domain }) => [domain, names],
  },
  {
    ...send,
    cause: 'dom-on-uri-blocklist',
    title: 'listed with a code of its own',
    plant: host(({ domain }) => [{ zone: names, kind: 'domain', listed: [domain], code: '127.0.1.104' }]),
    // 127.0.0.1 is how lists of names say that one may not ask: not listed.
    twin: host(({ domain }) => [{ zone: names, kind: 'domain', listed: [`sub.${domain}`] }]),
  },
  {
    ...send,
    cause: 'dom-on-uri-blocklist',
    title: 'listed with neighbours',
    plant: host(({ domain }) => [{ zone: names, kind: 'domain', listed: ['a.test', domain, `www.${domain}`] }]),
    twin: host(() => [{ zone: names, kind: 'domain', listed: ['a.test', 'b.test'] }]),
  },
];

const USELESS: readonly Scenario[] = [
  {
    ...send,
    cause: 'svc-resolver-refused-by-dnsbl',
    title: 'the list does not serve public resolvers',
    plant: list(ip(first, { mood: 'refuses' })),
    twin: list(ip(first)),
    says: () => [first],
  },
  {
    ...send,
    cause: 'svc-resolver-refused-by-dnsbl',
    title: 'both lists refuse us',
    plant: list(ip(first, { mood: 'refuses' }), ip(second, { mood: 'refuses' })),
    twin: list(ip(first, { listed: ['192.0.2.1'] }), ip(second)),
    says: () => [first, second],
  },
  {
    ...send,
    cause: 'svc-resolver-refused-by-dnsbl',
    title: 'the list of names refuses us',
    plant: list({ zone: names, kind: 'domain', mood: 'refuses' }),
    twin: list({ zone: names, kind: 'domain' }),
  },
  {
    ...send,
    cause: 'svc-dead-dnsbl',
    title: 'shut down, and says yes to everything',
    plant: list(ip(second, { mood: 'lists-all' })),
    twin: list(ip(second, { listed: ['198.51.100.1'] })),
    says: () => [second],
  },
  {
    ...send,
    cause: 'svc-dead-dnsbl',
    title: 'its domain was sold and is parked',
    plant: list(ip(second, { mood: 'parked' })),
    // A list that is silent today has said nothing.
    twin: list(ip(second, { mood: 'servfail' })),
  },
  {
    ...send,
    cause: 'svc-dead-dnsbl',
    certainty: 'likely',
    title: 'gone: not even its test entry is there',
    plant: list(ip(first, { mood: 'gone' })),
    twin: list(ip(first)),
  },
];

const NAMED: readonly Scenario[] = [
  {
    ...send,
    cause: 'snd-no-ptr',
    title: 'no reverse name',
    plant: host(() => [], { [REVERSE]: {} }),
    twin: host(() => [], { [REVERSE]: { PTR: ['out.host.test', HOSTNAME] } }),
    says: () => [HOST_ADDRESS],
  },
  {
    ...send,
    cause: 'snd-no-ptr',
    title: 'the reverse name does not lead back',
    plant: host(() => [], {
      [REVERSE]: { PTR: ['customer-25.provider-lab.test'] },
      'customer-25.provider-lab.test': { A: ['198.51.100.25'] },
    }),
    twin: host(() => [], {
      [REVERSE]: { PTR: ['customer-25.provider-lab.test'] },
      'customer-25.provider-lab.test': { A: ['198.51.100.25', HOST_ADDRESS] },
    }),
    says: () => ['customer-25.provider-lab.test'],
  },
  {
    ...send,
    cause: 'snd-no-ptr',
    title: 'only the IPv6 address has none',
    plant: host(() => [], { [HOSTNAME]: { A: [HOST_ADDRESS], AAAA: [SIX] } }),
    twin: host(() => [], {
      [HOSTNAME]: { A: [HOST_ADDRESS], AAAA: [SIX] },
      [REVERSE_SIX]: { PTR: [HOSTNAME] },
    }),
    says: () => [SIX, 'IPv6'],
  },
];

export const REPUTATION_SCENARIOS: readonly Scenario[] = [...LISTED, ...USELESS, ...NAMED];
