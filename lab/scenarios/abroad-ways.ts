/** Rules about places once more, met in other ways: sending, other countries, other devices, a journey that ended. */
import { setCountries, setVendors } from '#src/service/abroad/settings.ts';
import { smtpSignIn } from '../mail-client.ts';
import type { Customer, World } from '../world.ts';
import {
  colleague,
  FAILURES,
  guess,
  inAmerica,
  inNorway,
  inSpain,
  PROXY,
  readAs,
  withColleague,
  worksAs,
} from './abroad.ts';
import type { Scenario } from './scenario.ts';

/** A sign-in to send. */
const sendsAs = (world: World, { address, password }: Customer, as: string): Promise<string> =>
  world.say({
    port: world.port('submissions'),
    tls: true,
    from: PROXY,
    as,
    says: smtpSignIn(address, password),
    signIns: 1,
  });
const popsAs = (world: World, { address, password }: Customer, as: string): Promise<string> =>
  world.say({
    port: world.port('pop3s'),
    tls: true,
    from: PROXY,
    as,
    says: [`USER ${address}`, `PASS ${password}`, 'QUIT'],
    signIns: 1,
  });

export const ABROAD_WAY_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'net-geo-block-by-us',
    title: 'sending from abroad, where only home is on the list',
    symptom: 'send',
    plant: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO']);
      await sendsAs(world, customer, inSpain(customer));
    },
    // Only warned of.
    twin: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO'], 'warn');
      await sendsAs(world, customer, inSpain(customer));
    },
    says: (customer) => [customer.address, 'Spania'],
  },
  {
    cause: 'net-geo-block-by-us',
    title: 'moved home from Spain, and the list still says Spain alone',
    symptom: 'receive',
    plant: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['ES']);
      await worksAs(world, customer, inSpain(customer));
      await popsAs(world, customer, inNorway(customer));
    },
    twin: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['ES']);
      await popsAs(world, customer, inNorway(customer));
      await setCountries(world.host.app, customer.address, ['ES', 'NO']);
    },
    says: () => ['Norge', 'Spania'],
  },
  {
    cause: 'net-ip-banned-failed-logins',
    title: 'many guesses, then the right password to send is refused',
    symptom: 'send',
    allowed: ['acc-wrong-password'],
    plant: async (world, customer) => {
      const home = inNorway(customer);
      await worksAs(world, customer, home);
      await guess(world, customer.address, home, FAILURES + 1);
      await sendsAs(world, customer, home);
    },
    // One guess fewer, and then the right one.
    twin: async (world, customer) => {
      const home = inNorway(customer);
      await worksAs(world, customer, home);
      await guess(world, customer.address, home, FAILURES - 2);
      await worksAs(world, customer, home);
      await sendsAs(world, customer, home);
    },
    says: (customer) => [`${inNorway(customer)}/32`, customer.address],
  },
  {
    cause: 'net-ip-banned-failed-logins',
    title: 'guesses on holiday, where it had worked the day before',
    symptom: 'both',
    allowed: ['acc-wrong-password'],
    plant: async (world, customer) => {
      const hotel = inSpain(customer);
      await popsAs(world, customer, hotel);
      await guess(world, customer.address, hotel);
      await popsAs(world, customer, hotel);
    },
    says: (customer) => [`${inSpain(customer)}/32`],
  },
  {
    cause: 'net-office-shared-ban',
    title: 'the scanner of a colleague guesses, and sending stops for the office',
    symptom: 'send',
    plant: async (world, customer) => {
      const office = inNorway(customer);
      await withColleague(world, customer);
      await sendsAs(world, customer, office);
      await guess(world, colleague(customer), office, FAILURES + 1);
      await sendsAs(world, customer, office);
    },
    // The scanner has one old password and repeats it.
    twin: async (world, customer) => {
      const office = inNorway(customer);
      await withColleague(world, customer);
      await sendsAs(world, customer, office);
      for (let i = 0; i < FAILURES + 2; i += 1) await readAs(world, colleague(customer), 'gammelt passord', office);
      await sendsAs(world, customer, office);
    },
    says: (customer) => [colleague(customer), `${inNorway(customer)}/32`],
  },
  {
    cause: 'net-office-shared-ban',
    title: 'a shared flat abroad: one guesses, the other is refused in POP3',
    symptom: 'receive',
    plant: async (world, customer) => {
      const flat = inSpain(customer);
      await withColleague(world, customer);
      await popsAs(world, customer, flat);
      await guess(world, colleague(customer), flat);
      await popsAs(world, customer, flat);
    },
    // The other one guesses at home.
    twin: async (world, customer) => {
      await withColleague(world, customer);
      await popsAs(world, customer, inSpain(customer));
      await guess(world, colleague(customer), inNorway(customer));
      await popsAs(world, customer, inSpain(customer));
    },
    says: (customer) => [colleague(customer), `${inSpain(customer)}/32`],
  },
  {
    cause: 'net-vpn-exit-blocked',
    title: 'the VPN was left on when sending',
    symptom: 'send',
    plant: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO', 'SE']);
      await sendsAs(world, customer, inNorway(customer));
      await sendsAs(world, customer, '203.0.113.17');
    },
    twin: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO', 'NL']);
      await sendsAs(world, customer, '203.0.113.17');
    },
    says: () => ['Skjold VPN', 'Nederland'],
  },
  {
    cause: 'net-vpn-exit-blocked',
    title: 'never without the VPN: no device has worked yet',
    symptom: 'both',
    plant: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO']);
      await popsAs(world, customer, '203.0.113.27');
    },
    // Its exit is at home.
    twin: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO']);
      await popsAs(world, customer, '203.0.113.227');
    },
    says: () => ['Skjold VPN'],
  },
  {
    cause: 'cli-cloud-relay-client',
    title: 'works at home; the telephone’s program signs in to send from its vendor’s servers',
    symptom: 'send',
    plant: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO']);
      await setVendors(world.host.app, customer.address, 'refuse');
      await sendsAs(world, customer, inNorway(customer));
      await sendsAs(world, customer, inAmerica(customer));
    },
    twin: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO']);
      await setVendors(world.host.app, customer.address, 'refuse');
      await sendsAs(world, customer, inNorway(customer));
    },
    says: () => ['Kjent Post'],
  },
  {
    cause: 'cli-cloud-relay-client',
    title: 'a service fetches with POP3 from its vendor’s servers',
    symptom: 'receive',
    plant: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO', 'SE']);
      await setVendors(world.host.app, customer.address, 'refuse');
      await popsAs(world, customer, inAmerica(customer));
    },
    // Vendors were allowed afterwards.
    twin: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO', 'SE']);
      await setVendors(world.host.app, customer.address, 'refuse');
      await popsAs(world, customer, inAmerica(customer));
      await setVendors(world.host.app, customer.address, 'allow');
    },
    says: () => ['Kjent Post', 'USA'],
  },
];
