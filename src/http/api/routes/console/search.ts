/** Console: search everything, and what needs an operator now. */
import { createRoute, z } from '@hono/zod-openapi';
import { consoleNeeds } from '#src/service/centre/console-needs.ts';
import { HIT_KINDS, searchAll } from '#src/service/centre/search.ts';
import type { CentreApi, CentreDeps } from '../../centre.ts';
import { json, MaybeMoment, maybeMoment, Moment, moment, personRoute, problems, refuse, send } from '../../contract.ts';

const Hits = z.object({
  hits: z.array(
    z
      .object({
        kind: z.enum(HIT_KINDS),
        name: z.string(),
        /** What its page is named by. */
        id: z.string(),
        about: z.string(),
        at: MaybeMoment,
      })
      .openapi('Hit'),
  ),
});
const NeedsBody = z
  .object({
    requests: z.array(
      z.object({ id: z.string(), title: z.string(), asker: z.string(), holder: z.string().nullable(), at: Moment }),
    ),
    requestsOpen: z.int(),
    held: z.object({ messages: z.int(), senders: z.array(z.string()), oldestAt: MaybeMoment }),
    stuck: z.array(z.object({ domain: z.string(), waiting: z.int(), oldestMs: z.number() })),
    health: z.array(z.object({ check: z.string(), state: z.enum(['warning', 'failed']), detail: z.string() })),
    recent: z.array(z.object({ subject: z.string(), at: Moment })),
  })
  .openapi('ConsoleNeeds');

export function consoleSearchRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/search',
      summary: 'Operators: customer, contact, domain, mailbox, invoice, Block, case, message, network address',
      request: { query: z.object({ q: z.string().min(1).max(998) }) },
      responses: { 200: json(Hits, 'What fits'), ...problems(401, 404, 422) },
    }),
    async (context, person) => {
      const found = await searchAll(app, person, context.req.valid('query').q);
      if (!found.ok) return refuse(context, found);
      return send(context, Hits, { hits: found.value.map((one) => ({ ...one, at: maybeMoment(one.at) })) });
    },
  );
  const needs = consoleNeeds(app);
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/needs',
      summary: 'Operators: what needs somebody now, and what I looked at last',
      responses: { 200: json(NeedsBody, 'What needs somebody'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const found = await needs(person);
      if (!found.ok) return refuse(context, found);
      const { requests, held, stuck, health, recent, requestsOpen } = found.value;
      return send(context, NeedsBody, {
        requests: requests.map(({ id, title, askerName, holder, changedAt }) => ({
          id,
          title,
          asker: askerName,
          holder,
          at: moment(changedAt),
        })),
        requestsOpen,
        held: { messages: held.messages, senders: [...held.senders], oldestAt: maybeMoment(held.oldestAt) },
        stuck: stuck.map(({ domain, waiting, oldestMs }) => ({ domain, waiting, oldestMs })),
        health: health.map(({ check, state, detail }) => ({ check, state: state as 'warning' | 'failed', detail })),
        recent: recent.map(({ subject, at }) => ({ subject, at: moment(at) })),
      });
    },
  );
}
