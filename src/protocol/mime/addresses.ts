/**
 * Address lists of header fields (RFC 5322 §3.4 with the obsolete forms of §4.4), read tolerantly: groups, comments,
 * quoted strings, routes, raw 8-bit. Called by the ENVELOPE item and by search. Pure, linear, capped, never throws.
 * Not for addresses that people type or SMTP carries: those are `model/address.ts` and the SMTP grammar.
 */

/** Addresses of one field beyond this many are left out. */
export const MAX_ADDRESSES = 2_000;
/** Characters of one field that are looked at. */
const MAX_LIST_LENGTH = 256 * 1024;

export type AddressEntry =
  | {
      readonly kind: 'address';
      /** Display name (or, without one, the comment): quotes and escapes removed, encoded words left as they are. */
      readonly name: string | null;
      /** Obsolete source route `@a,@b`; null when there is none. */
      readonly route: string | null;
      /** Local part without quotes; null when there is none (`<>`). */
      readonly local: string | null;
      /** Null when there is no `@`. */
      readonly domain: string | null;
    }
  | { readonly kind: 'group-start'; readonly name: string }
  | { readonly kind: 'group-end' };

/** Parses an unfolded field value; one character a byte. */
export function parseAddressList(text: string): readonly AddressEntry[] {
  return new ListReader(text.length > MAX_LIST_LENGTH ? text.slice(0, MAX_LIST_LENGTH) : text).read();
}

/** A piece of a phrase or address: an atom run, a quoted string, or one of the specials `@` and `.`. */
interface Piece {
  readonly text: string;
  readonly special: boolean;
  readonly spaceBefore: boolean;
}

