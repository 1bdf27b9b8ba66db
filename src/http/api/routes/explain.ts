/** Routes that say what a pasted text means: for persons with what is theirs, for visitors from the text alone. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Person } from '#src/model/person.ts';
import { signInNetwork } from '#src/net/geo/range-table.ts';
import { createRate } from '#src/service/centre/rate.ts';
import { explain, type ExplainViewer } from '#src/service/explain.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps, CentreEnv } from '../centre.ts';
import { json, jsonBody, personRoute, problems, refuse, send } from '../contract.ts';
import { FindingBody, withArticles } from './diagnose.ts';

const MOST_TEXT = 262_144;
const ExplainBody = z
  .object({
    findings: z.array(FindingBody.omit({ id: true, under: true })),
    text: z.looseObject({
      program: z.string().nullable(),
      quote: z.string().nullable(),
      /** Whose evidence of ours was read beside the text: ask Diagnose about it. */
      subject: z.string().nullable(),
      direction: z.enum(['incoming', 'outgoing']).nullable(),
      recipients: z.array(z.string()),
      code: z.string().nullable(),
    }),
    unknown: z.boolean(),
  })
  .openapi('Explained');
const body = jsonBody(z.object({ text: z.string().min(1).max(MOST_TEXT) }));
const answers = { 200: json(ExplainBody, 'What it means'), ...problems(401, 422, 429) };

const viewerOf = (person: Person | null): ExplainViewer => {
  switch (person?.kind) {
    case 'operator':
      return { kind: 'operator' };
    case 'contact':
      return { kind: 'customer', customer: person.customer };
    case 'mailbox':
      return { kind: 'mailbox', address: person.name };
    case undefined:
      return { kind: 'stranger' };
  }
};

const SPAN_MS = 600_000;
const MOST = { person: 60, network: 20, everybody: 600 } as const;

export function explainRoutes(api: CentreApi, { app, clock }: CentreDeps): void {
  const perPerson = createRate(clock, MOST.person, SPAN_MS);
  const perNetwork = createRate(clock, MOST.network, SPAN_MS);
  const everybody = createRate(clock, MOST.everybody, SPAN_MS);
  const tell = async (context: Context<CentreEnv>, person: Person | null, text: string): Promise<never> => {
    const told = await explain(app, { text, language: context.get('language'), viewer: viewerOf(person) });
    if (!told.ok) return refuse(context, told, 'text');
    return send(context, ExplainBody, { ...told.value, findings: withArticles(told.value.findings) } as never);
  };
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/explain',
      summary: 'What a pasted error text, code or bounce means',
      request: { body },
      responses: answers,
    }),
    async (context, person) => {
      if (!perPerson(`${person.kind} ${person.id}`)) return refuse(context, refused('tooManyRequests') as never);
      return await tell(context as never, person, context.req.valid('json').text);
    },
  );
  api.openapi(
    createRoute({
      method: 'post',
      path: '/public/explain',
      summary: 'The same without signing in: from the text alone, nothing of ours beside it',
      request: { body },
      responses: answers,
    }),
    async (context) => {
      const remote = context.get('remote');
      if (!perNetwork(signInNetwork(remote) ?? remote) || !everybody('all'))
        return refuse(context, refused('tooManyRequests') as never);
      return await tell(context as never, null, context.req.valid('json').text);
    },
  );
}
