/** What the probe of billing observes of the customer who owns the domain. Types only; no ids, no bank accounts. */
export type OverdueInvoice = {
  readonly number: string;
  /** What is still open, `125.00 NOK`. */
  readonly amount: string;
  readonly reference: string;
  readonly dueDate: string;
  readonly overdueDays: number;
};
export type BillingStop = {
  /** ISO 8601, UTC. */
  readonly sinceAt: string;
  readonly directions: readonly ('outgoing' | 'incoming')[];
  /** From the Block's evidence. */
  readonly incomingStopsAt: string;
  readonly notDeletedBefore: string;
};
export type BilledContact = {
  readonly address: string;
  readonly onOwnDomain: boolean;
  /** When our own mail to it came back, unless a later one got through or it was confirmed since. */
  readonly bounced: { readonly firstAt: string; readonly lastAt: string } | null;
};
/** A payment that nobody has booked, of exactly an open amount. */
export type UnbookedPayment = {
  readonly amount: string;
  readonly paidOn: string;
  readonly reference: string;
  readonly invoice: string;
  /** `reference`: one slip away from the invoice's; `payer`: paid in the customer's name; or both. */
  readonly match: 'both' | 'reference' | 'payer';
};
/** A provider tried to draw the money for an invoice that is still open, and failed. */
export type FailedCharge = {
  readonly invoice: string;
  readonly amount: string;
  /** The provider's word, e.g. `card_expired`. */
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly failedAt: string;
  readonly attempts: number;
};
export type StateBilling = {
  readonly customer: string;
  readonly overdue: readonly OverdueInvoice[];
  readonly stopped: BillingStop | null;
  readonly contacts: readonly BilledContact[];
  readonly unbooked: readonly UnbookedPayment[];
  /** The newest; absent or null = none. */
  readonly failed?: FailedCharge | null;
};
