/** Route of the host's health, for operators. */
import { createRoute, z } from '@hono/zod-openapi';
import type { CentreApi, CentreDeps } from '../../centre.ts';
import { json, MaybeMoment, maybeMoment, Moment, moment, problems, send } from '../../contract.ts';
import { operatorRoute } from '../../operator-route.ts';

const State = z.enum(['ok', 'warning', 'failed', 'unchecked']);
const Numbers = z.record(z.string(), z.number());
const HealthBody = z
  .object({
    state: State,
    parts: z.array(z.object({ part: z.string(), state: State, since: Moment, detail: z.string() })),
    doors: z.array(z.object({ name: z.string(), where: z.string() })),
    certificate: z.object({ names: z.string(), issuer: z.string(), until: Moment }).nullable(),
    backup: z.object({ at: Moment, folder: z.string(), files: z.int(), bytes: z.number() }).nullable(),
    /** How others see our sending addresses. */
    standing: z.array(
      z.object({
        kind: z.enum(['reverse-name', 'block-list']),
        name: z.string(),
        state: State,
        word: z.string(),
        detail: z.string(),
      }),
    ),
    standingAt: MaybeMoment,
    now: Numbers,
    /** Of the last day, every five minutes. */
    samples: z.array(z.object({ at: Moment, measured: Numbers })),
    startedAt: Moment,
  })
  .openapi('Health');

export function consoleHealthRoutes(api: CentreApi, { app }: CentreDeps): void {
  operatorRoute(
    api,
    'look',
    createRoute({
      method: 'get',
      path: '/console/health',
      summary: 'Operators: every part of the host with its state and since when, and the last day in numbers',
      responses: { 200: json(HealthBody, 'Health'), ...problems(401, 404) },
    }),
    async (context) => {
      const { state, parts, doors, certificate, backup, standing, standingAt, now, samples, startedAt } =
        await app.health.look();
      return send(context, HealthBody, {
        state,
        parts: parts.map((one) => ({ ...one, since: moment(one.since) })),
        doors: [...doors],
        certificate: certificate === null ? null : { ...certificate, until: moment(certificate.until) },
        backup: backup === null ? null : { ...backup, at: moment(backup.at) },
        standing: [...standing],
        standingAt: maybeMoment(standingAt),
        now: { ...now },
        samples: samples.map(({ at, measured }) => ({ at: moment(at), measured: { ...measured } })),
        startedAt: moment(startedAt),
      });
    },
  );
}
