/** Routes of webmail's folders. A mailbox user sees his own; nobody else has any here. */
import { createRoute, z } from '@hono/zod-openapi';
import { FOLDER_ROLES } from '#src/model/folder-role.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, jsonBody, problems, refuse, send } from '../contract.ts';
import { mailRoute } from '../mail-route.ts';
import { FolderParam } from './mail-lists.ts';
import { DoneShape } from './mail-messages.ts';

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
const Folders = z.object({ folders: z.array(FolderShape).readonly() });
const Place = z
  .object({ name: z.string().min(1).max(255), parent: z.string().max(8000).nullable().default(null) })
  .openapi('MailFolderPlace');
const Removed = z.object({ to: z.string().nullable() });
const Emptied = z.object({ removed: z.int() });

export function mailFolderRoutes(api: CentreApi, deps: CentreDeps): void {
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/folders',
      responses: { 200: json(Folders, 'All folders'), ...problems(401, 404, 503) },
    }),
    async (context, user) => {
      const found = await deps.app.webmail.folders.list(user, context.get('language'));
      return found.ok ? send(context, Folders, { folders: found.value }) : refuse(context, found);
    },
  );
  changeRoutes(api, deps);
  wholeRoutes(api, deps);
}

/** Keys that are about the name that was typed. */
const OF_NAME: ReadonlySet<string> = new Set(['folderNameBad', 'folderExists']);

function changeRoutes(api: CentreApi, deps: CentreDeps): void {
  const refusals = problems(401, 404, 409, 422, 503);
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/folders',
      request: { body: jsonBody(Place) },
      responses: { 201: json(FolderShape, 'The new folder'), ...refusals },
    }),
    async (context, user) => {
      const made = await deps.app.webmail.folderChanges.create(
        user,
        context.req.valid('json'),
        context.get('language'),
      );
      if (made.ok) return send(context, FolderShape, made.value, 201);
      return refuse(context, made, OF_NAME.has(made.problem.key) ? 'name' : undefined);
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'put',
      path: '/mail/folders/{id}',
      summary: 'Another name or another place; its id is another then',
      request: { params: FolderParam, body: jsonBody(Place) },
      responses: { 200: json(FolderShape, 'The folder'), ...refusals },
    }),
    async (context, user) => {
      const { id } = context.req.valid('param');
      const changes = deps.app.webmail.folderChanges;
      const changed = await changes.change(user, id, context.req.valid('json'), context.get('language'));
      if (changed.ok) return send(context, FolderShape, changed.value);
      return refuse(context, changed, OF_NAME.has(changed.problem.key) ? 'name' : undefined);
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/mail/folders/{id}',
      summary: 'Into the trash with all that is in it; from there for good, when that is said',
      request: { params: FolderParam, query: z.object({ forGood: z.enum(['true', 'false']).default('false') }) },
      responses: { 200: json(Removed, 'Where it is now'), ...refusals },
    }),
    async (context, user) => {
      const forGood = context.req.valid('query').forGood === 'true';
      const gone = await deps.app.webmail.folderChanges.remove(user, context.req.valid('param').id, forGood);
      return gone.ok ? send(context, Removed, gone.value) : refuse(context, gone);
    },
  );
}

function wholeRoutes(api: CentreApi, deps: CentreDeps): void {
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/folders/{id}/read',
      summary: 'Marks all of it read; what was done can be undone',
      request: { params: FolderParam },
      responses: { 200: json(DoneShape, 'What was done'), ...problems(401, 404, 409, 503) },
    }),
    async (context, user) => {
      const done = await deps.app.webmail.folderChanges.read(user, context.req.valid('param').id);
      return done.ok ? send(context, DoneShape, done.value) : refuse(context, done);
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/folders/{id}/empty',
      summary: 'Junk and trash only: everything in it goes for good',
      request: { params: FolderParam },
      responses: { 200: json(Emptied, 'How many went'), ...problems(401, 404, 409, 503) },
    }),
    async (context, user) => {
      const done = await deps.app.webmail.folderChanges.empty(user, context.req.valid('param').id);
      return done.ok ? send(context, Emptied, done.value) : refuse(context, done);
    },
  );
}
