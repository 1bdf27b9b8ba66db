/**
 * HTML of the editor as it may leave this host, and of a message as it may be quoted there: what may be shown (sanitise.ts),
 * and of that only what letters are made of. Nothing from elsewhere, pictures by `cid:` alone, no names for others to style.
 * Called by service/webmail. Pure.
 */
import { type Attributes, sanitise } from './sanitise.ts';

const TAGS =
  'p div br hr b strong i em u s strike del ins sub sup small span font a ul ol li blockquote pre code h1 h2 h3 h4 h5 h6 table caption thead tbody tfoot tr td th img address dl dt dd center'.split(
    ' ',
  );
const EVERYWHERE = new Set(['style', 'dir', 'lang', 'align', 'title']);
const OWN: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  blockquote: ['type', 'cite'],
  font: ['color', 'face', 'size'],
  img: ['src', 'alt', 'width', 'height'],
  ol: ['start', 'type'],
  table: ['width', 'border', 'cellpadding', 'cellspacing', 'bgcolor'],
  td: ['colspan', 'rowspan', 'width', 'bgcolor', 'valign'],
  th: ['colspan', 'rowspan', 'width', 'bgcolor', 'valign'],
  tr: ['bgcolor', 'valign'],
};
/** Ours: what the composer finds again. */
const CLASSES = /^(?:signature|intro)$/;
/** Quoted and written alike: longer than any letter, shorter than an attack. */
const MOST_HTML = 900_000;

function attributesOf(tag: string, kept: Attributes): Attributes | null {
  const own = OWN[tag] ?? [];
  const rest: Attributes = {};
  for (const [name, value] of Object.entries(kept)) {
    const isClass = name === 'class' && tag === 'div' && CLASSES.test(value);
    const isFit = name === 'cite' ? /^https?:/i.test(value) : true;
    if (isClass || (isFit && (EVERYWHERE.has(name) || own.includes(name)))) rest[name] = value;
  }
  return tag === 'img' && !(rest['src'] ?? '').startsWith('cid:') ? null : rest;
}
const RULES = {
  cid: (id: string) => `cid:${id}`,
  remote: () => null,
  narrow: { tags: TAGS, attributes: attributesOf },
} as const;

/** Clean HTML; always the same for what is clean already. */
export const cleanHtml = (html: string): string => sanitise(html.slice(0, MOST_HTML), RULES).html;
