/** Queries on passwords of the customer centre: one a contact, as argon2id hashes. Called by services; judges nothing. */
import type { ContactId, DomainId } from '#src/model/ids.ts';
import type { Sql } from './tables.ts';

export async function setCentreHash(tx: Sql, contact: ContactId, hash: string, at: number): Promise<void> {
  await tx
    .insertInto('centre_passwords')
    .values({ contact_id: contact, password_hash: hash, changed_at: at })
    .onConflict((conflict) => conflict.column('contact_id').doUpdateSet({ password_hash: hash, changed_at: at }))
    .execute();
}

/** The hash of one contact; null when none was ever set. */
export async function centreHashOf(sql: Sql, contact: ContactId): Promise<string | null> {
  const row = await sql
    .selectFrom('centre_passwords')
    .select('password_hash')
    .where('contact_id', '=', contact)
    .executeTakeFirst();
  return row?.password_hash ?? null;
}

/** Hashes of the contacts of the customer whose domain this is, the newest first, at most `limit`. */
export async function centreHashesAround(sql: Sql, domain: DomainId, limit: number): Promise<readonly string[]> {
  const rows = await sql
    .selectFrom('centre_passwords')
    .innerJoin('contacts', 'contacts.id', 'centre_passwords.contact_id')
    .innerJoin('domains', 'domains.customer_id', 'contacts.customer_id')
    .select('centre_passwords.password_hash as hash')
    .where('domains.id', '=', domain)
    .orderBy('centre_passwords.changed_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.hash);
}
