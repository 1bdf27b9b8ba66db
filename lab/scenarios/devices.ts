/** Faults of what devices did: accounts, client settings, networks, each with a healthy twin. */
import { DEVICES_ACCOUNT_SCENARIOS } from './devices-account.ts';
import { other, read, send } from './devices-acts.ts';
import { DEVICES_PROGRAM_SCENARIOS } from './devices-programs.ts';
import { DEVICES_STORAGE_SCENARIOS } from './devices-storage.ts';
import type { Customer, World } from '../world.ts';
import type { Scenario } from './scenario.ts';

/** Reads, and the link breaks before the good-bye. */
const breaksOff = (world: World, customer: Customer, from = customer.from): Promise<string> =>
  read(
    world,
    customer,
    { from },
    { says: [`a2 LOGIN "${customer.address}" "${customer.password}"`, 'a3 NOOP'], resets: true },
  );

const unstable = (title: string, breaks: number, symptom: 'slow' | 'some'): Scenario => ({
  cause: 'net-unstable-link',
  title,
  symptom,
  certainty: 'likely',
  plant: async (world, customer) => {
    await read(world, customer);
    for (let i = 0; i < breaks; i += 1) await breaksOff(world, customer);
  },
  // Once in a while is nothing.
  twin: async (world, customer) => {
    for (let i = 0; i < 3; i += 1) await breaksOff(world, customer);
    for (let i = 0; i < 4; i += 1) await read(world, customer);
  },
  says: (customer) => [customer.from, `${breaks} av ${breaks + 1}`],
});

const blocked = (title: string, hops: number): Scenario => ({
  cause: 'net-submission-blocked',
  title,
  symptom: 'send',
  certainty: 'likely',
  plant: async (world, customer) => {
    await read(world, customer);
    await send(world, customer);
    for (let i = 1; i <= hops; i += 1) await read(world, customer, { from: other(customer, i) });
  },
  twin: async (world, customer) => {
    await read(world, customer);
    await send(world, customer);
    await read(world, customer, { from: other(customer) });
    await send(world, customer, { from: other(customer) });
  },
  says: (customer) => [other(customer, hops)],
});

export const DEVICES_SCENARIOS: readonly Scenario[] = [
  ...DEVICES_ACCOUNT_SCENARIOS,
  ...DEVICES_STORAGE_SCENARIOS,
  ...DEVICES_PROGRAM_SCENARIOS,
  unstable('a weak mobile link', 6, 'slow'),
  unstable('a satellite link that drops', 9, 'some'),
  unstable('a café with many guests', 7, 'slow'),
  blocked('the guest network of a hotel', 1),
  blocked('an airport, after the hotel', 2),
  blocked('a ferry, after two others', 3),
];
