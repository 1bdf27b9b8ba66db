/**
 * Routes of countries and travel: from where mailboxes may be signed in to, what was refused only for its country, journeys
 * for one or several mailboxes. A mailbox user opens his own country from wherever he is: these routes ask no country.
 */
import { createRoute, z } from '@hono/zod-openapi';
import { COUNTRY_CODES } from '#src/model/country.ts';
import {
  addTravel,
  clearTravel,
  endTravel,
  setCountries,
  setVendors,
  showAbroad,
} from '#src/service/abroad/settings.ts';
import { countriesOf, countryLines, type CountryTries, refusedAbroad } from '#src/service/centre/countries.ts';
import { ownMailbox } from '#src/service/centre/ownership.ts';
import { welcomeNow } from '#src/model/travel.ts';
import type { CentreApi, CentreDeps } from '../centre.ts';
import { AddressParam, json, jsonBody, Moment, moment, personRoute, problems, refuse, send } from '../contract.ts';
import { problemText } from '../problem.ts';

export const CountriesBody = z
  .object({
    mode: z.enum(['off', 'warn', 'allow']),
    countries: z.array(z.string()),
    vendors: z.enum(['allow', 'refuse']),
    /** Also past ones, until the next is added. */
    travel: z.array(z.object({ id: z.string(), countries: z.array(z.string()), from: Moment, until: Moment })),
  })
  .openapi('Countries');
const Tries = z
  .object({
    address: z.string(),
    country: z.string(),
    kind: z.enum(['refused', 'told']),
    times: z.int(),
    firstAt: Moment,
    lastAt: Moment,
    program: z.string().nullable(),
    endpoint: z.string(),
    remoteAddress: z.string(),
    network: z.string().nullable(),
    networkKind: z.enum(['vendor', 'vpn', 'hosting']).nullable(),
    state: z.enum(['open', 'password-changed', 'unanswered']),
  })
  .openapi('CountryTries');
/** What holds for the asking person wherever he looks. */
const Around = z.object({
  /** Where the asking browser is, by its address; null when we do not know. */
  here: z.string().nullable(),
  /** False: this host has no table of countries, and no rule about them can work. */
  knowsPlaces: z.boolean(),
  /** ISO 3166, every country there is. */
  codes: z.array(z.string()),
  /** The server's day, for journeys. */
  today: z.iso.date(),
});
const Overview = Around.extend({
  mailboxes: z.array(CountriesBody.extend({ address: z.string(), welcome: z.array(z.string()) })),
  total: z.int(),
  next: z.string().nullable(),
  refused: z.array(Tries),
}).openapi('CountryOverview');
const Sheet = CountriesBody.extend(Around.shape)
  .extend({
    address: z.string(),
    welcome: z.array(z.string()),
    tries: z.array(Tries),
    seen: z.array(
      z.object({
        country: z.string(),
        times: z.int(),
        lastAt: Moment,
        programs: z.array(z.string()),
        networkKind: z.enum(['vendor', 'vpn', 'hosting']).nullable(),
      }),
    ),
  })
  .openapi('CountrySheet');
const Codes = z.array(z.string().length(2));
const Journey = z.object({ countries: Codes.min(1).max(100), from: z.iso.date(), until: z.iso.date() });
const Planned = z.object({
  planned: z.array(
    z.object({
      address: z.string(),
      ok: z.boolean(),
      /** Why not, in words; null when it is planned. */
      problem: z.string().nullable(),
    }),
  ),
});

type Rule = Extract<Awaited<ReturnType<typeof showAbroad>>, { ok: true }>['value'];
export const shownCountries = ({
  mode,
  countries,
  vendors,
  travel,
}: Omit<Rule, 'address'>): z.infer<typeof CountriesBody> => ({
  mode,
  countries: [...countries],
  vendors,
  travel: travel.map((window) => ({
    id: window.id,
    countries: [...window.countries],
    from: moment(window.from),
    until: moment(window.until),
  })),
});
const shownTries = (tries: CountryTries): z.infer<typeof Tries> => ({
  ...tries,
  firstAt: moment(tries.firstAt),
  lastAt: moment(tries.lastAt),
});

export function countryRoutes(api: CentreApi, deps: CentreDeps): void {
  lookRoutes(api, deps);
  ruleRoutes(api, deps);
  journeyRoutes(api, deps);
}

function lookRoutes(api: CentreApi, { app, clock, countryAt }: CentreDeps): void {
  const around = (remote: string): z.infer<typeof Around> => ({
    here: countryAt(remote) ?? null,
    knowsPlaces: app.configuration.geo.database !== '',
    codes: [...COUNTRY_CODES],
    today: moment(clock.now()).slice(0, 10),
  });
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/countries',
      summary: 'From where my mailboxes may be signed in to, and what was refused only for its country',
      request: {
        query: z.object({
          q: z.string().max(320).optional(),
          after: z.string().max(320).optional(),
          limit: z.coerce.number().int().min(1).max(200).optional(),
        }),
      },
      responses: { 200: json(Overview, 'Countries'), ...problems(401) },
    }),
    async (context, person) => {
      const { q, after, limit = 50 } = context.req.valid('query');
      const asked = { limit, ...(q === undefined ? {} : { part: q }), ...(after === undefined ? {} : { after }) };
      const [{ lines, total, next }, refused] = await Promise.all([
        countryLines(app, person, asked),
        refusedAbroad(app, person),
      ]);
      return send(context, Overview, {
        ...around(context.get('remote')),
        mailboxes: lines.map(({ address, rule, welcome }) => ({
          address,
          ...shownCountries(rule),
          welcome: [...welcome],
        })),
        total,
        next,
        refused: refused.map(shownTries),
      });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'get',
      path: '/mailboxes/{address}/countries',
      summary: 'One mailbox: the rule, journeys, what was refused or new, from where it is used',
      request: { params: AddressParam },
      responses: { 200: json(Sheet, 'The rule and what it met'), ...problems(401, 404) },
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'look');
      if (!own.ok) return refuse(context, own);
      const { mailbox } = own.value;
      const [rule, met] = await Promise.all([showAbroad(app, mailbox.address), countriesOf(app, mailbox)]);
      if (!rule.ok) return refuse(context, rule);
      return send(context, Sheet, {
        ...around(context.get('remote')),
        address: mailbox.address,
        ...shownCountries(rule.value),
        welcome: [...welcomeNow(rule.value, clock.now())],
        tries: met.tries.map(shownTries),
        seen: met.seen.map((one) => ({ ...one, lastAt: moment(one.lastAt), programs: [...one.programs] })),
      });
    },
  );
}

