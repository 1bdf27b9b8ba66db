/**
 * Routes of the help centre: /help, an article, search, the answer to "was this helpful?", the style sheet.
 * Mounted by server.ts at /help. Parses, asks the library and the reader's state, renders. Works without script.
 */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { HelpArticle } from '#src/model/help-article.ts';
import { isLanguage, type Language } from '#src/model/language.ts';
import type { Person } from '#src/model/person.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Reader } from '#src/messages/telling.ts';
import type { Clock } from '#src/net/clock.ts';
import { createAnswers } from '#src/service/help/answers.ts';
import type { HelpLibrary } from '#src/service/help/library.ts';
import { ownFigures, type OwnFiguresDeps } from '#src/service/help/own-figures.ts';
import { readerState, type ReaderStateDeps } from '#src/service/help/reader-state.ts';
import { sessionOf } from '#src/service/centre/sessions.ts';
import { sessionCookie, visitsThrough } from '../visit.ts';
import { languageOf } from '../reader-language.ts';
import { escapeHtml } from '../start-page.ts';
import { isOwnForm, visitorReader } from '../visitor.ts';
import { articlePage } from './article-page.ts';
import { helpPage } from './layout.ts';
import { renderArticle, type Rendered } from './markdown.ts';
import { blocksCard } from './own-state.ts';
import { articleHref, frontPage, missingPage, searchPage } from './pages.ts';
import { PICTURE_NAMES } from './pictures.ts';
import { HELP_STYLE } from './style.ts';

export interface HelpSources extends ReaderStateDeps, OwnFiguresDeps {
  readonly library: HelpLibrary;
  readonly clock: Clock;
  /** Networks whose `X-Forwarded-For` is believed, beside loopback. */
  readonly trustedProxies: readonly string[];
  /** Where links begin, without a slash at the end. */
  readonly linkBase: () => string;
}

const MOST_BYTES = 16 * 1024;
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  // With `no-referrer` a browser sends the form with `Origin: null`, and we could not tell our own page.
  'referrer-policy': 'same-origin',
};

/** Every route. */
export function helpRoutes(sources: HelpSources): Hono {
  const { library, linkBase } = sources;
  const app = new Hono();
  const rendered = createRendering(library);
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS))
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    // What is not the style sheet may hold the reader's own: no cache keeps it, none gives it to another.
    if (context.res.headers.has('cache-control')) return;
    context.res.headers.set('cache-control', 'private, no-store');
    context.res.headers.set('vary', 'accept-language, cookie');
  });
  const missing = (context: Context, language: Language): Response =>
    context.html(missingPage(language, library.articles(language), linkBase()), 404) as Response;

  app.get('/', async (context) => {
    const person = await personOf(sources, context);
    return context.redirect(`/help/${person?.language ?? languageOf(context.req.header('accept-language'))}`, 302);
  });
  styleRoute(app);
  app.get('/:language', async (context) => {
    const language = context.req.param('language');
    if (!isLanguage(language)) return missing(context, languageOf(context.req.header('accept-language')));
    const { blocks } = await readerState(sources, await personOf(sources, context), language);
    const own = blocksCard(blocks, readerOf(sources, language));
    return context.html(frontPage(language, library.articles(language), linkBase(), own));
  });
  app.get('/:language/search', (context) => {
    const language = context.req.param('language');
    if (!isLanguage(language)) return missing(context, 'en');
    const query = (context.req.query('q') ?? '').trim().slice(0, 200);
    return context.html(searchPage(language, query, library.search(language, query), linkBase()));
  });
  app.get('/:language/:slug', async (context) => {
    const language = context.req.param('language');
    if (!isLanguage(language)) return missing(context, languageOf(context.req.header('accept-language')));
    const article = library.article(language, context.req.param('slug'));
    if (article === null) return missing(context, language);
    return context.html(await show(sources, context, article, rendered(article)));
  });
  answerRoute(app, sources, missing);
  // Not `notFound`: below a mounted path hono asks only the outermost.
  app.all('*', (context) => missing(context, languageOf(context.req.header('accept-language'))));
  return app;
}

function styleRoute(app: Hono): void {
  app.get('/style.css', (context) =>
    context.body(HELP_STYLE, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': context.req.query('v') === undefined ? 'no-cache' : 'public, max-age=31536000, immutable',
    }),
  );
}

