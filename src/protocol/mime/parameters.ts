/**
 * Structured MIME field values: `value; name=value; …` (RFC 2045 §5.1, RFC 2183) with the continuations and character
 * sets of RFC 2231. Called by `parse.ts`. Pure, linear, capped; what does not fit the grammar is read as far as it goes.
 */
import { decodeCharset } from './charset.ts';
import { stopSet, TokenCursor } from './token-cursor.ts';

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

/** Reads one value. Blanks and (nested) comments are passed between tokens. */
class ValueReader {
  readonly #cursor: TokenCursor;

  constructor(text: string) {
    this.#cursor = new TokenCursor(text);
  }

  /** The first word; blanks and comments around a slash are allowed (`text / html`), a second word is not read. */
  word(): string {
    let out = '';
    for (;;) {
      this.#skip();
      const before = this.#cursor.at;
      const word = this.#cursor.run(WORD_END);
      if (word === '' || (out !== '' && !out.endsWith('/') && !word.startsWith('/'))) {
        this.#cursor.at = before;
        return out;
      }
      out += word;
    }
  }

  /** Moves behind the next `;`; false at the end. A quoted string on the way is passed as one. */
  pastSemicolon(): boolean {
    for (;;) {
      this.#skip();
      if (this.#cursor.ended) return false;
      const char = this.#cursor.here;
      if (char === '"') this.#cursor.quoted();
      else this.#cursor.at++;
      if (char === ';') return true;
    }
  }

  name(): string {
    this.#skip();
    return this.#cursor.run(NAME_END);
  }

  pastEquals(): boolean {
    this.#skip();
    if (this.#cursor.here !== '=') return false;
    this.#cursor.at++;
    return true;
  }

  /** Quoted string or bare word; bare words may hold spaces (`name=my file.pdf`, common and harmless). */
  content(): string {
    this.#skip();
    if (this.#cursor.here === '"') return this.#cursor.quoted();
    let out = this.#cursor.run(WORD_END);
    for (;;) {
      const before = this.#cursor.at;
      this.#skip();
      const more = this.#cursor.run(WORD_END);
      if (more === '') return out;
      out += (this.#cursor.at > before + more.length ? ' ' : '') + more;
    }
  }

  #skip(): void {
    for (this.#cursor.skipBlank(); this.#cursor.here === '('; this.#cursor.skipBlank()) this.#cursor.comment();
  }
}

const WORD_END = stopSet(' \t\r\n;("');
const NAME_END = stopSet(' \t\r\n;("=');
