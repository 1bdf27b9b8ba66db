/**
 * Outlook's accounts as exported from the Windows registry (`.reg`, version 5.00 in UTF-16, REGEDIT4 in ANSI): one key an
 * account, its texts as strings (2016 and later) or as bytes of UTF-16 (`hex:`, until 2013), numbers as DWORD.
 */
import {
  type AccountSettings,
  MOST_ACCOUNTS,
  type ProgramSettings,
  type Said,
  type SentCopy,
} from '#src/model/program-settings.ts';
import type { Document } from './document.ts';
import { newLine } from './key-lines.ts';
import { outlookServers } from './outlook-values.ts';
import { mapped, SECRET_KEY, unwritten, written } from './said.ts';

type Kind = 'string' | 'dword' | 'hex';
interface Value {
  readonly kind: Kind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}
interface Key {
  readonly path: string;
  readonly values: Map<string, Value>;
  end: number;
}
const HEAD = /^[ \t]*(?:Windows Registry Editor Version 5\.00|REGEDIT4)[ \t]*$/m;
const MOST_LINES = 60_000;
const MOST_VALUE = 100_000;
const VALUE =
  /^"((?:[^"\\]|\\.){1,120})"=(?:"((?:[^"\\]|\\.)*)"|dword:([0-9a-f]{1,8})|hex(?:\([0-9a-f]\))?:([0-9a-f, ]*))/i;

/** Whether it is one, by content. */
export const isOutlookRegistry = (text: string): boolean =>
  HEAD.test(text) || /^\[HKEY_[A-Z_]+\\.*\\9375CFF0413111d3B88A00104B2A6676/im.test(text);

/** The settings in a file that `isOutlookRegistry` knew. */
export function readOutlookRegistry(document: Document): ProgramSettings {
  const { keys, passwords } = readKeys(document);
  const accounts = keys
    .filter(({ values }) => values.has('smtp server') || values.has('imap server') || values.has('pop3 server'))
    .slice(0, MOST_ACCOUNTS)
    .map((key, at) => ({ ...accountOf(document, key), sentCopies: at === 0 ? sentCopiesOf(document, keys) : [] }));
  return { format: 'outlook-registry', accounts, passwords };
}

/** Values, with lines that go on behind a backslash put together; only single-line places can be written anew. */
function readKeys(document: Document): { keys: Key[]; passwords: number } {
  const keys: Key[] = [];
  let passwords = 0;
  let at = 0;
  // Lines that go on behind a backslash; put together once, when the last is there.
  let open: { readonly parts: string[]; readonly start: number; length: number } | null = null;
  for (const line of document.text.split('\n', MOST_LINES)) {
    const bare = line.replace(/\r$/, '');
    const start: number = open === null ? at : open.start;
    at += line.length + 1;
    if (bare.endsWith('\\') && (open === null ? /=hex/i.test(bare) : open.length < MOST_VALUE)) {
      open ??= { parts: [], start, length: 0 };
      open.parts.push(bare);
      open.length += bare.length + 1;
      continue;
    }
    const whole: string = open === null ? bare : [...open.parts, bare].join('\n');
    open = null;
    const heading = /^\[(-?HKEY_[^\]]{1,400})\]/.exec(whole);
    if (heading !== null) {
      keys.push({ path: heading[1], values: new Map(), end: at });
      continue;
    }
    const key = keys.at(-1);
    const joined = whole.replaceAll(/\\\r?\n\s*/g, '');
    const match = VALUE.exec(joined);
    if (key === undefined || match === null) continue;
    key.end = at;
    const [, name, text, dword, hex] = match;
    if (SECRET_KEY.test(name)) passwords += 1;
    else {
      const from = start + name.length + 3;
      const end = start + whole.trimEnd().length;
      const value = valueOf(text, dword, hex);
      key.values.set(name.toLowerCase(), { ...value, start: from, end });
    }
  }
  return { keys, passwords };
}

function valueOf(
  text: string | undefined,
  dword: string | undefined,
  hex: string | undefined,
): Pick<Value, 'kind' | 'text'> {
  if (text !== undefined) return { kind: 'string', text: text.replaceAll(/\\(.)/g, '$1') };
  if (dword !== undefined) return { kind: 'dword', text: String(Number.parseInt(dword, 16)) };
  const bytes = Buffer.from((hex ?? '').replaceAll(/[^0-9a-f]/gi, ''), 'hex').subarray(0, 4096);
  return {
    kind: 'hex',
    text: bytes
      .subarray(0, bytes.length & ~1)
      .toString('utf16le')
      .replace(/\0.*$/s, ''),
  };
}

function show(kind: Kind, value: string): string {
  switch (kind) {
    case 'string':
      return `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
    case 'dword':
      return `dword:${(value.startsWith('0x') ? Number.parseInt(value, 16) : Number(value)).toString(16).padStart(8, '0')}`;
    case 'hex':
      return `hex:${[...Buffer.from(`${value}\0`, 'utf16le')].map((byte) => byte.toString(16).padStart(2, '0')).join(',')}`;
  }
}
/** Names of texts; all others are numbers. */
const isText = (name: string): boolean => /server$|user$|email|name/i.test(name) && !/leave/i.test(name);

/** One choice for all accounts, under Preferences or where the firm decides. */
function sentCopiesOf(document: Document, keys: readonly Key[]): readonly SentCopy[] {
  const value = keys.find(({ path }) => /\\Outlook\\Preferences$/i.test(path))?.values.get('savesent');
  if (value === undefined || value.kind !== 'dword') return [];
  const said = written(document, value.text, value.start, value.end, (text) => show('dword', text));
  return [
    {
      isKept: mapped(
        said,
        (it) => it !== '0',
        (it) => (it ? '1' : '0'),
      ),
    },
  ];
}

function accountOf(document: Document, key: Key): AccountSettings {
  const texts = [...key.values.values()].some(({ kind, text }) => kind === 'hex' && /\S/.test(text)) ? 'hex' : 'string';
  const said = (name: string): Said<string> => {
    const found = key.values.get(name.toLowerCase());
    const kind = found?.kind ?? (isText(name) ? texts : 'dword');
    if (found === undefined)
      return unwritten('', (value) => newLine(document, key.end, `"${name}"=${show(kind, value)}`));
    return written(document, found.text, found.start, found.end, (value) => show(kind, value));
  };
  const kind = key.values.has('pop3 server') && !key.values.has('imap server') ? 'pop3' : 'imap';
  const [incoming, outgoing] = outlookServers(kind, said, {
    prefix: kind === 'imap' ? 'IMAP' : 'POP3',
    user: 'User',
    gap: ' ',
  });
  const from = said('Email');
  return {
    name: said('Account Name').value,
    from: from.isWritten ? [from] : [],
    incoming,
    outgoing: key.values.has('smtp server') ? outgoing : null,
  };
}
