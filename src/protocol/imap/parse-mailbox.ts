/**
 * The arguments of the commands about mailboxes: SELECT, CREATE, LIST, LSUB, STATUS, APPEND (RFC 3501 §6.3; RFC 5258
 * LIST-EXTENDED, RFC 5819 LIST-STATUS, RFC 6154 CREATE-SPECIAL-USE, RFC 6855 §4). Called by parse-command.ts.
 */
import type { CommandOf, ListReturn, ListSelection, StatusItem } from './command.ts';
import { type Cursor, SyntaxProblem } from './cursor.ts';
import { parseDateTime } from './date-time.ts';

const STATUS_ITEMS: ReadonlySet<string> = new Set<StatusItem>([
  'MESSAGES',
  'RECENT',
  'UIDNEXT',
  'UIDVALIDITY',
  'UNSEEN',
  'SIZE',
  'HIGHESTMODSEQ',
  'APPENDLIMIT',
  'DELETED',
]);
const isStatusItem = (word: string): word is StatusItem => STATUS_ITEMS.has(word);
const SELECTIONS: ReadonlySet<string> = new Set<ListSelection>([
  'SUBSCRIBED',
  'REMOTE',
  'RECURSIVEMATCH',
  'SPECIAL-USE',
]);
const isSelection = (word: string): word is ListSelection => SELECTIONS.has(word);
const MAX_PATTERNS = 50;

export function parseSelect(cursor: Cursor, kind: 'SELECT' | 'EXAMINE'): CommandOf<'SELECT' | 'EXAMINE'> {
  const mailbox = cursor.mailbox();
  let condstore = false;
  if (cursor.trySpace() && !cursor.atEnd) {
    cursor.list(() => {
      const word = cursor.word();
      if (word !== 'CONDSTORE') throw new SyntaxProblem(`Unknown ${kind} parameter ${word.slice(0, 40)}`);
      condstore = true;
    });
  }
  return { kind, mailbox, condstore };
}

export function parseCreate(cursor: Cursor): CommandOf<'CREATE'> {
  const mailbox = cursor.mailbox();
  const use: string[] = [];
  if (cursor.trySpace() && !cursor.atEnd) {
    cursor.list(() => {
      if (cursor.word() !== 'USE') throw new SyntaxProblem('USE expected');
      cursor.space();
      use.push(...cursor.list(() => cursor.flag()));
    });
  }
  return { kind: 'CREATE', mailbox, use };
}

/** `(MESSAGES UNSEEN …)`. */
export function statusItems(cursor: Cursor): StatusItem[] {
  const items = cursor.list(() => {
    const word = cursor.word();
    if (!isStatusItem(word)) throw new SyntaxProblem(`Unknown STATUS item ${word.slice(0, 40)}`);
    return word;
  });
  if (items.length === 0) throw new SyntaxProblem('STATUS item expected');
  return items;
}

export function parseList(cursor: Cursor): CommandOf<'LIST'> {
  let select: ListSelection[] = [];
  let extended = false;
  if (cursor.peek() === '(') {
    extended = true;
    select = cursor.list(() => {
      const word = cursor.word();
      if (!isSelection(word)) throw new SyntaxProblem(`Unknown LIST selection ${word.slice(0, 40)}`);
      return word;
    });
    // RFC 5258 §3: RECURSIVEMATCH needs another option to recurse on.
    if (select.includes('RECURSIVEMATCH') && !select.some((word) => word === 'SUBSCRIBED' || word === 'SPECIAL-USE')) {
      throw new SyntaxProblem('RECURSIVEMATCH needs SUBSCRIBED or SPECIAL-USE');
    }
    cursor.space();
  }
  const reference = cursor.mailbox();
  cursor.space();
  const several = cursor.peek() === '(';
  const patterns = several ? cursor.list(() => cursor.listMailbox()) : [cursor.listMailbox()];
  if (patterns.length === 0 || patterns.length > MAX_PATTERNS) throw new SyntaxProblem('Mailbox pattern expected');
  let give: ListReturn = { subscribed: false, children: false, specialUse: false, status: null };
  if (cursor.trySpace() && !cursor.atEnd) {
    extended = true;
    if (cursor.word() !== 'RETURN') throw new SyntaxProblem('RETURN expected');
    cursor.space();
    give = listReturn(cursor);
  }
  return { kind: 'LIST', reference, patterns, select, give, extended: extended || several };
}

function listReturn(cursor: Cursor): ListReturn {
  let give: ListReturn = { subscribed: false, children: false, specialUse: false, status: null };
  cursor.list(() => {
    const word = cursor.word();
    if (word === 'SUBSCRIBED') give = { ...give, subscribed: true };
    else if (word === 'CHILDREN') give = { ...give, children: true };
    else if (word === 'SPECIAL-USE') give = { ...give, specialUse: true };
    else if (word === 'STATUS') {
      cursor.space();
      give = { ...give, status: statusItems(cursor) };
    } else throw new SyntaxProblem(`Unknown LIST return option ${word.slice(0, 40)}`);
  });
  return give;
}

/** `APPEND mailbox [(flags)] ["date-time"] literal`, also `UTF8 (~{n}…)`. */
export function parseAppend(cursor: Cursor): CommandOf<'APPEND'> {
  const mailbox = cursor.mailbox();
  cursor.space();
  let flags: string[] = [];
  if (cursor.peek() === '(') {
    flags = cursor.list(() => cursor.flag());
    cursor.space();
  }
  let internalDate: number | null = null;
  if (cursor.peek() === '"') {
    internalDate = parseDateTime(cursor.tryString() ?? '');
    if (internalDate === null) throw new SyntaxProblem('Date and time not well written');
    cursor.space();
  }
  return { kind: 'APPEND', mailbox, flags, internalDate, bytes: appendData(cursor) };
}

function appendData(cursor: Cursor): Buffer {
  if (cursor.tryMatch(/UTF8(?= \()/iy) === null) {
    const literal = cursor.literal();
    if (literal.binary) throw new SyntaxProblem('BINARY is not offered here', 'UNKNOWN-CTE');
    if (literal.bytes.includes(0)) throw new SyntaxProblem('A message must not hold NUL');
    return literal.bytes;
  }
  if (!cursor.utf8) throw new SyntaxProblem('UTF8=ACCEPT is not enabled');
  cursor.space();
  const literals = cursor.list(() => cursor.literal());
  if (literals.length !== 1) throw new SyntaxProblem('One message expected');
  return literals[0].bytes;
}
