/** Routes of domains: list, one with its records and mailboxes, the registry's clock; look now, add, write records, remove. */
import { createRoute, z } from '@hono/zod-openapi';
import { DOMAIN_STATES } from '#src/model/domain.ts';
import { nameAt } from '#src/model/dns-hosts.ts';
import {
  claimDomain,
  consequencesOf,
  dnsPlace,
  dropDomain,
  healthOf,
  proveDomain,
} from '#src/service/centre/domain-sheet.ts';
import { aliasesOfDomain } from '#src/service/centre/domain-aliases.ts';
import { estateOf, ownCustomer, ownDomain } from '#src/service/centre/ownership.ts';
import { createRate } from '#src/service/centre/rate.ts';
import { removedMailboxes } from '#src/service/centre/removed.ts';
import { wantedCaa } from '#src/service/certificates/caa-records.ts';
import { listMailboxes } from '#src/service/mailboxes.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import {
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
import { AliasBody, aliasBody, domainAliasRoutes } from './domain-aliases.ts';
import { domainWorkRoutes } from './domain-work.ts';

const Health = z.object({
  /** `unknown`: never looked, long ago, or something could not be seen. */
  health: z.enum(['well', 'trouble', 'unknown']),
  /** What is wrong first, in the reader's words. */
  what: z.string().nullable(),
  lookedAt: MaybeMoment,
});
const DomainLine = Health.extend({
  domain: z.string(),
  /** `waiting`: DNS has still to show that it is yours. */
  state: z.enum(DOMAIN_STATES),
  mailboxes: z.int(),
  createdAt: Moment,
}).openapi('DomainLine');
const RecordBody = z
  .object({
    name: z.string(),
    /** As the panel of its DNS host wants it; null when nobody knows whose that is. */
    shortName: z.string().nullable(),
    type: z.string(),
    /** What should be there; of type CAA: beside what is there, or in place of it when its tag is the same and not `issue`. */
    value: z.string(),
    /** `setup`: recommended, for mail programs; mail flows without. */
    purpose: z.enum(['mx', 'spf', 'dkim', 'dmarc', 'setup', 'sts']),
    state: z.enum(['ok', 'missing', 'wrong', 'unchecked']),
    /** What DNS answered; empty when nothing or when it was not checked. */
    seen: z.array(z.string()),
  })
  .openapi('Record');
const DomainBody = DomainLine.omit({ mailboxes: true })
  .extend({
    /** A look runs now. */
    looking: z.boolean(),
    dns: z.object({
      nameServers: z.array(z.string()).nullable(),
      /** Who serves it and where its owner edits records, where we know. */
      host: z.object({ name: z.string(), panel: z.string(), menus: z.array(z.string()) }).nullable(),
      /** We may write the records. */
      writable: z.boolean(),
    }),
    records: z.array(RecordBody),
    checkedAt: Moment,
    mailboxes: z.array(
      z.object({ address: z.string(), plan: z.string(), quotaBytes: z.int(), language: z.string(), createdAt: Moment }),
    ),
    aliases: z.array(AliasBody),
    /** Can be restored. */
    removed: z.array(z.object({ address: z.string(), at: Moment, by: z.string() })),
    /** What a removal would take with it. */
    consequences: z.object({ mailboxes: z.int(), aliases: z.int(), messages: z.int(), bytes: z.int() }),
  })
  .openapi('Domain');
const DomainList = z.object({ domains: z.array(DomainLine) });
const DomainParam = z.object({ domain: z.string().min(1).max(253) });
const HOUR_MS = 3_600_000;
const MOST_ADDED = 30;

export function domainRoutes(api: CentreApi, deps: CentreDeps): void {
  listRoute(api, deps);
  sheetRoute(api, deps);
  changeRoutes(api, deps);
  domainWorkRoutes(api, deps);
  domainAliasRoutes(api, deps);
}

function listRoute(api: CentreApi, { app, clock }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/domains',
      summary: 'My domains by name, each with what the last look said',
      responses: { 200: json(DomainList, 'Domains'), ...problems(401) },
    }),
    async (context, person) => {
      const { domains, mailboxes } = await estateOf(app, person);
      const counts = Map.groupBy(mailboxes, (one) => one.domain);
      const looks = await app.looks.newestOf(domains.map(({ name }) => name));
      return send(context, DomainList, {
        domains: domains.map(({ id, name, state, createdAt }) => {
          const { health, what, lookedAt } = healthOf(looks.get(name), clock.now(), context.get('language'));
          const line = { domain: name, state, mailboxes: counts.get(id)?.length ?? 0, createdAt: moment(createdAt) };
          return { ...line, health, what, lookedAt: maybeMoment(lookedAt) };
        }),
      });
    },
  );
}

