/** Sign-ins from abroad and networks stopped for guessing, each with a healthy twin. Devices are out in the world by PROXY. */
import { setCountries, setVendors, addTravel } from '#src/service/abroad/settings.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { imapSignIn } from '../mail-client.ts';
import type { Customer, World } from '../world.ts';
import { FILTERED_TABLE } from './filtered-countries.ts';
import type { Scenario } from './scenario.ts';

/** The lab's trusted proxy. */
export const PROXY = '127.99.0.1';
export const FAILURES = 6;
/** Country table and named networks of this lab. */
export const GEO = [
  '100.64.0.0/12,NO',
  '100.80.0.0/12,ES',
  '203.0.113.0/25,NL',
  '203.0.113.128/25,NO',
  '198.18.0.0/15,US',
  ...FILTERED_TABLE,
].join('\n');
export const VENDORS =
  '{ "Skjold VPN" = { kind = "vpn", networks = ["203.0.113.0/24"] }, "Kjent Post" = ["198.18.0.0/15"], "Google" = ["192.0.2.0/24"] }';

/** An address of this customer alone, in a network of the table. */
const within = (first: number, second: number, { address }: Customer): string => {
  const seed = Number(/(\d+)@/.exec(address)?.[1] ?? 0);
  return `${first}.${second}.${Math.floor(seed / 250) % 250}.${1 + (seed % 250)}`;
};
export const inNorway = (customer: Customer): string => within(100, 64, customer);
export const inAmerica = (customer: Customer): string => within(198, 18, customer);
export const inSpain = (customer: Customer): string => within(100, 80, customer);

export const readAs = (world: World, login: string, password: string, as: string): Promise<string> =>
  world.say({ port: world.port('imaps'), tls: true, from: PROXY, as, says: imapSignIn(login, password), signIns: 1 });
export const worksAs = (world: World, { address, password }: Customer, as: string): Promise<string> =>
  readAs(world, address, password, as);
/** Different wrong passwords, enough to be stopped. */
export async function guess(world: World, login: string, as: string, count = FAILURES): Promise<void> {
  for (let i = 0; i < count; i += 1) await readAs(world, login, `gjettet passord ${i}`, as);
}
export const colleague = ({ domain }: Customer): string => `ola@${domain}`;
export async function withColleague(world: World, customer: Customer): Promise<void> {
  const made = await addMailbox(world.host.app, { address: colleague(customer), password: customer.password });
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
}

export const ABROAD_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'net-geo-block-by-us',
    title: 'on holiday in a country that is not on the list',
    symptom: 'both',
    plant: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO', 'SE']);
      await worksAs(world, customer, inNorway(customer));
      await worksAs(world, customer, inSpain(customer));
    },
    twin: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO', 'SE']);
      await worksAs(world, customer, inSpain(customer));
      const today = new Date().toISOString().slice(0, 10);
      await addTravel(world.host.app, customer.address, { countries: ['ES'], from: today, until: today });
      await worksAs(world, customer, inSpain(customer));
    },
    says: (customer) => [customer.address, 'Norge og Sverige', 'Spania', 'én gang', inSpain(customer)],
  },
  {
    cause: 'net-ip-banned-failed-logins',
    title: 'somebody at home tried many passwords, now the right one is refused',
    symptom: 'both',
    allowed: ['acc-wrong-password'],
    plant: async (world, customer) => {
      const home = inNorway(customer);
      await worksAs(world, customer, home);
      await guess(world, customer.address, home);
      await worksAs(world, customer, home);
    },
    // One old password, over and over: the phone is named elsewhere, nobody is stopped, and then it is put right.
    twin: async (world, customer) => {
      const home = inNorway(customer);
      for (let i = 0; i < FAILURES + 3; i += 1) await readAs(world, customer.address, 'det gamle passordet', home);
      await worksAs(world, customer, home);
    },
    says: (customer) => [`${inNorway(customer)}/32`, `${FAILURES} ulike passord`, '10 minutter', customer.address],
  },
  {
    cause: 'net-office-shared-ban',
    title: 'the printer of a colleague guesses, the whole small office is refused',
    symptom: 'both',
    plant: async (world, customer) => {
      const office = inNorway(customer);
      await withColleague(world, customer);
      await worksAs(world, customer, office);
      await guess(world, colleague(customer), office);
      await worksAs(world, customer, office);
    },
    // Two are at home in the office: only the colleague's name is stopped there.
    twin: async (world, customer) => {
      const office = inNorway(customer);
      await withColleague(world, customer);
      await worksAs(world, customer, office);
      await readAs(world, colleague(customer), customer.password, office);
      await guess(world, colleague(customer), office);
      await worksAs(world, customer, office);
    },
    says: (customer) => [colleague(customer), `${inNorway(customer)}/32`, 'alle på samme nett'],
  },
  {
    cause: 'net-vpn-exit-blocked',
    title: 'at home, but through a VPN whose exit is abroad',
    symptom: 'receive',
    plant: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO']);
      await worksAs(world, customer, inNorway(customer));
      await worksAs(world, customer, '203.0.113.7');
    },
    twin: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO']);
      await worksAs(world, customer, '203.0.113.207');
    },
    says: () => ['Skjold VPN', 'Nederland', 'Norge'],
  },
  {
    cause: 'cli-cloud-relay-client',
    title: 'a phone program signs in from its vendor’s data centre, and the mailbox refuses such servers',
    symptom: 'receive',
    plant: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO']);
      await setVendors(world.host.app, customer.address, 'refuse');
      await worksAs(world, customer, inAmerica(customer));
    },
    twin: async (world, customer) => {
      await setCountries(world.host.app, customer.address, ['NO']);
      await worksAs(world, customer, inAmerica(customer));
    },
    says: () => ['Kjent Post', 'USA'],
  },
];
