/** Routes of how a mailbox user wants his webmail to be. His own only. */
import { createRoute, z } from '@hono/zod-openapi';
import { LANGUAGES } from '#src/model/language.ts';
import { preferencesOf, setPreferences } from '#src/service/webmail/preferences.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, jsonBody, problems, refuse, send } from '../contract.ts';
import { mailRoute } from '../mail-route.ts';

const Settings = z
  .object({
    view: z.enum(['conversations', 'messages']),
    undoSeconds: z.union([z.literal(0), z.literal(5), z.literal(10), z.literal(20), z.literal(30)]),
    format: z.enum(['html', 'plain']),
    images: z.enum(['ask', 'contacts', 'never']),
    density: z.enum(['roomy', 'tight']),
    /** -1: never by itself. */
    markReadAfterSeconds: z.union([z.literal(0), z.literal(2), z.literal(5), z.literal(-1)]),
    replyPlacement: z.enum(['above', 'below']),
    language: z.enum(LANGUAGES),
  })
  .openapi('MailSettings');

export function mailSettingRoutes(api: CentreApi, { app }: CentreDeps): void {
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/settings',
      summary: 'How I want my webmail',
      responses: { 200: json(Settings, 'Settings'), ...problems(401, 404) },
    }),
    async (context, user) => {
      const found = await preferencesOf(app, user.id);
      return found.ok ? send(context, Settings, found.value) : refuse(context, found);
    },
  );
  mailRoute(
    api,
    createRoute({
      method: 'put',
      path: '/mail/settings',
      summary: 'Sets what is named, leaves the rest',
      request: { body: jsonBody(Settings.partial().openapi('MailSettingsChange')) },
      responses: { 200: json(Settings, 'Settings'), ...problems(401, 404, 422) },
    }),
    async (context, user) => {
      const acting = { ...app, actor: user.address };
      const set = await setPreferences(acting, user.id, context.req.valid('json'));
      return set.ok ? send(context, Settings, set.value) : refuse(context, set);
    },
  );
}
