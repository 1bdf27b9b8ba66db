/**
 * Style of a mail, tamed: declarations and sheets in which nothing fetches, covers the reader's page or grows without end.
 * Called by sanitise.ts. Pure, linear, capped; what is not understood is left out, never guessed.
 */

/** Properties that mails need to look as meant; everything else goes. */
const PROPERTY =
  /^(?:background(?:-(?:color|image|position|repeat|size|clip|origin))?|border(?:-[a-z-]+)?|border-collapse|border-spacing|box-shadow|box-sizing|caption-side|clear|color|color-scheme|column-(?:count|gap|width)|columns|content|direction|display|empty-cells|flex(?:-[a-z]+)?|float|font(?:-(?:family|size|style|variant|weight|stretch))?|gap|grid(?:-[a-z-]+)?|align-[a-z]+|justify-[a-z]+|place-[a-z]+|height|hyphens|letter-spacing|line-height|list-style(?:-(?:type|position))?|margin(?:-[a-z-]+)?|max-height|max-width|min-height|min-width|object-fit|opacity|order|orphans|outline(?:-[a-z]+)?|overflow(?:-[a-z]+)?|padding(?:-[a-z-]+)?|page-break-[a-z]+|break-[a-z]+|position|quotes|table-layout|text-[a-z-]+|top|left|right|bottom|unicode-bidi|vertical-align|visibility|white-space|widows|width|word-break|word-spacing|word-wrap|writing-mode|-webkit-text-size-adjust|-ms-text-size-adjust|mso-[a-z-]+|zoom)$/;
const FUNCTIONS = new Set(
  'rgb rgba hsl hsla hwb lab lch oklab oklch calc min max clamp linear-gradient radial-gradient repeating-linear-gradient repeating-radial-gradient conic-gradient light-dark'.split(
    ' ',
  ),
);
const IMAGE_PROPERTIES = new Set(['background', 'background-image']);
/** Larger lengths only push the rest out of sight, or the browser out of memory. */
const MOST_NUMBER = 5_000;
const MOST_DECLARATIONS = 200;
const MOST_VALUE = 2_000;
const MOST_BRACKETS = 100;
const MOST_SHEET = 256 * 1024;
const MOST_RULES = 5_000;
const MOST_NESTING = 3;

/** Gives the address under which the picture is shown, or null when it is not to be fetched. */
export type ShowImage = (url: string) => string | null;
const noImage: ShowImage = () => null;

/** The declarations that may stay, `;` between them. `image` decides about each `url()` of a background. */
export function safeDeclarations(text: string, image: ShowImage = noImage): string {
  return split(withoutComments(text), ';')
    .slice(0, MOST_DECLARATIONS)
    .flatMap((one) => {
      const colon = one.indexOf(':');
      if (colon < 0) return [];
      const property = one.slice(0, colon).trim().toLowerCase();
      const value = safeValue(property, one.slice(colon + 1).trim(), image);
      return value === null ? [] : [`${property}:${value}`];
    })
    .join(';');
}

function safeValue(property: string, value: string, image: ShowImage): string | null {
  if (!PROPERTY.test(property) || value === '' || value.length > MOST_VALUE) return null;
  // An escape can spell anything, a bracket can end the sheet, an at sign or a brace begins something else.
  // oxlint-disable-next-line no-control-regex
  if (/[\\<>{}@;\u0000-\u0008\u000e-\u001f]/.test(value)) return null;
  if (value.split('(').length > MOST_BRACKETS) return null;
  const lower = value.toLowerCase();
  if (/expression|javascript:|vbscript:|-moz-binding|behavio/.test(lower)) return null;
  if (property === 'position' && !/^(?:static|relative)(?:\s*!important)?$/.test(lower)) return null;
  if (property === 'content' && !/^(?:none|normal|''|"")$/.test(lower)) return null;
  if (numbersOf(lower).some((number) => Math.abs(number) > MOST_NUMBER)) return null;
  if (property === 'font-size' && numbersOf(lower).some((number) => number > 400)) return null;
  return withImages(property, value.replaceAll(WINDOW, pixels), image);
}

