/**
 * The arguments of FETCH and STORE (RFC 3501 §6.4.5, §6.4.6, RFC 7162 §3.1). Called by parse-command.ts.
 * Never looks at a message.
 */
import type { Section } from './body-section.ts';
import type { CommandOf, FetchItem } from './command.ts';
import { type Cursor, SyntaxProblem } from './cursor.ts';
import type { SequenceSet } from './sequence-set.ts';
import { quoted } from './response-text.ts';

const NAME = /[A-Za-z][A-Za-z0-9.]*/y;
const PATH = /[1-9]\d{0,8}(?:\.[1-9]\d{0,8})*/y;
const PARTIAL = /<(\d{1,10})\.([1-9]\d{0,9})>/y;
const MAX_PATH = 50;

const MACROS: Readonly<Record<string, readonly FetchItem[]>> = {
  ALL: [{ kind: 'flags' }, { kind: 'internaldate' }, { kind: 'size' }, { kind: 'envelope' }],
  FAST: [{ kind: 'flags' }, { kind: 'internaldate' }, { kind: 'size' }],
  FULL: [{ kind: 'flags' }, { kind: 'internaldate' }, { kind: 'size' }, { kind: 'envelope' }, { kind: 'body' }],
};

const SIMPLE: Readonly<Record<string, Exclude<FetchItem['kind'], 'section'>>> = {
  FLAGS: 'flags',
  UID: 'uid',
  INTERNALDATE: 'internaldate',
  'RFC822.SIZE': 'size',
  MODSEQ: 'modseq',
  ENVELOPE: 'envelope',
  BODYSTRUCTURE: 'bodystructure',
};

const WHOLE: Readonly<Record<string, { readonly what: Section['what']; readonly peek: boolean }>> = {
  RFC822: { what: 'all', peek: false },
  'RFC822.HEADER': { what: 'header', peek: true },
  'RFC822.TEXT': { what: 'text', peek: false },
};

export function sequenceSetOrSaved(cursor: Cursor): SequenceSet | 'saved' {
  return cursor.tryChar('$') ? 'saved' : cursor.sequenceSet();
}

/** Everything after `FETCH ` or `UID FETCH `. */
export function parseFetch(cursor: Cursor, uid: boolean): CommandOf<'FETCH'> {
  const set = sequenceSetOrSaved(cursor);
  cursor.space();
  const items = cursor.peek() === '(' ? cursor.list(() => fetchItem(cursor)) : macroOrItem(cursor);
  if (items.length === 0) throw new SyntaxProblem('FETCH without items');
  let changedSince: number | null = null;
  if (cursor.trySpace()) {
    cursor.list(() => {
      const modifier = cursor.word();
      if (modifier !== 'CHANGEDSINCE') throw new SyntaxProblem(`Unknown FETCH modifier ${modifier}`);
      cursor.space();
      changedSince = cursor.number('Mod-sequence');
    });
  }
  return { kind: 'FETCH', uid, set, items, changedSince };
}

function macroOrItem(cursor: Cursor): FetchItem[] {
  const match = cursor.tryMatch(/(ALL|FAST|FULL)(?![A-Za-z0-9.[])/iy);
  return match === null ? [fetchItem(cursor)] : [...MACROS[match[1].toUpperCase()]];
}

function fetchItem(cursor: Cursor): FetchItem {
  const name = cursor.tryMatch(NAME)?.[0].toUpperCase() ?? '';
  const simple = SIMPLE[name];
  if (simple !== undefined) return { kind: simple };
  const whole = WHOLE[name];
  if (whole !== undefined) {
    const section = { path: [], what: whole.what };
    return { kind: 'section', section, peek: whole.peek, label: name, partial: null };
  }
  if (name !== 'BODY' && name !== 'BODY.PEEK') throw new SyntaxProblem('Unknown FETCH item');
  if (!cursor.tryChar('[')) {
    if (name === 'BODY.PEEK') throw new SyntaxProblem('BODY.PEEK needs a section');
    return { kind: 'body' };
  }
  const { section, label } = parseSection(cursor);
  cursor.char(']');
  const partial = cursor.tryMatch(PARTIAL);
  return {
    kind: 'section',
    section,
    peek: name === 'BODY.PEEK',
    label: `BODY[${label}]`,
    partial: partial === null ? null : { from: Number(partial[1]), length: Number(partial[2]) },
  };
}

function parseSection(cursor: Cursor): { section: Section; label: string } {
  const pathText = cursor.tryMatch(PATH)?.[0] ?? '';
  const path = pathText === '' ? [] : pathText.split('.').map(Number);
  if (path.length > MAX_PATH) throw new SyntaxProblem('Section nested too deeply');
  if (pathText !== '' && !cursor.tryChar('.')) return { section: { path, what: 'all' }, label: pathText };
  const word = cursor.tryMatch(NAME)?.[0].toUpperCase() ?? '';
  const prefix = pathText === '' ? '' : `${pathText}.`;
  switch (word) {
    case '':
      if (pathText !== '') throw new SyntaxProblem('Section expected');
      return { section: { path, what: 'all' }, label: '' };
    case 'HEADER':
      return { section: { path, what: 'header' }, label: `${prefix}HEADER` };
    case 'TEXT':
      return { section: { path, what: 'text' }, label: `${prefix}TEXT` };
    case 'MIME':
      if (path.length === 0) throw new SyntaxProblem('MIME needs a part number');
      return { section: { path, what: 'mime' }, label: `${prefix}MIME` };
    case 'HEADER.FIELDS':
    case 'HEADER.FIELDS.NOT': {
      cursor.space();
      const fields = cursor.list(() => cursor.astring('Header field name'));
      if (fields.length === 0) throw new SyntaxProblem('Header field name expected');
      const what = word === 'HEADER.FIELDS' ? 'header-fields' : 'header-fields-not';
      return { section: { path, what, fields }, label: `${prefix}${word} (${fields.map(fieldLabel).join(' ')})` };
    }
    default:
      throw new SyntaxProblem('Unknown section');
  }
}

const fieldLabel = (name: string): string =>
  /^[!-~]+$/.test(name) && !/[(){%*"\\\]]/.test(name) ? name : quoted(name);

/** Everything after `STORE ` or `UID STORE `. */
export function parseStore(cursor: Cursor, uid: boolean): CommandOf<'STORE'> {
  const set = sequenceSetOrSaved(cursor);
  cursor.space();
  let unchangedSince: number | null = null;
  if (cursor.peek() === '(') {
    cursor.list(() => {
      const modifier = cursor.word();
      if (modifier !== 'UNCHANGEDSINCE') throw new SyntaxProblem(`Unknown STORE modifier ${modifier}`);
      cursor.space();
      unchangedSince = cursor.number('Mod-sequence');
    });
    cursor.space();
  }
  const match = cursor.tryMatch(/([+-]?)FLAGS(\.SILENT)?(?= )/iy);
  if (match === null) throw new SyntaxProblem('FLAGS, +FLAGS or -FLAGS expected');
  cursor.space();
  const flags = cursor.peek() === '(' ? cursor.list(() => cursor.flag()) : bareFlags(cursor);
  const op = match[1] === '+' ? 'add' : match[1] === '-' ? 'remove' : 'set';
  return { kind: 'STORE', uid, set, op, silent: match[2] !== undefined, flags, unchangedSince };
}

function bareFlags(cursor: Cursor): string[] {
  const flags = [cursor.flag()];
  while (cursor.trySpace()) flags.push(cursor.flag());
  return flags;
}
