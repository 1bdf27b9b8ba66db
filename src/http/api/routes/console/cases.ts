/** Console: requests of customers, answered by mail, with the diagnosis that came with them and ready sentences. */
import { createRoute, z } from '@hono/zod-openapi';
import { readySentences } from '#src/service/centre/case-sentences.ts';
import {
  answerCase,
  CASE_DEEDS,
  CASE_STATES,
  caseList,
  type CaseLine,
  caseMailRaw,
  caseSheet,
  changeCase,
  noteCase,
} from '#src/service/centre/console-cases.ts';
import type { CentreApi, CentreDeps } from '../../centre.ts';
import { json, jsonBody, Moment, moment, personRoute, problems, refuse, send } from '../../contract.ts';
import { ResultBody } from '../diagnose.ts';

const VIEWS = ['mine', ...CASE_STATES] as const;
const CaseLineBody = z
  .object({
    id: z.string(),
    title: z.string(),
    state: z.enum(CASE_STATES),
    holder: z.string().nullable(),
    customer: z.object({ id: z.string(), name: z.string() }),
    asker: z.string(),
    about: z.string().nullable(),
    replyTo: z.string(),
    language: z.string(),
    createdAt: Moment,
    changedAt: Moment,
  })
  .openapi('ConsoleCase');
const CaseListBody = z.object({
  cases: z.array(CaseLineBody),
  counts: z.object({ mine: z.int(), new: z.int(), us: z.int(), them: z.int(), solved: z.int() }),
});
const CaseSheetBody = CaseLineBody.extend({
  words: z.array(
    z.object({
      id: z.string(),
      /** `note`: among operators. */
      voice: z.enum(['asker', 'operator', 'note']),
      author: z.string(),
      text: z.string(),
      at: Moment,
      mail: z
        .object({
          id: z.string(),
          way: z.enum(['in', 'out']),
          state: z.enum(['waiting', 'sent', 'failed', 'gone']).nullable(),
          hasRaw: z.boolean(),
        })
        .nullable(),
    }),
  ),
  /** As the customer saw it; null when none came with it or it is no longer kept. */
  diagnosis: z
    .object({
      at: Moment,
      result: ResultBody,
      fixes: z.array(
        z.object({ finding: z.string(), fix: z.string(), state: z.string(), by: z.string(), changedAt: Moment }),
      ),
    })
    .nullable(),
  caseId: z.string().nullable(),
}).openapi('ConsoleCaseSheet');
const IdParam = z.object({ id: z.string().min(1).max(40) });
const Text = z.string().trim().min(1).max(20_000);

const shown = ({ request, state, customer }: CaseLine): z.infer<typeof CaseLineBody> => ({
  id: request.id,
  title: request.title,
  state,
  holder: request.holder,
  customer: { id: request.customer, name: customer },
  asker: request.askerName,
  about: request.about,
  replyTo: request.replyTo,
  language: request.language,
  createdAt: moment(request.createdAt),
  changedAt: moment(request.changedAt),
});

export function consoleCaseRoutes(api: CentreApi, deps: CentreDeps): void {
  const { app } = deps;
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/cases',
      summary: 'Operators: requests of customers by what they wait for',
      request: { query: z.object({ view: z.enum(VIEWS).optional() }) },
      responses: { 200: json(CaseListBody, 'Cases'), ...problems(401, 404, 422) },
    }),
    async (context, person) => {
      const found = await caseList(app, person, context.req.valid('query').view ?? 'new');
      if (!found.ok) return refuse(context, found);
      return send(context, CaseListBody, { cases: found.value.cases.map(shown), counts: { ...found.value.counts } });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/cases/{id}',
      summary: 'Operators: a case with its conversation and the diagnosis that came with it',
      request: { params: IdParam },
      responses: { 200: json(CaseSheetBody, 'The case'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const found = await caseSheet(app, person, context.req.valid('param').id, context.get('language'));
      if (!found.ok) return refuse(context, found);
      const { words, diagnosis, request } = found.value;
      return send(context, CaseSheetBody, {
        ...shown(found.value),
        caseId: request.caseId,
        words: words.map(({ word, mail }) => ({
          id: word.id,
          voice: word.voice,
          author: word.author,
          text: word.text,
          at: moment(word.at),
          mail: mail === null ? null : { id: mail.id, way: mail.way, state: mail.state, hasRaw: mail.hasRaw },
        })),
        diagnosis:
          diagnosis === null
            ? null
            : {
                at: moment(diagnosis.at),
                result: diagnosis.result as never,
                fixes: diagnosis.fixes
                  .filter(({ state }) => state !== 'previewed')
                  .map(({ finding, fix, state, actor, changedAt }) => ({
                    finding,
                    fix,
                    state,
                    by: actor,
                    changedAt: moment(changedAt),
                  })),
              },
      });
    },
  );
  working(api, deps);
  reading(api, deps);
}

