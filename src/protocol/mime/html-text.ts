/**
 * HTML → the words in it, cheaply: for searching, never for showing (what it gives is not safe markup). Pure, one pass,
 * linear on any input.
 */

/** The named entities that Nordic and western mail uses, as `name character` pairs; others stay as written. */
const ENTITIES =
  'amp & lt < gt > quot " apos \' copy © reg ® euro € pound £ sect § deg ° middot · bull • ' +
  'aring å Aring Å aelig æ AElig Æ oslash ø Oslash Ø auml ä Auml Ä ouml ö Ouml Ö uuml ü Uuml Ü szlig ß thorn þ eth ð ' +
  'eacute é Eacute É egrave è agrave à aacute á acirc â ecirc ê iacute í oacute ó ocirc ô uacute ú ccedil ç ntilde ñ ' +
  'ndash – mdash — hellip … laquo « raquo » lsquo ‘ rsquo ’ ldquo “ rdquo ”';
const NAMED: ReadonlyMap<string, string> = new Map([
  ['nbsp', ' '],
  ['shy', ''],
  ...[...ENTITIES.matchAll(/(\S+) (\S+)/g)].map((match): [string, string] => [match[1], match[2]]),
]);
/** Their content is not text for a reader. */
const HIDDEN = ['script', 'style', 'head'];
/** Tags inside a word: `bl<b>å</b>bær` is one word. All others part words. */
const INLINE = /^\/?(?:b|i|u|s|em|strong|span|font|a|small|big|sub|sup|mark|abbr|code|wbr)$/;

/** Text of an HTML document; tags go, block tags become spaces, entities become characters. */
export function htmlText(html: string): string {
  let out = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) return out + decodeEntities(html.slice(at));
    if (open > at) out += decodeEntities(html.slice(at, open));
    const tag = /[/!?]?[a-zA-Z0-9-]{0,20}/y;
    tag.lastIndex = open + 1;
    const name = (tag.exec(html)?.[0] ?? '').toLowerCase();
    if (!/^[a-z/!?]/.test(name)) {
      out += '<'; // "a < b"
      at = open + 1;
      continue;
    }
    at = tagEnd(html, open, name);
    if (!INLINE.test(name)) out += ' ';
  }
  return out;
}

/** First character after the tag, and after its content when that is hidden. Nothing closes it: the rest goes. */
function tagEnd(html: string, open: number, name: string): number {
  const closing = name.startsWith('!') && html.startsWith('<!--', open) ? '-->' : '>';
  const end = html.indexOf(closing, open + 1);
  if (end < 0) return html.length;
  const after = end + closing.length;
  if (!HIDDEN.includes(name) || html[end - 1] === '/') return after;
  const close = closingTag(name);
  close.lastIndex = after;
  const match = close.exec(html);
  return match === null ? html.length : close.lastIndex;
}

const closingTag = (name: string): RegExp => new RegExp(`</${name}[^>]{0,200}>`, 'gi');

/** `&aring;` `&#229;` `&#xe5;` → å; what is no entity stays. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));?/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED.get(name as string) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
  });
}
