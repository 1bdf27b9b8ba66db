/**
 * What can be wrong with the addresses we write to about money: on the very domain that would stop, bounced, never
 * confirmed. Judged before anything stops, and by the diagnosis. Pure.
 */
import type { Contact } from './customer.ts';

export type ContactProblem = 'on-own-domain' | 'bounced' | 'never-confirmed';
/** Our own mail failed for good, and none got through since. Epoch ms. */
export interface Bounces {
  readonly firstAt: number;
  readonly lastAt: number;
}
export interface ContactFinding {
  readonly contact: Contact;
  readonly problem: ContactProblem;
  readonly bounced?: Bounces;
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
const isBelow = (domain: string, parent: string): boolean => domain === parent || domain.endsWith(`.${parent}`);

/** True when the address lives on one of these domains, or below one. */
export const isOnOneOf = (address: string, domains: readonly string[]): boolean =>
  domains.some((domain) => isBelow(domainOf(address), domain));

/** Who is written to about invoices: everyone but the purely technical; when there is nobody else, those too. */
export function billingContacts(contacts: readonly Contact[]): readonly Contact[] {
  const chosen = contacts.filter(({ role }) => role !== 'technical');
  return chosen.length > 0 ? chosen : contacts;
}

/**
 * The gravest problem of each contact. `bounces`: by address, where our own mail fails.
 * On one's own domain is a problem only while no other contact lives elsewhere.
 */
export function contactProblems(
  contacts: readonly Contact[],
  ownDomains: readonly string[],
  bounces: ReadonlyMap<string, Bounces>,
): readonly ContactFinding[] {
  const outside = contacts.some(({ address }) => !isOnOneOf(address, ownDomains) && !bounces.has(address));
  return contacts.flatMap((contact): ContactFinding[] => {
    const bounced = bounces.get(contact.address);
    if (bounced !== undefined && (contact.confirmedAt === null || contact.confirmedAt < bounced.lastAt))
      return [{ contact, problem: 'bounced', bounced }];
    if (!outside && isOnOneOf(contact.address, ownDomains)) return [{ contact, problem: 'on-own-domain' }];
    return contact.confirmedAt === null ? [{ contact, problem: 'never-confirmed' }] : [];
  });
}
