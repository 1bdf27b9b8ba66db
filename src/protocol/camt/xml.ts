/**
 * The little XML that bank files use: elements, attributes, text, comments, CDATA. No document types and no entities but the
 * five of XML itself, so nothing can be expanded or fetched; capped in size, depth and number. Used by notification.ts.
 */
export interface Element {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** Own text, trimmed. */
  readonly text: string;
}
export type ParsedXml =
  { readonly ok: true; readonly root: Element } | { readonly ok: false; readonly why: string; readonly line: number };

export const XML_CAPS = {
  bytes: 16 * 1024 * 1024,
  depth: 40,
  elements: 400_000,
  attributes: 20,
  text: 10_000,
} as const;

interface Open {
  readonly name: string;
  readonly full: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

/** Carries what is wrong out of the parser; never seen outside this file. */
class Bad extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** UTF-8 or ISO 8859-1, as the declaration says; UTF-8 without one. Null when it is another or broken. */
function decoded(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const named =
    /^\s*(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1].toLowerCase() ?? 'utf-8';
  const encoding = { 'utf-8': 'utf-8', utf8: 'utf-8', 'us-ascii': 'utf-8', 'iso-8859-1': 'latin1' }[named];
  if (encoding === undefined) return null;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
function unescaped(text: string, at: number): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,12})(;?)/g, (_, name: string, end: string) => {
    const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    const code = number === null ? null : Number.parseInt(number[1] ?? number[2], number[1] === undefined ? 10 : 16);
    if (end === ';' && code !== null && isCharacter(code)) return String.fromCodePoint(code);
    if (end !== ';' || !Object.hasOwn(ENTITIES, name)) throw new Bad('an entity that XML itself does not define', at);
    return ENTITIES[name];
  });
}
/** XML 1.0 §2.2 Char. */
const isCharacter = (code: number): boolean =>
  code === 9 ||
  code === 10 ||
  code === 13 ||
  (code >= 32 && code < 0xd800) ||
  (code > 0xdfff && code < 0xfffe) ||
  (code > 0xffff && code <= 0x10ffff);

// Sticky, so that each is looked for at one place only and time stays linear.
const NAME = /[A-Za-z_][A-Za-z0-9_.-]{0,99}(?::[A-Za-z_][A-Za-z0-9_.-]{0,99})?/y;
const ATTRIBUTE = /\s+([A-Za-z_][A-Za-z0-9_.:-]{0,99})\s*=\s*(?:"([^"<]{0,2000})"|'([^'<]{0,2000})')/y;
const TAG_END = /\s*(\/?)>/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Parses a whole document. Never throws. */
export function parseXml(bytes: Uint8Array): ParsedXml {
  if (bytes.length > XML_CAPS.bytes) return { ok: false, why: `larger than ${XML_CAPS.bytes} bytes`, line: 1 };
  const text = decoded(bytes);
  if (text === null) return { ok: false, why: 'neither UTF-8 nor ISO 8859-1', line: 1 };
  try {
    return { ok: true, root: readDocument(text) };
  } catch (error) {
    if (!(error instanceof Bad)) throw error;
    return { ok: false, why: error.message, line: text.slice(0, error.at).split('\n').length };
  }
}

function readDocument(text: string): Element {
  const stack: Open[] = [];
  let root: Element | null = null;
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let count = 0;
  const close = (open: Open): void => {
    const element: Element = {
      name: open.name,
      attributes: open.attributes,
      children: open.children,
      text: open.text.trim(),
    };
    const parent = stack.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
  };
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const end = next < 0 ? text.length : next;
    if (end > at) addText(stack, unescaped(text.slice(at, end), at), at);
    if (next < 0) break;
    at = next;
    const special = skipSpecial(text, at, stack);
    if (special !== null) {
      at = special;
    } else if (text[at + 1] === '/') {
      const open = stack.pop();
      const name = match(NAME, text, at + 2)?.[0];
      const tagEnd = name === undefined ? null : match(/\s*>/y, text, at + 2 + name.length);
      if (open === undefined || name !== open.full || tagEnd === null)
        throw new Bad('an end tag that ends nothing', at);
      at += 2 + name.length + tagEnd[0].length;
      close(open);
    } else {
      count += 1;
      if (count > XML_CAPS.elements) throw new Bad('too many elements', at);
      if (root !== null) throw new Bad('something after the document', at);
      const { open, isEmpty, end: after } = readTag(text, at);
      if (stack.length >= XML_CAPS.depth) throw new Bad('nested too deeply', at);
      if (isEmpty) close(open);
      else stack.push(open);
      at = after;
    }
  }
  if (root === null || stack.length > 0) throw new Bad('the document does not end', text.length);
  return root;
}

function addText(stack: Open[], text: string, at: number): void {
  const open = stack.at(-1);
  if (open === undefined) {
    if (text.trim() !== '') throw new Bad('text outside the document', at);
    return;
  }
  if (open.text.length + text.length > XML_CAPS.text && (open.text + text).trim().length > XML_CAPS.text)
    throw new Bad('a text that is too long', at);
  open.text = open.text.length === 0 && text.trim() === '' ? '' : open.text + text;
}

/** Comments, CDATA and processing instructions: where they end; null when it is none of them. */
function skipSpecial(text: string, at: number, stack: Open[]): number | null {
  const until = (mark: string, from: number): number => {
    const end = text.indexOf(mark, from);
    if (end < 0) throw new Bad(`no ${mark}`, at);
    return end;
  };
  if (text.startsWith('<?', at)) return until('?>', at + 2) + 2;
  if (text.startsWith('<!--', at)) return until('-->', at + 4) + 3;
  if (text.startsWith('<![CDATA[', at)) {
    const end = until(']]>', at + 9);
    addText(stack, text.slice(at + 9, end), at);
    return end + 3;
  }
  if (text.startsWith('<!', at)) throw new Bad('a document type, which is not allowed here', at);
  return null;
}

function readTag(text: string, at: number): { open: Open; isEmpty: boolean; end: number } {
  const full = match(NAME, text, at + 1)?.[0];
  if (full === undefined) throw new Bad('a tag without a name', at);
  const attributes = new Map<string, string>();
  let end = at + 1 + full.length;
  for (let attribute = match(ATTRIBUTE, text, end); attribute !== null; attribute = match(ATTRIBUTE, text, end)) {
    if (attributes.size >= XML_CAPS.attributes) throw new Bad('too many attributes', at);
    if (attributes.has(attribute[1])) throw new Bad('an attribute twice', at);
    attributes.set(attribute[1], unescaped(attribute[2] ?? attribute[3], at));
    end += attribute[0].length;
  }
  const tagEnd = match(TAG_END, text, end);
  if (tagEnd === null) throw new Bad('a tag that does not end', at);
  const open: Open = { name: local(full), full, attributes, children: [], text: '' };
  return { open, isEmpty: tagEnd[1] === '/', end: end + tagEnd[0].length };
}

/** The first child with this name, step by step down a path such as `RmtInf/Strd`. */
export function child(element: Element | undefined, path: string): Element | undefined {
  let found = element;
  for (const name of path.split('/')) found = found?.children.find((one) => one.name === name);
  return found;
}
export const childrenOf = (element: Element | undefined, name: string): readonly Element[] =>
  element?.children.filter((one) => one.name === name) ?? [];
/** Text at the end of a path; null when it is not there or empty. */
export const textAt = (element: Element | undefined, path: string): string | null => child(element, path)?.text || null;
