/**
 * Which notices go to which contact: by the role, and never to nobody. Read by the notices and shown beside each contact.
 * Pure.
 */
import { isOnOneOf } from './contact-check.ts';
import type { Contact, ContactRole } from './customer.ts';

/** `mail`: stops, limits, sign-ins from new places. `bills`: invoices, reminders, payments. */
export const NOTICE_TOPICS = ['mail', 'bills'] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

const TOPICS: Readonly<Record<ContactRole, readonly NoticeTopic[]>> = {
  owner: ['mail', 'bills'],
  billing: ['bills'],
  technical: ['mail'],
};
export const topicsOf = (role: ContactRole): readonly NoticeTopic[] => TOPICS[role];

/**
 * Who is told. When none of those who are meant can be reached outside of what is stopped, everybody is told: a notice must
 * not end at the lock that it explains.
 */
export function contactsTold<C extends Pick<Contact, 'address' | 'role'>>(
  contacts: readonly C[],
  topic: NoticeTopic,
  stopped: readonly string[],
): readonly C[] {
  const meant = contacts.filter(({ role }) => TOPICS[role].includes(topic));
  const names = stopped.map((name) => name.toLowerCase());
  return meant.some(({ address }) => !isOnOneOf(address.toLowerCase(), names)) ? meant : contacts;
}
