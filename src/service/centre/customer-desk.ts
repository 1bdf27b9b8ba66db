/**
 * The operator's desk of customers: list and search, one customer with all that is his, and what an operator does for him:
 * another plan, a payment, a note. Called by the API after the role was asked. Adding customers and domains is the use case of
 * everybody (customers.ts, domains.ts).
 */
import { type Block, isActive } from '#src/model/block.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { dayOf, type Invoice, openMinor } from '#src/model/invoice.ts';
import type { Language } from '#src/model/language.ts';
import { amountText } from '#src/model/money.ts';
import type { Person } from '#src/model/person.ts';
import { newId } from '#src/net/ids.ts';
import { unliftedOfAll } from '#src/store/blocks.ts';
import { casesOf } from '#src/store/cases.ts';
import { countCustomers, customerPage, domainNamesOf, insertNote, notesOf } from '#src/store/customer-pages.ts';
import { customerById } from '#src/store/customers.ts';
import { listInvoices } from '#src/store/invoices.ts';
import { planByName } from '#src/store/plans.ts';
import { requestsLike } from '#src/store/support-requests.ts';
import { listContacts } from '../billing/contacts.ts';
import { findInvoice } from '../billing/invoices.ts';
import { payInvoice } from '../billing/payments.ts';
import { invoiceView } from '../billing/invoice-view.ts';
import type { App } from '../app.ts';
import { change } from '../change.ts';
import { setMailboxPlan } from '../mailbox-settings.ts';
import { shown } from '../input.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { activityOf } from './activity.ts';
import { type Estate, estateOf } from './ownership.ts';
import { stopsOf } from './stops.ts';

type Deps = Pick<App, 'db' | 'clock' | 'billing' | 'blocks' | 'endSessions'>;
export const CUSTOMERS_A_PAGE = 25;
const MOST_NOTES = 50;
const MOST_INVOICES = 100;
const MOST_CASES = 20;
const MOST_ACTIVITY = 30;
const MOST_DOMAINS_ASKED = 50;
const MOST_NOTE_TEXT = 2000;

export interface CustomerLine {
  readonly id: string;
  readonly name: string;
  readonly contact: string | null;
  readonly domains: number;
  readonly mailboxes: number;
  readonly blocks: number;
  /** What is open and past its due day, as `125.00 NOK`; empty when nothing is. */
  readonly overdue: readonly string[];
  readonly createdAt: number;
}

/** A page of customers by name, and how many there are in all. */
export async function listCustomerPage(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  asked: { readonly q: string; readonly from: number },
): Promise<{ readonly customers: readonly CustomerLine[]; readonly total: number }> {
  const q = asked.q.normalize('NFC').trim().toLowerCase();
  const [page, total] = await Promise.all([
    customerPage(db.sql, { q, from: asked.from, limit: CUSTOMERS_A_PAGE }),
    countCustomers(db.sql, q),
  ]);
  const now = clock.now();
  const ids = page.map(({ id }) => id);
  const [domains, blocks, invoices] = await Promise.all([
    domainNamesOf(db.sql, ids),
    unliftedOfAll(db.sql),
    Promise.all(ids.map((id) => listInvoices(db.sql, id, MOST_INVOICES))),
  ]);
  const owners = new Map(domains.map((one) => [one.name, one.customer_id as string]));
  const active = blocks.filter((block) => isActive(block, now));
  const counts = Map.groupBy(active, (block) => ownerOf(block, owners));
  const customers = page.map((one, index) => ({
    ...one,
    blocks: counts.get(one.id)?.length ?? 0,
    overdue: overdueOf(invoices[index], dayOf(now)),
  }));
  return { customers, total };
}

function ownerOf({ subject, subjectName }: Block, owners: ReadonlyMap<string, string>): string {
  if (subject.kind === 'customer') return subject.id;
  return owners.get(subjectName.slice(subjectName.lastIndexOf('@') + 1).toLowerCase()) ?? '';
}

function overdueOf(invoices: readonly Invoice[], today: string): readonly string[] {
  const sums = new Map<Invoice['currency'], number>();
  for (const one of invoices)
    if (one.dueDate < today && openMinor(one) > 0)
      sums.set(one.currency, (sums.get(one.currency) ?? 0) + openMinor(one));
  return [...sums].map(([currency, minor]) => `${amountText({ minor, currency })} ${currency}`);
}

