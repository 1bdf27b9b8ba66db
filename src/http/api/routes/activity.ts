/** The route of what happened with what is mine, a page at a time. */
import { createRoute, z } from '@hono/zod-openapi';
import { ACTIVITY_GROUPS } from '#src/model/activity-kind.ts';
import { activityOf } from '#src/service/centre/activity.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, MaybeMoment, maybeMoment, Moment, moment, personRoute, problems, send } from '../contract.ts';

const ActivityList = z.object({
  activity: z.array(
    z
      .object({
        at: Moment,
        kind: z.enum(['change', 'sign-in']),
        group: z.enum([...ACTIVITY_GROUPS, 'other']),
        /** `mailbox.password`, `sign-in.ok`, `sign-in.wrong-password` … */
        what: z.string(),
        subject: z.string(),
        by: z.string().nullable(),
        byWhom: z.enum(['you', 'person', 'host']),
        remoteAddress: z.string().nullable(),
        country: z.string().nullable(),
        program: z.string().nullable(),
        /** Which contact, which app password … */
        detail: z.string().nullable(),
      })
      .openapi('Activity'),
  ),
  /** `before` of the next page; null: that was all. */
  next: MaybeMoment,
});
const USUAL = 50;

export function activityRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/activity',
      summary: 'Changes and sign-ins of what is mine, the newest first',
      request: {
        query: z.object({
          limit: z.coerce.number().int().min(1).max(500).optional(),
          before: Moment.optional(),
          group: z.enum(ACTIVITY_GROUPS).optional(),
          subject: z.string().max(320).optional(),
        }),
      },
      responses: { 200: json(ActivityList, 'What happened'), ...problems(401, 422) },
    }),
    async (context, person) => {
      const { limit = USUAL, before, group, subject } = context.req.valid('query');
      const wanted = { limit, group, subject, before: before === undefined ? undefined : Date.parse(before) };
      const list = await activityOf(app, person, wanted);
      const last = list.length < limit ? null : (list.at(-1)?.at ?? null);
      return send(context, ActivityList, {
        activity: list.map((one) => ({ ...one, at: moment(one.at) })),
        next: maybeMoment(last),
      });
    },
  );
}
