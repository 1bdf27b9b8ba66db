/** Queries on payments that a provider tried and that failed. Called by service/billing; judges nothing. */
import type { CustomerId, InvoiceId } from '#src/model/ids.ts';
import type { Currency } from '#src/model/money.ts';
import type { Sql } from './tables.ts';

export interface PaymentFailure {
  readonly id: string;
  readonly source: string;
  /** The provider's id of the event: the same twice is one. */
  readonly sourceKey: string;
  readonly customer: CustomerId;
  readonly invoice: InvoiceId | null;
  readonly amountMinor: number;
  readonly currency: Currency;
  /** The provider's word, e.g. `card_expired`. */
  readonly reason: string;
  readonly at: number;
}

/** False when it is known already. */
export async function insertPaymentFailure(tx: Sql, made: PaymentFailure): Promise<boolean> {
  const result = await tx
    .insertInto('payment_failures')
    .values({
      id: made.id,
      source: made.source,
      source_key: made.sourceKey,
      customer_id: made.customer,
      invoice_id: made.invoice,
      amount_minor: made.amountMinor,
      currency: made.currency,
      reason: made.reason,
      at: made.at,
    })
    .onConflict((conflict) => conflict.columns(['source', 'source_key']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Of a customer since then, newest first. */
export async function paymentFailuresOf(
  sql: Sql,
  customer: CustomerId,
  since: number,
  limit: number,
): Promise<readonly PaymentFailure[]> {
  const rows = await sql
    .selectFrom('payment_failures')
    .selectAll()
    .where('customer_id', '=', customer)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    sourceKey: row.source_key,
    customer: row.customer_id,
    invoice: row.invoice_id,
    amountMinor: row.amount_minor,
    currency: row.currency as Currency,
    reason: row.reason,
    at: row.at,
  }));
}
