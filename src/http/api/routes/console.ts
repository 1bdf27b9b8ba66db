/** The first route of the operator's console: search everything. For customers it is not there. */
import { createRoute, z } from '@hono/zod-openapi';
import { searchAll } from '#src/service/centre/search.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, MaybeMoment, maybeMoment, personRoute, problems, refuse, send } from '../contract.ts';

const Hits = z.object({
  hits: z.array(
    z
      .object({
        kind: z.enum(['customer', 'domain', 'mailbox', 'contact', 'invoice', 'block', 'event']),
        name: z.string(),
        id: z.string(),
        about: z.string(),
        at: MaybeMoment,
      })
      .openapi('Hit'),
  ),
});

export function consoleRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/search',
      summary: 'Operators: customer, contact, domain, mailbox, invoice, Block, message, network address',
      request: { query: z.object({ q: z.string().min(1).max(320) }) },
      responses: { 200: json(Hits, 'What fits'), ...problems(401, 404, 422) },
    }),
    async (context, person) => {
      if (person.kind !== 'operator') return refuse(context, refused('notThere') as never);
      const hits = await searchAll(app, person, context.req.valid('query').q);
      return send(context, Hits, { hits: hits.map((one) => ({ ...one, at: maybeMoment(one.at) })) });
    },
  );
}
