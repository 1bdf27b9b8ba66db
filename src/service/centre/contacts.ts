/**
 * Contacts as the customer sees and keeps them: what may keep our letters from each, the link that proves that an address
 * reaches somebody, role and language. Called by the API; who may ask is decided before (ownership.ts).
 */
import { createHash, randomBytes } from 'node:crypto';
import { texts } from '#src/messages/catalogue.ts';
import { type ContactProblem, isOnOneOf } from '#src/model/contact-check.ts';
import { type NoticeTopic, topicsOf } from '#src/model/contact-topics.ts';
import type { Contact, ContactRole } from '#src/model/customer.ts';
import type { CustomerId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';
import { newId } from '#src/net/ids.ts';
import {
  contactById,
  contactLinkSentAt,
  putContactLink,
  setConfirmed,
  takeContactLink,
  updateContact,
} from '#src/store/contacts.ts';
import { contactsOf, customerById } from '#src/store/customers.ts';
import { domainsOf } from '#src/store/domains.ts';
import type { App } from '../app.ts';
import { checkContacts } from '../billing/contact-warnings.ts';
import { addContact, removeContact } from '../billing/contacts.ts';
import { change } from '../change.ts';
import { readAddress } from '../input.ts';
import { done, type Outcome, refused } from '../outcome.ts';

type Deps = Pick<App, 'db' | 'clock' | 'billing' | 'sendLetter' | 'linkBase'>;
export interface ContactSheet {
  readonly address: string;
  readonly role: ContactRole;
  readonly language: Language;
  readonly confirmedAt: number | null;
  /** On a domain of the same customer: silent when that domain is. */
  readonly onOwnDomain: boolean;
  readonly bouncedAt: number | null;
  /** The gravest thing to do something about. */
  readonly problem: ContactProblem | null;
  readonly topics: readonly NoticeTopic[];
  /** When the link was sent that is still awaited. */
  readonly linkSentAt: number | null;
}
const DAYS = 7;
const DAY_MS = 86_400_000;
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export async function contactSheets(deps: Deps, customer: CustomerId): Promise<readonly ContactSheet[]> {
  const { sql } = deps.db;
  const [contacts, domains, owner, problems] = await Promise.all([
    contactsOf(sql, customer),
    domainsOf(sql, customer),
    customerById(sql, customer),
    checkContacts(deps.billing, customer, deps.clock.now()),
  ]);
  const own = domains.map(({ name }) => name);
  return await Promise.all(
    contacts.map(async ({ id, address, role, confirmedAt, language }) => {
      const found = problems.find(({ contact }) => contact.id === id);
      return {
        address,
        role,
        language: language ?? owner?.language ?? 'nb',
        confirmedAt,
        onOwnDomain: isOnOneOf(address, own),
        bouncedAt: found?.bounced?.lastAt ?? null,
        problem: found?.problem ?? null,
        topics: topicsOf(role),
        linkSentAt: confirmedAt === null ? await contactLinkSentAt(sql, id) : null,
      };
    }),
  );
}

async function contactOf(deps: Deps, customer: CustomerId, typed: string): Promise<Outcome<Contact>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const found = (await contactsOf(deps.db.sql, customer)).find((one) => one.address === address.value.text);
  return found === undefined ? refused('contactMissing', { contact: address.value.text }) : done(found);
}

/** Adds, and writes at once to ask whether the address reaches somebody. */
export async function addAndAsk(
  deps: Deps,
  actor: string,
  input: { readonly customer: CustomerId; readonly address: string; readonly role?: ContactRole },
): Promise<Outcome<{ readonly address: string }>> {
  const added = await addContact({ ...deps.billing, actor }, input);
  if (!added.ok) return added;
  const contact = await contactById(deps.db.sql, added.value.id);
  if (contact !== null) await sendLink(deps, actor, contact);
  return done({ address: contact?.address ?? input.address });
}

