/**
 * What an IMAP server answers → values (RFC 9051 §4, §9): the reading half of a client, for webmail. Pure, linear, capped,
 * never throws. Text is latin1 (a character a byte), literals among it; whoever needs Unicode decodes.
 */

/** Atom, number, quoted string or literal → text; NIL → null; a list → its values. */
export type Value = string | null | readonly Value[];

/** Lists in lists beyond this are not opened: a hostile BODYSTRUCTURE must not exhaust anything. */
const DEEPEST = 200;

/** The values of one whole response, its literals inside it. What does not fit the grammar is read as far as it goes. */
export function readValues(text: string, from = 0): readonly Value[] {
  const open: Value[][] = [];
  let list: Value[] = [];
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === CR || code === LF) at += 1;
    else if (code === OPEN) {
      if (open.length >= DEEPEST) return open[0];
      open.push(list);
      list = [];
      at += 1;
    } else if (code === CLOSE) {
      const outer = open.pop();
      if (outer === undefined) return list;
      outer.push(list);
      list = outer;
      at += 1;
    } else if (code === QUOTE) {
      const end = quotedEnd(text, at + 1);
      const raw = text.slice(at + 1, end);
      list.push(raw.includes('\\') ? raw.replaceAll(/\\(.)/gs, '$1') : raw);
      at = end + 1;
    } else if (code === BRACE || (code === TILDE && text.charCodeAt(at + 1) === BRACE)) {
      const head = /~?\{(\d{1,10})\+?\}\r\n/y;
      head.lastIndex = at;
      const found = head.exec(text);
      if (found === null) return open[0] ?? list;
      at = head.lastIndex + Number(found[1]);
      list.push(text.slice(head.lastIndex, at));
    } else {
      const end = atomEnd(text, at);
      const atom = text.slice(at, end);
      list.push(atom.length === 3 && atom.toUpperCase() === 'NIL' ? null : atom);
      at = end;
    }
  }
  return open[0] ?? list;
}

const [SPACE, CR, LF, OPEN, CLOSE, QUOTE, BRACE, TILDE, BACKSLASH, LEFT, RIGHT] = [
  32, 13, 10, 40, 41, 34, 123, 126, 92, 91, 93,
];

function quotedEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

/** `BODY[HEADER.FIELDS (A B)]<0>` is one atom: brackets keep blanks and lists together. */
function atomEnd(text: string, from: number): number {
  let inside = false;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === CR || code === LF) return at === from ? at + 1 : at;
    if (code === LEFT) inside = true;
    else if (code === RIGHT) inside = false;
    else if (!inside && (code === SPACE || code === OPEN || code === CLOSE)) return at;
  }
  return text.length;
}

/** Items of a FETCH response by name, in upper case: `UID` → `"7"`, `BODY[1]<0>` → text. */
export function fetchItems(values: Value): ReadonlyMap<string, Value> {
  const items = new Map<string, Value>();
  if (!Array.isArray(values)) return items;
  const list = values as readonly Value[];
  for (let at = 0; at + 1 < list.length; at += 2) {
    const name = list[at];
    if (typeof name === 'string') items.set(name.toUpperCase(), list[at + 1]);
  }
  return items;
}

export const asText = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
export const asNumber = (value: Value | undefined): number => {
  const number = Number(asText(value) || Number.NaN);
  return Number.isSafeInteger(number) ? number : 0;
};
export const asList = (value: Value | undefined): readonly Value[] =>
  Array.isArray(value) ? (value as readonly Value[]) : [];

/** Where a response ends whose first byte is at `from`: behind its last line, literals passed; −1: not all of it came yet. */
export function responseEnd(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const end = bytes.indexOf(LF, at);
    if (end < 0) return -1;
    const literal = literalBefore(bytes, end, at);
    if (literal < 0) return end + 1;
    at = end + 1 + literal;
    if (at > bytes.length) return -1;
  }
}

/** `…{123}\r\n` → 123; −1: the line ends without a literal. */
function literalBefore(bytes: Buffer, end: number, from: number): number {
  if (bytes[end - 1] !== CR || bytes[end - 2] !== 125) return -1;
  const open = bytes.lastIndexOf(BRACE, end - 2);
  if (open < from) return -1;
  const size = bytes.toString('latin1', open + 1, end - 2);
  return /^\d{1,10}\+?$/.test(size) ? Number.parseInt(size, 10) : -1;
}
