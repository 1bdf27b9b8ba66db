/** Routes of incidents: single cases folded, worked on, told of, answered at once. For operators. */
import { createRoute, z } from '@hono/zod-openapi';
import { INCIDENT_STATES } from '#src/model/incident.ts';
import {
  answerAll,
  incidentSheet,
  type IncidentView,
  listIncidents,
  setNote,
  setState,
  shownIncident,
} from '#src/service/centre/incident-work.ts';
import type { CentreApi, CentreDeps } from '../../centre.ts';
import { json, jsonBody, MaybeMoment, maybeMoment, Moment, moment, problems, refuse, send } from '../../contract.ts';
import { operatorRoute } from '../../operator-route.ts';

const Text = z.string().max(2000);
/** Filled in for each language, or not at all. */
const NoteBody = z.object({ nb: Text, sv: Text, en: Text }).openapi('IncidentNote');
const IncidentBody = z
  .object({
    id: z.string(),
    cause: z.string(),
    title: z.string(),
    thing: z.object({ kind: z.string(), name: z.string() }),
    state: z.enum(INCIDENT_STATES),
    startedAt: Moment,
    lastAt: Moment,
    /** By its own pace: not quiet for longer than usual. */
    going: z.boolean(),
    customers: z.int(),
    subjects: z.int(),
    times: z.int(),
    note: NoteBody.nullable(),
    noteAt: MaybeMoment,
    holder: z.string().nullable(),
    answeredAt: MaybeMoment,
    overAt: MaybeMoment,
  })
  .openapi('Incident');
const SheetBody = IncidentBody.extend({
  why: z.string(),
  cases: z.int(),
  draft: NoteBody,
  members: z.array(
    z.object({
      customer: z.string(),
      name: z.string(),
      subject: z.string(),
      case: z.string().nullable(),
      firstAt: Moment,
      lastAt: Moment,
      times: z.int(),
    }),
  ),
}).openapi('IncidentSheet');
const List = z.object({ incidents: z.array(IncidentBody) });
const IdParam = z.object({ id: z.string().min(1).max(40) });
const Told = z.object({ customers: z.int(), letters: z.int(), requests: z.int() });

function shown(one: IncidentView): z.infer<typeof IncidentBody> {
  const { id, cause, title, thing, state, customers, subjects, times, holder } = one;
  return {
    id,
    cause,
    title,
    thing,
    state,
    customers,
    subjects,
    times,
    holder,
    startedAt: moment(one.startedAt),
    lastAt: moment(one.lastAt),
    going: one.isGoing,
    note: one.note === null ? null : { ...one.note },
    noteAt: maybeMoment(one.noteAt),
    answeredAt: maybeMoment(one.answeredAt),
    overAt: maybeMoment(one.overAt),
  };
}

export function consoleIncidentRoutes(api: CentreApi, deps: CentreDeps): void {
  lookRoutes(api, deps);
  workRoutes(api, deps);
}

function lookRoutes(api: CentreApi, { app }: CentreDeps): void {
  operatorRoute(
    api,
    'look',
    createRoute({
      method: 'get',
      path: '/console/incidents',
      summary: 'Operators: incidents that fold single cases, the newest first',
      request: {
        query: z.object({ over: z.enum(['yes', 'no']).optional(), before: z.iso.datetime().optional() }),
      },
      responses: { 200: json(List, 'Incidents'), ...problems(401, 404, 422) },
    }),
    async (context) => {
      const { over, before } = context.req.valid('query');
      const asked = { isOver: over === 'yes', language: context.get('language') };
      const more = before === undefined ? {} : { before: Date.parse(before) };
      const found = await listIncidents(app, { ...asked, ...more });
      return send(context, List, { incidents: found.map(shown) });
    },
  );
  operatorRoute(
    api,
    'look',
    createRoute({
      method: 'get',
      path: '/console/incidents/{id}',
      summary: 'Operators: one incident with whom it affects',
      request: { params: IdParam, query: z.object({ from: z.coerce.number().int().min(0).max(1e6).optional() }) },
      responses: { 200: json(SheetBody, 'The incident'), ...problems(401, 404, 422) },
    }),
    async (context, person) => {
      const { from = 0 } = context.req.valid('query');
      const asked = { id: context.req.valid('param').id, from, language: context.get('language') };
      const found = await incidentSheet(app, person, asked);
      if (!found.ok) return refuse(context, found);
      const { why, cases, draft, members } = found.value;
      return send(context, SheetBody, {
        ...shown(found.value),
        why,
        cases,
        draft: { ...draft },
        members: members.map(({ caseId, firstAt, lastAt, ...one }) => ({
          ...one,
          case: caseId,
          firstAt: moment(firstAt),
          lastAt: moment(lastAt),
        })),
      });
    },
  );
}

function workRoutes(api: CentreApi, { app }: CentreDeps): void {
  operatorRoute(
    api,
    'mail',
    createRoute({
      method: 'post',
      path: '/console/incidents/{id}/state',
      summary: 'Operators: seen, being worked on (by me), over',
      request: { params: IdParam, body: jsonBody(z.object({ state: z.enum(INCIDENT_STATES) })) },
      responses: { 200: json(IncidentBody, 'The incident'), ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const asked = { id: context.req.valid('param').id, state: context.req.valid('json').state };
      const set = await setState(app, person, asked);
      if (!set.ok) return refuse(context, set);
      return send(context, IncidentBody, shown(shownIncident(set.value, context.get('language'))));
    },
  );
  operatorRoute(
    api,
    'mail',
    createRoute({
      method: 'put',
      path: '/console/incidents/{id}/note',
      summary: 'Operators: what affected customers read; null takes it back',
      request: { params: IdParam, body: jsonBody(z.object({ note: NoteBody.nullable() })) },
      responses: { 200: json(IncidentBody, 'The incident'), ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const asked = { id: context.req.valid('param').id, note: context.req.valid('json').note };
      const set = await setNote(app, person, asked);
      if (!set.ok)
        return refuse(
          context,
          set,
          String(set.problem.args['language'] ?? ''),
          set.problem.key === 'notThere' ? 404 : 422,
        );
      return send(context, IncidentBody, shown(shownIncident(set.value, context.get('language'))));
    },
  );
  operatorRoute(
    api,
    'mail',
    createRoute({
      method: 'post',
      path: '/console/incidents/{id}/answer',
      summary: 'Operators: one answer to every customer it affects, each in his own language',
      request: { params: IdParam, body: jsonBody(z.object({ text: NoteBody })) },
      responses: { 200: json(Told, 'How many were told'), ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const asked = { id: context.req.valid('param').id, text: context.req.valid('json').text };
      const told = await answerAll(app, person, asked);
      if (!told.ok)
        return refuse(
          context,
          told,
          String(told.problem.args['language'] ?? ''),
          told.problem.key === 'notThere' ? 404 : 422,
        );
      return send(context, Told, told.value);
    },
  );
}
