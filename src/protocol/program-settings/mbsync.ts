/** `mbsyncrc` (isync): `IMAPAccount` sections, or an `IMAPStore` that has the server in itself; an empty line ends a section. */
import {
  type AccountSettings,
  MOST_ACCOUNTS,
  type ProgramSettings,
  type Said,
  type Security,
  type SignInWay,
} from '#src/model/program-settings.ts';
import type { Document } from './document.ts';
import { newLine } from './key-lines.ts';
import { mapped, portOf, unwritten, written } from './said.ts';
import { readWordLines, type WordLine } from './word-lines.ts';

interface Block {
  readonly kind: string;
  readonly name: string;
  readonly lines: WordLine[];
  end: number;
}
const HEADS = ['imapaccount', 'imapstore', 'maildirstore', 'channel', 'group'];
const SECURITIES: Readonly<Record<string, Security>> = { none: 'none', starttls: 'starttls', imaps: 'tls' };

/** Whether it is one, by content. */
export const isMbsync = (text: string): boolean =>
  /^[ \t]*IMAP(?:Account|Store)[ \t]+\S/im.test(text) && /^[ \t]*(?:Host|Tunnel|Channel)[ \t]+\S/im.test(text);

/** The settings in a file that `isMbsync` knew. */
export function readMbsync(document: Document): ProgramSettings {
  const { lines, passwords } = readWordLines(document);
  const blocks: Block[] = [];
  for (const line of lines) {
    if (HEADS.includes(line.word)) blocks.push({ kind: line.word, name: line.value, lines: [], end: line.next });
    else if (!line.isAfterGap && blocks.length > 0) {
      blocks[blocks.length - 1].lines.push(line);
      blocks[blocks.length - 1].end = line.next;
    }
  }
  const holders = blocks.filter(
    ({ kind, lines: own }) =>
      kind === 'imapaccount' || (kind === 'imapstore' && own.some((one) => one.word === 'host')),
  );
  return {
    format: 'mbsync',
    accounts: holders.slice(0, MOST_ACCOUNTS).map((block) => accountOf(document, blocks, block)),
    passwords,
  };
}

function accountOf(document: Document, blocks: readonly Block[], block: Block): AccountSettings {
  const said = (...words: readonly string[]): Said<string> => {
    const found = block.lines.findLast(({ word }) => words.includes(word.toLowerCase()));
    const [first] = words;
    const name = first === 'tlstype' ? 'TLSType' : first.charAt(0).toUpperCase() + first.slice(1);
    return found === undefined
      ? unwritten('', (value) => newLine(document, block.end, `${block.lines[0]?.indent ?? ''}${name} ${value}`))
      : written(document, found.value, found.start, found.end, (value) => value);
  };
  const host = said('host');
  // Until 1.1 the host itself said `imaps:`.
  const isOldTls = /^imaps:/i.test(host.value);
  const type = said('tlstype', 'ssltype');
  const security: Security | null = isOldTls
    ? 'tls'
    : type.isWritten
      ? (SECURITIES[type.value.toLowerCase()] ?? null)
      : 'starttls';
  const store = blocks.find(
    ({ kind, lines }) =>
      kind === 'imapstore' && lines.some((one) => one.word === 'account' && one.value === block.name),
  );
  const path = (store ?? block).lines.find((one) => one.word === 'path');
  const userName = said('user');
  return {
    name: block.name,
    from: [],
    incoming: {
      kind: 'imap',
      host: mapped(
        host,
        (value) => value.replace(/^imaps?:(?:\/\/)?/i, ''),
        (wanted) => wanted,
      ),
      port: mapped<string, number | null>(said('port'), (it) => portOf(it) ?? (security === 'tls' ? 993 : 143), String),
      security: {
        ...mapped<string, Security | null>(type, () => security, null),
        put: (wanted) => type.put?.(wanted === 'tls' ? 'IMAPS' : wanted === 'none' ? 'None' : 'STARTTLS') ?? [],
      },
      userName,
      signIn: mapped<string, SignInWay | null>(said('authmechs', 'authmech'), wayOf, () => 'LOGIN'),
      ...(path === undefined || path.value === ''
        ? {}
        : { folderPrefix: written(document, path.value, path.start, path.end, (value: string) => value) }),
    },
    outgoing: null,
    isHalf: true,
  };
}
function wayOf(value: string): SignInWay {
  if (/^(?:|\*|any)$/i.test(value)) return 'any';
  if (/plain|login/i.test(value)) return 'password';
  if (/oauth/i.test(value)) return 'oauth';
  if (/gssapi/i.test(value)) return 'kerberos';
  if (/ntlm/i.test(value)) return 'ntlm';
  return /external/i.test(value) ? 'certificate' : 'hashed';
}
