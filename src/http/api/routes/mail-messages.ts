/** Routes that change messages, many at once, and the conversation of one. Each answer says what was done, so that it can be undone. */
import { createRoute, z } from '@hono/zod-openapi';
import { MARKS, type MarkName, MOST_AT_ONCE, type Which } from '#src/service/webmail/changes.ts';
import type { Done } from '#src/service/webmail/moves.ts';
import type { Outcome } from '#src/service/outcome.ts';
import type { Context } from 'hono';
import type { CentreApi, CentreDeps, CentreEnv } from '../centre.ts';
import { json, jsonBody, problems, refuse, send } from '../contract.ts';
import { mailRoute } from '../mail-route.ts';
import { RowsShape } from './mail-lists.ts';

export const DoneShape = z
  .object({
    done: z.array(z.object({ id: z.string(), to: z.string().nullable() })).readonly(),
    gone: z.array(z.string()).readonly(),
    left: z.int(),
    senders: z.array(z.string()).readonly(),
  })
  .openapi('MailDone');
const FolderId = z.string().min(1).max(8000);
const Query = z.string().min(1).max(500);
/** So many at once; ask again for what is `left`. */
const Most = z.int().min(1).max(MOST_AT_ONCE).optional();
/** Which messages: these, or all that a list or a search finds. */
const which = {
  ids: z.array(z.string().max(8100)).min(1).max(MOST_AT_ONCE).optional(),
  conversations: z.boolean().optional(),
  all: z
    .union([
      z.object({ q: Query, folder: FolderId.optional(), most: Most }),
      z.object({ folder: FolderId, filter: z.enum(['all', 'unread', 'flagged']).optional(), most: Most }),
    ])
    .optional(),
};
const isOne = ({ ids, all }: { readonly ids?: unknown; readonly all?: unknown }): boolean =>
  (ids === undefined) !== (all === undefined);
const marks = z
  .array(z.enum(Object.keys(MARKS) as [MarkName, ...MarkName[]]))
  .max(4)
  .default([]);
const one = { message: 'ids or all' };
const MarkBody = z.object({ ...which, add: marks, remove: marks }).refine(isOne, one);
const MoveBody = z.object({ ...which, folder: FolderId }).refine(isOne, one);
const RemoveBody = z.object({ ...which, forGood: z.boolean().default(false) }).refine(isOne, one);
const SpamBody = z.object({ ...which, spam: z.boolean() }).refine(isOne, one);
const Conversation = z.object({ rows: RowsShape });

const responses = { 200: json(DoneShape, 'What was done'), ...problems(401, 404, 409, 413, 422, 503) };

function answer(context: Context<CentreEnv>, done: Outcome<Done>): never {
  return done.ok ? send(context, DoneShape, done.value) : refuse(context, done);
}

export function mailChangeRoutes(api: CentreApi, deps: CentreDeps): void {
  mailRoute(
    api,
    createRoute({ method: 'post', path: '/mail/messages/mark', request: { body: jsonBody(MarkBody) }, responses }),
    async (context, user) => {
      const { add, remove, ...chosen } = context.req.valid('json');
      return answer(context as never, await deps.app.webmail.changes.mark(user, chosen as Which, add, remove));
    },
  );
  mailRoute(
    api,
    createRoute({ method: 'post', path: '/mail/messages/move', request: { body: jsonBody(MoveBody) }, responses }),
    async (context, user) => {
      const { folder, ...chosen } = context.req.valid('json');
      return answer(context as never, await deps.app.webmail.changes.move(user, chosen as Which, folder));
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mail/messages/remove',
      summary: 'To the trash; what is in the trash or in junk goes for good, when that is said',
      request: { body: jsonBody(RemoveBody) },
      responses,
    }),
    async (context, user) => {
      const { forGood, ...chosen } = context.req.valid('json');
      return answer(context as never, await deps.app.webmail.changes.remove(user, chosen as Which, forGood));
    },
  );
  mailRoute(
    api,
    createRoute({ method: 'post', path: '/mail/messages/spam', request: { body: jsonBody(SpamBody) }, responses }),
    async (context, user) => {
      const { spam, ...chosen } = context.req.valid('json');
      return answer(context as never, await deps.app.webmail.changes.spam(user, chosen as Which, spam));
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/conversations/{id}',
      summary: 'The conversation of a message over the whole mailbox, oldest first',
      request: { params: z.object({ id: z.string().min(1).max(8100) }) },
      responses: { 200: json(Conversation, 'The conversation'), ...problems(401, 404, 503) },
    }),
    async (context, user) => {
      const found = await deps.app.webmail.conversations.rows(user, context.req.valid('param').id);
      return found.ok ? send(context, Conversation, { rows: found.value }) : refuse(context, found);
    },
  );
}
