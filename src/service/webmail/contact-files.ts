/**
 * Address books in and out as vCard files. What is in the book already is completed, not doubled: an address tells that two are
 * the same. Called by routes/mail-contacts.ts.
 */
import type { MailboxId } from '#src/model/ids.ts';
import { type ContactCard, fittedContact, type MailContact, MAX_CONTACTS } from '#src/model/mail-contact.ts';
import { newId } from '#src/net/ids.ts';
import { readVCards } from '#src/protocol/vcard/read.ts';
import { type VCardVersion, writeVCards } from '#src/protocol/vcard/write.ts';
import { contactsWith, countContacts, findContacts, insertContacts, updateContact } from '#src/store/mail-contacts.ts';
import type { Sql } from '#src/store/tables.ts';
import { type Acting, change, type Reading } from '../change.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import type { MailUser } from './connections.ts';

export interface Imported {
  readonly added: number;
  /** Were there, and got something new. */
  readonly completed: number;
  /** Were there as they are. */
  readonly same: number;
  /** With neither a name nor an address that is one. */
  readonly skipped: number;
}

const joined = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])];

/** What was there wins; what it lacks is taken. */
function completed(before: MailContact, card: ContactCard): MailContact {
  const isLearnt = before.source === 'sent';
  const made: ContactCard = {
    kind: 'person',
    name: before.name === '' || (isLearnt && card.name !== '') ? card.name : before.name,
    addresses: joined(before.addresses, card.addresses),
    organisation: before.organisation === '' ? card.organisation : before.organisation,
    phones: joined(before.phones, card.phones),
    note: before.note === '' ? card.note : before.note,
  };
  return { ...before, ...fittedContact(made), source: isLearnt ? 'import' : before.source };
}

const looks = ({ name, addresses, organisation, phones, note }: MailContact): string =>
  JSON.stringify([name, addresses, organisation, phones, note]);

interface Sorting {
  readonly fresh: ContactCard[];
  readonly changed: Map<string, MailContact>;
  same: number;
}

/** Which are new and which only bring something; two cards of one file with the same address are one. */
async function sorted(tx: Sql, mailbox: MailboxId, cards: readonly ContactCard[]): Promise<Sorting> {
  const all = cards.flatMap(({ kind, addresses }) => (kind === 'person' ? addresses : []));
  const known = new Map(await contactsWith(tx, mailbox, [...new Set(all)]));
  const groups = await groupsOf(tx, mailbox);
  const sorting: Sorting = { fresh: [], changed: new Map(), same: 0 };
  const first = new Map<string, number>();
  for (const card of cards) {
    if (card.kind === 'group') {
      if (groups.has(`${card.name}\n${card.addresses.join()}`)) sorting.same += 1;
      else sorting.fresh.push(card);
      continue;
    }
    const here = card.addresses.map((one) => known.get(one)).find((one) => one !== undefined);
    const earlier = card.addresses.map((one) => first.get(one)).find((one) => one !== undefined);
    if (here !== undefined) {
      const before = sorting.changed.get(here.id) ?? here;
      const after = completed(before, card);
      if (looks(after) === looks(before) && after.source === before.source) sorting.same += 1;
      else sorting.changed.set(here.id, after);
    } else if (earlier !== undefined) {
      const before: MailContact = { ...sorting.fresh[earlier], id: '', source: 'import', uses: 0, usedAt: null };
      sorting.fresh[earlier] = completed(before, card);
      sorting.same += 1;
    } else {
      for (const address of card.addresses) first.set(address, sorting.fresh.length);
      sorting.fresh.push(card);
    }
  }
  return sorting;
}

async function groupsOf(tx: Sql, mailbox: MailboxId): Promise<ReadonlySet<string>> {
  const asked = { terms: [], order: 'name', limit: MAX_CONTACTS, offset: 0, kind: 'group' } as const;
  const { contacts } = await findContacts(tx, mailbox, asked);
  return new Set(contacts.map(({ name, addresses }) => `${name}\n${addresses.join()}`));
}

/** Takes in what a file has; all of it or, when the book would be too full, nothing. */
export async function importContacts(deps: Acting, user: MailUser, text: string): Promise<Outcome<Imported>> {
  const read = readVCards(text);
  if (read.length === 0) return misuse('vcardBad', { field: 'text' });
  const cards = read.flatMap((one) => fittedContact(one) ?? []);
  return await change(deps, async (tx, audit) => {
    const { fresh, changed, same } = await sorted(tx, user.id, cards);
    if ((await countContacts(tx, user.id)) + fresh.length > MAX_CONTACTS)
      return refused('mailContactsFull', { max: MAX_CONTACTS });
    const at = deps.clock.now();
    const made = fresh.map((card): MailContact => {
      const { kind, name, addresses, organisation, phones, note } = card;
      return {
        id: newId(at),
        kind,
        name,
        addresses,
        organisation,
        phones,
        note,
        source: 'import',
        uses: 0,
        usedAt: null,
      };
    });
    await insertContacts(tx, user.id, made, at);
    for (const one of changed.values()) await updateContact(tx, user.id, one, at);
    await audit('mailbox.mail-contacts', user.address, null, { added: made.length, changed: changed.size });
    return done({ added: made.length, completed: changed.size, same, skipped: read.length - cards.length });
  });
}

/** The whole book as one file. */
export async function exportContacts({ db }: Reading, mailbox: MailboxId, version: VCardVersion): Promise<string> {
  const asked = { terms: [], order: 'name', limit: MAX_CONTACTS, offset: 0 } as const;
  return writeVCards((await findContacts(db.sql, mailbox, asked)).contacts, version);
}
