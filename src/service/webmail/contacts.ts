/**
 * Use cases of a mailbox user's own address book: find as one types, keep, change, remove; learn from what was sent. Called by
 * routes/mail-contacts.ts and by sending. Import and export are in contact-files.ts. Nobody but the user asks here.
 */
import type { MailboxId } from '#src/model/ids.ts';
import {
  checkContact,
  type ContactCard,
  type ContactKind,
  type MailContact,
  MAX_CONTACT_NAME,
  MAX_CONTACTS,
  termsOf,
} from '#src/model/mail-contact.ts';
import { parseAddress } from '#src/model/address.ts';
import type { Clock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import type { Database } from '#src/store/database.ts';
import {
  contactById,
  contactsWith,
  countContacts,
  deleteContact,
  findContacts,
  insertContacts,
  updateContact,
} from '#src/store/mail-contacts.ts';
import type { Sql } from '#src/store/tables.ts';
import { type Acting, change, type Reading } from '../change.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import type { MailUser } from './connections.ts';

export const MOST_SHOWN = 200;
const MOST_LEARNT = 200;

export interface ContactQuestion {
  readonly q: string;
  readonly order: 'used' | 'name';
  readonly count: number;
  readonly from: number;
  readonly kind?: ContactKind;
}

/** Those of which every typed word begins a word: name, organisation, address or a part of it. */
export const contactsOf = (
  { db }: Reading,
  mailbox: MailboxId,
  { q, order, count, from, kind }: ContactQuestion,
): Promise<{ readonly contacts: readonly MailContact[]; readonly total: number }> =>
  findContacts(db.sql, mailbox, {
    terms: termsOf(q),
    order,
    limit: Math.min(count, MOST_SHOWN),
    offset: from,
    ...(kind === undefined ? {} : { kind }),
  });

/** Is one of these addresses in the book? For pictures of people one knows, and "first contact". */
export async function knownAddresses(
  { db }: Reading,
  mailbox: MailboxId,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const lower = addresses.map((one) => one.toLowerCase());
  return new Set((await contactsWith(db.sql, mailbox, lower)).keys());
}

function good(typed: ContactCard): Outcome<ContactCard> {
  const checked = checkContact(typed);
  return checked.ok
    ? done(checked.card)
    : misuse(checked.fault.key, { ...checked.fault.args, field: checked.fault.field });
}

/** What only was learnt from sending to these very addresses: it becomes the new contact, with its count. */
async function learnt(tx: Sql, user: MailUser, card: ContactCard): Promise<MailContact | null> {
  if (card.kind === 'group') return null;
  for (const found of (await contactsWith(tx, user.id, card.addresses)).values())
    if (found.source === 'sent' && found.addresses.every((one) => card.addresses.includes(one))) return found;
  return null;
}

export async function addContact(deps: Acting, user: MailUser, typed: ContactCard): Promise<Outcome<MailContact>> {
  const card = good(typed);
  if (!card.ok) return card;
  return await change(deps, async (tx, audit) => {
    const before = await learnt(tx, user, card.value);
    if (before === null && (await countContacts(tx, user.id)) >= MAX_CONTACTS)
      return refused('mailContactsFull', { max: MAX_CONTACTS });
    const at = deps.clock.now();
    const made: MailContact = {
      ...card.value,
      id: before?.id ?? newId(at),
      source: 'own',
      uses: before?.uses ?? 0,
      usedAt: before?.usedAt ?? null,
    };
    if (before === null) await insertContacts(tx, user.id, [made], at);
    else await updateContact(tx, user.id, made, at);
    await audit('mailbox.mail-contacts', user.address, null, { added: 1 });
    return done(made);
  });
}

export async function changeContact(
  deps: Acting,
  user: MailUser,
  id: string,
  typed: ContactCard,
): Promise<Outcome<MailContact>> {
  const card = good(typed);
  if (!card.ok) return card;
  return await change(deps, async (tx, audit) => {
    const before = await contactById(tx, user.id, id);
    if (before === null) return refused('notThere');
    const made: MailContact = { ...before, ...card.value, kind: before.kind, source: 'own' };
    await updateContact(tx, user.id, made, deps.clock.now());
    await audit('mailbox.mail-contacts', user.address, null, { changed: 1 });
    return done(made);
  });
}

export const removeContact = (deps: Acting, user: MailUser, id: string): Promise<Outcome<null>> =>
  change(deps, async (tx, audit) => {
    if ((await contactById(tx, user.id, id)) === null) return refused('notThere');
    await deleteContact(tx, user.id, id);
    await audit('mailbox.mail-contacts', user.address, { removed: 1 }, null);
    return done(null);
  });

export interface WrittenTo {
  readonly name: string;
  readonly address: string;
}

/**
 * Remembers whom a mailbox wrote to, so that the next time a few letters are enough. Called once a message was accepted for
 * sending. Not a change of the user's: nothing is audited, and a full book learns no more.
 */
export async function sentTo(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  user: MailUser,
  recipients: readonly WrittenTo[],
): Promise<void> {
  const wanted = new Map<string, string>();
  for (const { name, address } of recipients.slice(0, MOST_LEARNT)) {
    const parsed = parseAddress(address);
    if (!parsed.ok || parsed.value.text === user.address) continue;
    if ((wanted.get(parsed.value.text) ?? '') === '') wanted.set(parsed.value.text, name);
  }
  if (wanted.size === 0) return;
  await db.write(async (tx) => {
    const at = clock.now();
    const known = await contactsWith(tx, user.id, [...wanted.keys()]);
    const used = new Map([...known.values()].map((one) => [one.id, one]));
    for (const one of used.values()) {
      const called = one.addresses.map((address) => wanted.get(address) ?? '').find((name) => name !== '') ?? '';
      const name = one.source === 'sent' && one.name === '' ? nameFrom(called) : one.name;
      await updateContact(tx, user.id, { ...one, name, uses: one.uses + 1, usedAt: at }, at);
    }
    const room = MAX_CONTACTS - (await countContacts(tx, user.id));
    const fresh = [...wanted].filter(([address]) => !known.has(address)).slice(0, Math.max(0, room));
    await insertContacts(
      tx,
      user.id,
      fresh.map(([address, name]) => fromSending(newId(at), nameFrom(name), address, at)),
      at,
    );
  });
}

const NOTHING_MORE = { organisation: '', phones: [], note: '' } as const;
const fromSending = (id: string, name: string, address: string, at: number): MailContact => ({
  id,
  kind: 'person',
  name,
  addresses: [address],
  ...NOTHING_MORE,
  source: 'sent',
  uses: 1,
  usedAt: at,
});

/** A name that somebody's program wrote: one line, no longer than a contact's; an address is no name. */
function nameFrom(typed: string): string {
  const name = typed.slice(0, MAX_CONTACT_NAME);
  const checked = checkContact({ kind: 'person', name, addresses: ['x@x.example'], ...NOTHING_MORE });
  return checked.ok && !checked.card.name.includes('@') ? checked.card.name : '';
}
