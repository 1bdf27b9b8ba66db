/** The export of K-9 Mail and Thunderbird for Android (`.k9s`, XML): a server each way, identities beside them. */
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
import { insertAt, mapped, portOf, unwritten, written } from './said.ts';
import { childNamed, childrenNamed, escaped, readXml, type XmlElement } from './xml.ts';

const SECURITIES: Readonly<Record<string, Security>> = {
  NONE: 'none',
  STARTTLS_OPTIONAL: 'optional',
  STARTTLS_REQUIRED: 'starttls',
  SSL_TLS_OPTIONAL: 'tls',
  SSL_TLS_REQUIRED: 'tls',
};
const WAYS: Readonly<Record<string, SignInWay>> = {
  PLAIN: 'password',
  LOGIN: 'password',
  AUTOMATIC: 'any',
  CRAM_MD5: 'hashed',
  EXTERNAL: 'certificate',
  XOAUTH2: 'oauth',
  NONE: 'none',
};

/** Whether it is one, by content. */
export const isK9 = (text: string): boolean => /<k9settings\b/.test(text.slice(0, 4000));

/** The settings in a file that `isK9` knew; null when its XML is broken. */
export function readK9(document: Document): ProgramSettings | null {
  const root = readXml(document.text);
  if (root === null) return null;
  const list = childrenNamed(childNamed(root, 'accounts'), 'account').slice(0, MOST_ACCOUNTS);
  const servers = list.flatMap(({ children }) => children.filter(({ name }) => name.endsWith('-server')));
  return {
    format: 'k9',
    accounts: list.map((account) => accountOf(document, account)),
    passwords: servers.filter((one) => (childNamed(one, 'password')?.text ?? '') !== '').length,
  };
}

function accountOf(document: Document, account: XmlElement): AccountSettings {
  const emails = childrenNamed(childNamed(account, 'identities'), 'identity').flatMap(
    (one) => childNamed(one, 'email') ?? [],
  );
  const incoming = childNamed(account, 'incoming-server');
  const outgoing = childNamed(account, 'outgoing-server');
  const type = incoming?.attributes['type'] ?? '';
  return {
    name: childNamed(account, 'name')?.text ?? emails[0]?.text ?? '',
    from: emails.map((one) => saidIn(document, one)),
    incoming:
      incoming === undefined || !/^(?:imap|pop3)$/i.test(type)
        ? null
        : serverOf(document, incoming, type.toLowerCase() as ServerKind),
    outgoing: outgoing === undefined ? null : serverOf(document, outgoing, 'smtp'),
    sentCopies: [sentCopyOf(document, account)],
  };
}

/** A folder that was chosen and has no name is the choice "none": then nothing is kept. */
function sentCopyOf(document: Document, account: XmlElement): SentCopy {
  const values = childrenNamed(childNamed(account, 'settings'), 'value');
  const said = (key: string): Said<string> | null => {
    const found = values.find(({ attributes }) => attributes['key'] === key);
    return found === undefined ? null : saidIn(document, found, ` key="${key}"`);
  };
  const [selection, folder, upload] = ['sentFolderSelection', 'sentFolderName', 'uploadSentMessages'].map(said);
  const isChosen = selection?.value === 'MANUAL';
  const isNone = isChosen && (folder?.value ?? '') === '';
  if (selection !== null && isNone)
    return {
      isKept: mapped(
        selection,
        () => false,
        () => 'AUTOMATIC',
      ),
    };
  // Kept on the phone alone.
  if (upload?.value === 'false') return { isKept: mapped<string, boolean>(upload, (it) => it === 'true', String) };
  return isChosen && folder !== null
    ? {
        folder: mapped<string, string | null>(
          folder,
          (it) => it,
          (wanted) => wanted ?? '',
        ),
      }
    : {};
}

/** The text of an element, as a value that can be put anew. */
export const saidIn = (document: Document, element: XmlElement, attributes = ''): Said<string> =>
  written(document, element.text, element.start, element.end, (value) =>
    element.isEmptyTag ? `<${element.name}${attributes}>${escaped(value)}</${element.name}>` : escaped(value),
  );

function serverOf(document: Document, server: XmlElement, kind: ServerKind): ServerSettings {
  const said = (name: string): Said<string> => {
    const found = childNamed(server, name);
    if (found !== undefined) return saidIn(document, found);
    return unwritten('', (value) => insertAt(server.start, `<${name}>${escaped(value)}</${name}>`));
  };
  const security = mapped<string, Security | null>(
    said('connection-security'),
    (value) => (value === '' ? 'none' : (SECURITIES[value] ?? null)),
    (wanted) => (wanted === 'tls' ? 'SSL_TLS_REQUIRED' : wanted === 'none' ? 'NONE' : 'STARTTLS_REQUIRED'),
  );
  const prefix = childrenNamed(childNamed(server, 'extra'), 'value').find(
    ({ attributes, text }) => attributes['key'] === 'pathPrefix' && text !== '',
  );
  const userName = said('username');
  return {
    kind,
    host: said('host'),
    port: mapped<string, number | null>(
      said('port'),
      (value) => portOf(value) ?? usualPort(kind, security.value),
      String,
    ),
    security,
    userName,
    signIn: mapped<string, SignInWay | null>(
      said('authentication-type'),
      // Sending without a name is how these programs write "no sign-in".
      (value) => (kind === 'smtp' && userName.value === '' ? 'none' : value === '' ? 'any' : (WAYS[value] ?? null)),
      (wanted) => (wanted === 'none' ? 'NONE' : 'PLAIN'),
    ),
    ...(kind === 'imap' && prefix !== undefined ? { folderPrefix: saidIn(document, prefix) } : {}),
  };
}
