/** Routes of passkeys: make one, sign in with one, give one as the second step. Under our own name only. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { signInNetwork } from '#src/net/geo/range-table.ts';
import { CHALLENGE_MS } from '#src/service/centre/challenges.ts';
import {
  askForPasskey,
  askForSecondPasskey,
  beginPasskey,
  keepPasskey,
  proveWithPasskey,
  signInWithPasskey,
} from '#src/service/centre/passkeys.ts';
import { provePassword } from '#src/service/centre/passwords.ts';
import { createRate } from '#src/service/centre/rate.ts';
import { isToken, newToken } from '#src/service/centre/sessions.ts';
import type { Entered } from '#src/service/centre/entering.ts';
import type { RelyingParty } from '#src/service/centre/relying-party.ts';
import { refused } from '#src/service/outcome.ts';
import type { CentreApi, CentreDeps, CentreEnv } from '../centre.ts';
import { json, jsonBody, personRoute, problems, refuse, send } from '../contract.ts';
import { Codes, Current, FactorName } from './security.ts';
import { EnteredBody } from './security-door.ts';
import { cameFrom, endFormer, giveCookies, shownPerson } from './session.ts';

/** What goes to `navigator.credentials` and comes from it, as WebAuthn describes it. */
const Options = z.looseObject({ challenge: z.string() }).openapi('PasskeyOptions');
const Credential = z.looseObject({ id: z.string().max(1400) }).openapi('PasskeyCredential');
const Given = z.object({ credential: Credential });
const Kept = Codes.extend({ id: z.string() });
const NOT_HERE = refused('passkeysNotHere') as never;

const BINDING_COOKIE = 'postvakt_passkey';
const BINDING_PATH = '/api/v1/session/passkey';
const ASKED_MS = 600_000;

export function passkeyRoutes(api: CentreApi, deps: CentreDeps): void {
  registerRoutes(api, deps);
  signInRoutes(api, deps);
  secondStepRoutes(api, deps);
}

function registerRoutes(api: CentreApi, deps: CentreDeps): void {
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/security/passkeys/options',
      summary: 'Begin a passkey, with the password',
      request: { body: jsonBody(Current) },
      responses: { 200: json(Options, 'For navigator.credentials.create'), ...problems(401, 409, 422, 429) },
    }),
    async (context, person, session) => {
      const { current } = context.req.valid('json');
      const party = deps.relyingParty(context as never);
      if (party === null) return refuse(context, NOT_HERE);
      const proved = await provePassword(deps, { person, current, remote: context.get('remote') });
      if (!proved.ok) return refuse(context, proved, 'current');
      const options = await beginPasskey(deps, { person, session: session.id, party });
      return options.ok ? send(context, Options, { ...options.value }) : refuse(context, options);
    },
  );
  personRoute(
    api,
    createRoute({
      method: 'post',
      path: '/security/passkeys',
      summary: 'Keep the passkey that the browser made; the first proof gives ten recovery codes, shown once',
      request: { body: jsonBody(Given.extend({ name: FactorName })) },
      responses: { 201: json(Kept, 'Kept'), ...problems(401, 409, 422) },
    }),
    async (context, person, session) => {
      const { credential: response, name } = context.req.valid('json');
      const party = deps.relyingParty(context as never);
      if (party === null) return refuse(context, NOT_HERE);
      const asked = { person, session: session.id, party, name, response, from: cameFrom(context as never) };
      const kept = await keepPasskey(deps, asked);
      if (!kept.ok) return refuse(context, kept);
      return send(context, Kept, { id: kept.value.id, recoveryCodes: [...kept.value.recoveryCodes] }, 201);
    },
  );
}

/** Signed in: cookies, and the person. */
async function entered(context: Context<CentreEnv>, deps: CentreDeps, value: Entered): Promise<never> {
  giveCookies(context, deps, value);
  const { person } = value;
  if (person.kind === 'mailbox') await deps.ownerSeenFrom(context.get('remote'), person.name);
  return send(context, EnteredBody, { stage: 'signed-in', person: shownPerson(person) });
}

