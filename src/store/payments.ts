/** Queries on payments and what of them went to which invoice. Called by services; judges nothing. */
import type { CustomerId, InvoiceId, PaymentId } from '#src/model/ids.ts';
import type { Currency } from '#src/model/money.ts';
import type { Allocation, Payment, UnmatchedWhy } from '#src/model/payment.ts';
import { sql as raw } from 'kysely';
import type { PaymentsTable, Sql } from './tables.ts';

type Row = PaymentsTable & { readonly allocated: number | string };

const payment = (row: Row): Payment => ({
  id: row.id,
  source: row.source,
  sourceKey: row.source_key,
  amountMinor: row.amount_minor,
  currency: row.currency as Currency,
  reference: row.reference,
  payer: row.payer,
  paidOn: row.paid_on,
  customer: row.customer_id,
  unmatchedWhy: row.unmatched_why as UnmatchedWhy | null,
  receivedAt: row.received_at,
  allocatedMinor: Number(row.allocated),
});

const ALLOCATED = 'coalesce((select sum(a.amount_minor) from allocations a where a.payment_id = payments.id), 0)';
const withAllocated = (sql: Sql) =>
  sql
    .selectFrom('payments')
    .selectAll('payments')
    .select(raw<number | string>`${raw.raw(ALLOCATED)}`.as('allocated'));

export async function insertPayment(tx: Sql, made: Payment): Promise<void> {
  await tx
    .insertInto('payments')
    .values({
      id: made.id,
      source: made.source,
      source_key: made.sourceKey,
      amount_minor: made.amountMinor,
      currency: made.currency,
      reference: made.reference,
      payer: made.payer,
      paid_on: made.paidOn,
      customer_id: made.customer,
      unmatched_why: made.unmatchedWhy,
      received_at: made.receivedAt,
    })
    .execute();
}

export async function paymentById(sql: Sql, id: string): Promise<Payment | null> {
  const row = await withAllocated(sql)
    .where('id', '=', id as PaymentId)
    .executeTakeFirst();
  return row === undefined ? null : payment(row);
}

/** The one that came from there under that key, if it came already. */
export async function paymentBySource(sql: Sql, source: string, sourceKey: string): Promise<Payment | null> {
  const row = await withAllocated(sql)
    .where('source', '=', source)
    .where('source_key', '=', sourceKey)
    .executeTakeFirst();
  return row === undefined ? null : payment(row);
}

/** Newest first. */
export async function listPayments(
  sql: Sql,
  options: { readonly unmatched?: boolean; readonly customer?: CustomerId; readonly limit: number },
): Promise<readonly Payment[]> {
  let query = withAllocated(sql).orderBy('received_at', 'desc').orderBy('id', 'desc').limit(options.limit);
  if (options.unmatched === true) query = query.where('customer_id', 'is', null);
  if (options.customer !== undefined) query = query.where('customer_id', '=', options.customer);
  return (await query.execute()).map(payment);
}

/** Payments of a customer that are not used up, oldest first. */
export async function paymentsWithCredit(sql: Sql, customer: CustomerId): Promise<readonly Payment[]> {
  const rows = await withAllocated(sql)
    .where('customer_id', '=', customer)
    .where(raw<boolean>`amount_minor > ${raw.raw(ALLOCATED)}`)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  return rows.map(payment);
}

export async function setOwner(tx: Sql, id: PaymentId, customer: CustomerId): Promise<void> {
  await tx.updateTable('payments').set({ customer_id: customer, unmatched_why: null }).where('id', '=', id).execute();
}

export async function insertAllocation(tx: Sql, made: Allocation): Promise<void> {
  const { id, payment: from, invoice, amountMinor, at } = made;
  await tx
    .insertInto('allocations')
    .values({ id, payment_id: from, invoice_id: invoice, amount_minor: amountMinor, at })
    .execute();
}

/** Payments that paid this invoice: id, amount used, day; oldest first. */
export async function paymentsOn(
  sql: Sql,
  invoice: InvoiceId,
): Promise<
  readonly { readonly payment: PaymentId; readonly minor: number; readonly source: string; readonly paidOn: string }[]
> {
  const rows = await sql
    .selectFrom('allocations')
    .innerJoin('payments', 'payments.id', 'allocations.payment_id')
    .select(['payments.id', 'allocations.amount_minor', 'payments.source', 'payments.paid_on'])
    .where('allocations.invoice_id', '=', invoice)
    .orderBy('allocations.at')
    .orderBy('allocations.id')
    .execute();
  return rows.map((row) => ({ payment: row.id, minor: row.amount_minor, source: row.source, paidOn: row.paid_on }));
}
