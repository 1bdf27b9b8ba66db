/** Faults of SPF records, each with a healthy twin that looks much the same. */
import type { ZoneName, Zones } from '../dns-server.ts';
import { HOST_ADDRESS, HOSTNAME } from '../world.ts';
import type { Customer } from '../world.ts';
import type { Act, Scenario } from './scenario.ts';

/** Addresses the host of the setting `watched` sent from before. */
export const FORMER = ['203.0.113.9', '2001:db8:9::25'] as const;
const send = { symptom: 'send' } as const;
const first = (domain: string): string => domain.split('.')[0];
/** Names of services of others, one a customer, so that no scenario touches another's. */
const service = (customer: Customer, name = 'spf'): string => `_${name}.tjeneste-${first(customer.domain)}.test`;

type Texts = readonly (string | readonly string[])[];
/** The domain's TXT records are these; other names on top. */
const txt =
  (records: (customer: Customer) => Texts, more: (customer: Customer) => Zones = () => ({})): Act =>
  (world, customer) =>
    world.dns.add({
      [customer.domain]: { ...customer.zones[customer.domain], TXT: records(customer) },
      ...more(customer),
    });
const includes = (customer: Customer, count: number): string =>
  Array.from({ length: count }, (_, i) => `include:${service(customer, `s${i}`)}`).join(' ');
const included = (customer: Customer, count: number, each: (i: number) => ZoneName): Zones =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [service(customer, `s${i}`), each(i)]));
const plain = (i: number): ZoneName => ({ TXT: [`v=spf1 ip4:192.0.2.${i} -all`] });
const office = (customer: Customer): Zones => ({ [service(customer)]: { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] } });

const LACKS: readonly Scenario[] = [
  {
    ...send,
    cause: 'dom-spf-lacks-us',
    title: 'written for the office service alone',
    plant: txt((customer) => [`v=spf1 include:${service(customer)} -all`], office),
    twin: txt((customer) => [`v=spf1 include:${service(customer)} a:${HOSTNAME} -all`], office),
    says: ({ domain }) => [domain, HOST_ADDRESS],
    heals: 'replace-txt',
  },
  {
    ...send,
    cause: 'dom-spf-lacks-us',
    title: 'the old host by its network, softly',
    plant: txt(() => ['v=spf1 ip4:198.51.100.0/24 ~all']),
    twin: txt(() => ['v=spf1 ip4:198.51.100.0/24 ip4:203.0.113.0/24 ~all']),
    heals: 'replace-txt',
  },
  {
    ...send,
    cause: 'dom-spf-lacks-us',
    title: 'a term before us shuts our network out',
    plant: txt(() => ['v=spf1 -ip4:203.0.113.0/24 mx -all']),
    twin: txt(() => ['v=spf1 -ip4:203.0.113.128/25 mx -all']),
  },
  {
    ...send,
    cause: 'dom-spf-lacks-us',
    title: 'include= instead of include: means nothing to anybody',
    plant: txt(
      (customer) => [`v=spf1 include=${service(customer)} -all`],
      (customer) => ({
        [service(customer)]: { TXT: [`v=spf1 ip4:${HOST_ADDRESS} -all`] },
      }),
    ),
    twin: txt(
      (customer) => [`v=spf1 include:${service(customer)} -all`],
      (customer) => ({
        [service(customer)]: { TXT: [`v=spf1 ip4:${HOST_ADDRESS} -all`] },
      }),
    ),
  },
  {
    ...send,
    cause: 'dom-spf-lacks-us',
    title: 'a redirect to the record of a service that does not know us',
    plant: txt((customer) => [`v=spf1 redirect=${service(customer)}`], office),
    twin: txt(
      (customer) => [`v=spf1 redirect=${service(customer)}`],
      (customer) => ({
        [service(customer)]: { TXT: [`v=spf1 exists:%{ir}.${service(customer, 'ok')} -all`] },
        [`${HOST_ADDRESS.split('.').reverse().join('.')}.${service(customer, 'ok')}`]: { A: ['127.0.0.2'] },
      }),
    ),
  },
];

const MULTIPLE: readonly Scenario[] = [
  {
    ...send,
    cause: 'dom-spf-multiple',
    title: 'the new record was added beside the old one',
    plant: txt((customer) => ['v=spf1 mx ~all', `v=spf1 include:${service(customer)} -all`], office),
    twin: txt((customer) => ['v=spf1 mx ~all', 'site-verification=abcdef', `hint: include:${service(customer)}`]),
    says: ({ domain }) => [domain, '2'],
    heals: 'replace-txt',
  },
  {
    ...send,
    cause: 'dom-spf-multiple',
    title: 'the same record twice, once in capital letters',
    plant: txt(() => ['v=spf1 mx ~all', 'V=SPF1 mx ~all ']),
    twin: txt(() => ['v=spf1 mx ~all', 'v=spf10 -all', 'spf2.0/pra -all']),
  },
  {
    ...send,
    cause: 'dom-spf-multiple',
    title: 'three services, three records',
    plant: txt((customer) => [
      `v=spf1 a:${HOSTNAME} -all`,
      `v=spf1 include:${service(customer)} ~all`,
      'v=spf1 ip4:192.0.2.7 ?all',
    ]),
    twin: txt(() => [['v=spf1 a:', `${HOSTNAME} ip4:192.0.2.7`, ' ~all']]),
    says: () => ['3'],
  },
];

