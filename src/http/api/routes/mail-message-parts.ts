/**
 * Routes of what hangs on a message: files one by one and all together, the source, and pictures by signed addresses. Files
 * are always saved, never opened in the app's own origin.
 */
import { createRoute, z } from '@hono/zod-openapi';
import { attachmentHeader } from '#src/service/webmail/file-names.ts';
import { streamOf } from '#src/service/webmail/parts.ts';
import type { Download, MessageReading } from '#src/service/webmail/reading.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { problems, refuse } from '../contract.ts';
import { problem } from '../problem.ts';
import { mailRoute } from '../mail-route.ts';
import { Inside, MessageParam } from './mail-message.ts';

const bytes = (description: string) => ({
  description,
  content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
});
/** Whatever it is, nothing in it runs, and nobody guesses what it is. */
const GUARDED = {
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};
const answer = ({ name, chunks }: Download, more: Readonly<Record<string, string>> = {}): never =>
  new Response(streamOf(chunks), {
    headers: {
      ...GUARDED,
      'content-type': 'application/octet-stream',
      'cross-origin-resource-policy': 'same-origin',
      'content-disposition': attachmentHeader(name),
      ...more,
    },
  }) as never;

export function mailMessagePartRoutes(api: CentreApi, deps: CentreDeps): void {
  const reading = (): MessageReading => deps.app.webmail.reading;
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/messages/{id}/parts/{part}',
      summary: 'An attached file',
      request: { params: MessageParam.extend({ part: z.string().regex(/^\d{1,4}(?:\.\d{1,4}){0,60}$/) }) },
      responses: { 200: bytes('The file'), ...problems(401, 404, 422, 503) },
    }),
    async (context, user) => {
      const { id, part } = context.req.valid('param');
      const found = await reading().part(user, id, part);
      return found.ok ? answer(found.value) : refuse(context, found);
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/messages/{id}/attachments.zip',
      summary: 'All attached files in one',
      request: { params: MessageParam, query: Inside },
      responses: { 200: bytes('A .zip'), ...problems(401, 404, 422, 503) },
    }),
    async (context, user) => {
      const { inside = null } = context.req.valid('query');
      const found = await reading().archive(user, context.req.valid('param').id, inside);
      return found.ok ? answer(found.value, { 'content-type': 'application/zip' }) : refuse(context, found);
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/messages/{id}/source',
      summary: 'The message as it came, byte by byte',
      request: { params: MessageParam, query: z.object({ save: z.literal('1').optional() }) },
      responses: { 200: bytes('The source'), ...problems(401, 404, 422, 503) },
    }),
    async (context, user) => {
      const found = await reading().source(user, context.req.valid('param').id);
      if (!found.ok) return refuse(context, found);
      const shown = { 'content-type': 'text/plain; charset=utf-8', 'content-disposition': 'inline' };
      return answer(found.value, context.req.valid('query').save === '1' ? {} : shown);
    },
  );
  api.openapi(
    createRoute({
      method: 'get',
      path: '/mail/image',
      summary: 'A picture of a message, by an address that was signed for it',
      request: { query: z.object({ g: z.string().max(12_000).optional(), s: z.string().max(100).optional() }) },
      responses: { 200: bytes('The picture'), ...problems(404) },
    }),
    (async (context: { req: { valid(of: 'query'): { g?: string; s?: string } }; get(key: 'language'): never }) => {
      const found = await reading().image(context.req.valid('query'));
      if (found === null) return problem(context as never, context.get('language'), { key: 'notThere', args: {} });
      return new Response(new Uint8Array(found.bytes), {
        headers: {
          ...GUARDED,
          'content-type': found.type,
          // Shown in a frame of no origin: the signed address is the permission.
          'cross-origin-resource-policy': 'cross-origin',
        },
      });
    }) as never,
  );
}
