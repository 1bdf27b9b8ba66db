/**
 * A payment as it reached us — by hand, from the bank's file, from a payment provider — and where it went. Pure types.
 */
import type { CustomerId, InvoiceId, PaymentId } from './ids.ts';
import type { Currency } from './money.ts';

/** Why nobody knows yet whose payment it is. */
export type UnmatchedWhy =
  'no-reference' | 'unknown-reference' | 'other-currency' | 'other-customer' | 'cancelled-invoice';

/** What came in. `sourceKey` makes it one: the bank's reference, the provider's event id. */
export interface Incoming {
  readonly source: string;
  readonly sourceKey: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly reference: string | null;
  readonly payer: string | null;
  /** ISO date. */
  readonly paidOn: string;
}
export interface Payment extends Incoming {
  readonly id: PaymentId;
  readonly customer: CustomerId | null;
  readonly unmatchedWhy: UnmatchedWhy | null;
  readonly receivedAt: number;
  /** What went to invoices; the rest of a matched payment is the customer's credit. */
  readonly allocatedMinor: number;
}
export interface Allocation {
  readonly id: string;
  readonly payment: PaymentId;
  readonly invoice: InvoiceId;
  readonly amountMinor: number;
  readonly at: number;
}
/** Credit of a matched payment, in its currency. */
export const creditMinor = (payment: Payment): number =>
  payment.customer === null ? 0 : payment.amountMinor - payment.allocatedMinor;
