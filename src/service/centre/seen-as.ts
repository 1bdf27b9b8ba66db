/**
 * An operator looks at the centre as a customer sees it (`?as=<customer>`): the same pages, for reading only, written down where
 * the customer can read it. Called before each request by http/api. Gives no way to change anything.
 */
import type { CentreSession } from '#src/model/person.ts';
import { customerById } from '#src/store/customers.ts';
import { change } from '../change.ts';
import { done } from '../outcome.ts';
import { asCustomer } from './customer-desk.ts';
import { createRate } from './rate.ts';
import type { SessionDeps } from './sessions.ts';

const ONE_LOOK_MS = 600_000;
const rates = new WeakMap<SessionDeps, ReturnType<typeof createRate>>();

/** The session as it is, as the customer's, or `nobody`: he who asks may not, or there is no such customer. */
export async function seenAs(
  deps: SessionDeps,
  own: CentreSession | null,
  customer: string | undefined,
): Promise<CentreSession | null | 'nobody'> {
  if (customer === undefined || own === null || own.stage !== 'signed-in') return own;
  const { person } = own;
  const found = person.kind === 'operator' ? await customerById(deps.db.sql, customer) : null;
  if (found === null) return 'nobody';
  const isNew = rates.get(deps) ?? createRate(deps.clock, 1, ONE_LOOK_MS);
  rates.set(deps, isNew);
  if (isNew(`${person.id} ${found.id}`))
    await change({ ...deps, actor: person.name }, async (_tx, audit) => {
      await audit('operator.view-as', found.id, null, null);
      return done(null);
    });
  return { ...own, person: asCustomer(found) };
}
