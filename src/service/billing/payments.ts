/**
 * Use cases of payments: pay by hand, import the bank's file, take a provider's event, match by hand, list. Each books in
 * one transaction and opens what it paid for before it answers.
 */
import type { CustomerId } from '#src/model/ids.ts';
import { dayOf, type Invoice, invoiceState, openMinor } from '#src/model/invoice.ts';
import { amountText, parseAmount } from '#src/model/money.ts';
import { creditMinor, type Incoming, type Payment } from '#src/model/payment.ts';
import { newId } from '#src/net/ids.ts';
import { type BankEntry, parseCamt054 } from '#src/protocol/camt/notification.ts';
import { invoiceNamed } from '#src/store/invoices.ts';
import { listPayments, paymentById, setOwner } from '#src/store/payments.ts';
import { change, type Reading } from '../change.ts';
import { shown } from '../input.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { allocate, book, type Booked } from './booking.ts';
import type { BillingDeps } from './deps.ts';
import { findInvoice } from './invoices.ts';
import { type InvoiceView, invoiceView } from './invoice-view.ts';
import { liftWhatIsPaid } from './reactivate.ts';

const MOST_LISTED = 1000;
/** Entries booked in one transaction: others may write in between. */
const AT_ONCE = 100;

export interface PaymentView {
  readonly id: string;
  readonly source: string;
  readonly amount: string;
  readonly currency: string;
  readonly paidOn: string;
  readonly reference: string | null;
  readonly payer: string | null;
  readonly state: 'matched' | 'unmatched';
  readonly customer: string | null;
  /** Why nobody knows whose it is: model/payment.ts `UnmatchedWhy`. */
  readonly why: string | null;
  /** Paid too much: kept for the customer. */
  readonly credit: string;
}
export interface PaidInvoice {
  readonly payment: PaymentView;
  readonly invoice: InvoiceView;
  /** Blocks that were lifted by it. */
  readonly lifted: number;
}

export function paymentView(payment: Payment): PaymentView {
  const { id, source, currency, paidOn, reference, payer, customer, unmatchedWhy } = payment;
  return {
    id,
    source,
    amount: amountText({ minor: payment.amountMinor, currency }),
    currency,
    paidOn,
    reference,
    payer,
    state: customer === null ? 'unmatched' : 'matched',
    customer,
    why: unmatchedWhy,
    credit: amountText({ minor: creditMinor(payment), currency }),
  };
}

/** Opens what is paid, and says thanks once an invoice is paid in full. Resolves to the number of lifted Blocks. */
async function afterwards(deps: BillingDeps, booked: readonly Pick<Booked, 'invoice'>[]): Promise<number> {
  const invoices = booked.flatMap(({ invoice }) => (invoice === null ? [] : [invoice]));
  let lifted = 0;
  for (const customer of new Set(invoices.map((invoice) => invoice.customer)))
    lifted += await liftWhatIsPaid(deps, customer);
  for (const invoice of invoices)
    if (invoiceState(invoice) === 'paid')
      deps.notices.about({ kind: 'invoice', stage: 'paid', customer: invoice.customer, invoice: invoice.number });
  return lifted;
}

/** Books a payment by hand: all that is open, or `amount`; what is too much becomes credit. A paid invoice is refused. */
export async function payInvoice(
  deps: BillingDeps,
  input: { readonly invoice: string; readonly amount?: string },
): Promise<Outcome<PaidInvoice>> {
  const found = await findInvoice(deps, input.invoice);
  if (!found.ok) return found;
  const { currency } = found.value;
  const amount = input.amount === undefined ? null : parseAmount(input.amount, currency);
  if (amount !== null && !amount.ok)
    return misuse('amountBad', { amount: shown(input.amount ?? ''), currency, why: amount.why });
  const booked = await change(deps, async (tx, audit) => {
    const invoice = await invoiceNamed(tx, found.value.id);
    if (invoice === null) return refused('invoiceMissing', { invoice: shown(input.invoice) });
    const problem = unpayable(invoice);
    if (problem !== null) return problem;
    const now = deps.clock.now();
    const incoming: Incoming = {
      source: 'manual',
      sourceKey: newId(now),
      amountMinor: amount?.minor ?? openMinor(invoice),
      currency,
      reference: invoice.reference,
      payer: null,
      paidOn: dayOf(now),
    };
    return done(await book(tx, audit, now, incoming, { chosen: invoice }));
  });
  if (!booked.ok) return booked;
  const lifted = await afterwards(deps, [booked.value]);
  return done({
    payment: paymentView(booked.value.payment),
    invoice: invoiceView(booked.value.invoice ?? found.value),
    lifted,
  });
}

function unpayable(invoice: Invoice): Outcome<never> | null {
  if (invoice.cancelledAt !== null) return refused('invoiceCancelled', { invoice: invoice.number });
  return openMinor(invoice) === 0 ? refused('invoicePaidAlready', { invoice: invoice.number }) : null;
}

