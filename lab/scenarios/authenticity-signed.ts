/** Faults of DKIM keys and DMARC records, each with a healthy twin that looks much the same. */
import type { ZoneName } from '../dns-server.ts';
import { HOSTNAME } from '../world.ts';
import type { Customer } from '../world.ts';
import type { Act, Scenario } from './scenario.ts';

const send = { symptom: 'send' } as const;
const selectorOf = ({ domain }: Customer): string => `pv1._domainkey.${domain}`;
const ourKey = (customer: Customer): string => String(customer.zones[selectorOf(customer)].TXT?.[0] ?? '');
const p = (record: string): string => /p=(.*)$/.exec(record)?.[1] ?? '';
/** As long as ours, and somebody else's. */
const otherKey = (customer: Customer): string => {
  const key = p(ourKey(customer));
  return `${key.slice(0, 60)}${key.slice(60).split('').toReversed().join('').replaceAll('=', 'A')}`;
};
const key =
  (make: (customer: Customer) => ZoneName): Act =>
  (world, customer) =>
    world.dns.add({ [selectorOf(customer)]: make(customer) });

const KEYS: readonly Scenario[] = [
  {
    ...send,
    cause: 'dom-dkim-mismatch',
    title: 'the key of the host before us',
    plant: key((customer) => ({ TXT: [`v=DKIM1; k=rsa; p=${otherKey(customer)}`] })),
    // Blanks and line ends in a key mean nothing.
    twin: key((customer) => ({
      TXT: [
        `v=DKIM1; k=rsa; p=${p(ourKey(customer))
          .match(/.{1,64}/g)
          ?.join(' ')}`,
      ],
    })),
    says: ({ domain }) => [`pv1._domainkey.${domain}`],
    heals: 'replace-txt',
  },
  {
    ...send,
    cause: 'dom-dkim-mismatch',
    title: 'the panel kept only the first 255 characters',
    plant: key((customer) => ({ TXT: [ourKey(customer).slice(0, 255)] })),
    twin: key((customer) => ({ TXT: [ourKey(customer).match(/.{1,40}/g) ?? []] })),
    heals: 'replace-txt',
  },
  {
    ...send,
    cause: 'dom-dkim-mismatch',
    title: 'the key is emptied',
    plant: key(() => ({ TXT: ['v=DKIM1; k=rsa; p='] })),
    twin: (world, customer) =>
      world.dns.add({ [`old._domainkey.${customer.domain}`]: { TXT: ['v=DKIM1; k=rsa; p='] } }),
  },
  {
    ...send,
    cause: 'dom-dkim-mismatch',
    title: 'a CNAME to somebody else’s key',
    plant: (world, customer) =>
      world.dns.add({
        [selectorOf(customer)]: { CNAME: `key.other-${customer.domain}` },
        [`key.other-${customer.domain}`]: { TXT: [`v=DKIM1; p=${otherKey(customer)}`] },
      }),
    twin: (world, customer) =>
      world.dns.add({
        [selectorOf(customer)]: { CNAME: `key.other-${customer.domain}` },
        [`key.other-${customer.domain}`]: { TXT: [ourKey(customer)] },
      }),
  },
  {
    ...send,
    cause: 'dom-dkim-mismatch',
    certainty: 'likely',
    title: 'two keys under one selector',
    plant: key((customer) => ({ TXT: [ourKey(customer), `v=DKIM1; k=rsa; p=${otherKey(customer)}`] })),
    // A wildcard's SPF beside the key is no key.
    twin: key((customer) => ({ TXT: [ourKey(customer), 'v=spf1 -all'] })),
  },
];

const dmarc =
  (records: (customer: Customer) => readonly string[]): Act =>
  (world, customer) =>
    world.dns.add({ [`_dmarc.${customer.domain}`]: { TXT: records(customer) } });
const noDmarc = { allowed: ['dom-dmarc-missing'] } as const;

