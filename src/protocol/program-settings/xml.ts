/**
 * As much XML as profiles and exports need: elements with attributes and text, each with its place. No entities but the five
 * and numbers, no DTD is read, nothing outside is fetched. Caps on depth and count; broken XML gives null.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Of an element without children: its text, entities resolved. */
  readonly text: string;
  /** Of the text between the tags; of `<a/>` both are its whole place. */
  readonly start: number;
  readonly end: number;
  /** Of the whole element. */
  readonly outerStart: number;
  readonly outerEnd: number;
  readonly isEmptyTag: boolean;
}
interface Open extends Omit<XmlElement, 'children' | 'end' | 'outerEnd' | 'text'> {
  readonly children: XmlElement[];
}
const MOST_ELEMENTS = 100_000;
const MOST_DEPTH = 60;
const TAG = /<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
/** What is passed over, and how it ends. The first that fits counts. */
const OTHERS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const resolved = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code < 0x11_0000 ? String.fromCodePoint(code) : '';
  });
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** All tags, each with its place; ends with null at a comment or the like that has no end. Each character is looked at once. */
function* tagsOf(text: string): Generator<RegExpExecArray | null> {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const other = OTHERS.find(([mark]) => text.startsWith(mark, at));
    if (other !== undefined) {
      const end = text.indexOf(other[1], at + other[0].length);
      if (end < 0) return yield null;
      at = end + other[1].length;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    at = tag === null ? at + 1 : TAG.lastIndex;
    if (tag !== null) yield tag;
  }
}

/** The outermost element; null for what is no XML. */
export function readXml(text: string): XmlElement | null {
  const stack: Open[] = [];
  let count = 0;
  for (const match of tagsOf(text)) {
    if (match === null) return null;
    const [token, closing, name, attributes, empty] = match;
    const after = match.index + token.length;
    count += 1;
    if (count > MOST_ELEMENTS || stack.length > MOST_DEPTH) return null;
    if (closing === '/') {
      const open = stack.pop();
      if (open === undefined || open.name !== name) return null;
      const inner = open.children.length > 0 ? '' : innerText(text.slice(open.start, match.index));
      const element = { ...open, text: inner, end: match.index, outerEnd: after };
      if (stack.length === 0) return element;
      stack[stack.length - 1].children.push(element);
      continue;
    }
    const isEmptyTag = empty === '/';
    const open: Open = {
      name,
      attributes: attributesOf(attributes),
      children: [],
      start: isEmptyTag ? match.index : after,
      outerStart: match.index,
      isEmptyTag,
    };
    if (!isEmptyTag) stack.push(open);
    else {
      const element = { ...open, text: '', end: after, outerEnd: after };
      if (stack.length === 0) return element;
      stack[stack.length - 1].children.push(element);
    }
  }
  return null;
}

/** Without comments; what is marked as plain stays as it is. */
function innerText(raw: string): string {
  let told = '';
  let from = 0;
  for (let at = raw.indexOf('<!'); at >= 0; at = raw.indexOf('<!', from)) {
    const isPlain = raw.startsWith('<![CDATA[', at);
    const mark = isPlain ? ']]>' : raw.startsWith('<!--', at) ? '-->' : '>';
    const end = raw.indexOf(mark, at + 2);
    if (end < 0) break;
    told += resolved(raw.slice(from, at)) + (isPlain ? raw.slice(at + 9, end) : '');
    from = end + mark.length;
  }
  return (told + resolved(raw.slice(from))).trim();
}
const attributesOf = (raw: string): Record<string, string> =>
  Object.fromEntries(
    [...raw.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name, double, single]) => [
      name,
      resolved(double ?? single),
    ]),
  );
export const childNamed = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((one) => one.name === name);
export const childrenNamed = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((one) => one.name === name) ?? [];
