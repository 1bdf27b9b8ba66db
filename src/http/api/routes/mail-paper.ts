/** Route of letters to be printed: one, or a conversation whole, behind the wall. Of the reader of the mailbox only. */
import { createRoute, z } from '@hono/zod-openapi';
import { MOST_LETTERS } from '#src/service/webmail/paper.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { refuse } from '../contract.ts';
import { apiBase, LETTER_ANSWERS, sendLetter } from '../mail-letter.ts';
import { mailRoute } from '../mail-route.ts';
import { Inside } from './mail-message.ts';

const Ids = z.string().min(1).max(60_000);
const PaperQuery = Inside.extend({
  /** Ids of messages, a comma between them. */
  ids: Ids,
  /** Of these the pictures from elsewhere are fetched, through us. */
  shown: Ids.optional(),
  zone: z.string().max(60).optional(),
});
const listed = (text: string): readonly string[] => text.split(',', MOST_LETTERS).filter((id) => id !== '');

export function mailPaperRoutes(api: CentreApi, deps: CentreDeps): void {
  mailRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mail/paper',
      summary: 'Messages below each other as HTML, to be printed',
      request: { query: PaperQuery },
      responses: LETTER_ANSWERS,
    }),
    async (context, user, session) => {
      const { ids, shown = '', inside = null, zone = 'UTC' } = context.req.valid('query');
      const base = apiBase(context as never, deps);
      const made = await deps.app.webmail.reading.paper(user, {
        ids: listed(ids),
        shown: listed(shown),
        inside,
        language: context.get('language'),
        timeZone: zone,
        session: session.id,
        base,
      });
      return made.ok ? sendLetter(context, made.value, { base, framed: 'paper' }) : refuse(context, made);
    },
  );
}
