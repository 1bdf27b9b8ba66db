/**
 * Whose is it? The one place that decides what a person of the centre may see and change: a contact what his customer owns,
 * a mailbox user his own mailbox alone, an operator by his role. What is not his is `notThere`, as if it did not exist.
 */
import type { Block } from '#src/model/block.ts';
import { parseAddress, parseDomain } from '#src/model/address.ts';
import type { Domain } from '#src/model/domain.ts';
import type { CustomerId } from '#src/model/ids.ts';
import type { Invoice } from '#src/model/invoice.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import type { Person } from '#src/model/person.ts';
import { blockByIdOrCode } from '#src/store/blocks.ts';
import type { Database } from '#src/store/database.ts';
import { allDomains, domainById, domainByName, domainsOf } from '#src/store/domains.ts';
import { mailboxByAddress, mailboxesOf, mailboxById } from '#src/store/mailboxes.ts';
import { findInvoice } from '../billing/invoices.ts';
import { done, type Outcome, refused } from '../outcome.ts';

/** `look`; `mail`: change mailboxes, domains, Blocks, fixes; `bills`: invoices and contacts; `policy`: everything else. */
export type Wish = 'look' | 'mail' | 'bills' | 'policy';
interface Asking {
  readonly db: Database;
}

const OPERATOR_MAY: Readonly<Record<string, readonly Wish[]>> = {
  owner: ['look', 'mail', 'bills', 'policy'],
  support: ['look', 'mail', 'bills'],
  billing: ['look', 'bills'],
  reader: ['look'],
};

const notThere = (): Outcome<never> => refused('notThere');
const notAllowed = (): Outcome<never> => refused('notAllowed');

/** May the role wish this at all? Of customers it is their things that decide. */
export const mayWish = (person: Person, wish: Wish): boolean =>
  person.kind !== 'operator' || OPERATOR_MAY[person.role].includes(wish);

function allowed<T>(person: Person, wish: Wish, value: T): Outcome<T> {
  return mayWish(person, wish) ? done(value) : notAllowed();
}

/** A domain as a whole: of its customer, never of a mailbox user. */
export async function ownDomain({ db }: Asking, person: Person, typed: string, wish: Wish): Promise<Outcome<Domain>> {
  const name = parseDomain(typed);
  const domain = name.ok ? await domainByName(db.sql, name.value) : null;
  if (domain === null || !isCustomers(person, domain.customer)) return notThere();
  return allowed(person, wish, domain);
}

const isCustomers = (person: Person, customer: CustomerId): boolean =>
  person.kind === 'operator' || (person.kind === 'contact' && person.customer === customer);

/** A mailbox: of its customer's contacts and of its own user. */
export async function ownMailbox(
  { db }: Asking,
  person: Person,
  typed: string,
  wish: Wish,
): Promise<Outcome<{ readonly mailbox: StoredMailbox; readonly domain: Domain }>> {
  const address = parseAddress(typed);
  const mailbox = address.ok ? await mailboxByAddress(db.sql, address.value.text) : null;
  const domain = mailbox === null ? null : await domainById(db.sql, mailbox.domain);
  if (mailbox === null || domain === null) return notThere();
  const isOwn = person.kind === 'mailbox' ? person.id === mailbox.id : isCustomers(person, domain.customer);
  return isOwn ? allowed(person, wish, { mailbox, domain }) : notThere();
}

/** An address that may have no mailbox (yet, any more): by its domain. Making and removing is the customer's, not a user's. */
export async function ownAddress(
  deps: Asking,
  person: Person,
  typed: string,
  wish: Wish,
): Promise<Outcome<{ readonly address: string; readonly domain: Domain }>> {
  const address = parseAddress(typed);
  if (!address.ok) return notThere();
  const domain = await ownDomain(deps, person, address.value.domain, wish);
  return domain.ok ? done({ address: address.value.text, domain: domain.value }) : domain;
}

/** An invoice, by id or number: of its customer's contacts. */
export async function ownInvoice(deps: Asking, person: Person, typed: string, wish: Wish): Promise<Outcome<Invoice>> {
  if (person.kind === 'mailbox') return notThere();
  const found = await findInvoice(deps, typed);
  if (!found.ok || !isCustomers(person, found.value.customer)) return notThere();
  return allowed(person, wish, found.value);
}

/** Contacts of a customer: a contact's own customer; an operator names one. */
export function ownCustomer(person: Person, asked: string | undefined, wish: Wish): Outcome<string> {
  if (person.kind === 'mailbox') return notThere();
  if (person.kind === 'contact')
    return asked === undefined || asked === person.customer ? done(person.customer) : notThere();
  return asked === undefined ? notThere() : allowed(person, wish, asked);
}

/** A Block by code or id. A network is shared by strangers: its Block is told in a diagnosis, never listed. */
export async function ownBlock({ db }: Asking, person: Person, typed: string, wish: Wish): Promise<Outcome<Block>> {
  const code = typed.trim().toLowerCase();
  const block = /^[0-9a-z-]{1,64}$/.test(code) ? await blockByIdOrCode(db.sql, code) : null;
  if (block === null || !(await isBlockOf(db, person, block))) return notThere();
  return allowed(person, wish, block);
}

async function isBlockOf(db: Database, person: Person, { subject }: Block): Promise<boolean> {
  if (person.kind === 'operator') return true;
  switch (subject.kind) {
    case 'mailbox': {
      if (person.kind === 'mailbox') return subject.id === person.id;
      const mailbox = await mailboxById(db.sql, subject.id);
      const domain = mailbox === null ? null : await domainById(db.sql, mailbox.domain);
      return domain?.customer === person.customer;
    }
    case 'domain': {
      const domain = await domainById(db.sql, subject.id);
      if (person.kind === 'contact') return domain?.customer === person.customer;
      return (await mailboxById(db.sql, person.id))?.domain === domain?.id && domain !== null;
    }
    case 'customer':
      return subject.id === person.customer;
    case 'network':
    case 'network-login':
    case 'service':
      return false;
  }
}

/** All that is the person's: the domains with their mailboxes. Of a mailbox user his mailbox, its domain only as a name. */
export interface Estate {
  /** Empty for a mailbox user. */
  readonly domains: readonly Domain[];
  readonly mailboxes: readonly StoredMailbox[];
  /** Null for an operator: everything. */
  readonly customer: CustomerId | null;
}
export async function estateOf({ db }: Asking, person: Person): Promise<Estate> {
  if (person.kind === 'mailbox') {
    const own = await mailboxById(db.sql, person.id);
    return { domains: [], mailboxes: own === null ? [] : [own], customer: person.customer };
  }
  const customer = person.kind === 'contact' ? person.customer : null;
  const domains = customer === null ? await allDomains(db.sql) : await domainsOf(db.sql, customer);
  const lists = await Promise.all(domains.map(({ id }) => mailboxesOf(db.sql, id)));
  return { domains, mailboxes: lists.flat(), customer };
}