/** What changes a case. */
function working(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/console/cases/{id}/answers',
      summary: 'Operators: answer by mail; what comes back stands in the case',
      request: { params: IdParam, body: jsonBody(z.object({ text: Text, solved: z.boolean().optional() })) },
      responses: { 201: json(z.object({ queued: z.boolean() }), 'Answered'), ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const { text, solved = false } = context.req.valid('json');
      const answer = { text, isSolved: solved };
      const sent = await answerCase(app, person, context.req.valid('param').id, answer);
      return sent.ok
        ? send(context, z.object({ queued: z.boolean() }), sent.value, 201)
        : refuse(context, sent, 'text');
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/console/cases/{id}/notes',
      summary: 'Operators: a note among operators; `consent`: how the customer agreed to a repair',
      request: { params: IdParam, body: jsonBody(z.object({ text: Text, consent: z.boolean().optional() })) },
      responses: { 204: { description: 'Kept' }, ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const { text, consent = false } = context.req.valid('json');
      const kept = await noteCase(app, person, context.req.valid('param').id, { text, isConsent: consent });
      return kept.ok ? (context.body(null, 204) as never) : refuse(context, kept, 'text');
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/console/cases/{id}/{deed}',
      summary: 'Operators: take a case, put it back, call it solved, open it again',
      request: { params: IdParam.extend({ deed: z.enum(CASE_DEEDS) }) },
      responses: { 204: { description: 'Done' }, ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const { id, deed } = context.req.valid('param');
      const changed = await changeCase(app, person, id, deed);
      return changed.ok ? (context.body(null, 204) as never) : refuse(context, changed);
    },
  );
}

function reading(api: CentreApi, { app }: CentreDeps): void {
  const Sentences = z.object({ sentences: z.array(z.string()) });
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/cases/{id}/sentences',
      summary: 'Operators: ready sentences in the customer’s language, from a diagnosis',
      request: { params: IdParam, query: z.object({ case: z.string().max(40).optional() }) },
      responses: { 200: json(Sentences, 'Sentences'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const found = await readySentences(app, person, context.req.valid('param').id, context.req.valid('query').case);
      return found.ok ? send(context, Sentences, { sentences: [...found.value] }) : refuse(context, found);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/cases/{id}/mails/{mail}',
      summary: 'Operators: a mail that came, whole, as a file',
      request: { params: IdParam.extend({ mail: z.string().min(1).max(40) }) },
      responses: {
        200: { description: 'The mail', content: { 'message/rfc822': { schema: z.string() } } },
        ...problems(401, 403, 404),
      },
    }),
    async (context, person) => {
      const { id, mail } = context.req.valid('param');
      const raw = await caseMailRaw(app, person, id, mail);
      if (!raw.ok) return refuse(context, raw);
      return context.body(new Uint8Array(raw.value), 200, {
        'content-type': 'message/rfc822',
        'content-disposition': `attachment; filename="${id}-${mail.slice(-6)}.eml"`,
        'x-content-type-options': 'nosniff',
      }) as never;
    },
  );
}
