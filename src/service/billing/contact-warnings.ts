/**
 * Looks at the contacts of a customer who owes something and warns, before anything stops, of those that may not be
 * reached: once a month a problem. Reads the journal for bounces of our own mail.
 */
import { type ContactFinding, contactProblems } from '#src/model/contact-check.ts';
import type { Contact } from '#src/model/customer.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { setWarned, warnedAt } from '#src/store/contacts.ts';
import { contactsOf } from '#src/store/customers.ts';
import { domainsOf } from '#src/store/domains.ts';
import { change } from '../change.ts';
import { done } from '../outcome.ts';
import type { BillingDeps } from './deps.ts';

const AGAIN_MS = 30 * 86_400_000;
const LOOK_BACK_MS = 180 * 86_400_000;

/** Mail of ours: reports and notices have the null sender or an address at the host's own name. */
const isOurs = (mailFrom: string | undefined, hostname: string): boolean =>
  mailFrom === undefined || mailFrom === '' || mailFrom.toLowerCase().endsWith(`@${hostname}`);

/** Addresses at which our own mail failed for good, with the time, unless a later one got through. */
export async function bouncesOf(
  deps: Pick<BillingDeps, 'journal' | 'hostname'>,
  contacts: readonly Contact[],
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const bounced = new Map<string, number>();
  for (const { address } of contacts) {
    const events = await deps.journal.query({
      kinds: ['message'],
      names: [address.toLowerCase()],
      outcomes: ['bounced', 'dropped', 'sent', 'delivered'],
      since: now - LOOK_BACK_MS,
      limit: 200,
    });
    const last = events
      .filter((event) => event.kind === 'message' && event.rcptTo?.toLowerCase() === address.toLowerCase())
      .toSorted((a, b) => b.lastAt - a.lastAt)
      .find((event) => event.kind === 'message' && (isOurs(event.mailFrom, deps.hostname) || event.step === 'sent'));
    if (last?.kind !== 'message') continue;
    // Dropped by an operator has no reply of a host and proves nothing.
    if ((last.step === 'bounced' || last.step === 'dropped') && last.code !== undefined)
      bounced.set(address, last.lastAt);
  }
  return bounced;
}

/** What is wrong with a customer's contacts now. */
export async function checkContacts(
  deps: Pick<BillingDeps, 'db' | 'journal' | 'hostname'>,
  customer: CustomerId,
  now: number,
): Promise<readonly ContactFinding[]> {
  const { sql } = deps.db;
  const contacts = await contactsOf(sql, customer);
  const domains = await domainsOf(sql, customer);
  return contactProblems(
    contacts,
    domains.map(({ name }) => name),
    await bouncesOf(deps, contacts, now),
  );
}

/** Warns of what was not warned of within a month; resolves to the problems warned of. */
export async function warnContacts(
  deps: BillingDeps,
  customer: CustomerId,
  now: number,
): Promise<readonly ContactFinding[]> {
  const warned: ContactFinding[] = [];
  for (const found of await checkContacts(deps, customer, now)) {
    const { contact, problem } = found;
    const isDue = await change(deps, async (tx, audit) => {
      const before = await warnedAt(tx, contact.id, problem);
      if (before !== null && now < before + AGAIN_MS) return done(false);
      await setWarned(tx, contact.id, problem, now);
      await audit('contact.warn', customer, null, { contact: contact.address, problem });
      return done(true);
    });
    if (!isDue.ok || !isDue.value) continue;
    warned.push(found);
    deps.notices.about({ kind: 'contact-warning', customer, contact: contact.address, problem });
  }
  return warned;
}
