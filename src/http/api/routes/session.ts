/** Routes of signing in and out: who am I, sign in, second proof, sign out, my sessions. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { browserName } from '#src/model/browser-name.ts';
import { LANGUAGES } from '#src/model/language.ts';
import { type CentreSession, type Person, whoseOf } from '#src/model/person.ts';
import { type CameFrom, DEVICE_MS, type Entered } from '#src/service/centre/entering.ts';
import { endOtherSessions, endSession, listSessions } from '#src/service/centre/sessions.ts';
import { proofsOf } from '#src/service/centre/second-factor.ts';
import { signIn } from '#src/service/centre/sign-in.ts';
import { type CentreApi, type CentreDeps, type CentreEnv, signedIn } from '../centre.ts';
import { json, problems, refuse } from '../contract.ts';
import { problem } from '../problem.ts';
import { giveSessionCookie, takeSessionCookie } from '../../visit.ts';

/** Tells browsers that have been in from those that have not; holds nobody's right to anything. */
const DEVICE_COOKIE = 'postvakt_device';

export const PersonBody = z
  .object({
    kind: z.enum(['operator', 'contact', 'mailbox']),
    name: z.string(),
    /** Said by his pages with each request (`?whose=`): who has signed in there since is refused with `otherPerson`. */
    whose: z.string(),
    role: z.string().nullable(),
    customer: z.object({ id: z.string(), name: z.string() }).nullable(),
    language: z.enum(LANGUAGES),
  })
  .openapi('Person');
const SessionBody = z
  .object({
    stage: z.enum(['second-factor', 'signed-in']),
    person: PersonBody,
    /** Halfway: what may be shown as the second proof, beside a recovery code. */
    proofs: z.array(z.enum(['totp', 'passkey'])).optional(),
  })
  .openapi('Session');
export const shownPerson = (person: Person): z.infer<typeof PersonBody> => ({
  kind: person.kind,
  name: person.name,
  whose: whoseOf(person),
  role: person.kind === 'operator' ? person.role : null,
  customer: person.kind === 'contact' ? { id: person.customer, name: person.customerName } : null,
  language: person.language,
});

/** Who asks, as far as the network and the browser tell. */
export const cameFrom = (context: Context): CameFrom => ({
  remote: context.get('remote') as string,
  agent: context.req.header('user-agent') ?? null,
  device: getCookie(context, DEVICE_COOKIE) ?? null,
});

/** The cookies of a session and of the browser: for our pages only, never readable by script. */
export function giveCookies(
  context: Context,
  deps: CentreDeps,
  { token, expiresAt, device }: Pick<Entered, 'token' | 'expiresAt' | 'device'>,
): void {
  const secure = deps.isSecure(context);
  giveSessionCookie(context, secure, token, expiresAt);
  if (device === null) return;
  setCookie(context, DEVICE_COOKIE, device, {
    httpOnly: true,
    sameSite: 'Strict',
    secure,
    path: '/api/v1',
    maxAge: DEVICE_MS / 1000,
  });
}

async function shownSession(
  deps: CentreDeps,
  { stage, person }: Pick<CentreSession, 'stage' | 'person'>,
  own: Person | null = person,
): Promise<z.infer<typeof SessionBody>> {
  const shown = { stage, person: { ...shownPerson(person), whose: whoseOf(own ?? person) } };
  return stage === 'signed-in' ? shown : { ...shown, proofs: [...(await proofsOf(deps, person))] };
}

/** Whoever was signed in here before is so no more: one browser, one person. */
export async function endFormer(context: Context<CentreEnv>, deps: CentreDeps): Promise<void> {
  const former = context.get('session');
  if (former !== null) await endSession(deps, former.person, former.id);
}

export function sessionRoutes(api: CentreApi, deps: CentreDeps): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/session',
      summary: 'Who is signed in',
      responses: { 200: json(SessionBody, 'The session'), ...problems(401) },
    }),
    async (context) => {
      const session = context.get('session');
      if (session === null) return problem(context, context.get('language'), { key: 'notSignedIn', args: {} }) as never;
      return context.json(await shownSession(deps, session, context.get('own')), 200);
    },
  );
  api.openapi(
    createRoute({
      method: 'post',
      path: '/session',
      summary: 'Sign in with name and password',
      request: {
        body: {
          required: true,
          content: {
            'application/json': {
              schema: z.object({ name: z.string().min(1).max(320), password: z.string().min(1).max(1024) }),
            },
          },
        },
      },
      responses: { 200: json(SessionBody, 'Signed in, or a second proof is wanted'), ...problems(401, 422, 429) },
    }),
    async (context) => {
      const { name, password } = context.req.valid('json');
      const outcome = await signIn(deps, { name, password, ...cameFrom(context) });
      if (!outcome.ok) return refuse(context as never, outcome);
      await endFormer(context as never, deps);
      const { person, stage } = outcome.value;
      giveCookies(context, deps, outcome.value);
      if (stage === 'signed-in' && person.kind === 'mailbox')
        await deps.ownerSeenFrom(context.get('remote'), person.name);
      return context.json(await shownSession(deps, { stage, person }), 200);
    },
  );
  api.openapi(
    createRoute({
      method: 'delete',
      path: '/session',
      summary: 'Sign out',
      responses: { 204: { description: 'Signed out' } },
    }),
    async (context) => {
      const session = context.get('session');
      if (session !== null) await endSession(deps, session.person, session.id);
      takeSessionCookie(context, deps.isSecure(context));
      return context.body(null, 204);
    },
  );
  listRoutes(api, deps);
}

const ListedSession = z
  .object({
    id: z.string(),
    current: z.boolean(),
    remote: z.string().nullable(),
    /** "Firefox, Windows"; null: a program that does not say. */
    program: z.string().nullable(),
    createdAt: z.iso.datetime(),
    seenAt: z.iso.datetime(),
  })
  .openapi('ListedSession');

function listRoutes(api: CentreApi, deps: CentreDeps): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/sessions',
      summary: 'My sessions, the last used first',
      responses: { 200: json(z.object({ sessions: z.array(ListedSession) }), 'Sessions'), ...problems(401) },
    }),
    async (context) => {
      const who = signedIn(context as Context<CentreEnv>);
      if (who instanceof Response) return who as never;
      const sessions = await listSessions(deps, who.person);
      const shown = sessions.map(({ id, remote, agent, createdAt, seenAt }) => ({
        id,
        current: id === who.session.id,
        remote,
        program: browserName(agent),
        createdAt: new Date(createdAt).toISOString(),
        seenAt: new Date(seenAt).toISOString(),
      }));
      return context.json({ sessions: shown }, 200);
    },
  );
  api.openapi(
    createRoute({
      method: 'delete',
      path: '/sessions/{id}',
      summary: 'End one of my sessions, or `others`: all but this one',
      request: { params: z.object({ id: z.string().max(64) }) },
      responses: { 204: { description: 'Ended' }, ...problems(401, 404) },
    }),
    async (context) => {
      const who = signedIn(context as Context<CentreEnv>);
      if (who instanceof Response) return who as never;
      const { id } = context.req.valid('param');
      if (id === 'others') await endOtherSessions(deps, who.person, who.session.id);
      else if (!(await endSession(deps, who.person, id)))
        return problem(context, context.get('language'), { key: 'notThere', args: {} }) as never;
      return context.body(null, 204);
    },
  );
}