const answers = { 200: json(CountriesBody, 'The rule as it is now'), ...problems(401, 403, 404, 409, 422) };

function ruleRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'put',
      path: '/mailboxes/{address}/countries',
      summary: 'From where mail programs may sign in: everywhere, everywhere with a warning, or only from a list',
      request: {
        params: AddressParam,
        body: jsonBody(
          z.object({
            mode: z.enum(['off', 'warn', 'allow']),
            /** ISO 3166. */
            countries: Codes.max(300),
            vendors: z.enum(['allow', 'refuse']).optional(),
            /** The rule as it was seen: 409 when somebody changed it meanwhile. */
            seen: z.object({ mode: z.enum(['off', 'warn', 'allow']), countries: Codes.max(300) }).optional(),
          }),
        ),
      },
      responses: answers,
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      const acting = { ...app, actor: person.name };
      const { address } = own.value.mailbox;
      const { mode, countries, vendors, seen } = context.req.valid('json');
      const set =
        mode === 'off'
          ? await setCountries(acting, address, 'any', 'allow', seen)
          : await setCountries(acting, address, countries, mode, seen);
      if (!set.ok) return refuse(context, set, set.problem.key === 'changedMeanwhile' ? undefined : 'countries');
      if (vendors === undefined) return send(context, CountriesBody, shownCountries(set.value));
      const after = await setVendors(acting, address, vendors);
      return after.ok ? send(context, CountriesBody, shownCountries(after.value)) : refuse(context, after, 'vendors');
    },
  );
}

const journeyField = (key: string): string =>
  key.startsWith('countr') ? 'countries' : key === 'travelBackwards' || key === 'travelOver' ? 'until' : 'from';

function journeyRoutes(api: CentreApi, { app }: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/mailboxes/{address}/travel',
      summary: 'Open countries for a journey',
      request: { params: AddressParam, body: jsonBody(Journey) },
      responses: answers,
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      const set = await addTravel({ ...app, actor: person.name }, own.value.mailbox.address, context.req.valid('json'));
      if (set.ok) return send(context, CountriesBody, shownCountries(set.value));
      return refuse(context, set, journeyField(set.problem.key));
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/travel',
      summary: 'Open countries for a journey of several mailboxes at once; each answers for itself',
      request: { body: jsonBody(Journey.extend({ mailboxes: z.array(z.string().min(3).max(320)).min(1).max(200) })) },
      responses: { 200: json(Planned, 'Planned'), ...problems(401, 403, 404, 422) },
    }),
    async (context, person) => {
      const { mailboxes, ...journey } = context.req.valid('json');
      const own = [];
      for (const typed of new Set(mailboxes)) {
        const one = await ownMailbox(app, person, typed, 'mail');
        if (!one.ok) return refuse(context, one, 'mailboxes');
        own.push(one.value.mailbox.address);
      }
      const planned: z.infer<typeof Planned>['planned'] = [];
      for (const address of own) {
        const set = await addTravel({ ...app, actor: person.name }, address, journey);
        // Wrong days or countries are wrong for all.
        if (!set.ok && set.problem.exit === 2) return refuse(context, set, journeyField(set.problem.key));
        const problem = set.ok ? null : problemText(set.problem.key, set.problem.args, context.get('language'));
        planned.push({ address, ok: set.ok, problem });
      }
      return send(context, Planned, { planned });
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/mailboxes/{address}/travel/{id}',
      summary: 'End one journey',
      request: { params: AddressParam.extend({ id: z.string().min(1).max(64) }) },
      responses: answers,
    }),
    async (context, person) => {
      const { address, id } = context.req.valid('param');
      const own = await ownMailbox(app, person, address, 'mail');
      if (!own.ok) return refuse(context, own);
      const set = await endTravel({ ...app, actor: person.name }, own.value.mailbox.address, id);
      return set.ok ? send(context, CountriesBody, shownCountries(set.value)) : refuse(context, set);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'delete',
      path: '/mailboxes/{address}/travel',
      summary: 'End every journey',
      request: { params: AddressParam },
      responses: answers,
    }),
    async (context, person) => {
      const own = await ownMailbox(app, person, context.req.valid('param').address, 'mail');
      if (!own.ok) return refuse(context, own);
      const set = await clearTravel({ ...app, actor: person.name }, own.value.mailbox.address);
      return set.ok ? send(context, CountriesBody, shownCountries(set.value)) : refuse(context, set);
    },
  );
}
