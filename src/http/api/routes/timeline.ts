/** Route of the picture of a mailbox over time. */
import { createRoute, z } from '@hono/zod-openapi';
import { ownMailbox } from '#src/service/centre/ownership.ts';
import { createRate } from '#src/service/centre/rate.ts';
import { LANES, timelineOf } from '#src/service/centre/timeline.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import {
  AddressParam,
  json,
  maybeMoment,
  MaybeMoment,
  Moment,
  moment,
  personRoute,
  problems,
  refuse,
  send,
} from '../contract.ts';

const Counts = z.array(z.int());
const TimelineBody = z
  .object({
    from: Moment,
    until: Moment,
    /** So many of each kind in each column. */
    lanes: z.object(
      Object.fromEntries(LANES.map((lane) => [lane, Counts])) as Record<(typeof LANES)[number], typeof Counts>,
    ),
    /** Sign-ins by program and door. */
    devices: z.array(z.object({ program: z.string().nullable(), endpoint: z.string(), counts: Counts })),
    blocks: z.array(
      z.object({
        code: z.string(),
        line: z.string(),
        directions: z.array(z.enum(['outgoing', 'incoming', 'sign-in'])),
        since: Moment,
        until: MaybeMoment,
        active: z.boolean(),
      }),
    ),
    events: z.array(
      z.object({
        at: Moment,
        lane: z.enum(LANES),
        count: z.int(),
        who: z.string().nullable(),
        what: z.string().nullable(),
        remoteAddress: z.string().nullable(),
      }),
    ),
    /** False: there was more than was read; the oldest columns may be too low. */
    complete: z.boolean(),
  })
  .openapi('Timeline');

const DAY_MS = 86_400_000;
const USUAL_COLUMNS = 48;
const MOST_DAYS = 92;
const MOST_A_MINUTE = 60;

export function timelineRoutes(api: CentreApi, { app, clock }: CentreDeps): void {
  const perPerson = createRate(clock, MOST_A_MINUTE, 60_000);
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes/{address}/timeline',
      summary: 'Messages, refusals, sign-ins and Blocks of a mailbox over time; the last 24 hours unless told',
      request: {
        params: AddressParam,
        query: z.object({
          from: z.iso.datetime({ offset: true }).optional(),
          until: z.iso.datetime({ offset: true }).optional(),
          columns: z.coerce.number().int().min(1).max(96).optional(),
        }),
      },
      responses: { 200: json(TimelineBody, 'The picture'), ...problems(401, 404, 422, 429) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      if (!perPerson(`${person.kind} ${person.id}`)) return refuse(context, refused('tooManyRequests') as never);
      const query = context.req.valid('query');
      const until = query.until === undefined ? clock.now() : Date.parse(query.until);
      const from = query.from === undefined ? until - DAY_MS : Date.parse(query.from);
      if (from >= until || until - from > MOST_DAYS * DAY_MS)
        return refuse(context, refused('inputBad', { field: 'from' }) as never, 'from', 422);
      const asked = { from, until, columns: query.columns ?? USUAL_COLUMNS, language: context.get('language') };
      const told = await timelineOf(app, own.value, asked);
      return send(context, TimelineBody, {
        from: moment(told.from),
        until: moment(told.until),
        lanes: told.lanes as never,
        devices: told.devices.map((one) => ({ ...one, counts: [...one.counts] })),
        blocks: told.blocks.map((one) => ({
          ...one,
          directions: [...one.directions],
          since: moment(one.since),
          until: maybeMoment(one.until),
        })),
        events: told.events.map((one) => ({ ...one, at: moment(one.at) })),
        complete: told.complete,
      });
    },
  );
}
