/**
 * Markdown of our own articles as HTML: `marked` with a renderer that knows no raw HTML, no foreign pictures and no link to
 * a page that is not there. Placeholders stay in the text and are filled in for each reader. Called by article-page.ts.
 */
import { Marked, type Token, type Tokens } from 'marked';
import { foldWord, type HelpArticle } from '#src/model/help-article.ts';
import type { Language } from '#src/model/language.ts';
import { texts } from '#src/messages/catalogue.ts';
import { escapeHtml } from '../start-page.ts';

export interface Heading {
  readonly id: string;
  /** HTML. */
  readonly text: string;
}
export interface Rendered {
  /** With placeholders. */
  readonly html: string;
  /** Of the second level, in order. */
  readonly headings: readonly Heading[];
  /** What the renderer would not show: raw HTML, links and pictures that lead nowhere. Empty in what we ship. */
  readonly problems: readonly string[];
}
/** What an article may lead to. */
export interface Reachable {
  readonly slugs: ReadonlySet<string>;
  readonly pictures: ReadonlySet<string>;
}

/** Pages of ours beside the articles: those that are there. */
export const OWN_PAGES =
  /^\/(?:sign-in|recover|overview|domains|mailboxes|blocks|invoices|contacts|countries|activity|support|settings|settings\/security|diagnose|watch|explain|explain\/settings|mail|mail\/settings(?:\/(?:rules|forwarding|vacation|senders|identities))?|mail\/contacts|mail\/outbox|abroad|ca\.pem|help)?$/;

/** Where a link of an article leads; null: nowhere we know. */
function target(href: string, article: HelpArticle, { slugs }: Reachable): string | null {
  if (OWN_PAGES.test(href)) return href;
  if (/^https:\/\/[^\s"'<>]+$/.test(href)) return href;
  const [slug, fragment] = href.split('#');
  if (slug === '' && fragment !== undefined) return `#${fragment}`;
  if (!slugs.has(slug)) return null;
  return `/help/${article.language}/${slug}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** `Slik gjør du` → `slik-gjor-du`. */
const headingId = (text: string): string =>
  foldWord(text)
    .match(/[a-z0-9]+/g)
    ?.join('-') ?? 'h';

/** A table whose first column names the row. Wider than a phone, it scrolls by itself, by keyboard too. */
function tableHtml({ header, rows }: Tokens.Table, language: Language, inline: (tokens: Token[]) => string): string {
  const cell = (one: Tokens.TableCell, tag: string, scope = ''): string =>
    `<${tag}${scope}>${inline(one.tokens)}</${tag}>`;
  // An empty corner heads nothing.
  const headCell = (one: Tokens.TableCell): string =>
    one.text.trim() === '' ? cell(one, 'td') : cell(one, 'th', ' scope="col"');
  const head = header.map(headCell).join('');
  const rowHtml = (row: Tokens.TableCell[]): string =>
    `<tr>${row.map((one, at) => (at === 0 ? cell(one, 'th', ' scope="row"') : cell(one, 'td'))).join('')}</tr>`;
  const name = escapeHtml(texts(language).help.table);
  return `<div class="wide" role="group" aria-label="${name}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${rows.map(rowHtml).join('')}</tbody></table></div>\n`;
}

/** Where a picture goes; drawn for each reader with his own values by `withPictures`. */
const pictureMark = (name: string, alt: string): string =>
  `<x-picture name="${escapeHtml(name)}" alt="${escapeHtml(alt)}"></x-picture>`;
const MARK = /<x-picture name="([^"]*)" alt="([^"]*)"><\/x-picture>/g;
/** Puts the drawings in; `alt` is HTML. */
export const withPictures = (html: string, draw: (name: string, alt: string) => string): string =>
  html.replace(MARK, (_whole, name: string, alt: string) => draw(name, alt));

/** Renders one article. */
export function renderArticle(article: HelpArticle, reachable: Reachable): Rendered {
  const problems: string[] = [];
  const headings: Heading[] = [];
  const taken = new Set<string>();
  const marked = new Marked({
    gfm: true,
    renderer: {
      html({ text }: Tokens.HTML | Tokens.Tag) {
        problems.push(`html: ${text}`);
        return escapeHtml(text);
      },
      heading({ tokens, depth, text }) {
        // The title is the page's only first heading.
        const level = Math.max(2, depth);
        let id = headingId(text);
        while (taken.has(id)) id += '-2';
        taken.add(id);
        const inner = this.parser.parseInline(tokens);
        if (level === 2) headings.push({ id, text: inner });
        return `<h${level} id="${id}">${inner}</h${level}>\n`;
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        const to = target(href, article, reachable);
        if (to === null) {
          problems.push(`link: ${href}`);
          return inner;
        }
        const away = to.startsWith('https:') ? ' rel="noopener noreferrer"' : '';
        return `<a href="${escapeHtml(to)}"${away}>${inner}</a>`;
      },
      paragraph({ tokens }) {
        const inner = this.parser.parseInline(tokens);
        // A picture alone in its paragraph is a figure, and a figure is no part of a paragraph.
        return inner.startsWith('<x-picture ') ? `${inner}\n` : `<p>${inner}</p>\n`;
      },
      image({ href, text }) {
        const name = /^([a-z0-9-]+)\.svg$/.exec(href)?.[1];
        if (name === undefined || !reachable.pictures.has(name) || text === '') {
          problems.push(`picture: ${href}`);
          return escapeHtml(text);
        }
        return pictureMark(name, text);
      },
      list(token) {
        const { start } = token;
        const items = token.items.map((item) => this.listitem(item)).join('');
        // Steps that go on after a table keep counting; the style sheet numbers them by class, since no style is inline.
        const from = typeof start === 'number' && start > 1 ? ` start="${start}" class="from-${start}"` : '';
        return token.ordered ? `<ol${from}>\n${items}</ol>\n` : `<ul>\n${items}</ul>\n`;
      },
      // Longer than a phone is wide, it scrolls by itself, by keyboard too.
      code({ text }) {
        return `<pre tabindex="0"><code>${escapeHtml(text)}\n</code></pre>\n`;
      },
      table(token) {
        return tableHtml(token, article.language, (tokens) => this.parser.parseInline(tokens));
      },
    },
  });
  const html = marked.parse(article.body, { async: false });
  return { html, headings, problems };
}
