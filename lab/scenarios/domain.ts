/** Faults in registration and DNS, each with a healthy twin. */
import { HOST_ADDRESS, HOSTNAME } from '../world.ts';
import type { Scenario } from './scenario.ts';

const domainOf = (customer: { readonly domain: string }): string => customer.domain;

export const DOMAIN_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'dom-not-registered',
    title: 'the registration ran out and the name is gone',
    symptom: 'both',
    about: domainOf,
    plant: (world, { domain, zones }) => {
      world.registry.set(domain, null);
      for (const name of Object.keys(zones)) world.dns.remove(name);
    },
    // A name inside somebody's zone that has no NS of its own is registered all the same.
    twin: (world, { domain, zones }) => world.dns.add({ [domain]: { ...zones[domain], NS: [] } }),
    allowed: ['dom-no-mx'],
    says: ({ domain }) => [domain],
  },
  {
    cause: 'dom-not-registered',
    title: 'gone from DNS, and the registry is silent: likely',
    symptom: 'receive',
    certainty: 'likely',
    plant: (world, { zones, domain }) => {
      world.registry.set(domain, 'broken');
      for (const name of Object.keys(zones)) world.dns.remove(name);
    },
    twin: () => {},
    allowed: ['dom-no-mx'],
  },
  {
    cause: 'dom-no-mx',
    title: 'the MX record was lost in a move of the web site',
    symptom: 'receive',
    plant: (world, { domain, zones }) =>
      world.dns.add({ [domain]: { ...zones[domain], MX: [], A: ['198.51.100.80'] } }),
    // No MX either, but the domain's own address is this host: mail arrives.
    twin: (world, { domain, zones }) => world.dns.add({ [domain]: { ...zones[domain], MX: [], A: [HOST_ADDRESS] } }),
    says: ({ domain }) => [domain, '198.51.100.80'],
  },
  {
    cause: 'dom-mx-wrong-host',
    title: 'MX still at the old host',
    symptom: 'receive',
    plant: (world, { domain, zones }) =>
      world.dns.add({
        [domain]: { ...zones[domain], MX: ['10 mail.old-host.test'] },
        'mail.old-host.test': { A: ['198.51.100.25'] },
      }),
    // MX by the customer's own name for this host.
    twin: (world, { domain, zones }) =>
      world.dns.add({
        [domain]: { ...zones[domain], MX: [`10 mail.${domain}`] },
        [`mail.${domain}`]: { A: [HOST_ADDRESS] },
      }),
    says: () => ['mail.old-host.test', HOSTNAME],
  },
  {
    cause: 'dom-mx-mixed',
    title: 'the old MX was left beside the new one',
    symptom: 'some',
    plant: (world, { domain, zones }) =>
      world.dns.add({
        [domain]: { ...zones[domain], MX: [`10 ${HOSTNAME}`, '10 mail.left-over.test'] },
        'mail.left-over.test': { A: ['198.51.100.26'] },
      }),
    twin: (world, { domain, zones }) =>
      world.dns.add({
        [domain]: { ...zones[domain], MX: [`10 ${HOSTNAME}`, `20 mx2.${domain}`] },
        [`mx2.${domain}`]: { A: [HOST_ADDRESS] },
      }),
    says: () => ['mail.left-over.test'],
  },
  {
    cause: 'dom-null-mx',
    title: 'the domain says that it takes no mail',
    symptom: 'receive',
    plant: (world, { domain, zones }) => world.dns.add({ [domain]: { ...zones[domain], MX: ['0 .'] } }),
    // Who takes no mail cannot be answered either.
    allowed: ['snd-sender-domain-unresolvable'],
    twin: () => {},
  },
  {
    cause: 'dom-mx-no-address',
    title: 'the final dot was forgotten',
    symptom: 'receive',
    plant: (world, { domain, zones }) =>
      world.dns.add({ [domain]: { ...zones[domain], MX: [`10 ${HOSTNAME}.${domain}`] } }),
    twin: () => {},
    says: ({ domain }) => [`${HOSTNAME}.${domain}`],
  },
  {
    cause: 'dom-spf-missing',
    title: 'no SPF, and sending fails',
    symptom: 'send',
    plant: (world, { domain, zones }) => world.dns.add({ [domain]: { ...zones[domain], TXT: [] } }),
    // Further senders are the owner's choice.
    twin: (world, { domain, zones }) =>
      world.dns.add({ [domain]: { ...zones[domain], TXT: [`v=spf1 ip4:192.0.2.0/24 ip4:${HOST_ADDRESS} -all`] } }),
  },
  {
    cause: 'dom-dkim-missing',
    title: 'the DKIM key was never published',
    symptom: 'send',
    plant: (world, { domain }) => world.dns.remove(`pv1._domainkey.${domain}`),
    twin: () => {},
  },
  {
    cause: 'dom-dmarc-missing',
    title: 'no DMARC record',
    symptom: 'send',
    plant: (world, { domain }) => world.dns.remove(`_dmarc.${domain}`),
    twin: (world, { domain }) => world.dns.add({ [`_dmarc.${domain}`]: { TXT: ['v=DMARC1; p=reject; sp=none'] } }),
  },
];