/** Once more; an address that bounced since it was confirmed is asked anew. */
export async function askAgain(
  deps: Deps,
  actor: string,
  customer: CustomerId,
  typed: string,
): Promise<Outcome<{ readonly address: string }>> {
  const contact = await contactOf(deps, customer, typed);
  if (!contact.ok) return contact;
  const problems = await checkContacts(deps.billing, customer, deps.clock.now());
  const hasBounced = problems.some((one) => one.contact.id === contact.value.id && one.problem === 'bounced');
  if (contact.value.confirmedAt !== null && !hasBounced)
    return refused('contactConfirmed', { contact: contact.value.address });
  await sendLink(deps, actor, contact.value);
  return done({ address: contact.value.address });
}

async function sendLink(deps: Deps, actor: string, { id, address, customer, language }: Contact): Promise<void> {
  const at = deps.clock.now();
  const token = randomBytes(32).toString('base64url');
  await change({ ...deps, actor }, async (tx, audit) => {
    await putContactLink(tx, { contact: id, hash: hashOf(token), at, until: at + DAYS * DAY_MS });
    await audit('contact.link', customer, null, { contact: address });
    return done(null);
  });
  const owner = await customerById(deps.db.sql, customer);
  const reads = language ?? owner?.language ?? 'nb';
  const words = texts(reads).customer;
  const link = `${deps.linkBase()}/confirm?token=${token}&lang=${reads}`;
  const text = `${words.confirmText({ link, customer: owner?.name ?? '', days: DAYS })}\n`;
  await deps.sendLetter({ id: newId(at), to: address, language: reads, title: words.confirmTitle(), text, at });
}

/** The link was opened: the address reaches somebody. Works once, for anybody who holds it. */
export async function confirmByLink(
  deps: Pick<Deps, 'db' | 'clock'>,
  token: string,
): Promise<Outcome<{ readonly address: string; readonly customerName: string }>> {
  const now = deps.clock.now();
  return await change({ ...deps, actor: 'system' }, async (tx, audit) => {
    const id = await takeContactLink(tx, hashOf(token), now);
    const contact = id === null ? null : await contactById(tx, id);
    if (contact === null) return refused('linkOver');
    await setConfirmed(tx, contact.id, now);
    const { address, confirmedAt, customer } = contact;
    await audit('contact.confirm', customer, { confirmedAt }, { contact: address, confirmedAt: now });
    return done({ address, customerName: (await customerById(tx, customer))?.name ?? '' });
  });
}

/** Role and language. Somebody stays who is told everything. */
export async function changeContact(
  deps: Deps,
  actor: string,
  input: {
    readonly customer: CustomerId;
    readonly address: string;
    readonly role?: ContactRole | undefined;
    readonly language?: Language | undefined;
  },
): Promise<Outcome<{ readonly address: string }>> {
  const found = await contactOf(deps, input.customer, input.address);
  if (!found.ok) return found;
  return await change({ ...deps, actor }, async (tx, audit) => {
    const all = await contactsOf(tx, input.customer);
    const before = all.find(({ id }) => id === found.value.id);
    if (before === undefined) return refused('contactMissing', { contact: found.value.address });
    const { address } = before;
    const role = input.role ?? before.role;
    const language = input.language ?? before.language ?? null;
    const isLastOwner = before.role === 'owner' && !all.some((one) => one.id !== before.id && one.role === 'owner');
    if (isLastOwner && role !== 'owner') return refused('contactLastOwner', { contact: address });
    await updateContact(tx, before.id, { role, language });
    const was = { contact: address, role: before.role, language: before.language ?? null };
    await audit('contact.change', input.customer, was, { contact: address, role, language });
    return done({ address });
  });
}

/** Never the last one, and never the last who is told everything. */
export async function dropContact(
  deps: Deps,
  actor: string,
  customer: CustomerId,
  typed: string,
): Promise<Outcome<unknown>> {
  const found = await contactOf(deps, customer, typed);
  if (!found.ok) return found;
  const others = (await contactsOf(deps.db.sql, customer)).filter(({ id }) => id !== found.value.id);
  const { address, role } = found.value;
  if (role === 'owner' && others.length > 0 && !others.some((one) => one.role === 'owner'))
    return refused('contactLastOwner', { contact: address });
  return await removeContact({ ...deps.billing, actor }, { customer, address });
}
