/**
 * FairEmail's export (JSON): accounts fetch, the identities below each send. `encryption`: 0 TLS, 1 STARTTLS, 2 none (before
 * 2021 a `starttls` truth); `auth_type`: 1 password, 2 and 3 OAuth. An export with a password begins with random bytes.
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
import { elements, type JsonNode, readJson } from './json-places.ts';
import { insertAt, mapped, portOf, unwritten, written } from './said.ts';

/** Whether it is one, by content. */
export const isFairEmail = (text: string): boolean =>
  /^\s*\{/.test(text) &&
  /"accounts"\s*:\s*\[/.test(text) &&
  /"(?:identities|auth_type|starttls|encryption)"/.test(text);

/** The settings in a file that `isFairEmail` knew; null when its JSON is broken. */
export function readFairEmail(document: Document): ProgramSettings | null {
  const root = readJson(document.text);
  if (root?.kind !== 'object') return null;
  const accounts = elements(root.members.get('accounts')).slice(0, MOST_ACCOUNTS);
  const holders = accounts.flatMap((one) => [one, ...elements(member(one, 'identities'))]);
  return {
    format: 'fairemail',
    accounts: accounts.map((one) => accountOf(document, one)),
    passwords: holders.filter((one) => (member(one, 'password')?.text ?? '') !== '').length,
  };
}

const member = (node: JsonNode, name: string): JsonNode | undefined =>
  node.kind === 'object' ? node.members.get(name) : undefined;

function accountOf(document: Document, account: JsonNode): AccountSettings {
  const identities = elements(member(account, 'identities'));
  const kind: ServerKind = member(account, 'protocol')?.text === '1' ? 'pop3' : 'imap';
  return {
    name: member(account, 'name')?.text ?? '',
    from: identities.flatMap((one) => {
      const email = member(one, 'email');
      return email === undefined ? [] : [textSaid(document, email)];
    }),
    incoming: serverOf(document, account, kind),
    outgoing: identities[0] === undefined ? null : serverOf(document, identities[0], 'smtp'),
    sentCopies: kind === 'imap' ? sentCopiesOf(document, account) : [],
  };
}

/** A list of folders without one of the kind "Sent" is the choice to keep nothing. Their names are the server's own. */
function sentCopiesOf(document: Document, account: JsonNode): readonly SentCopy[] {
  const folders = elements(member(account, 'folders'));
  const typeOf = (one: JsonNode): string => member(one, 'type')?.text ?? '';
  const has = (type: string): boolean => folders.some((one) => typeOf(one) === type);
  if (!has('Inbox') || has('Sent')) return [];
  const likely = folders.find((one) => /^sen(?:t|dt|t items|dte elementer)$/i.test(member(one, 'name')?.text ?? ''));
  const type = likely === undefined ? undefined : member(likely, 'type');
  if (type === undefined) return [{ isKept: unwritten(false) }];
  const said = textSaid(document, type);
  return [
    {
      isKept: mapped(
        said,
        () => false,
        () => 'Sent',
      ),
    },
  ];
}

const textSaid = (document: Document, node: JsonNode): Said<string> =>
  written(document, node.text, node.start, node.end, (value) =>
    node.kind === 'string' ? JSON.stringify(value) : value,
  );

function serverOf(document: Document, node: JsonNode, kind: ServerKind): ServerSettings {
  const said = (name: string, isText = false): Said<string> => {
    const found = member(node, name);
    if (found !== undefined) return textSaid(document, found);
    return unwritten('', (value) => insertAt(node.start + 1, `"${name}":${isText ? JSON.stringify(value) : value},`));
  };
  const security = securityOf(said('encryption'), said('starttls'), member(node, 'starttls') !== undefined);
  const insecure = said('insecure');
  const leaves = said('leave_on_server');
  return {
    kind,
    host: said('host', true),
    port: mapped<string, number | null>(said('port'), (it) => portOf(it) ?? usualPort(kind, security.value), String),
    security,
    userName: said('user', true),
    signIn: mapped<string, SignInWay | null>(
      said('auth_type'),
      (value) => (value === '2' || value === '3' || value === '4' ? 'oauth' : 'password'),
      () => '1',
    ),
    ...(insecure.isWritten
      ? {
          checksCertificate: mapped(
            insecure,
            (it) => it !== 'true',
            (it) => String(!it),
          ),
        }
      : {}),
    ...(kind === 'pop3' && leaves.isWritten ? { leavesMail: mapped(leaves, (it) => it === 'true', String) } : {}),
  };
}

const NUMBERS: readonly Security[] = ['tls', 'starttls', 'none'];
function securityOf(newer: Said<string>, older: Said<string>, isOld: boolean): Said<Security | null> {
  if (!newer.isWritten && isOld)
    return {
      ...mapped<string, Security | null>(older, (it) => (it === 'true' ? 'starttls' : 'tls'), null),
      put: (wanted) => older.put?.(String(wanted === 'starttls')) ?? [],
    };
  return mapped<string, Security | null>(
    newer,
    (value) => NUMBERS[Number(value || 0)] ?? null,
    (wanted) => String(Math.max(0, NUMBERS.indexOf(wanted ?? 'tls'))),
  );
}
