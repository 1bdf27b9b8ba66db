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
}

const BASE = `html{background:#fff;color:#1a1a1a;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;height:auto!important;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
body{margin:0;padding:1rem;height:auto!important;min-height:0!important}
img{max-width:100%;height:auto}
pre{white-space:pre-wrap}
table{max-width:100%}
blockquote{margin:.5rem 0;padding-left:.75rem;border-left:3px solid #c9cdd3}
a{color:#0b57a4}
.pv-away{display:inline-block;min-width:1.5rem;min-height:1.5rem;border:1px dashed #9aa1ab;color:#5c636d;font-size:.8rem}
a[data-leads]::after{content:" (" attr(data-leads) ")";color:#8a1c00;font-weight:600}
details.pv-quoted>summary{cursor:pointer;list-style:none;display:inline-block;padding:.1rem .6rem;margin:.5rem 0;border-radius:999px;background:#e8eaed;color:#333;font-size:.85rem}
details.pv-quoted>summary::-webkit-details-marker{display:none}
.pv-head{margin:0 0 1rem;padding:0 0 .75rem;border-bottom:1px solid #c9cdd3;font-size:.9rem}
.pv-head h1{font-size:1.2rem;margin:0 0 .5rem}
.pv-head p{margin:.1rem 0}
@media print{body{padding:0}details.pv-quoted>summary{display:none}details.pv-quoted::details-content{content-visibility:visible;display:block}}`;
/** Only for mails that say themselves that they know the dark. */
const DARK = `:root{color-scheme:light dark}@media (prefers-color-scheme:dark){html{background:#16181c;color:#e6e8eb}a{color:#8ab4f8}}`;

/** The whole document. `head`: HTML of ours above the mail (when it is printed). */
export function mailDocument(mail: Sanitised, words: DocumentWords, head = ''): string {
  return [
    `<!doctype html><html lang="${escape(words.language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">',
    '<meta name="responsive-embedded-sizing"><title></title>',
    `<style>${BASE}${mail.knowsDark ? DARK : ':root{color-scheme:light}'}</style>`,
    mail.css === '' ? '' : `<style>${mail.css.replaceAll('<', '')}</style>`,
    `</head><body>${head}${foldQuotes(mail.html, words.quoted)}</body></html>`,
  ].join('');
}
