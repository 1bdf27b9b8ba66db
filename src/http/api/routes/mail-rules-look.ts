/**
 * Routes that look at what an owner's wishes do: a rule tried on the newest messages, and what rules, forwarding and automatic
 * answers did lately. They change nothing. What stands in a mailbox is told to its user alone: others get numbers.
 */
import { createRoute, z } from '@hono/zod-openapi';
import { ownMailbox } from '#src/service/centre/ownership.ts';
import { type RulesActivity, foldersFor, rulesActivity } from '#src/service/mail-rules-activity.ts';
import { MOST_TRIED, tryRule } from '#src/service/mail-rules-try.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { AddressParam, json, jsonBody, Moment, moment, personRoute, problems, refuse, send } from '../contract.ts';
import { Draft } from './mail-rules.ts';

const Tried = z
  .object({
    /** So many of the newest messages were read. */
    looked: z.int(),
    matched: z.int(),
    /** Null for everybody but the user of the mailbox. */
    messages: z
      .array(
        z.object({
          folder: z.string(),
          uid: z.int(),
          from: z.string(),
          subject: z.string(),
          at: Moment,
          sizeBytes: z.int(),
        }),
      )
      .nullable(),
  })
  .openapi('RuleTried');
const Activity = z
  .object({
    since: Moment,
    rules: z.array(z.object({ id: z.string(), count: z.int(), lastAt: Moment })),
    targets: z.array(
      z.object({
        address: z.string(),
        /** Newest first. `waiting`: not delivered yet, it is tried again. */
        attempts: z.array(
          z.object({
            at: Moment,
            outcome: z.enum(['sent', 'waiting', 'refused']),
            host: z.string().nullable(),
            reply: z.string().nullable(),
          }),
        ),
      }),
    ),
    answers: z.array(z.object({ address: z.string(), at: Moment })),
    unanswered: z.array(z.object({ address: z.string(), at: Moment, why: z.string() })),
    /** That a rule can name. */
    folders: z.array(z.string()),
  })
  .openapi('MailRulesActivity');

const body = (activity: RulesActivity, folders: readonly string[]): z.infer<typeof Activity> => ({
  since: moment(activity.since),
  rules: activity.rules.map((one) => ({ ...one, lastAt: moment(one.lastAt) })),
  targets: activity.targets.map(({ address, attempts }) => ({
    address,
    attempts: attempts.map((one) => ({ ...one, at: moment(one.at) })),
  })),
  answers: activity.answers.map((one) => ({ ...one, at: moment(one.at) })),
  unanswered: activity.unanswered.map((one) => ({ ...one, at: moment(one.at) })),
  folders: [...folders],
});

export function mailRuleLookRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mailboxes/{address}/rules/try',
      summary: 'Which of the newest messages a rule would have concerned',
      request: {
        params: AddressParam,
        body: jsonBody(z.object({ rule: Draft, count: z.int().min(1).max(MOST_TRIED).optional() })),
      },
      responses: { 200: json(Tried, 'Tried'), ...problems(401, 404, 422) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      const { rule, count = 200 } = context.req.valid('json');
      const tried = await tryRule(app, { mailbox: own.value.mailbox, rule, most: count });
      if (!tried.ok) {
        const { field } = tried.problem.args;
        return refuse(context, tried, typeof field === 'string' ? field : undefined);
      }
      const { looked, matches } = tried.value;
      const messages = person.kind === 'mailbox' ? matches.map((one) => ({ ...one, at: moment(one.at) })) : null;
      return send(context, Tried, { looked, matched: matches.length, messages });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes/{address}/rules/activity',
      summary: 'What rules, forwarding and automatic answers did lately',
      request: { params: AddressParam },
      responses: { 200: json(Activity, 'Activity'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      const { mailbox } = own.value;
      const deps = { ...app, journal: app.journal };
      const folders = await foldersFor(app, mailbox, person.kind === 'mailbox');
      return send(context, Activity, body(await rulesActivity(deps, mailbox), folders));
    },
  );
}
