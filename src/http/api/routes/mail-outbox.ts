/** Routes of the outbox: what is on its way, what was stopped and why, what became of it at each recipient. The reader's own only. */
import { createRoute, z } from '@hono/zod-openapi';
import { hereAndNow } from '#src/service/diagnose-text.ts';
import type { App } from '#src/service/app.ts';
import { type Outcome, refused } from '#src/service/outcome.ts';
import { FATES, fatesOf, shownOutgoing } from '#src/service/webmail/outgoing-view.ts';
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import type { OutboxRow } from '#src/store/webmail-outbox.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, MaybeMoment, maybeMoment, Moment, moment, problems, refuse, send } from '../contract.ts';
import { mailRoute } from '../mail-route.ts';

const Refusal = z
  .object({
    /** In the reader's words; of a Block, its own. */
    text: z.string(),
    code: z.int().nullable(),
    cause: z.string().nullable(),
    /** The Block that stands in the way: /blocks/{code}. */
    block: z.string().nullable(),
    until: MaybeMoment,
    /** What stopped it is over: it may go now. */
    isOver: z.boolean(),
    /** Who did not get it, where others did. */
    recipients: z.array(z.object({ address: z.string(), text: z.string() })),
  })
  .openapi('MailSendRefusal');
export const OutgoingShape = z
  .object({
    id: z.string(),
    subject: z.string(),
    to: z.array(z.string()),
    /** Everybody, blind copies too. */
    recipients: z.int(),
    /** `held`: taken by us and held back; it goes by itself. */
    state: z.enum(['waiting', 'sending', 'refused', 'held', 'sent']),
    undoUntil: MaybeMoment,
    at: Moment,
    /** The server's clock, for a countdown. */
    now: Moment,
    refusal: Refusal.nullable(),
    /** It was sent, but its copy in Sent waits for room: so says this. */
    unfiled: z.string().nullable(),
  })
  .openapi('MailOutgoing');
const OutgoingList = z.object({ outgoing: z.array(OutgoingShape) });
const Told = OutgoingShape.extend({
  fates: z.array(z.object({ address: z.string(), state: z.enum(FATES), text: z.string(), at: MaybeMoment })),
});
const Back = z.object({ draft: z.string() });
const IdParam = z.object({ id: z.string().min(1).max(64) });

/** A message of the outbox as every route shows it. */
export async function outgoingBody(
  app: App,
  clock: Clock,
  language: Language,
  row: OutboxRow,
): Promise<z.infer<typeof OutgoingShape>> {
  const reader = { language, ...hereAndNow(), now: clock.now() };
  const { refusal, ...shown } = await shownOutgoing(app, row, reader);
  return {
    ...shown,
    to: [...shown.to],
    undoUntil: maybeMoment(shown.undoUntil),
    at: moment(shown.at),
    now: moment(reader.now),
    refusal:
      refusal === null
        ? null
        : { ...refusal, until: maybeMoment(refusal.until), recipients: refusal.recipients.map((one) => ({ ...one })) },
  };
}

export function mailOutboxRoutes(api: CentreApi, deps: CentreDeps): void {
  lookingRoutes(api, deps);
  actingRoutes(api, deps);
}

function lookingRoutes(api: CentreApi, { app, clock }: CentreDeps): void {
  const outbox = () => app.webmail.writing.outbox;
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/outbox',
      summary: 'On its way, stopped, and sent in the last days; newest first',
      responses: { 200: json(OutgoingList, 'The outbox'), ...problems(401, 404) },
    }),
    async (context, user) => {
      const rows = await outbox().list(user);
      const outgoing = await Promise.all(rows.map((row) => outgoingBody(app, clock, context.get('language'), row)));
      return send(context, OutgoingList, { outgoing });
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/outbox/{id}',
      summary: 'One message, with what became of it at each recipient',
      request: { params: IdParam },
      responses: { 200: json(Told, 'The message'), ...problems(401, 404) },
    }),
    async (context, user) => {
      const row = await outbox().find(user, context.req.valid('param').id);
      if (row === null) return refuse(context, refused('notThere') as never);
      const language = context.get('language');
      const fates = await fatesOf(app, row, { language, ...hereAndNow(), now: clock.now() });
      return send(context, Told, {
        ...(await outgoingBody(app, clock, language, row)),
        fates: fates.map((fate) => ({ ...fate, at: maybeMoment(fate.at) })),
      });
    },
  );
}

function actingRoutes(api: CentreApi, { app, clock }: CentreDeps): void {
  const outbox = () => app.webmail.writing.outbox;
  const request = { params: IdParam };
  const back = (context: never, draft: Outcome<string>): never =>
    draft.ok ? send(context, Back, { draft: draft.value }) : refuse(context, draft);
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/outbox/{id}/undo',
      summary: 'Take it back: it is a draft again',
      request,
      responses: { 200: json(Back, 'The draft'), ...problems(401, 404, 409) },
    }),
    async (context, user) => back(context as never, await outbox().undo(user, context.req.valid('param').id)),
  );
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/outbox/{id}/edit',
      summary: 'What was stopped becomes a draft again, for those who have not got it',
      request,
      responses: { 200: json(Back, 'The draft'), ...problems(401, 404, 409) },
    }),
    async (context, user) => back(context as never, await outbox().edit(user, context.req.valid('param').id)),
  );
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/outbox/{id}/again',
      summary: 'Send again what was stopped',
      request,
      responses: { 200: json(OutgoingShape, 'On its way'), ...problems(401, 404, 409) },
    }),
    async (context, user) => {
      const sent = await outbox().again(user, context.req.valid('param').id);
      if (!sent.ok) return refuse(context, sent);
      return send(context, OutgoingShape, await outgoingBody(app, clock, context.get('language'), sent.value));
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/mail/outbox/{id}',
      summary: 'Throw away what was stopped, or forget what was sent',
      request,
      responses: { 204: { description: 'Gone' }, ...problems(401, 404, 409) },
    }),
    async (context, user) => {
      const gone = await outbox().discard(user, context.req.valid('param').id);
      return gone.ok ? (context.body(null, 204) as never) : refuse(context, gone);
    },
  );
}
