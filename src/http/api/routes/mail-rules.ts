/** Routes of what an owner wants done with his mail: rules, forwarding, vacation, senders, spam; and the same as Sieve. */
import { createRoute, z } from '@hono/zod-openapi';
import {
  MAX_ACTIONS,
  MAX_CONDITIONS,
  MAX_FORWARDS,
  MAX_REPLY,
  MAX_RULES,
  MAX_VALUE,
  TEXT_FIELDS,
  TEXT_MATCHES,
  type Vacation,
} from '#src/model/mail-rules.ts';
import { askNew } from '#src/service/forward-consents.ts';
import { ownMailbox } from '#src/service/centre/ownership.ts';
import { changeRules, type RulesChange, type RulesView, showRules, sieveScript } from '#src/service/mail-rules.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { Consent, consentBody } from './consent-body.ts';
import {
  AddressParam,
  json,
  jsonBody,
  MaybeMoment,
  maybeMoment,
  Moment,
  moment,
  personRoute,
  problems,
  refuse,
  send,
} from '../contract.ts';

const Condition = z.union([
  z.object({ field: z.enum(TEXT_FIELDS), match: z.enum(TEXT_MATCHES), value: z.string().max(MAX_VALUE * 2) }),
  z.object({ field: z.literal('size'), match: z.enum(['over', 'under']), bytes: z.int() }),
  z.object({ field: z.literal('spam'), is: z.boolean() }),
]);
const Action = z.union([
  z.object({ kind: z.enum(['folder', 'copy']), folder: z.string().max(1000) }),
  z.object({ kind: z.literal('forward'), to: z.string().max(320), keep: z.boolean() }),
  z.object({ kind: z.literal('mark'), mark: z.enum(['seen', 'flagged']) }),
  z.object({ kind: z.literal('discard') }),
  z.object({ kind: z.literal('reply'), text: z.string().max(MAX_REPLY * 2) }),
]);
export const Draft = z.object({
  name: z.string().max(1000),
  enabled: z.boolean(),
  match: z.enum(['all', 'any']),
  conditions: z.array(Condition).max(MAX_CONDITIONS),
  actions: z.array(Action).max(MAX_ACTIONS),
  stop: z.boolean(),
});
const VacationBody = z.object({
  enabled: z.boolean(),
  from: MaybeMoment,
  until: MaybeMoment,
  subject: z.string().max(500).nullable(),
  text: z.string().max(MAX_REPLY * 2),
  everyDays: z.int(),
});
export const Rules = z
  .object({
    address: z.string(),
    /** Say it with a change: who changes an old picture is told. */
    version: z.int(),
    rules: z.array(
      Draft.extend({ id: z.string(), madeAt: Moment, madeBy: z.string(), madeFrom: z.string().nullable() }),
    ),
    forwarding: z.object({ targets: z.array(z.string()), keepCopy: z.boolean(), madeAt: Moment }).nullable(),
    vacation: VacationBody.nullable(),
    blockedSenders: z.array(z.string()),
    allowedSenders: z.array(z.string()),
    spam: z.enum(['junk', 'inbox']),
    /** Circles among addresses here through this mailbox, each as its path. What goes round stays where it comes back. */
    circles: z.array(z.array(z.string())),
    /** Of every address outside this host that mail is passed on to: what it said. What waits or was refused stays here. */
    consents: z.array(Consent),
  })
  .openapi('MailRules');
const Change = z
  .union([
    z.object({ kind: z.literal('save-rule'), id: z.string().nullable(), rule: Draft }),
    z.object({ kind: z.literal('remove-rule'), id: z.string() }),
    z.object({ kind: z.literal('order'), ids: z.array(z.string()).max(MAX_RULES) }),
    z.object({
      kind: z.literal('forwarding'),
      targets: z.array(z.string().max(320)).max(MAX_FORWARDS * 2),
      keepCopy: z.boolean(),
    }),
    z.object({ kind: z.literal('vacation'), vacation: VacationBody.nullable() }),
    z.object({
      kind: z.enum(['add-sender', 'remove-sender']),
      list: z.enum(['blocked', 'allowed']),
      sender: z.string().max(320),
    }),
    z.object({ kind: z.literal('spam'), to: z.enum(['junk', 'inbox']) }),
  ])
  .openapi('MailRulesChange');

export function rulesBody({ address, version, rules, consents, circles }: RulesView): z.infer<typeof Rules> {
  const { forwarding, vacation } = rules;
  return {
    address,
    version,
    rules: rules.rules.map((rule) => ({
      ...rule,
      conditions: [...rule.conditions],
      actions: [...rule.actions],
      madeAt: moment(rule.madeAt),
    })),
    forwarding:
      forwarding === null
        ? null
        : { targets: [...forwarding.targets], keepCopy: forwarding.keepCopy, madeAt: moment(forwarding.madeAt) },
    vacation: vacation === null ? null : vacationBody(vacation),
    blockedSenders: [...rules.blockedSenders],
    allowedSenders: [...rules.allowedSenders],
    spam: rules.spam,
    circles: circles.map((path) => [...path]),
    consents: consents.map(consentBody),
  };
}
const vacationBody = ({ fromAt, untilAt, ...more }: Vacation): z.infer<typeof VacationBody> => ({
  ...more,
  from: maybeMoment(fromAt),
  until: maybeMoment(untilAt),
});
const at = (text: string | null): number | null => (text === null ? null : Date.parse(text));
const changeOf = (asked: z.infer<typeof Change>): RulesChange => {
  if (asked.kind !== 'vacation') return asked;
  if (asked.vacation === null) return { kind: 'vacation', vacation: null };
  const { from, until, ...more } = asked.vacation;
  return { kind: 'vacation', vacation: { ...more, fromAt: at(from), untilAt: at(until) } };
};

export function mailRuleRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes/{address}/rules',
      summary: 'What the owner wants done with his mail',
      request: { params: AddressParam },
      responses: { 200: json(Rules, 'Rules'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      const found = await showRules(app, own.value.mailbox.address);
      return found.ok ? send(context, Rules, rulesBody(found.value)) : refuse(context, found);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mailboxes/{address}/rules',
      summary: 'Change one thing; answers with the whole record',
      request: {
        params: AddressParam,
        body: jsonBody(z.object({ version: z.int().nullable(), change: Change })),
      },
      responses: { 200: json(Rules, 'Rules'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      const { version, change } = context.req.valid('json');
      const made = await changeRules(
        { ...app, actor: person.name },
        { address: own.value.mailbox.address, change: changeOf(change), version, from: context.get('remote') },
      );
      if (made.ok) {
        await askNew(app, person.name, own.value.mailbox.id);
        const now = await showRules(app, own.value.mailbox.address);
        return now.ok ? send(context, Rules, rulesBody(now.value)) : refuse(context, now);
      }
      const { field } = made.problem.args;
      return refuse(context, made, typeof field === 'string' ? field : undefined);
    },
  );
  sieveRoute(api, app);
}

function sieveRoute(api: CentreApi, app: CentreDeps['app']): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes/{address}/rules/sieve',
      summary: 'The same as a Sieve script, to take along',
      request: { params: AddressParam },
      responses: {
        200: { description: 'Sieve', content: { 'application/sieve': { schema: z.string() } } },
        ...problems(401, 404),
      },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      const script = await sieveScript(app, own.value.mailbox.address);
      if (!script.ok) return refuse(context, script);
      return context.body(script.value, 200, {
        'content-type': 'application/sieve; charset=utf-8',
        'content-disposition': 'attachment; filename="rules.sieve"',
      }) as never;
    },
  );
}
