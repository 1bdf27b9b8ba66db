/** Use cases of invoices: add (numbered without gaps), list, show, cancel. Called by CLI and API; books no payments. */
import type { InvoiceId } from '#src/model/ids.ts';
import { dayOf, type Invoice, type InvoiceLine, parseDay, totalOf } from '#src/model/invoice.ts';
import { CURRENCIES, type Currency, parseAmount, parseCurrency, parseVatRate } from '#src/model/money.ts';
import { referenceFor } from '#src/model/payment-reference.ts';
import { newId } from '#src/net/ids.ts';
import { insertInvoice, invoiceNamed, listInvoices, nextInvoiceNumber, setCancelled } from '#src/store/invoices.ts';
import { paymentsOn, paymentsWithCredit } from '#src/store/payments.ts';
import { amountText } from '#src/model/money.ts';
import { creditMinor } from '#src/model/payment.ts';
import type { Language } from '#src/model/language.ts';
import { texts } from '#src/messages/catalogue.ts';
import { customerById } from '#src/store/customers.ts';
import { change, type Reading } from '../change.ts';
import { findCustomer } from '../customers.ts';
import { shown } from '../input.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import type { BillingDeps } from './deps.ts';
import { dunCustomer } from './dunning.ts';
import { type InvoiceView, invoiceView } from './invoice-view.ts';
import { liftWhatIsPaid } from './reactivate.ts';

const MOST_LISTED = 1000;
const MOST_QUANTITY = 1_000_000;
const MOST_LINES = 200;

/** Amounts and rates as typed; prices include VAT. */
export interface NewInvoice {
  /** Id or name. */
  readonly customer: string;
  readonly currency: string;
  readonly due: string;
  readonly lines: readonly {
    readonly text?: string;
    readonly quantity?: number;
    readonly price: string;
    /** Percent; default 0. */
    readonly vat?: string;
  }[];
}
export interface AddedInvoice {
  readonly id: InvoiceId;
  readonly number: string;
  readonly reference: string;
}

/** Adds an invoice. Due days in the past are taken as they are: it then stands where dunning would have brought it. */
export async function addInvoice(deps: BillingDeps, input: NewInvoice): Promise<Outcome<AddedInvoice>> {
  const customer = await findCustomer(deps, input.customer);
  if (!customer.ok) return customer;
  const currency = parseCurrency(input.currency);
  if (currency === null)
    return misuse('currencyUnknown', { currency: shown(input.currency), known: Object.keys(CURRENCIES).join(', ') });
  const dueDate = parseDay(input.due);
  if (dueDate === null) return misuse('dayBad', { day: shown(input.due) });
  const lines = readLines(input.lines, currency, customer.value.language);
  if (!lines.ok) return lines;
  const totalMinor = totalOf(lines.value);
  if (totalMinor === null) return misuse('invoiceSumBad');
  const added = await change(deps, async (tx, audit) => {
    const now = deps.clock.now();
    const issueDate = dayOf(now);
    const number = await nextInvoiceNumber(tx, Number(issueDate.slice(0, 4)));
    const invoice: Invoice = {
      id: newId<InvoiceId>(now),
      number,
      customer: customer.value.id,
      currency,
      lines: lines.value,
      totalMinor,
      paidMinor: 0,
      issueDate,
      dueDate,
      reference: referenceFor(number, currency),
      cancelledAt: null,
      dunningStage: 'none',
      dunningAt: null,
      createdAt: now,
    };
    await insertInvoice(tx, invoice);
    const { amount, reference } = invoiceView(invoice);
    await audit('invoice.add', number, null, { customer: invoice.customer, amount, currency, dueDate, reference });
    return done(invoice);
  });
  if (!added.ok) return added;
  const { id, number, reference } = added.value;
  deps.notices.about({ kind: 'invoice', stage: 'issued', customer: customer.value.id, invoice: number });
  await dunCustomer(deps, customer.value.id);
  return done({ id, number, reference });
}

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;

