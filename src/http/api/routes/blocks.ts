/** Routes of Blocks: what is stopped, since when, until when, what has to be sent again; and lifting where the person may. */
import { createRoute, z } from '@hono/zod-openapi';
import { estateOf, ownBlock } from '#src/service/centre/ownership.ts';
import { liftFor, type Stop, stopOf, stopsOf } from '#src/service/centre/stops.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, MaybeMoment, maybeMoment, Moment, moment, personRoute, problems, refuse, send } from '../contract.ts';

export const BlockBody = z
  .object({
    code: z.string(),
    subject: z.string(),
    subjectKind: z.string(),
    directions: z.array(z.enum(['outgoing', 'incoming', 'sign-in'])),
    rule: z.string(),
    cause: z.string(),
    mode: z.enum(['refuse', 'hold']),
    active: z.boolean(),
    /** What happened and how it ends, in the reader's words. */
    line: z.string(),
    opens: z.string(),
    since: Moment,
    /** Exact; null = until someone acts. */
    until: MaybeMoment,
    /** The server's clock, for a countdown. */
    now: Moment,
    mayLift: z.boolean(),
    liftedAt: MaybeMoment,
    stopped: z.int(),
    /** What was refused or held meanwhile: has to be sent again. */
    attempts: z.array(
      z.object({
        at: Moment,
        from: z.string(),
        to: z.string(),
        subject: z.string().nullable(),
        state: z.enum(['refused', 'held', 'released', 'cancelled']),
      }),
    ),
  })
  .openapi('Block');
const BlockList = z.object({ blocks: z.array(BlockBody) });
const CodeParam = z.object({ code: z.string().min(1).max(64) });

/** A Block as every route shows it. */
export const shownBlock = ({ block, ...stop }: Stop, now: number): z.infer<typeof BlockBody> => ({
  code: block.code,
  subject: block.subjectName,
  subjectKind: block.subject.kind,
  directions: [...block.directions],
  rule: block.rule,
  cause: block.cause,
  mode: block.mode,
  active: stop.active,
  line: stop.line,
  opens: stop.opens,
  since: moment(block.since),
  until: maybeMoment(block.until),
  now: moment(now),
  mayLift: stop.mayLift,
  liftedAt: maybeMoment(block.liftedAt),
  stopped: block.attempts,
  attempts: stop.attempts.map(({ at, mailFrom, rcptTo, subject, state }) => ({
    at: moment(at),
    from: mailFrom,
    to: rcptTo,
    subject,
    state,
  })),
});

export function blockRoutes(api: CentreApi, { app, clock }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/blocks',
      summary: 'What is stopped of mine; `all=1` with history',
      request: { query: z.object({ all: z.enum(['0', '1']).optional() }) },
      responses: { 200: json(BlockList, 'Blocks'), ...problems(401) },
    }),
    async (context, person) => {
      const asked = { language: context.get('language'), all: context.req.valid('query').all === '1' };
      const stops = await stopsOf(app, person, await estateOf(app, person), asked);
      return send(context, BlockList, { blocks: stops.map((stop) => shownBlock(stop, clock.now())) });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/blocks/{code}',
      summary: 'One Block',
      request: { params: CodeParam },
      responses: { 200: json(BlockBody, 'The Block'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownBlock(app, person, context.req.valid('param').code, 'look');
      if (!own.ok) return refuse(context, own);
      const stop = await stopOf(app, person, own.value, context.get('language'));
      return send(context, BlockBody, shownBlock(stop, clock.now()));
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/blocks/{code}/lift',
      summary: 'End a Block that I may end; of a suspicion after the repair',
      request: { params: CodeParam },
      responses: { 204: { description: 'Ended' }, ...problems(401, 403, 404, 409) },
    }),
    async (context, person) => {
      const own = await ownBlock(app, person, context.req.valid('param').code, 'mail');
      if (!own.ok) return refuse(context, own);
      const lifted = await liftFor(app, person, own.value);
      return lifted.ok ? (context.body(null, 204) as never) : refuse(context, lifted);
    },
  );
}
