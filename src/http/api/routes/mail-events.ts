/** The route of webmail's events, as server-sent events: new mail, numbers, lists and the outbox, while a tab is open. */
import { createRoute, z } from '@hono/zod-openapi';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { sessionOf } from '#src/service/centre/sessions.ts';
import { refused } from '#src/service/outcome.ts';
import { type CentreApi, type CentreDeps } from '../centre.ts';
import { problems, refuse } from '../contract.ts';
import { mailRoute } from '../mail-route.ts';
import { sessionCookie } from '../../visit.ts';

const BEAT_MS = 15_000;
/** Tabs of one mailbox. */
const MOST_OPEN = 12;
/** Looked at in all of them. */
const MOST_FOLDERS = 12;

export function mailEventRoutes(api: CentreApi, deps: CentreDeps): void {
  const open = new Map<string, number>();
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/events',
      summary:
        'Live: `new`, `folder`, `list`, `outbox` as they happen; `again` when some were missed; `beat` every 15 s; `end` when the session is over',
      request: {
        query: z.object({
          folder: z
            .union([z.string().min(1).max(8000), z.array(z.string().min(1).max(8000)).max(MOST_FOLDERS)])
            .optional()
            .openapi({
              description: 'Folders that are looked at: their lists are told too; may be given several times',
            }),
          after: z.string().max(80).optional().openapi({ description: 'The last event heard; as `last-event-id`' }),
        }),
      },
      responses: {
        200: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } },
        ...problems(401, 404, 422, 429),
      },
    }),
    (context, user) => {
      const { folder, after } = context.req.valid('query');
      const tabs = open.get(user.id) ?? 0;
      if (tabs >= MOST_OPEN) return refuse(context, refused('tooManyRequests') as never);
      open.set(user.id, tabs + 1);
      const cookie = sessionCookie(context, deps.isSecure(context));
      const asked = {
        folders: typeof folder === 'string' ? [folder] : (folder ?? []),
        lastId: context.req.header('last-event-id') ?? after,
        language: context.get('language'),
      };
      const answer = streamSSE(context, async (out: SSEStreamingApi) => {
        const over = Promise.withResolvers<boolean>();
        out.onAbort(() => over.resolve(false));
        const beat = setInterval(() => {
          // Who signed out, or was signed out, hears no more.
          void sessionOf(deps, cookie)
            .then((session) => (session === null ? over.resolve(true) : out.writeSSE({ event: 'beat', data: '{}' })))
            .catch(() => over.resolve(false));
        }, BEAT_MS);
        const { stop, stands, place } = deps.app.webmail.watching.watch(user, asked, ({ kind, ...data }, id) => {
          void out.writeSSE({ event: kind, data: JSON.stringify(data), id }).catch(() => over.resolve(false));
        });
        try {
          // Said when nothing is missed any more, or when the door is shut for now.
          await Promise.race([stands, over.promise]);
          // With its place among the events: who comes back before the first of them has missed what came after this.
          await out.writeSSE({ event: 'beat', data: '{}', id: place(), retry: 1500 });
          if (await over.promise) await out.writeSSE({ event: 'end', data: '{}' });
        } finally {
          clearInterval(beat);
          stop();
          const left = (open.get(user.id) ?? 1) - 1;
          if (left <= 0) open.delete(user.id);
          else open.set(user.id, left);
        }
      });
      answer.headers.set('x-accel-buffering', 'no');
      return answer as never;
    },
  );
}
