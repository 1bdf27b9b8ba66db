/**
 * GET and POST /abroad: the owner of a mailbox opens the country that a sign-in was refused from. Mounted by server.ts.
 * Parses, asks one function, renders. Keeps no session; the password is handed on and never shown, logged or kept.
 */
import { createHash } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { texts } from '#src/messages/catalogue.ts';
import { countryCode } from '#src/model/country.ts';
import type { Language } from '#src/model/language.ts';
import { MOST_WINDOW_DAYS } from '#src/model/travel.ts';
import type { Clock } from '#src/net/clock.ts';
import type { CountryOpened, OpenCountry } from '#src/service/abroad/open-country.ts';
import { abroadDone, abroadForm, abroadSentence, FORM_STYLE } from './abroad-page.ts';
import { languageOf } from './reader-language.ts';
import { START_PAGE_STYLE } from './start-page.ts';
import { isOwnForm, visitorReader } from './visitor.ts';

export interface AbroadSources {
  readonly open: OpenCountry;
  /** ISO 3166, where it is known. */
  readonly countryAt: (remoteAddress: string) => string | undefined;
  readonly clock: Pick<Clock, 'now'>;
  /** Networks whose `X-Forwarded-For` is believed, beside loopback. */
  readonly trustedProxies: readonly string[];
  /** Where links begin, without a slash at the end. */
  readonly linkBase: () => string;
}

const MOST_BYTES = 8 * 1024;
const TWO_WEEKS_MS = 14 * 86_400_000;
const styles = [START_PAGE_STYLE, FORM_STYLE].map(
  (style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
);
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; style-src ${styles.join(' ')}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  // With `no-referrer` a browser sends the form with `Origin: null`, and we could not tell our own page.
  'referrer-policy': 'same-origin',
};

type Failed = Exclude<CountryOpened, { kind: 'open' }>;
const STATUS: Readonly<Record<Failed['kind'], 403 | 409 | 422 | 429 | 503>> = {
  wrong: 403,
  'app-password': 403,
  refused: 429,
  unavailable: 503,
  'too-many': 409,
  'bad-country': 422,
  'bad-day': 422,
};

function sentenceOf(failed: Failed, language: Language): string {
  const { page: words } = texts(language).abroad;
  switch (failed.kind) {
    case 'wrong':
      return words.wrong;
    case 'app-password':
      return words.appPassword;
    case 'refused':
      return failed.text;
    case 'unavailable':
      return words.unavailable;
    case 'too-many':
      return words.tooMany;
    case 'bad-country':
      return words.badCountry;
    case 'bad-day':
      return words.badDay({ max: MOST_WINDOW_DAYS });
  }
}

/**
 * 200 the form, or open; 403 wrong password or not from our page; 409 no room; 413 too large; 422 country or day; 429 stopped;
 * 503 our fault.
 */
export function abroadRoutes({ open, countryAt, clock, trustedProxies, linkBase }: AbroadSources): Hono {
  const app = new Hono();
  const visitorOf = visitorReader(trustedProxies);
  const languageHere = (context: Context): Language => languageOf(context.req.header('accept-language'));
  const visitor = (context: Context): { remoteAddress: string; remotePort: number; localPort: number } => {
    const { address = '', port: remotePort = 0 } = getConnInfo(context).remote;
    const remoteAddress = visitorOf(address, context.req.header('x-forwarded-for'));
    return { remoteAddress, remotePort, localPort: Number(new URL(context.req.url).port) };
  };

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
  });
  app.get('/', (context) => {
    const country = countryAt(visitor(context).remoteAddress) ?? '';
    const until = new Date(clock.now() + TWO_WEEKS_MS).toISOString().slice(0, 10);
    return context.html(abroadForm({ address: '', country, until }, languageHere(context)));
  });
  const tooLong = (context: Context): Response =>
    context.html(
      abroadSentence(texts(languageHere(context)).abroad.page.tooLong, languageHere(context)),
      413,
    ) as Response;
  app.post('/', bodyLimit({ maxSize: MOST_BYTES, onError: tooLong }), async (context) => {
    const language = languageHere(context);
    const header = (name: string): string | undefined => context.req.header(name);
    const from = { site: header('sec-fetch-site'), origin: header('origin'), host: header('host') };
    const isForm = header('content-type')?.startsWith('application/x-www-form-urlencoded') === true;
    if (!isForm || !isOwnForm({ ...from, linkBase: linkBase() }))
      return context.html(abroadSentence(texts(language).abroad.page.elsewhere, language), 403);
    const typed = new URLSearchParams(await context.req.text());
    const read = (name: string): string => typed.get(name) ?? '';
    const fields = { address: read('address'), country: countryCode(read('country')) ?? '', until: read('until') };
    const opened = await open({ ...fields, password: read('password') }, visitor(context));
    if (opened.kind === 'open') return context.html(abroadDone(fields, language));
    return context.html(abroadForm(fields, language, sentenceOf(opened, language)), STATUS[opened.kind]);
  });
  return app;
}
