/**
 * The faults of registration and DNS once more, come about in other ways: records under a wrong name, templates of web hosts,
 * other top-level domains with the words of their registries.
 */
import type { RegistryEntry } from '../registry.ts';
import { type Customer, HOST_ADDRESS, HOSTNAME, type World } from '../world.ts';
import type { ZoneName } from '../dns-server.ts';
import type { Act, Scenario } from './scenario.ts';

const domainOf = ({ domain }: Customer): string => domain;
const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
/** A web host somewhere; no mail there. */
const WEB = '198.51.100.80';

/** The zone as it should be, with this at the domain's own name and, below it, `more` by the first label. */
const zone =
  (apex: ZoneName, more: (domain: string) => Readonly<Record<string, ZoneName>> = () => ({})): Act =>
  (world, { domain, zones }) =>
    world.dns.add({ [domain]: { ...zones[domain], ...apex }, ...more(domain) });
const moved =
  (name: (domain: string) => string, to: (domain: string) => string): Act =>
  (world, { domain, zones }) => {
    world.dns.add({ [to(domain)]: zones[name(domain)] });
    world.dns.remove(name(domain));
  };
/** Beside our name, one of the customer's own that leads there. */
const ownName =
  (address: string): Act =>
  (world, { domain, zones }) =>
    world.dns.add({
      [domain]: { ...zones[domain], MX: [`10 ${HOSTNAME}`, `10 post.${domain}`] },
      [`post.${domain}`]: { A: [address] },
    });
const dkim = (domain: string): string => `pv1._domainkey.${domain}`;
const dmarc = (domain: string): string => `_dmarc.${domain}`;
const gone = (world: World, { zones }: Customer): void => {
  for (const name of Object.keys(zones)) world.dns.remove(name);
};

/** The same customer's second domain, below another top. */
const below =
  (top: string) =>
  ({ domain }: Customer): string =>
    domain.replace(/\.[a-z]+$/, `.${top}`);
/** When the first is below that top already, it is the one that is meant. */
const second = async (world: World, customer: Customer, top: string): Promise<Customer> =>
  customer.domain.endsWith(`.${top}`)
    ? customer
    : await world.customer(Number(/\d+$/.exec(customer.local)?.[0]), undefined, top);
/** Makes the second domain; the registry says this of it, and it is out of DNS. */
const outOfZone =
  (top: string, entry: () => RegistryEntry): Act =>
  async (world, customer) => {
    const made = await second(world, customer, top);
    world.registry.set(made.domain, entry());
    gone(world, made);
  };
/** The registry says this of the second domain, and mail arrives as ever. */
const inZone =
  (top: string, entry: () => RegistryEntry): Act =>
  async (world, customer) => {
    const made = await second(world, customer, top);
    world.registry.set(made.domain, entry());
  };

