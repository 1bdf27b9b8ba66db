/**
 * Checks the settings of a mail program: reads the file or text, holds each account against what is right, and says how the
 * file is put right. The answer carries new values and places, never the file: passwords that stand in it are not read, kept,
 * logged or sent back. Called by the API and the command line; changes nothing, keeps no case.
 */
import type { SettingFinding } from '#src/diagnosis/program-settings/faults.ts';
import { type JudgedAccount, judgeSettings } from '#src/diagnosis/program-settings/judge.ts';
import type { RightSettings } from '#src/diagnosis/program-settings/right.ts';
import { parseAddress } from '#src/model/address.ts';
import type { AccountSettings, ProgramFormat, TextEdit, Unreadable } from '#src/model/program-settings.ts';
import type { ByteEdit } from '#src/protocol/program-settings/document.ts';
import { readProgramSettings } from '#src/protocol/program-settings/read.ts';
import { readAddress } from './input.ts';
import { done, type Outcome } from './outcome.ts';
import type { FindMailHosts, MailHosts } from './settings-mail-hosts.ts';
import { type FoundRight, type RightAsker, type RightDeps, rightFor } from './settings-right.ts';

export interface SettingsRequest {
  readonly bytes: Uint8Array;
  /** The address it is about; without it the file tells. */
  readonly address?: string | undefined;
  readonly person: RightAsker;
}
export interface CheckedAccount {
  readonly name: string;
  readonly address: string | null;
  readonly source: RightSettings['source'];
  readonly provider: string | null;
  /** Where the domain's mail goes, by DNS; null: not looked up, or not told. */
  readonly mail: MailHosts | null;
  /** All addresses that it names, as sender or user name, and user names that are none. */
  readonly named: readonly string[];
  readonly users: readonly string[];
  /** Of those that lead to the mailbox asked about. */
  readonly aliases: readonly string[];
  /** What to fill in, as far as it is known: incoming, then outgoing. */
  readonly right: readonly RightServer[];
}
export interface RightServer {
  readonly server: 'incoming' | 'outgoing';
  readonly kind: 'imap' | 'pop3' | 'smtp';
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
  readonly userName: string | null;
}
export interface Untold {
  readonly server: 'incoming' | 'outgoing';
  readonly field: 'host' | 'port' | 'security' | 'userName';
}
export interface CheckedSettings {
  readonly format: ProgramFormat | null;
  readonly unreadable: Unreadable | null;
  readonly isSigned: boolean;
  /** Passwords that stand in it, untouched. */
  readonly passwords: number;
  readonly accounts: readonly CheckedAccount[];
  /** Accounts of other addresses, which were not asked about. */
  readonly others: number;
  readonly findings: readonly Omit<SettingFinding, 'edits'>[];
  /** What was not told and so not checked; only where people leave things out. */
  readonly unchecked: readonly Untold[];
  /** From the bytes that were sent to the corrected file; empty when there is nothing that a file can say better. */
  readonly edits: readonly ByteEdit[];
}

/** Checks. Misuse when the address is none; a file that cannot be read is an answer, not a refusal. */
export async function checkSettings(deps: RightDeps, request: SettingsRequest): Promise<Outcome<CheckedSettings>> {
  const asked = request.address === undefined ? null : readAddress(request.address);
  if (asked?.ok === false) return asked;
  const wanted = asked?.value.text ?? null;
  const read = readProgramSettings(request.bytes);
  if (!read.ok || read.document === null) {
    const right = wanted === null ? null : await rightFor(deps, request.person, wanted, null);
    const accounts =
      right === null ? [] : [checkedAccount({ index: 0, account: NO_ACCOUNT, address: wanted, ...right })];
    return done({
      ...NOTHING,
      format: read.ok ? null : read.format,
      unreadable: read.ok ? 'unknown' : read.why,
      accounts,
    });
  }
  const { format, accounts, passwords } = read.value;
  const meant = accounts.filter((one) => wanted === null || isFor(one, wanted));
  const chosen = meant.length > 0 || accounts.length > 1 ? meant : accounts;
  const named = new Set(accounts.flatMap((one) => addressOf(one) ?? []));
  // A server without a name, in a file that is all about one address, is that one's too.
  const only = named.size === 1 ? [...named][0] : null;
  const asking = { ...deps, mailHosts: fewQuestions(deps) };
  const judged = await Promise.all(
    (chosen.length > 0 ? chosen : accounts).map(async (account, index): Promise<Judged> => {
      // Asked for one address and none of the accounts is its: each by its own.
      const address = (chosen.length > 0 ? wanted : null) ?? addressOf(account) ?? only;
      return { index, account, address, ...(await rightFor(asking, request.person, address, account)) };
    }),
  );
  const findings = judgeSettings(judged);
  const edits = mergedEdits(findings);
  return done({
    format,
    unreadable: null,
    isSigned: read.document.isSigned,
    passwords,
    accounts: judged.map(checkedAccount),
    others: accounts.length - judged.length,
    findings: findings.map(({ edits: _edits, ...rest }) => rest),
    unchecked: format === 'text' ? judged.flatMap(untold) : [],
    edits: edits.length === 0 ? [] : read.document.inBytes(edits),
  });
}

