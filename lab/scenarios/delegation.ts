/** Faults of delegation, name servers and DNSSEC, each with a healthy twin; with those of targets and registration. */
import type { PresentCause } from '#src/diagnosis/present.ts';
import type { ServerMood, ServerSetup } from '../hierarchy.ts';
import type { Customer, World } from '../world.ts';
import { DELEGATION_REGISTRATION_SCENARIOS } from './delegation-registration.ts';
import { DELEGATION_TARGET_SCENARIOS } from './delegation-targets.ts';
import { domainOf, elsewhere, label } from './delegation-acts.ts';
import type { Act, Scenario } from './scenario.ts';

/** What a zone that cannot be read looks like further down. */
const UNREADABLE: readonly PresentCause[] = ['dom-no-mx', 'snd-sender-domain-unresolvable'];
/** What a zone that sends the mail elsewhere looks like. */
const STRAYED: readonly PresentCause[] = [
  'dom-mx-wrong-host',
  'dom-no-mx',
  'dom-spf-missing',
  'dom-spf-lacks-us',
  'dom-dkim-missing',
  'dom-dmarc-missing',
];

const served =
  (setup: (customer: Customer) => Readonly<Record<string, ServerSetup>>): Act =>
  (world, customer) =>
    world.dns.delegate(customer.domain, { servers: setup(customer) });
const moods =
  (...list: readonly (ServerMood | 'lost' | null)[]) =>
  (customer: Customer): Record<string, ServerSetup> =>
    Object.fromEntries(
      list.map((mood, i) => [
        `ns${i + 1}.${label(customer)}-dns.test`,
        mood === null ? {} : mood === 'lost' ? { lost: true } : { mood },
      ]),
    );
const signed =
  (signing: NonNullable<Parameters<World['dns']['delegate']>[1]>['signing'] & object): Act =>
  (world, { domain }) =>
    world.dns.delegate(domain, { signing });
/** The zone as the company has it that the world is sent to. */
const foreignCopy = ({ domain }: Customer, more: object = {}): ServerSetup => ({
  zones: {
    [domain]: { NS: ['ns1.new-web.test'], SOA: { serial: 2 }, A: ['198.51.100.81'], ...more },
    [`www.${domain}`]: { A: ['198.51.100.81'] },
  },
});

const LAME: readonly Scenario[] = [
  {
    cause: 'dom-lame-delegation',
    title: 'both name servers have forgotten the zone',
    symptom: 'both',
    plant: served(moods('refused', 'refused')),
    twin: served(moods(null, null)),
    allowed: UNREADABLE,
    says: (customer) => [customer.domain, `ns1.${label(customer)}-dns.test`],
  },
  {
    cause: 'dom-lame-delegation',
    title: 'one server is broken, the other sends everybody back to the root',
    symptom: 'receive',
    about: domainOf,
    plant: served(moods('servfail', 'upward')),
    twin: served(moods(null, null, 'upward')),
    allowed: UNREADABLE,
  },
  {
    cause: 'dom-lame-delegation',
    title: 'a resolver in the place of a name server, and a server whose name is gone',
    symptom: 'both',
    plant: served(moods('not-authoritative', 'lost')),
    twin: served(moods(null, null, 'not-authoritative')),
    allowed: UNREADABLE,
  },
];

const INCONSISTENT: readonly Scenario[] = [
  {
    cause: 'dom-ns-inconsistent',
    title: 'the second server still has last year’s zone',
    symptom: 'some',
    plant: async (world, customer) => {
      const { domain, zones } = customer;
      elsewhere(world, 'mail.last-year.test');
      const old = { ...zones, [domain]: { ...zones[domain], MX: ['10 mail.last-year.test'], SOA: { serial: 3 } } };
      const [first, second] = Object.keys(moods(null, null)(customer));
      await world.dns.delegate(domain, { servers: { [first]: {}, [second]: { zones: old } } });
    },
    // The second one is behind by a version that changed nothing of mail.
    twin: async (world, customer) => {
      const { domain, zones } = customer;
      const [first, second] = Object.keys(moods(null, null)(customer));
      const old = { ...zones, [domain]: { ...zones[domain], SOA: { serial: 3 } } };
      await world.dns.delegate(domain, { servers: { [first]: {}, [second]: { zones: old } } });
    },
    says: () => ['mail.last-year.test'],
  },
  {
    cause: 'dom-ns-inconsistent',
    title: 'one server has lost the MX record',
    symptom: 'some',
    about: domainOf,
    plant: async (world, customer) => {
      const { domain, zones } = customer;
      const [first, second, third] = Object.keys(moods(null, null, null)(customer));
      const bare = { ...zones, [domain]: { ...zones[domain], MX: [] } };
      await world.dns.delegate(domain, { servers: { [first]: {}, [second]: { zones: bare }, [third]: {} } });
    },
    twin: served(moods(null, null, null)),
  },
  {
    cause: 'dom-ns-inconsistent',
    title: 'half of the servers refuse the zone',
    symptom: 'slow',
    certainty: 'likely',
    plant: served(moods(null, 'refused')),
    twin: served(moods(null, null, null, 'refused')),
  },
  {
    cause: 'dom-ns-inconsistent',
    title: 'one copy of a signed zone was not signed again',
    symptom: 'some',
    certainty: 'likely',
    plant: async (world, customer) => {
      const [first, second] = Object.keys(moods(null, null)(customer));
      const servers = { [first]: {}, [second]: { fault: 'expired' } } as const;
      await world.dns.delegate(customer.domain, { servers, signing: { algorithm: 13 } });
    },
    twin: async (world, customer) => {
      const [first, second] = Object.keys(moods(null, null)(customer));
      await world.dns.delegate(customer.domain, { servers: { [first]: {}, [second]: {} }, signing: { algorithm: 15 } });
    },
  },
];

