/** Use cases that change one setting of a mailbox: language, quota, plan, ways in. Called by CLI and API. */
import type { AuditData } from '#src/model/audit.ts';
import { SIGN_IN_PROTOCOLS, type SignInProtocol, type StoredMailbox } from '#src/model/mailbox.ts';
import { mailboxByAddress, updateMailbox } from '#src/store/mailboxes.ts';
import { planByName } from '#src/store/plans.ts';
import { type Acting, change } from './change.ts';
import { readAddress, readLanguage, shown } from './input.ts';
import { done, misuse, type Outcome, refused } from './outcome.ts';

type Settings = Partial<
  Pick<StoredMailbox, 'language' | 'quotaBytes' | 'plan' | 'protocols' | 'mustChange' | 'appPasswordsOnly'>
>;

/** Changes the row and writes the old and new values of just these settings to the audit log. */
async function set<T extends Settings>(
  deps: Acting,
  typed: string,
  action: string,
  settings: T,
): Promise<Outcome<{ readonly address: string } & T>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  return await change(deps, async (tx, audit) => {
    const mailbox = await mailboxByAddress(tx, address.value.text);
    if (mailbox === null) return refused('mailboxMissing', { address: address.value.text });
    if (settings.plan !== undefined && (await planByName(tx, settings.plan)) === null) {
      return refused('planMissing', { plan: shown(settings.plan) });
    }
    await updateMailbox(tx, { ...mailbox, ...settings });
    const before: AuditData = Object.fromEntries(
      Object.keys(settings).map((name) => [name, mailbox[name as keyof StoredMailbox]]),
    );
    await audit(action, mailbox.address, before, { ...settings });
    return done({ address: mailbox.address, ...settings });
  });
}

/** The language of refusals and notices for this mailbox. */
export async function setLanguage(
  deps: Acting,
  address: string,
  typed: string,
): Promise<Outcome<{ readonly address: string; readonly language: string }>> {
  const language = readLanguage(typed);
  return language.ok ? await set(deps, address, 'mailbox.language', { language: language.value }) : language;
}

const MOST_BYTES = 1_125_899_906_842_624;

/** Own quota in bytes: a whole number, 0 = none; `plan` = as the plan says. */
export async function setQuota(
  deps: Acting,
  address: string,
  bytes: number | 'plan',
): Promise<Outcome<{ readonly address: string; readonly quotaBytes: number | null }>> {
  if (bytes !== 'plan' && (!Number.isSafeInteger(bytes) || bytes < 0 || bytes > MOST_BYTES)) {
    return misuse('quotaBad', { value: String(bytes) });
  }
  return await set(deps, address, 'mailbox.quota', { quotaBytes: bytes === 'plan' ? null : bytes });
}

/** Puts a mailbox on another plan. */
export const setMailboxPlan = (
  deps: Acting,
  address: string,
  plan: string,
): Promise<Outcome<{ readonly address: string; readonly plan: string }>> =>
  set(deps, address, 'mailbox.plan', { plan });

/** Which ways in are open (`imap`, `pop3`, `smtp`); an empty list closes all. */
export async function setProtocols(
  deps: Acting,
  address: string,
  names: readonly string[],
): Promise<Outcome<{ readonly address: string; readonly protocols: readonly SignInProtocol[] }>> {
  const unknown = names.find((name) => !SIGN_IN_PROTOCOLS.includes(name.toLowerCase() as SignInProtocol));
  if (unknown !== undefined) {
    return misuse('protocolUnknown', { name: shown(unknown), known: SIGN_IN_PROTOCOLS.join(', ') });
  }
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return await set(deps, address, 'mailbox.protocols', {
    protocols: SIGN_IN_PROTOCOLS.filter((name) => wanted.has(name)),
  });
}

/** Whether mail programs must use app passwords; the mailbox's own password then opens our pages alone. */
export const setAppPasswordsOnly = (
  deps: Acting,
  address: string,
  isOn: boolean,
): Promise<Outcome<{ readonly address: string; readonly appPasswordsOnly: boolean }>> =>
  set(deps, address, 'mailbox.app-passwords-only', { appPasswordsOnly: isOn });

/** Whether the password must be changed before mail programs are let in with it again; a new password ends it. */
export const setMustChange = (
  deps: Acting,
  address: string,
  isOn: boolean,
): Promise<Outcome<{ readonly address: string; readonly mustChange: boolean }>> =>
  set(deps, address, 'mailbox.must-change', { mustChange: isOn });
