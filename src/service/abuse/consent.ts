/** Use cases: a customer states that the readers of its newsletters have agreed to get them; who stated it, when. */
import type { CustomerId } from '#src/model/ids.ts';
import { putSetting, setting } from '#src/store/settings.ts';
import { type Acting, change, type Reading } from '../change.ts';
import { findCustomer } from '../customers.ts';
import { done, type Outcome } from '../outcome.ts';

/** Where the statement is kept. */
export const consentKey = (customer: string): string => `bulk-consent.${customer}`;

export interface Consent {
  readonly customer: CustomerId;
  readonly name: string;
  /** ISO 8601 and who; null = never stated. */
  readonly stated: string | null;
}

/** Writes down the statement; a later one replaces the earlier. */
export async function stateConsent(deps: Acting, customer: string): Promise<Outcome<Consent>> {
  const found = await findCustomer(deps, customer);
  if (!found.ok) return found;
  const stated = `${new Date(deps.clock.now()).toISOString()} ${deps.actor}`;
  return await change(deps, async (tx, audit) => {
    await putSetting(tx, consentKey(found.value.id), stated);
    await audit('bulk.consent', found.value.id, null, { stated });
    return done({ customer: found.value.id, name: found.value.name, stated });
  });
}

export async function showConsent(deps: Reading, customer: string): Promise<Outcome<Consent>> {
  const found = await findCustomer(deps, customer);
  if (!found.ok) return found;
  const stated = await setting(deps.db.sql, consentKey(found.value.id));
  return done({ customer: found.value.id, name: found.value.name, stated });
}
