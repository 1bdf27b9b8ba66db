/** Routes of webmail's folders. A mailbox user sees his own; nobody else has any here. */
import { createRoute, z } from '@hono/zod-openapi';
import { FOLDER_ROLES } from '#src/service/webmail/folders.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, problems, refuse, send } from '../contract.ts';
import { mailRoute } from '../mail-route.ts';

export const FolderShape = z
  .object({
    id: z.string(),
    path: z.string(),
    name: z.string(),
    parent: z.string().nullable(),
    role: z.enum(FOLDER_ROLES).nullable(),
    holdsMail: z.boolean(),
    total: z.int(),
    unread: z.int(),
  })
  .openapi('MailFolder');
const Folders = z.object({ folders: z.array(FolderShape) });

export function mailFolderRoutes(api: CentreApi, deps: CentreDeps): void {
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/folders',
      responses: { 200: json(Folders, 'All folders'), ...problems(401, 404, 503) },
    }),
    async (context, user) => {
      const found = await deps.app.webmail.folders.list(user);
      return found.ok ? send(context, Folders, { folders: [...found.value] }) : refuse(context, found);
    },
  );
}
