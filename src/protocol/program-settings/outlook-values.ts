/** What Outlook's two files have in common: the same properties under nearly the same names. Used by PRF and registry. */
import type { Said, Security, ServerSettings, SignInWay } from '#src/model/program-settings.ts';
import { usualPort } from '#src/model/program-settings.ts';
import { mapped, portOf } from './said.ts';

export interface OutlookNames {
  readonly prefix: 'IMAP' | 'POP3';
  /** `UserName` or `User`. */
  readonly user: string;
  /** Between the words of a name. */
  readonly gap: '' | ' ';
}
const ENCRYPTION: readonly Security[] = ['none', 'tls', 'starttls', 'optional'];
/** Numbers come as decimal, as `0x…`, or as words of truth. */
export const numberIn = (text: string): number =>
  /^0x[0-9a-f]+$/i.test(text.trim())
    ? Number.parseInt(text.trim(), 16)
    : /^(?:true|yes)$/i.test(text)
      ? 1
      : Number(text || 0);

/** Incoming and outgoing of one account, from a way to ask for each value by its name. */
export function outlookServers(
  kind: 'imap' | 'pop3',
  ask: (name: string) => Said<string>,
  names: OutlookNames,
): readonly [ServerSettings, ServerSettings] {
  const said = (...words: readonly string[]): Said<string> => ask(words.join(names.gap));
  const { prefix } = names;
  const security = incomingSecurity(said(prefix, 'Use', 'SSL'), said(prefix, 'Secure', 'Connection'));
  const port = (one: Said<string>, usual: number): Said<number | null> =>
    mapped<string, number | null>(one, (value) => portOf(numberIn(value)) ?? usual, String);
  const spa = (one: Said<string>): Said<SignInWay | null> =>
    mapped<string, SignInWay | null>(
      one,
      (value) => (numberIn(value) === 1 ? 'ntlm' : 'password'),
      (way) => (way === 'ntlm' ? '1' : '0'),
    );
  const leaves = said('Leave', 'on', 'Server');
  const compact = names.gap === '' ? ask('LeaveOnServer') : leaves;
  const incoming: ServerSettings = {
    kind,
    host: said(prefix, 'Server'),
    port: port(said(prefix, 'Port'), usualPort(kind, security.value)),
    security,
    userName: said(prefix, names.user),
    signIn: spa(said(prefix, 'Use', 'SPA')),
    ...(kind === 'pop3' && compact.isWritten
      ? {
          leavesMail: mapped(
            compact,
            (it) => (numberIn(it) & 1) === 1,
            (it) => (it ? '0x50001' : '0x0'),
          ),
        }
      : {}),
  };
  return [incoming, outgoingOf(said, names, incoming, port)];
}

function outgoingOf(
  said: (...words: readonly string[]) => Said<string>,
  names: OutlookNames,
  incoming: ServerSettings,
  port: (one: Said<string>, usual: number) => Said<number | null>,
): ServerSettings {
  const security = outgoingSecurity(said('SMTP', 'Secure', 'Connection'), said('SMTP', 'Use', 'SSL'));
  const useAuth = said('SMTP', 'Use', 'Auth');
  const method = said('SMTP', 'Auth', 'Method');
  const own = said('SMTP', names.user);
  const isOwn = numberIn(method.value) === 1 && own.isWritten;
  const way = said('SMTP', 'Use', 'SPA');
  return {
    kind: 'smtp',
    host: said('SMTP', 'Server'),
    port: port(said('SMTP', 'Port'), usualPort('smtp', security.value === 'tls' ? 'tls' : null)),
    security,
    // Unless it has a name of its own, sending signs in as receiving does.
    userName: isOwn ? own : { ...incoming.userName, put: null },
    signIn: {
      ...mapped<string, SignInWay | null>(
        useAuth,
        (value) => (numberIn(value) !== 1 ? 'none' : numberIn(way.value) === 1 ? 'ntlm' : 'password'),
        null,
      ),
      put: (wanted) => {
        const off = way.isWritten && numberIn(way.value) === 1 ? (way.put?.('0') ?? []) : [];
        return [...(numberIn(useAuth.value) === 1 ? [] : (useAuth.put?.(wanted === 'none' ? '0' : '1') ?? [])), ...off];
      },
    },
  };
}

/** Newer versions have a second value beside "Use SSL", which wins: the same numbers as for sending. */
function incomingSecurity(ssl: Said<string>, newer: Said<string>): Said<Security | null> {
  if (newer.isWritten) return mapped(newer, (value) => ENCRYPTION[numberIn(value)] ?? null, numberOf);
  const read = (value: string): Security | null => (numberIn(value) === 1 ? 'tls' : 'none');
  const plain = mapped<string, Security | null>(ssl, read, null);
  return { ...plain, put: (wanted) => (wanted === 'tls' ? ssl.put?.('1') : newer.put?.(numberOf(wanted))) ?? [] };
}
function outgoingSecurity(newer: Said<string>, ssl: Said<string>): Said<Security | null> {
  if (newer.isWritten || !ssl.isWritten) return mapped(newer, (value) => ENCRYPTION[numberIn(value)] ?? null, numberOf);
  const plain = mapped<string, Security | null>(ssl, (value) => (numberIn(value) === 1 ? 'tls' : 'none'), null);
  return { ...plain, put: (wanted) => (wanted === 'tls' ? ssl.put?.('1') : newer.put?.(numberOf(wanted))) ?? [] };
}
const numberOf = (security: Security | null): string => String(ENCRYPTION.indexOf(security ?? 'none'));
