/** What readers of the help centre answered, for operators. For customers it is not there. */
import { createRoute, z } from '@hono/zod-openapi';
import { LANGUAGES } from '#src/model/language.ts';
import { helpFeedback, MOST_FEEDBACK_DAYS } from '#src/service/help/feedback.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, Moment, moment, personRoute, problems, refuse, send } from '../contract.ts';

const count = { yes: z.number().int(), no: z.number().int() };
const FeedbackBody = z
  .object({
    /** Those with most who were not helped first. */
    articles: z.array(z.object({ article: z.string(), language: z.string(), ...count })),
    /** The oldest first; days without answers are not there. */
    days: z.array(z.object({ day: z.iso.date(), ...count })),
    /** The newest first; without what tells who wrote them. */
    words: z.array(
      z.object({ article: z.string(), language: z.string(), helpful: z.boolean(), words: z.string(), at: Moment }),
    ),
    /** More words were written than are shown. */
    isCut: z.boolean(),
  })
  .openapi('HelpFeedback');
const USUAL_DAYS = 90;

export function feedbackRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/console/feedback',
      summary: 'Operators: what readers of the help centre answered, by article, language and day',
      request: {
        query: z.object({
          days: z.coerce.number().int().min(1).max(MOST_FEEDBACK_DAYS).optional(),
          language: z.enum(LANGUAGES).optional(),
          article: z.string().max(100).optional(),
        }),
      },
      responses: { 200: json(FeedbackBody, 'Counts and words'), ...problems(401, 404, 422) },
    }),
    async (context, person) => {
      if (person.kind !== 'operator') return refuse(context, refused('notThere') as never);
      const { days = USUAL_DAYS, ...of } = context.req.valid('query');
      const found = await helpFeedback(app, { days, ...of });
      const words = found.words.map((one) => ({ ...one, at: moment(one.at) }));
      return send(context, FeedbackBody, {
        articles: [...found.articles],
        days: [...found.days],
        words,
        isCut: found.isCut,
      });
    },
  );
}
