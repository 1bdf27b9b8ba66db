/**
 * Programs whose settings are sections of `key = value`: getmail, OfflineIMAP, Evolution, KMail. Each is recognised by the
 * keys that only it has.
 */
import {
  type AccountSettings,
  MOST_ACCOUNTS,
  type ProgramFormat,
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
import { entrySaid, readSections, type Section } from './key-lines.ts';
import { decoded, mapped, portOf, unwritten } from './said.ts';

type Reading = (document: Document, sections: readonly Section[]) => readonly AccountSettings[];

export const isGetmail = (text: string): boolean =>
  /^[ \t]*\[retriever[^\]\n]{0,200}\]/m.test(text) && /^[ \t]*type\s*=\s*\w*Retriever/m.test(text);
export const isOfflineImap = (text: string): boolean =>
  /^[ \t]*\[Repository \S/m.test(text) && /^[ \t]*type\s*=/m.test(text);
export const isEvolution = (text: string): boolean =>
  /^\[Data Source\]/m.test(text) && /^\[Mail (?:Account|Transport|Identity)\]/m.test(text);
export const isKMail = (text: string): boolean =>
  (/^\[Identity #\d+\]/m.test(text) && /^Email Address=/m.test(text)) ||
  /^ImapServer(?:\[\$e\])?=/m.test(text) ||
  (/^\[Transport \d+\]/m.test(text) && /^host/m.test(text));

const reader =
  (format: ProgramFormat, read: Reading) =>
  (document: Document): ProgramSettings => {
    const { sections, passwords } = readSections(document);
    return { format, accounts: read(document, sections).slice(0, MOST_ACCOUNTS), passwords };
  };
const port = (said: Said<string>, usual: number): Said<number | null> =>
  mapped<string, number | null>(said, (value) => portOf(value) ?? usual, String);
const isYes = (value: string): boolean => /^(?:yes|true|on|1)$/i.test(value);

export const readGetmail = reader('getmail', (document, sections) =>
  sections
    .filter(({ name }) => /^retriever/i.test(name))
    .map((section): AccountSettings => {
      const said = (key: string): Said<string> => entrySaid(document, section, key, ' = ');
      const type = said('type');
      const kind: ServerKind = /pop3/i.test(type.value) ? 'pop3' : 'imap';
      const security: Security = /SSLRetriever/i.test(type.value) ? 'tls' : 'none';
      const options = sections.find(({ name }) => /^options$/i.test(name));
      const leaves = options === undefined ? undefined : entrySaid(document, options, 'delete', ' = ');
      return {
        name: section.name,
        from: [],
        incoming: {
          kind,
          host: said('server'),
          port: port(said('port'), usualPort(kind, security)),
          security: {
            ...mapped<string, Security | null>(type, () => security, null),
            // It knows TLS from the first byte or nothing.
            put: (wanted) =>
              wanted === 'tls' && security === 'none'
                ? (type.put?.(type.value.replace(/(?:SSL)?Retriever$/, 'SSLRetriever')) ?? [])
                : [],
          },
          userName: said('username'),
          signIn: unwritten<SignInWay | null>('password'),
          ...(leaves?.isWritten === true
            ? {
                leavesMail: mapped(
                  leaves,
                  (it) => !isYes(it),
                  (it) => (it ? 'false' : 'true'),
                ),
              }
            : {}),
        },
        outgoing: null,
        isHalf: true,
      };
    }),
);

export const readOfflineImap = reader('offlineimap', (document, sections) =>
  sections
    .filter((section) => /^Repository /i.test(section.name) && section.entries.has('remotehost'))
    .map((section): AccountSettings => {
      const said = (key: string): Said<string> => entrySaid(document, section, key, ' = ');
      const [ssl, starttls, most, way] = ['ssl', 'starttls', 'maxconnections', 'auth_mechanisms'].map(said);
      const isTls = ssl.isWritten ? isYes(ssl.value) : true;
      const security: Security = isTls
        ? 'tls'
        : !starttls.isWritten
          ? 'optional'
          : isYes(starttls.value)
            ? 'starttls'
            : 'none';
      return {
        name: section.name.replace(/^Repository /i, ''),
        from: [],
        incoming: {
          kind: 'imap',
          host: said('remotehost'),
          port: port(said('remoteport'), usualPort('imap', security)),
          security: {
            ...mapped<string, Security | null>(ssl, () => security, null),
            put: (wanted) => [
              ...((wanted === 'tls') === isTls ? [] : (ssl.put?.(wanted === 'tls' ? 'yes' : 'no') ?? [])),
              ...(wanted === 'starttls' && !isYes(starttls.value) ? (starttls.put?.('yes') ?? []) : []),
            ],
          },
          userName: said('remoteuser'),
          signIn: mapped<string, SignInWay | null>(
            way,
            (it) => (it === '' ? 'any' : wayOf(it)),
            () => 'PLAIN, LOGIN',
          ),
          ...(most.isWritten ? { connections: mapped(most, Number, String) } : {}),
        },
        outgoing: null,
        isHalf: true,
      };
    }),
);

function wayOf(value: string): SignInWay | null {
  if (/plain|login|clear/i.test(value)) return 'password';
  if (/oauth/i.test(value)) return 'oauth';
  if (/cram|digest|scram|apop/i.test(value)) return 'hashed';
  if (/gssapi/i.test(value)) return 'kerberos';
  return /ntlm/i.test(value) ? 'ntlm' : null;
}

const CAMEL: Readonly<Record<string, Security>> = {
  none: 'none',
  'ssl-on-alternate-port': 'tls',
  'starttls-on-standard-port': 'starttls',
};
export const readEvolution = reader('evolution', (document, sections) => {
  const groups: Section[][] = [];
  for (const section of sections) {
    if (section.name === 'Data Source') groups.push([]);
    groups.at(-1)?.push(section);
  }
  const accounts = groups.map((group): AccountSettings => {
    const part = (name: string): Section | undefined => group.find((one) => one.name === name);
    const said = (name: string, key: string): Said<string> => {
      const section = part(name);
      return section === undefined ? unwritten('') : entrySaid(document, section, key);
    };
    const kind: ServerKind =
      part('Mail Transport') !== undefined
        ? 'smtp'
        : /pop/.test(said('Mail Account', 'BackendName').value)
          ? 'pop3'
          : 'imap';
    const address = said('Mail Identity', 'Address');
    const method = said('Security', 'Method');
    const security = mapped<string, Security | null>(
      method,
      (value) => CAMEL[value] ?? (value === '' ? 'none' : null),
      (wanted) => Object.keys(CAMEL).find((one) => CAMEL[one] === wanted) ?? 'ssl-on-alternate-port',
    );
    const server: ServerSettings = {
      kind,
      host: said('Authentication', 'Host'),
      port: port(said('Authentication', 'Port'), usualPort(kind, security.value)),
      security,
      userName: said('Authentication', 'User'),
      signIn: mapped<string, SignInWay | null>(
        said('Authentication', 'Method'),
        (value) => (/^(?:|none)$/i.test(value) ? (kind === 'smtp' ? 'none' : 'any') : wayOf(value)),
        () => 'PLAIN',
      ),
    };
    const isServer = part('Authentication') !== undefined && server.host.value !== '';
    return {
      name: said('Data Source', 'DisplayName').value,
      from: address.isWritten ? [address] : [],
      incoming: isServer && kind !== 'smtp' ? server : null,
      outgoing: isServer && kind === 'smtp' ? server : null,
      ...(part('Mail Submission') === undefined
        ? {}
        : {
            sentCopies: [
              evolutionCopy(said('Mail Submission', 'UseSentFolder'), said('Mail Submission', 'SentFolder')),
            ],
          }),
      isHalf: true,
    };
  });
  return accounts.filter(
    ({ incoming, outgoing, sentCopies }) => incoming !== null || outgoing !== null || sentCopies !== undefined,
  );
});

/** A folder is `folder://<account>/Sent`, or `folder://local/…` on the machine. */
function evolutionCopy(isUsed: Said<string>, folder: Said<string>): SentCopy {
  const [, place, path] = /^folder:\/\/([^/]+)\/(.+)$/.exec(folder.value) ?? [];
  return {
    ...(isUsed.isWritten ? { isKept: mapped(isUsed, (it) => it !== 'false', String) } : {}),
    ...(place === undefined
      ? {}
      : {
          folder: {
            ...mapped<string, string | null>(folder, () => (place === 'local' ? null : decoded(path)), null),
            // Which account is meant stands in another file.
            put:
              place === 'local'
                ? null
                : (wanted) => folder.put?.(`folder://${place}/${encodeURIComponent(wanted ?? '')}`) ?? [],
          },
        }),
  };
}

const KDE: Readonly<Record<string, Security>> = { none: 'none', ssl: 'tls', tls: 'starttls', starttls: 'starttls' };
export const readKMail = reader('kmail', (document, sections) =>
  sections.flatMap((section): AccountSettings[] => {
    const said = (key: string): Said<string> => entrySaid(document, section, key);
    const security = (key: string, names: readonly string[]): Said<Security | null> =>
      mapped<string, Security | null>(
        said(key),
        (value) => (value === '' ? 'none' : (KDE[value.toLowerCase()] ?? null)),
        (wanted) => names[wanted === 'tls' ? 0 : wanted === 'none' ? 2 : 1],
      );
    if (section.entries.has('imapserver')) {
      const safety = security('Safety', ['SSL', 'STARTTLS', 'NONE']);
      const numbers: readonly SignInWay[] = [
        'password',
        'password',
        'hashed',
        'hashed',
        'kerberos',
        'ntlm',
        'hashed',
        'password',
        'none',
        'oauth',
      ];
      const incoming: ServerSettings = {
        kind: 'imap',
        host: said('ImapServer'),
        port: port(said('ImapPort'), usualPort('imap', safety.value)),
        security: safety,
        userName: said('UserName'),
        signIn: mapped<string, SignInWay | null>(
          said('Authentication'),
          (it) => numbers[Number(it || 7)] ?? null,
          () => '1',
        ),
      };
      return [{ name: said('UserName').value, from: [], incoming, outgoing: null, isHalf: true }];
    }
    if (/^Identity #\d+$/.test(section.name)) {
      const [off, email] = [said('Disable Fcc'), said('Email Address')];
      const isKept = mapped(
        off,
        (it) => !isYes(it),
        (it) => (it ? 'false' : 'true'),
      );
      return [
        {
          name: said('Identity').value,
          from: email.isWritten ? [email] : [],
          incoming: null,
          outgoing: null,
          sentCopies: off.isWritten ? [{ isKept }] : [],
          isHalf: true,
        },
      ];
    }
    if (!/^Transport \d+$/.test(section.name) || !section.entries.has('host')) return [];
    const encryption = security('encryption', ['SSL', 'TLS', 'None']);
    const auth = said('auth');
    const outgoing: ServerSettings = {
      kind: 'smtp',
      host: said('host'),
      port: port(said('port'), usualPort('smtp', encryption.value)),
      security: encryption,
      userName: said('user'),
      signIn: {
        ...mapped<string, SignInWay | null>(
          auth,
          (value) =>
            !isYes(value) ? 'none' : said('authtype').value === '' ? 'password' : wayOf(said('authtype').value),
          null,
        ),
        put: (wanted) =>
          isYes(auth.value) && wanted !== 'none' ? (said('authtype').put?.('PLAIN') ?? []) : (auth.put?.('true') ?? []),
      },
    };
    return [{ name: said('name').value, from: [], incoming: null, outgoing, isHalf: true }];
  }),
);
