/** Queries on contacts beyond store/customers.ts: remove, confirm, and which warnings they were given. Judges nothing. */
import type { Contact, ContactRole } from '#src/model/customer.ts';
import type { ContactId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';
import { contact } from './customers.ts';
import type { Sql } from './tables.ts';

export async function deleteContact(tx: Sql, id: ContactId): Promise<void> {
  await tx.deleteFrom('contact_warnings').where('contact_id', '=', id).execute();
  await tx.deleteFrom('contacts').where('id', '=', id).execute();
}

export async function setConfirmed(tx: Sql, id: ContactId, at: number): Promise<void> {
  await tx.updateTable('contacts').set({ confirmed_at: at }).where('id', '=', id).execute();
}

/** When this contact was last warned of this problem; null = never. */
export async function warnedAt(sql: Sql, id: ContactId, problem: string): Promise<number | null> {
  const row = await sql
    .selectFrom('contact_warnings')
    .select('warned_at')
    .where('contact_id', '=', id)
    .where('problem', '=', problem)
    .executeTakeFirst();
  return row?.warned_at ?? null;
}

export async function setWarned(tx: Sql, id: ContactId, problem: string, at: number): Promise<void> {
  await tx
    .insertInto('contact_warnings')
    .values({ contact_id: id, problem, warned_at: at })
    .onConflict((conflict) => conflict.columns(['contact_id', 'problem']).doUpdateSet({ warned_at: at }))
    .execute();
}

const LINK = 'contact-link';
/** The newest link of a contact counts; `hash` is SHA-256 of what stands in it. */
export async function putContactLink(
  tx: Sql,
  link: { readonly contact: ContactId; readonly hash: string; readonly at: number; readonly until: number },
): Promise<void> {
  await tx.deleteFrom('ways_back').where('kind', '=', LINK).where('person_id', '=', link.contact).execute();
  await tx
    .insertInto('ways_back')
    .values({
      token_hash: link.hash,
      kind: LINK,
      person_kind: 'contact',
      person_id: link.contact,
      expires_at: link.until,
      created_at: link.at,
    })
    .execute();
}

/** Takes the link: it works once. Null: there is none, it is over, or its contact is gone. */
export async function takeContactLink(tx: Sql, hash: string, now: number): Promise<ContactId | null> {
  const found = await tx
    .selectFrom('ways_back')
    .selectAll()
    .where('token_hash', '=', hash)
    .where('kind', '=', LINK)
    .executeTakeFirst();
  if (found === undefined) return null;
  await tx.deleteFrom('ways_back').where('token_hash', '=', hash).where('kind', '=', LINK).execute();
  return (found.expires_at ?? 0) > now ? (found.person_id as ContactId) : null;
}

/** When the link that still counts was sent. */
export async function contactLinkSentAt(sql: Sql, id: ContactId): Promise<number | null> {
  const row = await sql
    .selectFrom('ways_back')
    .select('created_at')
    .where('kind', '=', LINK)
    .where('person_id', '=', id)
    .executeTakeFirst();
  return row?.created_at ?? null;
}

export async function contactById(sql: Sql, id: ContactId): Promise<Contact | null> {
  const row = await sql.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : contact(row);
}

export async function updateContact(
  tx: Sql,
  id: ContactId,
  to: { readonly role: ContactRole; readonly language: Language | null },
): Promise<void> {
  await tx.updateTable('contacts').set(to).where('id', '=', id).execute();
}