function sheetRoute(api: CentreApi, { app, clock }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/domains/{domain}',
      summary: 'One domain: records wanted and seen, who serves its DNS, its mailboxes, what can be restored',
      request: { params: DomainParam },
      responses: { 200: json(DomainBody, 'The domain'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownDomain(app, person, context.req.valid('param').domain, 'look');
      if (!own.ok) return refuse(context, own);
      const { name, createdAt } = own.value;
      const [records, mailboxes, aliases, removed, look, consequences] = await Promise.all([
        app.recordStates(name),
        listMailboxes(app, name),
        aliasesOfDomain(app, own.value),
        removedMailboxes(app, own.value),
        app.looks.newest(name),
        consequencesOf(app, own.value),
      ]);
      if (!records.ok) return refuse(context, records);
      if (!mailboxes.ok) return refuse(context, mailboxes);
      const { state } = await proveDomain(app, own.value, records.value);
      const { health, what, lookedAt } = healthOf(look, clock.now(), context.get('language'));
      const { nameServers, host, writable } = dnsPlace(app, { name, state }, look);
      return send(context, DomainBody, {
        domain: name,
        state,
        health,
        what,
        lookedAt: maybeMoment(lookedAt),
        createdAt: moment(createdAt),
        looking: app.looks.isLooking(name),
        dns: {
          nameServers: nameServers === null ? null : [...nameServers],
          host: host === null ? null : { name: host.name, panel: host.panel, menus: [...host.menus] },
          writable,
        },
        records: [...records.value, ...wantedCaa(app.certificates, name)].map((one) => ({
          name: one.name,
          shortName: host === null ? null : nameAt(host, one.name, name),
          type: one.type,
          value: one.value,
          purpose: one.purpose,
          state: one.state,
          seen: [...one.found],
        })),
        checkedAt: moment(clock.now()),
        mailboxes: mailboxes.value.map(({ address, plan, quotaBytes, language, createdAt: made }) => ({
          address,
          plan,
          quotaBytes,
          language,
          createdAt: moment(made),
        })),
        aliases: aliases.map(aliasBody),
        removed: removed.map(({ address, deletedAt, actor }) => ({ address, at: moment(deletedAt), by: actor })),
        consequences,
      });
    },
  );
}

const Added = z.object({ domain: z.string() });

function changeRoutes(api: CentreApi, { app, clock }: CentreDeps): void {
  const adding = createRate(clock, MOST_ADDED, HOUR_MS);
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/domains',
      summary: 'Add a domain; it waits until DNS shows that it is yours',
      request: {
        body: jsonBody(z.object({ domain: z.string().min(1).max(300), customer: z.string().max(200).optional() })),
      },
      responses: { 201: json(Added, 'Added'), ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (context, person) => {
      const { domain, customer } = context.req.valid('json');
      const whose = ownCustomer(person, customer, 'mail');
      if (!whose.ok) return refuse(context, whose);
      if (!adding(whose.value)) return refuse(context, refused('tooManyRequests') as never);
      const added = await claimDomain(app, person.name, whose.value as never, domain);
      if (!added.ok) return refuse(context, added, 'domain');
      // Its first look; the page asks for it again.
      void app.looks.look(added.value.domain).catch(() => {});
      return send(context, Added, { domain: added.value.domain }, 201);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/domains/{domain}',
      summary: 'Remove a domain with everything in it; `confirm` is its name',
      request: { params: DomainParam, body: jsonBody(z.object({ confirm: z.string().max(300) })) },
      responses: { 204: { description: 'Removed' }, ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const own = await ownDomain(app, person, context.req.valid('param').domain, 'mail');
      if (!own.ok) return refuse(context, own);
      const removed = await dropDomain(app, person.name, own.value, context.req.valid('json').confirm);
      return removed.ok ? (context.body(null, 204) as never) : refuse(context, removed, 'confirm');
    },
  );
}
