/** Routes of webmail's lists: pages of a folder, for a list that loads what is looked at. */
import { createRoute, z } from '@hono/zod-openapi';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, problems, refuse, send } from '../contract.ts';
import { mailRoute } from '../mail-route.ts';

export const CorrespondentShape = z.object({ name: z.string(), address: z.string() }).openapi('MailCorrespondent');
export const RowShape = z
  .object({
    id: z.string().openapi({ example: 'SU5CT1g.1.7' }),
    folder: z.string(),
    at: z.iso.datetime(),
    from: z.array(CorrespondentShape).readonly(),
    to: z.array(CorrespondentShape).readonly(),
    subject: z.string(),
    preview: z.string(),
    unread: z.boolean(),
    flagged: z.boolean(),
    answered: z.boolean(),
    forwarded: z.boolean(),
    draft: z.boolean(),
    hasFiles: z.boolean(),
    sizeBytes: z.int(),
    conversation: z.string(),
    count: z.int(),
  })
  .openapi('MailRow');
export const RowsShape = z.array(RowShape).readonly();
export const FolderParam = z.object({ id: z.string().min(1).max(8000) });
/** Where in a list, and how much of it. */
export const Range = z.object({
  from: z.coerce.number().int().min(0).max(1_000_000).default(0),
  count: z.coerce.number().int().min(1).max(200).default(50),
});
const PageShape = z.object({ total: z.int(), from: z.int(), rows: RowsShape, version: z.string() }).openapi('MailPage');

export function mailListRoutes(api: CentreApi, deps: CentreDeps): void {
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/folders/{id}/messages',
      summary: 'A page of a folder, newest first',
      request: {
        params: FolderParam,
        query: Range.extend({
          view: z.enum(['conversations', 'messages']).default('messages'),
          filter: z.enum(['all', 'unread', 'flagged']).default('all'),
        }),
      },
      responses: { 200: json(PageShape, 'The page'), ...problems(401, 404, 422, 503) },
    }),
    async (context, user) => {
      const wish = { folder: context.req.valid('param').id, ...context.req.valid('query') };
      const page = await deps.app.webmail.lists.page(user, wish);
      return page.ok ? send(context, PageShape, page.value) : refuse(context, page);
    },
  );
}
