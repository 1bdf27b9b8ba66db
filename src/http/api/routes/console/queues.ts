/** Console: the outgoing queue by destination, the mail for one, what to do with it, and a message's own story. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Answer } from '#src/service/centre/console-answers.ts';
import { changeQueue, QUEUE_DEEDS, queueOf, queueView } from '#src/service/centre/console-queues.ts';
import { storyOf } from '#src/service/centre/console-story.ts';
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
import { JournalRowBody, shownRow } from './journal-row.ts';

const AnswerBody = z
  .object({
    code: z.int(),
    enhanced: z.string(),
    text: z.string(),
    host: z.string().nullable(),
    /** No host said it: it could not be reached. */
    ours: z.boolean(),
    /** In the reader's words; null when nothing is known of it. */
    meaning: z.object({ cause: z.string(), title: z.string(), why: z.string(), todo: z.string() }).nullable(),
  })
  .openapi('RemoteAnswer');
const QueueBody = z
  .object({
    waiting: z.int(),
    active: z.int(),
    held: z.int(),
    oldestMs: z.number(),
    destinations: z.array(
      z.object({
        domain: z.string(),
        waiting: z.int(),
        active: z.int(),
        held: z.int(),
        senders: z.int(),
        oldestMs: z.number(),
        nextTryAt: MaybeMoment,
        answer: AnswerBody.nullable(),
        answeredAt: MaybeMoment,
      }),
    ),
  })
  .openapi('Queue');
const QueueLineBody = z
  .object({
    id: z.string(),
    message: z.string(),
    from: z.string(),
    to: z.string(),
    subject: z.string().nullable(),
    state: z.enum(['waiting', 'active', 'held', 'sent', 'failed']),
    bytes: z.int(),
    at: Moment,
    tries: z.int(),
    nextTryAt: MaybeMoment,
    giveUpAt: Moment,
    answer: AnswerBody.nullable(),
  })
  .openapi('QueueLine');
const LinesBody = z.object({ domain: z.string(), lines: z.array(QueueLineBody) });
const Deed = z.object({
  deed: z.enum(QUEUE_DEEDS),
  ids: z.array(z.string().min(1).max(64)).min(1).max(1000).optional(),
  domain: z.string().min(1).max(255).optional(),
  tell: z.boolean().optional(),
});
const Changed = z.object({ changed: z.int() });
const StoryBody = z
  .object({
    message: z.string(),
    messageIdHeader: z.string().nullable(),
    subject: z.string().nullable(),
    from: z.string().nullable(),
    steps: z.array(JournalRowBody),
    /** What is in the queue of it now. */
    waiting: z.array(QueueLineBody),
  })
  .openapi('MessageStory');

export const shownAnswer = (answer: Answer | null): z.infer<typeof AnswerBody> | null =>
  answer === null
    ? null
    : {
        code: answer.code,
        enhanced: answer.enhanced,
        text: answer.text,
        host: answer.host ?? null,
        ours: answer.ours ?? false,
        meaning: answer.meaning,
      };
type Line = Extract<ReturnType<typeof queueOf>, { ok: true }>['value']['lines'][number];
const shownLine = (one: Line): z.infer<typeof QueueLineBody> => ({
  id: one.queueId,
  message: one.messageId,
  from: one.mailFrom,
  to: one.address,
  subject: one.subject,
  state: one.state,
  bytes: one.sizeBytes,
  at: moment(one.receivedAt),
  tries: one.tries,
  nextTryAt: one.state === 'waiting' ? maybeMoment(one.nextTryAt) : null,
  giveUpAt: moment(one.giveUpAt),
  answer: shownAnswer(one.answer),
});

export function consoleQueueRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/queues',
      summary: 'Operators: what waits, by destination, with the last answer in words',
      responses: { 200: json(QueueBody, 'The queue'), ...problems(401, 404) },
    }),
    (context, person) => {
      const found = queueView(app, person, context.get('language'));
      if (!found.ok) return refuse(context, found);
      const { stats, destinations } = found.value;
      return send(context, QueueBody, {
        ...stats,
        destinations: destinations.map((one) => ({
          domain: one.domain,
          waiting: one.waiting,
          active: one.active,
          held: one.held,
          senders: one.senders,
          oldestMs: one.oldestMs,
          nextTryAt: maybeMoment(one.nextTryAt),
          answer: shownAnswer(one.answer),
          answeredAt: maybeMoment(one.answeredAt),
        })),
      });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/queues/{domain}',
      summary: 'Operators: the mail that waits for one destination',
      request: { params: z.object({ domain: z.string().min(1).max(255) }) },
      responses: { 200: json(LinesBody, 'What waits'), ...problems(401, 404) },
    }),
    (context, person) => {
      const found = queueOf(app, person, context.req.valid('param').domain, context.get('language'));
      if (!found.ok) return refuse(context, found);
      return send(context, LinesBody, { domain: found.value.domain, lines: found.value.lines.map(shownLine) });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/console/queues',
      summary: 'Operators: try now, hold, release or take out what was chosen, or all for a destination',
      request: { body: jsonBody(Deed) },
      responses: { 200: json(Changed, 'How many recipients'), ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const changed = await changeQueue(app, person, context.req.valid('json'));
      return changed.ok ? send(context, Changed, changed.value) : refuse(context, changed);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/messages/{id}',
      summary: 'Operators: the story of a message, by our id, a queue id or its Message-ID',
      request: { params: z.object({ id: z.string().min(1).max(998) }) },
      responses: { 200: json(StoryBody, 'The story'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const found = await storyOf(app, person, context.req.valid('param').id, context.get('language'));
      if (!found.ok) return refuse(context, found);
      const { steps, waiting, ...head } = found.value;
      return send(context, StoryBody, { ...head, steps: steps.map(shownRow), waiting: waiting.map(shownLine) });
    },
  );
}