/** Each article is rendered once, when it is first asked for. */
function createRendering(library: HelpLibrary): (article: HelpArticle) => Rendered {
  const kept = new Map<HelpArticle, Rendered>();
  return (article) => {
    const known = kept.get(article);
    if (known !== undefined) return known;
    const slugs = new Set(library.articles(article.language).map(({ slug }) => slug));
    const made = renderArticle(article, { slugs, pictures: PICTURE_NAMES });
    kept.set(article, made);
    return made;
  };
}

/** Who reads, once all proofs are given. */
async function personOf(sources: HelpSources, context: Context): Promise<Person | null> {
  const isSecure = visitsThrough(sources.trustedProxies).isSecure(context);
  const session = await sessionOf(sources, sessionCookie(context, isSecure));
  return session?.stage === 'signed-in' ? session.person : null;
}

const readerOf = ({ clock }: HelpSources, language: Language): Reader => ({
  language,
  now: clock.now(),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

async function show(sources: HelpSources, context: Context, article: HelpArticle, rendered: Rendered): Promise<string> {
  const { library, linkBase } = sources;
  const { language } = article;
  const person = await personOf(sources, context);
  const all = library.articles(language);
  const at = all.indexOf(article);
  const answer = context.req.query('answer');
  return articlePage({
    article,
    rendered,
    state: await readerState(sources, person, language),
    name: person?.name ?? null,
    figures: await ownFigures(sources, person, article.own),
    reader: readerOf(sources, language),
    base: linkBase(),
    related: article.related.flatMap((slug) => library.article(language, slug) ?? []),
    previous: all[at - 1] ?? null,
    next: all[at + 1] ?? null,
    answered: answer === 'yes' || answer === 'no' || answer === 'too-many' ? answer : null,
  });
}

/** 303 back to the article; 403 not from our page; 404 no such article; 422 neither yes nor no. */
function answerRoute(
  app: Hono,
  sources: HelpSources,
  missing: (context: Context, language: Language) => Response,
): void {
  const { library, linkBase, trustedProxies } = sources;
  const store = createAnswers(sources);
  const visitorOf = visitorReader(trustedProxies);
  app.post('/:language/:slug/answer', bodyLimit({ maxSize: MOST_BYTES }), async (context) => {
    const language = context.req.param('language');
    if (!isLanguage(language)) return missing(context, 'en');
    const article = library.article(language, context.req.param('slug'));
    if (article === null) return missing(context, language);
    const header = (name: string): string | undefined => context.req.header(name);
    const from = { site: header('sec-fetch-site'), origin: header('origin'), host: header('host') };
    const isForm = header('content-type')?.startsWith('application/x-www-form-urlencoded') === true;
    if (!isForm || !isOwnForm({ ...from, linkBase: linkBase() }))
      return context.html(sentence(article, texts(language).help.elsewhere, linkBase()), 403);
    const typed = new URLSearchParams(await context.req.text());
    const helpful = typed.get('helpful');
    if (helpful !== 'yes' && helpful !== 'no')
      return context.html(sentence(article, texts(language).help.helpful, linkBase()), 422);
    const answer = { article: article.slug, language, helpful: helpful === 'yes', words: typed.get('words') ?? '' };
    const remote = visitorOf(peerOf(context), header('x-forwarded-for'));
    const told = (await store(answer, remote)) === 'stored' ? helpful : 'too-many';
    return context.redirect(`${articleHref(article)}?answer=${told}#answer`, 303);
  });
}

/** Address of the peer; empty when there is no socket (tests that ask the routes alone). */
const peerOf = (context: Context): string => {
  try {
    return getConnInfo(context).remote.address ?? '';
  } catch {
    return '';
  }
};

/** One sentence and the way back, where there is no article to show. */
const sentence = (article: HelpArticle, text: string, base: string): string =>
  helpPage({
    language: article.language,
    base,
    path: `/${article.slug}`,
    title: article.title,
    description: '',
    index: false,
    crumbs: [[texts(article.language).help.home, `/help/${article.language}`]],
    main: `<h1>${escapeHtml(article.title)}</h1><p role="alert">${escapeHtml(text)}</p><p><a href="${articleHref(article)}">${escapeHtml(article.title)}</a></p>`,
  });