/** A letter is as tall as it is: it has no window to be measured by, and one that grew with its frame would never end. */
const WINDOW = /(?<![\w#.-])(\d{0,5}(?:\.\d{1,6})?)(?:[sld]?vh|[sld]?vb|[sld]?vmin|[sld]?vmax)\b/gi;
const WINDOW_PIXELS = 800;
const pixels = (whole: string, number: string): string =>
  number === '' ? whole : `${Math.min(MOST_NUMBER, Math.round((Number(number) * WINDOW_PIXELS) / 100))}px`;

/** Numbers outside strings and outside colours. */
const numbersOf = (value: string): readonly number[] =>
  [...value.replaceAll(/#[0-9a-f]+|"[^"]*"|'[^']*'|url\([^)]*\)/g, ' ').matchAll(/-?\d+(?:\.\d+)?(?:e\+?\d+)?/g)].map(
    ([number]) => Number(number),
  );

/** Every function is known, and every `url()` is one that may be shown. */
function withImages(property: string, value: string, image: ShowImage): string | null {
  let isFit = true;
  const rewritten = value.replaceAll(
    // From the beginning of a name only: from each of its letters it would be looked for again.
    /(?<![a-z-])([a-z-]*)\(\s*(?:"([^"]*)"|'([^']*)'|([^()"']*))?/gi,
    (whole, name: string, double?: string, single?: string, bare?: string) => {
      if (FUNCTIONS.has(name.toLowerCase()) || name === '') return whole;
      const shown =
        name.toLowerCase() === 'url' && IMAGE_PROPERTIES.has(property)
          ? image((double ?? single ?? bare ?? '').trim())
          : null;
      if (shown === null) isFit = false;
      return `url("${shown ?? ''}"`;
    },
  );
  if (isFit) return balanced(rewritten) ? rewritten : null;
  // A background may lose its picture and keep its colour.
  const color = /(?:^|\s)(#[0-9a-f]{3,8}|[a-z]{3,20})(?=\s|$)/i.exec(
    value.replaceAll(/(?<![a-z-])[a-z-]+\([^)]*\)?/gi, ' '),
  )?.[1];
  return property === 'background' && color !== undefined ? color : null;
}

const balanced = (value: string): boolean => {
  let depth = 0;
  for (const char of value.replaceAll(/"[^"]*"|'[^']*'/g, '')) {
    if (char === '"' || char === "'") return false;
    if (char === '(') depth++;
    if (char === ')' && --depth < 0) return false;
  }
  return depth === 0;
};

/** A style sheet with the rules that may stay: plain ones and those of `@media`. No picture is ever fetched from it. */
export function safeSheet(text: string): string {
  const css = withoutComments(text.slice(0, MOST_SHEET).replaceAll(/<!--|-->/g, ' '));
  const state = { at: 0, rules: 0 };
  return rulesOf(css, state, 0);
}

function rulesOf(css: string, state: { at: number; rules: number }, depth: number): string {
  let out = '';
  while (state.at < css.length && state.rules < MOST_RULES) {
    const stop = indexOutside(css, state.at, '{;}');
    if (stop < 0) break;
    const prelude = css.slice(state.at, stop).trim();
    state.at = stop + 1;
    if (css[stop] === '}') {
      if (depth > 0) return out;
      continue;
    }
    if (css[stop] === ';') continue; // @import, @charset, or rubbish
    state.rules++;
    if (!prelude.startsWith('@')) {
      const end = blockEnd(css, state.at);
      const declarations = safeDeclarations(css.slice(state.at, end));
      state.at = end + 1;
      if (declarations !== '' && isSelector(prelude)) out += `${prelude}{${declarations}}\n`;
    } else if (isMedia(prelude) && depth < MOST_NESTING) {
      const inside = rulesOf(css, state, depth + 1);
      if (inside !== '') out += `${prelude}{\n${inside}}\n`;
    } else state.at = blockEnd(css, state.at) + 1;
  }
  if (depth > 0) state.at = css.length;
  return out;
}

const isMedia = (prelude: string): boolean =>
  /^@media[\s(][a-z0-9\s(),:.<=-]{1,300}$/i.test(prelude) && !prelude.includes('<');
/** Attribute selectors with values read what the mail quotes; no mail needs them to look right. */
const isSelector = (prelude: string): boolean =>
  prelude.length <= 1_000 && /^[\w\s.,#*:>+~()[\]="'|-]+$/.test(prelude) && !/\[[^\][]*[\^$*~|]=/.test(prelude);

/** Where the block that began before `from` ends. */
function blockEnd(css: string, from: number): number {
  let depth = 1;
  let at = from;
  while (at < css.length) {
    const stop = indexOutside(css, at, '{}');
    if (stop < 0) return css.length;
    depth += css[stop] === '{' ? 1 : -1;
    if (depth === 0) return stop;
    at = stop + 1;
  }
  return css.length;
}

/** The next of these characters that stands in no string. */
function indexOutside(css: string, from: number, wanted: string): number {
  let quote = '';
  for (let at = from; at < css.length; at++) {
    const char = css[at];
    if (quote !== '') {
      if (char === '\\') at++;
      else if (char === quote || char === '\n') quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (wanted.includes(char)) return at;
  }
  return -1;
}

/** Splits outside strings and brackets. */
function split(text: string, by: string): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '(') depth++;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (char === by && depth === 0) {
      pieces.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...pieces, text.slice(start)];
}

function withoutComments(text: string): string {
  let out = '';
  let at = 0;
  for (;;) {
    const open = text.indexOf('/*', at);
    if (open < 0) return out + text.slice(at);
    out += `${text.slice(at, open)} `;
    const close = text.indexOf('*/', open + 2);
    if (close < 0) return out;
    at = close + 2;
  }
}