const BOGUS: readonly Scenario[] = [
  {
    cause: 'dom-dnssec-bogus',
    title: 'the DNS host was changed, the old DS stayed at the registry',
    symptom: 'receive',
    plant: signed({ ds: 'wrong' }),
    twin: signed({ ds: 'right' }),
    says: ({ domain }) => [domain, 'DNSSEC'],
  },
  {
    cause: 'dom-dnssec-bogus',
    title: 'the new DNS host does not sign at all',
    symptom: 'both',
    about: domainOf,
    plant: signed({ unsigned: true }),
    twin: () => {},
    says: () => ['ingen nøkkel'],
  },
  {
    cause: 'dom-dnssec-bogus',
    title: 'the signatures ran out two days ago',
    symptom: 'some',
    plant: signed({ algorithm: 15, fault: 'expired' }),
    twin: signed({ algorithm: 15 }),
    says: () => ['gikk ut'],
  },
  {
    cause: 'dom-dnssec-bogus',
    title: 'the signer’s clock is in the future',
    symptom: 'receive',
    plant: signed({ algorithm: 13, fault: 'not-yet-valid' }),
    twin: signed({ algorithm: 13 }),
  },
  {
    cause: 'dom-dnssec-bogus',
    title: 'the zone was edited after it had been signed',
    symptom: 'receive',
    plant: signed({ algorithm: 13, fault: 'forged' }),
    twin: signed({}),
  },
  {
    cause: 'dom-dnssec-bogus',
    title: 'signatures are stripped on the way out',
    symptom: 'send',
    plant: signed({ fault: 'missing' }),
    twin: signed({ algorithm: 15 }),
    says: () => ['mangler'],
  },
];

const NS_ELSEWHERE: readonly Scenario[] = [
  {
    cause: 'dom-ns-elsewhere',
    title: 'the web agency took the name servers along and set its own MX',
    symptom: 'receive',
    plant: async (world, customer) => {
      elsewhere(world, 'mail.new-web.test');
      const copy = foreignCopy(customer, { MX: ['10 mail.new-web.test'] });
      await world.dns.delegate(customer.domain, { servers: { [`ns1.${label(customer)}-web.test`]: copy } });
    },
    // Somebody else's name servers with the records that lead here.
    twin: async (world, customer) => {
      const { domain, zones } = customer;
      const copy: ServerSetup = { zones: { ...zones, [domain]: { ...zones[domain], A: ['198.51.100.81'] } } };
      await world.dns.delegate(domain, { servers: { [`ns1.${label(customer)}-web.test`]: copy } });
    },
    allowed: STRAYED,
    says: (customer) => [customer.domain, `ns1.${label(customer)}-web.test`],
  },
  {
    cause: 'dom-ns-elsewhere',
    title: 'the new name servers have no MX at all',
    symptom: 'both',
    about: domainOf,
    plant: async (world, customer) => {
      const copy = foreignCopy(customer);
      const [first, second] = [`a.${label(customer)}-host.test`, `b.${label(customer)}-host.test`];
      await world.dns.delegate(customer.domain, { servers: { [first]: copy, [second]: copy } });
    },
    twin: served(moods(null, null)),
    allowed: STRAYED,
  },
  {
    cause: 'dom-ns-elsewhere',
    title: 'parked by the company that sold the name',
    symptom: 'receive',
    plant: async (world, customer) => {
      elsewhere(world, 'mx.parked.test');
      const copy = foreignCopy(customer, { MX: ['5 mx.parked.test'], TXT: ['v=spf1 -all'] });
      await world.dns.delegate(customer.domain, { servers: { [`ns1.${label(customer)}-park.test`]: copy } });
    },
    twin: () => {},
    allowed: STRAYED,
  },
];

const OLD = 'mail.before.test';
const remembered =
  (ttl: number, more: object = { MX: [`10 ${OLD}`] }): Act =>
  (world, { domain, zones }) => {
    elsewhere(world, OLD);
    world.dns.remember({ [domain]: { ...zones[domain], ...more, ttl } });
  };
const PROPAGATION: readonly Scenario[] = [
  {
    cause: 'dom-propagation',
    title: 'moved this morning, the resolver remembers the old host for an hour',
    symptom: 'some',
    plant: remembered(3600),
    // Remembered, and the same.
    twin: remembered(3600, {}),
    allowed: ['dom-mx-wrong-host'],
    says: ({ domain }) => [domain, OLD, 'kl.'],
  },
  {
    cause: 'dom-propagation',
    title: 'the resolver remembers that there was no MX',
    symptom: 'receive',
    about: domainOf,
    plant: remembered(900, { MX: [] }),
    twin: remembered(0, {}),
    allowed: ['dom-no-mx', 'snd-sender-domain-unresolvable'],
  },
  {
    cause: 'dom-propagation',
    title: 'the resolver remembers both hosts',
    symptom: 'some',
    plant: (world, customer) => {
      const [right] = customer.zones[customer.domain].MX ?? [];
      return remembered(600, { MX: [right, `10 ${OLD}`] })(world, customer);
    },
    twin: () => {},
    allowed: ['dom-mx-mixed'],
  },
];

export const DELEGATION_SCENARIOS: readonly Scenario[] = [
  ...LAME,
  ...INCONSISTENT,
  ...BOGUS,
  ...NS_ELSEWHERE,
  ...PROPAGATION,
  ...DELEGATION_TARGET_SCENARIOS,
  ...DELEGATION_REGISTRATION_SCENARIOS,
];
