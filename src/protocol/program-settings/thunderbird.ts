/**
 * Thunderbird's `prefs.js` (also Betterbird, SeaMonkey, and `user.js`): accounts point to a server and to identities,
 * identities to a server for sending. Numbers as nsMsgSocketType and nsMsgAuthMethod have them. Reads keys of `mail.` only.
 */
import {
  type AccountSettings,
  MOST_ACCOUNTS,
  type ProgramSettings,
  type Said,
  type Security,
  type ServerKind,
  type SentCopy,
  type ServerSettings,
  type SignInWay,
  usualPort,
} from '#src/model/program-settings.ts';
import type { Document } from './document.ts';
import { newLine } from './key-lines.ts';
import { decoded, mapped, portOf, SECRET_KEY, unwritten, written } from './said.ts';

interface Pref {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly lineEnd: number;
}
const PREF =
  /^[ \t]*user_pref\("(mail\.[\w.-]{1,120})",[ \t]*("(?:[^"\\\n]|\\.){0,4000}"|-?\d{1,12}|true|false)[ \t]*\);/gm;
const SOCKETS: readonly Security[] = ['none', 'optional', 'starttls', 'tls'];
/** By nsMsgAuthMethod; 0 and 2 are the ways of old versions. */
const WAYS: readonly SignInWay[] = [
  'any',
  'none',
  'any',
  'password',
  'hashed',
  'kerberos',
  'ntlm',
  'certificate',
  'hashed',
  'any',
  'oauth',
];
const WAY_NUMBERS: Readonly<Record<SignInWay, number>> = {
  any: 9,
  none: 1,
  password: 3,
  hashed: 4,
  kerberos: 5,
  ntlm: 6,
  certificate: 7,
  oauth: 10,
};

