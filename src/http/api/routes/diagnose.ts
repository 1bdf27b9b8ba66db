/** Routes of Diagnose: rows as they come and the result, for persons and for visitors. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import type { Evidence } from '#src/diagnosis/evidence.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { Language } from '#src/model/language.ts';
import type { Person } from '#src/model/person.ts';
import { signInNetwork } from '#src/net/geo/range-table.ts';
import { type Asked, diagnosisFor } from '#src/service/centre/diagnosing.ts';
import { ownMailbox } from '#src/service/centre/ownership.ts';
import { createRate } from '#src/service/centre/rate.ts';
import type { DiagnoseResult, OnRow } from '#src/service/diagnose.ts';
import { articleOfCause } from '#src/service/help/article-of-cause.ts';
import { type Outcome, refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps, CentreEnv } from '../centre.ts';
import { jsonBody, personRoute, problems, refuse } from '../contract.ts';
import { problemText } from '../problem.ts';
import { CheckedBody, MOST_BASE64, MOST_TEXT, shownSettings } from './settings-check.ts';

export const Symptom = z.enum(['receive', 'send', 'both', 'some', 'slow', 'unknown']);
const EvidenceBody = z.object({
  probe: z.string(),
  vantage: z.string(),
  observed: z.record(z.string(), z.unknown()),
  at: z.string(),
});
const FixBody = z.object({
  id: z.string(),
  level: z.enum(['automatic', 'one-click', 'guided', 'operator', 'third-party']),
  text: z.string(),
});
export const FindingBody = z
  .object({
    id: z.string(),
    cause: z.string(),
    certainty: z.enum(['proven', 'likely', 'possible']),
    role: z.enum(['root', 'consequence', 'also']),
    under: z.string().optional(),
    /** A shortcoming that does not explain what was asked about. */
    aside: z.literal(true).optional(),
    about: z.object({ domain: z.string().optional(), address: z.string().optional(), device: z.string().optional() }),
    title: z.string(),
    summary: z.string(),
    why: z.string(),
    evidence: z.array(EvidenceBody),
    fix: z.array(FixBody),
    /** Slug of the help article that goes on from here: `/help/{article}`. */
    article: z.string(),
  })
  .openapi('Finding');
export const ResultBody = z
  .object({
    /** For `/cases/{id}`; absent when nothing was kept (a domain that is not yours). */
    case: z.string().optional(),
    subject: z.string(),
    /** True: a mailbox that is there and that you may watch. */
    mailbox: z.boolean(),
    symptom: Symptom,
    verdict: z.enum(['cause-found', 'healthy', 'inconclusive']),
    findings: z.array(FindingBody),
    verified: z.array(z.string()),
    unchecked: z.array(z.object({ probe: z.string(), why: z.string() })),
    /** Probes and reasons named above, in the reader's words. */
    names: z.record(z.string(), z.string()),
    provider: z.record(z.string(), z.unknown()).optional(),
    /** Of the settings that were brought along: whose they are, and what the settings check says. Never kept with the case. */
    program: z
      .object({
        isFor: z.enum(['subject', 'other', 'unknown']),
        others: z.array(z.string()),
        text: z.string(),
        settings: CheckedBody.nullable(),
      })
      .optional(),
    tookMs: z.number(),
  })
  .openapi('Diagnosis');
const Line = z
  .union([
    z.object({
      row: z.object({
        probe: z.string(),
        /** In the reader's words. */
        name: z.string(),
        vantage: z.string(),
        kind: z.enum(['known', 'unknown']),
        at: z.string(),
      }),
    }),
    z.object({ result: ResultBody }),
    z.object({ problem: z.object({ key: z.string(), title: z.string() }) }),
  ])
  .openapi('DiagnosisLine');
const lines = {
  description: 'One JSON value a line: rows as probes end, then the result or a problem',
  content: { 'application/x-ndjson': { schema: Line } },
};

const rowOf = ({ probe, vantage, kind, at }: Evidence, language: Language) => {
  const names: Readonly<Record<string, string>> = texts(language).diagnose.probes;
  return { row: { probe, name: names[probe] ?? probe, vantage, kind, at } };
};

/** With the help article of each finding. */
export const withArticles = <T extends { readonly cause: CauseId }>(findings: readonly T[]) =>
  findings.map((finding) => ({ ...finding, article: articleOfCause(finding.cause) }));
/** A result as it is answered: with its articles, and whether there is a mailbox to watch. */
export async function shownResult(
  app: CentreDeps['app'],
  person: Person | null,
  result: DiagnoseResult,
  language: Language,
) {
  const { probes, whys } = texts(language).diagnose;
  const words: Readonly<Record<string, string>> = { ...whys, ...probes };
  const told = [
    ...result.verified,
    ...result.unchecked.flatMap(({ probe, why }) => [probe, why]),
    ...result.findings.flatMap(({ evidence }) => evidence.map(({ probe }) => probe)),
  ];
  const names = Object.fromEntries(told.flatMap((key) => (words[key] === undefined ? [] : [[key, words[key]]])));
  const isMailbox = result.subject.includes('@') && person !== null;
  const mailbox = isMailbox && (await ownMailbox(app, person, result.subject, 'look')).ok;
  const { program } = result;
  const checked = program?.settings ?? null;
  const brought =
    program === undefined
      ? {}
      : { program: { ...program, settings: checked === null ? null : shownSettings(checked, language) } };
  return { ...result, mailbox, names, ...brought, findings: withArticles(result.findings) };
}

