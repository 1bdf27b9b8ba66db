/**
 * Looks at the contacts of a customer who owes something and warns, before anything stops, of those that may not be
 * reached: once a month a problem. Reads the journal for bounces of our own mail.
 */
import { type Bounces, type ContactFinding, contactProblems } from '#src/model/contact-check.ts';
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

/** Addresses at which our own mail fails for good: everything since the last that got through. */
export async function bouncesOf(
  deps: Pick<BillingDeps, 'journal' | 'hostname'>,
  contacts: readonly Contact[],
  now: number,
): Promise<ReadonlyMap<string, Bounces>> {
  const bounced = new Map<string, Bounces>();
  for (const { address } of contacts) {
    const name = address.toLowerCase();
    const events = await deps.journal.query({
      kinds: ['message'],
      names: [name],
      outcomes: ['bounced', 'dropped', 'sent', 'delivered'],
      since: now - LOOK_BACK_MS,
      limit: 200,
    });
    const own = events
      .flatMap((event) => (event.kind === 'message' && event.rcptTo?.toLowerCase() === name ? [event] : []))
      .filter((event) => isOurs(event.mailFrom, deps.hostname) || event.step === 'sent')
      .toSorted((a, b) => b.lastAt - a.lastAt);
    const arrived = own.findIndex(({ step }) => step === 'sent' || step === 'delivered');
    // Dropped by an operator has no reply of a host and proves nothing.
    const failed = (arrived < 0 ? own : own.slice(0, arrived)).filter(({ code }) => code !== undefined);
    const [newest, oldest] = [failed.at(0), failed.at(-1)];
    if (newest !== undefined && oldest !== undefined)
      bounced.set(address, { firstAt: oldest.at, lastAt: newest.lastAt });
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
    // Looked at before writing: every write makes the gate read anew.
    const last = await warnedAt(deps.db.sql, contact.id, problem);
    if (last !== null && now < last + AGAIN_MS) continue;
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