const REGISTRATIONS: readonly Scenario[] = [
  {
    cause: 'dom-not-registered',
    title: 'set up here, and the .no name was never ordered',
    symptom: 'send',
    about: below('no'),
    plant: async (world, customer) => {
      const made = await second(world, customer, 'no');
      world.registry.set(made.domain, null);
      gone(world, made);
    },
    // The registry counts its questions and answers no more today; DNS knows the name.
    twin: async (world, customer) => {
      const made = await second(world, customer, 'no');
      world.registry.set(made.domain, 'refusing');
    },
    allowed: ['dom-no-mx'],
    says: (customer) => [below('no')(customer)],
  },
  {
    cause: 'dom-quarantine',
    title: '.se: deactivated since day 10',
    symptom: 'receive',
    about: below('se'),
    plant: outOfZone('se', () => ({ status: ['inactive'], expiresAt: daysAgo(14.5) })),
    // Eight days late, and still in the zone.
    twin: inZone('se', () => ({ status: ['active'], expiresAt: daysAgo(8) })),
    allowed: ['dom-no-mx'],
    says: (customer) => [below('se')(customer), 'dag 5 av 60'],
  },
  {
    cause: 'dom-quarantine',
    title: '.com: pending delete, nobody can bring it back',
    symptom: 'both',
    about: below('com'),
    plant: outOfZone('com', () => ({ status: ['pending delete'], changedAt: daysAgo(1.5) })),
    // Words that sound alike and are locks.
    twin: inZone('com', () => ({ status: ['client delete prohibited', 'server delete prohibited'] })),
    allowed: ['dom-no-mx'],
    says: (customer) => [below('com')(customer)],
  },
  {
    cause: 'dom-expired',
    title: '.no: not renewed, and the name servers lead to a page for sale',
    symptom: 'both',
    about: below('no'),
    plant: async (world, customer) => {
      const { domain, zones } = await second(world, customer, 'no');
      world.registry.set(domain, { status: ['active'], expiresAt: daysAgo(20) });
      world.dns.add({ [domain]: { ...zones[domain], MX: [], TXT: [], A: [WEB] } });
    },
    twin: inZone('no', () => ({ status: ['active'], expiresAt: daysAgo(20) })),
    allowed: ['dom-no-mx', 'dom-spf-missing'],
    says: (customer) => [below('no')(customer)],
  },
  {
    cause: 'dom-expired',
    title: '.shop: expired twelve days ago, taken out of DNS',
    symptom: 'receive',
    about: below('shop'),
    plant: outOfZone('shop', () => ({ status: ['auto renew period'], expiresAt: daysAgo(12) })),
    twin: inZone('shop', () => ({ status: ['auto renew period'], expiresAt: daysAgo(-353) })),
    allowed: ['dom-no-mx'],
    says: (customer) => [below('shop')(customer)],
  },
  {
    cause: 'dom-clienthold-unverified',
    title: '.online: on hold among locks, days after the purchase',
    symptom: 'receive',
    certainty: 'likely',
    about: below('online'),
    plant: outOfZone('online', () => ({
      status: ['add period', 'client hold', 'client transfer prohibited'],
      expiresAt: daysAgo(-350),
    })),
    twin: inZone('online', () => ({ status: ['add period', 'client transfer prohibited'], expiresAt: daysAgo(-350) })),
    allowed: ['dom-no-mx'],
    says: () => ['client hold'],
  },
  {
    cause: 'dom-clienthold-unverified',
    title: '.org: the registrar’s word in capitals as EPP writes it, asked by who cannot send',
    symptom: 'send',
    certainty: 'likely',
    about: below('org'),
    plant: outOfZone('org', () => ({ status: ['clientHold'], expiresAt: daysAgo(-30) })),
    twin: inZone('org', () => ({ status: ['clientUpdateProhibited'], expiresAt: daysAgo(-30) })),
    allowed: ['dom-no-mx'],
  },
  {
    cause: 'dom-serverhold',
    title: '.se: held by the registry, beside its locks',
    symptom: 'receive',
    about: below('se'),
    plant: outOfZone('se', () => ({ status: ['server hold', 'server update prohibited'], expiresAt: daysAgo(-100) })),
    twin: inZone('se', () => ({ status: ['server update prohibited'], expiresAt: daysAgo(-100) })),
    allowed: ['dom-no-mx'],
  },
  {
    cause: 'dom-serverhold',
    title: '.info: held by registry and registrar at once',
    symptom: 'send',
    about: below('info'),
    plant: outOfZone('info', () => ({ status: ['server hold', 'client hold'] })),
    twin: inZone('info', () => ({ status: ['server renew prohibited', 'client renew prohibited'] })),
    allowed: ['dom-no-mx'],
  },
];

