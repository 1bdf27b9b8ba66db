/**
 * Structured MIME field values: `value; name=value; …` (RFC 2045 §5.1, RFC 2183) with the continuations and character
 * sets of RFC 2231. Called by `parse.ts`. Pure, linear, capped; what does not fit the grammar is read as far as it goes.
 */
import { decodeCharset } from './charset.ts';

/** Parameters beyond this many are not read. */
export const MAX_PARAMETERS = 100;
/** Bytes of a field value that are looked at; the rest is opaque. */
const MAX_VALUE_LENGTH = 64 * 1024;

/**
 * A parameter as it stands on the wire, continuations joined. `name` is in lower case and keeps its `*` when the value
 * is in the extended form `charset'language'%41…` (RFC 2231 §4): that is also what IMAP hands to clients.
 */
export interface Parameter {
  readonly name: string;
  readonly value: string;
}

export interface Parameterised {
  /** First word, as written: `text/plain`, `attachment`; '' when there is none. */
  readonly value: string;
  readonly parameters: readonly Parameter[];
}

/** Parses an unfolded value. Never throws. */
export function parseParameterised(text: string): Parameterised {
  const reader = new ValueReader(text.length > MAX_VALUE_LENGTH ? text.slice(0, MAX_VALUE_LENGTH) : text);
  const value = reader.word();
  const found: Parameter[] = [];
  while (found.length < MAX_PARAMETERS && reader.pastSemicolon()) {
    const name = reader.name().toLowerCase();
    if (!reader.pastEquals()) continue;
    const content = reader.content();
    if (name !== '') found.push({ name, value: content });
  }
  return { value, parameters: joinContinuations(found) };
}

/** Decoded text of a parameter: extended form first (RFC 2231), else the plain value as it stands; null when absent. */
export function parameterText(parameters: readonly Parameter[], name: string): string | null {
  const extended = parameters.find((parameter) => parameter.name === `${name}*`);
  if (extended !== undefined) return decodeExtended(extended.value);
  return parameters.find((parameter) => parameter.name === name)?.value ?? null;
}

/** `charset'language'text` with %XX (RFC 2231 §4); a value without the two quotes is taken as UTF-8. */
export function decodeExtended(value: string): string {
  const first = value.indexOf("'");
  const second = first < 0 ? -1 : value.indexOf("'", first + 1);
  const charset = second < 0 ? 'utf-8' : value.slice(0, first);
  const text = second < 0 ? value : value.slice(second + 1);
  const bytes = text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return decodeCharset(Buffer.from(bytes, 'latin1'), charset === '' ? 'utf-8' : charset);
}

/** RFC 2231 §3: `name*0`, `name*1*` … become one; a chain ends at its first gap. Plain parameters keep their order. */
function joinContinuations(found: readonly Parameter[]): readonly Parameter[] {
  if (!found.some((parameter) => /\*\d/.test(parameter.name))) return found;
  const plain: Parameter[] = [];
  const chains = new Map<string, Map<number, { readonly value: string; readonly extended: boolean }>>();
  for (const parameter of found) {
    const match = /^([^*]+)\*(\d{1,3})(\*?)$/.exec(parameter.name);
    if (match === null) {
      plain.push(parameter);
      continue;
    }
    const chain = chains.get(match[1]) ?? new Map();
    chains.set(match[1], chain);
    if (!chain.has(Number(match[2])))
      chain.set(Number(match[2]), { value: parameter.value, extended: match[3] === '*' });
  }
  for (const [name, chain] of chains) {
    const pieces = [];
    for (let index = 0; chain.has(index); index++) pieces.push(chain.get(index)!);
    if (pieces.length === 0) continue;
    const extended = pieces.some((piece) => piece.extended);
    // In a mixed chain the plain pieces are literal text (RFC 2231 §4.1): a % in them must not read as an escape.
    const value = pieces
      .map((piece) => (extended && !piece.extended ? escapePercent(piece.value) : piece.value))
      .join('');
    plain.push({ name: extended ? `${name}*` : name, value });
  }
  return plain;
}

const escapePercent = (text: string): string => text.replaceAll('%', '%25');

/** A cursor over one value. White space and (nested) comments are passed between tokens. */
class ValueReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The first word; blanks and comments around a slash are allowed (`text / html`), a second word is not read. */
  word(): string {
    let out = '';
    for (;;) {
      this.#skipBlank();
      const before = this.#at;
      const word = this.#run(STOP_WORD);
      if (word === '' || (out !== '' && !out.endsWith('/') && !word.startsWith('/'))) {
        this.#at = before;
        return out;
      }
      out += word;
    }
  }

  /** Moves behind the next `;`; false at the end. A quoted string on the way is passed as one. */
  pastSemicolon(): boolean {
    for (;;) {
      this.#skipBlank();
      if (this.#at >= this.#text.length) return false;
      const char = this.#text[this.#at];
      if (char === '"') this.#quoted();
      else this.#at++;
      if (char === ';') return true;
    }
  }

  name(): string {
    this.#skipBlank();
    return this.#run(STOP_NAME);
  }

  pastEquals(): boolean {
    this.#skipBlank();
    if (this.#text[this.#at] !== '=') return false;
    this.#at++;
    return true;
  }

  /** Quoted string or bare word; bare words may hold spaces (`name=my file.pdf`, common and harmless). */
  content(): string {
    this.#skipBlank();
    if (this.#text[this.#at] === '"') return this.#quoted();
    let out = this.#run(STOP_CONTENT);
    for (;;) {
      const before = this.#at;
      this.#skipBlank();
      const more = this.#run(STOP_CONTENT);
      if (more === '') return out;
      out += (this.#at > before + more.length ? ' ' : '') + more;
    }
  }

  #run(stop: RegExp): string {
    stop.lastIndex = this.#at;
    const end = stop.exec(this.#text)?.index ?? this.#text.length;
    const word = this.#text.slice(this.#at, end);
    this.#at = end;
    return word;
  }

  #quoted(): string {
    let out = '';
    this.#at++;
    while (this.#at < this.#text.length) {
      const piece = this.#run(STOP_QUOTED);
      out += piece;
      const char = this.#text[this.#at++];
      if (char === '"') break;
      if (char === '\\' && this.#at < this.#text.length) out += this.#text[this.#at++];
    }
    return out;
  }

  #skipBlank(): void {
    for (;;) {
      NOT_BLANK.lastIndex = this.#at;
      this.#at = NOT_BLANK.exec(this.#text)?.index ?? this.#text.length;
      if (this.#text[this.#at] !== '(') return;
      this.#comment();
    }
  }

  /** RFC 5322 §3.2.2; nesting is counted, never recursed into. An unclosed comment runs to the end. */
  #comment(): void {
    let depth = 0;
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at++];
      if (char === '\\') this.#at++;
      else if (char === '(') depth++;
      else if (char === ')' && --depth === 0) return;
    }
  }
}

const NOT_BLANK = /[^ \t\r\n]/g;
const STOP_WORD = /[ \t\r\n;("]/g;
const STOP_NAME = /[ \t\r\n;("=]/g;
const STOP_CONTENT = /[ \t\r\n;("]/g;
const STOP_QUOTED = /["\\]/g;
