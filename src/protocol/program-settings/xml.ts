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
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<![^>]*>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const resolved = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code < 0x11_0000 ? String.fromCodePoint(code) : '';
  });
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The outermost element; null for what is no XML. */
export function readXml(text: string): XmlElement | null {
  const stack: Open[] = [];
  let count = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [token, closing, name, attributes, empty] = match;
    const after = match.index + token.length;
    if (name === undefined) continue;
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

const innerText = (raw: string): string =>
  resolved(raw.replaceAll(/<!--[\s\S]*?-->/g, ''))
    .replaceAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
    .trim();
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
