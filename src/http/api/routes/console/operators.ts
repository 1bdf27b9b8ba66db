/** Routes of the operators themselves: for owners. */
import { createRoute, z } from '@hono/zod-openapi';
import { LANGUAGES } from '#src/model/language.ts';
import { OPERATOR_ROLES } from '#src/model/person.ts';
import {
  endSessionsOf,
  inviteAgain,
  inviteOperator,
  operatorLines,
  removeOperatorById,
  setRole,
} from '#src/service/centre/operator-desk.ts';
import type { CentreApi, CentreDeps } from '../../centre.ts';
import { json, jsonBody, MaybeMoment, maybeMoment, Moment, moment, problems, refuse, send } from '../../contract.ts';
import { operatorRoute } from '../../operator-route.ts';

const Role = z.enum(OPERATOR_ROLES);
const Line = z
  .object({
    id: z.string(),
    name: z.string(),
    role: Role,
    you: z.boolean(),
    createdAt: Moment,
    /** Null: signed in nowhere now. */
    seenAt: MaybeMoment,
    sessions: z.int(),
    secondFactor: z.boolean(),
  })
  .openapi('Operator');
const List = z.object({ operators: z.array(Line) });
/** The link is told here and never again. */
const Invited = z.object({ name: z.string(), link: z.string(), expiresAt: Moment }).openapi('Invitation');
const IdParam = z.object({ id: z.string().min(1).max(40) });

export function consoleOperatorRoutes(api: CentreApi, deps: CentreDeps): void {
  inviteRoutes(api, deps);
  personRoutes(api, deps);
}

function inviteRoutes(api: CentreApi, { app }: CentreDeps): void {
  operatorRoute(
    api,
    'policy',
    createRoute({
      method: 'get',
      path: '/console/operators',
      summary: 'Owners: the operators by name',
      responses: { 200: json(List, 'Operators'), ...problems(401, 403, 404) },
    }),
    async (context, person) => {
      const lines = await operatorLines(app);
      return send(context, List, {
        operators: lines.map(({ hasSecondFactor, ...one }) => ({
          ...one,
          you: one.id === person.id,
          createdAt: moment(one.createdAt),
          seenAt: maybeMoment(one.seenAt),
          secondFactor: hasSecondFactor,
        })),
      });
    },
  );
  operatorRoute(
    api,
    'policy',
    createRoute({
      method: 'post',
      path: '/console/operators',
      summary: 'Owners: invite an operator; he chooses his password by the link, which works once',
      request: {
        body: jsonBody(z.object({ name: z.string().max(320), role: Role, language: z.enum(LANGUAGES) })),
      },
      responses: { 201: json(Invited, 'Invited'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (context, person) => {
      const invited = await inviteOperator(app, person, context.req.valid('json'));
      if (!invited.ok) return refuse(context, invited, 'name');
      return send(context, Invited, { ...invited.value, expiresAt: moment(invited.value.expiresAt) }, 201);
    },
  );
  operatorRoute(
    api,
    'policy',
    createRoute({
      method: 'post',
      path: '/console/operators/{id}/link',
      summary: 'Owners: a new link to choose a password; an older one stops working',
      request: { params: IdParam },
      responses: { 201: json(Invited, 'Invited'), ...problems(401, 403, 404, 409) },
    }),
    async (context, person) => {
      const invited = await inviteAgain(app, person, context.req.valid('param').id);
      if (!invited.ok) return refuse(context, invited);
      return send(context, Invited, { ...invited.value, expiresAt: moment(invited.value.expiresAt) }, 201);
    },
  );
}

function personRoutes(api: CentreApi, { app }: CentreDeps): void {
  operatorRoute(
    api,
    'policy',
    createRoute({
      method: 'put',
      path: '/console/operators/{id}/role',
      summary: 'Owners: another role; the last owner stays one',
      request: { params: IdParam, body: jsonBody(z.object({ role: Role })) },
      responses: { 204: { description: 'Changed' }, ...problems(401, 403, 404, 409, 422) },
    }),
    async (context, person) => {
      const asked = { id: context.req.valid('param').id, role: context.req.valid('json').role };
      const set = await setRole(app, person, asked);
      return set.ok ? (context.body(null, 204) as never) : refuse(context, set, 'role');
    },
  );
  operatorRoute(
    api,
    'policy',
    createRoute({
      method: 'delete',
      path: '/console/operators/{id}/sessions',
      summary: 'Owners: end the sessions of an operator',
      request: { params: IdParam },
      responses: { 200: json(z.object({ ended: z.int() }), 'How many ended'), ...problems(401, 403, 404) },
    }),
    async (context, person, session) => {
      const ended = await endSessionsOf(app, person, { id: context.req.valid('param').id, keep: session.id });
      return ended.ok ? send(context, z.object({ ended: z.int() }), ended.value) : refuse(context, ended);
    },
  );
  operatorRoute(
    api,
    'policy',
    createRoute({
      method: 'delete',
      path: '/console/operators/{id}',
      summary: 'Owners: remove an operator; never oneself, never the last owner',
      request: { params: IdParam },
      responses: { 204: { description: 'Removed' }, ...problems(401, 403, 404, 409) },
    }),
    async (context, person) => {
      const removed = await removeOperatorById(app, person, context.req.valid('param').id);
      return removed.ok ? (context.body(null, 204) as never) : refuse(context, removed);
    },
  );
}
