/**
 * A cursor over a structured field value: words, quoted strings, comments, blanks (RFC 5322 §3.2). Shared by the readers
 * of parameters and addresses. Pure; every method moves on or stands at the end, nothing recurses.
 */

/** Characters that end a word, as a table by character code. */
export type StopSet = Uint8Array;

/** A table with 1 for each of `characters` (ASCII only); everything else belongs to a word. */
export function stopSet(characters: string): StopSet {
  const table = new Uint8Array(128);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

const QUOTED = stopSet('"\\');
const COMMENT = stopSet('()\\');

export class TokenCursor {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** The character here, '' at the end. */
  get here(): string {
    return this.text.charAt(this.at);
  }

  /** Everything up to the next character of the set, or to the end. */
  run(stop: StopSet): string {
    const { text } = this;
    const start = this.at;
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code < 128 && stop[code] === 1) break;
    }
    this.at = at;
    return at === start ? '' : text.slice(start, at);
  }

  /** Passes spaces, tabs and line ends; true when there were any. */
  skipBlank(): boolean {
    const { text } = this;
    const start = this.at;
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== 32 && code !== 9 && code !== 13 && code !== 10) break;
    }
    this.at = at;
    return at > start;
  }

  /** Standing on `"`: content without the escapes; an unclosed string takes the rest. */
  quoted(): string {
    this.at++;
    let out = '';
    while (!this.ended) {
      out += this.run(QUOTED);
      const char = this.here;
      this.at++;
      if (char === '"') break;
      if (char === '\\') {
        out += this.here;
        this.at++;
      }
    }
    return out;
  }

  /** Standing on `(`: content, inner parentheses kept; nesting is counted. An unclosed comment takes the rest. */
  comment(): string {
    this.at++;
    let depth = 1;
    let out = '';
    while (!this.ended) {
      out += this.run(COMMENT);
      const char = this.here;
      this.at++;
      if (char === '\\') {
        out += this.here;
        this.at++;
      } else if (char === '(') {
        depth++;
        out += char;
      } else if (char === ')') {
        if (--depth === 0) break;
        out += char;
      }
    }
    return out.trim();
  }
}
