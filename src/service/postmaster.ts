/**
 * Who reads postmaster@ of a hosted domain that has no such mailbox or alias (RFC 5321 §4.5.1: it must be accepted): the
 * domain's first mailbox, else the customer's contacts. Asked by the directory and the diagnosis; changes nothing.
 */
import { contactsOf } from '#src/store/customers.ts';
import { domainByName } from '#src/store/domains.ts';
import { firstMailboxOf } from '#src/store/mailboxes.ts';
import type { Sql } from '#src/store/tables.ts';

const isPostmaster = (address: string): boolean => /^postmaster@/i.test(address);
const MOST = 5;

/** Null for another name, for a domain that is not ours, and where there is nobody at all. */
export async function postmasterTargets(sql: Sql, address: string): Promise<readonly string[] | null> {
  if (!isPostmaster(address)) return null;
  const domain = await domainByName(sql, address.slice(address.lastIndexOf('@') + 1));
  if (domain === null) return null;
  const first = await firstMailboxOf(sql, domain.id);
  if (first !== null) return [first];
  const contacts = (await contactsOf(sql, domain.customer)).map((contact) => contact.address);
  // A contact that is this very address would lead nowhere.
  const readers = contacts.filter((one) => one !== address).slice(0, MOST);
  return readers.length === 0 ? null : readers;
}
