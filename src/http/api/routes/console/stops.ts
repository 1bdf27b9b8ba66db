/** Console: Blocks of every kind, filtered; one with what it stopped; adding by hand and lifting with a reason. */
import { createRoute, z } from '@hono/zod-openapi';
import { BLOCK_DIRECTIONS, BLOCK_RULES } from '#src/model/block.ts';
import { addStop, liftStop, stopList, stopSheet, type StopView } from '#src/service/centre/console-stops.ts';
import type { CentreApi, CentreDeps } from '../../centre.ts';
import {
  json,
  jsonBody,
  MaybeMoment,
  maybeMoment,
  Moment,
  moment,
  personRoute,
  problems,
  refuse,
  send,
} from '../../contract.ts';

const StopBody = z
  .object({
    code: z.string(),
    subject: z.string(),
    subjectKind: z.string(),
    directions: z.array(z.enum(BLOCK_DIRECTIONS)),
    rule: z.enum(BLOCK_RULES),
    cause: z.string(),
    title: z.string(),
    line: z.string(),
    opens: z.string(),
    mode: z.enum(['refuse', 'hold']),
    active: z.boolean(),
    since: Moment,
    until: MaybeMoment,
    /** The server's clock, for a countdown. */
    now: Moment,
    mayLift: z.boolean(),
    lifters: z.array(z.string()),
    liftedAt: MaybeMoment,
    liftedBy: z.string().nullable(),
    evidence: z.record(z.string(), z.unknown()),
    stopped: z.int(),
  })
  .openapi('ConsoleBlock');
const StopListBody = z.object({
  stops: z.array(StopBody),
  rules: z.array(z.object({ rule: z.enum(BLOCK_RULES), count: z.int() })),
  isCut: z.boolean(),
});
const StopSheet = StopBody.extend({
  attempts: z.array(
    z.object({ at: Moment, from: z.string(), to: z.string(), subject: z.string().nullable(), state: z.string() }),
  ),
}).openapi('ConsoleBlockSheet');
const NewStop = z
  .object({
    subject: z.string().min(1).max(320),
    directions: z.array(z.enum(BLOCK_DIRECTIONS)).min(1),
    reason: z.string().min(1).max(300),
    /** Without it: until somebody lifts it. */
    seconds: z.int().min(60).max(3_155_760_000).optional(),
  })
  .openapi('NewBlock');
const CodeParam = z.object({ code: z.string().min(1).max(64) });
/** Which field a refusal is about. */
const FIELDS: Readonly<Record<string, string>> = {
  subjectMissing: 'subject',
  subjectAmbiguous: 'subject',
  networkBad: 'subject',
  blockReasonBad: 'reason',
};

const shown = ({ block, ...view }: StopView, now: number): z.infer<typeof StopBody> => ({
  code: block.code,
  subject: block.subjectName,
  subjectKind: block.subject.kind,
  directions: [...block.directions],
  rule: block.rule,
  cause: block.cause,
  title: view.title,
  line: view.line,
  opens: view.opens,
  mode: block.mode,
  active: view.active,
  since: moment(block.since),
  until: maybeMoment(block.until),
  now: moment(now),
  mayLift: view.mayLift,
  lifters: [...block.lifters],
  liftedAt: maybeMoment(block.liftedAt),
  liftedBy: block.liftActor,
  evidence: { ...block.evidence },
  stopped: block.attempts,
});

export function consoleStopRoutes(api: CentreApi, deps: CentreDeps): void {
  const { app, clock } = deps;
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/stops',
      summary: 'Operators: Blocks by rule and subject; `all=1` with history',
      request: {
        query: z.object({
          all: z.enum(['0', '1']).optional(),
          rule: z.enum(BLOCK_RULES).optional(),
          subject: z.string().max(320).optional(),
        }),
      },
      responses: { 200: json(StopListBody, 'Blocks'), ...problems(401, 404, 422) },
    }),
    async (context, person) => {
      const { all, ...asked } = context.req.valid('query');
      const found = await stopList(app, person, { ...asked, all: all === '1' }, context.get('language'));
      if (!found.ok) return refuse(context, found);
      const { stops, rules, isCut } = found.value;
      return send(context, StopListBody, {
        stops: stops.map((one) => shown(one, clock.now())),
        rules: [...rules],
        isCut,
      });
    },
  );
  changing(api, deps);
}

function changing(api: CentreApi, { app, clock }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/console/stops',
      summary: 'Operators: start a Block by hand; the customer is shown the reason',
      request: { body: jsonBody(NewStop) },
      responses: { 201: json(z.object({ code: z.string() }), 'Started'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (context, person) => {
      const { subject, directions, reason, seconds } = context.req.valid('json');
      const wanted = { subject, directions: directions.join(','), reason };
      const added = await addStop(
        app,
        person,
        seconds === undefined ? wanted : { ...wanted, seconds: String(seconds) },
      );
      if (!added.ok) return refuse(context, added, FIELDS[added.problem.key]);
      return send(context, z.object({ code: z.string() }), added.value, 201);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/stops/{code}',
      summary: 'Operators: one Block with everything it stopped',
      request: { params: CodeParam },
      responses: { 200: json(StopSheet, 'The Block'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const found = await stopSheet(app, person, context.req.valid('param').code, context.get('language'));
      if (!found.ok) return refuse(context, found);
      const attempts = found.value.attempts.map(({ at, mailFrom, rcptTo, subject, state }) => ({
        at: moment(at),
        from: mailFrom,
        to: rcptTo,
        subject,
        state,
      }));
      return send(context, StopSheet, { ...shown(found.value, clock.now()), attempts });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/console/stops/{code}/lift',
      summary: 'Operators: end a Block; the reason is kept',
      request: { params: CodeParam, body: jsonBody(z.object({ reason: z.string().trim().min(1).max(300) })) },
      responses: { 204: { description: 'Ended' }, ...problems(401, 403, 404, 409, 422) },
    }),
    async (context, person) => {
      const { code } = context.req.valid('param');
      const lifted = await liftStop(app, person, code, context.req.valid('json').reason);
      return lifted.ok ? (context.body(null, 204) as never) : refuse(context, lifted);
    },
  );
}
