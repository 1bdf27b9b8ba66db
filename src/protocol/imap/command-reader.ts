/**
 * Bytes -> whole IMAP commands: joins lines and literals (RFC 3501 §4.3, RFC 7888), asks for nothing itself.
 * Called by the session with every chunk; holds no buffer between commands. Never reads what a command means.
 */

export interface Literal {
  readonly bytes: Buffer;
  /** `~{n}`: may hold NUL (RFC 3516 literal8). */
  readonly binary: boolean;
}

/** One command as it came: text, literal, text …; `texts` is one longer than `literals`. Text is latin1, without CRLF. */
export interface RawCommand {
  readonly texts: readonly string[];
  readonly literals: readonly Literal[];
}

export type ReaderEvent =
  | { readonly kind: 'command'; readonly raw: RawCommand }
  | { readonly kind: 'line'; readonly text: string }
  /** A synchronising literal was announced and fits: say `+`. */
  | { readonly kind: 'continue' }
  /** The command was given up; its bytes are skipped. */
  | { readonly kind: 'refused'; readonly tag: string; readonly why: 'line-too-long' | 'literal-too-big' }
  /** What follows cannot be told from commands: end the connection. */
  | { readonly kind: 'lost' };

export interface ReaderLimits {
  /** All text of one command, literals not counted. */
  readonly lineBytes: number;
  /** Largest literal in this place; `text` is the command so far. */
  literalBytes(text: string): number;
  /** All literals of one command. */
  totalLiteralBytes(text: string): number;
  /** A literal too big that is sent without waiting is read and dropped up to here; beyond, the connection is given up. */
  readonly skippedLiteralBytes: number;
}

const EMPTY: Buffer = Buffer.alloc(0);
const LITERAL = /(~?)\{(\d{1,10})(\+?)-?\}$/;
const MAX_LITERALS = 1000;
/** How much of a refused line or non-synchronising literal is skipped before we give up. */
const MAX_SKIPPED = 1_048_576;

export class CommandReader {
  #buffer = EMPTY;
  #start = 0;
  #end = 0;
  /** Where the search for LF goes on. */
  #scanned = 0;
  /** The buffer is ours to append to. */
  #owned = false;
  #texts: string[] = [];
  #literals: Literal[] = [];
  #textBytes = 0;
  #literalBytes = 0;
  #open: { readonly bytes: Buffer; readonly binary: boolean; filled: number } | null = null;
  #skipLiteral = 0;
  #skipLine: { readonly tag: string; bytes: number; tail: string } | null = null;
  /** A refused non-synchronising literal: the rest of its command is skipped too. */
  #refusedTag: string | null = null;
  #limits: ReaderLimits;

  constructor(limits: ReaderLimits) {
    this.#limits = limits;
  }

  setLimits(limits: ReaderLimits): void {
    this.#limits = limits;
  }

  /** Bytes received and not yet given out. */
  get bufferedBytes(): number {
    return this.#end - this.#start;
  }

  /** Forgets everything, e.g. what came in plain text before TLS (CVE-2011-0411). */
  reset(): void {
    this.#release();
    this.#clearCommand();
    this.#skipLine = null;
    this.#skipLiteral = 0;
    this.#refusedTag = null;
  }