function signInRoutes(api: CentreApi, deps: CentreDeps): void {
  const perNetwork = createRate(deps.clock, 60, ASKED_MS);
  api.openapi(
    createRoute({
      method: 'post',
      path: '/session/passkey/options',
      summary: 'Ask the browser for a passkey; whose, the device tells',
      responses: { 200: json(Options, 'For navigator.credentials.get'), ...problems(409, 429) },
    }),
    async (context) => {
      const remote = context.get('remote');
      const party = deps.relyingParty(context as never);
      if (party === null) return refuse(context as never, NOT_HERE);
      if (!perNetwork(signInNetwork(remote) ?? remote))
        return refuse(context as never, refused('tooManyRequests') as never);
      // Only the browser that asked can answer.
      const binding = newToken();
      setCookie(context, BINDING_COOKIE, binding, {
        httpOnly: true,
        sameSite: 'Strict',
        secure: deps.isSecure(context),
        path: BINDING_PATH,
        maxAge: CHALLENGE_MS / 1000,
      });
      return send(context, Options, { ...(await askForPasskey(deps, party, binding)) });
    },
  );
  api.openapi(
    createRoute({
      method: 'post',
      path: '/session/passkey',
      summary: 'Sign in with a passkey',
      request: { body: jsonBody(Given) },
      responses: { 200: json(EnteredBody, 'Signed in'), ...problems(401, 409, 422) },
    }),
    async (context) => {
      const party = deps.relyingParty(context as never);
      if (party === null) return refuse(context as never, NOT_HERE);
      const binding = getCookie(context, BINDING_COOKIE);
      deleteCookie(context, BINDING_COOKIE, { path: BINDING_PATH });
      const { credential: response } = context.req.valid('json');
      const asked = { party, binding: binding ?? '', response, from: cameFrom(context) };
      const outcome = isToken(binding) ? await signInWithPasskey(deps, asked) : refused('passkeyUnknown');
      if (!outcome.ok) return refuse(context as never, outcome);
      await endFormer(context as never, deps);
      return await entered(context as never, deps, outcome.value);
    },
  );
}

/** The half session of who gave the password, and our name; or the refusal. */
function halfway(context: Context<CentreEnv>, deps: CentreDeps) {
  const session = context.get('session');
  if (session?.stage !== 'second-factor') return refused('notSignedIn');
  const party: RelyingParty | null = deps.relyingParty(context);
  return party === null ? refused('passkeysNotHere') : { ok: true as const, value: { session, party } };
}

function secondStepRoutes(api: CentreApi, deps: CentreDeps): void {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/session/proof/passkey/options',
      summary: 'The second step with a passkey: ask the browser for one of mine',
      responses: { 200: json(Options, 'For navigator.credentials.get'), ...problems(401, 409) },
    }),
    async (context) => {
      const half = halfway(context as never, deps);
      if (!half.ok) return refuse(context as never, half);
      const options = await askForSecondPasskey(deps, half.value.party, half.value.session);
      return options.ok ? send(context, Options, { ...options.value }) : refuse(context as never, options);
    },
  );
  api.openapi(
    createRoute({
      method: 'post',
      path: '/session/proof/passkey',
      summary: 'The second step with a passkey',
      request: { body: jsonBody(Given) },
      responses: { 200: json(EnteredBody, 'Signed in'), ...problems(401, 409, 422) },
    }),
    async (context) => {
      const half = halfway(context as never, deps);
      if (!half.ok) return refuse(context as never, half);
      const { credential: response } = context.req.valid('json');
      const proved = await proveWithPasskey(deps, { ...half.value, response, from: cameFrom(context) });
      return proved.ok ? await entered(context as never, deps, proved.value) : refuse(context as never, proved);
    },
  );
}
