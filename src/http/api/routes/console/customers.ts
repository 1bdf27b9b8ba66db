/** Routes of customers for operators: list, one with all that is his, and what an operator does for him. */
import { createRoute, z } from '@hono/zod-openapi';
import { LANGUAGES } from '#src/model/language.ts';
import {
  addNote,
  changePlan,
  customerSheet,
  listCustomerPage,
  recordPayment,
} from '#src/service/centre/customer-desk.ts';
import { addCustomer } from '#src/service/customers.ts';
import { addDomain } from '#src/service/domains.ts';
import type { CentreApi, CentreDeps } from '../../centre.ts';
import {
  json,
  jsonBody,
  MaybeMoment,
  maybeMoment,
  Moment,
  moment,
  Money,
  problems,
  refuse,
  send,
} from '../../contract.ts';
import { operatorRoute } from '../../operator-route.ts';

const Line = z
  .object({
    id: z.string(),
    name: z.string(),
    contact: z.string().nullable(),
    domains: z.int(),
    mailboxes: z.int(),
    blocks: z.int(),
    /** Past its due day, as `125.00 NOK`. */
    overdue: z.array(z.string()),
    createdAt: Moment,
  })
  .openapi('CustomerLine');
const List = z.object({ customers: z.array(Line), total: z.int() });
const Sheet = z
  .object({
    id: z.string(),
    name: z.string(),
    language: z.enum(LANGUAGES),
    createdAt: Moment,
    domains: z.array(z.object({ domain: z.string(), createdAt: Moment })),
    mailboxes: z.array(z.object({ address: z.string(), plan: z.string(), createdAt: Moment })),
    contacts: z.array(
      z.object({ address: z.string(), role: z.string(), confirmed: z.boolean(), problem: z.string().nullable() }),
    ),
    invoices: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        state: z.string(),
        amount: Money,
        open: Money,
        dueDate: z.iso.date(),
        reminded: z.string(),
      }),
    ),
    blocks: z.array(
      z.object({ code: z.string(), subject: z.string(), line: z.string(), since: Moment, until: MaybeMoment }),
    ),
    cases: z.array(
      z.object({ id: z.string(), subject: z.string(), at: Moment, verdict: z.string(), cause: z.string().nullable() }),
    ),
    requests: z.array(z.object({ id: z.string(), title: z.string(), state: z.string(), changedAt: Moment })),
    activity: z.array(
      z.object({ at: Moment, kind: z.string(), what: z.string(), subject: z.string(), by: z.string().nullable() }),
    ),
    notes: z.array(z.object({ id: z.string(), text: z.string(), by: z.string(), at: Moment })),
  })
  .openapi('CustomerSheet');
const IdParam = z.object({ id: z.string().min(1).max(40) });
const Made = z.object({ id: z.string() });

export function consoleCustomerRoutes(api: CentreApi, deps: CentreDeps): void {
  lookRoutes(api, deps);
  addRoutes(api, deps);
  deskRoutes(api, deps);
}

