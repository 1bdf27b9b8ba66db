/** Routes that show mailboxes and make, remove and restore them. Settings of one are in mailbox-settings.ts. */
import { createRoute, z } from '@hono/zod-openapi';
import { LANGUAGES } from '#src/model/language.ts';
import { showAbroad } from '#src/service/abroad/settings.ts';
import { devicesOf, limitUse } from '#src/service/centre/mailbox-sheet.ts';
import { estateOf, ownAddress, ownMailbox } from '#src/service/centre/ownership.ts';
import { isRestorable } from '#src/service/centre/removed.ts';
import { addMailbox, removeMailbox, restoreMailbox, showMailbox } from '#src/service/mailboxes.ts';
import { refused } from '#src/service/outcome.ts';
import { effectiveQuota } from '#src/service/mailbox-view.ts';
import { allPlans } from '#src/store/plans.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import {
  AddressParam,
  personRoute,
  json,
  jsonBody,
  MaybeMoment,
  maybeMoment,
  Moment,
  moment,
  problems,
  refuse,
  send,
} from '../contract.ts';

const Protocol = z.enum(['imap', 'pop3', 'smtp']);
const Quota = z.object({
  /** 0 = no limit. */
  limitBytes: z.int(),
  usedBytes: z.int(),
  messages: z.int(),
});
const MailboxLine = z
  .object({ address: z.string(), plan: z.string(), language: z.enum(LANGUAGES), quota: Quota, createdAt: Moment })
  .openapi('MailboxLine');
export const CountriesBody = z
  .object({
    mode: z.enum(['off', 'warn', 'allow']),
    countries: z.array(z.string()),
    vendors: z.enum(['allow', 'refuse']),
    travel: z.array(z.object({ countries: z.array(z.string()), from: Moment, until: Moment })),
  })
  .openapi('Countries');
const MailboxBody = MailboxLine.extend({
  protocols: z.array(Protocol),
  countries: CountriesBody,
  hasPassword: z.boolean(),
  mustChangePassword: z.boolean(),
  appPasswordsOnly: z.boolean(),
  passwordChangedAt: MaybeMoment,
  appPasswords: z.array(
    z.object({ name: z.string(), scopes: z.array(Protocol), createdAt: Moment, lastUsedAt: MaybeMoment }),
  ),
  limits: z.array(
    z.object({
      rule: z.enum(['mailbox-hour', 'mailbox-day', 'domain-hour']),
      used: z.int(),
      max: z.int(),
      windowSeconds: z.int(),
      counts: z.enum(['recipients', 'messages']),
    }),
  ),
  devices: z.array(
    z.object({
      program: z.string().nullable(),
      endpoint: z.string(),
      appPassword: z.string().nullable(),
      remoteAddress: z.string(),
      country: z.string().nullable(),
      tls: z.string().nullable(),
      times: z.int(),
      lastAt: Moment,
    }),
  ),
}).openapi('Mailbox');
const MailboxList = z.object({ mailboxes: z.array(MailboxLine) });
const Made = z.object({ address: z.string() }).openapi('MailboxName');
const Restored = Made.extend({ mail: z.boolean() });

export function mailboxRoutes(api: CentreApi, deps: CentreDeps): void {
  showRoutes(api, deps);
  makeRoutes(api, deps);
}

function showRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes',
      summary: 'My mailboxes by address',
      responses: { 200: json(MailboxList, 'Mailboxes'), ...problems(401) },
    }),
    async (context, person) => {
      const { mailboxes } = await estateOf(app, person);
      const plans = new Map((await allPlans(app.db.sql)).map((plan) => [plan.name, plan]));
      const lines = await Promise.all(
        mailboxes.map(async (mailbox) => {
          const usage = await app.store.usage(mailbox.id);
          const limitBytes = effectiveQuota(mailbox, plans.get(mailbox.plan) ?? null);
          const { address, plan, language, createdAt } = mailbox;
          const quota = { limitBytes, usedBytes: usage.bytes, messages: usage.messages };
          return { address, plan, language, quota, createdAt: moment(createdAt) };
        }),
      );
      return send(context, MailboxList, { mailboxes: lines });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes/{address}',
      summary: 'One mailbox: space, ways in, countries, app passwords, limits with what is used now, devices',
      request: { params: AddressParam },
      responses: { 200: json(MailboxBody, 'The mailbox'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      const { mailbox, domain } = own.value;
      const [shown, abroad, usage, limits, devices] = await Promise.all([
        showMailbox(app, mailbox.address),
        showAbroad(app, mailbox.address),
        app.store.usage(mailbox.id),
        limitUse(app, mailbox, domain),
        devicesOf(app, mailbox),
      ]);
      if (!shown.ok) return refuse(context, shown);
      if (!abroad.ok) return refuse(context, abroad);
      const { address, plan, language, quotaBytes, createdAt, passwordChangedAt, appPasswords, ...one } = shown.value;
      return send(context, MailboxBody, {
        address,
        plan,
        language,
        quota: { limitBytes: quotaBytes, usedBytes: usage.bytes, messages: usage.messages },
        createdAt: moment(createdAt),
        protocols: [...one.protocols],
        countries: shownCountries(abroad.value),
        hasPassword: one.hasPassword,
        mustChangePassword: one.mustChangePassword,
        appPasswordsOnly: one.appPasswordsOnly,
        passwordChangedAt: maybeMoment(passwordChangedAt),
        appPasswords: appPasswords.map((entry) => ({
          name: entry.name,
          scopes: [...entry.scopes],
          createdAt: moment(entry.createdAt),
          lastUsedAt: maybeMoment(entry.lastUsedAt),
        })),
        limits: [...limits],
        devices: devices.map((device) => ({ ...device, lastAt: moment(device.lastAt) })),
      });
    },
  );
}

type Rule = Extract<Awaited<ReturnType<typeof showAbroad>>, { ok: true }>['value'];
export const shownCountries = ({ mode, countries, vendors, travel }: Rule): z.infer<typeof CountriesBody> => ({
  mode,
  countries: [...countries],
  vendors,
  travel: travel.map((window) => ({
    countries: [...window.countries],
    from: moment(window.from),
    until: moment(window.until),
  })),
});

function makeRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mailboxes',
      summary: 'Make a mailbox in a domain of mine',
      request: {
        body: jsonBody(
          z.object({
            address: z.string().min(3).max(320),
            password: z.string().min(1).max(1024),
            language: z.enum(LANGUAGES).optional(),
          }),
        ),
      },
      responses: { 201: json(Made, 'Made'), ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (context, person) => {
      const { address, password, language } = context.req.valid('json');
      const own = await ownAddress(app, person, address, 'mail');
      if (!own.ok) return refuse(context, own, 'address');
      const input = { address, password, ...(language === undefined ? {} : { language }) };
      const made = await addMailbox({ ...app, actor: person.name }, input);
      if (!made.ok) return refuse(context, made, made.problem.key.startsWith('password') ? 'password' : 'address');
      return send(context, Made, { address: made.value.address }, 201);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/mailboxes/{address}',
      summary: 'Remove a mailbox; its mail is kept aside and can be restored',
      request: { params: AddressParam },
      responses: { 204: { description: 'Removed' }, ...problems(401, 403, 404) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      // Made and removed by the customer, not by who uses it.
      if (person.kind === 'mailbox') return refuse(context, refused('notAllowed') as never);
      const { mailbox } = own.value;
      const removed = await removeMailbox({ ...app, actor: person.name }, mailbox.address);
      if (!removed.ok) return refuse(context, removed);
      app.endSessions(mailbox.id);
      return context.body(null, 204) as never;
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mailboxes/{address}/restore',
      summary: 'Bring a removed mailbox back, with its mail and passwords',
      request: { params: AddressParam },
      responses: { 200: json(Restored, 'Restored'), ...problems(401, 403, 404, 409) },
    }),
    async (context, person) => {
      const own = await ownAddress(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      const { address, domain } = own.value;
      if (person.kind !== 'operator' && !(await isRestorable(app, address, domain)))
        return refuse(context, refused('nothingToRestore', { address }) as never);
      const back = await restoreMailbox({ ...app, actor: person.name }, address);
      return back.ok
        ? send(context, Restored, { address: back.value.address, mail: back.value.mail })
        : refuse(context, back);
    },
  );
}
