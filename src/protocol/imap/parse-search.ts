/**
 * The arguments of SEARCH (RFC 3501 §6.4.4; ESEARCH RFC 4731, SEARCHRES RFC 5182, WITHIN RFC 5032, MODSEQ RFC 7162).
 * Called by parse-command.ts. Needles come out as Unicode, whatever charset the client wrote.
 */
import type { CommandOf, SearchKey, SearchReturn } from './command.ts';
import { type Cursor, SyntaxProblem } from './cursor.ts';
import { parseDay } from './date-time.ts';
import { decodeUtf8 } from './mailbox-name.ts';

type Decode = (wire: string) => string;
const MAX_KEYS = 2000;
/** A key's name: letters, or the start of a set, list or `$`. */
const KEY = /[A-Za-z][A-Za-z0-9-]*/y;

const FLAGS: Readonly<Record<string, readonly [flag: string, present: boolean]>> = {
  ANSWERED: ['\\Answered', true],
  DELETED: ['\\Deleted', true],
  DRAFT: ['\\Draft', true],
  FLAGGED: ['\\Flagged', true],
  SEEN: ['\\Seen', true],
  UNANSWERED: ['\\Answered', false],
  UNDELETED: ['\\Deleted', false],
  UNDRAFT: ['\\Draft', false],
  UNFLAGGED: ['\\Flagged', false],
  UNSEEN: ['\\Seen', false],
};
const DAYS: Readonly<Record<string, { kind: 'received' | 'sent'; op: 'before' | 'on' | 'since' }>> = {
  BEFORE: { kind: 'received', op: 'before' },
  ON: { kind: 'received', op: 'on' },
  SINCE: { kind: 'received', op: 'since' },
  SENTBEFORE: { kind: 'sent', op: 'before' },
  SENTON: { kind: 'sent', op: 'on' },
  SENTSINCE: { kind: 'sent', op: 'since' },
};
const HEADERS = new Set(['BCC', 'CC', 'FROM', 'SUBJECT', 'TO']);

/** Everything after `SEARCH ` or `UID SEARCH `. */
export function parseSearch(cursor: Cursor, uid: boolean): CommandOf<'SEARCH'> {
  let give: SearchReturn[] | null = null;
  if (cursor.tryMatch(/RETURN(?= )/iy) !== null) {
    cursor.space();
    const written = cursor.list(() => returnOption(cursor.word()));
    // RFC 4731 §3.1: an empty list means ALL.
    give = written.length === 0 ? ['ALL'] : written;
    cursor.space();
  }
  let decode: Decode = (wire) => decodeUtf8(wire) ?? wire;
  if (cursor.tryMatch(/CHARSET(?= )/iy) !== null) {
    cursor.space();
    decode = decoderFor(cursor.astring('Charset').toUpperCase());
    cursor.space();
  }
  let budget = MAX_KEYS;
  const key = (): SearchKey => {
    budget -= 1;
    if (budget < 0) throw new SyntaxProblem('Too many search keys');
    return searchKey(cursor, decode, key);
  };
  const keys = [key()];
  while (cursor.trySpace() && !cursor.atEnd) keys.push(key());
  return { kind: 'SEARCH', uid, give, key: keys.length === 1 ? keys[0] : { kind: 'and', keys } };
}

function returnOption(word: string): SearchReturn {
  if (word === 'MIN' || word === 'MAX' || word === 'ALL' || word === 'COUNT' || word === 'SAVE') return word;
  throw new SyntaxProblem(`Unknown SEARCH return option ${word}`);
}

function decoderFor(charset: string): Decode {
  switch (charset) {
    case 'UTF-8':
    case 'US-ASCII':
    case 'ASCII':
      return (wire) => {
        const text = decodeUtf8(wire);
        if (text === null) throw new SyntaxProblem('The search text does not fit its charset');
        return text;
      };
    case 'ISO-8859-1':
      return (wire) => wire;
    default:
      throw new SyntaxProblem('This charset is not known here', 'BADCHARSET (US-ASCII UTF-8 ISO-8859-1)');
  }
}

