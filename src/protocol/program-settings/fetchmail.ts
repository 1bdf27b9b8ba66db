/**
 * `fetchmailrc`: words in any order and on any line. Without `ssl` it uses STARTTLS where offered; `sslproto ''` forbids it.
 * Without `keep` mail is deleted on the server once fetched, with IMAP too.
 */
import {
  type AccountSettings,
  MOST_ACCOUNTS,
  type ProgramSettings,
  type Said,
  type Security,
  type ServerKind,
  type SignInWay,
  usualPort,
} from '#src/model/program-settings.ts';
import type { Document } from './document.ts';
import { insertAt, mapped, portOf, unwritten, written } from './said.ts';

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}
const TOKEN = /#[^\n]*|"((?:[^"\\]|\\.){0,1000})"|'((?:[^'\\]|\\.){0,1000})'|[^\s"'#,;:]+/g;
const MOST_WORDS = 20_000;

/** Whether it is one, by content. */
export const isFetchmail = (text: string): boolean =>
  /^[ \t]*(?:poll|skip|server)\s+\S+/m.test(text) && /\b(?:proto|protocol|user|username)\b/.test(text);

/** The settings in a file that `isFetchmail` knew. */
export function readFetchmail(document: Document): ProgramSettings {
  const words: Word[] = [];
  for (const match of document.text.matchAll(TOKEN)) {
    if (words.length >= MOST_WORDS) break;
    if (match[0].startsWith('#')) continue;
    const inner = match[1] ?? match[2];
    const text = inner ?? match[0];
    const start = match.index + (inner === undefined ? 0 : 1);
    words.push({ text, start, end: start + text.length, isQuoted: inner !== undefined });
  }
  const isHead = (word: Word | undefined): boolean =>
    word?.isQuoted === false && /^(?:poll|skip|server)$/.test(word.text);
  // The name of the server follows: a second `poll` is none.
  const heads = words.flatMap((word, at) =>
    isHead(word) && words[at + 1] !== undefined && !isHead(words[at + 1]) ? [at] : [],
  );
  const accounts: AccountSettings[] = [];
  let passwords = 0;
  heads.slice(0, MOST_ACCOUNTS).forEach((from, at) => {
    const own = words.slice(from, heads[at + 1] ?? words.length);
    passwords += own.filter((one) => !one.isQuoted && /^pass(?:word)?$/.test(one.text)).length;
    accounts.push(accountOf(document, own));
  });
  return { format: 'fetchmail', accounts, passwords };
}

function accountOf(document: Document, words: readonly Word[]): AccountSettings {
  const indexOf = (pattern: RegExp): number =>
    words.findIndex((one, at) => at > 0 && !one.isQuoted && pattern.test(one.text));
  const after = (pattern: RegExp): Word | undefined => {
    const at = indexOf(pattern);
    return at < 0 ? undefined : words[at + 1];
  };
  const has = (pattern: RegExp): boolean => indexOf(pattern) >= 0;
  const host = after(/^via$/) ?? words[1];
  const kind: ServerKind = /pop|kpop|apop/i.test(after(/^proto(?:col)?$/)?.text ?? '') ? 'pop3' : 'imap';
  const user = after(/^user(?:name)?$/);
  const port = after(/^(?:port|service)$/);
  const proto = after(/^sslproto$/)?.text;
  const security: Security = has(/^ssl$/)
    ? 'tls'
    : proto === '' || /^ssl/i.test(proto ?? '')
      ? 'none'
      : /^tls/i.test(proto ?? '')
        ? 'starttls'
        : 'optional';
  const ssl = words[indexOf(/^ssl$/)];
  const check = words[indexOf(/^(?:no)?sslcertck$/)];
  const keep = words[indexOf(/^(?:no)?keep$/)];
  // Options of the user stand behind the name: another one fits right after it.
  const tail = (user ?? host).end + ((user ?? host).isQuoted ? 1 : 0);
  const option = (text: string) => insertAt(tail, ` ${text}`);
  const text = (word: Word | undefined): Said<string> =>
    word === undefined ? unwritten('') : written(document, word.text, word.start, word.end, (value) => value);
  return {
    name: words[1].text,
    from: [],
    incoming: {
      kind,
      host: text(host),
      port:
        port === undefined
          ? unwritten<number | null>(usualPort(kind, security), (wanted) =>
              insertAt(host.end + (host.isQuoted ? 1 : 0), ` port ${wanted}`),
            )
          : written<number | null>(document, portOf(port.text) ?? serviceOf(port.text), port.start, port.end, String),
      security: {
        value: security,
        isWritten: ssl !== undefined,
        line: ssl === undefined ? document.lineAt(host.start) : document.lineAt(ssl.start),
        put: (wanted) => {
          if (wanted === 'tls') return ssl === undefined ? option('ssl') : [];
          const rest = ssl === undefined ? [] : [{ start: ssl.start, end: ssl.end, text: '' }];
          return [...rest, ...option("sslproto 'TLS1.2+'")];
        },
      },
      userName: text(user),
      signIn: unwritten<SignInWay | null>('any'),
      ...(check === undefined
        ? {}
        : {
            checksCertificate: mapped(
              text(check),
              (it) => it === 'sslcertck',
              (it) => (it ? 'sslcertck' : 'nosslcertck'),
            ),
          }),
      leavesMail:
        keep === undefined
          ? unwritten(false, (wanted) => option(wanted ? 'keep' : 'nokeep'))
          : mapped(
              text(keep),
              (it) => it === 'keep',
              (it) => (it ? 'keep' : 'nokeep'),
            ),
    },
    outgoing: null,
    isHalf: true,
  };
}
const serviceOf = (name: string): number | null =>
  ({ imap: 143, imap2: 143, imaps: 993, pop3: 110, 'pop-3': 110, pop3s: 995 })[name.toLowerCase()] ?? null;
