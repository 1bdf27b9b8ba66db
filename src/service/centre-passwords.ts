/**
 * Passwords of the customer centre: set for a contact, and recognised when a mail program tries one at a mailbox. Called
 * by CLI and auth.ts. Nothing is stored of what was tried.
 */
import { type StoredMailbox } from '#src/model/mailbox.ts';
import { MAX_PASSWORD_BYTES, MIN_PASSWORD_CHARACTERS, passwordProblem } from '#src/model/password.ts';
import { centreHashesAround, setCentreHash } from '#src/store/centre-passwords.ts';
import { contactsOf } from '#src/store/customers.ts';
import type { Database } from '#src/store/database.ts';
import { type Acting, change } from './change.ts';
import { findCustomer } from './customers.ts';
import { readAddress } from './input.ts';
import { done, misuse, type Outcome, refused } from './outcome.ts';
import type { PasswordHasher } from './password-hasher.ts';

/** Contacts whose password a failed sign-in is compared with: each costs a hash. */
const MOST_COMPARED = 3;

/** Is this wrong secret one that a contact of the same customer has for the customer centre? Only while nobody waits. */
export async function isCentrePassword(
  deps: { readonly db: Database; readonly hasher: PasswordHasher },
  mailbox: Pick<StoredMailbox, 'domain'>,
  secret: string,
): Promise<boolean> {
  for (const hash of await centreHashesAround(deps.db.sql, mailbox.domain, MOST_COMPARED))
    if (deps.hasher.isIdle() && (await deps.hasher.verify(hash, secret)) === 'right') return true;
  return false;
}

/** Sets the password with which a contact signs in to the customer centre. */
export async function setCentrePassword(
  deps: Acting & { readonly hasher: PasswordHasher },
  input: { readonly customer: string; readonly contact: string; readonly password: string },
): Promise<Outcome<{ readonly contact: string }>> {
  const customer = await findCustomer(deps, input.customer);
  if (!customer.ok) return customer;
  const address = readAddress(input.contact);
  if (!address.ok) return address;
  const contact = (await contactsOf(deps.db.sql, customer.value.id)).find(
    (one) => one.address.toLowerCase() === address.value.text.toLowerCase(),
  );
  if (contact === undefined) return refused('contactMissing', { contact: address.value.text });
  switch (passwordProblem(input.password)) {
    case 'too-short':
      return misuse('passwordTooShort', { min: MIN_PASSWORD_CHARACTERS });
    case 'too-long':
      return misuse('passwordTooLong', { max: MAX_PASSWORD_BYTES });
    case 'control-character':
      return misuse('passwordControlCharacter');
    case null:
  }
  const hash = await deps.hasher.hash(input.password);
  if (hash === null) return refused('busyWithSignIns');
  return await change(deps, async (tx, audit) => {
    await setCentreHash(tx, contact.id, hash, deps.clock.now());
    await audit('contact.password', contact.address, null, { customer: customer.value.id });
    return done({ contact: contact.address });
  });
}
