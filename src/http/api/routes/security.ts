/** Routes of one's own security: which proofs there are, an authenticator app, names, removal, recovery codes. */
import { createRoute, z } from '@hono/zod-openapi';
import { provePassword } from '#src/service/centre/passwords.ts';
import { renewCodes } from '#src/service/centre/recovery-codes.ts';
import { confirmTotp, enrolTotp, removeFactor, renameFactor, securityOf } from '#src/service/centre/second-factor.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import {
  json,
  jsonBody,
  MaybeMoment,
  maybeMoment,
  Moment,
  moment,
  personRoute,
  problems,
  refuse,
  send,
} from '../contract.ts';
import { Code, Password } from './security-door.ts';
import { cameFrom } from './session.ts';

export const Current = z.object({ current: Password });
export const FactorName = z.string().trim().min(1).max(60);
export const Codes = z.object({ recoveryCodes: z.array(z.string()) }).openapi('RecoveryCodes');
const SecurityBody = z
  .object({
    factors: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        name: z.string(),
        confirmed: z.boolean(),
        /** Of a passkey: the page it is for, and whether it is kept in more than one device. */
        passkey: z.object({ host: z.string(), isSynced: z.boolean() }).nullable(),
        usedAt: MaybeMoment,
        createdAt: Moment,
      }),
    ),
    /** How many are left. */
    recoveryCodes: z.int(),
  })
  .openapi('Security');
const Enrolled = z.object({ id: z.string(), secret: z.string(), uri: z.string() }).openapi('Totp');
const IdParam = z.object({ id: z.string().min(1).max(64) });

export function securityRoutes(api: CentreApi, deps: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/security',
      summary: 'My second proofs and how many recovery codes are left',
      responses: { 200: json(SecurityBody, 'Security'), ...problems(401) },
    }),
    async (context, person) => {
      const { factors, recoveryCodes } = await securityOf(deps, person);
      return send(context, SecurityBody, {
        factors: factors.map((one) => ({
          ...one,
          usedAt: maybeMoment(one.usedAt),
          createdAt: moment(one.createdAt),
        })),
        recoveryCodes,
      });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/security/totp',
      summary: 'Begin with an authenticator app; asked for at the door once it was confirmed',
      request: { body: jsonBody(Current.extend({ name: FactorName })) },
      responses: { 201: json(Enrolled, 'The secret for the app'), ...problems(401, 409, 422, 429) },
    }),
    async (context, person) => {
      const { name, current } = context.req.valid('json');
      const proved = await provePassword(deps, { person, current, remote: context.get('remote') });
      if (!proved.ok) return refuse(context, proved, 'current');
      const begun = await enrolTotp({ ...deps, hostname: deps.app.hostname }, person, name);
      return begun.ok ? send(context, Enrolled, begun.value, 201) : refuse(context, begun);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/security/totp/{id}/confirm',
      summary: 'Confirm with a code; the first proof gives ten recovery codes, shown once',
      request: { params: IdParam, body: jsonBody(z.object({ code: Code })) },
      responses: { 200: json(Codes, 'Recovery codes'), ...problems(401, 404, 422) },
    }),
    async (context, person, session) => {
      const { id } = context.req.valid('param');
      const asked = {
        person,
        session: session.id,
        id,
        code: context.req.valid('json').code,
        from: cameFrom(context as never),
      };
      const confirmed = await confirmTotp(deps, asked);
      // He is signed in: a wrong code is a field to correct.
      if (!confirmed.ok) return refuse(context, confirmed, 'code', confirmed.problem.key === 'notThere' ? 404 : 422);
      return send(context, Codes, { recoveryCodes: [...confirmed.value.recoveryCodes] });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'patch',
      path: '/security/factors/{id}',
      summary: 'Give a second proof another name',
      request: { params: IdParam, body: jsonBody(z.object({ name: FactorName })) },
      responses: { 204: { description: 'Renamed' }, ...problems(401, 404, 422) },
    }),
    async (context, person) => {
      const { name } = context.req.valid('json');
      const renamed = await renameFactor(deps, person, context.req.valid('param').id, name);
      return renamed.ok ? (context.body(null, 204) as never) : refuse(context, renamed);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/security/factors/{id}/remove',
      summary: 'Take a second proof away',
      request: { params: IdParam, body: jsonBody(Current) },
      responses: { 204: { description: 'Removed' }, ...problems(401, 404, 422, 429) },
    }),
    async (context, person) => {
      const { current } = context.req.valid('json');
      const proved = await provePassword(deps, { person, current, remote: context.get('remote') });
      if (!proved.ok) return refuse(context, proved, 'current');
      const removed = await removeFactor(deps, person, context.req.valid('param').id, cameFrom(context as never));
      return removed.ok ? (context.body(null, 204) as never) : refuse(context, removed);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/security/recovery-codes',
      summary: 'Ten new recovery codes; the old ones end',
      request: { body: jsonBody(Current) },
      responses: { 200: json(Codes, 'Recovery codes'), ...problems(401, 409, 422, 429) },
    }),
    async (context, person) => {
      const { current } = context.req.valid('json');
      const proved = await provePassword(deps, { person, current, remote: context.get('remote') });
      if (!proved.ok) return refuse(context, proved, 'current');
      const fresh = await renewCodes(deps, person);
      return fresh.ok
        ? send(context, Codes, { recoveryCodes: [...fresh.value.recoveryCodes] })
        : refuse(context, fresh);
    },
  );
}