/** Whether it is one, by content. */
export const isThunderbird = (text: string): boolean => /^[ \t]*user_pref\("mail\./m.test(text);

class Prefs {
  readonly all = new Map<string, Pref>();
  passwords = 0;
  readonly document: Document;
  constructor(document: Document) {
    this.document = document;
    for (const match of document.text.matchAll(PREF)) {
      const [line, key, raw] = match;
      if (SECRET_KEY.test(key)) {
        this.passwords += 1;
        continue;
      }
      const start = match.index + line.lastIndexOf(raw);
      const lineEnd = document.text.indexOf('\n', match.index) + 1 || document.text.length;
      this.all.set(key, { value: plain(raw), start, end: start + raw.length, lineEnd });
    }
  }
  text(key: string): string {
    return this.all.get(key)?.value ?? '';
  }
  /** As text: strings without their quotes, numbers and truths as written. */
  said(key: string, quoted: boolean): Said<string> {
    const show = (value: string): string => (quoted ? JSON.stringify(value) : value);
    const found = this.all.get(key);
    if (found !== undefined) return written(this.document, found.value, found.start, found.end, show);
    const group = key.slice(0, key.lastIndexOf('.') + 1);
    const last = [...this.all].findLast(([one]) => one.startsWith(group));
    if (last === undefined) return unwritten('');
    return unwritten('', (value) => newLine(this.document, last[1].lineEnd, `user_pref("${key}", ${show(value)});`));
  }
}

function plain(raw: string): string {
  if (!raw.startsWith('"')) return raw;
  try {
    return JSON.parse(raw) as string;
  } catch {
    return raw.slice(1, -1).replaceAll(/\\(.)/g, '$1');
  }
}

/** The settings in a file that `isThunderbird` knew. */
export function readThunderbird(document: Document): ProgramSettings {
  const prefs = new Prefs(document);
  const listed = list(prefs.text('mail.accountmanager.accounts'));
  const named = listed.length > 0 ? listed : numbered(prefs, /^mail\.account\.(account\d+)\.server$/);
  const accounts = named.slice(0, MOST_ACCOUNTS).flatMap((account) => accountOf(prefs, account));
  return { format: 'thunderbird', accounts, passwords: prefs.passwords };
}

const list = (text: string): string[] => text.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
function numbered(prefs: Prefs, pattern: RegExp): string[] {
  const names = [...prefs.all.keys()].flatMap((key) => pattern.exec(key)?.[1] ?? []);
  return [...new Set(names)];
}

function accountOf(prefs: Prefs, account: string): AccountSettings[] {
  const receiver = prefs.text(`mail.account.${account}.server`);
  const type = prefs.text(`mail.server.${receiver}.type`);
  if (type !== 'imap' && type !== 'pop3') return []; // local folders, news, feeds, chat
  const incoming = incomingOf(prefs, `mail.server.${receiver}.`, type);
  const identities = list(prefs.text(`mail.account.${account}.identities`));
  const from = identities
    .map((id) => prefs.said(`mail.identity.${id}.useremail`, true))
    .filter(({ isWritten }) => isWritten);
  const isChosen = (id: string): boolean => prefs.text(`mail.identity.${id}.smtpServer`) !== '';
  const choosing = identities.find(isChosen) ?? identities[0];
  const choice = prefs.said(`mail.identity.${choosing}.smtpServer`, true);
  const known = numbered(prefs, /^mail\.smtpserver\.(smtp\d+)\.hostname$/);
  const used = choice.value || prefs.text('mail.smtp.defaultserver') || known[0];
  const server = (name: string): ServerSettings => outgoingOf(prefs, `mail.smtpserver.${name}.`);
  const others = [...prefs.all].filter(
    ([key, { value }]) => /^mail\.identity\.\w+\.smtpServer$/.test(key) && value === used,
  );
  return [
    {
      name: prefs.text(`mail.server.${receiver}.name`) || incoming.userName.value,
      from,
      incoming,
      sentCopies: identities.map((id) => sentCopyOf(prefs, `mail.identity.${id}.`, `mail.server.${receiver}.`)),
      outgoing: used === undefined || used === '' ? null : server(used),
      choices: known
        .filter((name) => name !== used)
        .map((name) => ({ server: server(name), choose: choice.put?.(name) ?? [] })),
      sharesOutgoing: others.some(([key]) => !identities.includes(key.split('.')[2])),
    },
  ];
}

/** `fcc`: a copy is kept; the folder is an address of this account's server, or of the folders on the machine. */
function sentCopyOf(prefs: Prefs, base: string, receiver: string): SentCopy {
  const copy = prefs.said(`${base}fcc`, false);
  const folder = prefs.said(`${base}fcc_folder`, true);
  const [host, user] = ['hostname', 'userName'].map((key) => prefs.text(receiver + key));
  const own = `imap://${encodeURIComponent(user)}@${host}/`;
  const isLocal = /^mailbox:/i.test(folder.value);
  // Into another account: somebody meant that.
  const isTold = isLocal || folder.value.toLowerCase().startsWith(own.toLowerCase());
  return {
    ...(copy.isWritten ? { isKept: mapped(copy, (it) => it !== 'false', String) } : {}),
    ...(isTold && prefs.text(`${receiver}type`) === 'imap'
      ? {
          folder: mapped<string, string | null>(
            folder,
            (it) => (isLocal ? null : decoded(it.slice(own.length))),
            (wanted) => own + encodeURIComponent(wanted ?? ''),
          ),
        }
      : {}),
  };
}

/** Until version 91 what was changed by hand stood in a second key, which wins. */
const either = (prefs: Prefs, real: string, key: string): Said<string> =>
  prefs.text(real) === '' ? prefs.said(key, true) : prefs.said(real, true);

function incomingOf(prefs: Prefs, base: string, kind: ServerKind): ServerSettings {
  const security = socket(prefs.said(`${base}socketType`, false));
  const connections = prefs.said(`${base}max_cached_connections`, false);
  const folder = prefs.said(`${base}server_sub_directory`, true);
  const leaves = prefs.said(`${base}leave_on_server`, false);
  return {
    kind,
    host: either(prefs, `${base}realhostname`, `${base}hostname`),
    port: port(prefs.said(`${base}port`, false), usualPort(kind, security.value)),
    security,
    userName: either(prefs, `${base}realuserName`, `${base}userName`),
    signIn: way(prefs.said(`${base}authMethod`, false)),
    ...(kind === 'imap' && connections.isWritten ? { connections: mapped(connections, Number, String) } : {}),
    ...(kind === 'imap' && folder.value !== '' ? { folderPrefix: folder } : {}),
    ...(kind === 'pop3' && leaves.isWritten ? { leavesMail: mapped(leaves, (it) => it === 'true', String) } : {}),
  };
}

function outgoingOf(prefs: Prefs, base: string): ServerSettings {
  const security = socket(prefs.said(`${base}try_ssl`, false));
  return {
    kind: 'smtp',
    host: prefs.said(`${base}hostname`, true),
    port: port(prefs.said(`${base}port`, false), security.value === 'tls' ? 465 : 587),
    security,
    userName: prefs.said(`${base}username`, true),
    signIn: way(prefs.said(`${base}authMethod`, false)),
  };
}

const socket = (said: Said<string>): Said<Security | null> =>
  mapped(
    said,
    (value) => (said.isWritten ? (SOCKETS[Number(value)] ?? null) : 'none'),
    (wanted) => String(SOCKETS.indexOf(wanted ?? 'none')),
  );
const port = (said: Said<string>, usual: number): Said<number | null> =>
  mapped(
    said,
    (value) => portOf(value) ?? usual,
    (wanted) => String(wanted),
  );
const way = (said: Said<string>): Said<SignInWay | null> =>
  mapped(
    said,
    (value) => (said.isWritten ? (WAYS[Number(value)] ?? null) : 'password'),
    (wanted) => String(WAY_NUMBERS[wanted ?? 'any']),
  );
