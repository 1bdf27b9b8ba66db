/** Use cases of customers: add, list, show. Called by CLI and API; answers outcomes, never sentences. */
import { type Contact, type Customer, customerName } from '#src/model/customer.ts';
import type { ContactId, CustomerId } from '#src/model/ids.ts';
import { newId } from '#src/net/ids.ts';
import {
  allCustomers,
  contactsOf,
  customerById,
  customersByName,
  insertContact,
  insertCustomer,
} from '#src/store/customers.ts';
import { domainsOf } from '#src/store/domains.ts';
import { type Acting, change, type Reading } from './change.ts';
import { readAddress, readLanguage, shown } from './input.ts';
import { done, misuse, type Outcome, refused } from './outcome.ts';

export interface NewCustomer {
  readonly name: string;
  /** Address of the first contact (role `owner`), not yet confirmed. */
  readonly contact?: string;
  readonly language?: string;
}

/** Adds a customer with a first contact. */
export async function addCustomer(deps: Acting, input: NewCustomer): Promise<Outcome<{ readonly id: CustomerId }>> {
  const name = customerName(input.name);
  if (name === null) return misuse('customerNameBad', { input: shown(input.name) });
  const language = readLanguage(input.language ?? 'nb');
  if (!language.ok) return language;
  const contact = input.contact === undefined ? null : readAddress(input.contact);
  if (contact !== null && !contact.ok) return contact;
  return await change(deps, async (tx, audit) => {
    const now = deps.clock.now();
    const customer: Customer = { id: newId<CustomerId>(now), name, language: language.value, createdAt: now };
    await insertCustomer(tx, customer);
    if (contact !== null) {
      await insertContact(tx, {
        id: newId<ContactId>(now),
        customer: customer.id,
        address: contact.value.text,
        role: 'owner',
        confirmedAt: null,
        createdAt: now,
      });
    }
    await audit('customer.add', customer.id, null, { ...customer, contact: contact?.value.text ?? null });
    return done({ id: customer.id });
  });
}

/** All customers, oldest first. */
export const listCustomers = (deps: Reading): Promise<readonly Customer[]> => allCustomers(deps.db.sql);

export interface CustomerView extends Customer {
  readonly contacts: readonly Contact[];
  readonly domains: readonly string[];
}

/** One customer by id or by name; a name that several have is refused. */
export async function showCustomer(deps: Reading, idOrName: string): Promise<Outcome<CustomerView>> {
  const found = await findCustomer(deps, idOrName);
  if (!found.ok) return found;
  const [contacts, domains] = await Promise.all([
    contactsOf(deps.db.sql, found.value.id),
    domainsOf(deps.db.sql, found.value.id),
  ]);
  return done({ ...found.value, contacts, domains: domains.map((domain) => domain.name) });
}

/** Finds by id first, then by exact name. */
export async function findCustomer(deps: Reading, idOrName: string): Promise<Outcome<Customer>> {
  const wanted = idOrName.trim();
  // PostgreSQL text cannot hold NUL: what has control characters names nobody.
  const name = customerName(wanted);
  if (name === null) return refused('customerMissing', { customer: shown(wanted) });
  const byId = await customerById(deps.db.sql, name.toLowerCase());
  if (byId !== null) return done(byId);
  const byName = await customersByName(deps.db.sql, name);
  if (byName.length > 1) return refused('customerAmbiguous', { customer: name, count: byName.length });
  return byName.length === 1 ? done(byName[0]) : refused('customerMissing', { customer: shown(wanted) });
}
