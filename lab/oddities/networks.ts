/** Unusual places to sign in from that are allowed; in the world whose devices are told by a PROXY header. */
import { addTravel, clearTravel, setCountries } from '#src/service/abroad/settings.ts';
import { liftBlock, listBlocks } from '#src/service/operator-blocks.ts';
import { colleague, FAILURES, guess, inNorway, inSpain, readAs, withColleague, worksAs } from '../scenarios/abroad.ts';
import type { Customer } from '../world.ts';
import { must, type Oddity } from './oddity.ts';

const today = (): string => new Date().toISOString().slice(0, 10);
/** Another address in the same country. */
const next = (address: string, n = 1): string =>
  address.replace(/\.(\d+)$/, (_, last: string) => `.${1 + ((Number(last) + 61 * n) % 250)}`);
const neighbour = (customer: Customer): string => next(inNorway(customer));

export const NETWORK_ODDITIES: readonly Oddity[] = [
  {
    title: 'on holiday in a country that was opened for the journey',
    plant: async (world, customer) => {
      await must(setCountries(world.host.app, customer.address, ['NO']));
      await must(addTravel(world.host.app, customer.address, { countries: ['ES'], from: today(), until: today() }));
      await worksAs(world, customer, inSpain(customer));
    },
  },
  {
    title: 'the journey is over, and the device is home again',
    plant: async (world, customer) => {
      await must(setCountries(world.host.app, customer.address, ['NO']));
      await must(addTravel(world.host.app, customer.address, { countries: ['ES'], from: today(), until: today() }));
      await worksAs(world, customer, inSpain(customer));
      await must(clearTravel(world.host.app, customer.address));
      await worksAs(world, customer, inNorway(customer));
    },
  },
  {
    title: 'abroad, with no rule about countries',
    plant: async (world, customer) => {
      await worksAs(world, customer, inNorway(customer));
      await worksAs(world, customer, inSpain(customer));
    },
  },
  {
    title: 'refused abroad, opened, and in',
    plant: async (world, customer) => {
      await must(setCountries(world.host.app, customer.address, ['NO']));
      await worksAs(world, customer, inSpain(customer));
      await must(setCountries(world.host.app, customer.address, ['NO', 'ES']));
      await worksAs(world, customer, inSpain(customer));
    },
  },
  {
    title: 'between two networks of the same country all day',
    plant: async (world, customer) => {
      await must(setCountries(world.host.app, customer.address, ['NO']));
      for (let i = 0; i < 3; i += 1) {
        await worksAs(world, customer, inNorway(customer));
        await worksAs(world, customer, neighbour(customer));
      }
    },
  },
  {
    title: 'through a VPN with an exit at home',
    plant: async (world, customer) => {
      await must(setCountries(world.host.app, customer.address, ['NO']));
      await worksAs(world, customer, '203.0.113.211');
    },
  },
  {
    title: 'by the program of a vendor whose servers are abroad, which are let in',
    plant: async (world, customer) => {
      await must(setCountries(world.host.app, customer.address, ['NO']));
      await worksAs(world, customer, '198.18.7.7');
    },
  },
  {
    title: 'two colleagues behind one address',
    plant: async (world, customer) => {
      await withColleague(world, customer);
      for (let i = 0; i < 2; i += 1) {
        await worksAs(world, customer, inNorway(customer));
        await readAs(world, colleague(customer), customer.password, inNorway(customer));
      }
    },
  },
  {
    title: 'one wrong password fewer than stops a network, then right',
    plant: async (world, customer) => {
      await worksAs(world, customer, inNorway(customer));
      await guess(world, customer.address, inNorway(customer), FAILURES - 1);
      await worksAs(world, customer, inNorway(customer));
    },
  },
  {
    title: 'strangers abroad guess until they are stopped; the owner at home notices nothing',
    plant: async (world, customer) => {
      await worksAs(world, customer, inNorway(customer));
      await guess(world, customer.address, inSpain(customer));
      await worksAs(world, customer, inNorway(customer));
    },
  },
  {
    title: 'strangers in the own country are stopped; the owner is elsewhere and in',
    plant: async (world, customer) => {
      await worksAs(world, customer, inNorway(customer));
      await guess(world, customer.address, neighbour(customer));
      await worksAs(world, customer, inNorway(customer));
    },
  },
  {
    title: 'a colleague abroad is refused, asked about somebody at home',
    plant: async (world, customer) => {
      await withColleague(world, customer);
      await must(setCountries(world.host.app, colleague(customer), ['NO']));
      await readAs(world, colleague(customer), customer.password, inSpain(customer));
      await worksAs(world, customer, inNorway(customer));
    },
  },
  {
    title: 'the network was stopped, freed by hand, and is in again',
    plant: async (world, customer) => {
      const home = inNorway(customer);
      await worksAs(world, customer, home);
      await guess(world, customer.address, home);
      for (const { code, subject } of await must(listBlocks(world.host.app)))
        if (JSON.stringify(subject).includes(home)) await must(liftBlock(world.host.app, code));
      await worksAs(world, customer, home);
    },
  },
  {
    title: 'the same old password again and again, then put right',
    plant: async (world, customer) => {
      const home = inNorway(customer);
      for (let i = 0; i < FAILURES + 2; i += 1) await readAs(world, customer.address, 'det gamle passordet', home);
      await worksAs(world, customer, home);
    },
  },
  {
    title: 'over IPv6 from a network that no table knows',
    plant: (world, customer) =>
      worksAs(world, customer, `2001:db8:77::${Number(customer.from.split('.')[3]).toString(16)}`),
  },
  {
    title: 'a list of countries that nobody has used yet',
    plant: async (world, customer) => {
      await must(setCountries(world.host.app, customer.address, ['NO', 'SE', 'DK']));
      await worksAs(world, customer, inNorway(customer));
    },
  },
];
