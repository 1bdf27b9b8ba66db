/**
 * HTML of a mail → HTML that is fit to be shown: no script, form, frame or fetch of its own; its looks, its links, its
 * pictures through us. Called by service/webmail for the document in its sandbox and for what is quoted in an answer.
 * The sandbox is the wall; this tidies behind it. Pure, never throws.
 */
import sanitizeHtml from 'sanitize-html';
import { safeDeclarations, safeSheet, type ShowImage } from './css.ts';
import { escape } from './escape.ts';
import { leadsElsewhere } from './link-text.ts';
import { htmlToText } from './plain.ts';

export interface SanitiseRules {
  /** Address under which the picture of this `cid:` is shown; null: it is not there. */
  readonly cid: (id: string) => string | null;
  /** Address under which a picture from elsewhere is shown; null: it is not shown now. */
  readonly remote: ShowImage;
  /** Words in front of where a link really leads. */
  readonly leadsTo?: string;
  /** Less than what may be shown: written.ts. */
  readonly narrow?: Narrow;
}
export interface Narrow {
  readonly tags: readonly string[];
  /** Of an element what stays of its tamed attributes; null: an image that goes. */
  readonly attributes: (tag: string, kept: Attributes) => Attributes | null;
}
export interface DifferingLink {
  readonly shown: string;
  readonly leads: string;
}
export interface Sanitised {
  /** Goes into a body. */
  readonly html: string;
  /** Goes into a style element; empty when there is none. */
  readonly css: string;
  /** Pictures from elsewhere, trackers not among them. */
  readonly remoteImages: number;
  /** Pictures nobody can see: they only tell that the mail was opened. Never fetched. */
  readonly trackers: number;
  readonly links: readonly DifferingLink[];
  /** The mail says itself how it looks in the dark. */
  readonly knowsDark: boolean;
}

const TAGS =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main map mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup style table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  );
/** Left out with all that is in them. */
const SILENT =
  'script style textarea option select noscript noframes noembed template title xmp plaintext svg math object embed applet audio video canvas iframe frame frameset datalist portal'.split(
    ' ',
  );
const PLAIN_ATTRIBUTES =
  'align valign bgcolor border cellpadding cellspacing colspan rowspan color dir face height width lang nowrap size span start type value title alt summary scope abbr class id name role aria-label aria-hidden reversed open hspace vspace datetime cite'.split(
    ' ',
  );
const MOST_HTML = 4 * 1024 * 1024;
const MOST_NESTING = 200;
/** As deep as browsers go; the parser's work grows with the square of it. What is deeper is shown as text. */
const MOST_OPEN = 512;
/** Style elements are cut out of what is written so far, which costs all of it each time. */
const MOST_STYLES = 100;
/** What the parser may be asked to do; no letter comes near it. */
const MOST_WORK = 400_000;
const ELEMENT_WORK = 5;
const MOST_ATTRIBUTE = 4_000;
const MOST_DATA_IMAGE = 2 * 1024 * 1024;
const DATA_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp);base64,[a-z0-9+/=\s]*$/i;
const MOST_LINKS_TOLD = 20;

export type Attributes = Record<string, string>;

/** The parser can only be stopped by throwing; caught below. */
class Endless extends Error {}

/** Sanitises; what is longer than 4 MiB of characters is cut, and what is built to be endless work is shown as text. */
export function sanitise(html: string, rules: SanitiseRules): Sanitised {
  try {
    return sanitised(html, rules);
  } catch (error) {
    if (!(error instanceof Endless)) throw error;
    const text = escape(htmlToText(html.slice(0, MOST_HTML / 4)));
    const shown = `<div style="white-space:pre-wrap">${text}</div>`;
    return { html: shown, css: '', remoteImages: 0, trackers: 0, links: [], knowsDark: false };
  }
}