function lookRoutes(api: CentreApi, { app }: CentreDeps): void {
  operatorRoute(
    api,
    'look',
    createRoute({
      method: 'get',
      path: '/console/customers',
      summary: 'Operators: customers by name, in pages; by name, contact, domain or address',
      request: {
        query: z.object({
          q: z.string().max(200).optional(),
          from: z.coerce.number().int().min(0).max(1e7).optional(),
        }),
      },
      responses: { 200: json(List, 'Customers'), ...problems(401, 404, 422) },
    }),
    async (context) => {
      const { q = '', from = 0 } = context.req.valid('query');
      const { customers, total } = await listCustomerPage(app, { q, from });
      const lines = customers.map((one) => ({ ...one, overdue: [...one.overdue], createdAt: moment(one.createdAt) }));
      return send(context, List, { customers: lines, total });
    },
  );
  operatorRoute(
    api,
    'look',
    createRoute({
      method: 'get',
      path: '/console/customers/{id}',
      summary: 'Operators: one customer with all that is his',
      request: { params: IdParam },
      responses: { 200: json(Sheet, 'The customer'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const asked = { id: context.req.valid('param').id, language: context.get('language') };
      const found = await customerSheet(app, person, asked);
      return found.ok ? send(context, Sheet, shown(found.value)) : refuse(context, found);
    },
  );
}

type Found = Extract<Awaited<ReturnType<typeof customerSheet>>, { ok: true }>['value'];
function shown(found: Found): z.infer<typeof Sheet> {
  const { id, name, language, createdAt } = found.customer;
  return {
    id,
    name,
    language,
    createdAt: moment(createdAt),
    domains: found.domains.map((one) => ({ domain: one.name, createdAt: moment(one.createdAt) })),
    mailboxes: found.mailboxes.map(({ address, plan, createdAt: at }) => ({ address, plan, createdAt: moment(at) })),
    contacts: found.contacts.map(({ address, role, confirmed, problem }) => ({ address, role, confirmed, problem })),
    invoices: found.invoices.map((one) => ({
      id: one.id,
      number: one.number,
      state: one.state,
      dueDate: one.dueDate,
      amount: { amount: one.amount, currency: one.currency },
      open: { amount: one.open, currency: one.currency },
      reminded: one.dunning.stage,
    })),
    blocks: found.stops.map(({ block, line }) => ({
      code: block.code,
      subject: block.subjectName,
      line,
      since: moment(block.since),
      until: maybeMoment(block.until),
    })),
    cases: found.cases.map((one) => ({
      id: one.id,
      subject: one.address ?? one.domain,
      verdict: one.verdict,
      at: moment(one.at),
      cause: one.findings.find(({ role }) => role === 'root')?.cause ?? null,
    })),
    requests: found.requests.map((one) => ({
      id: one.id,
      title: one.title,
      state: one.state,
      changedAt: moment(one.changedAt),
    })),
    activity: found.activity.map(({ at, kind, what, subject, by }) => ({ at: moment(at), kind, what, subject, by })),
    notes: found.notes.map((one) => ({ id: one.id, text: one.text, by: one.actor, at: moment(one.at) })),
  };
}

function addRoutes(api: CentreApi, { app }: CentreDeps): void {
  operatorRoute(
    api,
    'bills',
    createRoute({
      method: 'post',
      path: '/console/customers',
      summary: 'Operators: add a customer with a first contact',
      request: {
        body: jsonBody(
          z.object({ name: z.string().max(400), contact: z.string().max(320), language: z.enum(LANGUAGES) }),
        ),
      },
      responses: { 201: json(Made, 'Added'), ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const made = await addCustomer({ ...app, actor: person.name }, context.req.valid('json'));
      if (made.ok) return send(context, Made, { id: made.value.id }, 201);
      return refuse(context, made, made.problem.key === 'customerNameBad' ? 'name' : 'contact');
    },
  );
  operatorRoute(
    api,
    'mail',
    createRoute({
      method: 'post',
      path: '/console/customers/{id}/domains',
      summary: 'Operators: add a domain to a customer',
      request: { params: IdParam, body: jsonBody(z.object({ domain: z.string().max(253) })) },
      responses: { 201: json(z.object({ domain: z.string() }), 'Added'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (context, person) => {
      const input = { domain: context.req.valid('json').domain, customer: context.req.valid('param').id };
      const added = await addDomain({ ...app, actor: person.name }, input);
      if (added.ok) return send(context, z.object({ domain: z.string() }), { domain: added.value.domain }, 201);
      return refuse(context, added, added.problem.key === 'customerMissing' ? undefined : 'domain');
    },
  );
}

function deskRoutes(api: CentreApi, { app }: CentreDeps): void {
  operatorRoute(
    api,
    'mail',
    createRoute({
      method: 'post',
      path: '/console/customers/{id}/plan',
      summary: 'Operators: another plan for mailboxes of a customer; all of them when none is named',
      request: {
        params: IdParam,
        body: jsonBody(
          z.object({ plan: z.string().max(64), mailboxes: z.array(z.string().max(320)).max(5000).optional() }),
        ),
      },
      responses: { 200: json(z.object({ changed: z.int() }), 'How many changed'), ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const { plan, mailboxes = null } = context.req.valid('json');
      const changed = await changePlan(app, person, { id: context.req.valid('param').id, plan, mailboxes });
      if (changed.ok) return send(context, z.object({ changed: z.int() }), changed.value);
      return refuse(context, changed, changed.problem.key === 'planMissing' ? 'plan' : undefined);
    },
  );
  operatorRoute(
    api,
    'bills',
    createRoute({
      method: 'post',
      path: '/console/customers/{id}/payments',
      summary: 'Operators: record a payment of an invoice; opens what it paid for',
      request: {
        params: IdParam,
        body: jsonBody(z.object({ invoice: z.string().max(40), amount: z.string().max(20).optional() })),
      },
      responses: {
        201: json(z.object({ invoice: z.string(), state: z.string(), open: Money, lifted: z.int() }), 'Booked'),
        ...problems(401, 403, 404, 409, 422),
      },
    }),
    async (context, person) => {
      const asked = { id: context.req.valid('param').id, ...context.req.valid('json') };
      const paid = await recordPayment(app, person, asked);
      if (!paid.ok) return refuse(context, paid, paid.problem.key === 'amountBad' ? 'amount' : undefined);
      const { invoice, lifted } = paid.value;
      const { number, state, open, currency } = invoice;
      const body = z.object({ invoice: z.string(), state: z.string(), open: Money, lifted: z.int() });
      return send(context, body, { invoice: number, state, open: { amount: open, currency }, lifted }, 201);
    },
  );
  operatorRoute(
    api,
    'bills',
    createRoute({
      method: 'post',
      path: '/console/customers/{id}/notes',
      summary: 'Operators: a note among operators',
      request: { params: IdParam, body: jsonBody(z.object({ text: z.string().trim().min(1).max(2000) })) },
      responses: { 201: json(Made, 'Kept'), ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const asked = { id: context.req.valid('param').id, ...context.req.valid('json') };
      const kept = await addNote(app, person, asked);
      return kept.ok ? send(context, Made, kept.value, 201) : refuse(context, kept, 'text');
    },
  );
}
