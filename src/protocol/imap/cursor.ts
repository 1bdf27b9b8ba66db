/**
 * Reads the tokens of one command: atoms, quoted strings, literals, numbers, lists (RFC 3501 §9).
 * Called by the parse-*.ts files only. Throws SyntaxProblem, which parseCommand turns into a value.
 */
import type { Literal, RawCommand } from './command-reader.ts';
import { decodeMailboxName, decodeUtf8 } from './mailbox-name.ts';
import { parseSequenceSet, type SequenceSet } from './sequence-set.ts';

/** Why a command was not understood, in words for the client's log. */
export class SyntaxProblem extends Error {
  /** RFC 5530 code, or a whole response code such as `BADCHARSET (UTF-8)`; then the answer is NO, else BAD. */
  readonly code: string | undefined;
  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}

/* oxlint-disable no-control-regex */
const ATOM = /[^\x00-\x20\x7f-\xff(){%*"\\\]]+/y;
const ASTRING = /[^\x00-\x20\x7f(){%*"\\]+/y;
const LIST_MAILBOX = /[^\x00-\x20\x7f(){"\\]+/y;
const QUOTED = /"((?:[^\x00\r\n"\\]|\\["\\])*)"/y;
const FLAG = /\\?[^\x00-\x20\x7f-\xff(){%*"\\]+/y;
/* oxlint-enable no-control-regex */
const NUMBER = /\d{1,19}/y;
const SET = /[0-9*][0-9*:,]*/y;
const MAX_NESTING = 50;

export class Cursor {
  readonly #texts: readonly string[];
  readonly #literals: readonly Literal[];
  readonly utf8: boolean;
  #part = 0;
  #at = 0;
  #depth = 0;

  constructor(raw: RawCommand, utf8: boolean) {
    this.#texts = raw.texts;
    this.#literals = raw.literals;
    this.utf8 = utf8;
  }

  get #text(): string {
    return this.#texts[this.#part];
  }

  /** The next character; '' at the end of the line or before a literal. */
  peek(): string {
    return this.#text[this.#at] ?? '';
  }

  get atLiteral(): boolean {
    return this.#at === this.#text.length && this.#part < this.#literals.length;
  }

  get atEnd(): boolean {
    return this.#at === this.#text.length && this.#part === this.#literals.length;
  }

  tryChar(char: string): boolean {
    if (this.peek() !== char) return false;
    this.#at += 1;
    return true;
  }

  char(char: string): void {
    if (!this.tryChar(char)) throw new SyntaxProblem(`"${char}" expected`);
  }

  /** One space; more are taken as one (old clients send them). */
  space(): void {
    this.char(' ');
    while (this.peek() === ' ') this.#at += 1;
  }

  trySpace(): boolean {
    if (this.peek() !== ' ') return false;
    this.space();
    return true;
  }

  /** Nothing may follow (trailing spaces may). */
  end(): void {
    this.trySpace();
    if (!this.atEnd) throw new SyntaxProblem('Too many arguments');
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  tryMatch(pattern: RegExp): RegExpExecArray | null {
    return this.#match(pattern);
  }

  atom(what = 'Word'): string {
    const match = this.#match(ATOM);
    if (match === null) throw new SyntaxProblem(`${what} expected`);
    return match[0];
  }

  /** An atom in capitals. */
  word(what = 'Word'): string {
    return this.atom(what).toUpperCase();
  }

  number(what = 'Number'): number {
    const match = this.#match(NUMBER);
    const value = match === null ? Number.NaN : Number(match[0]);
    if (!Number.isSafeInteger(value)) throw new SyntaxProblem(`${what} expected`);
    return value;
  }

  /** Literal of any size, for APPEND. */
  literal(): Literal {
    if (!this.atLiteral) throw new SyntaxProblem('Literal expected');
    const literal = this.#literals[this.#part];
    this.#part += 1;
    this.#at = 0;
    return literal;
  }

  /** Quoted string or literal as latin1 text; null when neither stands here. */
  tryString(): string | null {
    if (this.peek() === '"') {
      const match = this.#match(QUOTED);
      if (match === null) throw new SyntaxProblem('Quoted string not ended or not well written');
      return match[1].includes('\\') ? match[1].replaceAll(/\\(.)/g, '$1') : match[1];
    }
    if (!this.atLiteral) return null;
    const { bytes } = this.literal();
    if (bytes.includes(0)) throw new SyntaxProblem('A literal must not hold NUL here');
    return bytes.toString('latin1');
  }

  astring(what = 'String'): string {
    const text = this.tryString() ?? this.#match(ASTRING)?.[0];
    if (text === undefined) throw new SyntaxProblem(`${what} expected`);
    return text;
  }

  /** String or NIL; NIL gives null. */
  nstring(): string | null {
    const text = this.tryString();
    if (text !== null) return text;
    if (this.word('String or NIL') !== 'NIL') throw new SyntaxProblem('String or NIL expected');
    return null;
  }

  /** An astring that holds UTF-8 (names, secrets); what is not UTF-8 is read as Latin-1. */
  textual(what?: string): string {
    const wire = this.astring(what);
    return decodeUtf8(wire) ?? wire;
  }

  mailbox(): string {
    return this.#mailboxName(this.astring('Mailbox name'));
  }

  /** A name with wildcards, as of LIST: `box/%` needs no quotes. */
  listMailbox(): string {
    const wire = this.tryString() ?? this.#match(LIST_MAILBOX)?.[0];
    if (wire === undefined) throw new SyntaxProblem('Mailbox pattern expected');
    return this.#mailboxName(wire);
  }

  #mailboxName(wire: string): string {
    if (wire.length > 4096) throw new SyntaxProblem('The mailbox name is too long', 'CANNOT');
    const name = decodeMailboxName(wire, this.utf8);
    if (name === null) throw new SyntaxProblem('The mailbox name is not valid modified UTF-7', 'CANNOT');
    return name;
  }

  sequenceSet(): SequenceSet {
    const match = this.#match(SET);
    const set = match === null ? null : parseSequenceSet(match[0]);
    if (set === null) throw new SyntaxProblem('Message numbers expected');
    return set;
  }

  flag(): string {
    const match = this.#match(FLAG);
    if (match === null || match[0] === '\\' || match[0].length > 250) throw new SyntaxProblem('Flag expected');
    return match[0];
  }

  /** `(item item …)`, possibly empty. */
  list<T>(item: () => T): T[] {
    this.char('(');
    this.deeper();
    const items: T[] = [];
    this.trySpace();
    while (!this.tryChar(')')) {
      if (items.length >= 10_000) throw new SyntaxProblem('The list is too long');
      items.push(item());
      if (this.peek() !== ')') this.space();
    }
    this.#depth -= 1;
    return items;
  }

  /** One level of nesting more; at most 50. */
  deeper(): void {
    this.#depth += 1;
    if (this.#depth > MAX_NESTING) throw new SyntaxProblem('Nested too deeply');
  }

  shallower(): void {
    this.#depth -= 1;
  }
}
