/** Console: outgoing mail that is held; what stands in it; letting go, trusting, taking out. */
import { createRoute, z } from '@hono/zod-openapi';
import {
  changeHeld,
  HELD_DEEDS,
  type HeldMessage,
  heldMessage,
  heldMessages,
} from '#src/service/centre/console-held.ts';
import type { CentreApi, CentreDeps } from '../../centre.ts';
import { json, jsonBody, Moment, moment, personRoute, problems, refuse, send } from '../../contract.ts';

const HeldBody = z
  .object({
    message: z.string(),
    from: z.string(),
    subject: z.string().nullable(),
    recipients: z.array(z.string()),
    bytes: z.int(),
    at: Moment,
    /** The Block that holds it; null: an operator's hand. */
    why: z.object({ code: z.string(), cause: z.string(), line: z.string(), active: z.boolean() }).nullable(),
  })
  .openapi('HeldMessage');
const HeldList = z.object({ held: z.array(HeldBody) });
const HeldSheet = HeldBody.extend({
  content: z.object({
    fields: z.array(z.object({ name: z.string(), value: z.string() })),
    /** Plain text only: nothing of it can be run. */
    text: z.string(),
    isFromHtml: z.boolean(),
    isCut: z.boolean(),
    attachments: z.array(z.object({ name: z.string(), type: z.string(), bytes: z.int() })),
    linkHosts: z.array(z.string()),
  }),
}).openapi('HeldMessageSheet');
const Deed = z.object({
  deed: z.enum(HELD_DEEDS),
  messages: z.array(z.string().min(1).max(64)).min(1).max(500),
  /** Of `drop`: the sender is told; true when left out. */
  tell: z.boolean().optional(),
});
const Done = z.object({
  messages: z.int(),
  recipients: z.int(),
  trusted: z.array(z.object({ address: z.string(), until: Moment })),
});

const shown = (one: HeldMessage): z.infer<typeof HeldBody> => ({
  message: one.messageId,
  from: one.mailFrom,
  subject: one.subject,
  recipients: [...one.recipients],
  bytes: one.sizeBytes,
  at: moment(one.receivedAt),
  why: one.why,
});

export function consoleHeldRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/held',
      summary: 'Operators: outgoing mail that is held, the oldest first',
      responses: { 200: json(HeldList, 'Held mail'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const found = await heldMessages(app, person, context.get('language'));
      return found.ok ? send(context, HeldList, { held: found.value.map(shown) }) : refuse(context, found);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/held/{message}',
      summary: 'Operators: a held message as safe text; each look is written down',
      request: { params: z.object({ message: z.string().min(1).max(64) }) },
      responses: { 200: json(HeldSheet, 'The message'), ...problems(401, 403, 404) },
    }),
    async (context, person) => {
      const found = await heldMessage(app, person, context.req.valid('param').message, context.get('language'));
      if (!found.ok) return refuse(context, found);
      return send(context, HeldSheet, { ...shown(found.value), content: found.value.content as never });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/console/held',
      summary: 'Operators: let held mail go, trust its sender, or take it out',
      request: { body: jsonBody(Deed) },
      responses: { 200: json(Done, 'How much'), ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const changed = await changeHeld(app, person, context.req.valid('json'));
      if (!changed.ok) return refuse(context, changed);
      const { trusted, ...counts } = changed.value;
      return send(context, Done, {
        ...counts,
        trusted: trusted.map(({ address, until }) => ({ address, until: moment(until) })),
      });
    },
  );
}
