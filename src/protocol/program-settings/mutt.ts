/**
 * `muttrc` and `neomuttrc`: servers stand in addresses (`imaps://kari@host:993/`), the rest in variables beside them. A
 * password inside an address is stepped over; what is sourced from other files is not seen.
 */
import {
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
import { decoded, insertAt, mapped, portOf, unwritten, written } from './said.ts';

interface Variable {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** What has to stand before a value at that place: `nocopy` and `unset copy` have none of their own. */
  readonly before: string;
  readonly next: number;
}
const SET = /(?:^|[;\n])[ \t]*(set|reset|unset|toggle)\b[ \t]+(.*)/g;
const PAIR = /([a-z_]+)[ \t]*(?:=[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s;#]+))?/gy;
const ADDRESS = /^(imap|pop|smtp)(s?):\/\/(?:([^/]*?)@)?(\[[^\]]*\]|[^/:@]*)(?::(\d{1,5}))?(?:\/|$)/i;

/** Whether it is one, by content. */
export const isMutt = (text: string): boolean =>
  /^[ \t]*set[ \t]+(?:folder|spoolfile|spool_file|smtp_url|imap_user|imap_pass|from|realname|ssl_starttls|ssl_force_tls|pop_host)\b[ \t]*=/m.test(
    text,
  );

/** The settings in a file that `isMutt` knew. */
export function readMutt(document: Document): ProgramSettings {
  const { variables, passwords: inVariables } = readVariables(document);
  const isFetching = (name: string): boolean => /^(?:imap|pop)s?:\/\//i.test(variables.get(name)?.value ?? '');
  const incoming = ['folder', 'spoolfile', 'spool_file', 'pop_host'].find(isFetching);
  const outgoing = variables.has('smtp_url') ? 'smtp_url' : undefined;
  const from = variables.get('from');
  const header = /^[ \t]*my_hdr[ \t]+from:[ \t]*(?:[^<\n]{0,200}<)?([^\s<>@]{1,64}@[^\s<>@]{1,255})>?[ \t]*$/im.exec(
    document.text,
  );
  const senders: Said<string>[] = [];
  if (from !== undefined) senders.push(addressIn(document, from));
  if (header !== null) {
    const start = header.index + header[0].lastIndexOf(header[1]);
    senders.push(written(document, header[1], start, start + header[1].length, (value) => value));
  }
  const has = (name: string | undefined): name is string => name !== undefined;
  const account = {
    name: senders[0]?.value ?? variables.get('imap_user')?.value ?? '',
    from: senders,
    incoming: has(incoming) ? serverOf(document, variables, incoming, 'imap_user', 'imap_authenticators') : null,
    outgoing: has(outgoing) ? serverOf(document, variables, outgoing, null, 'smtp_authenticators') : null,
    sentCopies: sentCopiesOf(document, variables),
  };
  const addressed = [...variables.values()].filter(({ value }) =>
    /:\/\/[^/@\s]{0,200}:[^/@\s]{1,200}@/.test(value),
  ).length;
  return {
    format: 'mutt',
    accounts: account.incoming === null && account.outgoing === null ? [] : [account],
    passwords: inVariables + addressed,
  };
}

function readVariables(document: Document): { variables: Map<string, Variable>; passwords: number } {
  const variables = new Map<string, Variable>();
  let passwords = 0;
  for (const line of document.text.matchAll(SET)) {
    const [all, command, pairs] = line;
    const at = line.index + all.length - pairs.length;
    const next = document.text.indexOf('\n', at) + 1 || document.text.length;
    PAIR.lastIndex = 0;
    for (let pair; (pair = nextPair(pairs, PAIR.lastIndex)) !== null;) {
      const [whole, name, raw] = pair;
      const isOff = /^(?:no|inv)/.test(name) && raw === undefined;
      const bare = isOff ? name.replace(/^(?:no|inv)/, '') : name;
      const isGone = isOff || command === 'unset';
      const value = raw === undefined ? (isGone ? 'no' : 'yes') : raw.replace(/^(["'])(.*)\1$/s, '$2');
      const start =
        raw === undefined ? at + pair.index : at + pair.index + whole.length - raw.length + (/^["']/.test(raw) ? 1 : 0);
      const end = raw === undefined ? start + name.length : start + value.length;
      const assign = `${bare} = `;
      const before = raw !== undefined ? '' : command === 'set' ? assign : `${name}${document.eol}set ${assign}`;
      if (/_pass$|_pass_command$/.test(name)) passwords += name.endsWith('_command') || value.startsWith('`') ? 0 : 1;
      else variables.set(bare, { value, start, end, before, next });
    }
  }
  return { variables, passwords };
}
function nextPair(text: string, from: number): RegExpExecArray | null {
  const blank = /[ \t]*/y;
  blank.lastIndex = from;
  blank.exec(text);
  PAIR.lastIndex = blank.lastIndex;
  return PAIR.exec(text);
}

const variableSaid = (document: Document, { value, start, end, before }: Variable): Said<string> =>
  written(document, value, start, end, (wanted) => before + wanted);

/** `copy`, and `record`: the folder that it goes to; `+` and `=` stand for the folder that all others are in. */
function sentCopiesOf(document: Document, variables: ReadonlyMap<string, Variable>): readonly SentCopy[] {
  const said = (name: string): Said<string> | null => {
    const found = variables.get(name);
    return found === undefined ? null : variableSaid(document, found);
  };
  const [copy, record] = [said('copy'), said('record')];
  // `unset record` and `set record = ""` are the same.
  const isOff = record?.value === '' || record?.value === 'no' ? record : copy;
  const isFetched = /^imaps?:/i.test(variables.get('folder')?.value ?? '');
  const below = /^[+=](.+)$/.exec(record?.value ?? '')?.[1];
  const isHere = /^(?:~|\/|\$HOME\b)/.test(record?.value ?? '');
  return [
    {
      ...(isOff === null
        ? {}
        : {
            isKept: mapped(
              isOff,
              (it) => it !== 'no' && it !== '',
              (it) => (isOff === record ? '+Sent' : it ? 'yes' : 'no'),
            ),
          }),
      ...(record !== null && isFetched && (below !== undefined || isHere)
        ? {
            folder: mapped<string, string | null>(
              record,
              () => below ?? null,
              (wanted) => `+${wanted ?? ''}`,
            ),
          }
        : {}),
    },
  ];
}

/** `Kari <kari@…>` or the address alone. */
function addressIn(document: Document, { value, start }: Variable): Said<string> {
  const inner = /<([^<>]+)>/.exec(value);
  const from = start + (inner === null ? 0 : inner.index + 1);
  const text = inner === null ? value : inner[1];
  return written(document, text, from, from + text.length, (wanted) => wanted);
}

function serverOf(
  document: Document,
  variables: ReadonlyMap<string, Variable>,
  name: string,
  userVariable: string | null,
  ways: string,
): ServerSettings {
  const variable = variables.get(name) as Variable;
  const said = (key: string): Said<string> => {
    const found = variables.get(key);
    return found === undefined
      ? unwritten('', (value) => newLine(document, variable.next, `set ${key} = ${value}`))
      : variableSaid(document, found);
  };
  const whole = name === 'pop_host' && !variable.value.includes('://') ? `pop://${variable.value}` : variable.value;
  const [, scheme = 'imap', s = '', user = '', host = '', port] = ADDRESS.exec(whole) ?? [];
  const kind: ServerKind = scheme.toLowerCase() === 'pop' ? 'pop3' : (scheme.toLowerCase() as ServerKind);
  const schemeEnd = variable.start + scheme.length + s.length;
  const hostStart =
    schemeEnd + 3 + (whole.includes('@', scheme.length + s.length + 3) && user !== '' ? user.length + 1 : 0);
  const hostEnd = hostStart + host.length;
  const [force, starttls, way] = [said('ssl_force_tls'), said('ssl_starttls'), said(ways)];
  const plain: Security = force.value === 'yes' ? 'starttls' : starttls.value === 'no' ? 'none' : 'optional';
  const security: Security = s === '' ? plain : 'tls';
  const login = user.split(':')[0];
  const own = userVariable === null ? undefined : variables.get(userVariable);
  return {
    kind,
    host: written(document, host, hostStart, hostEnd, (value) => value),
    port:
      port === undefined
        ? unwritten<number | null>(
            kind === 'smtp' && s !== '' ? 465 : kind === 'smtp' ? 25 : usualPort(kind, security),
            (it) => insertAt(hostEnd, `:${it}`),
          )
        : written<number | null>(document, portOf(port), hostEnd + 1, hostEnd + 1 + port.length, String),
    security: {
      ...written<Security | null>(document, security, variable.start, schemeEnd, null),
      put: (wanted) => [
        ...((wanted === 'tls') === (s !== '')
          ? []
          : [{ start: variable.start + scheme.length, end: schemeEnd, text: wanted === 'tls' ? 's' : '' }]),
        ...(wanted === 'starttls' && force.value !== 'yes' ? (force.put?.('yes') ?? []) : []),
      ],
    },
    userName:
      own !== undefined
        ? written(document, own.value, own.start, own.end, (value) => value)
        : user === ''
          ? unwritten('', (value) => insertAt(schemeEnd + 3, `${value}@`))
          : written(document, decoded(login), schemeEnd + 3, schemeEnd + 3 + login.length, (value) => value),
    signIn: mapped<string, SignInWay | null>(way, wayOf, () => 'plain:login'),
    ...(variables.get('ssl_verify_host')?.value === 'no'
      ? {
          checksCertificate: mapped(
            said('ssl_verify_host'),
            (it) => it !== 'no',
            (it) => (it ? 'yes' : 'no'),
          ),
        }
      : {}),
  };
}

const wayOf = (value: string): SignInWay => {
  if (value === '') return 'any';
  if (/plain|login/i.test(value)) return 'password';
  if (/oauth/i.test(value)) return 'oauth';
  if (/gss/i.test(value)) return 'kerberos';
  return /ntlm/i.test(value) ? 'ntlm' : 'hashed';
};