const MAIL_RECORDS: readonly Scenario[] = [
  {
    cause: 'dom-no-mx',
    title: 'the MX record was written at www',
    symptom: 'receive',
    plant: zone({ MX: [] }, (domain) => ({ [`www.${domain}`]: { A: [WEB], MX: [`10 ${HOSTNAME}`] } })),
    twin: zone({}, (domain) => ({ [`www.${domain}`]: { A: [WEB], MX: [`10 ${HOSTNAME}`] } })),
    must: ['snd-sender-domain-unresolvable'],
    says: ({ domain }) => [domain],
  },
  {
    cause: 'dom-no-mx',
    title: 'a web host’s template with addresses of both kinds, and a name for mail that nothing points at',
    symptom: 'both',
    plant: zone({ MX: [], A: [WEB], AAAA: ['2001:db8::80'] }, (domain) => ({
      [`mail.${domain}`]: { A: [HOST_ADDRESS] },
    })),
    twin: zone({ A: [WEB], AAAA: ['2001:db8::80'] }, (domain) => ({ [`mail.${domain}`]: { A: [HOST_ADDRESS] } })),
    says: () => [WEB],
  },
  {
    cause: 'dom-mx-wrong-host',
    title: 'the site builder’s own mail servers, two of them',
    symptom: 'both',
    plant: (world, { domain, zones }) =>
      world.dns.add({
        [domain]: { ...zones[domain], MX: ['10 mx1.site-builder.test', '20 mx2.site-builder.test'] },
        'mx1.site-builder.test': { A: ['198.51.100.31'] },
        'mx2.site-builder.test': { A: ['198.51.100.32'] },
      }),
    twin: (world, { domain, zones }) =>
      world.dns.add({
        [domain]: { ...zones[domain], MX: [`10 mx1.${domain}`, `20 mx2.${domain}`] },
        [`mx1.${domain}`]: { A: [HOST_ADDRESS] },
        [`mx2.${domain}`]: { A: [HOST_ADDRESS] },
      }),
    says: () => ['mx1.site-builder.test'],
  },
  {
    cause: 'dom-mx-mixed',
    title: 'the old host is asked before ours',
    symptom: 'receive',
    plant: (world, { domain, zones }) =>
      world.dns.add({
        [domain]: { ...zones[domain], MX: ['5 mail.asked-first.test', `10 ${HOSTNAME}`] },
        'mail.asked-first.test': { A: ['198.51.100.27'] },
      }),
    twin: (world, { domain, zones }) =>
      world.dns.add({
        [domain]: { ...zones[domain], MX: [`5 first.${domain}`, `10 ${HOSTNAME}`] },
        [`first.${domain}`]: { A: [HOST_ADDRESS] },
      }),
    says: () => ['mail.asked-first.test'],
  },
  {
    cause: 'dom-mx-mixed',
    title: 'a name of the customer’s own beside ours still leads to the old server',
    symptom: 'some',
    plant: ownName('198.51.100.28'),
    twin: ownName(HOST_ADDRESS),
    says: ({ domain }) => [`post.${domain}`],
  },
  {
    cause: 'dom-null-mx',
    title: 'a template for parked names: takes no mail, sends none',
    symptom: 'both',
    plant: zone({ MX: ['0 .'], A: [WEB] }),
    // The template stands at a name below, where no mail is meant.
    twin: zone({ A: [WEB] }, (domain) => ({ [`www.${domain}`]: { A: [WEB], MX: ['0 .'], TXT: ['v=spf1 -all'] } })),
    allowed: ['snd-sender-domain-unresolvable'],
    says: ({ domain }) => [domain],
  },
  {
    cause: 'dom-null-mx',
    title: 'asked about the domain, whose SPF says that nobody sends for it',
    symptom: 'receive',
    about: domainOf,
    plant: zone({ MX: ['0 .'], TXT: ['v=spf1 -all'] }),
    allowed: ['snd-sender-domain-unresolvable', 'dom-spf-lacks-us'],
    says: ({ domain }) => [domain],
  },
  {
    cause: 'dom-mx-no-address',
    title: 'the old host is closed, and its name with it',
    symptom: 'both',
    plant: zone({ MX: ['10 mail.closed-down.test'] }),
    says: () => ['mail.closed-down.test'],
  },
  {
    cause: 'dom-mx-no-address',
    title: 'two names for mail, both without an address',
    symptom: 'receive',
    plant: (world, { domain, zones }) =>
      world.dns.add({
        [domain]: { ...zones[domain], MX: [`10 inn1.${domain}`, `20 inn2.${domain}`] },
        [`inn1.${domain}`]: { TXT: ['the address comes later'] },
      }),
    twin: (world, { domain, zones }) =>
      world.dns.add({
        [domain]: { ...zones[domain], MX: [`10 inn1.${domain}`, `20 inn2.${domain}`] },
        [`inn1.${domain}`]: { A: [HOST_ADDRESS] },
        [`inn2.${domain}`]: { A: [HOST_ADDRESS] },
      }),
    says: ({ domain }) => [`inn1.${domain}`, `inn2.${domain}`],
  },
];

