/**
 * What the routes of the API share: who asks, in which language, from where; and the checks before any of them: CSRF,
 * size of the body, session. Made by http/api/app.ts. Knows no route.
 */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { App } from '#src/service/app.ts';
import { isLanguage, type Language } from '#src/model/language.ts';
import { type CentreSession, type Person, whoseOf } from '#src/model/person.ts';
import { seenAs } from '#src/service/centre/seen-as.ts';
import { sessionOf } from '#src/service/centre/sessions.ts';
import type { PasskeyDeps } from '#src/service/centre/passkeys.ts';
import type { RelyingParty } from '#src/service/centre/relying-party.ts';
import { viewNotes } from '#src/service/centre/views.ts';
import { languageOf } from '../reader-language.ts';
import { sessionCookie } from '../visit.ts';
import { problem } from './problem.ts';

/** What the routes may ask of the host: the same use cases as the command line. */
export interface CentreDeps extends PasskeyDeps {
  readonly app: App;
  /** Address of the visitor, behind trusted proxies too. */
  readonly remoteOf: (context: Context) => string;
  /** True when the visitor came over https, by a trusted proxy's word too. */
  readonly isSecure: (context: Context) => boolean;
  /** ISO 3166, where our table knows it. */
  readonly countryAt: (remote: string) => string | undefined;
  /** Endpoint name → `address:port`, as far as it is open. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Under which name passkeys are made at the address where the page is open; null: they do not work there. */
  readonly relyingParty: (context: Context) => RelyingParty | null;
  /** A sign-in of the owner frees a network that was stopped for guessing. */
  readonly ownerSeenFrom: (remote: string, mailbox: string) => Promise<unknown>;
}
export interface CentreEnv {
  readonly Variables: {
    language: Language;
    remote: string;
    session: CentreSession | null;
    /** Whose cookie it is, also where he looks as somebody else. */
    own: Person | null;
    /** Came in by the one-time start link (http/server.ts). */
    startGuest?: boolean;
  };
}
export type CentreApi = OpenAPIHono<CentreEnv>;

export const MOST_BODY = 1_048_576;
/** Where a whole file of 2 MiB comes in Base64: a mail program's settings can be that large (service/settings-check.ts). */
const MOST_SETTINGS_BODY = 3_145_728;
const TAKES_SETTINGS = /^\/api\/v1\/(?:(?:public\/)?settings-check|diagnose)$/;

/** `?lang=`, else the language of the person, else the browser's. */
function readerLanguage(context: Context, session: CentreSession | null): Language {
  const asked = context.req.query('lang');
  if (isLanguage(asked)) return asked;
  return session?.person.language ?? languageOf(context.req.header('accept-language'));
}

/** RFC 9110 safe methods change nothing; all others must come from our own pages. */
function isCrossSite(context: Context): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(context.req.method)) return false;
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin';
  const origin = context.req.header('origin');
  if (origin === undefined) return context.req.header('cookie') !== undefined; // no browser: nothing to steal
  return URL.parse(origin)?.host !== context.req.header('host');
}

/** How somebody signs in is his own: also who sees the centre as he does is not shown it. */
const OWN_DOOR = /\/(?:security|sessions)(?:\/|$)/;

/** Here one becomes somebody, or nobody is asked for; signing out is a deed of who is signed in. */
const isDoor = ({ method, path }: Context['req']): boolean =>
  /^\/api\/v1\/(?:session|recovery|first-operator|public)(?:\/|$)/.test(path) && method !== 'DELETE';
/** Who has signed in in this browser since another opened the page that asks (`?whose=`); null: it is his own, or did not say. */
function otherPerson({ req }: Context, own: CentreSession | null): Person | null {
  const whose = req.query('whose');
  if (whose === undefined || own?.stage !== 'signed-in' || whose === whoseOf(own.person) || isDoor(req)) return null;
  return own.person;
}

/** A file on its way into a draft: its route counts as it comes, up to what a message may weigh. */
const isUpload = (context: Context): boolean =>
  context.req.method === 'POST' && /\/mail\/drafts\/[^/]+\/attachments$/.test(context.req.path);

/** Puts the checks before all routes. */
export function guard(api: CentreApi, deps: CentreDeps): void {
  const noteView = viewNotes(deps);
  const atMost = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: (context) => {
        context.header('connection', 'close'); // what is left of the body is not read
        const language = context.get('language') as Language;
        return problem(context, language, { key: 'bodyTooLarge', args: {} }, { status: 413 });
      },
    });
  const [usual, settings] = [atMost(MOST_BODY), atMost(MOST_SETTINGS_BODY)];
  api.use(async (context, next) => {
    const own = await sessionOf(deps, sessionCookie(context, deps.isSecure(context)));
    const seen = await seenAs(deps, own, context.req.query('as'));
    const session = seen === 'nobody' ? own : seen;
    const language = readerLanguage(context, session);
    context.set('language', language);
    context.set('remote', deps.remoteOf(context));
    context.set('session', session);
    context.set('own', own?.person ?? null);
    if (isCrossSite(context)) return problem(context, language, { key: 'crossSite', args: {} });
    const other = otherPerson(context, own);
    if (other !== null) return problem(context, language, { key: 'otherPerson', args: { name: other.name } });
    if (seen === 'nobody') return problem(context, language, { key: 'notThere', args: {} });
    if (session !== own && (context.req.method !== 'GET' || OWN_DOOR.test(context.req.path)))
      return problem(context, language, { key: 'viewOnly', args: {} });
    // Without a length it is counted as it comes.
    const limited = TAKES_SETTINGS.test(context.req.path) ? settings : usual;
    const tooLarge = isUpload(context)
      ? await next()
      : await limited(context, async () => {
          await next();
        });
    if (tooLarge instanceof Response) return tooLarge;
    if (context.req.method === 'GET' && context.res.status === 200) await noteView(own?.person, context.req.path);
    context.header('cache-control', 'no-store');
    return undefined;
  });
}

/** The person who is signed in, or the answer that says that nobody is. */
export function signedIn(
  context: Context<CentreEnv>,
): { readonly person: Person; readonly session: CentreSession } | Response {
  const session = context.get('session');
  const language = context.get('language');
  if (session === null) return problem(context, language, { key: 'notSignedIn', args: {} });
  if (session.stage !== 'signed-in') return problem(context, language, { key: 'secondFactorWanted', args: {} });
  return { person: session.person, session };
}
