/** Routes of contacts: of the customer's contacts, never of a mailbox user; and the link that confirms one, for who holds it. */
import { createRoute, z } from '@hono/zod-openapi';
import { NOTICE_TOPICS } from '#src/model/contact-topics.ts';
import { CONTACT_ROLES } from '#src/model/customer.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { LANGUAGES } from '#src/model/language.ts';
import { signInNetwork } from '#src/net/geo/range-table.ts';
import {
  addAndAsk,
  askAgain,
  changeContact,
  confirmByLink,
  contactSheets,
  dropContact,
} from '#src/service/centre/contacts.ts';
import { mayWish, ownCustomer } from '#src/service/centre/ownership.ts';
import { createRate } from '#src/service/centre/rate.ts';
import { findCustomer } from '#src/service/customers.ts';
import { done, type Outcome, refused } from '#src/service/outcome.ts';
import type { Person } from '#src/model/person.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, jsonBody, MaybeMoment, maybeMoment, personRoute, problems, refuse, send } from '../contract.ts';

const ContactBody = z
  .object({
    address: z.string(),
    role: z.enum(CONTACT_ROLES),
    language: z.enum(LANGUAGES),
    confirmed: z.boolean(),
    confirmedAt: MaybeMoment,
    onOwnDomain: z.boolean(),
    bouncedAt: MaybeMoment,
    /** Why it may not reach anybody when e-mail fails. */
    problem: z.enum(['on-own-domain', 'bounced', 'never-confirmed']).nullable(),
    /** Which notices go there. */
    topics: z.array(z.enum(NOTICE_TOPICS)),
    linkSentAt: MaybeMoment,
    you: z.boolean(),
  })
  .openapi('Contact');
const ContactList = z.object({ contacts: z.array(ContactBody) });
const Named = z.object({ address: z.string() });
/** An operator says whose. */
const OfCustomer = z.object({ customer: z.string().max(200).optional() });
const AddressParam = z.object({ address: z.string().min(3).max(320) });
const HOUR_MS = 3_600_000;
/** Letters that a customer can have us send to addresses he names. */
const MOST_LETTERS = 20;
const MOST_OPENED = 30;

export function contactRoutes(api: CentreApi, deps: CentreDeps): void {
  const letters = createRate(deps.clock, MOST_LETTERS, HOUR_MS);
  /** Whose contacts; by id, so that an operator may say the name. */
  const whose = async (
    person: Person,
    asked: string | undefined,
    wish: 'look' | 'bills',
  ): Promise<Outcome<CustomerId>> => {
    const own = ownCustomer(person, asked, wish);
    if (!own.ok) return own;
    const found = await findCustomer(deps.app, own.value);
    return found.ok ? done(found.value.id) : refused('notThere');
  };
  listRoutes(api, deps, whose);
  changeRoutes(api, deps, whose, letters);
  confirmRoute(api, deps);
}
type Whose = (person: Person, asked: string | undefined, wish: 'look' | 'bills') => Promise<Outcome<CustomerId>>;

function listRoutes(api: CentreApi, { app }: CentreDeps, whose: Whose): void {
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
      const customer = await whose(person, context.req.valid('query').customer, 'look');
      if (!customer.ok) return refuse(context, customer);
      const sheets = await contactSheets(app, customer.value);
      return send(context, ContactList, {
        contacts: sheets.map((one) => ({
          ...one,
          confirmed: one.confirmedAt !== null,
          confirmedAt: maybeMoment(one.confirmedAt),
          bouncedAt: maybeMoment(one.bouncedAt),
          linkSentAt: maybeMoment(one.linkSentAt),
          topics: [...one.topics],
          you: one.address === person.name,
        })),
      });
    },
  );
}