const TOO_MANY: readonly Scenario[] = [
  {
    ...send,
    cause: 'dom-spf-too-many-lookups',
    title: 'eleven services before us',
    plant: txt(
      (customer) => [`v=spf1 ${includes(customer, 11)} mx -all`],
      (customer) => included(customer, 11, plain),
    ),
    // The eleventh question is never asked: we come before it.
    twin: txt(
      (customer) => [`v=spf1 mx ${includes(customer, 11)} -all`],
      (customer) => included(customer, 11, plain),
    ),
    says: ({ domain }) => [domain],
    heals: 'replace-txt',
  },
  {
    ...send,
    cause: 'dom-spf-too-many-lookups',
    title: 'one service whose own record asks ten times',
    plant: txt(
      (customer) => [`v=spf1 include:${service(customer)} mx -all`],
      (customer) => ({
        [service(customer)]: { TXT: [`v=spf1 ${includes(customer, 10)} -all`] },
        ...included(customer, 10, plain),
      }),
    ),
    twin: txt(
      (customer) => [`v=spf1 include:${service(customer)} mx -all`],
      (customer) => ({
        [service(customer)]: { TXT: [`v=spf1 ${includes(customer, 8)} -all`] },
        ...included(customer, 8, plain),
      }),
    ),
  },
  {
    ...send,
    cause: 'dom-spf-too-many-lookups',
    title: 'three names that no longer exist',
    plant: txt(({ domain }) => [`v=spf1 a:web.${domain} a:shop.${domain} a:old.${domain} mx -all`]),
    twin: txt(({ domain }) => [`v=spf1 a:web.${domain} a:shop.${domain} mx -all`]),
  },
  {
    ...send,
    cause: 'dom-spf-too-many-lookups',
    title: 'includes that include each other',
    plant: txt(
      (customer) => [`v=spf1 include:${service(customer)} mx -all`],
      (customer) => ({ [service(customer)]: { TXT: [`v=spf1 include:${service(customer)} -all`] } }),
    ),
    twin: txt(
      (customer) => [`v=spf1 include:${service(customer)} -all`],
      (customer) => ({
        [service(customer)]: { TXT: [`v=spf1 mx:${customer.domain} include:${service(customer)} -all`] },
      }),
    ),
  },
];

const noSpf = { allowed: ['dom-spf-missing'] } as const;
const SYNTAX: readonly Scenario[] = [
  {
    ...send,
    cause: 'dom-spf-syntax',
    title: 'ipv4 instead of ip4',
    plant: txt(() => [`v=spf1 ipv4:198.51.100.9 a:${HOSTNAME} ~all`]),
    twin: txt(() => [`v=spf1 ip4:198.51.100.9 a:${HOSTNAME} ~all`]),
    says: () => ['ipv4:198.51.100.9'],
    heals: 'replace-txt',
  },
  {
    ...send,
    ...noSpf,
    cause: 'dom-spf-syntax',
    title: 'pasted with its quotation marks',
    plant: txt(() => ['"v=spf1 mx ~all"']),
    twin: txt(() => ['v=spf1 mx ~all', '"v=spf2 something else"']),
    heals: 'replace-txt',
  },
  {
    ...send,
    ...noSpf,
    cause: 'dom-spf-syntax',
    title: 'the version has lost its number',
    plant: txt(() => [`v=spf a:${HOSTNAME} -all`]),
    twin: txt(() => ['v=spf1 mx moo.unknown=x%{d} ~all']),
  },
  {
    ...send,
    cause: 'dom-spf-syntax',
    title: 'an include of a name without any record',
    plant: txt((customer) => [`v=spf1 include:${service(customer)} mx -all`]),
    // With us in front it is never asked.
    twin: txt((customer) => [`v=spf1 mx include:${service(customer)} -all`]),
    says: ({ domain }) => [domain],
  },
  {
    ...send,
    cause: 'dom-spf-syntax',
    title: 'commas between the terms',
    plant: txt(() => [`v=spf1 a:${HOSTNAME}, mx, ~all`]),
    twin: txt(() => [`v=spf1   a:${HOSTNAME}   mx   ~all`]),
  },
  {
    ...send,
    cause: 'dom-spf-syntax',
    title: 'a service we include has two records itself',
    plant: txt(
      (customer) => [`v=spf1 include:${service(customer)} mx -all`],
      (customer) => ({ [service(customer)]: { TXT: ['v=spf1 -all', 'v=spf1 ip4:192.0.2.1 -all'] } }),
    ),
    says: (customer) => [service(customer)],
  },
];

const lacks = { allowed: ['dom-spf-lacks-us'] } as const;
const MOVED: readonly Scenario[] = [
  {
    ...send,
    ...lacks,
    cause: 'svc-ip-changed',
    title: 'our old address, literally',
    plant: txt(() => [`v=spf1 ip4:${FORMER[0]} -all`]),
    twin: txt(() => [`v=spf1 ip4:${FORMER[0]} ip4:${HOST_ADDRESS} -all`]),
    says: () => [FORMER[0], HOST_ADDRESS],
    heals: 'replace-txt',
  },
  {
    ...send,
    ...lacks,
    cause: 'svc-ip-changed',
    title: 'our old network, beside a newsletter service',
    plant: txt((customer) => [`v=spf1 ip4:203.0.113.8/29 include:${service(customer)} ~all`], office),
    twin: txt((customer) => [`v=spf1 ip4:203.0.113.0/26 include:${service(customer)} ~all`], office),
  },
  {
    ...send,
    ...lacks,
    cause: 'svc-ip-changed',
    title: 'our old IPv6 address',
    plant: txt(() => [`v=spf1 ip6:${FORMER[1]} ip4:192.0.2.80 -all`]),
    twin: txt(() => [`v=spf1 ip6:${FORMER[1]} mx -all`]),
  },
];

export const SPF_SCENARIOS: readonly Scenario[] = [...LACKS, ...MULTIPLE, ...TOO_MANY, ...SYNTAX, ...MOVED];