/** The customer as one who signs in: what he may see decides what belongs to him. */
export const asCustomer = (customer: {
  readonly id: CustomerId;
  readonly name: string;
  readonly language: Language;
}): Person => ({
  kind: 'contact',
  id: `view:${customer.id}` as never,
  name: customer.name,
  customer: customer.id,
  customerName: customer.name,
  language: customer.language,
});

/** All of one customer. */
export async function customerSheet(
  deps: Deps,
  operator: Person,
  asked: { readonly id: string; readonly language: Language },
) {
  const customer = await customerById(deps.db.sql, asked.id);
  if (customer === null) return refused('notThere');
  const person = asCustomer(customer);
  const estate = await estateOf(deps, person);
  const [contacts, invoices, stops, cases, requests, activity, notes] = await Promise.all([
    listContacts(deps.billing, customer.id),
    listInvoices(deps.db.sql, customer.id, MOST_INVOICES),
    stopsOf(deps, person, estate, { language: asked.language, all: false }),
    casesFor(deps, estate),
    requestsLike(deps.db.sql, { customer: customer.id, limit: MOST_CASES }),
    activityOf(deps, person, { limit: MOST_ACTIVITY }),
    notesOf(deps.db.sql, customer.id, MOST_NOTES),
  ]);
  if (!contacts.ok) return contacts;
  return done({
    customer,
    domains: estate.domains,
    mailboxes: estate.mailboxes,
    contacts: contacts.value,
    invoices: invoices.map(invoiceView),
    stops,
    cases,
    requests,
    activity,
    notes,
    isReader: operator.kind === 'operator' && operator.role === 'reader',
  });
}

async function casesFor({ db }: Deps, { domains }: Estate) {
  const lists = await Promise.all(
    domains
      .slice(0, MOST_DOMAINS_ASKED)
      .map(async ({ name, createdAt }) =>
        (await casesOf(db.sql, { domain: name }, MOST_CASES)).filter(({ at }) => at >= createdAt),
      ),
  );
  return lists
    .flat()
    .toSorted((a, b) => b.at - a.at)
    .slice(0, MOST_CASES);
}

/** Puts mailboxes of the customer on another plan: those named, or all. */
export async function changePlan(
  deps: Deps,
  operator: Person,
  asked: { readonly id: string; readonly plan: string; readonly mailboxes: readonly string[] | null },
): Promise<Outcome<{ readonly changed: number }>> {
  const customer = await customerById(deps.db.sql, asked.id);
  if (customer === null) return refused('notThere');
  if ((await planByName(deps.db.sql, asked.plan)) === null) return refused('planMissing', { plan: shown(asked.plan) });
  const { mailboxes } = await estateOf(deps, asCustomer(customer));
  const wanted = asked.mailboxes === null ? null : new Set(asked.mailboxes.map((address) => address.toLowerCase()));
  const touched = mailboxes.filter(({ address, plan }) => plan !== asked.plan && wanted?.has(address) !== false);
  for (const { address } of touched) {
    const set = await setMailboxPlan({ ...deps, actor: operator.name }, address, asked.plan);
    if (!set.ok) return set;
  }
  return done({ changed: touched.length });
}

/** A payment that an operator knows of; what it paid for opens at once. */
export async function recordPayment(
  deps: Deps,
  operator: Person,
  asked: { readonly id: string; readonly invoice: string; readonly amount?: string | undefined },
) {
  const found = await findInvoice(deps, asked.invoice);
  if (!found.ok || found.value.customer !== asked.id) return refused('notThere');
  const amount = asked.amount === undefined || asked.amount.trim() === '' ? {} : { amount: asked.amount.trim() };
  return await payInvoice({ ...deps.billing, actor: operator.name }, { invoice: found.value.id, ...amount });
}

/** A note among operators: the customer never sees its words. */
export async function addNote(
  deps: Pick<Deps, 'db' | 'clock'>,
  operator: Person,
  asked: { readonly id: string; readonly text: string },
): Promise<Outcome<{ readonly id: string }>> {
  const customer = await customerById(deps.db.sql, asked.id);
  if (customer === null) return refused('notThere');
  const text = asked.text.trim().slice(0, MOST_NOTE_TEXT);
  if (text === '') return refused('inputBad');
  const at = deps.clock.now();
  const id = newId<string>(at);
  return await change({ ...deps, actor: operator.name }, async (tx, audit) => {
    await insertNote(tx, { id, customer_id: customer.id, text, actor: operator.name, at });
    // Under its own subject: the customer reads what was done with his things, not what operators say to each other.
    await audit('customer.note', `note ${id}`, null, { customer: customer.id });
    return done({ id });
  });
}
