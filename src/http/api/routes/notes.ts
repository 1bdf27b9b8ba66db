/** The route of what we say about trouble that affects the person's own mail: written by operators on an incident. */
import { createRoute, z } from '@hono/zod-openapi';
import { incidentNotesFor } from '#src/service/centre/incident-notes.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, personRoute, problems, send } from '../contract.ts';

const Notes = z.object({
  notes: z.array(
    z
      .object({
        id: z.string(),
        head: z.string(),
        text: z.string(),
        touches: z.string(),
        over: z.boolean(),
        subjects: z.array(z.string()),
      })
      .openapi('IncidentTold'),
  ),
});

export function noteRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/notes',
      summary: 'What the host says about trouble that affects me now',
      responses: { 200: json(Notes, 'Notes, the newest first'), ...problems(401) },
    }),
    async (context, person) => {
      const found = await incidentNotesFor(app, person, context.get('language'));
      return send(context, Notes, {
        notes: found.map(({ isOver, subjects, ...one }) => ({ ...one, over: isOver, subjects: [...subjects] })),
      });
    },
  );
}
