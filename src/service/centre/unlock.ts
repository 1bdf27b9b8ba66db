/**
 * For whoever lost the phone and the recovery codes: somebody who may has made sure who asks, and takes the second proofs
 * away. From then on the password alone opens; sessions end, and the person is told by mail. Called by CLI and API.
 */
import { contactsOf } from '#src/store/customers.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import type { Notices } from '../block-port.ts';
import type { Acting } from '../change.ts';
import { findCustomer } from '../customers.ts';
import { readAddress } from '../input.ts';
import { type Outcome, refused } from '../outcome.ts';
import { operatorNamed } from './operators.ts';
import { operatorPerson, personById } from './persons.ts';
import type { Person } from '#src/model/person.ts';
import { removeAllFactors } from './second-factor.ts';
import { tellSecurityBy } from './security-notices.ts';

export interface Unlocked {
  readonly name: string;
  /** Proofs that were taken away. */
  readonly removed: number;
}
type Deps = Acting & { readonly notices: Notices };

export async function unlockOperator(deps: Deps, typed: string): Promise<Outcome<Unlocked>> {
  const found = await operatorNamed(deps, typed);
  return found.ok ? await unlock(deps, operatorPerson(found.value)) : found;
}

export async function unlockContact(
  deps: Deps,
  asked: { readonly customer: string; readonly contact: string },
): Promise<Outcome<Unlocked>> {
  const customer = await findCustomer(deps, asked.customer);
  if (!customer.ok) return customer;
  const address = readAddress(asked.contact);
  if (!address.ok) return address;
  const wanted = address.value.text.toLowerCase();
  const contact = (await contactsOf(deps.db.sql, customer.value.id)).find(
    (one) => one.address.toLowerCase() === wanted,
  );
  const person = contact === undefined ? null : await personById(deps.db.sql, 'contact', contact.id);
  return person === null ? refused('contactMissing', { contact: address.value.text }) : await unlock(deps, person);
}

export async function unlockMailbox(deps: Deps, typed: string): Promise<Outcome<Unlocked>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const mailbox = await mailboxByAddress(deps.db.sql, address.value.text);
  const person = mailbox === null ? null : await personById(deps.db.sql, 'mailbox', mailbox.id);
  return person === null ? refused('mailboxMissing', { address: address.value.text }) : await unlock(deps, person);
}

async function unlock(deps: Deps, person: Person): Promise<Outcome<Unlocked>> {
  const removed = await removeAllFactors(deps, person);
  if (removed.ok && removed.value.removed > 0) tellSecurityBy(deps.notices, deps.clock)('factor-removed', person, null);
  return removed;
}
