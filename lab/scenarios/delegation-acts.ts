/** Acts that scenarios of delegation share: names of the customer, hosts elsewhere. */
import type { Customer, World } from '../world.ts';
import type { Act } from './scenario.ts';

export const domainOf = ({ domain }: Customer): string => domain;
/** The first label of the customer's domain: for names of servers that nobody else has. */
export const label = ({ domain }: Customer): string => domain.split('.')[0];
/** A host that is not ours. */
export const elsewhere = (world: World, host: string, address = '198.51.100.25'): void =>
  world.dns.add({ [host]: { A: [address] } });
/** Changes the customer's zone, and adds names. */
export const zone =
  (change: object, more: (customer: Customer) => Parameters<World['dns']['add']>[0] = () => ({})): Act =>
  (world, customer) =>
    world.dns.add({
      [customer.domain]: { ...customer.zones[customer.domain], ...change },
      ...more(customer),
    });