function readLines(
  typed: NewInvoice['lines'],
  currency: Currency,
  language: Language,
): Outcome<readonly InvoiceLine[]> {
  if (typed.length === 0 || typed.length > MOST_LINES) return misuse('invoiceSumBad');
  const lines: InvoiceLine[] = [];
  for (const line of typed) {
    const text = (line.text ?? texts(language).billing.defaultLine).normalize('NFC').trim();
    const quantity = line.quantity ?? 1;
    if (text === '' || text.length > 200 || CONTROL.test(text)) return misuse('invoiceLineBad', { text: shown(text) });
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST_QUANTITY)
      return misuse('invoiceLineBad', { text: shown(`${quantity} ${text}`) });
    const price = parseAmount(line.price, currency);
    if (!price.ok) return misuse('amountBad', { amount: shown(line.price), currency, why: price.why });
    const vatRate = parseVatRate(line.vat ?? '0');
    if (vatRate === null) return misuse('vatBad', { vat: shown(line.vat ?? '') });
    lines.push({ text, quantity, unitMinor: price.minor, vatRate });
  }
  return done(lines);
}

/** Newest first; of one customer (id or name) or all. */
export async function invoicesOf(deps: Reading, customer?: string): Promise<Outcome<readonly InvoiceView[]>> {
  const found = customer === undefined ? null : await findCustomer(deps, customer);
  if (found !== null && !found.ok) return found;
  const list = await listInvoices(deps.db.sql, found?.value.id ?? null, MOST_LISTED);
  return done(list.map(invoiceView));
}

export interface InvoiceDetails extends InvoiceView {
  readonly customerName: string;
  readonly language: Language;
  readonly payments: readonly {
    readonly id: string;
    readonly amount: string;
    readonly source: string;
    readonly paidOn: string;
  }[];
  /** What the customer has paid too much, by currency, as `NOK 125.00`. */
  readonly credit: readonly string[];
}

/** By id or number. */
export async function showInvoice(deps: Reading, idOrNumber: string): Promise<Outcome<InvoiceDetails>> {
  const { sql } = deps.db;
  const found = await findInvoice(deps, idOrNumber);
  if (!found.ok) return found;
  const invoice = found.value;
  const [customer, paid, credit] = await Promise.all([
    customerById(sql, invoice.customer),
    paymentsOn(sql, invoice.id),
    paymentsWithCredit(sql, invoice.customer),
  ]);
  const sums = new Map<Currency, number>();
  for (const payment of credit) sums.set(payment.currency, (sums.get(payment.currency) ?? 0) + creditMinor(payment));
  return done({
    ...invoiceView(invoice),
    customerName: customer?.name ?? '',
    language: customer?.language ?? 'en',
    payments: paid.map(({ payment, minor, source, paidOn }) => ({
      id: payment,
      amount: amountText({ minor, currency: invoice.currency }),
      source,
      paidOn,
    })),
    credit: [...sums].map(([currency, minor]) => `${amountText({ minor, currency })} ${currency}`),
  });
}

/** By id or number; what cannot be either names nothing. */
export async function findInvoice(deps: Reading, idOrNumber: string): Promise<Outcome<Invoice>> {
  const wanted = idOrNumber.trim().toLowerCase();
  const found = /^[0-9a-z-]{1,40}$/.test(wanted) ? await invoiceNamed(deps.db.sql, wanted) : null;
  return found === null ? refused('invoiceMissing', { invoice: shown(idOrNumber) }) : done(found);
}

/** Cancels an invoice on which nothing was paid; its number stays in the series. What it stopped opens at once. */
export async function cancelInvoice(deps: BillingDeps, idOrNumber: string): Promise<Outcome<InvoiceView>> {
  const found = await findInvoice(deps, idOrNumber);
  if (!found.ok) return found;
  const cancelled = await change(deps, async (tx, audit) => {
    const invoice = await invoiceNamed(tx, found.value.id);
    if (invoice === null) return refused('invoiceMissing', { invoice: shown(idOrNumber) });
    if (invoice.cancelledAt !== null) return refused('invoiceCancelled', { invoice: invoice.number });
    if (invoice.paidMinor > 0) return refused('invoiceHasPayment', { invoice: invoice.number });
    const at = deps.clock.now();
    await setCancelled(tx, invoice.id, at);
    await audit('invoice.cancel', invoice.number, { state: 'open' }, { state: 'cancelled' });
    return done({ ...invoice, cancelledAt: at });
  });
  if (!cancelled.ok) return cancelled;
  await liftWhatIsPaid(deps, cancelled.value.customer);
  return done(invoiceView(cancelled.value));
}
