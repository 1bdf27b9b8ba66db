/** Faults in what was agreed: too much mail came back, and domains whose mail here has ended. */
import { isEssential } from '#src/model/wanted-records.ts';
import { addDomain, removeDomain } from '#src/service/domains.ts';
import { foreignDomain, foreignHost, tried } from '../foreign-host.ts';
import type { Customer, World } from '../world.ts';
import { sender, submit, withLimits } from './limits.ts';
import type { Scenario } from './scenario.ts';
import { made } from './traffic-outgoing.ts';

const RATIO = ['bounce.ratio.max=40', 'bounce.ratio.least=3'];
const REFUSED = /^550 5\.7\.1 /m;

/** Sends one message after another until the gate says no, or all are sent. */
async function mailing(world: World, customer: Customer, recipients: readonly string[]): Promise<boolean> {
  for (const one of recipients) {
    const heard = await submit(world, customer, [one]);
    if (REFUSED.test(heard)) return true;
    await tried(world, sender(customer));
  }
  return false;
}
const list = (count: number, domain: string): readonly string[] =>
  Array.from({ length: count }, (_, i) => `person${i}@${domain}`);

/** To a list of which these letters begin names that do not exist. */
async function toList(world: World, customer: Customer, gone: RegExp, domain: string): Promise<void> {
  await withLimits(world, customer, RATIO);
  await foreignHost(world, domain, { rcpt: (address) => (gone.test(address) ? '550 5.1.1 User unknown' : null) });
  if (!(await mailing(world, customer, list(8, domain)))) throw new Error('never closed');
}
/** All of it arrives. */
const arrives = async (world: World, customer: Customer): Promise<void> => {
  await withLimits(world, customer, RATIO);
  await foreignHost(world, foreignDomain(customer));
  await mailing(world, customer, list(6, foreignDomain(customer)));
};

const RATIOS: readonly Scenario[] = [
  {
    cause: 'snd-failure-ratio-block',
    title: 'an old list: nobody of it is there any more',
    plant: (world: World, customer: Customer) => toList(world, customer, /./, foreignDomain(customer)),
  },
  {
    cause: 'snd-failure-ratio-block',
    title: 'every other address of the list is gone',
    plant: (world: World, customer: Customer) => toList(world, customer, /person[02468]@/, foreignDomain(customer)),
  },
  {
    cause: 'snd-failure-ratio-block',
    title: 'addresses of a domain that does not exist',
    plant: async (world: World, customer: Customer) => {
      await withLimits(world, customer, RATIO);
      if (!(await mailing(world, customer, list(8, foreignDomain(customer, 'borte'))))) throw new Error('never closed');
    },
  },
].map((one): Scenario => ({
  ...one,
  cause: 'snd-failure-ratio-block',
  symptom: 'send',
  about: sender,
  allowed: ['snd-recipient-unknown', 'snd-recipient-domain-dead', 'snd-notice-not-read', 'snd-lost-during-block'],
  says: (customer) => [sender(customer)],
  twin: arrives,
  twinAbout: sender,
}));

const ended = (world: World, { domain }: Customer) => made(removeDomain(world.host.app, domain, { force: true }));
const domainOf = ({ domain }: Customer): string => domain;
/** The MX leads to another host that takes all. */
const movesOn = (world: World, { domain, zones }: Customer): void => {
  world.dns.add({ [domain]: { ...zones[domain], MX: ['10 mx.far.example'] } });
};

const ENDED: readonly Scenario[] = [
  {
    cause: 'bil-cancelled',
    title: 'the contract ended, and the MX still leads here',
    symptom: 'receive',
    about: domainOf,
    plant: ended,
    says: ({ domain }) => [domain],
    twin: async (world, customer) => {
      await ended(world, customer);
      movesOn(world, customer);
    },
  },
  {
    cause: 'bil-cancelled',
    title: 'a mailbox of a domain that ended',
    symptom: 'both',
    plant: ended,
    allowed: ['acc-mailbox-deleted', 'acc-mailbox-never-existed'],
  },
  {
    cause: 'bil-cancelled',
    title: 'moved to another host, and one of two MX still leads here',
    symptom: 'receive',
    about: domainOf,
    plant: async (world, customer) => {
      await ended(world, customer);
      const { domain, zones } = customer;
      world.dns.add({ [domain]: { ...zones[domain], MX: [...(zones[domain]?.MX ?? []), '20 mx.far.example'] } });
    },
    allowed: ['dom-mx-mixed'],
    // Ended by mistake, and set up again.
    twin: async (world, customer) => {
      await ended(world, customer);
      await made(addDomain(world.host.app, { domain: customer.domain }));
      await world.host.app.recordStates(customer.domain).then((states) => {
        if (!states.ok) return;
        for (const { name, type, value } of states.value.filter(isEssential))
          world.dns.add({
            [name]: { ...customer.zones[name], ...(type === 'MX' ? { MX: [value] } : { TXT: [value] }) },
          });
      });
    },
  },
];

export const CONTRACT_SCENARIOS: readonly Scenario[] = [...RATIOS, ...ENDED];
