/**
 * Folds what was quoted at the end of an answer, so that the new words come first. Works on sanitised HTML, whose tags are
 * all closed; uses <details>, which needs no script. Called by document.ts. Pure.
 */
import { escape } from './escape.ts';

/** Shorter quotes stay open. */
const LEAST_QUOTED = 160;
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s[^>]*)?)>/g;
const VOID = new Set(['br', 'hr', 'img', 'col', 'wbr']);
const QUOTE =
  /\b(?:gmail_quote|moz-cite-prefix|yahoo_quoted|protonmail_quote|OutlookMessageHeader)\b|\bid="(?:divRplyFwdMsg|appendonsend|reply-intro)"/;

interface Element {
  readonly start: number;
  readonly end: number;
}

/** The same HTML; the last long quote is folded when words of the writer's own stand before it. */
export function foldQuotes(html: string, label: string): string {
  const quote = lastQuote(html);
  if (quote === null) return html;
  const before = textOf(html.slice(0, quote.start));
  const inside = textOf(html.slice(quote.start, quote.end));
  const after = textOf(html.slice(quote.end));
  // Answers between the lines of a quote, or below it, must not be hidden.
  if (before.length < 2 || inside.length < LEAST_QUOTED || after.length > 400) return html;
  return `${html.slice(0, quote.start)}<details class="pv-quoted"><summary aria-label="${escape(label)}" title="${escape(label)}">•••</summary>${html.slice(quote.start, quote.end)}</details>${html.slice(quote.end)}`;
}

const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&nbsp;|\s+/g, ' ')
    .trim();

/** The last outermost quote. */
function lastQuote(html: string): Element | null {
  let found: Element | null = null;
  let open: { readonly start: number; readonly tag: string; depth: number } | null = null;
  for (const match of html.matchAll(TAG)) {
    const [whole, slash, tag, attributes] = match;
    if (VOID.has(tag)) continue;
    if (open === null) {
      if (slash === '' && (tag === 'blockquote' || QUOTE.test(attributes)))
        open = { start: match.index, tag, depth: 1 };
    } else if (tag === open.tag) {
      open.depth += slash === '' ? 1 : -1;
      if (open.depth === 0) {
        found = { start: open.start, end: match.index + whole.length };
        open = null;
      }
    }
  }
  return found;
}
