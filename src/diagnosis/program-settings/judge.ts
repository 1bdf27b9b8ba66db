/**
 * Holds what a program has against what is right, like somebody at a support desk who reads it aloud: server, port and
 * encryption as a pair, user name, way of signing in, sender, and the habits that bite later. Pure and total; the order of
 * findings is the order of the form. Called by service/settings-check.ts.
 */
import type { AccountSettings, ServerSettings } from '#src/model/program-settings.ts';
import { accountPairs } from './accounts.ts';
import { type Asked, finding } from './finding.ts';
import { doorFindings } from './door.ts';
import type { SettingFinding } from './faults.ts';
import { hostFindings } from './host.ts';
import { senderFindings, userFindings } from './names.ts';
import type { RightSettings } from './right.ts';
import { sentFindings } from './sent.ts';

export interface JudgedAccount {
  readonly index: number;
  readonly account: AccountSettings;
  /** The address it is for; null when neither the file nor the asker says. */
  readonly address: string | null;
  readonly right: RightSettings;
}

/** All findings of all accounts. */
export function judgeSettings(accounts: readonly JudgedAccount[]): readonly SettingFinding[] {
  return [...accounts.flatMap(accountFindings), ...accountPairs(accounts)];
}

function accountFindings(judged: JudgedAccount): readonly SettingFinding[] {
  const { account } = judged;
  const found: SettingFinding[] = [];
  for (const way of ['incoming', 'outgoing'] as const) {
    const server = account[way];
    if (server !== null)
      found.push(...chosenAnew({ ...judged, way, server }, serverFindings({ ...judged, way, server })));
  }
  if (account.outgoing === null && account.isHalf !== true)
    found.push(finding({ ...judged, way: 'outgoing' }, 'outgoing-missing', 'host'));
  return [...found, ...senderFindings(judged), ...sentFindings(judged)];
}

/**
 * Through another provider's entry: when the program has a right one beside it, choosing that is all there is to do; an entry
 * that another account uses too is never written over.
 */
function chosenAnew({ way, account, right }: Asked, findings: readonly SettingFinding[]): readonly SettingFinding[] {
  const [first] = findings;
  if (way !== 'outgoing' || first?.fault !== 'smtp-other-provider') return findings;
  const better = account.choices?.find(({ server }) => server.host.value.toLowerCase() === right.hosts.smtp);
  if (better !== undefined) return [{ ...first, edits: better.choose }];
  return account.sharesOutgoing === true ? findings.map((one) => ({ ...one, edits: [] })) : findings;
}

function serverFindings(asked: Asked): readonly SettingFinding[] {
  const { server, right } = asked;
  const host = hostFindings(asked);
  // Through another provider everything else is that one's matter.
  const isElsewhere = host.some(({ fault }) => fault === 'smtp-other-provider' || fault === 'host-other-provider');
  const rest = [...doorFindings(asked), ...userFindings(asked), ...signInFindings(asked), ...habitFindings(asked)];
  const kept = isElsewhere ? rest.filter(({ fault }) => fault !== 'app-password-wanted') : rest;
  const isOff = right.open !== null && !right.open.includes(server.kind);
  return [...host, ...kept, ...(isOff ? [finding(asked, 'pop-switched-off', 'kind', { says: server.kind })] : [])];
}

function signInFindings(asked: Asked): readonly SettingFinding[] {
  const { server, right, way, address } = asked;
  const { signIn } = server;
  const name = right.login === 'local-part' ? address?.split('@')[0] : address;
  const isNameless = server.userName.value === '' && right.login !== null && name != null;
  // Without signing in there was no name either.
  const put = [...(signIn.put?.('password') ?? []), ...(isNameless ? (server.userName.put?.(name) ?? []) : [])];
  const at = { line: signIn.line, says: signIn.value, should: 'password', edits: put };
  if (right.source === 'provider' && right.password === 'oauth')
    return signIn.value === 'oauth' || signIn.value === 'any' || signIn.value === null
      ? []
      : [finding(asked, 'oauth-wanted', 'signIn', { ...at, should: 'oauth', edits: signIn.put?.('oauth') ?? [] })];
  switch (signIn.value) {
    case 'none':
      return way === 'outgoing'
        ? [finding(asked, 'sign-in-off', 'signIn', at)]
        : [finding(asked, 'sign-in-way', 'signIn', at)];
    case 'oauth':
      return right.source === 'ours' ? [finding(asked, 'sign-in-oauth', 'signIn', at)] : [];
    case 'hashed':
    case 'ntlm':
    case 'kerberos':
    case 'certificate':
      return right.source === 'unknown' && signIn.value !== 'ntlm' ? [] : [finding(asked, 'sign-in-way', 'signIn', at)];
    case 'password':
      return right.password === 'app-password' && way === 'incoming'
        ? [finding(asked, 'app-password-wanted', 'signIn', { line: signIn.line })]
        : [];
    case 'any':
    case null:
      return [];
  }
}

/** What works today and hurts later. */
function habitFindings(asked: Asked): readonly SettingFinding[] {
  const { server, right } = asked;
  const { checksCertificate, connections, folderPrefix, leavesMail } = server;
  const found: SettingFinding[] = [];
  if (checksCertificate?.value === false)
    found.push(
      finding(asked, 'certificate-unchecked', 'checksCertificate', {
        line: checksCertificate.line,
        edits: checksCertificate.put?.(true) ?? [],
      }),
    );
  if (leavesMail?.value === false)
    found.push(
      finding(asked, 'mail-is-removed', 'leavesMail', { line: leavesMail.line, edits: leavesMail.put?.(true) ?? [] }),
    );
  const most = right.mostConnections;
  if (connections !== undefined && most !== null && connections.value > most)
    found.push(
      finding(asked, 'connections-many', 'connections', {
        says: String(connections.value),
        should: '5',
        line: connections.line,
        args: { most },
        edits: connections.put?.(5) ?? [],
      }),
    );
  if (folderPrefix !== undefined && right.source === 'ours' && !isHarmless(folderPrefix.value))
    found.push(
      finding(asked, 'folder-prefix', 'folderPrefix', {
        says: folderPrefix.value,
        should: '',
        line: folderPrefix.line,
        edits: folderPrefix.put?.('') ?? [],
      }),
    );
  if (isPop(server)) found.push(finding(asked, 'pop-not-imap', 'kind', { says: 'POP3', should: 'IMAP' }));
  return found;
}
const isHarmless = (prefix: string): boolean => /^[/"'.]*$/.test(prefix);
const isPop = ({ kind }: ServerSettings): boolean => kind === 'pop3';
