/** Routes of invoices: of the customer's contacts, never of a mailbox user. */
import { createRoute, z } from '@hono/zod-openapi';
import { DUNNING_STAGES } from '#src/model/dunning.ts';
import type { InvoiceView } from '#src/service/billing/invoice-view.ts';
import { pdfOf } from '#src/service/billing/invoice-pdf.ts';
import { invoicesOf } from '#src/service/billing/invoices.ts';
import { invoiceSheet } from '#src/service/centre/invoices.ts';
import { ownCustomer, ownInvoice } from '#src/service/centre/ownership.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, MaybeMoment, Moment, moment, Money, personRoute, problems, refuse, send } from '../contract.ts';

const InvoiceBody = z
  .object({
    id: z.string(),
    number: z.string(),
    state: z.string(),
    amount: Money,
    paid: Money,
    open: Money,
    issueDate: z.iso.date(),
    dueDate: z.iso.date(),
    /** What the bank wants beside the amount. */
    reference: z.string(),
    lines: z.array(
      z.object({ text: z.string(), quantity: z.number(), unitPrice: Money, amount: Money, vat: z.string() }),
    ),
    /** How far we have gone in asking. */
    reminded: z.enum(DUNNING_STAGES),
    remindedAt: MaybeMoment,
  })
  .openapi('Invoice');
const InvoiceList = z.object({ invoices: z.array(InvoiceBody) });
const InvoiceSheetBody = InvoiceBody.extend({
  customerName: z.string(),
  vat: z.array(z.object({ rate: z.string(), net: Money, vat: Money })),
  payments: z.array(z.object({ id: z.string(), amount: Money, source: z.string(), paidOn: z.iso.date() })),
  credit: z.array(z.string()),
  /** How it can be paid here; empty: nothing is owed, or the host has told no way. */
  ways: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('bank'),
        payee: z.string(),
        account: z.string(),
        reference: z.string(),
        scheme: z.enum(['kid', 'ocr', 'rf']),
      }),
      z.object({ kind: z.literal('link'), url: z.string() }),
    ]),
  ),
  /** What opens when it is paid. */
  stopped: z.array(z.object({ code: z.string(), line: z.string() })),
  next: z.object({ stage: z.enum(DUNNING_STAGES), at: Moment }).nullable(),
  booksItself: z.boolean(),
}).openapi('InvoiceSheet');
/** An operator says whose. */
const OfCustomer = z.object({ customer: z.string().max(200).optional() });
const IdParam = z.object({ id: z.string().min(1).max(40) });

function shown(one: InvoiceView): z.infer<typeof InvoiceBody> {
  const money = (amount: string) => ({ amount, currency: one.currency });
  const { id, number, state, issueDate, dueDate, reference } = one;
  const lines = one.lines.map((line) => ({
    text: line.text,
    quantity: line.quantity,
    unitPrice: money(line.unitPrice),
    amount: money(line.amount),
    vat: line.vat,
  }));
  const sums = { amount: money(one.amount), paid: money(one.paid), open: money(one.open) };
  const { stage, since } = one.dunning;
  const reminded = DUNNING_STAGES.find((known) => known === stage) ?? 'none';
  return { id, number, state, ...sums, issueDate, dueDate, reference, lines, reminded, remindedAt: since };
}

export function billRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/invoices',
      summary: 'My invoices, the newest first',
      request: { query: OfCustomer },
      responses: { 200: json(InvoiceList, 'Invoices'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const whose = ownCustomer(person, context.req.valid('query').customer, 'look');
      if (!whose.ok) return refuse(context, whose);
      const list = await invoicesOf(app.billing, whose.value);
      if (!list.ok) return refuse(context, list);
      return send(context, InvoiceList, { invoices: list.value.map(shown) });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/invoices/{id}',
      summary: 'One invoice by id or number: VAT, payments, how to pay, what opens then',
      request: { params: IdParam },
      responses: { 200: json(InvoiceSheetBody, 'The invoice'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownInvoice(app, person, context.req.valid('param').id, 'look');
      if (!own.ok) return refuse(context, own);
      const sheet = await invoiceSheet(app, own.value, context.get('language'));
      if (!sheet.ok) return refuse(context, sheet);
      const { currency, customerName, vat, payments, credit, ways, stopped, next, booksItself } = sheet.value;
      const money = (amount: string) => ({ amount, currency });
      return send(context, InvoiceSheetBody, {
        ...shown(sheet.value),
        customerName,
        vat: vat.map((one) => ({ rate: one.rate, net: money(one.net), vat: money(one.vat) })),
        payments: payments.map((one) => ({ ...one, amount: money(one.amount) })),
        credit: [...credit],
        ways: [...ways],
        stopped: [...stopped],
        next: next === null ? null : { stage: next.stage, at: moment(next.at) },
        booksItself,
      });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/invoices/{id}/pdf',
      summary: 'The invoice as PDF; `download=1` to keep it',
      request: { params: IdParam, query: z.object({ download: z.enum(['0', '1']).optional() }) },
      responses: {
        200: { description: 'PDF', content: { 'application/pdf': { schema: z.string() } } },
        ...problems(401, 404),
      },
    }),
    async (context, person) => {
      const own = await ownInvoice(app, person, context.req.valid('param').id, 'look');
      if (!own.ok) return refuse(context, own);
      const made = await pdfOf(app.billing, own.value.id);
      if (!made.ok) return refuse(context, made);
      const how = context.req.valid('query').download === '1' ? 'attachment' : 'inline';
      return context.body(new Uint8Array(made.value.bytes), 200, {
        'content-type': 'application/pdf',
        'content-disposition': `${how}; filename="${made.value.number}.pdf"`,
      }) as never;
    },
  );
}