function searchKey(cursor: Cursor, decode: Decode, next: () => SearchKey): SearchKey {
  const first = cursor.peek();
  if (first === '(') {
    const keys = cursor.list(next);
    if (keys.length === 0) throw new SyntaxProblem('Search key expected');
    return { kind: 'and', keys };
  }
  if (cursor.tryChar('$')) return { kind: 'saved' };
  if (first === '*' || (first >= '0' && first <= '9')) {
    return { kind: 'set', set: cursor.sequenceSet(), by: 'sequence' };
  }
  const name = cursor.tryMatch(KEY)?.[0].toUpperCase();
  if (name === undefined) throw new SyntaxProblem('Search key expected');
  return namedKey(name, cursor, decode, next);
}

function namedKey(name: string, cursor: Cursor, decode: Decode, next: () => SearchKey): SearchKey {
  const flag = FLAGS[name];
  if (flag !== undefined) return { kind: 'flag', flag: flag[0], present: flag[1] };
  switch (name) {
    case 'ALL':
      return { kind: 'all' };
    case 'NEW':
      return { kind: 'new' };
    case 'OLD':
      return { kind: 'old' };
    case 'RECENT':
      return { kind: 'recent' };
    default:
      cursor.space();
      return keyWithArgument(name, cursor, decode, next);
  }
}

function keyWithArgument(name: string, cursor: Cursor, decode: Decode, next: () => SearchKey): SearchKey {
  const day = DAYS[name];
  if (day !== undefined) return { ...day, day: dayArgument(cursor) };
  if (HEADERS.has(name)) {
    return { kind: 'text', where: { header: name.toLowerCase() }, needle: decode(cursor.astring()) };
  }
  switch (name) {
    case 'TEXT':
    case 'BODY':
      return { kind: 'text', where: name === 'TEXT' ? 'text' : 'body', needle: decode(cursor.astring()) };
    case 'HEADER': {
      const header = cursor.astring('Header field name').toLowerCase();
      cursor.space();
      return { kind: 'text', where: { header }, needle: decode(cursor.astring()) };
    }
    case 'KEYWORD':
    case 'UNKEYWORD':
      return { kind: 'flag', flag: cursor.flag(), present: name === 'KEYWORD' };
    case 'LARGER':
    case 'SMALLER':
      return { kind: 'size', op: name === 'LARGER' ? 'larger' : 'smaller', sizeBytes: cursor.number('Size') };
    case 'OLDER':
    case 'YOUNGER':
      return { kind: 'within', op: name === 'OLDER' ? 'older' : 'younger', seconds: positive(cursor) };
    case 'UID':
      return cursor.tryChar('$') ? { kind: 'saved' } : { kind: 'set', set: cursor.sequenceSet(), by: 'uid' };
    case 'MODSEQ':
      return modseqKey(cursor);
    default:
      return composedKey(name, cursor, next);
  }
}

function composedKey(name: string, cursor: Cursor, next: () => SearchKey): SearchKey {
  if (name !== 'NOT' && name !== 'OR') throw new SyntaxProblem(`Unknown search key ${name.slice(0, 40)}`);
  cursor.deeper();
  const left = next();
  let key: SearchKey = { kind: 'not', key: left };
  if (name === 'OR') {
    cursor.space();
    key = { kind: 'or', left, right: next() };
  }
  cursor.shallower();
  return key;
}

/** `MODSEQ 620162338` or `MODSEQ "/flags/\\draft" all 620162338`: we keep one number a message, so the entry adds nothing. */
function modseqKey(cursor: Cursor): SearchKey {
  if (cursor.tryString() !== null) {
    cursor.space();
    const type = cursor.word();
    if (type !== 'PRIV' && type !== 'SHARED' && type !== 'ALL') throw new SyntaxProblem('priv, shared or all expected');
    cursor.space();
  }
  return { kind: 'modseq', modseq: cursor.number('Mod-sequence') };
}

function dayArgument(cursor: Cursor): number {
  const day = parseDay(cursor.astring('Date'));
  if (day === null) throw new SyntaxProblem('Date expected, such as 1-Feb-2026');
  return day;
}

function positive(cursor: Cursor): number {
  const value = cursor.number('Seconds');
  if (value < 1) throw new SyntaxProblem('Seconds above 0 expected');
  return value;
}
