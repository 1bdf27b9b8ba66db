/**
 * JSON with places: where each value stands, so that one can be put anew and all else stays as it is. RFC 8259, with caps on
 * depth and size; null for what is no JSON. Used for FairEmail's export; pure.
 */
interface Place {
  readonly start: number;
  readonly end: number;
  /** Of a string its value, of a number or word itself; '' of the rest. */
  readonly text: string;
}
export type JsonNode =
  | (Place & { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonNode> })
  | (Place & { readonly kind: 'array'; readonly items: readonly JsonNode[] })
  | (Place & { readonly kind: 'string' | 'other' });
const MOST_DEPTH = 40;
const MOST_NODES = 300_000;
const STRING = /"(?:[^"\\\n]|\\.)*"/y;
const OTHER = /-?\d[\d.eE+-]*|true|false|null/y;
const BLANK = /\s*/y;

/** The items of an array; of anything else none. */
export const elements = (node: JsonNode | undefined): readonly JsonNode[] => (node?.kind === 'array' ? node.items : []);

/** The whole text as one value. */
export function readJson(text: string): JsonNode | null {
  const reader = new Reader(text);
  const node = reader.value(0);
  return node !== null && reader.isAtEnd() ? node : null;
}

class Reader {
  private at = 0;
  private count = 0;
  private readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  isAtEnd(): boolean {
    this.match(BLANK);
    return this.at === this.text.length;
  }
  value(depth: number): JsonNode | null {
    this.match(BLANK);
    this.count += 1;
    if (depth > MOST_DEPTH || this.count > MOST_NODES) return null;
    const start = this.at;
    const first = this.text[start];
    if (first === '{') return this.object(start, depth);
    if (first === '[') return this.array(start, depth);
    if (first === '"') {
      const text = this.string();
      return text === null ? null : { kind: 'string', start, end: this.at, text };
    }
    const other = this.match(OTHER);
    return other === null ? null : { kind: 'other', start, end: this.at, text: other };
  }
  private object(start: number, depth: number): JsonNode | null {
    const members = new Map<string, JsonNode>();
    this.at += 1;
    if (!this.eat('}'))
      do {
        this.match(BLANK);
        const name = this.string();
        if (name === null || !this.eat(':')) return null;
        const value = this.value(depth + 1);
        if (value === null) return null;
        members.set(name, value);
      } while (this.eat(','));
    else return { kind: 'object', start, end: this.at, text: '', members };
    return this.eat('}') ? { kind: 'object', start, end: this.at, text: '', members } : null;
  }
  private array(start: number, depth: number): JsonNode | null {
    const items: JsonNode[] = [];
    this.at += 1;
    if (this.eat(']')) return { kind: 'array', start, end: this.at, text: '', items };
    do {
      const value = this.value(depth + 1);
      if (value === null) return null;
      items.push(value);
    } while (this.eat(','));
    return this.eat(']') ? { kind: 'array', start, end: this.at, text: '', items } : null;
  }
  private string(): string | null {
    const raw = this.match(STRING);
    if (raw === null) return null;
    try {
      return JSON.parse(raw) as string;
    } catch {
      return null;
    }
  }
  private eat(mark: string): boolean {
    this.match(BLANK);
    if (this.text[this.at] !== mark) return false;
    this.at += 1;
    return true;
  }
  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at = pattern.lastIndex;
    return found[0];
  }
}
