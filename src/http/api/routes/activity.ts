/** Routes of what happened with what is mine, and of a word to support. */
import { createRoute, z } from '@hono/zod-openapi';
import { activityOf } from '#src/service/centre/activity.ts';
import { createRate } from '#src/service/centre/rate.ts';
import { askSupport } from '#src/service/centre/support.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, jsonBody, Moment, moment, personRoute, problems, refuse, send } from '../contract.ts';

const ActivityList = z.object({
  activity: z.array(
    z
      .object({
        at: Moment,
        kind: z.enum(['change', 'sign-in']),
        /** `mailbox.password`, `sign-in.ok`, `sign-in.wrong-password` … */
        what: z.string(),
        subject: z.string(),
        by: z.string().nullable(),
        remoteAddress: z.string().nullable(),
        country: z.string().nullable(),
        program: z.string().nullable(),
      })
      .openapi('Activity'),
  ),
});
const Asked = z.object({ id: z.string() }).openapi('SupportMessage');
const DAY_MS = 86_400_000;
const MOST_A_DAY = 20;

export function activityRoutes(api: CentreApi, { app, clock }: CentreDeps): void {
  const perPerson = createRate(clock, MOST_A_DAY, DAY_MS);
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/activity',
      summary: 'Changes and sign-ins of what is mine, the newest first',
      request: { query: z.object({ limit: z.coerce.number().int().min(1).max(500).optional() }) },
      responses: { 200: json(ActivityList, 'What happened'), ...problems(401, 422) },
    }),
    async (context, person) => {
      const list = await activityOf(app, person, context.req.valid('query').limit ?? 100);
      return send(context, ActivityList, { activity: list.map((one) => ({ ...one, at: moment(one.at) })) });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/support',
      summary: 'A message to support, with a case attached',
      request: {
        body: jsonBody(z.object({ text: z.string().trim().min(1).max(20_000), case: z.string().max(40).optional() })),
      },
      responses: { 201: json(Asked, 'Written down and sent'), ...problems(401, 404, 422, 429) },
    }),
    async (context, person) => {
      if (!perPerson(`${person.kind} ${person.id}`)) return refuse(context, refused('tooManyRequests') as never);
      const asked = await askSupport(app, person, context.req.valid('json'));
      return asked.ok ? send(context, Asked, asked.value, 201) : refuse(context, asked, 'case');
    },
  );
}
