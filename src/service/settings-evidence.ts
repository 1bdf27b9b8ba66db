/**
 * The settings of a mail program as evidence of a diagnosis: the settings check, asked about one subject, and what of it the
 * judges may see. What is for another mailbox is none of the subject's faults. Called by service/diagnose.ts; the subject is the
 * asker's own by then. Keeps nothing, and never a password.
 */
import type { Subject } from '#src/diagnosis/finding.ts';
import type { CustomerProgram, ProgramFault } from '#src/diagnosis/observed-program.ts';
import { texts } from '#src/messages/catalogue.ts';
import { listText } from '#src/messages/telling.ts';
import type { Language } from '#src/model/language.ts';
import { editDistance } from '#src/model/login-name.ts';
import { withoutDetail } from '#src/model/address.ts';
import type { DnsResolver } from '#src/net/resolver.ts';
import { aliasByAddress } from '#src/store/aliases.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { checkSettings, type CheckedSettings } from './settings-check.ts';
import { isSamePlace } from './settings-mail-hosts.ts';
import type { RightDeps } from './settings-right.ts';

export interface EvidenceDeps extends RightDeps {
  readonly resolver: Pick<DnsResolver, 'a' | 'aaaa'>;
}
export interface SeenProgram {
  /** For the judges. */
  readonly observed: CustomerProgram;
  /** For the reader: with the places where the file is put right. */
  readonly checked: CheckedSettings;
}
/** As it is answered beside the findings. */
export interface BroughtProgram {
  readonly isFor: CustomerProgram['isFor'];
  readonly others: readonly string[];
  /** One sentence: whose settings they are, and whether they are right. */
  readonly text: string;
  /** What the settings check says of all of it; null: there was no time. */
  readonly settings: CheckedSettings | null;
}
type Finding = CheckedSettings['findings'][number];
type Account = CheckedSettings['accounts'][number];

const MOST_OTHERS = 5;

/** Reads what was brought along. */
export async function seeProgram(deps: EvidenceDeps, bytes: Uint8Array, subject: Subject): Promise<SeenProgram> {
  const asked = await checkSettings(deps, { bytes, address: subject.address, person: 'owner' });
  // The address was read before; it is no misuse here.
  if (!asked.ok) throw new Error(`The settings of ${subject.domain} could not be checked`);
  const checked = asked.value;
  const belongs = await Promise.all(checked.accounts.map((account) => isFor(deps, account, subject)));
  const mine = new Set(belongs.flatMap((is, index) => (is ? [index] : [])));
  const others = new Set(checked.accounts.flatMap(({ named }, index) => (mine.has(index) ? [] : named)));
  const isRead = checked.unreadable === null && checked.format !== null;
  const faults = await Promise.all(
    checked.findings.filter(({ account }) => mine.has(account)).map((one) => faultOf(deps, one)),
  );
  const [first] = checked.accounts.filter((_, index) => mine.has(index));
  return {
    checked,
    observed: {
      format: checked.format,
      unreadable: checked.unreadable,
      isFor: !isRead ? 'unknown' : mine.size > 0 ? 'subject' : 'other',
      others: isRead ? [...others].slice(0, MOST_OTHERS) : [],
      faults: isRead ? faults : [],
      source: first?.source ?? 'unknown',
      canCorrect: isRead && mine.size > 0 && checked.edits.length > 0 && checked.format !== 'text',
    },
  };
}

/** What is told of it beside the findings; null: it could not be looked at. */
export function broughtProgram(
  seen: SeenProgram | null,
  { address, domain }: Subject,
  language: Language,
): BroughtProgram {
  const subject = address ?? domain;
  const { note } = texts(language).program;
  if (seen === null) return { isFor: 'unknown', others: [], text: note.late, settings: null };
  const { observed, checked } = seen;
  const { isFor, others, faults } = observed;
  const has = (weight: string): boolean => faults.some((one) => one.weight === weight && !one.leadsHere);
  const why = texts(language).programSettings.unreadable[observed.unreadable ?? 'unknown'];
  const text = {
    unknown: () => note.unreadable({ why }),
    other: () => note.other({ subject, others: listText(others, language) }),
    subject: () => (has('wrong') ? note.faults : has('risk') ? note.risks : note.fine)({ subject }),
  }[isFor]();
  return { isFor, others, text, settings: checked };
}

/**
 * Is the account the subject's? By the addresses that it names; one that names none at all was brought for the subject. A slip
 * away counts, as long as nobody here has that very address.
 */
async function isFor({ db }: EvidenceDeps, { named, aliases, users }: Account, subject: Subject): Promise<boolean> {
  const { address, domain } = subject;
  if (address === undefined) return named.length === 0 || named.some((one) => domainOf(one) === domain);
  const local = localOf(address);
  if (named.length === 0)
    return users.length === 0 || users.some((user) => user === local || editDistance(user, local, 2) !== null);
  if (named.some((one) => one === address || withoutDetail(one) === address || aliases.includes(one))) return true;
  const near = named.filter((one) => editDistance(one, address, 2) !== null);
  const somebodys = await Promise.all(
    near.map(async (one) => (await mailboxByAddress(db.sql, one)) ?? (await aliasByAddress(db.sql, one))),
  );
  return somebodys.includes(null);
}
const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
const localOf = (address: string): string => address.slice(0, address.lastIndexOf('@'));

async function faultOf(deps: EvidenceDeps, one: Finding): Promise<ProgramFault> {
  const { fault, weight, cause, server, field, says, should, line, args } = one;
  const isName = field === 'host' && says !== null && should !== null;
  return {
    fault,
    weight,
    cause,
    server,
    field,
    says,
    should,
    line,
    args,
    leadsHere: isName && (await isSamePlace(deps.resolver, says, should)),
  };
}
