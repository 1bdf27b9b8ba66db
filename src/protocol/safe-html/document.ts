/**
 * The document around a sanitised mail: its own response, shown in a frame without scripts. Called by service/webmail. Pure.
 * Holds no byte of the mail that did not come through sanitise.ts or escape().
 */
import { escape } from './escape.ts';
import { foldQuotes } from './quotes.ts';
import type { Sanitised } from './sanitise.ts';

export interface DocumentWords {
  readonly language: string;
  /** On the fold of what was quoted. */
  readonly quoted: string;
  /** Of the tab or the file it is printed to. */
  readonly title: string;
}

/**
 * Where a link really leads, behind it. What is important in a layer beats what a letter calls important (CSS Cascade 5 §6.4.3),
 * and a letter can make no layer: it cannot take the mark away.
 */
const LEADS = `@layer postvakt{a[data-leads]::after{content:" (" attr(data-leads) ")"!important;display:inline!important;visibility:visible!important;position:static!important;float:none!important;color:#8a1c00!important;background:#fff!important;font:600 14px/1.5 sans-serif!important;letter-spacing:0!important;word-spacing:0!important;text-indent:0!important;text-shadow:none!important;white-space:normal!important;zoom:1!important;opacity:1!important}}`;
const BASE = `${LEADS}
html{background:#fff;color:#1a1a1a;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;height:auto!important;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
body{margin:0;padding:1rem;height:auto!important;min-height:0!important}
img{max-width:100%;height:auto}
pre{white-space:pre-wrap}
table{max-width:100%}
blockquote{margin:.5rem 0;padding-left:.75rem;border-left:3px solid #c9cdd3}
a{color:#0b57a4}
.pv-away{display:inline-block;min-width:1.5rem;min-height:1.5rem;border:1px dashed #9aa1ab;color:#5c636d;font-size:.8rem}
details.pv-quoted>summary{cursor:pointer;list-style:none;display:inline-block;padding:.1rem .6rem;margin:.5rem 0;border-radius:999px;background:#e8eaed;color:#333;font-size:.85rem}
details.pv-quoted>summary::-webkit-details-marker{display:none}
@media print{body{padding:0}details.pv-quoted>summary{display:none}details.pv-quoted::details-content{content-visibility:visible;display:block}}`;
/** Only for mails that say themselves that they know the dark. */
const DARK = `:root{color-scheme:light dark}@media (prefers-color-scheme:dark){html{background:#16181c;color:#e6e8eb}a{color:#8ab4f8}}`;

/** The whole document. */
export function mailDocument(mail: Sanitised, words: DocumentWords): string {
  return [
    ...opening(words),
    `<style>${BASE}${mail.knowsDark ? DARK : ':root{color-scheme:light}'}</style>`,
    mail.css === '' ? '' : `<style>${mail.css.replaceAll('<', '')}</style>`,
    `</head><body>${foldQuotes(mail.html, words.quoted)}</body></html>`,
  ].join('');
}

const opening = ({ language, title }: DocumentWords): readonly string[] => [
  `<!doctype html><html lang="${escape(language)}"><head><meta charset="utf-8">`,
  '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">',
  `<title>${escape(title)}</title>`,
];

/** One letter on paper: lines of ours above it, already fit to be shown as HTML. */
export interface PaperLetter {
  readonly head: string;
  readonly mail: Sanitised;
}
const PAPER = `html{background:#fff;color:#1a1a1a;font:11pt/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color-scheme:light}
body{margin:0;padding:1rem}
h1{font-size:1.35rem;margin:0 0 1rem;overflow-wrap:anywhere}
.wall{display:flow-root;overflow:clip;contain:paint}
article+article{margin-top:1.5rem;border-top:2px solid #1a1a1a;padding-top:1rem}
header{margin:0 0 1rem;padding:0 0 .6rem;border-bottom:1px solid #c9cdd3;font-size:.9rem;break-after:avoid}
header p{margin:.15rem 0;overflow-wrap:anywhere}
@page{margin:16mm}
@media print{body{padding:0}}`;
/** Inside each letter's own tree; what the letter says of its page is said of that tree. */
const LETTER = `${LEADS}
:host{display:block;overflow-wrap:anywhere}img{max-width:100%;height:auto}pre{white-space:pre-wrap}table{max-width:100%}blockquote{margin:.5rem 0;padding-left:.75rem;border-left:3px solid #c9cdd3}a{color:#0b57a4}.pv-away{display:inline-block;min-width:1.5rem;min-height:1.5rem;border:1px dashed #9aa1ab;color:#5c636d;font-size:.8rem}`;

/**
 * Letters below each other, to be printed. Each stands in a tree of its own (a declarative shadow root, made by the parser
 * without a script), so that the style of one does not reach the next; and behind a wall that the letter has no hand on, so that
 * nothing of it is painted over who wrote it, or over another letter.
 */
export function paperDocument(
  letters: readonly PaperLetter[],
  words: Pick<DocumentWords, 'language' | 'title'>,
): string {
  const articles = letters.map(
    ({ head, mail }) =>
      `<article><header>${head}</header><div class="wall"><div><template shadowrootmode="open"><style>${LETTER}</style><style>${mail.css.replaceAll('<', '')}</style>${mail.html}</template></div></div></article>`,
  );
  return [
    ...opening({ ...words, quoted: '' }),
    `<style>${PAPER}</style></head><body><main><h1>${escape(words.title)}</h1>${articles.join('')}</main></body></html>`,
  ].join('');
}
