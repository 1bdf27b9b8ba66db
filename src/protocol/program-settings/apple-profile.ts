/**
 * Apple's configuration profile (`.mobileconfig`, XML property list; a signature around it is off already): payloads of kind
 * `com.apple.mail.managed`. "Use SSL" means TLS from the first byte on 993, 995 and 465, and STARTTLS on all other ports.
 */
import {
  type AccountSettings,
  MOST_ACCOUNTS,
  type ProgramSettings,
  type Said,
  type Security,
  type ServerKind,
  type ServerSettings,
  type SignInWay,
  usualPort,
} from '#src/model/program-settings.ts';
import type { Document } from './document.ts';
import { saidIn } from './k9.ts';
import { insertAt, mapped, portOf, unwritten, written } from './said.ts';
import { escaped, readXml, type XmlElement } from './xml.ts';

const WAYS: Readonly<Record<string, SignInWay>> = {
  EmailAuthPassword: 'password',
  EmailAuthCRAMMD5: 'hashed',
  EmailAuthHTTPMD5: 'hashed',
  EmailAuthNTLM: 'ntlm',
  EmailAuthNone: 'none',
};
type Dict = ReadonlyMap<string, XmlElement>;

/** Whether it is one, by content. */
export const isAppleProfile = (text: string): boolean =>
  /<plist\b/.test(text.slice(0, 4000)) && /<key>PayloadType<\/key>/.test(text);

/** The settings in a file that `isAppleProfile` knew; null when its XML is broken. */
export function readAppleProfile(document: Document): ProgramSettings | null {
  const root = readXml(document.text);
  if (root === null) return null;
  const payloads = dictionaries(root, 0).filter(
    ({ dict }) => dict.get('PayloadType')?.text === 'com.apple.mail.managed',
  );
  const has = (dict: Dict, key: string): boolean => (dict.get(key)?.text ?? '') !== '';
  return {
    format: 'apple-profile',
    accounts: payloads.slice(0, MOST_ACCOUNTS).map(({ element, dict }) => accountOf(document, element, dict)),
    passwords: payloads.filter(({ dict }) => has(dict, 'IncomingPassword') || has(dict, 'OutgoingPassword')).length,
  };
}

function dictionaries(element: XmlElement, depth: number): readonly { element: XmlElement; dict: Dict }[] {
  if (depth > 12) return [];
  const own = element.name === 'dict' ? [{ element, dict: dictOf(element) }] : [];
  return [...own, ...element.children.flatMap((one) => dictionaries(one, depth + 1))];
}
const dictOf = ({ children }: XmlElement): Dict =>
  new Map(
    children.flatMap((one, at) =>
      one.name === 'key' && children[at + 1] !== undefined ? [[one.text, children[at + 1]] as const] : [],
    ),
  );

function accountOf(document: Document, element: XmlElement, dict: Dict): AccountSettings {
  const kind: ServerKind = dict.get('EmailAccountType')?.text === 'EmailTypePOP' ? 'pop3' : 'imap';
  const address = dict.get('EmailAddress');
  const incoming = serverOf(document, element, dict, 'Incoming', kind);
  return {
    name: dict.get('EmailAccountDescription')?.text ?? address?.text ?? '',
    from: address === undefined ? [] : [saidIn(document, address)],
    incoming,
    outgoing: dict.has('OutgoingMailServerHostName') ? serverOf(document, element, dict, 'Outgoing', 'smtp') : null,
  };
}

function serverOf(
  document: Document,
  element: XmlElement,
  dict: Dict,
  way: 'Incoming' | 'Outgoing',
  kind: ServerKind,
): ServerSettings {
  const said = (name: string, type: 'string' | 'integer'): Said<string> => {
    const found = dict.get(name);
    if (found !== undefined) return saidIn(document, found);
    return unwritten('', (value) =>
      insertAt(element.start, `${document.eol}<key>${name}</key>${document.eol}<${type}>${escaped(value)}</${type}>`),
    );
  };
  const prefix = dict.get('IncomingMailServerIMAPPathPrefix');
  const { security, port } = doorOf(document, element, dict, `${way}MailServer`, kind, said);
  return {
    kind,
    host: said(`${way}MailServerHostName`, 'string'),
    port,
    security,
    userName: said(`${way}MailServerUsername`, 'string'),
    signIn: mapped<string, SignInWay | null>(
      said(`${way}MailServerAuthentication`, 'string'),
      (value) => WAYS[value] ?? null,
      (wanted) => (wanted === 'none' ? 'EmailAuthNone' : 'EmailAuthPassword'),
    ),
    ...(kind === 'imap' && prefix !== undefined && prefix.text !== ''
      ? { folderPrefix: saidIn(document, prefix) }
      : {}),
  };
}

const IMPLICIT: Readonly<Record<ServerKind, number>> = { imap: 993, pop3: 995, smtp: 465 };

/** Port and "use SSL" together: only both tell which encryption is meant. */
function doorOf(
  document: Document,
  element: XmlElement,
  dict: Dict,
  base: string,
  kind: ServerKind,
  said: (name: string, type: 'string' | 'integer') => Said<string>,
): Pick<ServerSettings, 'port' | 'security'> {
  const ssl = dict.get(`${base}UseSSL`);
  const isOn = ssl?.name === 'true';
  const written_ = said(`${base}PortNumber`, 'integer');
  const number = portOf(written_.value) ?? usualPort(kind, isOn ? 'tls' : null);
  const value: Security = !isOn ? 'none' : number === IMPLICIT[kind] || isOwnTls(number) ? 'tls' : 'starttls';
  const show = (wanted: Security | null): string => (wanted === 'none' ? '<false/>' : '<true/>');
  return {
    port: mapped<string, number | null>(written_, () => number, String),
    security:
      ssl === undefined
        ? unwritten<Security | null>(value, (wanted) =>
            insertAt(element.start, `${document.eol}<key>${base}UseSSL</key>${document.eol}${show(wanted)}`),
          )
        : written<Security | null>(document, value, ssl.outerStart, ssl.outerEnd, show),
  };
}
/** Ports of other kinds that begin with TLS too. */
const isOwnTls = (port: number): boolean => port === 993 || port === 995 || port === 465;
