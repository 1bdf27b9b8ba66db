/** Queries on mailbox users' address books. Called by service/webmail/contacts.ts; judges nothing. */
import type { MailboxId } from '#src/model/ids.ts';
import {
  type ContactCard,
  type ContactKind,
  type ContactSource,
  foldName,
  type MailContact,
  searchTextOf,
} from '#src/model/mail-contact.ts';
import { sql as raw } from 'kysely';
import type { Sql } from './tables.ts';
import type { MailContactsTable } from './tables-webmail-people.ts';

/** Rows written at once: both databases bound the number of values. */
const AT_ONCE = 200;

const contact = (row: MailContactsTable): MailContact => {
  const data = JSON.parse(row.data) as Omit<ContactCard, 'kind' | 'name'>;
  return {
    id: row.id,
    kind: row.kind as ContactKind,
    name: row.name,
    ...data,
    source: row.source as ContactSource,
    uses: row.uses,
    usedAt: Number(row.used_at) === 0 ? null : Number(row.used_at),
  };
};
const cardOf = ({ kind, name, addresses, organisation, phones, note }: ContactCard) => {
  const card = { kind, name, addresses, organisation, phones, note };
  return {
    kind,
    name,
    sort_name: foldName(name === '' ? (addresses[0] ?? '') : name),
    data: JSON.stringify({ addresses, organisation, phones, note }),
    search: searchTextOf(card),
  };
};

export interface ContactSearch {
  /** Folded words, each the beginning of a word of the contact. */
  readonly terms: readonly string[];
  readonly order: 'used' | 'name';
  readonly limit: number;
  readonly offset: number;
  readonly kind?: ContactKind;
}
export async function findContacts(
  sql: Sql,
  mailbox: MailboxId,
  { terms, order, limit, offset, kind }: ContactSearch,
): Promise<{ readonly contacts: readonly MailContact[]; readonly total: number }> {
  let found = sql.selectFrom('mail_contacts').where('mailbox_id', '=', mailbox);
  if (kind !== undefined) found = found.where('kind', '=', kind);
  for (const term of terms) {
    const pattern = `% ${term.replace(/[\\%_]/g, '\\$&')}%`;
    found = found.where(raw<boolean>`search like ${pattern} escape '\\'`);
  }
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  let sorted = found.selectAll();
  if (order === 'used') sorted = sorted.orderBy('uses', 'desc').orderBy('used_at', 'desc');
  const rows = await sorted.orderBy('sort_name').orderBy('id').limit(limit).offset(offset).execute();
  return { contacts: rows.map(contact), total: Number(total) };
}

export async function contactById(sql: Sql, mailbox: MailboxId, id: string): Promise<MailContact | null> {
  const row = await sql
    .selectFrom('mail_contacts')
    .selectAll()
    .where('mailbox_id', '=', mailbox)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : contact(row);
}

export async function countContacts(sql: Sql, mailbox: MailboxId): Promise<number> {
  const { count } = await sql
    .selectFrom('mail_contacts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('mailbox_id', '=', mailbox)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Persons that have one of these addresses, by address. */
export async function contactsWith(
  sql: Sql,
  mailbox: MailboxId,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, MailContact>> {
  const found = new Map<string, MailContact>();
  for (let from = 0; from < addresses.length; from += AT_ONCE) {
    const rows = await sql
      .selectFrom('mail_contact_addresses')
      .innerJoin('mail_contacts', 'mail_contacts.id', 'mail_contact_addresses.contact_id')
      .selectAll('mail_contacts')
      .select('mail_contact_addresses.address as found')
      .where('mail_contact_addresses.mailbox_id', '=', mailbox)
      .where('mail_contact_addresses.address', 'in', addresses.slice(from, from + AT_ONCE))
      .orderBy('mail_contacts.id')
      .execute();
    for (const row of rows) if (!found.has(row.found)) found.set(row.found, contact(row));
  }
  return found;
}

async function putAddresses(sql: Sql, mailbox: MailboxId, contacts: readonly MailContact[]): Promise<void> {
  const rows = contacts.flatMap(({ id, kind, addresses }) =>
    kind === 'group' ? [] : addresses.map((address) => ({ mailbox_id: mailbox, address, contact_id: id })),
  );
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await sql
      .insertInto('mail_contact_addresses')
      .values(rows.slice(from, from + AT_ONCE))
      .execute();
}

export async function insertContacts(
  sql: Sql,
  mailbox: MailboxId,
  contacts: readonly MailContact[],
  at: number,
): Promise<void> {
  for (let from = 0; from < contacts.length; from += AT_ONCE)
    await sql
      .insertInto('mail_contacts')
      .values(
        contacts.slice(from, from + AT_ONCE).map((one) => ({
          id: one.id,
          mailbox_id: mailbox,
          ...cardOf(one),
          source: one.source,
          uses: one.uses,
          used_at: one.usedAt ?? 0,
          created_at: at,
          changed_at: at,
        })),
      )
      .execute();
  await putAddresses(sql, mailbox, contacts);
}

export async function updateContact(sql: Sql, mailbox: MailboxId, made: MailContact, at: number): Promise<void> {
  await sql
    .updateTable('mail_contacts')
    .set({ ...cardOf(made), source: made.source, uses: made.uses, used_at: made.usedAt ?? 0, changed_at: at })
    .where('mailbox_id', '=', mailbox)
    .where('id', '=', made.id)
    .execute();
  await sql.deleteFrom('mail_contact_addresses').where('contact_id', '=', made.id).execute();
  await putAddresses(sql, mailbox, [made]);
}

export async function deleteContact(sql: Sql, mailbox: MailboxId, id: string): Promise<void> {
  await sql.deleteFrom('mail_contact_addresses').where('contact_id', '=', id).execute();
  await sql.deleteFrom('mail_contacts').where('mailbox_id', '=', mailbox).where('id', '=', id).execute();
}
