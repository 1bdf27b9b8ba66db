/**
 * Address lists of header fields (RFC 5322 §3.4 with the obsolete forms of §4.4), read tolerantly: groups, comments,
 * quoted strings, routes, raw 8-bit. Called by the ENVELOPE item and by search. Pure, linear, capped, never throws.
 * Not for addresses that people type or SMTP carries: those are `model/address.ts` and the SMTP grammar.
 */

import { stopSet, TokenCursor } from './token-cursor.ts';

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

const PLAIN_END = stopSet(' \t\r\n()<>@,;:."');

class ListReader {
  readonly #cursor: TokenCursor;
  readonly #out: AddressEntry[] = [];
  #pieces: Piece[] = [];
  #comment: string | null = null;
  #inGroup = false;

  constructor(text: string) {
    this.#cursor = new TokenCursor(text);
  }

  read(): readonly AddressEntry[] {
    while (!this.#cursor.ended && this.#out.length < MAX_ADDRESSES) this.#step();
    this.#finish();
    if (this.#inGroup) this.#out.push({ kind: 'group-end' });
    return this.#out;
  }

  #step(): void {
    const space = this.#cursor.skipBlank();
    if (this.#cursor.ended) return;
    switch (this.#cursor.here) {
      case ',':
        this.#cursor.at++;
        this.#finish();
        break;
      case ';':
        this.#cursor.at++;
        this.#finish();
        if (this.#inGroup) this.#out.push({ kind: 'group-end' });
        this.#inGroup = false;
        break;
      case ':':
        this.#cursor.at++;
        this.#startGroup();
        break;
      case '<':
        this.#cursor.at++;
        this.#angle();
        break;
      default:
        this.#piece(space);
    }
  }

  #piece(spaceBefore: boolean): void {
    const char = this.#cursor.here;
    if (char === '(') {
      this.#comment = this.#cursor.comment();
    } else if (char === '"') {
      this.#pieces.push({ text: this.#cursor.quoted(), special: false, spaceBefore });
    } else if (char === '@' || char === '.') {
      this.#cursor.at++;
      this.#pieces.push({ text: char, special: true, spaceBefore });
    } else {
      const word = this.#cursor.run(PLAIN_END);
      if (word === '')
        this.#cursor.at++; // a stray `)` or `>`
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
    while (!this.#cursor.ended) {
      const space = this.#cursor.skipBlank();
      const char = this.#cursor.here;
      if (char === '>' || char === '') break;
      if (char === ':' && this.#pieces[0]?.text === '@') {
        route = this.#pieces.map((piece) => piece.text).join('');
        this.#pieces = [];
        this.#cursor.at++;
      } else if (',;:<'.includes(char)) {
        // Only a route has commas here (RFC 5322 §4.4 obs-route).
        if (char === ',' && this.#pieces[0]?.text === '@')
          this.#pieces.push({ text: ',', special: true, spaceBefore: false });
        else if (char === ',' || char === ';') break; // unclosed `<`: the next address must not be lost
        this.#cursor.at++;
      } else this.#piece(space);
    }
    if (this.#cursor.here === '>') this.#cursor.at++;
    const comment = this.#comment;
    const { local, domain } = splitAtSign(this.#pieces);
    this.#skipToSeparator();
    this.#out.push({ kind: 'address', name: name ?? this.#comment ?? comment, route, local, domain });
    this.#clear();
  }

  #skipToSeparator(): void {
    while (!this.#cursor.ended) {
      this.#cursor.skipBlank();
      const char = this.#cursor.here;
      if (char === ',' || char === ';' || char === '') return;
      if (char === '<') return;
      if (char === '(') this.#comment = this.#cursor.comment();
      else if (char === '"') this.#cursor.quoted();
      else this.#cursor.at++;
    }
  }

  #clear(): void {
    this.#pieces = [];
    this.#comment = null;
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
