/** The frame of every help page: head, skip link, bar with search and languages, breadcrumbs, foot. Strings in, HTML out. */
import { createHash } from 'node:crypto';
import { type Language, LANGUAGES } from '#src/model/language.ts';
import { texts } from '#src/messages/catalogue.ts';
import { escapeHtml } from '../start-page.ts';
import { HELP_STYLE } from './style.ts';

export interface Frame {
  readonly language: Language;
  readonly title: string;
  /** For search engines; empty: none. */
  readonly description: string;
  /** The page has a search form of its own. */
  readonly hasSearch?: boolean;
  /** Below `/help/<language>`: '', `/cannot-send`, `/search`. */
  readonly path: string;
  /** Where links begin, without a slash at the end. */
  readonly base: string;
  readonly query?: string;
  /** False: not for search engines. */
  readonly index: boolean;
  /** Name and address of each step above this page. */
  readonly crumbs: readonly (readonly [string, string])[];
  /** HTML. */
  readonly main: string;
}

/** Changes with the style, so that browsers may keep it. */
export const STYLE_PATH = `/help/style.css?v=${createHash('sha256').update(HELP_STYLE).digest('hex').slice(0, 12)}`;

/** The same page in each language. */
const alternates = ({ base, path }: Frame): string =>
  [
    ...LANGUAGES.map(
      (one) => `<link rel="alternate" hreflang="${one}" href="${escapeHtml(`${base}/help/${one}${path}`)}">`,
    ),
    ...(path === '' ? [`<link rel="alternate" hreflang="x-default" href="${escapeHtml(`${base}/help`)}">`] : []),
  ].join('');

/** The mark of the app: a letter, and the light of the guard above it. */
const MARK =
  '<svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="9" fill="#0d5f5b"/><path d="M6.5 11.500h19v11a1.5 1.5 0 0 1-1.5 1.500H8a1.5 1.5 0 0 1-1.5-1.500zM7 12l9 7 9-7" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/><circle cx="16" cy="7" r="2.2" fill="#ffd27a"/></svg>';

/** The search form; there is one on each page. */
export function searchForm(language: Language, query: string, hint = ''): string {
  const { help: words } = texts(language);
  const shown = hint === '' ? words.search : hint;
  return `<form class="search" role="search" method="get" action="/help/${language}/search"><input type="search" name="q" maxlength="200" aria-label="${escapeHtml(words.search)}" placeholder="${escapeHtml(shown)}" value="${escapeHtml(query)}"><button type="submit">${escapeHtml(words.searchButton)}</button></form>`;
}

function languageLinks(frame: Frame): string {
  const search = frame.query === undefined ? '' : `?q=${encodeURIComponent(frame.query)}`;
  return LANGUAGES.map((one) => {
    const here = one === frame.language ? ' aria-current="true"' : '';
    const name = escapeHtml(texts(one).help.languageName);
    return `<li><a href="/help/${one}${escapeHtml(frame.path + search)}" lang="${one}" hreflang="${one}"${here}>${name}</a></li>`;
  }).join('');
}

function crumbs({ crumbs: steps, language, title }: Frame): string {
  if (steps.length === 0) return '';
  const { help: words } = texts(language);
  const above = steps.map(([name, href]) => `<li><a href="${escapeHtml(href)}">${escapeHtml(name)}</a></li>`).join('');
  return `<nav class="crumbs" aria-label="${escapeHtml(words.breadcrumbs)}"><ol>${above}<li aria-current="page">${escapeHtml(title)}</li></ol></nav>`;
}

const foot = (language: Language): string => {
  const { help: words } = texts(language);
  const ways = [
    ['/diagnose', words.diagnose],
    ['/explain', words.explain],
    ['/watch', words.watch],
    [`/help/${language}/contact-us`, words.contact],
    [`/help/${language}#articles`, words.allArticles],
  ];
  return ways.map(([href, text]) => `<a href="${href}">${escapeHtml(text)}</a>`).join('');
};

/** The whole page. */
export function helpPage(frame: Frame): string {
  const { language, base, path } = frame;
  const { help: words } = texts(language);
  const found = frame.index
    ? `<link rel="canonical" href="${escapeHtml(`${base}/help/${language}${path}`)}">${alternates(frame)}`
    : '<meta name="robots" content="noindex">';
  const description =
    frame.description === '' ? '' : `<meta name="description" content="${escapeHtml(frame.description)}">`;
  const title = path === '' ? words.title : `${frame.title} – ${words.title}`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title>${description}${found}<link rel="icon" href="/mark.svg" type="image/svg+xml"><link rel="stylesheet" href="${STYLE_PATH}"></head>
<body><a class="skip" href="#content">${escapeHtml(words.skip)}</a>
<header class="bar"><div><a class="brand" href="/help/${language}">${MARK}Postvakt <span>${escapeHtml(words.home)}</span></a>${frame.hasSearch === true ? '' : searchForm(language, frame.query ?? '')}<div class="tools"><a href="/">${escapeHtml(words.centre)}</a><nav aria-label="${escapeHtml(words.languages)}"><ul class="langs">${languageLinks(frame)}</ul></nav></div></div></header>
<div class="shell">${crumbs(frame)}<main id="content" tabindex="-1">${frame.main}</main></div>
<footer class="foot"><div>${foot(language)}</div></footer>
</body></html>`;
}