function changeRoutes(api: CentreApi, { app }: CentreDeps, whose: Whose, letters: (key: string) => boolean): void {
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/contacts',
      summary: 'Add a contact; a link to confirm it is sent there',
      request: {
        query: OfCustomer,
        body: jsonBody(z.object({ address: z.string().min(3).max(320), role: z.enum(CONTACT_ROLES).optional() })),
      },
      responses: { 201: json(Named, 'Added'), ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (context, person) => {
      const customer = await whose(person, context.req.valid('query').customer, 'bills');
      if (!customer.ok) return refuse(context, customer);
      if (!letters(customer.value)) return refuse(context, refused('tooManyRequests') as never);
      const { address, role } = context.req.valid('json');
      const input = { customer: customer.value, address, ...(role === undefined ? {} : { role }) };
      const added = await addAndAsk(app, person.name, input);
      return added.ok ? send(context, Named, added.value, 201) : refuse(context, added, 'address');
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/contacts/{address}/link',
      summary: 'Send the link to confirm it once more',
      request: { params: AddressParam, query: OfCustomer },
      responses: { 202: json(Named, 'Sent'), ...problems(401, 403, 404, 409, 429) },
    }),
    async (context, person) => {
      const customer = await whose(person, context.req.valid('query').customer, 'bills');
      if (!customer.ok) return refuse(context, customer);
      if (!letters(customer.value)) return refuse(context, refused('tooManyRequests') as never);
      const sent = await askAgain(app, person.name, customer.value, context.req.valid('param').address);
      return sent.ok ? send(context, Named, sent.value, 202) : refuse(context, sent);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'patch',
      path: '/contacts/{address}',
      summary: 'Another role or language',
      request: {
        params: AddressParam,
        query: OfCustomer,
        body: jsonBody(z.object({ role: z.enum(CONTACT_ROLES).optional(), language: z.enum(LANGUAGES).optional() })),
      },
      responses: { 200: json(Named, 'Changed'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (context, person) => {
      const customer = await whose(person, context.req.valid('query').customer, 'bills');
      if (!customer.ok) return refuse(context, customer);
      const { address } = context.req.valid('param');
      const input = { customer: customer.value, address, ...context.req.valid('json') };
      const changed = await changeContact(app, person.name, input);
      return changed.ok ? send(context, Named, changed.value) : refuse(context, changed, 'role');
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/contacts/{address}',
      summary: 'Remove a contact; never the last one, never oneself',
      request: { params: AddressParam, query: OfCustomer },
      responses: { 204: { description: 'Removed' }, ...problems(401, 403, 404, 409) },
    }),
    async (context, person) => {
      const customer = await whose(person, context.req.valid('query').customer, 'bills');
      if (!customer.ok) return refuse(context, customer);
      const { address } = context.req.valid('param');
      if (!mayWish(person, 'bills') || address.trim().toLowerCase() === person.name)
        return refuse(context, refused('contactIsYou') as never);
      const removed = await dropContact(app, person.name, customer.value, address);
      return removed.ok ? (context.body(null, 204) as never) : refuse(context, removed);
    },
  );
}

const Confirmed = z.object({ address: z.string(), customer: z.string() }).openapi('ContactConfirmed');

/** Nobody has to be signed in: who reads the letter is who it is for. */
function confirmRoute(api: CentreApi, { app, clock }: CentreDeps): void {
  const opened = createRate(clock, MOST_OPENED, HOUR_MS);
  api.openapi(
    createRoute({
      method: 'post',
      path: '/contact-links',
      summary: 'Confirm a contact by the link that was sent to it; works once',
      request: { body: jsonBody(z.object({ token: z.string().min(20).max(100) })) },
      responses: { 200: json(Confirmed, 'Confirmed'), ...problems(409, 422, 429) },
    }),
    async (context) => {
      const remote = context.get('remote');
      if (!opened(signInNetwork(remote) ?? remote)) return refuse(context, refused('tooManyRequests') as never);
      const confirmed = await confirmByLink(app, context.req.valid('json').token);
      if (!confirmed.ok) return refuse(context, confirmed);
      const { address, customerName } = confirmed.value;
      return send(context, Confirmed, { address, customer: customerName });
    },
  );
}
