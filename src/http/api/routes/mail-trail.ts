/** Route of why a message came where it is. Of the reader of the mailbox only. */
import { createRoute, z } from '@hono/zod-openapi';
import { trailOf } from '#src/service/webmail/trail.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, Moment, moment, problems, refuse, send } from '../contract.ts';
import { mailRoute } from '../mail-route.ts';
import { MessageParam } from './mail-message.ts';

const Step = z.union([
  z.object({ kind: z.literal('arrived'), at: Moment, from: z.string(), host: z.string().nullable() }),
  z.object({ kind: z.literal('delivered'), at: Moment, folder: z.string().nullable() }),
  z.object({
    kind: z.literal('rule'),
    at: Moment,
    by: z.enum(['rule', 'blocked-sender', 'allowed-sender', 'forwarding', 'spam', 'circle']),
    name: z.string().nullable(),
    effect: z.enum(['folder', 'copy', 'forward', 'mark', 'discard', 'reply', 'keep', 'forward-waits', 'came-back']),
    folder: z.string().nullable(),
    to: z.string().nullable(),
  }),
  z.object({ kind: z.literal('unanswered'), at: Moment, why: z.string() }),
  z.object({
    kind: z.literal('moved'),
    at: Moment,
    folder: z.string().nullable(),
    program: z.string().nullable(),
  }),
]);
const Trail = z.object({ /** The oldest first. */ steps: z.array(Step) }).openapi('MailTrail');

export function mailTrailRoutes(api: CentreApi, { app }: CentreDeps): void {
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/messages/{id}/trail',
      summary: 'What the journal knows of the way of a message into its folder',
      request: { params: MessageParam },
      responses: { 200: json(Trail, 'The way'), ...problems(401, 404, 503) },
    }),
    async (context, user) => {
      const asked = { id: context.req.valid('param').id, language: context.get('language') };
      const found = await trailOf(app, app.webmail.reading, user, asked);
      return found.ok
        ? send(context, Trail, { steps: found.value.map((step) => ({ ...step, at: moment(step.at) })) })
        : refuse(context, found);
    },
  );
}
