/**
 * One article as a page: its reader's own state on top, the text with his values, the question whether it helped, what to
 * read next. Strings in, HTML out. Never shows a Block that the service did not hand over.
 */
import type { Block } from '#src/model/block.ts';
import { fillPlaceholders, foldedWords, type HelpArticle } from '#src/model/help-article.ts';
import { MOST_ANSWER_WORDS } from '#src/model/help-answer.ts';
import { blockTold, opensText } from '#src/messages/block-line.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { Reader } from '#src/messages/telling.ts';
import type { ReaderState } from '#src/service/help/reader-state.ts';
import { escapeHtml } from '../start-page.ts';
import { helpPage } from './layout.ts';
import type { Rendered } from './markdown.ts';
import { articleHref, articleLink, diagnoseCard } from './pages.ts';

export interface ArticleView {
  readonly article: HelpArticle;
  readonly rendered: Rendered;
  readonly state: ReaderState;
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
const MOST_BLOCKS = 5;

/** Blocks of the reader that this article is about. */
const concerned = ({ article, state }: ArticleView): readonly Block[] =>
  state.blocks.filter((block) => article.causes.includes(block.cause)).slice(0, MOST_BLOCKS);

function ownState(view: ArticleView): string {
  const { language } = view.reader;
  const words = texts(language);
  if (view.name === null) {
    const sentence = escapeHtml(words.help.notSignedIn);
    return `<p class="soft"><a href="/sign-in">${sentence}</a></p>`;
  }
  const signedIn = `<p class="soft">${escapeHtml(words.help.signedInAs({ name: view.name }))}</p>`;
  const blocks = concerned(view).map((block) => {
    const what = words.blocks.what[block.rule](blockTold(block, view.reader));
    const ends = opensText(block, view.reader);
    const more =
      block.code === '' ? '' : ` <a href="/b/${escapeHtml(block.code)}">${escapeHtml(words.help.ownMore)}</a>`;
    return `<p><strong>${escapeHtml(what)}</strong> ${escapeHtml(ends)}${more}</p>`;
  });
  if (blocks.length === 0) return signedIn;
  return `<section class="own stopped" aria-labelledby="own-state"><h2 id="own-state">${escapeHtml(words.help.ownState)}</h2>${blocks.join('')}</section>${signedIn}`;
}

function facts({ article, reader }: ArticleView): string {
  const words = texts(reader.language);
  const date = new Intl.DateTimeFormat(words.diagnose.locale, { dateStyle: 'long', timeZone: 'UTC' });
  const minutes = Math.max(1, Math.round(foldedWords(article.body).length / WORDS_A_MINUTE));
  return `<ul class="facts"><li class="pill">${escapeHtml(words.help.level)}: ${escapeHtml(words.help.levels[article.level])}</li><li>${escapeHtml(words.help.updated)} <time datetime="${article.updated}">${escapeHtml(date.format(new Date(article.updated)))}</time></li><li>${escapeHtml(words.help.minutes({ minutes }))}</li></ul>`;
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
    `<section class="ask" id="answer" aria-labelledby="helpful"><h2 id="helpful">${escapeHtml(words.helpful)}</h2>${inner}</section>`;
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
  const list = related.map((one) => `<li>${articleLink(one)}</li>`).join('');
  const read = `<section class="card" aria-labelledby="related"><h2 id="related">${escapeHtml(words.related)}</h2><ul>${list}</ul></section>`;
  const turn = (one: HelpArticle | null, rel: string, word: string): string =>
    one === null
      ? ''
      : `<a rel="${rel}" href="${articleHref(one)}"><small>${escapeHtml(word)}</small>${escapeHtml(one.title)}</a>`;
  const ways = turn(previous, 'prev', words.previous) + turn(next, 'next', words.next);
  return `${related.length === 0 ? '' : read}<nav class="turn" aria-label="${escapeHtml(words.allArticles)}">${ways}</nav>`;
}

/** The whole page. */
export function articlePage(view: ArticleView): string {
  const { article, rendered, state, base } = view;
  const { help: words } = texts(article.language);
  const front = `/help/${article.language}`;
  // Words in place of an address are no text to type.
  const asTyped = state.values.login === words.values.login ? '{{login}}' : '<code>{{login}}</code>';
  const fill = (html: string): string =>
    fillPlaceholders(html.replaceAll('<code>{{login}}</code>', asTyped), state.values, escapeHtml);
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
    main: `<article class="article"><h1>${escapeHtml(article.title)}</h1><p class="lead">${escapeHtml(article.summary)}</p>${facts(view)}${ownState(view)}${contents(view)}${fill(rendered.html)}${question(view)}</article>${around(view)}`,
  });
}
