/** The route of webmail's search. */
import { createRoute, z } from '@hono/zod-openapi';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, problems, refuse, send } from '../contract.ts';
import { mailRoute } from '../mail-route.ts';
import { Range, RowsShape } from './mail-lists.ts';

const FoundShape = z
  .object({
    total: z.int(),
    from: z.int(),
    rows: RowsShape,
    understood: z
      .array(z.object({ kind: z.enum(['word', 'phrase', 'operator', 'or', 'ignored']), text: z.string() }))
      .readonly(),
  })
  .openapi('MailFound');

export function mailSearchRoutes(api: CentreApi, deps: CentreDeps): void {
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/search',
      summary: 'Words and operators over the whole mailbox or one folder, newest first',
      request: {
        query: Range.extend({ q: z.string().min(1).max(500), folder: z.string().min(1).max(8000).optional() }),
      },
      responses: { 200: json(FoundShape, 'What was found, and how it was read'), ...problems(401, 404, 409, 422, 503) },
    }),
    async (context, user) => {
      const found = await deps.app.webmail.search.find(user, context.req.valid('query'));
      return found.ok ? send(context, FoundShape, found.value) : refuse(context, found);
    },
  );
}
