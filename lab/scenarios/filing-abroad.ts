/** Rules that an intruder left, with countries and VPNs in the world; and honest ones that look a little like them. */
import type { Customer, World } from '../world.ts';
import * as abroad from './abroad.ts';
import {
  about,
  away,
  DISCARD,
  folderOf,
  forwarding,
  friend,
  into,
  nameOfRule,
  passOn,
  rule,
  SEEN,
  wants,
} from './filing-acts.ts';
import type { Scenario } from './scenario.ts';

const { inNorway, inSpain, worksAs } = abroad;
const drop = (customer: Customer): string => `x${customer.local.replace(/\D/g, '')}@drop-box.test`;

/** His programs are at home, as always. */
const athome = (world: World, customer: Customer): Promise<string> => worksAs(world, customer, inNorway(customer));

const intruder = (
  title: string,
  plant: (world: World, customer: Customer) => Promise<void>,
  twin: (world: World, customer: Customer) => Promise<void>,
  more: Partial<Scenario> = {},
): Scenario => ({
  cause: 'acc-filter-by-attacker',
  title,
  symptom: 'receive',
  plant: async (world, customer) => {
    await athome(world, customer);
    await plant(world, customer);
  },
  twin: async (world, customer) => {
    await athome(world, customer);
    await twin(world, customer);
  },
  says: (customer) => [customer.address],
  ...more,
});

export const FILING_ABROAD_SCENARIOS: readonly Scenario[] = [
  intruder(
    'a rule called "." sends the bills to a drop box, made from abroad',
    async (world, customer) => {
      await worksAs(world, customer, inSpain(customer));
      await wants(
        world,
        customer,
        rule({ name: '.', conditions: about('faktura') }, passOn(drop(customer)), DISCARD),
        inSpain(customer),
      );
    },
    // A rule called "." that only files, made at home.
    (world, customer) =>
      wants(
        world,
        customer,
        rule({ name: '.', conditions: about('faktura') }, into(folderOf(customer))),
        inNorway(customer),
      ),
    { says: (customer) => ['«.»', drop(customer), 'Spania'] },
  ),
  intruder(
    'all mail goes on to a stranger, set a little after a sign-in from a rented server',
    async (world, customer) => {
      await worksAs(world, customer, '203.0.113.7');
      await wants(world, customer, forwarding([drop(customer)], false), inNorway(customer));
    },
    // The same at home, to an address of his own elsewhere.
    (world, customer) => wants(world, customer, forwarding([drop(customer)], true), inNorway(customer)),
    { certainty: 'likely', says: (customer) => [drop(customer)] },
  ),
  intruder(
    'warnings go to RSS, read already, made at home',
    async (world, customer) => {
      const draft = { name: nameOfRule(customer), conditions: about('passord') };
      await wants(world, customer, rule(draft, SEEN, into('RSS Feeds')), inNorway(customer));
    },
    // Bills into an archive of his own, read.
    (world, customer) =>
      wants(
        world,
        customer,
        rule(
          { name: nameOfRule(customer), conditions: about('faktura') },
          SEEN,
          into(`Regnskap/${folderOf(customer)}`),
        ),
        inNorway(customer),
      ),
    { certainty: 'likely', says: (customer) => [nameOfRule(customer), 'RSS Feeds'] },
  ),
  intruder(
    'bounces and friends’ warnings vanish, from a beach',
    async (world, customer) => {
      await worksAs(world, customer, inSpain(customer));
      await wants(
        world,
        customer,
        rule({ name: '..', match: 'any', conditions: [...about('hacket'), ...about('returned mail')] }, DISCARD),
        inSpain(customer),
      );
    },
    // On a journey, with an ordinary rule and a note that he is away.
    async (world, customer) => {
      await worksAs(world, customer, inSpain(customer));
      await wants(world, customer, away(null, 10), inSpain(customer));
      await wants(
        world,
        customer,
        rule({ name: nameOfRule(customer), conditions: about(friend(customer)) }, into(folderOf(customer))),
        inSpain(customer),
      );
    },
    { symptom: 'some', says: () => ['«..»', 'Spania'] },
  ),
];
