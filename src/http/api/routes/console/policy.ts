/** Routes of plans and host policy: everybody of the house may look, owners change. */
import { createRoute, z } from '@hono/zod-openapi';
import {
  changePlanValues,
  hostRules,
  planSheet,
  plansForOperators,
  type PlanView,
  previewPlan,
} from '#src/service/centre/policy-desk.ts';
import type { Problem } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../../centre.ts';
import { json, jsonBody, problems, refuse, send } from '../../contract.ts';
import { operatorRoute } from '../../operator-route.ts';

const Value = z.object({
  key: z.string(),
  kind: z.enum(['count', 'seconds', 'word', 'percent', 'days', 'bytes', 'money', 'currency']),
  value: z.string(),
  standard: z.string(),
  least: z.number(),
  words: z.array(z.string()),
  /** Written in the configuration: it cannot be changed here. */
  fixed: z.boolean(),
});
const PlanBody = z
  .object({ name: z.string(), mailboxes: z.int(), customers: z.int(), values: z.array(Value) })
  .openapi('Plan');
const PlanSheetBody = PlanBody.extend({
  users: z.array(z.object({ id: z.string(), name: z.string() })),
}).openapi('PlanSheet');
const Policy = z.object({
  plans: z.array(PlanBody),
  host: z.array(z.object({ key: z.string(), value: z.string(), standard: z.boolean() })),
});
const ChangeBody = z
  .object({
    /** There is no such plan yet. */
    fresh: z.boolean(),
    changes: z.array(z.object({ key: z.string(), before: z.string(), after: z.string() })),
    mailboxes: z.int(),
    customers: z.int(),
  })
  .openapi('PlanChange');
const NameParam = z.object({ name: z.string().min(1).max(64) });
const Wanted = jsonBody(z.object({ values: z.record(z.string().max(64), z.string().max(40)) }));

const shown = ({ name, mailboxes, customers, values }: PlanView): z.infer<typeof PlanBody> => ({
  name,
  mailboxes,
  customers,
  values: values.map(({ isFixed, words, ...one }) => ({ ...one, words: [...words], fixed: isFixed })),
});
/** The key that is wrong is the field; of steps in the wrong order the later one. */
const fieldOf = ({ args }: Problem): string | undefined => {
  const key = args['key'] ?? args['later'];
  return typeof key === 'string' ? key : undefined;
};

export function consolePolicyRoutes(api: CentreApi, deps: CentreDeps): void {
  lookRoutes(api, deps);
  changeRoutes(api, deps);
}

function lookRoutes(api: CentreApi, { app }: CentreDeps): void {
  operatorRoute(
    api,
    'look',
    createRoute({
      method: 'get',
      path: '/console/policy',
      summary: 'Operators: all plans, and the rules of the host',
      responses: { 200: json(Policy, 'Plans and rules'), ...problems(401, 404) },
    }),
    async (context) => {
      const plans = await plansForOperators(app);
      const host = hostRules(app).map(({ key, value, isDefault }) => ({ key, value, standard: isDefault }));
      return send(context, Policy, { plans: plans.map(shown), host });
    },
  );
  operatorRoute(
    api,
    'look',
    createRoute({
      method: 'get',
      path: '/console/policy/plans/{name}',
      summary: 'Operators: one plan with who uses it',
      request: { params: NameParam },
      responses: { 200: json(PlanSheetBody, 'The plan'), ...problems(401, 404) },
    }),
    async (context) => {
      const found = await planSheet(app, context.req.valid('param').name);
      if (!found.ok) return refuse(context, found);
      const users = found.value.users.map(({ id, name }) => ({ id, name }));
      return send(context, PlanSheetBody, { ...shown(found.value), users });
    },
  );
}

function changeRoutes(api: CentreApi, { app }: CentreDeps): void {
  operatorRoute(
    api,
    'policy',
    createRoute({
      method: 'post',
      path: '/console/policy/plans/{name}/preview',
      summary: 'Owners: what a change of a plan would be, and how many it touches; changes nothing',
      request: { params: NameParam, body: Wanted },
      responses: { 200: json(ChangeBody, 'Before and after'), ...problems(401, 403, 404, 422) },
    }),
    async (context) => {
      const { name } = context.req.valid('param');
      const tried = await previewPlan(app, name, context.req.valid('json').values);
      if (!tried.ok) return refuse(context, tried, fieldOf(tried.problem));
      const { isNew, changes, mailboxes, customers } = tried.value;
      return send(context, ChangeBody, { fresh: isNew, changes: [...changes], mailboxes, customers });
    },
  );
  operatorRoute(
    api,
    'policy',
    createRoute({
      method: 'put',
      path: '/console/policy/plans/{name}',
      summary: 'Owners: change a plan, or make one',
      request: { params: NameParam, body: Wanted },
      responses: { 204: { description: 'Changed' }, ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const { name } = context.req.valid('param');
      const set = await changePlanValues(app, person, name, context.req.valid('json').values);
      return set.ok ? (context.body(null, 204) as never) : refuse(context, set, fieldOf(set.problem));
    },
  );
}