  push(chunk: Buffer): void {
    if (this.#start === this.#end) {
      this.#buffer = chunk;
      this.#start = 0;
      this.#end = chunk.length;
      this.#scanned = 0;
      return;
    }
    const kept = this.#end - this.#start;
    const needed = kept + chunk.length;
    if (this.#owned && this.#buffer.length - this.#end >= chunk.length) {
      chunk.copy(this.#buffer, this.#end);
      this.#end += chunk.length;
      return;
    }
    // Grown by doubling, so that a line in one-byte chunks costs no more than its length.
    const room = Buffer.allocUnsafeSlow(Math.max(needed * 2, 256));
    this.#buffer.copy(room, 0, this.#start, this.#end);
    chunk.copy(room, kept);
    this.#buffer = room;
    this.#scanned -= this.#start;
    this.#start = 0;
    this.#end = needed;
    this.#owned = true;
  }

  /** The next event, or null when more bytes are needed. `line` mode gives single lines (IDLE's DONE, SASL). */
  next(mode: 'command' | 'line'): ReaderEvent | null {
    for (;;) {
      if (this.#skipLiteral > 0 && !this.#skipped()) return null;
      if (this.#open !== null && !this.#filled(this.#open)) return null;
      const line = this.#line();
      if (line === null) return this.#overlong();
      const event = this.#skipLine === null ? this.#take(line, mode) : this.#endOfSkipped(line);
      if (event !== null) return event;
    }
  }

  #skipped(): boolean {
    const taken = Math.min(this.#skipLiteral, this.bufferedBytes);
    this.#skipLiteral -= taken;
    this.#consume(taken);
    return this.#skipLiteral === 0;
  }

  #filled(open: { readonly bytes: Buffer; readonly binary: boolean; filled: number }): boolean {
    const taken = Math.min(open.bytes.length - open.filled, this.bufferedBytes);
    this.#buffer.copy(open.bytes, open.filled, this.#start, this.#start + taken);
    open.filled += taken;
    this.#consume(taken);
    if (open.filled < open.bytes.length) return false;
    this.#literals.push({ bytes: open.bytes, binary: open.binary });
    this.#open = null;
    return true;
  }

  /** One line without its CRLF (a bare LF is taken too), or null. */
  #line(): string | null {
    const lf = this.#buffer.subarray(0, this.#end).indexOf(10, this.#scanned);
    if (lf < 0) {
      this.#scanned = this.#end;
      return null;
    }
    const end = lf > this.#start && this.#buffer[lf - 1] === 13 ? lf - 1 : lf;
    const text = this.#buffer.toString('latin1', this.#start, end);
    this.#consume(lf + 1 - this.#start);
    return text;
  }

  #overlong(): ReaderEvent | null {
    const skipping = this.#skipLine;
    if (skipping === null && this.#textBytes + this.bufferedBytes <= this.#limits.lineBytes) return null;
    const text = this.#buffer.toString('latin1', this.#start, this.#end);
    if (skipping === null) this.#beginSkip(text);
    else {
      skipping.bytes += text.length;
      skipping.tail = (skipping.tail + text).slice(-24);
    }
    this.#release();
    return (this.#skipLine?.bytes ?? 0) > MAX_SKIPPED ? { kind: 'lost' } : null;
  }

  #beginSkip(text: string): void {
    const tag = tagOf(this.#texts[0] ?? text);
    this.#clearCommand();
    this.#skipLine = { tag, bytes: text.length, tail: text.slice(-24) };
  }

  #endOfSkipped(line: string): ReaderEvent {
    const { tag, tail } = this.#skipLine ?? { tag: '*', tail: '' };
    this.#skipLine = null;
    // A literal sent without waiting would be read as commands.
    const literal = LITERAL.exec((tail + line).slice(-24));
    return literal !== null && literal[3] === '+' ? { kind: 'lost' } : { kind: 'refused', tag, why: 'line-too-long' };
  }

  #take(line: string, mode: 'command' | 'line'): ReaderEvent | null {
    if (mode === 'line') return { kind: 'line', text: line };
    const literal = LITERAL.exec(line);
    if (this.#refusedTag !== null) return this.#endOfRefused(literal);
    this.#textBytes += line.length;
    if (this.#textBytes > this.#limits.lineBytes) {
      this.#beginSkip(line);
      return this.#endOfSkipped('');
    }
    if (literal === null) {
      const raw = { texts: [...this.#texts, line], literals: this.#literals };
      this.#clearCommand();
      return { kind: 'command', raw };
    }
    return this.#announce(line.slice(0, literal.index), literal);
  }

  #announce(text: string, literal: RegExpExecArray): ReaderEvent | null {
    const sizeBytes = Number(literal[2]);
    const waits = literal[3] !== '+';
    const soFar = this.#texts.length === 0 ? text : this.#texts.join('""') + text;
    const fits =
      sizeBytes <= this.#limits.literalBytes(soFar) &&
      this.#literalBytes + sizeBytes <= this.#limits.totalLiteralBytes(soFar) &&
      this.#literals.length < MAX_LITERALS;
    if (!fits) return this.#refuseLiteral(tagOf(soFar), sizeBytes, waits);
    this.#texts.push(text);
    this.#literalBytes += sizeBytes;
    this.#open = { bytes: Buffer.allocUnsafeSlow(sizeBytes), binary: literal[1] === '~', filled: 0 };
    return waits ? { kind: 'continue' } : null;
  }

  #refuseLiteral(tag: string, sizeBytes: number, waits: boolean): ReaderEvent | null {
    this.#clearCommand();
    // The client waits for our `+` and, told no, sends nothing of it (RFC 3501 §7.5).
    if (waits) return { kind: 'refused', tag, why: 'literal-too-big' };
    if (sizeBytes > this.#limits.skippedLiteralBytes) return { kind: 'lost' };
    this.#skipLiteral = sizeBytes;
    this.#refusedTag = tag;
    return null;
  }

  #endOfRefused(literal: RegExpExecArray | null): ReaderEvent | null {
    const tag = this.#refusedTag ?? '*';
    if (literal !== null && literal[3] === '+') {
      this.#skipLiteral = Number(literal[2]);
      return this.#skipLiteral > this.#limits.skippedLiteralBytes ? { kind: 'lost' } : null;
    }
    this.#refusedTag = null;
    return { kind: 'refused', tag, why: 'literal-too-big' };
  }

  #consume(bytes: number): void {
    this.#start += bytes;
    this.#scanned = this.#start;
    if (this.#start === this.#end) this.#release();
  }

  #release(): void {
    this.#buffer = EMPTY;
    this.#start = 0;
    this.#end = 0;
    this.#scanned = 0;
    this.#owned = false;
  }

  #clearCommand(): void {
    this.#texts = [];
    this.#literals = [];
    this.#textBytes = 0;
    this.#literalBytes = 0;
    this.#open = null;
  }
}

/** The tag a command began with, or `*` when there is none fit to be repeated. */
function tagOf(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const tag = /^[^\s(){%*"\\+\u0000-\u001f\u007f-\u00ff]{1,64}(?= )/.exec(text);
  return tag === null ? '*' : tag[0];
}
