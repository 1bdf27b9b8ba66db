/** Routes of how a person gets in: second proof, its enrolment, recovery codes, own password, the way back, the first operator. */
import { createRoute, z } from '@hono/zod-openapi';
import { getCookie } from 'hono/cookie';
import { SESSION_IDLE_MS } from '#src/model/person.ts';
import { signInNetwork } from '#src/net/geo/range-table.ts';
import { addOperator } from '#src/service/centre/operators.ts';
import { changeOwnPassword, provePassword } from '#src/service/centre/passwords.ts';
import { createRate } from '#src/service/centre/rate.ts';
import { sendWayBack, useWayBack } from '#src/service/centre/recovery.ts';
import {
  confirmTotp,
  enrolTotp,
  proveSecond,
  removeFactor,
  renewCodes,
  securityOf,
} from '#src/service/centre/second-factor.ts';
import { beginSession } from '#src/service/centre/sessions.ts';
import { refused } from '#src/service/outcome.ts';
import { type CentreApi, type CentreDeps, COOKIE } from '../centre.ts';
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
import { giveCookie, PersonBody, shownPerson } from './session.ts';

const Password = z.string().min(1).max(1024);
const Code = z.string().min(4).max(40);
const Current = z.object({ current: Password });
const Codes = z.object({ recoveryCodes: z.array(z.string()) }).openapi('RecoveryCodes');
const SecurityBody = z
  .object({
    factors: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        name: z.string(),
        confirmed: z.boolean(),
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
const Entered = z.object({ stage: z.literal('signed-in'), person: PersonBody });

export function securityRoutes(api: CentreApi, deps: CentreDeps): void {
  doorRoutes(api, deps);
  recoveryRoutes(api, deps);
  factorRoutes(api, deps);
}

function doorRoutes(api: CentreApi, deps: CentreDeps): void {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/session/proof',
      summary: 'The second step: a code of the app, or a recovery code',
      request: { body: jsonBody(z.object({ code: Code })) },
      responses: { 200: json(Entered, 'Signed in'), ...problems(401, 422, 429) },
    }),
    async (context) => {
      const session = context.get('session');
      if (session === null) return refuse(context as never, refused('notSignedIn') as never);
      if (session.stage !== 'second-factor') {
        return send(context, Entered, { stage: 'signed-in', person: shownPerson(session.person) });
      }
      const proved = await proveSecond(deps, session, context.req.valid('json').code, context.get('remote'));
      if (!proved.ok) return refuse(context as never, proved, 'code');
      const { person } = session;
      giveCookie(context, deps, getCookie(context, COOKIE) ?? '', deps.clock.now() + SESSION_IDLE_MS[person.kind]);
      if (person.kind === 'mailbox') await deps.ownerSeenFrom(context.get('remote'), person.name);
      return send(context, Entered, { stage: 'signed-in', person: shownPerson(person) });
    },
  );
  api.openapi(
    createRoute({
      method: 'post',
      path: '/first-operator',
      summary: 'The first operator, from the start page behind its one-time link',
      request: { body: jsonBody(z.object({ name: z.string().min(1).max(320), password: Password })) },
      responses: { 201: json(Entered, 'Made and signed in'), ...problems(403, 409, 422) },
    }),
    async (context) => {
      if (context.get('startGuest') !== true) return refuse(context as never, refused('notAllowed') as never);
      const language = context.get('language');
      const input = { ...context.req.valid('json'), role: 'owner', language };
      const made = await addOperator({ ...deps.app, actor: 'start-link' }, input, { onlyFirst: true });
      if (!made.ok)
        return refuse(context as never, made, made.problem.key.startsWith('password') ? 'password' : 'name');
      const person = { kind: 'operator', id: made.value.id, name: made.value.name, role: 'owner', language } as const;
      const from = { remote: context.get('remote'), agent: context.req.header('user-agent') ?? null };
      const { token, expiresAt } = await beginSession(deps, person, 'signed-in', from);
      giveCookie(context, deps, token, expiresAt);
      return send(context, Entered, { stage: 'signed-in', person: shownPerson(person) }, 201);
    },
  );
}

const SPAN_MS = 600_000;

function recoveryRoutes(api: CentreApi, deps: CentreDeps): void {
  const perNetwork = createRate(deps.clock, 10, SPAN_MS);
  const perName = createRate(deps.clock, 3, 6 * SPAN_MS);
  api.openapi(
    createRoute({
      method: 'post',
      path: '/recovery',
      summary: 'A link for a new password, by mail to a contact outside the domain; says nothing of who exists',
      request: { body: jsonBody(z.object({ name: z.string().min(1).max(320) })) },
      responses: { 202: { description: 'If there is such a person, a letter is on its way' }, ...problems(422, 429) },
    }),
    (context) => {
      const remote = context.get('remote');
      if (!perNetwork(signInNetwork(remote) ?? remote))
        return refuse(context as never, refused('tooManyRequests') as never);
      const name = context.req.valid('json').name.trim().toLowerCase();
      // After the answer, whoever it is: time tells nothing either.
      if (perName(name)) setImmediate(() => void sendWayBack(deps, name).catch(() => undefined));
      return context.body(null, 202) as never;
    },
  );
  api.openapi(
    createRoute({
      method: 'post',
      path: '/recovery/password',
      summary: 'A new password by the link of the letter; every session ends',
      request: { body: jsonBody(z.object({ token: z.string().min(20).max(100), password: Password })) },
      responses: { 204: { description: 'Set: sign in with it' }, ...problems(409, 422, 429) },
    }),
    async (context) => {
      const { token, password } = context.req.valid('json');
      const used = await useWayBack(deps, token, password);
      return used.ok ? (context.body(null, 204) as never) : refuse(context as never, used, 'password');
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/password',
      summary: 'My own password for the centre; my other sessions end',
      request: { body: jsonBody(z.object({ password: Password, current: Password })) },
      responses: { 204: { description: 'Changed' }, ...problems(401, 422, 429) },
    }),
    async (context, person, session) => {
      const asked = { ...context.req.valid('json'), person, session: session.id, remote: context.get('remote') };
      const changed = await changeOwnPassword(deps, asked);
      if (changed.ok) return context.body(null, 204) as never;
      return refuse(context, changed, changed.problem.key === 'currentWrong' ? 'current' : 'password');
    },
  );
}

function factorRoutes(api: CentreApi, deps: CentreDeps): void {
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
      request: { body: jsonBody(Current.extend({ name: z.string().trim().min(1).max(60) })) },
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
      summary: 'Confirm with a code; gives ten recovery codes, shown once',
      request: { params: IdParam, body: jsonBody(z.object({ code: Code })) },
      responses: { 200: json(Codes, 'Recovery codes'), ...problems(401, 404, 422) },
    }),
    async (context, person, session) => {
      const { id } = context.req.valid('param');
      const asked = { person, session: session.id, id, code: context.req.valid('json').code };
      const confirmed = await confirmTotp(deps, asked);
      // He is signed in: a wrong code is a field to correct.
      if (!confirmed.ok) return refuse(context, confirmed, 'code', confirmed.problem.key === 'notThere' ? 404 : 422);
      return send(context, Codes, { recoveryCodes: [...confirmed.value.recoveryCodes] });
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
      const removed = await removeFactor(deps, person, context.req.valid('param').id);
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