const SENDER_RECORDS: readonly Scenario[] = [
  {
    cause: 'dom-spf-missing',
    title: 'SPF was written at www',
    symptom: 'send',
    plant: (world, { domain, zones }) =>
      world.dns.add({ [domain]: { ...zones[domain], TXT: [] }, [`www.${domain}`]: { TXT: zones[domain].TXT } }),
    twin: (world, { domain, zones }) => world.dns.add({ [`www.${domain}`]: { TXT: zones[domain].TXT } }),
  },
  {
    cause: 'dom-spf-missing',
    title: 'only proofs for other services are left',
    symptom: 'send',
    about: domainOf,
    plant: zone({ TXT: ['site-verification=5f3a', 'spf2.0/pra ip4:203.0.113.25 -all'] }),
    // Capitals mean the same (RFC 7208 §4.5).
    twin: zone({ TXT: ['site-verification=5f3a', `V=SPF1 IP4:${HOST_ADDRESS} -ALL`] }),
  },
  {
    cause: 'dom-dkim-missing',
    title: 'the key was written with the domain twice',
    symptom: 'send',
    plant: moved(dkim, (domain) => `${dkim(domain)}.${domain}`),
    // The key lies elsewhere, by an alias.
    twin: (world, { domain, zones }) =>
      world.dns.add({
        [dkim(domain)]: { CNAME: `key.${domain}` },
        [`key.${domain}`]: zones[dkim(domain)],
      }),
  },
  {
    cause: 'dom-dkim-missing',
    title: 'the key stands under another selector',
    symptom: 'send',
    about: domainOf,
    plant: moved(dkim, (domain) => `default._domainkey.${domain}`),
    twin: (world, { domain, zones }) => world.dns.add({ [`default._domainkey.${domain}`]: zones[dkim(domain)] }),
  },
  {
    cause: 'dom-dmarc-missing',
    title: 'only the web site’s own name has a policy',
    symptom: 'send',
    plant: moved(dmarc, (domain) => `_dmarc.www.${domain}`),
    twin: (world, { domain }) =>
      world.dns.add({
        [dmarc(domain)]: { CNAME: `policy.${domain}` },
        [`policy.${domain}`]: { TXT: ['v=DMARC1; p=none'] },
      }),
  },
  {
    cause: 'dom-dmarc-missing',
    title: 'reports for another domain are allowed here, and there is no policy of its own',
    symptom: 'send',
    about: domainOf,
    plant: (world, { domain }) => {
      world.dns.remove(dmarc(domain));
      world.dns.add({ [`far.example._report.${dmarc(domain)}`]: { TXT: ['v=DMARC1'] } });
    },
    twin: (world, { domain }) => world.dns.add({ [dmarc(domain)]: { TXT: ['v=DMARC1;p=none;'] } }),
  },
];

export const DOMAIN_WAY_SCENARIOS: readonly Scenario[] = [...REGISTRATIONS, ...MAIL_RECORDS, ...SENDER_RECORDS];
