/** Queries on invoices: the series, the rows with what was paid of them, dunning. Called by services; judges nothing. */
import type { DunningStage } from '#src/model/dunning.ts';
import type { CustomerId, InvoiceId } from '#src/model/ids.ts';
import { type Invoice, invoiceNumber, type InvoiceLine } from '#src/model/invoice.ts';
import type { Currency } from '#src/model/money.ts';
import { sql as raw } from 'kysely';
import type { InvoicesTable, Sql } from './tables.ts';

/** A sum comes back as text from PostgreSQL. */
type Row = InvoicesTable & { readonly paid: number | string };

const invoice = (row: Row): Invoice => ({
  id: row.id,
  number: row.number,
  customer: row.customer_id,
  currency: row.currency as Currency,
  lines: JSON.parse(row.lines) as readonly InvoiceLine[],
  totalMinor: row.total_minor,
  paidMinor: Number(row.paid),
  issueDate: row.issue_date,
  dueDate: row.due_date,
  reference: row.reference,
  cancelledAt: row.cancelled_at,
  dunningStage: row.dunning_stage as DunningStage,
  dunningAt: row.dunning_at,
  createdAt: row.created_at,
});

/** Invoices with `paid`: what was allocated to each. */
const withPaid = (sql: Sql) =>
  sql
    .selectFrom('invoices')
    .selectAll('invoices')
    .select(
      raw<
        number | string
      >`coalesce((select sum(a.amount_minor) from allocations a where a.invoice_id = invoices.id), 0)`.as('paid'),
    );

/** The next number of a year's series. Only inside `db.write`, where writers take turns: rolled back, it is given again. */
export async function nextInvoiceNumber(tx: Sql, year: number): Promise<string> {
  const row = await tx.selectFrom('invoice_series').select('last').where('year', '=', year).executeTakeFirst();
  const next = (row?.last ?? 0) + 1;
  if (row === undefined) await tx.insertInto('invoice_series').values({ year, last: next }).execute();
  else await tx.updateTable('invoice_series').set({ last: next }).where('year', '=', year).execute();
  return invoiceNumber(year, next);
}

export async function insertInvoice(tx: Sql, made: Invoice): Promise<void> {
  await tx
    .insertInto('invoices')
    .values({
      id: made.id,
      number: made.number,
      customer_id: made.customer,
      currency: made.currency,
      lines: JSON.stringify(made.lines),
      total_minor: made.totalMinor,
      issue_date: made.issueDate,
      due_date: made.dueDate,
      reference: made.reference,
      cancelled_at: made.cancelledAt,
      dunning_stage: made.dunningStage,
      dunning_at: made.dunningAt,
      created_at: made.createdAt,
    })
    .execute();
}

/** By id or by number. */
export async function invoiceNamed(sql: Sql, idOrNumber: string): Promise<Invoice | null> {
  const row = await withPaid(sql)
    .where((is) => is.or([is('id', '=', idOrNumber as InvoiceId), is('number', '=', idOrNumber)]))
    .executeTakeFirst();
  return row === undefined ? null : invoice(row);
}

/** `reference` as made: without blanks, in capitals. */
export async function invoiceByReference(sql: Sql, reference: string): Promise<Invoice | null> {
  const row = await withPaid(sql).where('reference', '=', reference).executeTakeFirst();
  return row === undefined ? null : invoice(row);
}

/** Newest number first. */
export async function listInvoices(sql: Sql, customer: CustomerId | null, limit: number): Promise<readonly Invoice[]> {
  const all = withPaid(sql).orderBy('created_at', 'desc').orderBy('number', 'desc').limit(limit);
  const rows = await (customer === null ? all : all.where('customer_id', '=', customer)).execute();
  return rows.map(invoice);
}

/** Not cancelled, not wholly paid, due before `day`; oldest due first; after `after` in that order, so that a runner can page. */
export async function owedInvoices(
  sql: Sql,
  options: {
    readonly dueBefore: string;
    readonly customer?: CustomerId;
    readonly after?: Pick<Invoice, 'dueDate' | 'id'>;
    readonly limit: number;
  },
): Promise<readonly Invoice[]> {
  const { customer, after } = options;
  let query = withPaid(sql)
    .where('cancelled_at', 'is', null)
    .where('due_date', '<', options.dueBefore)
    .where(
      raw<boolean>`total_minor > coalesce((select sum(a.amount_minor) from allocations a where a.invoice_id = invoices.id), 0)`,
    );
  if (customer !== undefined) query = query.where('customer_id', '=', customer);
  if (after !== undefined)
    query = query.where((is) =>
      is.or([
        is('due_date', '>', after.dueDate),
        is.and([is('due_date', '=', after.dueDate), is('id', '>', after.id)]),
      ]),
    );
  const rows = await query.orderBy('due_date').orderBy('id').limit(options.limit).execute();
  return rows.map(invoice);
}

export async function setDunningStage(tx: Sql, id: InvoiceId, stage: DunningStage, at: number): Promise<void> {
  await tx.updateTable('invoices').set({ dunning_stage: stage, dunning_at: at }).where('id', '=', id).execute();
}

export async function setCancelled(tx: Sql, id: InvoiceId, at: number): Promise<void> {
  await tx.updateTable('invoices').set({ cancelled_at: at }).where('id', '=', id).execute();
}

/** Plans that the mailboxes of a customer have. */
export async function planNamesOf(sql: Sql, customer: CustomerId): Promise<readonly string[]> {
  const rows = await sql
    .selectFrom('mailboxes')
    .innerJoin('domains', 'domains.id', 'mailboxes.domain_id')
    .select('mailboxes.plan')
    .distinct()
    .where('domains.customer_id', '=', customer)
    .execute();
  return rows.map((row) => row.plan);
}

/** Customers who are stopped for an unpaid invoice, themselves or in one of their domains, as far as written down. */
export async function customersStopped(sql: Sql): Promise<readonly CustomerId[]> {
  const stopped = (kind: string) =>
    sql
      .selectFrom('blocks')
      .select('subject_id')
      .where('rule', '=', 'unpaid')
      .where('lifted_at', 'is', null)
      .where('subject_kind', '=', kind);
  const customers = await stopped('customer').execute();
  const owners = await sql
    .selectFrom('domains')
    .select('customer_id')
    .where('id', 'in', stopped('domain') as never)
    .execute();
  return [
    ...new Set([...customers.map((row) => row.subject_id as CustomerId), ...owners.map((row) => row.customer_id)]),
  ];
}

/** Invoices with any of these references; at most a thousand are asked for. */
export async function invoicesByReferences(sql: Sql, references: readonly string[]): Promise<readonly InvoiceId[]> {
  if (references.length === 0) return [];
  const rows = await sql
    .selectFrom('invoices')
    .select('id')
    .where('reference', 'in', references.slice(0, 1000))
    .execute();
  return rows.map((row) => row.id);
}
