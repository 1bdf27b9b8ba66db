/**
 * Books one incoming payment inside a transaction: finds its invoice by reference, pays what is open of it, keeps the rest
 * as credit, or keeps the whole as unmatched with the reason. The same entry twice has no second effect.
 */
import type { CustomerId, PaymentId } from '#src/model/ids.ts';
import { type Invoice, openMinor } from '#src/model/invoice.ts';
import { amountText } from '#src/model/money.ts';
import { bareReference } from '#src/model/payment-reference.ts';
import { creditMinor, type Incoming, type Payment, type UnmatchedWhy } from '#src/model/payment.ts';
import { newId } from '#src/net/ids.ts';
import { invoiceByReference, invoiceNamed } from '#src/store/invoices.ts';
import { insertAllocation, insertPayment, paymentBySource } from '#src/store/payments.ts';
import type { Sql } from '#src/store/tables.ts';
import type { Audit } from '../change.ts';

export interface Booked {
  readonly payment: Payment;
  /** The invoice it went to, as it stands now. */
  readonly invoice: Invoice | null;
  /** False: it had been booked before, and nothing was changed. */
  readonly isNew: boolean;
}

/** Words of a free text that are tried as a reference or number. */
const MOST_WORDS = 20;

/** The invoice that a reference or a free text names. */
export async function invoiceMeant(sql: Sql, reference: string): Promise<Invoice | null> {
  const whole = await invoiceByReference(sql, bareReference(reference));
  if (whole !== null) return whole;
  const words = reference.slice(0, 1000).match(/[0-9A-Za-z-]{4,40}/g) ?? [];
  for (const word of words.slice(0, MOST_WORDS)) {
    const found = /^\d{4}-\d{6,}$/.test(word)
      ? await invoiceNamed(sql, word)
      : await invoiceByReference(sql, bareReference(word));
    if (found !== null) return found;
  }
  return null;
}

function whyNot(incoming: Incoming, invoice: Invoice | null, customer: CustomerId | undefined): UnmatchedWhy | null {
  if (invoice === null) return incoming.reference === null ? 'no-reference' : 'unknown-reference';
  if (customer !== undefined && invoice.customer !== customer) return 'other-customer';
  if (invoice.cancelledAt !== null) return 'cancelled-invoice';
  return invoice.currency === incoming.currency ? null : 'other-currency';
}

/**
 * @param customer who paid, where the source says so: a reference of somebody else's invoice is then not followed.
 * @param chosen the invoice, where a person chose it.
 */
export async function book(
  tx: Sql,
  audit: Audit,
  now: number,
  incoming: Incoming,
  { customer, chosen }: { readonly customer?: CustomerId; readonly chosen?: Invoice } = {},
): Promise<Booked> {
  const before = await paymentBySource(tx, incoming.source, incoming.sourceKey);
  if (before !== null) return { payment: before, invoice: null, isNew: false };
  const { reference } = incoming;
  const invoice = chosen ?? (reference === null ? null : await invoiceMeant(tx, reference));
  const why = whyNot(incoming, invoice, customer);
  const payment: Payment = {
    ...incoming,
    id: newId<PaymentId>(now),
    customer: why === null && invoice !== null ? invoice.customer : null,
    unmatchedWhy: why,
    receivedAt: now,
    allocatedMinor: 0,
  };
  await insertPayment(tx, payment);
  const { source, sourceKey, currency, paidOn } = incoming;
  const amount = amountText({ minor: incoming.amountMinor, currency });
  await audit('payment.receive', payment.id, null, {
    source,
    sourceKey,
    amount,
    currency,
    reference,
    paidOn,
    unmatched: why,
  });
  if (why !== null || invoice === null) return { payment, invoice: null, isNew: true };
  return { ...(await allocate(tx, audit, now, payment, invoice)), isNew: true };
}

/** Uses what is left of a payment for what is open of an invoice. */
export async function allocate(
  tx: Sql,
  audit: Audit,
  now: number,
  payment: Payment,
  invoice: Invoice,
): Promise<{ readonly payment: Payment; readonly invoice: Invoice }> {
  const minor = Math.min(creditMinor(payment), openMinor(invoice));
  if (minor <= 0) return { payment, invoice };
  await insertAllocation(tx, {
    id: newId(now),
    payment: payment.id,
    invoice: invoice.id,
    amountMinor: minor,
    at: now,
  });
  const { currency } = invoice;
  const after = { ...invoice, paidMinor: invoice.paidMinor + minor };
  await audit(
    'invoice.pay',
    invoice.number,
    { paid: amountText({ minor: invoice.paidMinor, currency }) },
    { paid: amountText({ minor: after.paidMinor, currency }), payment: payment.id },
  );
  return { payment: { ...payment, allocatedMinor: payment.allocatedMinor + minor }, invoice: after };
}
