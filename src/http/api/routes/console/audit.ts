/** Routes of the audit log for operators: pages, and CSV of what was asked for. */
import { createRoute, z } from '@hono/zod-openapi';
import { stream } from 'hono/streaming';
import { auditCsv, auditPage } from '#src/service/centre/audit-log.ts';
import { change } from '#src/service/change.ts';
import { done } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../../centre.ts';
import { json, Moment, moment, problems, send } from '../../contract.ts';
import { operatorRoute } from '../../operator-route.ts';

const Entry = z
  .object({
    id: z.string(),
    at: Moment,
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
  })
  .openapi('AuditEntry');
const Page = z.object({ entries: z.array(Entry), next: z.string().nullable() });
const Asked = z.object({
  actor: z.string().max(320).optional(),
  subject: z.string().max(320).optional(),
  action: z.string().max(64).optional(),
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  after: z.string().max(64).optional(),
});

const asked = ({ since, until, ...rest }: z.infer<typeof Asked>) => ({
  ...rest,
  ...(since === undefined ? {} : { since: Date.parse(since) }),
  ...(until === undefined ? {} : { until: Date.parse(until) }),
});

export function consoleAuditRoutes(api: CentreApi, { app }: CentreDeps): void {
  operatorRoute(
    api,
    'look',
    createRoute({
      method: 'get',
      path: '/console/audit',
      summary: 'Operators: who did or looked at what, the newest first; by person, subject, action and time',
      request: { query: Asked },
      responses: { 200: json(Page, 'A page'), ...problems(401, 404, 422) },
    }),
    async (context) => {
      const { entries, next } = await auditPage(app, asked(context.req.valid('query')));
      return send(context, Page, {
        entries: entries.map((one) => ({ ...one, at: moment(one.at), before: one.before, after: one.after })),
        next,
      });
    },
  );
  operatorRoute(
    api,
    'look',
    createRoute({
      method: 'get',
      path: '/console/audit.csv',
      summary: 'Operators: the same as CSV',
      request: { query: Asked.omit({ after: true }) },
      responses: {
        200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } },
        ...problems(401, 404, 422),
      },
    }),
    async (context, person) => {
      const wanted = asked(context.req.valid('query'));
      await change({ ...app, actor: person.name }, async (_tx, audit) => {
        await audit('operator.export', 'console/audit', null, { ...wanted });
        return done(null);
      });
      context.header('content-type', 'text/csv; charset=utf-8');
      context.header('content-disposition', 'attachment; filename="postvakt-audit.csv"');
      return stream(context, async (out) => {
        for await (const piece of auditCsv(app, wanted)) await out.write(piece);
      }) as never;
    },
  );
}
