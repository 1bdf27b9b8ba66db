/** Routes of one message: what it says, and its HTML alone behind the wall. Of the reader of the mailbox only. */
import { createRoute, z } from '@hono/zod-openapi';
import type { MessageReading } from '#src/service/webmail/reading.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, problems, refuse, send } from '../contract.ts';
import { apiBase, LETTER_ANSWERS, sendLetter } from '../mail-letter.ts';
import { mailRoute } from '../mail-route.ts';
import { MessageShape } from './mail-message-shape.ts';

export const MessageParam = z.object({ id: z.string().min(1).max(12_000) });
/** A message that lies in it: its part. */
export const Inside = z.object({
  inside: z
    .string()
    .regex(/^\d{1,4}(?:\.\d{1,4}){0,60}$/)
    .optional(),
});
const DocumentQuery = Inside.extend({
  /** `shown`: pictures from elsewhere are fetched, through us. */
  images: z.enum(['shown', 'away']).optional(),
});

export function mailMessageRoutes(api: CentreApi, deps: CentreDeps): void {
  const reading = (): MessageReading => deps.app.webmail.reading;
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/messages/{id}',
      request: { params: MessageParam, query: Inside },
      responses: { 200: json(MessageShape, 'The message'), ...problems(401, 404, 422, 503) },
    }),
    async (context, user) => {
      const { id } = context.req.valid('param');
      const { inside = null } = context.req.valid('query');
      const shown = await reading().show(user, { id, inside, language: context.get('language') });
      return shown.ok ? send(context, MessageShape, shown.value as never) : refuse(context, shown);
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/messages/{id}/document',
      summary: 'The message as HTML, for a frame without scripts',
      request: { params: MessageParam, query: DocumentQuery },
      responses: LETTER_ANSWERS,
    }),
    async (context, user, session) => {
      const { id } = context.req.valid('param');
      const { inside = null, images } = context.req.valid('query');
      const base = apiBase(context as never, deps);
      const made = await reading().document(user, {
        id,
        inside,
        language: context.get('language'),
        images: images === 'shown',
        session: session.id,
        base,
      });
      return made.ok ? sendLetter(context, made.value, { base, framed: 'frame' }) : refuse(context, made);
    },
  );
}
