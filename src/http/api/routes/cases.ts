/** Routes of kept cases: one with what was done about it, and the history of a subject. */
import { createRoute, z } from '@hono/zod-openapi';
import { caseFor, caseHistory } from '#src/service/centre/diagnosing.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, Moment, moment, personRoute, problems, refuse, send } from '../contract.ts';
import { ResultBody, shownResult, Symptom } from './diagnose.ts';

const CaseBody = z
  .object({
    at: Moment,
    result: ResultBody,
    fixes: z.array(
      z.object({
        finding: z.string(),
        fix: z.string(),
        state: z.string(),
        by: z.string(),
        at: Moment,
        changedAt: Moment,
      }),
    ),
  })
  .openapi('Case');
const CaseList = z.object({
  cases: z.array(
    z
      .object({
        id: z.string(),
        at: Moment,
        symptom: Symptom,
        verdict: z.enum(['cause-found', 'healthy', 'inconclusive']),
        askedBy: z.string(),
        cause: z.string().nullable(),
        /** Of the root cause, in the reader's words. */
        title: z.string().nullable(),
      })
      .openapi('CaseLine'),
  ),
});

export function caseRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/cases',
      summary: 'Earlier cases of an address or a domain of mine, the newest first',
      request: { query: z.object({ about: z.string().min(1).max(320) }) },
      responses: { 200: json(CaseList, 'Cases'), ...problems(401, 404, 422) },
    }),
    async (context, person) => {
      const list = await caseHistory(app, person, context.req.valid('query').about, context.get('language'));
      if (!list.ok) return refuse(context, list, 'about');
      return send(context, CaseList, { cases: list.value.map((one) => ({ ...one, at: moment(one.at) })) });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/cases/{id}',
      summary: 'A kept case in my language, with what was done about it',
      request: { params: z.object({ id: z.string().min(1).max(40) }) },
      responses: { 200: json(CaseBody, 'The case'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const found = await caseFor(app, person, context.req.valid('param').id, context.get('language'));
      if (!found.ok) return refuse(context, found);
      const { at, result, fixes } = found.value;
      return send(context, CaseBody, {
        at: moment(at),
        result: (await shownResult(app, person, result, context.get('language'))) as never,
        fixes: fixes
          .filter(({ state }) => state !== 'previewed')
          .map((one) => ({
            finding: one.finding,
            fix: one.fix,
            state: one.state,
            by: one.actor,
            at: moment(one.at),
            changedAt: moment(one.changedAt),
          })),
      });
    },
  );
}
