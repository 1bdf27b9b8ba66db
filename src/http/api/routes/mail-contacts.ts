/** Routes of a mailbox user's own address book: completion, list, change, and vCard files in and out. His own only. */
import { createRoute, z } from '@hono/zod-openapi';
import {
  type ContactCard,
  type MailContact,
  MAX_CONTACT_NAME,
  MAX_MEMBERS,
  MAX_NOTE,
  MAX_PHONES,
} from '#src/model/mail-contact.ts';
import { exportContacts, importContacts } from '#src/service/webmail/contact-files.ts';
import { addContact, changeContact, contactsOf, MOST_SHOWN, removeContact } from '#src/service/webmail/contacts.ts';
import type { Outcome } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, jsonBody, MaybeMoment, maybeMoment, problems, refuse, send } from '../contract.ts';
import { mailRoute } from '../mail-route.ts';

const Card = z.object({
  kind: z.enum(['person', 'group']).default('person'),
  name: z.string().max(MAX_CONTACT_NAME * 2),
  /** Of a group: its members. */
  addresses: z.array(z.string().max(320)).max(MAX_MEMBERS * 2),
  organisation: z
    .string()
    .max(MAX_CONTACT_NAME * 2)
    .default(''),
  phones: z
    .array(z.string().max(100))
    .max(MAX_PHONES * 2)
    .default([]),
  note: z
    .string()
    .max(MAX_NOTE * 2)
    .default(''),
});
const Contact = Card.required()
  .extend({
    id: z.string(),
    /** `sent`: learnt from a message sent. */
    source: z.enum(['own', 'sent', 'import']),
    uses: z.int(),
    usedAt: MaybeMoment,
  })
  .openapi('MailContact');
const Contacts = z.object({ contacts: z.array(Contact), total: z.int() });
const Imported = z
  .object({ added: z.int(), completed: z.int(), same: z.int(), skipped: z.int() })
  .openapi('MailContactsImported');
const IdParam = z.object({ id: z.string().min(1).max(64) });

const shown = (one: MailContact): z.infer<typeof Contact> => ({
  ...one,
  addresses: [...one.addresses],
  phones: [...one.phones],
  usedAt: maybeMoment(one.usedAt),
});
const answer = (context: Parameters<typeof send>[0], made: Outcome<MailContact>, status = 200): never => {
  if (made.ok) return send(context, Contact, shown(made.value), status);
  const { field } = made.problem.args;
  return refuse(context as never, made, typeof field === 'string' ? field : undefined);
};

export function mailContactRoutes(api: CentreApi, { app }: CentreDeps): void {
  listRoute(api, app);
  changeRoutes(api, app);
  fileRoutes(api, app);
}

function listRoute(api: CentreApi, app: CentreDeps['app']): void {
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/contacts',
      summary: 'Those whose words begin as typed, the most used first',
      request: {
        query: z.object({
          q: z.string().max(200).optional(),
          count: z.coerce.number().int().min(1).max(MOST_SHOWN).optional(),
          from: z.coerce.number().int().min(0).max(100_000).optional(),
          order: z.enum(['used', 'name']).optional(),
          kind: z.enum(['person', 'group']).optional(),
        }),
      },
      responses: { 200: json(Contacts, 'Contacts'), ...problems(401, 404, 422) },
    }),
    async (context, user) => {
      const { q = '', count = 10, from = 0, order = 'used', kind } = context.req.valid('query');
      const question = { q, count, from, order, ...(kind === undefined ? {} : { kind }) };
      const { contacts, total } = await contactsOf(app, user.id, question);
      return send(context, Contacts, { contacts: contacts.map(shown), total });
    },
  );
}

function changeRoutes(api: CentreApi, app: CentreDeps['app']): void {
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/contacts',
      summary: 'A new contact or group',
      request: { body: jsonBody(Card.openapi('MailContactCard')) },
      responses: { 201: json(Contact, 'As kept'), ...problems(401, 404, 409, 422) },
    }),
    async (context, user) =>
      answer(context, await addContact({ ...app, actor: user.address }, user, context.req.valid('json')), 201),
  );
  mailRoute(
    api,
    createRoute({
      method: 'put',
      path: '/mail/contacts/{id}',
      summary: 'Changes a contact as a whole',
      request: { params: IdParam, body: jsonBody(Card) },
      responses: { 200: json(Contact, 'As kept'), ...problems(401, 404, 422) },
    }),
    async (context, user) => {
      const card: ContactCard = context.req.valid('json');
      const acting = { ...app, actor: user.address };
      return answer(context, await changeContact(acting, user, context.req.valid('param').id, card));
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/mail/contacts/{id}',
      summary: 'Removes a contact or group',
      request: { params: IdParam },
      responses: { 204: { description: 'Removed' }, ...problems(401, 404) },
    }),
    async (context, user) => {
      const gone = await removeContact({ ...app, actor: user.address }, user, context.req.valid('param').id);
      return gone.ok ? (context.body(null, 204) as never) : refuse(context, gone);
    },
  );
}

function fileRoutes(api: CentreApi, app: CentreDeps['app']): void {
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/contacts/import',
      summary: 'Takes in a vCard file; who is there is completed, not doubled',
      request: { body: jsonBody(z.object({ text: z.string().max(1_000_000) })) },
      responses: { 200: json(Imported, 'What became of it'), ...problems(401, 404, 409, 413, 422) },
    }),
    async (context, user) => {
      const made = await importContacts({ ...app, actor: user.address }, user, context.req.valid('json').text);
      return made.ok ? send(context, Imported, made.value) : refuse(context, made, 'text');
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/contacts/export',
      summary: 'The whole address book as a vCard file',
      request: { query: z.object({ version: z.enum(['3', '4']).optional() }) },
      responses: {
        200: { description: 'vCard', content: { 'text/vcard': { schema: z.string() } } },
        ...problems(401, 404),
      },
    }),
    async (context, user) => {
      const version = context.req.valid('query').version === '4' ? '4.0' : '3.0';
      return context.body(await exportContacts(app, user.id, version), 200, {
        'content-type': 'text/vcard; charset=utf-8',
        'content-disposition': 'attachment; filename="contacts.vcf"',
      }) as never;
    },
  );
}
