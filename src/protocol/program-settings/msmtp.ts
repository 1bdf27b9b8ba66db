/** `msmtprc`: sections begin with `defaults` or `account`, an account may inherit from others (`account a : b`). Sends only. */
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
  readonly name: string;
  readonly parents: readonly string[];
  readonly lines: WordLine[];
  end: number;
  indent: string;
}

/** Whether it is one, by content. */
export const isMsmtp = (text: string): boolean =>
  /^[ \t]*(?:account[ \t]+\S|defaults\b)/m.test(text) &&
  /^[ \t]*(?:host|tls_starttls|tls_trust_file)[ \t]+\S/m.test(text);

/** The settings in a file that `isMsmtp` knew. */
export function readMsmtp(document: Document): ProgramSettings {
  const { lines, passwords } = readWordLines(document);
  const blocks: Block[] = [];
  for (const line of lines) {
    if (line.word === 'account' || line.word === 'defaults') {
      const [name = '', parents = ''] = line.value.split(':').map((part) => part.trim());
      const inherited = parents.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
      blocks.push({
        name: line.word === 'defaults' ? '' : name,
        parents: inherited,
        lines: [],
        end: line.next,
        indent: '',
      });
    } else if (blocks.length > 0) {
      const block = blocks[blocks.length - 1];
      block.lines.push(line);
      block.end = line.next;
      block.indent = line.indent;
    }
  }
  const accounts = blocks.filter((one) => one.name !== '' && !isOnlyName(one)).slice(0, MOST_ACCOUNTS);
  return { format: 'msmtp', accounts: accounts.map((one) => accountOf(document, blocks, one)), passwords };
}
/** `account default : post` says which one is used, nothing more. */
const isOnlyName = ({ lines, parents }: Block): boolean => lines.length === 0 && parents.length > 0;

function find(blocks: readonly Block[], block: Block, word: string, depth = 0): WordLine | undefined {
  const own = block.lines.findLast((one) => one.word === word);
  if (own !== undefined || depth > 8) return own;
  for (const parent of block.parents) {
    const other = blocks.find((one) => one.name === parent && one !== block);
    const found = other === undefined ? undefined : find(blocks, other, word, depth + 1);
    if (found !== undefined) return found;
  }
  return blocks
    .filter(({ name }) => name === '')
    .flatMap(({ lines }) => lines)
    .findLast((one) => one.word === word);
}

function accountOf(document: Document, blocks: readonly Block[], block: Block): AccountSettings {
  const said = (word: string): Said<string> => {
    const found = find(blocks, block, word);
    if (found === undefined)
      return unwritten('', (value) => newLine(document, block.end, `${block.indent}${word} ${value}`));
    const here = written(document, found.value, found.start, found.end, (value: string) => value);
    // What is inherited holds for others too: this account gets a line of its own.
    return block.lines.includes(found)
      ? here
      : { ...here, put: (value) => newLine(document, block.end, `${block.indent}${word} ${value}`) };
  };
  const [tls, start, auth, check, from] = ['tls', 'tls_starttls', 'auth', 'tls_certcheck', 'from'].map(said);
  const security: Security = !isOn(tls.value) ? 'none' : start.value === 'off' ? 'tls' : 'starttls';
  const userName = said('user');
  return {
    name: block.name,
    from: from.value === '' ? [] : [from],
    incoming: null,
    outgoing: {
      kind: 'smtp',
      host: said('host'),
      port: mapped<string, number | null>(said('port'), (it) => portOf(it) ?? (security === 'tls' ? 465 : 25), String),
      security: {
        value: security,
        isWritten: tls.isWritten,
        line: (start.isWritten ? start : tls).line,
        put: (wanted) => [
          ...(isOn(tls.value) ? [] : (tls.put?.('on') ?? [])),
          ...((wanted === 'tls') === (start.value === 'off')
            ? []
            : (start.put?.(wanted === 'tls' ? 'off' : 'on') ?? [])),
        ],
      },
      userName,
      signIn: mapped<string, SignInWay | null>(auth, wayOf, (wanted) => (wanted === 'none' ? 'off' : 'on')),
      ...(check.isWritten ? { checksCertificate: mapped(check, isOn, (it) => (it ? 'on' : 'off')) } : {}),
    },
    isHalf: true,
  };
}
/** A word without a value means "on". */
const isOn = (value: string): boolean => value === 'on';
function wayOf(value: string): SignInWay | null {
  switch (value.toLowerCase()) {
    case '':
    case 'off':
      return 'none';
    case 'on':
      return 'any';
    case 'plain':
    case 'login':
      return 'password';
    case 'cram-md5':
    case 'digest-md5':
    case 'scram-sha-1':
    case 'scram-sha-256':
      return 'hashed';
    case 'gssapi':
      return 'kerberos';
    case 'ntlm':
      return 'ntlm';
    case 'external':
      return 'certificate';
    case 'oauthbearer':
    case 'xoauth2':
      return 'oauth';
    default:
      return null;
  }
}
