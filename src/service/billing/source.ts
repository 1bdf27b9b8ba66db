/** What the diagnosis may know of a customer's bills (probes/billing.ts), read from the control database and the journal. */
import type { BillingStop, FailedCharge, StateBilling, UnbookedPayment } from '#src/diagnosis/observed-billing.ts';
import { isActive } from '#src/model/block.ts';
import { isOnOneOf } from '#src/model/contact-check.ts';
import type { Customer } from '#src/model/customer.ts';
import { overdueDays } from '#src/model/dunning.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { dayOf, type Invoice, openMinor } from '#src/model/invoice.ts';
import { amountText } from '#src/model/money.ts';
import { oneSlipFrom } from '#src/model/payment-reference.ts';
import type { BillingSource } from '#src/probes/billing.ts';
import { unliftedBlocks } from '#src/store/blocks.ts';
import { contactsOf, customerById } from '#src/store/customers.ts';
import { domainByName, domainsOf } from '#src/store/domains.ts';
import { invoicesByReferences, owedInvoices } from '#src/store/invoices.ts';
import { paymentFailuresOf } from '#src/store/payment-failures.ts';
import { listPayments } from '#src/store/payments.ts';
import type { Sql } from '#src/store/tables.ts';
import { checkContacts } from './contact-warnings.ts';
import type { BillingDeps } from './deps.ts';

type SourceDeps = Pick<BillingDeps, 'db' | 'clock' | 'journal' | 'hostname'>;
const MOST_OWED = 20;
const MOST_UNMATCHED = 500;

export function createBillingSource(deps: SourceDeps): BillingSource {
  return {
    ofDomain: async (name) => {
      const { sql } = deps.db;
      const domain = await domainByName(sql, name);
      const customer = domain === null ? null : await customerById(sql, domain.customer);
      return customer === null ? null : await billingOfCustomer(deps, customer);
    },
  };
}

async function billingOfCustomer(deps: SourceDeps, customer: Customer): Promise<StateBilling> {
  const { sql } = deps.db;
  const now = deps.clock.now();
  const owed = await owedInvoices(sql, { dueBefore: dayOf(now), customer: customer.id, limit: MOST_OWED });
  const stopped = await stopOf(deps, customer.id, now);
  const base = { customer: customer.name, stopped };
  if (owed.length === 0) return { ...base, overdue: [], contacts: [], unbooked: [] };
  const domains = (await domainsOf(sql, customer.id)).map((one) => one.name);
  const contacts = await contactsOf(sql, customer.id);
  const problems = await checkContacts(deps, customer.id, now);
  return {
    ...base,
    overdue: owed.map((invoice) => ({
      number: invoice.number,
      amount: `${amountText({ minor: openMinor(invoice), currency: invoice.currency })} ${invoice.currency}`,
      reference: invoice.reference,
      dueDate: invoice.dueDate,
      overdueDays: overdueDays(invoice, now),
    })),
    contacts: contacts.map(({ id, address }) => {
      const seen = problems.find(({ contact, problem }) => contact.id === id && problem === 'bounced')?.bounced;
      return {
        address,
        onOwnDomain: isOnOneOf(address, domains),
        bounced:
          seen === undefined
            ? null
            : { firstAt: new Date(seen.firstAt).toISOString(), lastAt: new Date(seen.lastAt).toISOString() },
      };
    }),
    unbooked: await unbookedOf(sql, customer, owed),
    failed: await failedOf(sql, customer, owed, now),
  };
}

async function stopOf({ db: { sql } }: SourceDeps, customer: CustomerId, now: number): Promise<BillingStop | null> {
  const domains = await domainsOf(sql, customer);
  const subjects = [
    { kind: 'customer' as const, id: customer },
    ...domains.map(({ id }) => ({ kind: 'domain' as const, id })),
  ];
  const active = (await unliftedBlocks(sql, subjects)).filter(
    (block) => block.rule === 'unpaid' && isActive(block, now),
  );
  const [first] = active.toSorted((a, b) => a.since - b.since);
  if (first === undefined) return null;
  const directions = (['outgoing', 'incoming'] as const).filter((one) =>
    active.some((block) => block.directions.includes(one)),
  );
  return {
    sinceAt: new Date(first.since).toISOString(),
    directions,
    incomingStopsAt: String(first.evidence['incomingStopsAt'] ?? ''),
    notDeletedBefore: String(first.evidence['notDeletedBefore'] ?? ''),
  };
}

const FAILED_MS = 60 * 86_400_000;

/** The newest failed charge of an invoice that is still open. */
async function failedOf(
  sql: Sql,
  customer: Customer,
  owed: readonly Invoice[],
  now: number,
): Promise<FailedCharge | null> {
  const failures = await paymentFailuresOf(sql, customer.id, now - FAILED_MS, 100);
  for (const { invoice: id, amountMinor, currency, reason, at } of failures) {
    const invoice = owed.find((one) => (id === null ? openMinor(one) === amountMinor : one.id === id));
    if (invoice === undefined) continue;
    return {
      invoice: invoice.number,
      amount: `${amountText({ minor: amountMinor, currency })} ${currency}`,
      reason,
      failedAt: new Date(at).toISOString(),
      attempts: failures.filter((one) => one.invoice === id).length,
    };
  }
  return null;
}

const bareName = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Payments of nobody that fit an open amount exactly. Those of other people are never shown. */
async function unbookedOf(sql: Sql, customer: Customer, owed: readonly Invoice[]): Promise<readonly UnbookedPayment[]> {
  const seen: UnbookedPayment[] = [];
  for (const payment of await listPayments(sql, { unmatched: true, limit: MOST_UNMATCHED })) {
    const fitting = owed.filter(
      (invoice) => payment.currency === invoice.currency && payment.amountMinor === openMinor(invoice),
    );
    if (fitting.length === 0) continue;
    // Neighbouring references may both be one slip away: then only the payer's name tells.
    const near = await invoicesByReferences(sql, oneSlipFrom(payment.reference ?? ''));
    const isPayer = payment.payer !== null && bareName(payment.payer) === bareName(customer.name);
    for (const invoice of fitting) {
      const isNear = near.includes(invoice.id);
      if (!isPayer && !(isNear && near.length === 1)) continue;
      seen.push({
        amount: `${amountText({ minor: payment.amountMinor, currency: payment.currency })} ${payment.currency}`,
        paidOn: payment.paidOn,
        reference: payment.reference ?? '',
        invoice: invoice.number,
        match: isNear && isPayer ? 'both' : isNear ? 'reference' : 'payer',
      });
    }
  }
  const weight = { both: 0, reference: 1, payer: 2 } as const;
  return seen.toSorted((a, b) => weight[a.match] - weight[b.match]).slice(0, 5);
}
