/** The route of the first screen: does everything work, and what to do first if not. */
import { createRoute, z } from '@hono/zod-openapi';
import { overviewOf } from '#src/service/centre/overview.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, MaybeMoment, maybeMoment, personRoute, problems, refuse, send } from '../contract.ts';

const OverviewBody = z
  .object({
    /** `unknown`: nothing is known to be wrong, but not everything was seen. */
    state: z.enum(['well', 'attention', 'stopped', 'unknown']),
    sentence: z.string(),
    /** `link` is an address of the web app. */
    first: z.object({ what: z.string(), link: z.string() }).nullable(),
    domains: z.int(),
    mailboxes: z.int(),
    blocks: z.int(),
    unpaid: z.int(),
    /** The oldest look that this is said from; null: something was never looked at. */
    lookedAt: MaybeMoment,
    /** The host looks right now: ask again in a moment. */
    looking: z.boolean(),
  })
  .openapi('Overview');

export function overviewRoutes(api: CentreApi, deps: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/overview',
      summary: 'Does everything work? In one sentence, from our own state',
      responses: { 200: json(OverviewBody, 'Overview'), ...problems(401, 403) },
    }),
    async (context, person) => {
      if (person.kind === 'operator') return refuse(context, refused('notAllowed') as never);
      const overview = await overviewOf(deps.app, person, context.get('language'));
      return send(context, OverviewBody, { ...overview, lookedAt: maybeMoment(overview.lookedAt) });
    },
  );
}
