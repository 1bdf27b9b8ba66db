/**
 * A whole command -> a value, or a precise problem (RFC 3501 §9 and the extensions we announce). Pure, total: never throws.
 * Called by the IMAP session for each command the reader gives out.
 */
import type { Command } from './command.ts';
import type { RawCommand } from './command-reader.ts';
import { Cursor, SyntaxProblem } from './cursor.ts';
import { parseFetch, parseStore, sequenceSetOrSaved } from './parse-fetch.ts';
import { parseAppend, parseCreate, parseList, parseSelect, statusItems } from './parse-mailbox.ts';
import { parseSearch } from './parse-search.ts';

export type ParsedCommand =
  | { readonly ok: true; readonly tag: string; readonly command: Command }
  /** `tag` is `*` when none could be read. `name` is the command word in capitals, '' when there is none. */
  | {
      readonly ok: false;
      readonly tag: string;
      readonly name: string;
      readonly answer: 'BAD' | 'NO';
      readonly code: string | null;
      readonly text: string;
    };

// oxlint-disable-next-line no-control-regex
const TAG = /[^\x00-\x20\x7f-\xff(){%*"\\+]{1,64}/y;

/** Parses one command. `utf8`: mailbox names are UTF-8 (after ENABLE UTF8=ACCEPT). */
export function parseCommand(raw: RawCommand, utf8: boolean): ParsedCommand {
  const cursor = new Cursor(raw, utf8);
  let tag = '*';
  let name = '';
  try {
    tag = cursor.tryMatch(TAG)?.[0] ?? '*';
    if (tag === '*') throw new SyntaxProblem('Tag expected');
    cursor.space();
    name = cursor.word('Command');
    const command = parseArguments(name, cursor);
    cursor.end();
    return { ok: true, tag, command };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    const answer = error.code === undefined ? 'BAD' : 'NO';
    return { ok: false, tag, name, answer, code: error.code ?? null, text: error.message };
  }
}

function parseArguments(name: string, cursor: Cursor): Command {
  switch (name) {
    case 'CAPABILITY':
    case 'NOOP':
    case 'LOGOUT':
    case 'STARTTLS':
    case 'CHECK':
    case 'CLOSE':
    case 'UNSELECT':
    case 'IDLE':
    case 'NAMESPACE':
      return { kind: name };
    case 'EXPUNGE':
      return { kind: 'EXPUNGE', uids: null };
    default:
      if (cursor.peek() !== ' ') throw new SyntaxProblem(`${name.slice(0, 40)}: unknown, or without its arguments`);
      cursor.space();
      return accountCommand(name, cursor) ?? mailboxCommand(name, cursor) ?? messageCommand(name, cursor, false);
  }
}

function accountCommand(name: string, cursor: Cursor): Command | null {
  switch (name) {
    case 'LOGIN': {
      const login = cursor.textual('User name');
      cursor.space();
      return { kind: 'LOGIN', login, secret: cursor.textual('Password') };
    }
    case 'AUTHENTICATE': {
      const mechanism = cursor.word('Mechanism');
      const initial = cursor.trySpace() ? (cursor.tryMatch(/[A-Za-z0-9+/=]+/y)?.[0] ?? null) : null;
      return { kind: 'AUTHENTICATE', mechanism, initial };
    }
    case 'ID':
      return { kind: 'ID', fields: idFields(cursor) };
    case 'ENABLE': {
      const capabilities = [cursor.word('Capability')];
      while (cursor.trySpace() && !cursor.atEnd) capabilities.push(cursor.word('Capability'));
      return { kind: 'ENABLE', capabilities };
    }
    case 'GETQUOTA':
      return { kind: 'GETQUOTA', root: cursor.astring('Quota root') };
    case 'SETQUOTA': {
      const root = cursor.astring('Quota root');
      cursor.space();
      cursor.list(() => cursor.atom());
      return { kind: 'SETQUOTA', root };
    }
    default:
      return null;
  }
}

/** RFC 2971 §3.3: at most 30 pairs, keys 30 and values 1024 octets; what is over is cut, not refused. */
function idFields(cursor: Cursor): ReadonlyMap<string, string | null> {
  const fields = new Map<string, string | null>();
  if (cursor.peek() !== '(') {
    if (cursor.nstring() !== null) throw new SyntaxProblem('NIL or a list expected');
    return fields;
  }
  cursor.list(() => {
    const key = cursor.nstring() ?? '';
    cursor.space();
    const value = cursor.nstring();
    if (fields.size < 30) fields.set(key.slice(0, 30).toLowerCase(), value?.slice(0, 1024) ?? null);
  });
  return fields;
}

function mailboxCommand(name: string, cursor: Cursor): Command | null {
  switch (name) {
    case 'SELECT':
    case 'EXAMINE':
      return parseSelect(cursor, name);
    case 'CREATE':
      return parseCreate(cursor);
    case 'DELETE':
    case 'SUBSCRIBE':
    case 'UNSUBSCRIBE':
    case 'GETQUOTAROOT':
      return { kind: name, mailbox: cursor.mailbox() };
    case 'RENAME': {
      const from = cursor.mailbox();
      cursor.space();
      return { kind: 'RENAME', from, to: cursor.mailbox() };
    }
    case 'LIST':
      return parseList(cursor);
    case 'LSUB': {
      const reference = cursor.mailbox();
      cursor.space();
      return { kind: 'LSUB', reference, pattern: cursor.listMailbox() };
    }
    case 'STATUS': {
      const mailbox = cursor.mailbox();
      cursor.space();
      return { kind: 'STATUS', mailbox, items: statusItems(cursor) };
    }
    case 'APPEND':
      return parseAppend(cursor);
    default:
      return null;
  }
}

function messageCommand(name: string, cursor: Cursor, uid: boolean): Command {
  switch (name) {
    case 'FETCH':
      return parseFetch(cursor, uid);
    case 'STORE':
      return parseStore(cursor, uid);
    case 'SEARCH':
      return parseSearch(cursor, uid);
    case 'COPY':
    case 'MOVE': {
      const set = sequenceSetOrSaved(cursor);
      cursor.space();
      return { kind: name, uid, set, mailbox: cursor.mailbox() };
    }
    case 'EXPUNGE':
      if (uid) return { kind: 'EXPUNGE', uids: cursor.sequenceSet() };
      throw new SyntaxProblem('Too many arguments');
    case 'UID': {
      if (uid) throw new SyntaxProblem('UID twice');
      const inner = cursor.word('Command');
      cursor.space();
      return messageCommand(inner, cursor, true);
    }
    default:
      throw new SyntaxProblem(`Unknown command ${uid ? 'UID ' : ''}${name.slice(0, 40)}`);
  }
}
