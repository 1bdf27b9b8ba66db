/** Routes that change one mailbox: password, app passwords, switches. Its user may use most of them. */
import { createRoute, z } from '@hono/zod-openapi';
import { LANGUAGES } from '#src/model/language.ts';
import { addAppPassword, revokeAppPassword } from '#src/service/app-passwords.ts';
import { changeMailboxPassword } from '#src/service/centre/passwords.ts';
import { ownMailbox } from '#src/service/centre/ownership.ts';
import { setSwitches } from '#src/service/centre/switches.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { AddressParam, personRoute, json, jsonBody, problems, refuse, send } from '../contract.ts';

const Secret = z
  .object({ name: z.string(), /** Shown once, stored nowhere. */ secret: z.string() })
  .openapi('AppPassword');

export function mailboxSettingRoutes(api: CentreApi, deps: CentreDeps): void {
  passwordRoutes(api, deps);
  switchRoutes(api, deps);
}

function passwordRoutes(api: CentreApi, deps: CentreDeps): void {
  const { app } = deps;
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mailboxes/{address}/password',
      summary: 'Choose a new password; ends the sessions of mail programs and of the centre that had the old one',
      request: {
        params: AddressParam,
        body: jsonBody(
          z.object({
            password: z.string().min(1).max(1024),
            /** Of the mailbox's user: the password until now. */
            current: z.string().max(1024).optional(),
          }),
        ),
      },
      responses: { 204: { description: 'Changed' }, ...problems(401, 403, 404, 422, 429) },
    }),
    async (context, person, session) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      const changed = await changeMailboxPassword(deps, {
        ...context.req.valid('json'),
        person,
        session: session.id,
        remote: context.get('remote'),
        mailbox: own.value.mailbox,
      });
      if (changed.ok) return context.body(null, 204) as never;
      return refuse(context, changed, changed.problem.key === 'currentWrong' ? 'current' : 'password');
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mailboxes/{address}/app-passwords',
      summary: 'Make an app password; the secret is shown once',
      request: {
        params: AddressParam,
        body: jsonBody(
          z.object({
            name: z.string().min(1).max(60),
            scopes: z
              .array(z.enum(['imap', 'pop3', 'smtp']))
              .min(1)
              .max(3)
              .optional(),
          }),
        ),
      },
      responses: { 201: json(Secret, 'Made'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      const { name, scopes } = context.req.valid('json');
      const input = { address: own.value.mailbox.address, name, ...(scopes === undefined ? {} : { scopes }) };
      const made = await addAppPassword({ ...app, actor: person.name }, input);
      return made.ok ? send(context, Secret, made.value, 201) : refuse(context, made, 'name');
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/mailboxes/{address}/app-passwords/{name}',
      summary: 'Revoke an app password',
      request: { params: AddressParam.extend({ name: z.string().min(1).max(60) }) },
      responses: { 204: { description: 'Revoked' }, ...problems(401, 403, 404, 409) },
    }),
    async (context, person) => {
      const { address, name } = context.req.valid('param');
      const own = await ownMailbox(app, person, address, 'mail');
      if (!own.ok) return refuse(context, own);
      const revoked = await revokeAppPassword({ ...app, actor: person.name }, own.value.mailbox.address, name);
      return revoked.ok ? (context.body(null, 204) as never) : refuse(context, revoked);
    },
  );
}

const Switches = z
  .object({
    mustChangePassword: z.boolean(),
    appPasswordsOnly: z.boolean(),
    language: z.enum(LANGUAGES),
    plan: z.string(),
    /** Mail programs that were signed in and had to begin again. */
    sessionsEnded: z.int(),
  })
  .openapi('MailboxSwitches');

function switchRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'patch',
      path: '/mailboxes/{address}',
      summary: 'Switches of one mailbox: app passwords only, password must be changed, language; the plan by operators',
      request: {
        params: AddressParam,
        body: jsonBody(
          z.object({
            appPasswordsOnly: z.boolean().optional(),
            /** Not by the mailbox's user himself: he changes it at once. */
            mustChangePassword: z.boolean().optional(),
            language: z.enum(LANGUAGES).optional(),
            plan: z.string().min(1).max(64).optional(),
          }),
        ),
      },
      responses: { 200: json(Switches, 'As it is now'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      const set = await setSwitches(app, person, own.value.mailbox, context.req.valid('json'));
      return set.ok
        ? send(context, Switches, set.value)
        : refuse(context, set, set.problem.key === 'planMissing' ? 'plan' : undefined);
    },
  );
}
