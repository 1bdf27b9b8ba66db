/** Routes that list mailboxes and make, remove and restore them. One mailbox is in mailbox-page.ts and mailbox-settings.ts. */
import { createRoute, z } from '@hono/zod-openapi';
import { LANGUAGES } from '#src/model/language.ts';
import { LIST_FILTERS, MAILBOX_STATES, mailboxCounts, mailboxList } from '#src/service/centre/mailbox-list.ts';
import { choosablePlans, makeMailbox } from '#src/service/centre/new-mailbox.ts';
import { estateOf, mayWish, ownAddress, ownMailbox } from '#src/service/centre/ownership.ts';
import { isRestorable, removedFor } from '#src/service/centre/removed.ts';
import { KEEP_DELETED_DAYS } from '#src/service/housekeeping.ts';
import { removeMailbox, restoreMailbox } from '#src/service/mailboxes.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
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

export const Quota = z.object({
  /** 0 = no limit. */
  limitBytes: z.int(),
  usedBytes: z.int(),
  messages: z.int(),
});
export const MailboxLine = z
  .object({
    address: z.string(),
    plan: z.string(),
    language: z.enum(LANGUAGES),
    quota: Quota,
    createdAt: Moment,
    /** What is the matter, the worst first. */
    states: z.array(z.enum(MAILBOX_STATES)),
    /** Active Blocks that touch it. */
    blocks: z.array(
      z.object({
        code: z.string(),
        directions: z.array(z.enum(['outgoing', 'incoming', 'sign-in'])),
        until: MaybeMoment,
      }),
    ),
  })
  .openapi('MailboxLine');
const MailboxList = z
  .object({
    mailboxes: z.array(MailboxLine),
    /** That match; `next`: go on after this address. */
    total: z.int(),
    next: z.string().nullable(),
    counts: z.object({ all: z.int(), blocked: z.int(), mustChange: z.int(), appPasswordsOnly: z.int() }),
    now: Moment,
  })
  .openapi('MailboxList');
const Choices = z
  .object({
    /** Domains in which the person may make a mailbox. */
    domains: z.array(z.string()),
    /** Empty: the plan is not for this person to choose. */
    plans: z.array(z.string()),
    languages: z.array(z.enum(LANGUAGES)),
  })
  .openapi('MailboxChoices');
const RemovedList = z
  .object({
    removed: z.array(
      z.object({
        address: z.string(),
        removedAt: Moment,
        by: z.string(),
        /** Until then it can be restored. */
        until: Moment,
        /** What has its address by now. */
        inTheWay: z.enum(['mailbox', 'alias']).nullable(),
      }),
    ),
    now: Moment,
    keepDays: z.int(),
  })
  .openapi('RemovedMailboxes');
const Made = z
  .object({
    address: z.string(),
    /** The password that we made; told once. Null when the person typed his own. */
    password: z.string().nullable(),
    hostname: z.string(),
  })
  .openapi('MadeMailbox');
const Restored = z.object({ address: z.string(), mail: z.boolean() }).openapi('RestoredMailbox');

export function mailboxRoutes(api: CentreApi, deps: CentreDeps): void {
  listRoutes(api, deps);
  makeRoutes(api, deps);
  removeRoutes(api, deps);
}

function listRoutes(api: CentreApi, { app, clock }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes',
      summary: 'My mailboxes by address, in pages; `state=full`: the fullest first',
      request: {
        query: z.object({
          q: z.string().max(320).optional(),
          domain: z.string().max(253).optional(),
          state: z.enum(LIST_FILTERS).optional(),
          after: z.string().max(320).optional(),
          limit: z.coerce.number().int().min(1).max(200).optional(),
        }),
      },
      responses: { 200: json(MailboxList, 'Mailboxes'), ...problems(401, 422) },
    }),
    async (context, person) => {
      const { q, domain, state, after, limit = 100 } = context.req.valid('query');
      const asked = {
        limit,
        ...(q === undefined ? {} : { part: q.trim() }),
        ...(domain === undefined ? {} : { domain: domain.toLowerCase() }),
        ...(state === undefined ? {} : { state }),
        ...(after === undefined ? {} : { after }),
      };
      const [{ rows, total, next }, counts] = await Promise.all([
        mailboxList(app, person, asked),
        mailboxCounts(app, person),
      ]);
      const mailboxes = rows.map(({ mailbox, limitBytes, usedBytes, messages, states, blocks }) => ({
        address: mailbox.address,
        plan: mailbox.plan,
        language: mailbox.language as (typeof LANGUAGES)[number],
        quota: { limitBytes, usedBytes, messages },
        createdAt: moment(mailbox.createdAt),
        states: [...states],
        blocks: blocks.map(({ code, directions, until }) => ({
          code,
          directions: [...directions],
          until: maybeMoment(until),
        })),
      }));
      return send(context, MailboxList, { mailboxes, total, next, counts, now: moment(clock.now()) });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/removed-mailboxes',
      summary: 'Removed mailboxes that can be restored, the newest first',
      responses: { 200: json(RemovedList, 'Removed'), ...problems(401) },
    }),
    async (context, person) => {
      const removed = await removedFor(app, person);
      return send(context, RemovedList, {
        removed: removed.map((one) => ({ ...one, removedAt: moment(one.removedAt), until: moment(one.until) })),
        now: moment(clock.now()),
        keepDays: KEEP_DELETED_DAYS,
      });
    },
  );
}

function makeRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailbox-choices',
      summary: 'Where and how I may make a mailbox',
      responses: { 200: json(Choices, 'Choices'), ...problems(401) },
    }),
    async (context, person) => {
      const { domains } = await estateOf(app, person);
      return send(context, Choices, {
        domains: mayWish(person, 'mail') ? domains.map(({ name }) => name) : [],
        plans: [...(await choosablePlans(app, person))],
        languages: [...LANGUAGES],
      });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mailboxes',
      summary: 'Make a mailbox in a domain of mine; without a password one is made and told once',
      request: {
        body: jsonBody(
          z.object({
            address: z.string().min(3).max(320),
            password: z.string().min(1).max(1024).optional(),
            plan: z.string().min(1).max(64).optional(),
            language: z.enum(LANGUAGES).optional(),
          }),
        ),
      },
      responses: { 201: json(Made, 'Made'), ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (context, person) => {
      const input = context.req.valid('json');
      const own = await ownAddress(app, person, input.address, 'mail');
      if (!own.ok) return refuse(context, own, 'address');
      const made = await makeMailbox(app, person, input);
      if (made.ok) return send(context, Made, { ...made.value, hostname: app.hostname }, 201);
      const { key } = made.problem;
      return refuse(
        context,
        made,
        key.startsWith('password') ? 'password' : key.startsWith('plan') ? 'plan' : 'address',
      );
    },
  );
}

function removeRoutes(api: CentreApi, { app }: CentreDeps): void {
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
