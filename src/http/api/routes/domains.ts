/** Routes of domains: mine, and one with the DNS records that it should have and those that DNS answers now. */
import { createRoute, z } from '@hono/zod-openapi';
import { estateOf, ownDomain } from '#src/service/centre/ownership.ts';
import { removedMailboxes } from '#src/service/centre/removed.ts';
import { listMailboxes } from '#src/service/mailboxes.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { personRoute, json, Moment, moment, problems, refuse, send } from '../contract.ts';

const DomainLine = z
  .object({ domain: z.string(), state: z.string(), mailboxes: z.int(), createdAt: Moment })
  .openapi('DomainLine');
const RecordBody = z
  .object({
    name: z.string(),
    type: z.string(),
    /** What should be there. */
    value: z.string(),
    purpose: z.string(),
    state: z.enum(['ok', 'missing', 'wrong', 'unchecked']),
    /** What DNS answered; empty when nothing or when it was not checked. */
    seen: z.array(z.string()),
  })
  .openapi('Record');
const DomainBody = DomainLine.omit({ mailboxes: true })
  .extend({
    records: z.array(RecordBody),
    mailboxes: z.array(
      z.object({ address: z.string(), plan: z.string(), quotaBytes: z.int(), language: z.string(), createdAt: Moment }),
    ),
    /** Can be restored. */
    removed: z.array(z.object({ address: z.string(), at: Moment, by: z.string() })),
  })
  .openapi('Domain');
const DomainList = z.object({ domains: z.array(DomainLine) });

export function domainRoutes(api: CentreApi, deps: CentreDeps): void {
  const { app } = deps;
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/domains',
      summary: 'My domains by name',
      responses: { 200: json(DomainList, 'Domains'), ...problems(401) },
    }),
    async (context, person) => {
      const { domains, mailboxes } = await estateOf(app, person);
      const counts = Map.groupBy(mailboxes, (one) => one.domain);
      return send(context, DomainList, {
        domains: domains.map(({ id, name, state, createdAt }) => ({
          domain: name,
          state,
          mailboxes: counts.get(id)?.length ?? 0,
          createdAt: moment(createdAt),
        })),
      });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/domains/{domain}',
      summary: 'One domain: records wanted and seen, its mailboxes, what can be restored',
      request: { params: z.object({ domain: z.string().min(1).max(253) }) },
      responses: { 200: json(DomainBody, 'The domain'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownDomain(app, person, context.req.valid('param').domain, 'look');
      if (!own.ok) return refuse(context, own);
      const { name, state, createdAt } = own.value;
      const [records, mailboxes, removed] = await Promise.all([
        app.recordStates(name),
        listMailboxes(app, name),
        removedMailboxes(app, own.value),
      ]);
      if (!records.ok) return refuse(context, records);
      if (!mailboxes.ok) return refuse(context, mailboxes);
      return send(context, DomainBody, {
        domain: name,
        state,
        createdAt: moment(createdAt),
        records: records.value.map((one) => ({
          name: one.name,
          type: one.type,
          value: one.value,
          purpose: one.purpose,
          state: one.state,
          seen: [...one.found],
        })),
        mailboxes: mailboxes.value.map(({ address, plan, quotaBytes, language, createdAt: made }) => ({
          address,
          plan,
          quotaBytes,
          language,
          createdAt: moment(made),
        })),
        removed: removed.map(({ address, deletedAt, actor }) => ({ address, at: moment(deletedAt), by: actor })),
      });
    },
  );
}
