/** The front page of the help centre, what search found, and the page for an address that is none. Strings in, HTML out. */
import { type HelpArticle, HELP_SECTIONS } from '#src/model/help-article.ts';
import type { Language } from '#src/model/language.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { HelpHit } from '#src/service/help/search.ts';
import { escapeHtml } from '../start-page.ts';
import { helpPage } from './layout.ts';

export const articleHref = ({ language, slug }: Pick<HelpArticle, 'language' | 'slug'>): string =>
  `/help/${language}/${slug}`;
export const articleLink = (article: HelpArticle): string =>
  `<a href="${articleHref(article)}">${escapeHtml(article.title)}</a>`;

/** The way on when reading did not help. */
export const diagnoseCard = (language: Language): string => {
  const { help: words } = texts(language);
  return `<p>${escapeHtml(words.diagnoseWhy)}</p><p><a class="button" href="/diagnose">${escapeHtml(words.diagnose)}</a></p>`;
};

/** All articles by section. */
function shelves(language: Language, articles: readonly HelpArticle[]): string {
  const { help: words } = texts(language);
  const cards = HELP_SECTIONS.map((section) => {
    const links = articles.filter((one) => one.section === section).map((one) => `<li>${articleLink(one)}</li>`);
    return `<section class="card" aria-labelledby="${section}"><h2 id="${section}">${escapeHtml(words.sections[section])}</h2><ul>${links.join('')}</ul></section>`;
  });
  return `<div class="grid">${cards.join('')}</div>`;
}

export function frontPage(language: Language, articles: readonly HelpArticle[], base: string): string {
  const { help: words } = texts(language);
  return helpPage({
    language,
    base,
    path: '',
    title: words.title,
    description: words.intro,
    index: true,
    crumbs: [],
    main: `<h1>${escapeHtml(words.title)}</h1><p class="lead">${escapeHtml(words.intro)}</p><div class="own">${diagnoseCard(language)}</div>${shelves(language, articles)}`,
  });
}

export function searchPage(language: Language, query: string, hits: readonly HelpHit[], base: string): string {
  const { help: words } = texts(language);
  const count = hits.length;
  const told =
    query === '' ? words.askSomething : count === 0 ? words.nothingFound({ query }) : words.found({ count, query });
  const found = hits.map(
    ({ article, excerpt }) =>
      `<li class="hit"><h2>${articleLink(article)}</h2><p>${escapeHtml(excerpt)}</p><p class="soft">${escapeHtml(words.sections[article.section])} · ${escapeHtml(words.levels[article.level])}</p></li>`,
  );
  const way = count === 0 ? `<div class="own">${diagnoseCard(language)}</div>` : '';
  return helpPage({
    language,
    base,
    path: '/search',
    query,
    title: words.search,
    description: '',
    index: false,
    crumbs: [[words.home, `/help/${language}`]],
    main: `<h1>${escapeHtml(words.search)}</h1><p role="status">${escapeHtml(told)}</p><ol class="plain">${found.join('')}</ol>${way}`,
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
