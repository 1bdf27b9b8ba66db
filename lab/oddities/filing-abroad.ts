/** Rules that look a little like an intruder's, one sign each, and are their owners' own. Devices are out in the world. */
import { inNorway, inSpain, worksAs } from '../scenarios/abroad.ts';
import {
  about,
  away,
  folderOf,
  forwarding,
  friend,
  fromIs,
  into,
  nameOfRule,
  rule,
  SEEN,
  wants,
} from '../scenarios/filing-acts.ts';
import type { Oddity } from './oddity.ts';

export const FILING_ABROAD_ODDITIES: readonly Oddity[] = [
  {
    title: 'on a journey: a rule for a friend, and a note that he is away',
    plant: async (world, customer) => {
      await worksAs(world, customer, inNorway(customer));
      await worksAs(world, customer, inSpain(customer));
      const draft = { name: nameOfRule(customer), conditions: fromIs(friend(customer)) };
      await wants(world, customer, rule(draft, into(folderOf(customer))), inSpain(customer));
      await wants(world, customer, away(null, 10), inSpain(customer));
    },
  },
  {
    title: 'two points for a name, made at home, files only',
    plant: async (world, customer) => {
      await worksAs(world, customer, inNorway(customer));
      await wants(
        world,
        customer,
        rule({ name: '..', conditions: about('styret') }, into('Styret')),
        inNorway(customer),
      );
    },
  },
  {
    title: 'on a journey: all mail with a copy to his own address elsewhere',
    plant: async (world, customer) => {
      await worksAs(world, customer, inNorway(customer));
      await worksAs(world, customer, inSpain(customer));
      await wants(world, customer, forwarding([`meg.${customer.local}@far.example`], true), inSpain(customer));
    },
  },
  {
    title: 'feeds go to RSS, read already, made at home',
    plant: async (world, customer) => {
      await worksAs(world, customer, inNorway(customer));
      const draft = { name: 'Feeds', conditions: [{ field: 'list-id', match: 'contains', value: 'rss' }] as const };
      await wants(world, customer, rule(draft, SEEN, into('RSS')), inNorway(customer));
    },
  },
];
