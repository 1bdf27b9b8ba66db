/** Routes of support on the asker's side: the form, a new request, one's own requests with their answers, more words, the end. */
import { createRoute, z } from '@hono/zod-openapi';
import { SUPPORT_STATES } from '#src/model/support.ts';
import { createRate } from '#src/service/centre/rate.ts';
import {
  askSupport,
  closeRequest,
  type Conversation,
  conversationOf,
  requestsOf,
  sayMore,
  supportForm,
} from '#src/service/centre/support.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, jsonBody, Moment, moment, personRoute, problems, refuse, send } from '../contract.ts';

const RequestLine = z
  .object({
    id: z.string(),
    title: z.string(),
    about: z.string().nullable(),
    /** `open` waits for us, `answered` for you. */
    state: z.enum(SUPPORT_STATES),
    case: z.string().nullable(),
    by: z.string(),
    createdAt: Moment,
    changedAt: Moment,
  })
  .openapi('SupportRequest');
const RequestList = z.object({ requests: z.array(RequestLine) });
const ConversationBody = RequestLine.extend({
  replyTo: z.string(),
  messages: z.array(
    z.object({ voice: z.enum(['asker', 'operator']), author: z.string(), text: z.string(), at: Moment }),
  ),
}).openapi('SupportConversation');
const Asked = z.object({ id: z.string(), replyTo: z.string() }).openapi('SupportAsked');
const FormBody = z
  .object({
    /** Where the answer goes when nothing else is said; '' when an address has to be given. */
    replyTo: z.string(),
    mustAsk: z.boolean(),
    case: z.object({ id: z.string(), subject: z.string(), at: Moment }).nullable(),
  })
  .openapi('SupportForm');
const Text = z.string().trim().min(1).max(20_000);
const IdParam = z.object({ id: z.string().min(1).max(40) });
const DAY_MS = 86_400_000;
const MOST_A_DAY = 20;

const lineOf = ({ request }: Pick<Conversation, 'request'>): z.infer<typeof RequestLine> => ({
  id: request.id,
  title: request.title,
  about: request.about,
  state: request.state,
  case: request.caseId,
  by: request.askerName,
  createdAt: moment(request.createdAt),
  changedAt: moment(request.changedAt),
});
const shown = ({ request, messages }: Conversation): z.infer<typeof ConversationBody> => ({
  ...lineOf({ request }),
  replyTo: request.replyTo,
  messages: messages.map((one) => ({
    voice: one.voice === 'asker' ? 'asker' : 'operator',
    author: one.author,
    text: one.text,
    at: moment(one.at),
  })),
});

export function supportRoutes(api: CentreApi, deps: CentreDeps): void {
  const { app, clock } = deps;
  const perPerson = createRate(clock, MOST_A_DAY, DAY_MS);
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/support',
      summary: 'What I asked support, and how far it has come',
      responses: { 200: json(RequestList, 'Requests'), ...problems(401) },
    }),
    async (context, person) => {
      const requests = await requestsOf(app, person);
      return send(context, RequestList, { requests: requests.map((request) => lineOf({ request })) });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/support/form',
      summary: 'Where an answer would go, and whether another address has to be given',
      request: { query: z.object({ case: z.string().max(40).optional() }) },
      responses: { 200: json(FormBody, 'The form'), ...problems(401, 403, 404) },
    }),
    async (context, person) => {
      const form = await supportForm(app, person, context.req.valid('query').case);
      if (!form.ok) return refuse(context, form);
      const { replyTo, mustAsk, case: kept } = form.value;
      return send(context, FormBody, {
        replyTo,
        mustAsk,
        case: kept === null ? null : { id: kept.id, subject: kept.address ?? kept.domain, at: moment(kept.at) },
      });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/support',
      summary: 'A message to support, with a case attached',
      request: {
        body: jsonBody(
          z.object({
            text: Text,
            title: z.string().trim().max(200).optional(),
            case: z.string().max(40).optional(),
            about: z.string().max(320).optional(),
            replyTo: z.string().max(320).optional(),
          }),
        ),
      },
      responses: { 201: json(Asked, 'Written down and sent'), ...problems(401, 403, 404, 422, 429) },
    }),
    async (context, person) => {
      if (!perPerson(`${person.kind} ${person.id}`)) return refuse(context, refused('tooManyRequests') as never);
      const asked = await askSupport(app, person, context.req.valid('json'));
      return asked.ok
        ? send(context, Asked, { id: asked.value.id, replyTo: asked.value.replyTo }, 201)
        : refuse(context, asked, asked.field);
    },
  );
  conversationRoutes(api, deps, perPerson);
}

function conversationRoutes(api: CentreApi, { app }: CentreDeps, perPerson: (key: string) => boolean): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/support/{id}',
      summary: 'One request with its answers',
      request: { params: IdParam },
      responses: { 200: json(ConversationBody, 'The conversation'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const found = await conversationOf(app, person, context.req.valid('param').id);
      return found.ok ? send(context, ConversationBody, shown(found.value)) : refuse(context, found);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/support/{id}/messages',
      summary: 'One more word; a closed request is open again',
      request: { params: IdParam, body: jsonBody(z.object({ text: Text })) },
      responses: { 201: json(ConversationBody, 'The conversation'), ...problems(401, 404, 422, 429) },
    }),
    async (context, person) => {
      if (!perPerson(`${person.kind} ${person.id}`)) return refuse(context, refused('tooManyRequests') as never);
      const said = await sayMore(app, person, context.req.valid('param').id, context.req.valid('json').text);
      return said.ok ? send(context, ConversationBody, shown(said.value), 201) : refuse(context, said);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/support/{id}/close',
      summary: 'It is solved',
      request: { params: IdParam },
      responses: { 200: json(ConversationBody, 'The conversation'), ...problems(401, 404, 409) },
    }),
    async (context, person) => {
      const closed = await closeRequest(app, person, context.req.valid('param').id);
      return closed.ok ? send(context, ConversationBody, shown(closed.value)) : refuse(context, closed);
    },
  );
}
