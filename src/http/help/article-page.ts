/**
 * One article as a page: its reader's own state on top, the text with his values, the question whether it helped, what to
 * read next. Strings in, HTML out. Never shows a Block that the service did not hand over.
 */
import { fillPlaceholders, foldedWords, type HelpArticle, type HelpLevel } from '#src/model/help-article.ts';
import { MOST_ANSWER_WORDS } from '#src/model/help-answer.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Reader } from '#src/messages/telling.ts';
import type { OwnFigures } from '#src/service/help/own-figures.ts';
import type { ReaderState } from '#src/service/help/reader-state.ts';
import { escapeHtml } from '../start-page.ts';
import { helpPage } from './layout.ts';
import { type Rendered, withPictures } from './markdown.ts';
import { ownState } from './own-state.ts';
import { articleHref, diagnoseCard } from './pages.ts';
import { figure } from './pictures.ts';

export interface ArticleView {
  readonly article: HelpArticle;
  readonly rendered: Rendered;
  readonly state: ReaderState;
  readonly figures: OwnFigures;
  /** Name of who is signed in; null: a visitor. */
  readonly name: string | null;
  readonly reader: Reader;
  readonly base: string;
  readonly related: readonly HelpArticle[];
  readonly previous: HelpArticle | null;
  readonly next: HelpArticle | null;
  readonly answered: 'yes' | 'no' | 'too-many' | null;
}

const WORDS_A_MINUTE = 200;
/** Fewer headings are seen at a glance. */
const LEAST_HEADINGS = 3;

const pill = (level: HelpLevel, words: string): string =>
  `<li class="pill ${level}"><i aria-hidden="true"><b></b></i>${escapeHtml(words)}</li>`;

function facts({ article, reader }: ArticleView): string {
  const words = texts(reader.language);
  const date = new Intl.DateTimeFormat(words.diagnose.locale, { dateStyle: 'long', timeZone: 'UTC' });
  const minutes = Math.max(1, Math.round(foldedWords(article.body).length / WORDS_A_MINUTE));
  return `<ul class="facts">${pill(article.level, words.help.levels[article.level])}<li>${escapeHtml(words.help.updated)} <time datetime="${article.updated}">${escapeHtml(date.format(new Date(article.updated)))}</time></li><li>${escapeHtml(words.help.minutes({ minutes }))}</li></ul>`;
}

function whoReads({ name, reader }: ArticleView): string {
  const { help: words } = texts(reader.language);
  return name === null
    ? `<p class="soft small"><a href="/sign-in">${escapeHtml(words.notSignedIn)}</a></p>`
    : `<p class="soft small">${escapeHtml(words.signedInAs({ name }))}</p>`;
}

function contents({ rendered, reader }: ArticleView): string {
  if (rendered.headings.length < LEAST_HEADINGS) return '';
  const links = rendered.headings.map(({ id, text }) => `<li><a href="#${id}">${text}</a></li>`).join('');
  return `<nav class="toc" aria-labelledby="toc"><h2 id="toc">${escapeHtml(texts(reader.language).help.onThisPage)}</h2><ul>${links}</ul></nav>`;
}

/** The question, or the thanks for the answer. */
function question({ article, answered, reader }: ArticleView): string {
  const { help: words } = texts(reader.language);
  const box = (inner: string): string =>
    `<section class="card ask" id="answer" aria-labelledby="helpful"><h2 id="helpful">${escapeHtml(words.helpful)}</h2>${inner}</section>`;
  switch (answered) {
    case 'yes':
      return box(`<p role="status">${escapeHtml(words.thanksYes)}</p>`);
    case 'no':
      return box(`<p role="status">${escapeHtml(words.thanksNo)}</p>${diagnoseCard(reader.language)}`);
    case 'too-many':
      return box(`<p role="alert">${escapeHtml(words.tooMany)}</p>`);
    case null:
      return box(
        `<form method="post" action="${articleHref(article)}/answer"><label for="words">${escapeHtml(words.words)}</label><textarea id="words" name="words" rows="2" maxlength="${MOST_ANSWER_WORDS}"></textarea><div class="pair"><button type="submit" name="helpful" value="yes">${escapeHtml(words.yes)}</button><button class="quiet" type="submit" name="helpful" value="no">${escapeHtml(words.no)}</button></div></form>`,
      );
  }
}

function around({ related, previous, next, reader }: ArticleView): string {
  const { help: words } = texts(reader.language);
  const near = related.map(
    (one) =>
      `<li><a href="${articleHref(one)}">${escapeHtml(one.title)}<span>${escapeHtml(one.summary)}</span></a></li>`,
  );
  const read =
    near.length === 0
      ? ''
      : `<section class="around" aria-labelledby="related"><h2 id="related">${escapeHtml(words.related)}</h2><ul class="near">${near.join('')}</ul></section>`;
  const turn = (one: HelpArticle | null, rel: string, word: string): string =>
    one === null
      ? ''
      : `<a rel="${rel}" href="${articleHref(one)}"><small>${escapeHtml(word)}</small>${escapeHtml(one.title)}</a>`;
  const ways = turn(previous, 'prev', words.previous) + turn(next, 'next', words.next);
  return `${read}<nav class="turn" aria-label="${escapeHtml(words.allArticles)}">${ways}</nav>`;
}

/** The text with the reader's own values and the pictures drawn with them. */
function filled({ rendered, state: { values }, reader }: ArticleView): string {
  const { help, helpPictures } = texts(reader.language);
  // Words in place of an address are no text to type.
  const asTyped = values.login === help.values.login ? '{{login}}' : '<code>{{login}}</code>';
  const html = fillPlaceholders(rendered.html.replaceAll('<code>{{login}}</code>', asTyped), values, escapeHtml);
  return withPictures(html, (name, alt) => figure(name, alt, values, helpPictures));
}

/** The whole page. */
export function articlePage(view: ArticleView): string {
  const { article, state, figures, reader, base } = view;
  const { help: words } = texts(article.language);
  const front = `/help/${article.language}`;
  const toc = contents(view);
  return helpPage({
    language: article.language,
    base,
    path: `/${article.slug}`,
    title: article.title,
    description: article.summary,
    index: true,
    crumbs: [
      [words.home, front],
      [words.sections[article.section], `${front}#${article.section}`],
    ],
    main: `<article class="page${toc === '' ? '' : ' with-toc'}"><header class="head"><h1>${escapeHtml(article.title)}</h1><p class="lead">${escapeHtml(article.summary)}</p>${facts(view)}${whoReads(view)}</header>${ownState(article, state.blocks, figures, reader)}${toc}<div class="prose">${filled(view)}</div>${question(view)}${around(view)}</article>`,
  });
}
