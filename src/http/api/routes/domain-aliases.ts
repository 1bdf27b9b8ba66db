/** Aliases of a domain: where each leads and what those elsewhere said; one of them asked once more. */
import { createRoute, z } from '@hono/zod-openapi';
import { aliasesOfDomain, askForAlias, type DomainAlias } from '#src/service/centre/domain-aliases.ts';
import { ownDomain } from '#src/service/centre/ownership.ts';
import { createRate } from '#src/service/centre/rate.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, jsonBody, personRoute, problems, refuse, send } from '../contract.ts';
import { Consent, consentBody } from './consent-body.ts';

export const AliasBody = z
  .object({
    address: z.string(),
    /** Somebody gets its mail now. */
    takesMail: z.boolean(),
    /** `consent` is null where the address lives here. */
    targets: z.array(z.object({ address: z.string(), consent: Consent.nullable() })),
  })
  .openapi('Alias');
const AliasList = z.object({ aliases: z.array(AliasBody) }).openapi('DomainAliases');
export const aliasBody = ({ targets, ...one }: DomainAlias): z.infer<typeof AliasBody> => ({
  ...one,
  targets: targets.map(({ address, consent }) => ({
    address,
    consent: consent === null ? null : consentBody(consent),
  })),
});
const DomainParam = z.object({ domain: z.string().min(1).max(253) });
const Asked = z.object({ alias: z.string().max(320), target: z.string().max(320) });
const SPAN_MS = 3_600_000;
const MOST = 30;

export function domainAliasRoutes(api: CentreApi, { app, clock }: CentreDeps): void {
  const perPerson = createRate(clock, MOST, SPAN_MS);
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/domains/{domain}/aliases',
      summary: 'The aliases of a domain: where each leads, and what addresses elsewhere said to it',
      request: { params: DomainParam },
      responses: { 200: json(AliasList, 'Aliases'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownDomain(app, person, context.req.valid('param').domain, 'look');
      if (!own.ok) return refuse(context, own);
      return send(context, AliasList, { aliases: (await aliasesOfDomain(app, own.value)).map(aliasBody) });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/domains/{domain}/aliases/consents',
      summary: 'Ask an address elsewhere once more whether it wants the mail of an alias',
      request: { params: DomainParam, body: jsonBody(Asked) },
      responses: { 200: json(AliasList, 'Aliases'), ...problems(401, 403, 404, 409, 422, 429) },
    }),
    async (context, person) => {
      const own = await ownDomain(app, person, context.req.valid('param').domain, 'mail');
      if (!own.ok) return refuse(context, own);
      if (!perPerson(`${person.kind} ${person.id}`)) return refuse(context, refused('tooManyRequests') as never);
      const asked = await askForAlias(app, person.name, own.value, context.req.valid('json'));
      if (!asked.ok) return refuse(context, asked, 'target');
      return send(context, AliasList, { aliases: (await aliasesOfDomain(app, own.value)).map(aliasBody) });
    },
  );
}