/** Streams the rows as they come; the result is the last line. */
function streamed(
  context: Context<CentreEnv>,
  run: (onRow: OnRow) => Promise<Outcome<DiagnoseResult>>,
  shown: (result: DiagnoseResult) => Promise<object>,
  over: () => void = () => {},
): never {
  const language = context.get('language');
  const answer = stream(
    context,
    async (out) => {
      const write = (line: object): Promise<unknown> => out.write(`${JSON.stringify(line)}\n`);
      // Written in order; a reader who left is no reason to stop: the case is kept.
      let chain: Promise<unknown> = Promise.resolve();
      const result = await run((row) => {
        chain = chain.then(() => write(rowOf(row, language)));
      }).finally(over);
      await chain;
      const { key, args } = result.ok ? { key: '', args: {} } : result.problem;
      await write(
        result.ok
          ? { result: await shown(result.value) }
          : { problem: { key, title: problemText(key, args, language) } },
      );
    },
    async (_error, out) => {
      const title = problemText('unavailable', {}, language);
      await out.write(`${JSON.stringify({ problem: { key: 'unavailable', title } })}\n`);
    },
  );
  answer.headers.set('content-type', 'application/x-ndjson; charset=utf-8');
  answer.headers.set('x-accel-buffering', 'no');
  return answer as never;
}

const bytesOf = (given: { readonly file: string } | { readonly text: string }): Uint8Array =>
  'file' in given ? Buffer.from(given.file, 'base64') : Buffer.from(given.text);

const SPAN_MS = 600_000;
/** Of a visitor's network; of a signed-in person; of all visitors at once. */
const MOST = { network: 10, person: 60, everybody: 300 } as const;
const MOST_AT_ONCE = 24;

export function diagnoseRoutes(api: CentreApi, deps: CentreDeps): void {
  const { app, clock } = deps;
  const perPerson = createRate(clock, MOST.person, SPAN_MS);
  const perNetwork = createRate(clock, MOST.network, SPAN_MS);
  const everybody = createRate(clock, MOST.everybody, SPAN_MS);
  let running = 0;
  const begin = async (
    context: Context<CentreEnv>,
    person: Person | null,
    asked: Omit<Asked, 'language'>,
  ): Promise<never> => {
    const way = await diagnosisFor(app, person, { ...asked, language: context.get('language') });
    if (!way.ok) return refuse(context, way, 'subject');
    if (running >= MOST_AT_ONCE) return refuse(context, refused('tooManyRequests') as never);
    running += 1;
    const shown = (result: DiagnoseResult): Promise<object> =>
      shownResult(app, person, result, context.get('language'));
    return streamed(context, way.value, shown, () => (running -= 1));
  };
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/diagnose',
      summary: 'Diagnose an address or a domain; of what is not mine only what anybody may know',
      request: {
        body: jsonBody(
          z.object({
            subject: z.string().min(1).max(320),
            symptom: Symptom.optional(),
            /** An error text or bounce. */
            text: z.string().max(262_144).optional(),
            /** What the program has: its settings file (Base64), or what was pasted or typed instead. Read, and not kept. */
            settings: z
              .union([z.object({ file: z.base64().max(MOST_BASE64) }), z.object({ text: z.string().max(MOST_TEXT) })])
              .optional(),
          }),
        ),
      },
      responses: { 200: lines, ...problems(401, 422, 429) },
    }),
    async (context, person) => {
      const { subject, symptom = 'unknown', text, settings } = context.req.valid('json');
      if (!perPerson(`${person.kind} ${person.id}`)) return refuse(context, refused('tooManyRequests') as never);
      const brought = settings === undefined ? {} : { settings: bytesOf(settings) };
      const said = text === undefined ? {} : { text };
      return await begin(context as never, person, { subject, symptom, ...said, ...brought });
    },
  );
  api.openapi(
    createRoute({
      method: 'post',
      path: '/public/diagnose',
      summary: 'Diagnose a domain without signing in: public facts only',
      request: {
        body: jsonBody(z.object({ subject: z.string().min(1).max(320), symptom: Symptom.optional() })),
      },
      responses: { 200: lines, ...problems(422, 429) },
    }),
    async (context) => {
      const remote = context.get('remote');
      if (!perNetwork(signInNetwork(remote) ?? remote) || !everybody('all'))
        return refuse(context, refused('tooManyRequests') as never);
      const { subject, symptom = 'unknown' } = context.req.valid('json');
      return await begin(context as never, null, { subject, symptom });
    },
  );
}