const NOTHING: CheckedSettings = {
  format: null,
  unreadable: null,
  isSigned: false,
  passwords: 0,
  accounts: [],
  others: 0,
  findings: [],
  unchecked: [],
  edits: [],
};
/** An account with what it is held against. */
type Judged = JudgedAccount & FoundRight;
const MOST_DOMAINS = 5;
const NO_ACCOUNT: AccountSettings = { name: '', from: [], incoming: null, outgoing: null };

function untold({ account }: JudgedAccount): readonly Untold[] {
  return (['incoming', 'outgoing'] as const).flatMap((server): Untold[] => {
    const told = account[server];
    if (told === null) return [{ server, field: 'host' }];
    const isMissing = {
      port: told.port.value === null,
      security: told.security.value === null,
      userName: told.userName.value === '',
    };
    const fields = (['port', 'security', 'userName'] as const).filter((field) => isMissing[field]);
    return fields.map((field) => ({ server, field }));
  });
}

const namesOf = ({ incoming, outgoing, from, name }: AccountSettings): readonly string[] =>
  [...from.map(({ value }) => value), incoming?.userName.value, outgoing?.userName.value, name].flatMap((one) =>
    one === undefined || one.trim() === '' ? [] : [one.trim().toLowerCase()],
  );
/** By its sender, its user name, or the name before the @ alone. */
function isFor(account: AccountSettings, address: string): boolean {
  const local = address.slice(0, address.lastIndexOf('@'));
  return namesOf(account).some((name) => name === address || name === local);
}
/** The address that an account is for, as far as it says. */
function addressOf(account: AccountSettings): string | null {
  for (const name of namesOf(account)) {
    const parsed = parseAddress(name);
    if (parsed.ok) return parsed.value.text;
  }
  return null;
}

/** A file of sixty accounts asks DNS of a few domains only, and of each once. */
function fewQuestions({ mailHosts }: RightDeps): FindMailHosts {
  const asked = new Map<string, ReturnType<FindMailHosts>>();
  return (domain) => {
    const before = asked.get(domain);
    if (before !== undefined || mailHosts === undefined) return before ?? Promise.resolve(null);
    const answer = asked.size < MOST_DOMAINS ? mailHosts(domain) : Promise.resolve(null);
    asked.set(domain, answer);
    return answer;
  };
}

function checkedAccount({ account, address, right, mail }: Judged): CheckedAccount {
  const { source, provider, hosts, doors, login } = right;
  const kinds = [
    ['incoming', account.incoming?.kind ?? 'imap'],
    ['outgoing', 'smtp'],
  ] as const;
  const servers = kinds.flatMap(([server, kind]): RightServer[] => {
    const door = doors.find((one) => one.kind === kind);
    const host = hosts[kind];
    if (door === undefined || host === null) return [];
    const userName = address === null || login === null ? null : login === 'address' ? address : address.split('@')[0];
    return [{ server, kind, host, port: door.port, security: door.security, userName }];
  });
  const names = [...new Set(namesOf(account))];
  const named = names.filter((name) => parseAddress(name).ok);
  const logins = [account.incoming?.userName.value, account.outgoing?.userName.value];
  const users = logins.flatMap((one) => (one === undefined || one === '' ? [] : [one.trim().toLowerCase()]));
  const aliases = named.filter((one) => right.senders?.includes(one) === true);
  return { name: account.name, address, source, provider, mail, named, users, aliases, right: servers };
}

/** All that a file can say better, once each; where two want the same place the first is made. */
function mergedEdits(findings: readonly SettingFinding[]): readonly TextEdit[] {
  const kept: TextEdit[] = [];
  for (const edit of findings.flatMap(({ weight, edits }) => (weight === 'note' ? [] : edits))) {
    const isSame = kept.some((one) => one.start === edit.start && one.end === edit.end && one.text === edit.text);
    const isOver = kept.some((one) => edit.start < one.end && one.start < edit.end);
    if (!isSame && !isOver) kept.push(edit);
  }
  return kept;
}
