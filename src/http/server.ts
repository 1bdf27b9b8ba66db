/**
 * The HTTP door: health, metrics, the authority's certificate, and the start page behind its one-time link.
 * Parses, asks one function, renders. Never decides anything about mail.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { ListenAddress } from '#src/model/configuration.ts';
import type { Language } from '#src/model/language.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { ReceiveFromProvider } from '#src/service/billing/providers.ts';
import type { SetupDesk } from '#src/service/setup/desk.ts';
import { type AbroadSources, abroadRoutes } from './abroad.ts';
import type { CentreApi } from './api/centre.ts';
import { helpRoutes, type HelpSources } from './help/routes.ts';
import { languageOf } from './reader-language.ts';
import { paymentRoutes } from './payments.ts';
import { putSecureWay, type SecureWay } from './secure-way.ts';
import { isOwnTls } from './visit.ts';
import { type WebApp, webAppRoutes } from './web-app.ts';
import { setupDocumentRoutes } from './setup/documents.ts';
import { phoneRoutes } from './setup/phone.ts';
import { START_PAGE_STYLE, startPage, type StartPageFacts } from './start-page.ts';

export interface HttpSources {
  /** Parts of the host and whether each works; all true = healthy. */
  health(): Promise<Readonly<Record<string, boolean>>>;
  metrics(): string;
  /** PEM of our own authority; null when certificates come from files. */
  authority(): string | null;
  startPage(): Promise<StartPageFacts>;
  /** The API of the centre; absent: there is none. */
  readonly centre?: CentreApi;
  /** The built web app; null while it is not built. */
  readonly web?: WebApp | null;
  /** Takes what payment providers send; absent: there is no such route. */
  readonly payments?: ReceiveFromProvider;
  /** Opens a country for its owner; absent: there is no such page. */
  readonly abroad?: AbroadSources;
  /** The help centre; absent: there is none. */
  readonly help?: HelpSources;
  /** What proves a name to a certificate authority, by the token it asks for; absent: nothing is ever proved. */
  readonly challenge?: (token: string) => string | null;
  /** Which names are served over https; absent: none. */
  readonly secureWay?: SecureWay;
  /** Set-up of mail programs: public documents, and one-time links for phones; absent: there is none. */
  readonly setup?: SetupDesk;
  /** The page of a Block by its code; `found` false: the page that says so. */
  blockPage(code: string, language: Language): Promise<{ readonly found: boolean; readonly html: string }>;
}

export interface HttpDoor {
  readonly url: string;
  readonly stop: () => Promise<void>;
}
/** Of the one-time link to the start page: what it ends with, and the session of who came by it. */
export interface StartLinks {
  token: string;
  session: string;
}
/** A fresh one; older ones stop working. */
export const freshStartToken = (links: StartLinks): string => {
  links.token = randomBytes(24).toString('base64url');
  return links.token;
};

const STYLE_HASH = createHash('sha256').update(START_PAGE_STYLE).digest('base64');
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const same = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(left, right);
};

/** The routes, apart from listening, so that tests can ask them without a socket. */
export function httpRoutes(sources: HttpSources, links: StartLinks): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS))
      if (!context.res.headers.has(name)) context.header(name, value);
  });
  if (sources.secureWay !== undefined) putSecureWay(app, sources.secureWay);
  // RFC 8555 §8.3: before everything else, for every name.
  app.get('/.well-known/acme-challenge/:token', (context) => {
    const answer = sources.challenge?.(context.req.param('token')) ?? null;
    return answer === null
      ? context.notFound()
      : context.body(answer, 200, { 'content-type': 'application/octet-stream' });
  });
  if (sources.setup !== undefined) {
    setupDocumentRoutes(app, sources.setup);
    phoneRoutes(app, sources.setup);
  }
  app.get('/health', async (context) => {
    const parts = await sources.health();
    const healthy = Object.values(parts).every(Boolean);
    return context.json({ status: healthy ? 'ok' : 'failing', parts }, healthy ? 200 : 503);
  });
  app.get('/metrics', (context) =>
    context.body(sources.metrics(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );
  app.get('/ca.pem', (context) => {
    const pem = sources.authority();
    if (pem === null) return context.notFound();
    return context.body(pem, 200, {
      'content-type': 'application/x-pem-file',
      'content-disposition': 'attachment; filename="postvakt-ca.pem"',
    });
  });
  if (sources.payments !== undefined) app.route('/api/v1/payments', paymentRoutes(sources.payments));
  if (sources.abroad !== undefined) app.route('/abroad', abroadRoutes(sources.abroad));
  if (sources.help !== undefined) app.route('/help', helpRoutes(sources.help));
  app.get('/b/:code', async (context) => {
    const language = languageOf(context.req.header('accept-language'));
    const { found, html } = await sources.blockPage(context.req.param('code').toLowerCase(), language);
    return context.html(html, found ? 200 : 404);
  });
  if (sources.centre !== undefined) {
    // Who came by the one-time link may make the first operator.
    app.use('/api/v1/first-operator', async (context, next) => {
      const cookie = getCookie(context, 'postvakt_start');
      const isGuest = cookie !== undefined && links.session !== '' && same(cookie, links.session);
      context.set('startGuest' as never, isGuest as never);
      await next();
    });
    app.route('/api/v1', sources.centre);
  }
  if (sources.web == null) app.get('/', (context) => context.redirect('/start', 302));
  app.get('/start', async (context) => {
    const language = languageOf(context.req.header('accept-language'));
    const token = context.req.query('token');
    if (token !== undefined && links.token !== '' && same(token, links.token)) {
      links.token = '';
      links.session = randomBytes(32).toString('base64url');
      setCookie(context, 'postvakt_start', links.session, {
        httpOnly: true,
        sameSite: 'Strict',
        secure: isOwnTls(context),
        path: '/',
        maxAge: 86400,
      });
      return context.redirect('/start', 302);
    }
    const cookie = getCookie(context, 'postvakt_start');
    if (cookie === undefined || links.session === '' || !same(cookie, links.session))
      return context.text(texts(language).host.start.linkUsed, 403);
    return context.html(startPage(await sources.startPage(), language));
  });
  if (sources.web != null) webAppRoutes(app, sources.web);
  return app;
}

/**
 * How long a connection may rest between two requests. Node's five seconds are as short as many clients' own: both ends then
 * close at the same moment, and a request that was just sent is lost. Proxies want the server to be the more patient one.
 */
export const PATIENCE = { keepAliveTimeout: 65_000, headersTimeout: 66_000 } as const;

/** Listens; throws with code EADDRINUSE, EACCES … when it cannot. */
export async function startHttp(app: Hono, listen: ListenAddress): Promise<HttpDoor> {
  const server = await new Promise<ServerType>((resolve, reject) => {
    const starting = serve(
      { fetch: app.fetch, hostname: listen.address, port: listen.port, serverOptions: PATIENCE },
      () => resolve(starting),
    );
    starting.once('error', reject);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : listen.port;
  return {
    url: `http://${listen.address.includes(':') ? `[${listen.address}]` : listen.address}:${port}`,
    stop: () => stopServer(server),
  };
}

/** Takes no more, and lets nobody keep it waiting. */
export const stopServer = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
