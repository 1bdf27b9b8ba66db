/** Use cases of contacts: list, add, remove, confirm. A customer keeps at least one, so that we can always reach it. */
import { CONTACT_ROLES, type Contact, type ContactRole } from '#src/model/customer.ts';
import type { ContactId } from '#src/model/ids.ts';
import { newId } from '#src/net/ids.ts';
import { deleteContact, setConfirmed } from '#src/store/contacts.ts';
import { contactsOf, insertContact } from '#src/store/customers.ts';
import type { Sql } from '#src/store/tables.ts';
import { change } from '../change.ts';
import { findCustomer } from '../customers.ts';
import { readAddress, shown } from '../input.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { checkContacts } from './contact-warnings.ts';
import type { BillingDeps } from './deps.ts';

export interface ContactView {
  readonly address: string;
  readonly role: ContactRole;
  readonly confirmed: boolean;
  readonly problem: 'on-own-domain' | 'bounced' | 'never-confirmed' | null;
}
/** A contact by its customer (id or name) and its address. */
export interface ContactNamed {
  readonly customer: string;
  readonly address: string;
}

/** All contacts of a customer, each with what may keep our mail from it. */
export async function listContacts(deps: BillingDeps, customer: string): Promise<Outcome<readonly ContactView[]>> {
  const found = await findCustomer(deps, customer);
  if (!found.ok) return found;
  const problems = await checkContacts(deps, found.value.id, deps.clock.now());
  const contacts = await contactsOf(deps.db.sql, found.value.id);
  return done(
    contacts.map(({ id, address, role, confirmedAt }) => ({
      address,
      role,
      confirmed: confirmedAt !== null,
      problem: problems.find(({ contact }) => contact.id === id)?.problem ?? null,
    })),
  );
}

export async function addContact(
  deps: BillingDeps,
  input: ContactNamed & { readonly role?: string },
): Promise<Outcome<{ readonly id: ContactId }>> {
  const found = await findCustomer(deps, input.customer);
  if (!found.ok) return found;
  const address = readAddress(input.address);
  if (!address.ok) return address;
  const role = CONTACT_ROLES.find((one) => one === (input.role ?? 'billing'));
  if (role === undefined)
    return misuse('contactRoleUnknown', { role: shown(input.role ?? ''), known: CONTACT_ROLES.join(', ') });
  const customer = found.value.id;
  return await change(deps, async (tx, audit) => {
    const contacts = await contactsOf(tx, customer);
    if (contacts.some((contact) => contact.address === address.value.text))
      return refused('contactExists', { contact: address.value.text });
    const now = deps.clock.now();
    const contact: Contact = {
      id: newId<ContactId>(now),
      customer,
      address: address.value.text,
      role,
      confirmedAt: null,
      createdAt: now,
    };
    await insertContact(tx, contact);
    await audit('contact.add', customer, null, { contact: contact.address, role });
    return done({ id: contact.id });
  });
}

type Named = { readonly all: readonly Contact[]; readonly one: Contact };
async function named(tx: Sql, customer: Contact['customer'], typed: string): Promise<Outcome<Named>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const all = await contactsOf(tx, customer);
  const one = all.find((contact) => contact.address === address.value.text);
  return one === undefined ? refused('contactMissing', { contact: address.value.text }) : done({ all, one });
}

export async function removeContact(deps: BillingDeps, input: ContactNamed): Promise<Outcome<ContactNamed>> {
  const found = await findCustomer(deps, input.customer);
  if (!found.ok) return found;
  return await change(deps, async (tx, audit) => {
    const contact = await named(tx, found.value.id, input.address);
    if (!contact.ok) return contact;
    const { all, one } = contact.value;
    if (all.length === 1) return refused('contactLast', { contact: one.address });
    await deleteContact(tx, one.id);
    await audit('contact.remove', found.value.id, { contact: one.address, role: one.role }, null);
    return done({ customer: found.value.id, address: one.address });
  });
}

/** Says that the address reaches a person. Also clears what bounced before. */
export async function confirmContact(deps: BillingDeps, input: ContactNamed): Promise<Outcome<ContactNamed>> {
  const found = await findCustomer(deps, input.customer);
  if (!found.ok) return found;
  return await change(deps, async (tx, audit) => {
    const contact = await named(tx, found.value.id, input.address);
    if (!contact.ok) return contact;
    const { one } = contact.value;
    const confirmedAt = deps.clock.now();
    await setConfirmed(tx, one.id, confirmedAt);
    await audit(
      'contact.confirm',
      found.value.id,
      { confirmedAt: one.confirmedAt },
      { contact: one.address, confirmedAt },
    );
    return done({ customer: found.value.id, address: one.address });
  });
}
