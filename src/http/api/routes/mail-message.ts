/** Routes of one message: what it says, and its HTML alone behind the wall. Of the reader of the mailbox only. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { documentPolicy, type ShownAs } from '#src/service/webmail/document.ts';
import type { MessageReading } from '#src/service/webmail/reading.ts';
import type { CentreApi, CentreDeps, CentreEnv } from '../centre.ts';
import { json, problems, refuse, send } from '../contract.ts';
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

/** Where the browser sees the API. */
export function apiBase(context: Context<CentreEnv>, { isSecure }: CentreDeps): string {
  const host = context.req.header('host') ?? '';
  return `${isSecure(context) ? 'https' : 'http'}://${/^[\w.:[\]-]{1,260}$/.test(host) ? host : 'localhost'}/api/v1`;
}

/** A frame of our own page asks, as the browser says itself; nobody's link can make it say so. */
export const isFramed = (context: Context<CentreEnv>): boolean =>
  context.req.header('sec-fetch-dest') === 'iframe' && context.req.header('sec-fetch-site') === 'same-origin';

/** Around every letter as HTML. */
export const documentHeaders = (base: string, as: ShownAs): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': documentPolicy(base, as),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
  'cache-control': 'no-store',
  vary: 'sec-fetch-dest, sec-fetch-site',
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
      responses: {
        200: { description: 'HTML', content: { 'text/html': { schema: z.string() } } },
        ...problems(401, 404, 422, 503),
      },
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
      if (!made.ok) return refuse(context, made);
      return context.body(
        made.value,
        200,
        documentHeaders(base, isFramed(context as never) ? 'frame' : 'alone'),
      ) as never;
    },
  );
}
