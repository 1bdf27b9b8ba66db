/** Operators of every role and customers with contacts, for the tests of the console: data and sign-ins, no checks. */
import { addOperator } from '#src/service/centre/operators.ts';
import type { World } from '../../lab/world.ts';
import { type Browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';

export const ROLES = ['owner', 'support', 'billing', 'reader'] as const;
export type Role = (typeof ROLES)[number];
export interface ConsolePeople {
  readonly by: Record<Role, Browser>;
  readonly owners: readonly Owner[];
  /** Of the first owner. */
  readonly contact: Browser;
}

/** One operator a role, and a customer a seed. */
export async function consolePeople(world: World, seeds: readonly number[]): Promise<ConsolePeople> {
  const by = {} as Record<Role, Browser>;
  for (const role of ROLES) {
    await settled(addOperator(world.host.app, { name: role, role, password: `konsoll ${role} passord` }));
    by[role] = await signedIn(world, role, `konsoll ${role} passord`);
  }
  const owners: Owner[] = [];
  for (const seed of seeds) owners.push(await owner(world, seed));
  return { by, owners, contact: await signedIn(world, owners[0].contact, owners[0].contactPassword) };
}
