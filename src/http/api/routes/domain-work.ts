/** Routes that look or prepare work for one domain: the registry's clock, a look now, a case that writes its records. */
import { createRoute, z } from '@hono/zod-openapi';
import { recordsCase } from '#src/service/centre/domain-records.ts';
import { healthOf, registrySheet, type RegistrySheet } from '#src/service/centre/domain-sheet.ts';
import { ownDomain } from '#src/service/centre/ownership.ts';
import { createRate } from '#src/service/centre/rate.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { json, MaybeMoment, maybeMoment, Moment, moment, personRoute, problems, refuse, send } from '../contract.ts';

const DomainParam = z.object({ domain: z.string().min(1).max(253) });
const PHASES = [
  'active',
  'expired',
  'quarantine',
  'redemption',
  'pending-delete',
  'client-hold',
  'server-hold',
] as const;
const RegistryBody = z
  .object({
    /** When the registry was asked; its answer is kept for hours. */
    lookedAt: Moment,
    /** Null when it told; else why not (`not-configured`: it publishes nothing that we can ask). */
    untold: z.string().nullable(),
    registered: z.boolean().nullable(),
    server: z.string().nullable(),
    phase: z.enum(PHASES).nullable(),
    /** "Day 3 of 30" of this phase. */
    day: z.int().nullable(),
    ofDays: z.int().nullable(),
    next: z.string().nullable(),
    nextAt: MaybeMoment,
    /** Who can still act. */
    actor: z.enum(['registrar', 'registry', 'nobody']).nullable(),
    expiresAt: MaybeMoment,
    changedAt: MaybeMoment,
    registrar: z.string().nullable(),
    /** Registered through this host; null = it cannot be said. */
    atUs: z.boolean().nullable(),
    statuses: z.array(z.string()),
    nameServers: z.array(z.string()).nullable(),
  })
  .openapi('RegistryClock');

const iso = (text: string | null | undefined): string | null => {
  const at = Date.parse(text ?? '');
  return Number.isFinite(at) ? moment(at) : null;
};
function registryBody({ at, found, clock }: RegistrySheet): z.infer<typeof RegistryBody> {
  const rdap = found.kind === 'told' ? found.rdap : null;
  return {
    lookedAt: moment(at),
    untold: found.kind === 'told' ? null : found.why,
    registered: rdap?.registered ?? null,
    server: rdap?.server ?? null,
    phase: clock?.phase ?? null,
    day: clock?.day ?? null,
    ofDays: clock?.ofDays ?? null,
    next: clock?.next ?? null,
    nextAt: maybeMoment(clock?.nextAt ?? null),
    actor: clock?.actor ?? null,
    expiresAt: iso(rdap?.expiresAt),
    changedAt: iso(rdap?.changedAt),
    registrar: rdap?.registrar ?? null,
    atUs: rdap?.atUs ?? null,
    statuses: [...(rdap?.statuses ?? [])],
    nameServers: rdap?.nameServers === null || rdap?.nameServers === undefined ? null : [...rdap.nameServers],
  };
}

const Looked = z
  .object({ health: z.enum(['well', 'trouble', 'unknown']), what: z.string().nullable(), lookedAt: Moment })
  .openapi('DomainLook');
const RecordsCase = z.object({ case: z.string(), finding: z.string(), fix: z.string() }).openapi('RecordsCase');
const SPAN_MS = 600_000;
const MOST = 30;

export function domainWorkRoutes(api: CentreApi, { app, clock }: CentreDeps): void {
  const perPerson = createRate(clock, MOST, SPAN_MS);
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/domains/{domain}/registry',
      summary: 'What the registry says of it: until when, in which phase, who can act',
      request: { params: DomainParam },
      responses: { 200: json(RegistryBody, 'The clock'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownDomain(app, person, context.req.valid('param').domain, 'look');
      if (!own.ok) return refuse(context, own);
      return send(context, RegistryBody, registryBody(await registrySheet(app, own.value.name)));
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/domains/{domain}/look',
      summary: 'Look at it now',
      request: { params: DomainParam },
      responses: { 200: json(Looked, 'What was seen'), ...problems(401, 404, 429) },
    }),
    async (context, person) => {
      const own = await ownDomain(app, person, context.req.valid('param').domain, 'look');
      if (!own.ok) return refuse(context, own);
      if (!perPerson(`${person.kind} ${person.id}`)) return refuse(context, refused('tooManyRequests') as never);
      const look = await app.looks.look(own.value.name);
      const { health, what } = healthOf(look, clock.now(), context.get('language'));
      return send(context, Looked, { health, what, lookedAt: moment(look.at) });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/domains/{domain}/records',
      summary: 'A case whose fix writes all wanted records; the fix itself asks for consent',
      request: { params: DomainParam },
      responses: { 201: json(RecordsCase, 'The case'), ...problems(401, 403, 404, 409, 429) },
    }),
    async (context, person) => {
      const own = await ownDomain(app, person, context.req.valid('param').domain, 'mail');
      if (!own.ok) return refuse(context, own);
      if (!perPerson(`${person.kind} ${person.id}`)) return refuse(context, refused('tooManyRequests') as never);
      const asked = { language: context.get('language'), by: person.name };
      const made = await recordsCase(app, own.value, asked);
      return made.ok ? send(context, RecordsCase, made.value, 201) : refuse(context, made);
    },
  );
}
