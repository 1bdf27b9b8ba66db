/** Routes of senders whose pictures are always shown, and of leaving a list. Of the reader of the mailbox only. */
import { createRoute, z } from '@hono/zod-openapi';
import { dropSender, keepSender, keptSenders } from '#src/service/webmail/senders.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { AddressParam, json, jsonBody, moment, Moment, problems, refuse, send } from '../contract.ts';
import { mailRoute } from '../mail-route.ts';
import { outgoingBody, OutgoingShape } from './mail-outbox.ts';
import { MessageParam } from './mail-message.ts';

const Sender = z.object({ address: z.string(), since: Moment }).openapi('MailPictureSender');
const Senders = z.object({ senders: z.array(Sender) });
const Left = z
  .object({
    way: z.enum(['one-click', 'mail']),
    /** What the list's page answered; `sent`: the letter is on its way. */
    outcome: z.enum(['done', 'refused', 'silent', 'unreachable', 'closed', 'sent']),
    host: z.string(),
    status: z.int().nullable(),
    outgoing: OutgoingShape.nullable(),
  })
  .openapi('MailLeft');

export function mailSenderRoutes(api: CentreApi, deps: CentreDeps): void {
  pictureRoutes(api, deps);
  unsubscribeRoute(api, deps);
}

function pictureRoutes(api: CentreApi, { app }: CentreDeps): void {
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/picture-senders',
      summary: 'Whose pictures are always shown, where the sender is proven',
      responses: { 200: json(Senders, 'Senders'), ...problems(401, 404) },
    }),
    async (context, user) => {
      const senders = await keptSenders(app, user);
      return send(context, Senders, {
        senders: senders.map(({ address, keptAt }) => ({ address, since: moment(keptAt) })),
      });
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/picture-senders',
      summary: 'Keeps the sender of a message that proves him',
      request: { body: jsonBody(z.object({ message: z.string().min(1).max(12_000) })) },
      responses: { 201: json(Sender, 'Kept'), ...problems(401, 404, 409, 422, 503) },
    }),
    async (context, user) => {
      const header = await app.webmail.reading.header(user, context.req.valid('json').message);
      if (!header.ok) return refuse(context, header);
      const kept = await keepSender({ ...app, actor: user.address }, user, header.value);
      if (!kept.ok) return refuse(context, kept);
      return send(context, Sender, { address: kept.value.address, since: moment(kept.value.keptAt) }, 201);
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/mail/picture-senders/{address}',
      summary: 'From now on his pictures are asked about again',
      request: { params: AddressParam },
      responses: { 204: { description: 'Gone' }, ...problems(401, 404) },
    }),
    async (context, user) => {
      const gone = await dropSender({ ...app, actor: user.address }, user, context.req.valid('param').address);
      return gone.ok ? (context.body(null, 204) as never) : refuse(context, gone);
    },
  );
}

function unsubscribeRoute(api: CentreApi, { app, clock }: CentreDeps): void {
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/messages/{id}/unsubscribe',
      summary: 'Leaves the list of a message: by its one click, asked from here, or by the letter it wants',
      request: { params: MessageParam },
      responses: { 200: json(Left, 'What the list answered'), ...problems(401, 404, 409, 422, 503) },
    }),
    async (context, user) => {
      const header = await app.webmail.reading.header(user, context.req.valid('param').id);
      if (!header.ok) return refuse(context, header);
      const left = await app.webmail.unsubscribe(user, header.value, context.get('language'));
      if (!left.ok) return refuse(context, left);
      const { value } = left;
      if (value.way === 'one-click') return send(context, Left, { ...value, outgoing: null });
      const outgoing = await outgoingBody(app, clock, context.get('language'), value.outgoing);
      return send(context, Left, { way: 'mail', outcome: 'sent', host: '', status: null, outgoing });
    },
  );
}