const PLAIN_END = /[ \t\r\n()<>@,;:."]/g;
const NOT_BLANK = /[^ \t\r\n]/g;
const QUOTED_END = /["\\]/g;
const COMMENT_END = /[()\\]/g;

class ListReader {
  readonly #text: string;
  #at = 0;
  readonly #out: AddressEntry[] = [];
  #pieces: Piece[] = [];
  #comment: string | null = null;
  #inGroup = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(): readonly AddressEntry[] {
    while (this.#at < this.#text.length && this.#out.length < MAX_ADDRESSES) this.#step();
    this.#finish();
    if (this.#inGroup) this.#out.push({ kind: 'group-end' });
    return this.#out;
  }

  #step(): void {
    const space = this.#skipBlank();
    if (this.#at >= this.#text.length) return;
    switch (this.#text[this.#at]) {
      case ',':
        this.#at++;
        this.#finish();
        break;
      case ';':
        this.#at++;
        this.#finish();
        if (this.#inGroup) this.#out.push({ kind: 'group-end' });
        this.#inGroup = false;
        break;
      case ':':
        this.#at++;
        this.#startGroup();
        break;
      case '<':
        this.#at++;
        this.#angle();
        break;
      default:
        this.#piece(space);
    }
  }

  #piece(spaceBefore: boolean): void {
    const char = this.#text[this.#at];
    if (char === '(') {
      this.#comment = this.#readComment();
    } else if (char === '"') {
      this.#pieces.push({ text: this.#readQuoted(), special: false, spaceBefore });
    } else if (char === '@' || char === '.') {
      this.#at++;
      this.#pieces.push({ text: char, special: true, spaceBefore });
    } else {
      const word = this.#run(PLAIN_END);
      if (word === '')
        this.#at++; // a stray `)` or `>`
      else this.#pieces.push({ text: word, special: false, spaceBefore });
    }
  }

  #startGroup(): void {
    const name = phraseOf(this.#pieces);
    this.#clear();
    if (this.#inGroup) this.#out.push({ kind: 'group-end' });
    this.#inGroup = true;
    this.#out.push({ kind: 'group-start', name });
  }

  /** Ends what was collected: a bare address, or nothing. */
  #finish(): void {
    if (this.#pieces.length > 0) {
      // `Kari kari@x.example`, the brackets forgotten: the words before the last one are the name.
      const start = wordStart(this.#pieces);
      const name = start > 0 ? phraseOf(this.#pieces.slice(0, start)) : this.#comment;
      const { local, domain } = splitAtSign(this.#pieces.slice(start));
      this.#out.push({ kind: 'address', name, route: null, local, domain });
    }
    this.#clear();
  }

  /** Reads behind `<` up to `>`; the phrase in front is the name. What stands between `>` and the next comma is left out. */
  #angle(): void {
    const name = this.#pieces.length > 0 ? phraseOf(this.#pieces) : null;
    this.#clear();
    let route: string | null = null;
    while (this.#at < this.#text.length) {
      const space = this.#skipBlank();
      const char = this.#text[this.#at];
      if (char === '>' || char === undefined) break;
      if (char === ':' && this.#pieces[0]?.text === '@') {
        route = this.#pieces.map((piece) => piece.text).join('');
        this.#pieces = [];
        this.#at++;
      } else if (',;:<'.includes(char)) {
        // Only a route has commas here (RFC 5322 §4.4 obs-route).
        if (char === ',' && this.#pieces[0]?.text === '@')
          this.#pieces.push({ text: ',', special: true, spaceBefore: false });
        else if (char === ',' || char === ';') break; // unclosed `<`: the next address must not be lost
        this.#at++;
      } else this.#piece(space);
    }
    if (this.#text[this.#at] === '>') this.#at++;
    const comment = this.#comment;
    const { local, domain } = splitAtSign(this.#pieces);
    this.#skipToSeparator();
    this.#out.push({ kind: 'address', name: name ?? this.#comment ?? comment, route, local, domain });
    this.#clear();
  }

  #skipToSeparator(): void {
    while (this.#at < this.#text.length) {
      this.#skipBlank();
      const char = this.#text[this.#at];
      if (char === ',' || char === ';' || char === undefined) return;
      if (char === '<') return;
      if (char === '(') this.#comment = this.#readComment();
      else if (char === '"') this.#readQuoted();
      else this.#at++;
    }
  }

  #clear(): void {
    this.#pieces = [];
    this.#comment = null;
  }

  #run(stop: RegExp): string {
    stop.lastIndex = this.#at;
    const end = stop.exec(this.#text)?.index ?? this.#text.length;
    const word = this.#text.slice(this.#at, end);
    this.#at = end;
    return word;
  }

  #skipBlank(): boolean {
    const before = this.#at;
    this.#run(NOT_BLANK);
    return this.#at > before;
  }

  #readQuoted(): string {
    this.#at++;
    let out = '';
    while (this.#at < this.#text.length) {
      out += this.#run(QUOTED_END);
      const char = this.#text[this.#at++];
      if (char === '"') break;
      if (char === '\\') out += this.#text[this.#at++] ?? '';
    }
    return out;
  }

  /** Content of a comment; nesting is counted, not recursed into. An unclosed one takes the rest. */
  #readComment(): string {
    this.#at++;
    let depth = 1;
    let out = '';
    while (this.#at < this.#text.length) {
      out += this.#run(COMMENT_END);
      const char = this.#text[this.#at++];
      if (char === '\\') out += this.#text[this.#at++] ?? '';
      else if (char === '(') depth++;
      else if (char === ')' && --depth === 0) break;
      if (char === '(' || char === ')') out += char;
    }
    return out.trim();
  }
}

/** Pieces as a display name: one space where there was white space. */
function phraseOf(pieces: readonly Piece[]): string {
  let out = '';
  for (const piece of pieces) out += (piece.spaceBefore && out !== '' ? ' ' : '') + piece.text;
  return out;
}

/** Splits at the last `@`; white space around dots and `@` is obsolete syntax and goes (RFC 5322 §4.4). */
function splitAtSign(pieces: readonly Piece[]): { readonly local: string | null; readonly domain: string | null } {
  const at = pieces.findLastIndex((piece) => piece.special && piece.text === '@');
  if (at < 0) return { local: pieces.length === 0 ? null : phraseOf(pieces), domain: null };
  const local = tight(pieces.slice(0, at));
  const domain = tight(pieces.slice(at + 1));
  return { local: at === 0 ? null : local, domain: domain === '' ? null : domain };
}

/** Where the word with the last `@` starts; 0 when there is no `@`. White space beside dots and `@` does not part words. */
function wordStart(pieces: readonly Piece[]): number {
  let start = pieces.findLastIndex((piece) => piece.special && piece.text === '@');
  while (start > 0 && !(pieces[start].spaceBefore && !pieces[start].special && !pieces[start - 1].special)) start--;
  return Math.max(0, start);
}

function tight(pieces: readonly Piece[]): string {
  let out = '';
  let afterSpecial = true;
  for (const piece of pieces) {
    out += (piece.spaceBefore && !afterSpecial && !piece.special ? ' ' : '') + piece.text;
    afterSpecial = piece.special;
  }
  return out;
}
