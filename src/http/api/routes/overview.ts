/** The route of the first screen: does everything work, and what to do first if not. */
import { createRoute, z } from '@hono/zod-openapi';
import { overviewOf } from '#src/service/centre/overview.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { personRoute, json, problems, refuse, send } from '../contract.ts';

const OverviewBody = z
  .object({
    state: z.enum(['well', 'attention', 'stopped']),
    sentence: z.string(),
    /** `link` is an address of the web app. */
    first: z.object({ what: z.string(), link: z.string() }).nullable(),
    domains: z.int(),
    mailboxes: z.int(),
    blocks: z.int(),
    unpaid: z.int(),
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
    async (context, person) =>
      person.kind === 'operator'
        ? refuse(context, refused('notAllowed') as never)
        : send(context, OverviewBody, await overviewOf(deps.app, person, context.get('language'))),
  );
}