const POLICIES: readonly Scenario[] = [
  {
    ...send,
    ...noDmarc,
    cause: 'dom-dmarc-multiple-or-bad',
    title: 'two records',
    plant: dmarc(({ domain }) => ['v=DMARC1; p=none', `v=DMARC1; p=quarantine; rua=mailto:dmarc@${domain}`]),
    twin: dmarc(({ domain }) => [`v=DMARC1; p=quarantine; rua=mailto:dmarc@${domain}`, 'reports go to the office']),
    says: ({ domain }) => [`_dmarc.${domain}`, '2'],
    heals: 'replace-txt',
  },
  {
    ...send,
    ...noDmarc,
    cause: 'dom-dmarc-multiple-or-bad',
    title: 'a policy that does not exist',
    plant: dmarc(() => ['v=DMARC1; p=rejct; sp=none']),
    // Without p, but with reports: that counts as none.
    twin: dmarc(({ domain }) => [`v=DMARC1; rua=mailto:dmarc@${domain}`]),
    says: () => ['p=rejct'],
    heals: 'replace-txt',
  },
  {
    ...send,
    ...noDmarc,
    cause: 'dom-dmarc-multiple-or-bad',
    title: 'commas instead of semicolons',
    plant: dmarc(() => ['v=DMARC1, p=none, sp=none']),
    twin: dmarc(() => ['v=DMARC1;p=NONE;sp=None;adkim=r;']),
  },
  {
    ...send,
    ...noDmarc,
    cause: 'dom-dmarc-multiple-or-bad',
    title: 'at the domain itself, where nobody looks',
    plant: (world, customer) => {
      world.dns.remove(`_dmarc.${customer.domain}`);
      const zone = customer.zones[customer.domain];
      world.dns.add({ [customer.domain]: { ...zone, TXT: [...(zone.TXT ?? []), 'v=DMARC1; p=none'] } });
    },
    twin: (world, customer) => {
      const zone = customer.zones[customer.domain];
      world.dns.add({ [customer.domain]: { ...zone, TXT: [...(zone.TXT ?? []), 'v=DMARC1; p=none'] } });
    },
  },
  {
    ...send,
    ...noDmarc,
    cause: 'dom-dmarc-multiple-or-bad',
    title: 'the name has lost its underscore',
    plant: (world, customer) => {
      world.dns.remove(`_dmarc.${customer.domain}`);
      world.dns.add({ [`dmarc.${customer.domain}`]: { TXT: ['v=DMARC1; p=quarantine'] } });
    },
    twin: (world, customer) =>
      world.dns.add({
        [`_dmarc.${customer.domain}`]: { CNAME: `dmarc.${customer.domain}` },
        [`dmarc.${customer.domain}`]: { TXT: ['v=DMARC1; p=quarantine'] },
      }),
    says: ({ domain }) => [`dmarc.${domain}`],
  },
];

const beneath = {
  allowed: ['dom-spf-lacks-us', 'dom-spf-missing', 'dom-spf-multiple', 'dom-dkim-mismatch', 'dom-dkim-missing'],
} as const;
/** SPF, key and policy at once. */
const all =
  (spf: readonly string[], signed: ((customer: Customer) => ZoneName) | null, policy: string): Act =>
  (world, customer) => {
    world.dns.add({
      [customer.domain]: { ...customer.zones[customer.domain], TXT: spf },
      [`_dmarc.${customer.domain}`]: { TXT: [policy] },
    });
    if (signed === null) world.dns.remove(selectorOf(customer));
    else world.dns.add({ [selectorOf(customer)]: signed(customer) });
  };
const ours = (customer: Customer): ZoneName => ({ TXT: [ourKey(customer)] });

const HITS: readonly Scenario[] = [
  {
    ...send,
    ...beneath,
    cause: 'dom-dmarc-own-policy-hits-self',
    title: 'p=reject, written for the newsletter service',
    plant: all(['v=spf1 ip4:192.0.2.0/24 -all'], null, 'v=DMARC1; p=reject'),
    // Neutral SPF confirms nothing, but the signature does.
    twin: all(['v=spf1 ip4:192.0.2.0/24 ?all'], ours, 'v=DMARC1; p=reject; adkim=s; aspf=s'),
    says: ({ domain }) => [domain],
    must: ['dom-spf-lacks-us', 'dom-dkim-missing'],
  },
  {
    ...send,
    ...beneath,
    cause: 'dom-dmarc-own-policy-hits-self',
    title: 'p=quarantine with the old host’s SPF and key',
    plant: all(
      ['v=spf1 ip4:198.51.100.25 ~all'],
      (customer) => ({ TXT: [`v=DKIM1; p=${otherKey(customer)}`] }),
      'v=DMARC1; p=quarantine; pct=100',
    ),
    // The same, but the policy is only watched: t=y is one step milder (RFC 9989).
    twin: all([`v=spf1 a:${HOSTNAME} ~all`], ours, 'v=DMARC1; p=quarantine; t=y'),
    must: ['dom-spf-lacks-us', 'dom-dkim-mismatch'],
  },
  {
    ...send,
    ...beneath,
    cause: 'dom-dmarc-own-policy-hits-self',
    title: 'p=reject, two SPF records, the key emptied',
    plant: all(['v=spf1 mx -all', 'v=spf1 a -all'], () => ({ TXT: ['v=DKIM1; p='] }), 'v=DMARC1; p=reject'),
    twin: all(['v=spf1 mx -all', 'not spf1'], ours, 'v=DMARC1; p=reject'),
    must: ['dom-spf-multiple'],
  },
];

export const SIGNED_SCENARIOS: readonly Scenario[] = [...KEYS, ...POLICIES, ...HITS];
