/**
 * Use cases of mailboxes: add, list, show, set the password, remove, restore. Called by CLI and API.
 * The settings of one mailbox are in mailbox-settings.ts. Never touches mail itself: the store's ways are handed in.
 */
import type { Address } from '#src/model/address.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { PREVIOUS_PASSWORD_MS, SIGN_IN_PROTOCOLS, type StoredMailbox } from '#src/model/mailbox.ts';
import { MAX_PASSWORD_BYTES, MIN_PASSWORD_CHARACTERS, passwordProblem } from '#src/model/password.ts';
import { STANDARD_PLAN } from '#src/model/plan.ts';
import { newId } from '#src/net/ids.ts';
import { aliasByAddress } from '#src/store/aliases.ts';
import { appPasswordsOf, insertAppPassword } from '#src/store/app-passwords.ts';
import { customerById } from '#src/store/customers.ts';
import { domainByName } from '#src/store/domains.ts';
import { allMailboxes, insertMailbox, mailboxByAddress, mailboxesOf, updateMailbox } from '#src/store/mailboxes.ts';
import { allPlans, planByName } from '#src/store/plans.ts';
import type { Sql } from '#src/store/tables.ts';
import { markRestored, newestTombstone, tombstoneData } from '#src/store/tombstones.ts';
import { type BuriedMailbox, buryMailbox, type Burying } from './burial.ts';
import { type Acting, change, type Reading } from './change.ts';
import { readAddress, readDomain, readLanguage } from './input.ts';
import { type MailboxSummary, type MailboxView, summary, view } from './mailbox-view.ts';
import { done, misuse, type Outcome, refused } from './outcome.ts';
import type { PasswordHasher } from './password-hasher.ts';

export interface SettingPasswords extends Acting {
  readonly hasher: PasswordHasher;
}
export interface NewMailbox {
  readonly address: string;
  readonly password: string;
  readonly plan?: string;
  readonly language?: string;
}
export interface NamedMailbox {
  readonly id: MailboxId;
  readonly address: string;
}

/** Checks and hashes a password; the problem never repeats it. */
export async function hashed(deps: Pick<SettingPasswords, 'hasher'>, secret: string): Promise<Outcome<string>> {
  const problem = passwordProblem(secret);
  switch (problem) {
    case 'too-short':
      return misuse('passwordTooShort', { min: MIN_PASSWORD_CHARACTERS });
    case 'too-long':
      return misuse('passwordTooLong', { max: MAX_PASSWORD_BYTES });
    case 'control-character':
      return misuse('passwordControlCharacter');
    case null: {
      const hash = await deps.hasher.hash(secret);
      return hash === null ? refused('busyWithSignIns') : done(hash);
    }
  }
}

/** Why this address cannot become a mailbox; null when it can. */
async function taken(tx: Sql, address: Address): Promise<Outcome<never> | null> {
  if ((await mailboxByAddress(tx, address.text)) !== null) return refused('mailboxExists', { address: address.text });
  if ((await aliasByAddress(tx, address.text)) !== null) return refused('aliasInTheWay', { address: address.text });
  return null;
}

/** Adds a mailbox in a domain of ours. */
export async function addMailbox(deps: SettingPasswords, input: NewMailbox): Promise<Outcome<NamedMailbox>> {
  const address = readAddress(input.address);
  if (!address.ok) return address;
  const language = input.language === undefined ? null : readLanguage(input.language);
  if (language !== null && !language.ok) return language;
  if ((await domainByName(deps.db.sql, address.value.domain)) === null) {
    return refused('domainMissing', { domain: address.value.domain });
  }
  const hash = await hashed(deps, input.password);
  if (!hash.ok) return hash;
  const plan = input.plan ?? STANDARD_PLAN;
  return await change(deps, async (tx, audit) => {
    const domain = await domainByName(tx, address.value.domain);
    if (domain === null) return refused('domainMissing', { domain: address.value.domain });
    if (domain.state !== 'active') return refused('domainWaiting', { domain: domain.name });
    const inTheWay = await taken(tx, address.value);
    if (inTheWay !== null) return inTheWay;
    if ((await planByName(tx, plan)) === null) return refused('planMissing', { plan });
    const customer = await customerById(tx, domain.customer);
    const now = deps.clock.now();
    const mailbox: StoredMailbox = {
      id: newId<MailboxId>(now),
      address: address.value.text,
      domain: domain.id,
      local: address.value.local,
      passwordHash: hash.value,
      mustChange: false,
      language: language?.value ?? customer?.language ?? 'nb',
      quotaBytes: null,
      plan,
      protocols: SIGN_IN_PROTOCOLS,
      signInCountries: null,
      passwordChangedAt: now,
      previousPasswordHash: null,
      previousPasswordUntil: null,
      createdAt: now,
    };
    await insertMailbox(tx, mailbox);
    await audit('mailbox.add', mailbox.address, null, { ...mailbox });
    return done({ id: mailbox.id, address: mailbox.address });
  });
}

