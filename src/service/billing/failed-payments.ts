/**
 * A payment provider tells that a payment failed (the card expired, the bank said no): kept, so that the diagnosis can say
 * it. Called by providers.ts. Whose it is comes from the invoice's reference or the customer the provider names; of nobody
 * known nothing is kept. Stops and opens nothing.
 */
import type { Incoming } from '#src/model/payment.ts';
import { newId } from '#src/net/ids.ts';
import { invoiceByReference } from '#src/store/invoices.ts';
import { insertPaymentFailure } from '#src/store/payment-failures.ts';
import { change } from '../change.ts';
import { findCustomer } from '../customers.ts';
import { done, type Outcome } from '../outcome.ts';
import type { BillingDeps } from './deps.ts';

export interface FailedPayment {
  readonly incoming: Incoming;
  /** As the provider says it. */
  readonly reason: string;
  /** Id or name, where the provider knows. */
  readonly customer: string | null;
}

/** True when it is new and somebody's. */
export async function receiveFailure(
  deps: BillingDeps,
  failed: FailedPayment,
): Promise<Outcome<{ readonly isNew: boolean }>> {
  const { incoming, reason } = failed;
  const invoice = incoming.reference === null ? null : await invoiceByReference(deps.db.sql, incoming.reference);
  const named = failed.customer === null ? null : await findCustomer(deps, failed.customer);
  const customer = invoice?.customer ?? (named?.ok === true ? named.value.id : null);
  if (customer === null) return done({ isNew: false });
  return await change(deps, async (tx, audit) => {
    const at = deps.clock.now();
    const { source, sourceKey, amountMinor, currency } = incoming;
    const isNew = await insertPaymentFailure(tx, {
      id: newId(at),
      source,
      sourceKey,
      customer,
      invoice: invoice?.id ?? null,
      amountMinor,
      currency,
      reason,
      at,
    });
    if (isNew) await audit('payment.failed', invoice?.number ?? customer, null, { source, reason });
    return done({ isNew });
  });
}