/** Gives an unmatched payment, or the credit of a customer's payment, to an invoice. */
export async function matchPayment(
  deps: BillingDeps,
  input: { readonly payment: string; readonly invoice: string },
): Promise<Outcome<PaidInvoice>> {
  const found = await findInvoice(deps, input.invoice);
  if (!found.ok) return found;
  const id = input.payment.trim().toLowerCase();
  const matched = await change(deps, async (tx, audit) => {
    const payment = /^[0-9a-z]{1,40}$/.test(id) ? await paymentById(tx, id) : null;
    if (payment === null) return refused('paymentMissing', { payment: shown(input.payment) });
    const invoice = await invoiceNamed(tx, found.value.id);
    if (invoice === null) return refused('invoiceMissing', { invoice: shown(input.invoice) });
    const problem = unpayable(invoice);
    if (problem !== null) return problem;
    if (payment.currency !== invoice.currency)
      return refused('invoiceOtherCurrency', { invoice: invoice.number, currency: invoice.currency });
    const isCredit = payment.customer === invoice.customer && creditMinor(payment) > 0;
    if (payment.customer !== null && !isCredit) return refused('paymentMatchedAlready', { payment: payment.id });
    if (payment.customer === null) {
      await setOwner(tx, payment.id, invoice.customer);
      await audit(
        'payment.match',
        payment.id,
        { unmatched: payment.unmatchedWhy },
        { invoice: invoice.number, customer: invoice.customer },
      );
    }
    const owned: Payment = { ...payment, customer: invoice.customer, unmatchedWhy: null };
    return done(await allocate(tx, audit, deps.clock.now(), owned, invoice));
  });
  if (!matched.ok) return matched;
  const { payment, invoice } = matched.value;
  const lifted = await afterwards(deps, [matched.value]);
  return done({ payment: paymentView(payment), invoice: invoiceView(invoice), lifted });
}

export interface ImportSummary {
  /** Booked now and matched to an invoice. */
  readonly matched: number;
  /** Booked now; nobody knows whose. */
  readonly unmatched: number;
  /** Known from an earlier file. */
  readonly known: number;
  /** Not payments to us: debits, entries not yet booked, reversals, currencies we do not bill in. */
  readonly skipped: number;
  readonly lifted: number;
  readonly payments: readonly PaymentView[];
}

/** Books the credits of a bank's CAMT.054 file. A file that is not one books nothing at all. */
export async function importBankFile(deps: BillingDeps, bytes: Uint8Array): Promise<Outcome<ImportSummary>> {
  const parsed = parseCamt054(bytes);
  if (!parsed.ok) return misuse('bankFileBad', { why: parsed.why, line: parsed.line });
  const { entries, skipped } = parsed;
  const all: Booked[] = [];
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const booked = await change(deps, async (tx, audit) => {
      const some: Booked[] = [];
      for (const entry of entries.slice(from, from + AT_ONCE))
        some.push(await book(tx, audit, deps.clock.now(), incomingOf(entry, dayOf(deps.clock.now()))));
      return done(some);
    });
    if (!booked.ok) return booked;
    all.push(...booked.value);
  }
  const fresh = all.filter(({ isNew }) => isNew);
  const lifted = await afterwards(deps, fresh);
  return done({
    matched: fresh.filter(({ payment }) => payment.customer !== null).length,
    unmatched: fresh.filter(({ payment }) => payment.customer === null).length,
    known: all.length - fresh.length,
    skipped,
    lifted,
    payments: fresh.map(({ payment }) => paymentView(payment)),
  });
}

const incomingOf = (entry: BankEntry, today: string): Incoming => ({
  source: 'camt',
  sourceKey: entry.key,
  amountMinor: entry.amountMinor,
  currency: entry.currency,
  reference: entry.reference,
  payer: entry.payer,
  paidOn: entry.bookedOn ?? today,
});

/** Books a payment that another program reports (a provider's webhook). `customer`: who paid, where it says so. */
export async function receivePayment(
  deps: BillingDeps,
  incoming: Incoming,
  customer?: CustomerId,
): Promise<Outcome<{ readonly isNew: boolean; readonly payment: PaymentView }>> {
  const booked = await change(deps, async (tx, audit) =>
    done(await book(tx, audit, deps.clock.now(), incoming, customer === undefined ? {} : { customer })),
  );
  if (!booked.ok) return booked;
  if (booked.value.isNew) await afterwards(deps, [booked.value]);
  return done({ isNew: booked.value.isNew, payment: paymentView(booked.value.payment) });
}

/** Newest first. */
export const paymentsList = async (
  deps: Reading,
  options: { readonly unmatched?: boolean } = {},
): Promise<readonly PaymentView[]> =>
  (await listPayments(deps.db.sql, { ...options, limit: MOST_LISTED })).map(paymentView);
