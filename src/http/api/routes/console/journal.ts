/** Console: the journal, past by filter and time, and live as server-sent events at the reader's own speed. */
import { createRoute, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { type JournalAsked, journalLive, journalPast } from '#src/service/centre/console-journal.ts';
import { sessionOf } from '#src/service/centre/sessions.ts';
import { refused } from '#src/service/outcome.ts';
import { type CentreApi, type CentreDeps } from '../../centre.ts';
import { json, Moment, personRoute, problems, refuse, send } from '../../contract.ts';
import { sessionCookie } from '../../../visit.ts';
import { JournalRowBody, shownRow } from './journal-row.ts';

const Filter = z.object({
  name: z.string().min(1).max(320).optional(),
  domain: z.string().min(1).max(255).optional(),
  ip: z.string().min(2).max(45).optional(),
  kind: z.enum(['connection', 'sign-in', 'refusal', 'message']).optional(),
  connection: z.string().min(1).max(64).optional(),
  failures: z.enum(['0', '1']).optional(),
});
const Past = Filter.extend({
  since: Moment.optional(),
  until: Moment.optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
});
const Rows = z.object({ rows: z.array(JournalRowBody) });
const USUAL = 100;
const HEARTBEAT_MS = 15_000;
const HOUR_MS = 3_600_000;
/** Live journals at once, all operators together. */
const MOST_LIVE = 20;

type Asked = Partial<Omit<JournalAsked, 'limit'>>;
function filterOf({ ip, connection, failures, name, domain, kind }: z.infer<typeof Filter>): Asked {
  return {
    ...(name === undefined ? {} : { name: name.trim().toLowerCase() }),
    ...(domain === undefined ? {} : { domain: domain.trim().toLowerCase() }),
    ...(ip === undefined ? {} : { remoteAddress: ip.trim().toLowerCase() }),
    ...(kind === undefined ? {} : { kind }),
    ...(connection === undefined ? {} : { connectionId: connection }),
    ...(failures === '1' ? { onlyFailures: true } : {}),
  };
}

export function consoleJournalRoutes(api: CentreApi, deps: CentreDeps): void {
  const { app } = deps;
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/journal',
      summary: 'Operators: what happened, by filter and time, the newest first',
      request: { query: Past },
      responses: { 200: json(Rows, 'Rows'), ...problems(401, 404, 422) },
    }),
    async (context, person) => {
      const { since, until, limit = USUAL, ...filter } = context.req.valid('query');
      const asked = {
        ...filterOf(filter),
        limit,
        ...(since === undefined ? {} : { since: Date.parse(since) }),
        ...(until === undefined ? {} : { until: Date.parse(until) }),
      };
      const found = await journalPast(app, person, asked, context.get('language'));
      return found.ok ? send(context, Rows, { rows: found.value.map(shownRow) }) : refuse(context, found);
    },
  );
  live(api, deps);
}

function live(api: CentreApi, deps: CentreDeps): void {
  let running = 0;
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/journal/live',
      summary:
        'Operators: the journal as it is written: `rows`, `left` when a slow reader lost some, `beat` every 15 s, `end`',
      request: { query: Filter },
      responses: {
        200: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } },
        ...problems(401, 404, 422, 429),
      },
    }),
    async (context, person) => {
      if (running >= MOST_LIVE && person.kind === 'operator')
        return refuse(context, refused('tooManyRequests') as never);
      const begun = await journalLive(deps.app, person, filterOf(context.req.valid('query')), context.get('language'));
      if (!begun.ok) return refuse(context, begun);
      const source = begun.value;
      const cookie = sessionCookie(context, deps.isSecure(context));
      running += 1;
      const answer = streamSSE(context, async (out) => {
        let isOver = false;
        const end = (): void => {
          isOver = true;
          source.stop();
        };
        out.onAbort(end);
        const hour = setTimeout(end, HOUR_MS);
        const beat = setInterval(() => {
          // Who signed out, or was signed out, sees no more.
          void sessionOf(deps, cookie)
            .then((session) => (session === null ? end() : out.writeSSE({ event: 'beat', data: '' })))
            .catch(end);
        }, HEARTBEAT_MS);
        try {
          await out.writeSSE({ event: 'beat', data: '' });
          // Each write waits for the reader; what comes meanwhile is kept up to a bound, then only counted.
          while (!isOver) {
            const { rows, left } = await source.next();
            if (rows.length > 0) await out.writeSSE({ event: 'rows', data: JSON.stringify(rows.map(shownRow)) });
            if (left > 0) await out.writeSSE({ event: 'left', data: String(left) });
          }
          await out.writeSSE({ event: 'end', data: '' });
        } finally {
          running -= 1;
          clearTimeout(hour);
          clearInterval(beat);
          source.stop();
        }
      });
      answer.headers.set('x-accel-buffering', 'no');
      return answer as never;
    },
  );
}
