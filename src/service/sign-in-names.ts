/**
 * Whose name was typed? The mailbox, or why there is none: deleted, an alias, a name without its domain, a slip, or
 * nobody ever. Reads the control database; the words to the peer are the same for all of them. Used by auth.ts.
 */
import type { CauseId } from '#src/model/cause-id.ts';
import type { Language } from '#src/model/language.ts';
import { nearestName, readLoginName } from '#src/model/login-name.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import { aliasByAddress } from '#src/store/aliases.ts';
import { customerById } from '#src/store/customers.ts';
import type { Database } from '#src/store/database.ts';
import { domainByName, domainNames } from '#src/store/domains.ts';
import { mailboxAddressesOf, mailboxByAddress, mailboxesByAddresses } from '#src/store/mailboxes.ts';
import { newestTombstone } from '#src/store/tombstones.ts';

/** A larger domain or host is not searched for slips: the cost of an attack stays bounded. */
const MOST_COMPARED = 2000;
const MOST_DOMAINS = 500;

export type NamedAccount =
  /** `slip`: the name had invisible characters in it; without them it is this mailbox. */
  | { readonly kind: 'mailbox'; readonly mailbox: StoredMailbox; readonly language: Language }
  | {
      readonly kind: 'none';
      readonly cause: CauseId;
      /** Address as named, canonical where it is one. */
      readonly address?: string;
      /** The mailbox that was probably meant. */
      readonly meant?: StoredMailbox;
      readonly language: Language;
    };

/** Looks the typed name up; `fallback` is the language where no domain of ours is named. */
export async function findAccount(db: Database, typed: string, fallback: Language): Promise<NamedAccount> {
  const name = readLoginName(typed);
  switch (name.kind) {
    case 'none':
      return { kind: 'none', cause: 'acc-mailbox-never-existed', language: fallback };
    case 'bare':
      return await bareName(db, name.local, fallback);
    case 'address': {
      const { text, domain } = name.address;
      const mailbox = await mailboxByAddress(db.sql, text);
      const language = await languageOf(db, domain, fallback);
      if (mailbox === null) return { kind: 'none', language, ...(await whyNone(db, text, domain)) };
      // A mail program that carries an invisible character fails elsewhere too (in the sender, on other hosts): say it.
      if (name.how === 'invisible-characters') {
        return { kind: 'none', cause: 'acc-username-typo-case', address: text, meant: mailbox, language };
      }
      return { kind: 'mailbox', mailbox, language };
    }
  }
}

/**
 * The language for "wrong name or password": the domain's customer's, never the mailbox's own, because a language that
 * differs between names would tell a stranger which of them exist.
 */
async function languageOf(db: Database, domain: string, fallback: Language): Promise<Language> {
  const found = await domainByName(db.sql, domain);
  return found === null ? fallback : ((await customerById(db.sql, found.customer))?.language ?? fallback);
}

type Reason = { readonly cause: CauseId; readonly address: string; readonly meant?: StoredMailbox };

async function whyNone(db: Database, address: string, domain: string): Promise<Reason> {
  if ((await aliasByAddress(db.sql, address)) !== null) return { cause: 'acc-login-on-alias', address };
  if ((await newestTombstone(db.sql, 'mailbox', address)) !== null) return { cause: 'acc-mailbox-deleted', address };
  const meant = await nearMiss(db, address, domain);
  return meant === null
    ? { cause: 'acc-mailbox-never-existed', address }
    : { cause: 'acc-username-typo-case', address, meant };
}

/** The mailbox within two edits: in the same domain, or the same local part in a domain spelled almost so. */
async function nearMiss(db: Database, address: string, domain: string): Promise<StoredMailbox | null> {
  const here = await domainByName(db.sql, domain);
  if (here !== null) {
    const near = nearestName(address, await mailboxAddressesOf(db.sql, here.id, MOST_COMPARED));
    return near === null ? null : await mailboxByAddress(db.sql, near);
  }
  const local = address.slice(0, address.lastIndexOf('@'));
  const names = await domainNames(db.sql, MOST_DOMAINS);
  const near = nearestName(
    address,
    names.map((name) => `${local}@${name}`),
  );
  return near === null ? null : await mailboxByAddress(db.sql, near);
}

/** `info` instead of `info@fjord.example`; who was meant is only said when there is exactly one. */
async function bareName(db: Database, local: string, language: Language): Promise<NamedAccount> {
  const names = await domainNames(db.sql, MOST_DOMAINS);
  const candidates = await mailboxesByAddresses(
    db.sql,
    names.map((name) => `${local}@${name}`),
  );
  const cause = 'acc-username-without-domain';
  if (candidates.length !== 1) return { kind: 'none', cause, language };
  return { kind: 'none', cause, address: candidates[0].address, meant: candidates[0], language };
}
