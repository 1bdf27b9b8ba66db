/** Routes of bills and contacts: of the customer's contacts, never of a mailbox user. */
import { createRoute, z } from '@hono/zod-openapi';
import { CONTACT_ROLES } from '#src/model/customer.ts';
import { addContact, listContacts, removeContact } from '#src/service/billing/contacts.ts';
import { pdfOf } from '#src/service/billing/invoice-pdf.ts';
import { invoicesOf } from '#src/service/billing/invoices.ts';
import { mayWish, ownCustomer, ownInvoice } from '#src/service/centre/ownership.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, jsonBody, Money, personRoute, problems, refuse, send } from '../contract.ts';

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
    reminded: z.string(),
  })
  .openapi('Invoice');
const InvoiceList = z.object({ invoices: z.array(InvoiceBody) });
const ContactBody = z
  .object({
    address: z.string(),
    role: z.string(),
    confirmed: z.boolean(),
    /** Why it may not reach anybody when e-mail fails. */
    problem: z.enum(['on-own-domain', 'bounced', 'never-confirmed']).nullable(),
    you: z.boolean(),
  })
  .openapi('Contact');
const ContactList = z.object({ contacts: z.array(ContactBody) });
/** An operator says whose. */
const OfCustomer = z.object({ customer: z.string().max(200).optional() });

export function billRoutes(api: CentreApi, deps: CentreDeps): void {
  invoiceRoutes(api, deps);
  contactRoutes(api, deps);
}

function invoiceRoutes(api: CentreApi, { app }: CentreDeps): void {
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
      return send(context, InvoiceList, {
        invoices: list.value.map((one) => {
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
          return { id, number, state, ...sums, issueDate, dueDate, reference, lines, reminded: one.dunning.stage };
        }),
      });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/invoices/{id}/pdf',
      summary: 'The invoice as PDF',
      request: { params: z.object({ id: z.string().min(1).max(40) }) },
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
      return context.body(new Uint8Array(made.value.bytes), 200, {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${made.value.number}.pdf"`,
      }) as never;
    },
  );
}

function contactRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/contacts',
      summary: 'Whom we write to, and whether that would reach anybody when e-mail fails',
      request: { query: OfCustomer },
      responses: { 200: json(ContactList, 'Contacts'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const whose = ownCustomer(person, context.req.valid('query').customer, 'look');
      if (!whose.ok) return refuse(context, whose);
      const list = await listContacts(app.billing, whose.value);
      if (!list.ok) return refuse(context, list);
      const contacts = list.value.map((one) => ({ ...one, you: one.address === person.name }));
      return send(context, ContactList, { contacts: contacts as never });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/contacts',
      summary: 'Add a contact',
      request: {
        query: OfCustomer,
        body: jsonBody(z.object({ address: z.string().min(3).max(320), role: z.enum(CONTACT_ROLES).optional() })),
      },
      responses: { 201: json(z.object({ address: z.string() }), 'Added'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (context, person) => {
      const whose = ownCustomer(person, context.req.valid('query').customer, 'bills');
      if (!whose.ok) return refuse(context, whose);
      const { address, role } = context.req.valid('json');
      const acting = { ...app.billing, actor: person.name };
      const input = { customer: whose.value, address, ...(role === undefined ? {} : { role }) };
      const added = await addContact(acting, input);
      return added.ok
        ? send(context, z.object({ address: z.string() }), { address }, 201)
        : refuse(context, added, 'address');
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/contacts/{address}',
      summary: 'Remove a contact; never the last one, never oneself',
      request: { params: z.object({ address: z.string().min(3).max(320) }), query: OfCustomer },
      responses: { 204: { description: 'Removed' }, ...problems(401, 403, 404, 409) },
    }),
    async (context, person) => {
      const whose = ownCustomer(person, context.req.valid('query').customer, 'bills');
      if (!whose.ok) return refuse(context, whose);
      const { address } = context.req.valid('param');
      if (!mayWish(person, 'bills') || address.trim().toLowerCase() === person.name)
        return refuse(context, refused('contactIsYou') as never);
      const removed = await removeContact({ ...app.billing, actor: person.name }, { customer: whose.value, address });
      return removed.ok ? (context.body(null, 204) as never) : refuse(context, removed);
    },
  );
}