/** Counts what the parser is asked to do: a letter of 4 MiB could keep the host busy for minutes. */
function limits(): Pick<sanitizeHtml.IOptions, 'onOpenTag' | 'onCloseTag' | 'textFilter'> {
  let [open, styles, work] = [0, 0, 0];
  const count = (more: number): void => {
    work += more;
    if (work > MOST_WORK || open > MOST_OPEN || styles > MOST_STYLES) throw new Endless();
  };
  return {
    onOpenTag: (name) => {
      open++;
      if (name === 'style') styles++;
      count(ELEMENT_WORK);
    },
    onCloseTag: () => {
      open--;
      count(1);
    },
    textFilter: (text) => {
      count(1);
      return text;
    },
  };
}

function sanitised(html: string, rules: SanitiseRules): Sanitised {
  const sheets: string[] = [];
  const links: DifferingLink[] = [];
  const differing = new Map<number, DifferingLink>();
  const count = { remote: 0, trackers: 0, links: 0 };
  const background: ShowImage = (url) => picture(url, rules, () => count.remote++);
  const attributesOf = (tag: string, given: Attributes): Attributes => {
    const kept = plainAttributes(given);
    const style = [
      given['background'] === undefined
        ? ''
        : `background-image:url("${given['background'].replaceAll(/["\\]/g, '')}")`,
      tag === 'body' ? bodyStyle(given) : '',
      given['style']?.slice(0, MOST_ATTRIBUTE * 4) ?? '',
    ]
      .filter((one) => one !== '')
      .join(';');
    const safe = style === '' ? '' : safeDeclarations(style, background);
    if (safe !== '') kept['style'] = safe;
    if (tag === 'a') linkAttributes(kept, given, count);
    if (tag === 'img') imageAttributes(kept, given, rules, count);
    return rules.narrow === undefined ? kept : (rules.narrow.attributes(tag, kept) ?? { 'data-gone': '1' });
  };
  const clean = sanitizeHtml(html.slice(0, MOST_HTML).replaceAll('\u0000', ''), {
    allowedTags: [...(rules.narrow?.tags ?? TAGS)],
    allowVulnerableTags: true, // styles are taken out below and tamed
    nonTextTags: rules.narrow === undefined ? SILENT.filter((tag) => tag !== 'style') : SILENT,
    allowedAttributes: false,
    allowedSchemes: ['http', 'https', 'mailto', 'tel', 'data'],
    allowedSchemesAppliedToAttributes: [],
    allowProtocolRelative: true,
    parseStyleAttributes: false,
    enforceHtmlBoundary: false,
    nestingLimit: MOST_NESTING,
    ...limits(),
    transformTags: {
      '*': (tag, given) => ({ tagName: tag === 'body' ? 'div' : tag, attribs: attributesOf(tag, given) }),
    },
    exclusiveFilter: (frame) => {
      if (frame.tag === 'style') {
        sheets.push(frame.text);
        return true;
      }
      if (frame.tag === 'a') {
        const found = leadsElsewhere(frame.text, frame.attribs['href'] ?? '');
        if (found !== null) {
          differing.set(Number(frame.attribs['data-link']), found);
          if (links.length < MOST_LINKS_TOLD) links.push(found);
        }
      }
      return false;
    },
  });
  const css = safeSheet(sheets.join('\n'));
  return {
    html: marked(clean, differing, rules.leadsTo ?? ''),
    css,
    remoteImages: count.remote,
    trackers: count.trackers,
    links,
    knowsDark:
      /<meta[^>]{0,200}name=["']?(?:supported-)?color-scheme/i.test(html.slice(0, 65_536)) ||
      /color-scheme|prefers-color-scheme/i.test(css),
  };
}

function plainAttributes(given: Attributes): Attributes {
  const kept: Attributes = {};
  for (const [name, value] of Object.entries(given))
    if (PLAIN_ATTRIBUTES.includes(name) && value.length <= MOST_ATTRIBUTE && isFit(name, value)) kept[name] = value;
  return kept;
}
/** Lengths that would only push the rest out of sight; names that would hide what a form or a page has. */
function isFit(name: string, value: string): boolean {
  if (/^(?:height|width|border|cellpadding|cellspacing|hspace|vspace|size|span|colspan|rowspan)$/.test(name))
    return /^[+-]?\d{1,4}(?:\.\d+)?(?:px|%|\*)?$/.test(value.trim()) && !(name.endsWith('span') && Number(value) > 200);
  if (name === 'type') return /^(?:cite|disc|circle|square|[1aAiI])$/.test(value);
  if (name === 'bgcolor' || name === 'color') return /^[#\w\s(),.%]{1,60}$/.test(value);
  return true;
}

function bodyStyle({ bgcolor, text }: Attributes): string {
  const color = (value: string | undefined): value is string => value !== undefined && /^#?[\w]{1,30}$/.test(value);
  return `${color(bgcolor) ? `background-color:${bgcolor};` : ''}${color(text) ? `color:${text}` : ''}`;
}

/** The address of a link as the browser will read it; null when it leads nowhere that mail should. */
export function safeLink(href: string): string | null {
  // What browsers pass over inside an address (WHATWG URL) must not hide its scheme from us.
  const plain = href
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '')
    .trim()
    .slice(0, MOST_ATTRIBUTE);
  if (/^#[\w.:-]{0,200}$/.test(plain)) return plain;
  if (/^mailto:[^<>"]+$/i.test(plain) || /^tel:[+\d().\s-]{1,40}$/i.test(plain)) return plain;
  const url = URL.parse(plain.startsWith('//') ? `https:${plain}` : plain);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url.href : null;
}

function linkAttributes(kept: Attributes, given: Attributes, count: { links: number }): void {
  const href = given['href'] === undefined ? null : safeLink(given['href']);
  if (href === null) return;
  kept['href'] = href;
  kept['data-link'] = String(count.links++);
  if (href.startsWith('#')) return;
  kept['target'] = '_blank';
  kept['rel'] = 'noopener noreferrer nofollow';
}

function imageAttributes(
  kept: Attributes,
  given: Attributes,
  rules: SanitiseRules,
  count: { remote: number; trackers: number },
): void {
  const src = (given['src'] ?? '').trim();
  const isRemote = /^(?:https?:)?\/\//i.test(src);
  if (isRemote && isTracker(given)) {
    count.trackers++;
    kept['data-gone'] = '1';
    return;
  }
  const shown = picture(src, rules, () => count.remote++);
  if (shown !== null) kept['src'] = shown;
  else if (isRemote) kept['class'] = 'pv-away';
  else if ((given['alt'] ?? '') === '') kept['data-gone'] = '1';
}

function picture(src: string, rules: SanitiseRules, onRemote: () => void): string | null {
  const plain = src.trim();
  if (/^cid:/i.test(plain)) return rules.cid(decoded(plain.slice(4)).replace(/^<|>$/g, ''));
  if (/^data:/i.test(plain)) return plain.length <= MOST_DATA_IMAGE && DATA_IMAGE.test(plain) ? plain : null;
  const url = URL.parse(plain.startsWith('//') ? `https:${plain}` : plain);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  onRemote();
  return rules.remote(url.href);
}
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Too small to see, or hidden: it is there to be counted. */
function isTracker({ width = '', height = '', style = '' }: Attributes): boolean {
  const small = (value: string): boolean => /^\s*[0-2](?:\.\d+)?\s*(?:px)?\s*$/i.test(value);
  const plain = style.replaceAll(/\s+/g, '').toLowerCase();
  const tiny = (side: string): boolean =>
    new RegExp(`(?:^|;)(?:max-)?${side}:[0-2](?:\\.\\d+)?(?:px)?(?:;|!|$)`).test(plain);
  const isHidden = /(?:^|;)(?:display:none|visibility:hidden|opacity:0(?:\.0+)?(?:;|!|$))/.test(plain);
  return isHidden || ((small(width) || tiny('width')) && (small(height) || tiny('height')));
}

/** Takes our own marks out again, with the images that go; a link that says another address than it leads to shows where. */
const marked = (clean: string, differing: ReadonlyMap<number, DifferingLink>, leadsTo: string): string =>
  clean
    .replaceAll(/<img(?=[^>]* data-gone="1")[^>]*>/g, '')
    .replaceAll(/(<a [^>]*?) data-link="(\d+)"/g, (_, start: string, number: string) => {
      const found = differing.get(Number(number));
      return found === undefined ? start : `${start} data-leads="${leadsTo}${found.leads}"`;
    });
