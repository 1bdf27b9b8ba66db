/**
 * What a reader typed into the search → a tree of conditions, and how each piece was read, so that the page can say it. Never
 * fails: what cannot be read as an operator is a word, an operator with a value it does not know is ignored and said so. Pure,
 * capped. Called by service/webmail/search.ts.
 */
import {
  dayOf,
  EVERYWHERE,
  FILES,
  INBOX,
  OPERATORS,
  type Operator,
  OR,
  sizeOf,
  spanOf,
  STATES,
} from './mail-search-words.ts';

export type Condition =
  | { readonly kind: 'text'; readonly where: 'any' | 'from' | 'to' | 'cc' | 'subject' | 'body'; readonly text: string }
  | {
      readonly kind: 'flag';
      readonly flag: 'seen' | 'flagged' | 'answered' | 'forwarded' | 'draft';
      readonly present: boolean;
    }
  /** `2026-11-22`; before it, or since it (the day itself included). */
  | { readonly kind: 'before' | 'since' | 'on'; readonly day: string }
  | { readonly kind: 'larger' | 'smaller'; readonly bytes: number }
  | { readonly kind: 'files' }
  | { readonly kind: 'filename'; readonly text: string }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'or' | 'and'; readonly of: readonly Condition[] };
export interface Understood {
  readonly kind: 'word' | 'phrase' | 'operator' | 'or' | 'ignored';
  readonly text: string;
}
export interface MailSearch {
  /** Null: nothing to search for was understood. */
  readonly condition: Condition | null;
  /** Folders asked for by name, as typed; empty: the whole mailbox but junk and trash. */
  readonly folders: readonly string[];
  /** Junk and trash too. */
  readonly everywhere: boolean;
  readonly understood: readonly Understood[];
}

export const MOST_QUERY = 500;
const MOST_PIECES = 30;
const MOST_TEXT = 200;

interface Token {
  readonly raw: string;
  readonly negated: boolean;
  /** Lower case; null: no operator. */
  readonly operator: Operator | null;
  readonly value: string;
  readonly quoted: boolean;
}
const QUOTES = '"“”„«»';
/** `-fra:"Kari Nordmann"`; one piece. */
const PIECE = new RegExp(
  `(-?)(?:([\\p{L}_]{1,20}):)?(?:[${QUOTES}]([^${QUOTES}]*)[${QUOTES}]?|([^\\s${QUOTES}]*))`,
  'uy',
);

function tokens(query: string): readonly Token[] {
  const found: Token[] = [];
  const text = query.normalize('NFC').slice(0, MOST_QUERY);
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at])) {
      at += 1;
      continue;
    }
    PIECE.lastIndex = at;
    const [raw, minus, name, phrase, plain = ''] = PIECE.exec(text) ?? [text[at], '', undefined, undefined, text[at]];
    const operator = name === undefined ? undefined : OPERATORS.get(name.toLowerCase());
    const value = (phrase ?? plain).trim();
    at += Math.max(1, raw.length);
    found.push(
      operator === undefined
        ? {
            raw: raw.trim(),
            negated: minus !== '',
            operator: null,
            value: name === undefined ? value : `${name}:${value}`,
            quoted: phrase !== undefined && name === undefined,
          }
        : { raw: raw.trim(), negated: minus !== '', operator, value, quoted: phrase !== undefined },
    );
  }
  return found;
}

/** Reads a query; `now` for `newer:7d` and `i går`. */
export function readSearch(query: string, now: number): MailSearch {
  const understood: Understood[] = [];
  const folders: string[] = [];
  let everywhere = false;
  const all: Condition[][] = [];
  let joinNext = false;
  const pieces = tokens(query);
  for (const [at, token] of pieces.entries()) {
    const note = (kind: Understood['kind']): void => void understood.push({ kind, text: token.raw });
    if (at >= MOST_PIECES) {
      note('ignored');
      continue;
    }
    if (token.operator === null && !token.quoted && !token.negated && OR.has(token.value)) {
      joinNext = all.length > 0 && at + 1 < pieces.length;
      note(joinNext ? 'or' : 'ignored');
      continue;
    }
    if (token.operator === 'in' && !token.negated && token.value !== '') {
      if (EVERYWHERE.has(token.value.toLowerCase())) everywhere = true;
      else folders.push(INBOX.has(token.value.toLowerCase()) ? 'INBOX' : token.value.slice(0, MOST_TEXT));
      note('operator');
      continue;
    }
    const condition = conditionOf(token, now);
    if (condition === null) {
      note('ignored');
      continue;
    }
    note(token.operator !== null ? 'operator' : token.quoted ? 'phrase' : 'word');
    const wanted: Condition = token.negated ? { kind: 'not', of: condition } : condition;
    const last = all.at(-1);
    if (joinNext && last !== undefined) last.push(wanted);
    else all.push([wanted]);
    joinNext = false;
  }
  const of = all.map((some): Condition => (some.length === 1 ? some[0] : { kind: 'or', of: some }));
  const condition = of.length === 0 ? null : of.length === 1 ? of[0] : ({ kind: 'and', of } as const);
  return { condition, folders, everywhere, understood };
}

function conditionOf({ operator, value, quoted }: Token, now: number): Condition | null {
  const text = value.slice(0, MOST_TEXT);
  const word = text.toLowerCase();
  if (text === '') return null;
  switch (operator) {
    case null:
      return quoted || /[\p{L}\p{N}]/u.test(text) || text.length >= 3 ? { kind: 'text', where: 'any', text } : null;
    case 'from':
    case 'to':
    case 'cc':
    case 'subject':
    case 'body':
      return { kind: 'text', where: operator, text };
    case 'has':
      return FILES.has(word) ? { kind: 'files' } : stateOf(word);
    case 'is':
      return stateOf(word);
    case 'in':
      return null; // "not in" has no meaning yet
    case 'before':
    case 'after':
    case 'on': {
      const day = dayOf(word, now);
      return day === null ? null : { kind: operator === 'after' ? 'since' : operator, day };
    }
    case 'newer':
    case 'older': {
      const day = spanOf(word, now) ?? dayOf(word, now);
      return day === null ? null : { kind: operator === 'newer' ? 'since' : 'before', day };
    }
    case 'larger':
    case 'smaller': {
      const bytes = sizeOf(word.replaceAll(/\s/g, ''));
      return bytes === null ? null : { kind: operator, bytes };
    }
    case 'filename':
      return { kind: 'filename', text };
  }
}

function stateOf(word: string): Condition | null {
  const state = STATES.get(word);
  if (state === undefined) return null;
  if (state === 'unread' || state === 'read') return { kind: 'flag', flag: 'seen', present: state === 'read' };
  return { kind: 'flag', flag: state, present: true };
}

/** Asks for files inside it: what IMAP cannot search for. */
export const asksForFiles = (condition: Condition): boolean => {
  switch (condition.kind) {
    case 'files':
    case 'filename':
      return true;
    case 'not':
      return asksForFiles(condition.of);
    case 'or':
    case 'and':
      return condition.of.some(asksForFiles);
    case 'text':
    case 'flag':
    case 'before':
    case 'since':
    case 'on':
    case 'larger':
    case 'smaller':
      return false;
  }
};
