/** Routes at the door of the centre beside the password: second proof, the first operator, the way back, one's own password. */
import { createRoute, z } from '@hono/zod-openapi';
import { signInNetwork } from '#src/net/geo/range-table.ts';
import { enter } from '#src/service/centre/entering.ts';
import { addOperator, listOperators } from '#src/service/centre/operators.ts';
import { changeOwnPassword } from '#src/service/centre/passwords.ts';
import { createRate } from '#src/service/centre/rate.ts';
import { sendWayBack, useWayBack } from '#src/service/centre/recovery.ts';
import { proveSecond } from '#src/service/centre/second-factor.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, jsonBody, personRoute, problems, refuse, send } from '../contract.ts';
import { cameFrom, endFormer, giveCookies, PersonBody, shownPerson } from './session.ts';

export const Password = z.string().min(1).max(1024);
export const Code = z.string().min(4).max(40);
export const EnteredBody = z.object({ stage: z.literal('signed-in'), person: PersonBody });
const FirstBody = z
  .object({
    /** `open`: the first operator can be made now; `made`: there is one; `closed`: not by this browser. */
    state: z.enum(['open', 'made', 'closed']),
    hostname: z.string().nullable(),
  })
  .openapi('FirstOperator');

export function doorRoutes(api: CentreApi, deps: CentreDeps): void {
  proofRoute(api, deps);
  firstOperatorRoutes(api, deps);
  recoveryRoutes(api, deps);
  ownPasswordRoute(api, deps);
}

function proofRoute(api: CentreApi, deps: CentreDeps): void {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/session/proof',
      summary: 'The second step: a code of the app, or a recovery code',
      request: { body: jsonBody(z.object({ code: Code })) },
      responses: { 200: json(EnteredBody, 'Signed in'), ...problems(401, 422, 429) },
    }),
    async (context) => {
      const session = context.get('session');
      if (session === null) return refuse(context as never, refused('notSignedIn') as never);
      if (session.stage !== 'second-factor') {
        return send(context, EnteredBody, { stage: 'signed-in', person: shownPerson(session.person) });
      }
      const proved = await proveSecond(deps, session, context.req.valid('json').code, cameFrom(context));
      if (!proved.ok) return refuse(context as never, proved, 'code');
      const { person } = proved.value;
      giveCookies(context, deps, proved.value);
      if (person.kind === 'mailbox') await deps.ownerSeenFrom(context.get('remote'), person.name);
      return send(context, EnteredBody, { stage: 'signed-in', person: shownPerson(person) });
    },
  );
}

function firstOperatorRoutes(api: CentreApi, deps: CentreDeps): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/first-operator',
      summary: 'May this browser make the first operator? It may after the one-time link',
      responses: { 200: json(FirstBody, 'Whether it is open') },
    }),
    async (context) => {
      if (context.get('startGuest') !== true) return send(context, FirstBody, { state: 'closed', hostname: null });
      const isMade = (await listOperators(deps.app)).length > 0;
      return send(context, FirstBody, { state: isMade ? 'made' : 'open', hostname: deps.app.hostname });
    },
  );
  api.openapi(
    createRoute({
      method: 'post',
      path: '/first-operator',
      summary: 'The first operator, from the start page behind its one-time link',
      request: { body: jsonBody(z.object({ name: z.string().min(1).max(320), password: Password })) },
      responses: { 201: json(EnteredBody, 'Made and signed in'), ...problems(403, 409, 422) },
    }),
    async (context) => {
      if (context.get('startGuest') !== true) return refuse(context as never, refused('notAllowed') as never);
      const language = context.get('language');
      const input = { ...context.req.valid('json'), role: 'owner', language };
      const made = await addOperator({ ...deps.app, actor: 'start-link' }, input, { onlyFirst: true });
      if (!made.ok)
        return refuse(context as never, made, made.problem.key.startsWith('password') ? 'password' : 'name');
      const person = { kind: 'operator', id: made.value.id, name: made.value.name, role: 'owner', language } as const;
      await endFormer(context as never, deps);
      giveCookies(context, deps, await enter(deps, person, cameFrom(context)));
      return send(context, EnteredBody, { stage: 'signed-in', person: shownPerson(person) }, 201);
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
      const used = await useWayBack(deps, { token, password, from: cameFrom(context) });
      return used.ok ? (context.body(null, 204) as never) : refuse(context as never, used, 'password');
    },
  );
}

function ownPasswordRoute(api: CentreApi, deps: CentreDeps): void {
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
      const { remote, agent } = cameFrom(context as never);
      const asked = { ...context.req.valid('json'), person, session: session.id, remote, agent };
      const changed = await changeOwnPassword(deps, asked);
      if (changed.ok) return context.body(null, 204) as never;
      return refuse(context, changed, changed.problem.key === 'currentWrong' ? 'current' : 'password');
    },
  );
}