/** Mailboxes by address, of one domain or of all. */
export async function listMailboxes(deps: Reading, domain?: string): Promise<Outcome<readonly MailboxSummary[]>> {
  const plans = new Map((await allPlans(deps.db.sql)).map((plan) => [plan.name, plan]));
  const summaries = (mailboxes: readonly StoredMailbox[]): Outcome<readonly MailboxSummary[]> =>
    done(mailboxes.map((mailbox) => summary(mailbox, plans.get(mailbox.plan) ?? null)));
  if (domain === undefined) return summaries(await allMailboxes(deps.db.sql));
  const name = readDomain(domain);
  if (!name.ok) return name;
  const found = await domainByName(deps.db.sql, name.value);
  if (found === null) return refused('domainMissing', { domain: name.value });
  return summaries(await mailboxesOf(deps.db.sql, found.id));
}

/** Everything about a mailbox but its mail; usage is added by the caller. */
export async function showMailbox(deps: Reading, typed: string): Promise<Outcome<MailboxView>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const mailbox = await mailboxByAddress(deps.db.sql, address.value.text);
  if (mailbox === null) return refused('mailboxMissing', { address: address.value.text });
  const plan = await planByName(deps.db.sql, mailbox.plan);
  return done(view(mailbox, plan, await appPasswordsOf(deps.db.sql, mailbox.id)));
}

/** Sets a new password. The one before is remembered for 90 days, only to recognise a device that still has it. */
export async function setPassword(
  deps: SettingPasswords,
  typed: string,
  secret: string,
): Promise<Outcome<NamedMailbox>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  if ((await mailboxByAddress(deps.db.sql, address.value.text)) === null) {
    return refused('mailboxMissing', { address: address.value.text });
  }
  const hash = await hashed(deps, secret);
  if (!hash.ok) return hash;
  return await change(deps, async (tx, audit) => {
    const mailbox = await mailboxByAddress(tx, address.value.text);
    if (mailbox === null) return refused('mailboxMissing', { address: address.value.text });
    const now = deps.clock.now();
    await updateMailbox(tx, {
      ...mailbox,
      passwordHash: hash.value,
      mustChange: false,
      passwordChangedAt: now,
      previousPasswordHash: mailbox.passwordHash,
      previousPasswordUntil: mailbox.passwordHash === null ? null : now + PREVIOUS_PASSWORD_MS,
    });
    const { passwordChangedAt: before } = mailbox;
    await audit('mailbox.password', mailbox.address, { passwordChangedAt: before }, { passwordChangedAt: now });
    return done({ id: mailbox.id, address: mailbox.address });
  });
}

/** Removes a mailbox: a tombstone says who and when, its mail is moved aside until it is restored or purged. */
export async function removeMailbox(deps: Burying, typed: string): Promise<Outcome<NamedMailbox>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const buried = await change(deps, async (tx, audit) => {
    const mailbox = await mailboxByAddress(tx, address.value.text);
    if (mailbox === null) return refused('mailboxMissing', { address: address.value.text });
    await buryMailbox(tx, audit, deps, mailbox);
    return done({ id: mailbox.id, address: mailbox.address });
  });
  if (buried.ok) await deps.removeMail(buried.value.id);
  return buried;
}

export interface Restoring extends Acting {
  /** Brings the mail back (engine/embedded/mail-store.ts `restore`); false when none was aside. */
  readonly restoreMail: (mailbox: MailboxId) => Promise<boolean>;
}

/** Brings back the newest removed mailbox of this address: same id, same passwords, its mail. */
export async function restoreMailbox(
  deps: Restoring,
  typed: string,
): Promise<Outcome<NamedMailbox & { readonly mail: boolean }>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const stone = await newestTombstone(deps.db.sql, 'mailbox', address.value.text);
  const inTheWay = await taken(deps.db.sql, address.value);
  if (inTheWay !== null) return inTheWay;
  if (stone === null) return refused('nothingToRestore', { address: address.value.text });
  if ((await domainByName(deps.db.sql, address.value.domain)) === null) {
    return refused('domainMissing', { domain: address.value.domain });
  }
  // Mail first: a delivery right after the commit must meet the old mail, not start an empty mailbox.
  const mail = await deps.restoreMail(stone.subject as MailboxId);
  return await change(deps, async (tx, audit) => {
    const domain = await domainByName(tx, address.value.domain);
    if (domain === null) return refused('domainMissing', { domain: address.value.domain });
    const now = await taken(tx, address.value);
    if (now !== null) return now;
    const data = (await tombstoneData(tx, stone.id)) as BuriedMailbox;
    const plan = (await planByName(tx, data.mailbox.plan)) === null ? STANDARD_PLAN : data.mailbox.plan;
    const mailbox = { ...data.mailbox, domain: domain.id, plan };
    await insertMailbox(tx, mailbox);
    for (const appPassword of data.appPasswords) await insertAppPassword(tx, appPassword);
    await markRestored(tx, stone.id, deps.clock.now());
    await audit('mailbox.restore', mailbox.address, { deletedAt: stone.deletedAt, by: stone.actor }, { ...mailbox });
    return done({ id: mailbox.id, address: mailbox.address, mail });
  });
}
