/** Routes that change one mailbox: password, app passwords, countries and journeys. Its user may use all of them. */
import { createRoute, z } from '@hono/zod-openapi';
import { addTravel, clearTravel, setCountries, setVendors } from '#src/service/abroad/settings.ts';
import { addAppPassword, revokeAppPassword } from '#src/service/app-passwords.ts';
import { changeMailboxPassword } from '#src/service/centre/passwords.ts';
import { ownMailbox } from '#src/service/centre/ownership.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { AddressParam, personRoute, json, jsonBody, problems, refuse, send } from '../contract.ts';
import { CountriesBody, shownCountries } from './mailboxes.ts';

const Secret = z
  .object({ name: z.string(), /** Shown once, stored nowhere. */ secret: z.string() })
  .openapi('AppPassword');

export function mailboxSettingRoutes(api: CentreApi, deps: CentreDeps): void {
  passwordRoutes(api, deps);
  countryRoutes(api, deps);
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

function countryRoutes(api: CentreApi, { app }: CentreDeps): void {
  const answers = { 200: json(CountriesBody, 'The rule as it is now'), ...problems(401, 403, 404, 409, 422) };
  personRoute(
    api,
    createRoute({
      method: 'put',
      path: '/mailboxes/{address}/countries',
      summary: 'From where mail programs may sign in: everywhere, everywhere with a warning, or only from a list',
      request: {
        params: AddressParam,
        body: jsonBody(
          z.object({
            mode: z.enum(['off', 'warn', 'allow']),
            /** ISO 3166. */
            countries: z.array(z.string().length(2)).max(300),
            vendors: z.enum(['allow', 'refuse']).optional(),
          }),
        ),
      },
      responses: answers,
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      const acting = { ...app, actor: person.name };
      const { address } = own.value.mailbox;
      const { mode, countries, vendors } = context.req.valid('json');
      const set =
        mode === 'off'
          ? await setCountries(acting, address, 'any')
          : await setCountries(acting, address, countries, mode);
      if (!set.ok) return refuse(context, set, 'countries');
      if (vendors === undefined) return send(context, CountriesBody, shownCountries(set.value));
      const after = await setVendors(acting, address, vendors);
      return after.ok ? send(context, CountriesBody, shownCountries(after.value)) : refuse(context, after, 'vendors');
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mailboxes/{address}/travel',
      summary: 'Open countries for a journey',
      request: {
        params: AddressParam,
        body: jsonBody(
          z.object({
            countries: z.array(z.string().length(2)).min(1).max(100),
            from: z.iso.date(),
            until: z.iso.date(),
          }),
        ),
      },
      responses: answers,
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      const { address } = own.value.mailbox;
      const set = await addTravel({ ...app, actor: person.name }, address, context.req.valid('json'));
      if (set.ok) return send(context, CountriesBody, shownCountries(set.value));
      return refuse(context, set, set.problem.key.startsWith('countr') ? 'countries' : 'until');
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/mailboxes/{address}/travel',
      summary: 'End every journey',
      request: { params: AddressParam },
      responses: answers,
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      const set = await clearTravel({ ...app, actor: person.name }, own.value.mailbox.address);
      return set.ok ? send(context, CountriesBody, shownCountries(set.value)) : refuse(context, set);
    },
  );
}
