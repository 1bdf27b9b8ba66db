/**
 * IMAP flags as the store keeps them: system flags are bits, keywords a list separated by spaces. Called for every row
 * read and every change of flags. `\Recent` is not kept (RFC 9051 dropped it); unknown backslash flags are ignored.
 */

const SYSTEM = ['\\Seen', '\\Answered', '\\Flagged', '\\Deleted', '\\Draft'] as const;
export const SEEN = 1;
/** More keywords than this on one message, or longer ones, are ignored. */
const MAX_KEYWORDS = 100;
const MAX_KEYWORD_LENGTH = 100;
/** RFC 3501 `atom`: no controls, space, parentheses, braces, wildcards, quotes, backslash, `]`. */
// oxlint-disable-next-line no-control-regex
const NOT_ATOM = /[\u0000-\u0020\u007f-\uffff(){%*"\\\]]/;

/** Stored form of a set of flags. */
export interface FlagBits {
  readonly bits: number;
  /** Keywords as written, separated by one space; null for none. */
  readonly keywords: string | null;
}
export const NO_FLAGS: FlagBits = { bits: 0, keywords: null };

const bitOf = new Map<string, number>(SYSTEM.map((name, index) => [name.toLowerCase(), 1 << index]));

/** Names to stored form. Keywords that differ only in case count once, the first spelling stays. */
export function encodeFlags(names: readonly string[]): FlagBits {
  let bits = 0;
  const keywords = new Map<string, string>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (key.startsWith('\\')) bits |= bitOf.get(key) ?? 0;
    else if (key !== '' && key.length <= MAX_KEYWORD_LENGTH && !NOT_ATOM.test(key) && !keywords.has(key))
      if (keywords.size < MAX_KEYWORDS) keywords.set(key, name);
  }
  return { bits, keywords: keywords.size === 0 ? null : [...keywords.values()].join(' ') };
}

const decoded = new Map<string, readonly string[]>();

/** Stored form to names; the same list object for the same flags, so that 10,000 rows cost a few lists. */
export function decodeFlags(bits: number, keywords: string | null): readonly string[] {
  const key = keywords === null ? String(bits) : `${bits} ${keywords}`;
  const known = decoded.get(key);
  if (known !== undefined) return known;
  const names: string[] = SYSTEM.filter((_, index) => (bits & (1 << index)) !== 0);
  if (keywords !== null) names.push(...keywords.split(' '));
  if (decoded.size >= 4096) decoded.clear();
  decoded.set(key, Object.freeze(names));
  return names;
}

/** The flags after `op`. Gives the same object as `old` when nothing changes. */
export function changeFlags(old: FlagBits, op: 'set' | 'add' | 'remove', change: FlagBits): FlagBits {
  const next = { set: () => change, add: () => union(old, change), remove: () => without(old, change) }[op]();
  return next.bits === old.bits && sameKeywords(next.keywords, old.keywords) ? old : next;
}

const split = (keywords: string | null): string[] => (keywords === null ? [] : keywords.split(' '));

function union(a: FlagBits, b: FlagBits): FlagBits {
  if (b.keywords === null) return { bits: a.bits | b.bits, keywords: a.keywords };
  return { bits: a.bits | b.bits, keywords: encodeFlags([...split(a.keywords), ...split(b.keywords)]).keywords };
}

function without(a: FlagBits, b: FlagBits): FlagBits {
  const gone = new Set(split(b.keywords).map((name) => name.toLowerCase()));
  const left = split(a.keywords).filter((name) => !gone.has(name.toLowerCase()));
  return { bits: a.bits & ~b.bits, keywords: left.length === 0 ? null : left.join(' ') };
}

function sameKeywords(a: string | null, b: string | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  const sorted = (text: string): string => text.toLowerCase().split(' ').sort().join(' ');
  return sorted(a) === sorted(b);
}
