/** The front page of the help centre, what search found, and the page for an address that is none. Strings in, HTML out. */
import { type HelpArticle, HELP_SECTIONS } from '#src/model/help-article.ts';
import type { Language } from '#src/model/language.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { HelpSearch } from '#src/service/help/search.ts';
import { escapeHtml } from '../start-page.ts';
import { helpPage, searchForm } from './layout.ts';
import { icon } from './icons.ts';

export const articleHref = ({ language, slug }: Pick<HelpArticle, 'language' | 'slug'>): string =>
  `/help/${language}/${slug}`;
export const articleLink = (article: HelpArticle): string =>
  `<a href="${articleHref(article)}">${escapeHtml(article.title)}</a>`;

/** The way on when reading did not help. */
export const diagnoseCard = (language: Language): string => {
  const { help: words } = texts(language);
  return `<p>${escapeHtml(words.diagnoseWhy)}</p><p><a class="button" href="/diagnose">${escapeHtml(words.diagnose)}</a></p>`;
};

/** The worried reader first: what most people come with. */
const CHOICES = [
  ['cannot-receive', 'receive', 'inbox'],
  ['cannot-send', 'send', 'send'],
  ['password-refused', 'signIn', 'key'],
] as const;
/** Articles about a program that people know by name, with the kind of machine it is on. */
const PROGRAMS: readonly (readonly [slug: string, icon: 'phone' | 'computer' | 'code' | 'printer'])[] = [
  ['apple-mail', 'phone'],
  ['apple-mail-mac', 'computer'],
  ['outlook', 'computer'],
  ['outlook-mac-mobile', 'phone'],
  ['thunderbird', 'computer'],
  ['gmail-android', 'phone'],
  ['samsung-mail', 'phone'],
  ['k9-mail-fairemail', 'phone'],
  ['em-client', 'computer'],
  ['terminal-programs', 'code'],
  ['printers-and-websites', 'printer'],
  ['settings', 'computer'],
];

function choices(language: Language): string {
  const { help: words } = texts(language);
  const cards = CHOICES.map(([slug, name, drawn]) => {
    const { title, text } = words.choices[name];
    return `<li><a href="/help/${language}/${slug}">${icon(drawn)}<strong>${escapeHtml(title)}</strong><span>${escapeHtml(text)}</span></a></li>`;
  });
  return `<ul class="choices">${cards.join('')}</ul>`;
}

const guide = (language: Language): string => {
  const { help: words } = texts(language);
  return `<div class="guide"><p><strong>${escapeHtml(words.otherTitle)}</strong><br>${escapeHtml(words.otherText)}</p><div class="pair"><a class="button" href="/diagnose">${escapeHtml(words.diagnose)}</a><a class="button quiet" href="/help/${language}/troubleshooting-email">${escapeHtml(words.readAll)}</a></div></div>`;
};

function programs(language: Language, articles: readonly HelpArticle[]): string {
  const { help: words } = texts(language);
  const tiles = PROGRAMS.flatMap(([slug, drawn]) => {
    const article = articles.find((one) => one.slug === slug);
    return article === undefined
      ? []
      : [`<li><a href="${articleHref(article)}">${icon(drawn)}<span>${escapeHtml(article.title)}</span></a></li>`];
  });
  return `<section class="part" aria-labelledby="programs"><h2 id="programs">${escapeHtml(words.programs)}</h2><ul class="tiles">${tiles.join('')}</ul></section>`;
}

/** All articles by section. */
function shelves(language: Language, articles: readonly HelpArticle[]): string {
  const { help: words } = texts(language);
  const cards = HELP_SECTIONS.map((section) => {
    const links = articles
      .filter((one) => one.section === section)
      .map(
        (one) =>
          `<li><a href="${articleHref(one)}">${escapeHtml(one.title)}<span>${escapeHtml(one.summary)}</span></a></li>`,
      );
    return `<section class="card" aria-labelledby="${section}"><h3 id="${section}">${escapeHtml(words.sections[section])}</h3><ul>${links.join('')}</ul></section>`;
  });
  return `<section class="part" aria-labelledby="articles"><h2 id="articles">${escapeHtml(words.everything)}</h2><div class="shelves">${cards.join('')}</div></section>`;
}

/** `own`: HTML of what stops the reader's own mail; empty for everybody else. */
export function frontPage(language: Language, articles: readonly HelpArticle[], base: string, own: string): string {
  const { help: words } = texts(language);
  return helpPage({
    language,
    base,
    path: '',
    title: words.title,
    description: words.intro,
    index: true,
    hasSearch: true,
    crumbs: [],
    main: `<div class="hero"><div><h1>${escapeHtml(words.frontTitle)}</h1><p class="lead">${escapeHtml(words.frontIntro)}</p></div>${own}${choices(language)}${searchForm(language, '', words.searchHint)}${guide(language)}</div>${programs(language, articles)}${shelves(language, articles)}`,
  });
}

/** Somebody typed a code or pasted what a program said. */
const looksPasted = (query: string): boolean =>
  /0x[0-9a-f]{6,}|\b[45]\d\d\b|\b[45]\.\d{1,3}\.\d{1,3}\b|CERT|ERR|error|feil|fel\b/i.test(query) || query.length > 60;

const explainCard = (language: Language): string => {
  const { help: words } = texts(language);
  return `<section class="card found" aria-labelledby="explain"><h2 id="explain">${escapeHtml(words.explain)}</h2><p>${escapeHtml(words.explainWhy)}</p><p><a class="button" href="/explain">${escapeHtml(words.explain)}</a></p></section>`;
};

export function searchPage(language: Language, query: string, { hits, corrected }: HelpSearch, base: string): string {
  const { help: words } = texts(language);
  const count = hits.length;
  const told =
    query === '' ? words.askSomething : count === 0 ? words.nothingFound({ query }) : words.found({ count, query });
  const also =
    corrected.length === 0 || count === 0
      ? ''
      : `<p class="soft">${escapeHtml(words.also({ words: corrected.join(', ') }))}</p>`;
  const found = hits.map(
    ({ article, excerpt }) =>
      `<li><h2>${articleLink(article)}</h2><p>${escapeHtml(excerpt)}</p><p class="soft small">${escapeHtml(words.sections[article.section])} · ${escapeHtml(words.levels[article.level])}</p></li>`,
  );
  const explain = looksPasted(query) ? explainCard(language) : '';
  const way = count === 0 ? guide(language) : '';
  return helpPage({
    language,
    base,
    path: '/search',
    query,
    title: words.search,
    description: '',
    index: false,
    crumbs: [[words.home, `/help/${language}`]],
    main: `<h1>${escapeHtml(words.search)}</h1><p role="status">${escapeHtml(told)}</p>${also}${explain}<ol class="hits">${found.join('')}</ol>${way}`,
  });
}

export function missingPage(language: Language, articles: readonly HelpArticle[], base: string): string {
  const { help: words } = texts(language);
  return helpPage({
    language,
    base,
    path: '',
    title: words.missingTitle,
    description: '',
    index: false,
    crumbs: [[words.home, `/help/${language}`]],
    main: `<h1>${escapeHtml(words.missingTitle)}</h1><p class="lead">${escapeHtml(words.missing)}</p>${shelves(language, articles)}`,
  });
}
