/** Routes of fixes: preview, apply with consent, undo, the letter to a DNS host elsewhere. */
import { createRoute, z } from '@hono/zod-openapi';
import { texts } from '#src/messages/catalogue.ts';
import type { Language } from '#src/model/language.ts';
import { type Person, viewerOf } from '#src/model/person.ts';
import { mayWish } from '#src/service/centre/ownership.ts';
import { hereAndNow } from '#src/service/diagnose-text.ts';
import type { FixResult } from '#src/service/fix-view.ts';
import type { FixRequest } from '#src/service/fixes.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, jsonBody, personRoute, problems, refuse, send } from '../contract.ts';

const ChangeBody = z.object({
  kind: z.string(),
  object: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
const RecordLine = z.object({
  name: z.string(),
  type: z.string(),
  ttl: z.int(),
  /** As a panel wants it. */
  value: z.string(),
  line: z.string(),
});
const PreviewBody = z
  .object({
    case: z.string(),
    finding: z.string(),
    fix: z.string(),
    level: z.string(),
    text: z.string(),
    /** `change` needs consent, `already` nothing, `ask` an answer; the rest is told. */
    kind: z.enum(['change', 'already', 'ask', 'elsewhere', 'pay', 'wait', 'steps']),
    changes: z.array(ChangeBody),
    /** Stands for exactly these changes: consent names it. */
    token: z.string().nullable(),
    question: z.string().nullable(),
    remove: z.array(RecordLine),
    add: z.array(RecordLine),
    pay: z.object({ invoice: z.string(), amount: z.string(), reference: z.string(), link: z.string() }).nullable(),
    until: z.string().nullable(),
    canUndo: z.boolean(),
    watch: z.object({ until: z.string(), state: z.string(), log: z.array(z.unknown()) }).nullable(),
    /** A finished letter to whoever runs the zone; null where there is nobody to write to. */
    letter: z.string().nullable(),
  })
  .openapi('FixPreview');
const FixResultBody = z
  .object({
    case: z.string(),
    finding: z.string(),
    fix: z.string(),
    /** `stale`: the world changed after the preview, nothing was done. */
    kind: z.enum(['applied', 'already', 'stale', 'undone']),
    fixed: z.union([z.boolean(), z.literal('settling')]),
    until: z.string().nullable(),
    changes: z.array(ChangeBody),
    proofs: z.array(z.object({ good: z.boolean(), text: z.string() })),
    preview: z.record(z.string(), z.unknown()).nullable(),
    /** Shown once, stored nowhere. */
    once: z.object({ address: z.string(), secret: z.string() }).nullable(),
    watchUntil: z.string().nullable(),
  })
  .openapi('FixResult');
const FixAnswer = z.object({ preview: PreviewBody.nullable(), result: FixResultBody.nullable() });
const FixParam = z.object({ case: z.string().min(1).max(40), finding: z.string().min(1).max(10) });

interface FixInput {
  readonly fix?: string | undefined;
  readonly token?: string | undefined;
  readonly value?: string | undefined;
  readonly remove?: readonly string[] | undefined;
}
const requestOf = (
  where: z.infer<typeof FixParam>,
  { fix, token, value, remove }: FixInput,
  person: Person,
  language: Language,
): FixRequest => ({
  ...where,
  answers: { ...(value === undefined ? {} : { value }), ...(remove === undefined ? {} : { remove }) },
  viewer: viewerOf(person),
  reader: { language, ...hereAndNow() },
  ...(fix === undefined ? {} : { fix }),
  ...(token === undefined ? {} : { token }),
});
const shownResult = (result: FixResult, language: Language): z.infer<typeof FixResultBody> => ({
  ...result,
  changes: [...result.changes],
  proofs: result.proofs.map((one) => ({ good: one.good, text: texts(language).fixing.proof[one.kind](one) })),
  preview: result.preview as never,
});

export function fixRoutes(api: CentreApi, deps: CentreDeps): void {
  const { fixes } = deps.app;
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/cases/{case}/findings/{finding}/fix',
      summary: 'Preview a fix; with consent apply it, look again and prove it',
      request: {
        params: FixParam,
        body: jsonBody(
          z.object({
            fix: z.string().max(80).optional(),
            consent: z.boolean().optional(),
            /** Of the preview that was consented to. */
            token: z.string().max(80).optional(),
            value: z.string().max(2000).optional(),
            remove: z.array(z.string().max(253)).max(20).optional(),
          }),
        ),
      },
      responses: { 200: json(FixAnswer, 'Preview or result'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (context, person) => {
      const { consent = false, ...input } = context.req.valid('json');
      const language = context.get('language');
      const request = requestOf(context.req.valid('param'), input, person, language);
      if (!consent) {
        const preview = await fixes.preview(request);
        if (!preview.ok) return refuse(context, preview);
        const letter = preview.value.kind === 'elsewhere' ? await fixes.letter(request) : null;
        const told = { ...preview.value, letter: letter?.ok === true ? letter.value : null };
        return send(context, FixAnswer, { preview: told as never, result: null });
      }
      if (!mayWish(person, 'mail')) return refuse(context, refused('notAllowed') as never);
      const result = await fixes.apply(request);
      return result.ok
        ? send(context, FixAnswer, { preview: null, result: shownResult(result.value, language) })
        : refuse(context, result, 'value');
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/cases/{case}/findings/{finding}/undo',
      summary: 'Put back what a fix changed',
      request: { params: FixParam, body: jsonBody(z.object({ fix: z.string().max(80).optional() })) },
      responses: { 200: json(FixAnswer, 'Result'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (context, person) => {
      const language = context.get('language');
      if (!mayWish(person, 'mail')) return refuse(context, refused('notAllowed') as never);
      const request = requestOf(context.req.valid('param'), context.req.valid('json'), person, language);
      const result = await fixes.undo(request);
      return result.ok
        ? send(context, FixAnswer, { preview: null, result: shownResult(result.value, language) })
        : refuse(context, result);
    },
  );
}
