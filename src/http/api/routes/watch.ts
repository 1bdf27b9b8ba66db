/**
 * Routes of the live watch, as server-sent events: of a mailbox for its people, of the page's own address for anybody. After a
 * lost line the browser says what it heard last, and is told what happened meanwhile.
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { viewerOf } from '#src/model/person.ts';
import { signInNetwork } from '#src/net/geo/range-table.ts';
import { ownMailbox } from '#src/service/centre/ownership.ts';
import { sessionOf } from '#src/service/centre/sessions.ts';
import { hereAndNow } from '#src/service/diagnose-text.ts';
import { refused } from '#src/service/outcome.ts';
import type { WatchedAttempt } from '#src/service/watch-address.ts';
import { sessionCookie } from '../../visit.ts';
import { type CentreApi, type CentreDeps, type CentreEnv } from '../centre.ts';
import { AddressParam, personRoute, problems, refuse } from '../contract.ts';

const HEARTBEAT_MS = 15_000;
const WATCH_SECONDS = 3600;
const VISITOR_SECONDS = 900;
/** Open at once: of a person, of a visitor's network, of all visitors. */
const MOST_OPEN = { person: 6, network: 3, everybody: 200 } as const;

const events = { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } };
const Since = z.object({
  /** Tell first what happened since this moment (at most an hour ago); a reconnect says it in `Last-Event-ID`. */
  since: z.iso.datetime().optional(),
  /** Or what happened in the last so many seconds, for a page whose clock may be wrong. */
  back: z.coerce.number().int().min(1).max(3600).optional(),
});

/** What the page heard last; undefined: only what happens from now on. */
function sinceOf(context: Context, { since, back }: z.infer<typeof Since>, now: number): { readonly since?: number } {
  const heard = Number(context.req.header('last-event-id') ?? Number.NaN);
  if (Number.isSafeInteger(heard) && heard > 0) return { since: heard + 1 };
  if (since !== undefined) return { since: Date.parse(since) };
  return back === undefined ? {} : { since: now - back * 1000 };
}

/** Counts what is open at once, by key. */
function createOpen(most: number) {
  const open = new Map<string, number>();
  return {
    enter: (key: string): boolean => {
      const now = open.get(key) ?? 0;
      if (now >= most) return false;
      open.set(key, now + 1);
      return true;
    },
    leave: (key: string): void => {
      const left = (open.get(key) ?? 1) - 1;
      if (left <= 0) open.delete(key);
      else open.set(key, left);
    },
  };
}

type OnRow = (row: WatchedAttempt) => void;
/** Streams rows as `attempt`, with the moment as id; `beat` while nothing happens; `end` when it is over. */
function streamed(
  context: Context<CentreEnv>,
  deps: CentreDeps,
  watch: (onRow: OnRow, ended: AbortSignal) => Promise<unknown>,
  /** False: whoever watches may see no more. */
  mayStay: () => Promise<boolean>,
): never {
  const id = (): string => String(deps.clock.now());
  const answer = streamSSE(context, async (out: SSEStreamingApi) => {
    const ended = new AbortController();
    out.onAbort(() => ended.abort());
    const beat = setInterval(() => {
      void mayStay()
        .then((may) => (may ? out.writeSSE({ event: 'beat', data: '', id: id() }) : ended.abort()))
        .catch(() => ended.abort());
    }, HEARTBEAT_MS);
    try {
      await out.writeSSE({ event: 'beat', data: '', id: id(), retry: 1500 });
      const write: OnRow = (row) =>
        void out.writeSSE({ event: 'attempt', data: JSON.stringify(row), id: String(Date.parse(row.at)) });
      await watch(write, ended.signal);
      await out.writeSSE({ event: 'end', data: '' });
    } finally {
      clearInterval(beat);
    }
  });
  answer.headers.set('x-accel-buffering', 'no');
  return answer as never;
}

export function watchRoutes(api: CentreApi, deps: CentreDeps): void {
  const { app } = deps;
  const perPerson = createOpen(MOST_OPEN.person);
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/watch/{address}',
      summary:
        'Live: what the mail programs of a mailbox try, as server-sent events `attempt`; `beat` every 15 s; `end` when the hour or the session is over',
      request: { params: AddressParam, query: Since },
      responses: { 200: events, ...problems(401, 404, 422, 429) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      const key = `${person.kind} ${person.id}`;
      if (!perPerson.enter(key)) return refuse(context, refused('tooManyRequests') as never);
      const asked = {
        address: own.value.mailbox.address,
        seconds: WATCH_SECONDS,
        viewer: viewerOf(person),
        reader: { language: context.get('language'), ...hereAndNow() },
        // What an operator's own network does is no customer's.
        ...(person.kind === 'operator' ? {} : { page: context.get('remote') }),
        ...sinceOf(context, context.req.valid('query'), deps.clock.now()),
      };
      const cookie = sessionCookie(context, deps.isSecure(context));
      const watch = (onRow: OnRow, ended: AbortSignal): Promise<unknown> =>
        app.watchAddress({ ...asked, ended }, onRow).finally(() => perPerson.leave(key));
      // Who signed out, or was signed out, sees no more.
      return streamed(context as never, deps, watch, async () => (await sessionOf(deps, cookie)) !== null);
    },
  );
  visitorRoute(api, deps);
}

function visitorRoute(api: CentreApi, deps: CentreDeps): void {
  const perNetwork = createOpen(MOST_OPEN.network);
  const everybody = createOpen(MOST_OPEN.everybody);
  api.openapi(
    createRoute({
      method: 'get',
      path: '/public/watch',
      summary: 'Live, without signing in: what reaches our doors from the address of this page; nothing of any account',
      request: { query: Since },
      responses: { 200: events, ...problems(422, 429) },
    }),
    (context) => {
      const page = context.get('remote');
      const network = signInNetwork(page) ?? page;
      if (!perNetwork.enter(network)) return refuse(context, refused('tooManyRequests') as never);
      if (!everybody.enter('all')) {
        perNetwork.leave(network);
        return refuse(context, refused('tooManyRequests') as never);
      }
      const reader = { language: context.get('language'), ...hereAndNow() };
      const since = sinceOf(context, context.req.valid('query'), deps.clock.now());
      const watch = (onRow: OnRow, ended: AbortSignal): Promise<unknown> =>
        deps.app.watchVisitor({ page, seconds: VISITOR_SECONDS, reader, ended, ...since }, onRow).finally(() => {
          perNetwork.leave(network);
          everybody.leave('all');
        });
      return streamed(context as never, deps, watch, async () => true);
    },
  );
}
