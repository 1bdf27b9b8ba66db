/** Queries on mailboxes. Called by services; judges nothing. */
import type { DomainId, MailboxId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';
import { parseProtocols, type StoredMailbox } from '#src/model/mailbox.ts';
import type { MailboxesTable, Sql } from './tables.ts';

const mailbox = (row: MailboxesTable): StoredMailbox => ({
  id: row.id,
  address: row.address,
  domain: row.domain_id,
  local: row.local,
  passwordHash: row.password_hash,
  mustChange: row.must_change === 1,
  language: row.language as Language,
  quotaBytes: row.quota_bytes,
  plan: row.plan,
  protocols: parseProtocols(row.protocols),
  signInCountries:
    row.sign_in_countries === null ? null : row.sign_in_countries.split(' ').filter((code) => code !== ''),
  passwordChangedAt: row.password_changed_at,
  previousPasswordHash: row.previous_password_hash,
  previousPasswordUntil: row.previous_password_until,
  appPasswordsOnly: row.app_passwords_only === 1,
  createdAt: row.created_at,
});

const columns = (made: StoredMailbox): MailboxesTable => ({
  id: made.id,
  address: made.address,
  domain_id: made.domain,
  local: made.local,
  password_hash: made.passwordHash,
  must_change: made.mustChange ? 1 : 0,
  language: made.language,
  quota_bytes: made.quotaBytes,
  plan: made.plan,
  protocols: made.protocols.join(' '),
  sign_in_countries: made.signInCountries === null ? null : made.signInCountries.join(' '),
  password_changed_at: made.passwordChangedAt,
  previous_password_hash: made.previousPasswordHash,
  previous_password_until: made.previousPasswordUntil,
  app_passwords_only: made.appPasswordsOnly === true ? 1 : 0,
  created_at: made.createdAt,
});

export async function insertMailbox(sql: Sql, made: StoredMailbox): Promise<void> {
  await sql.insertInto('mailboxes').values(columns(made)).execute();
}

/** Writes the whole row anew. */
export async function updateMailbox(sql: Sql, changed: StoredMailbox): Promise<void> {
  await sql.updateTable('mailboxes').set(columns(changed)).where('id', '=', changed.id).execute();
}

export async function mailboxByAddress(sql: Sql, address: string): Promise<StoredMailbox | null> {
  const row = await sql.selectFrom('mailboxes').selectAll().where('address', '=', address).executeTakeFirst();
  return row === undefined ? null : mailbox(row);
}

/** Those of `addresses` that are mailboxes, by address. */
export async function mailboxesByAddresses(sql: Sql, addresses: readonly string[]): Promise<readonly StoredMailbox[]> {
  if (addresses.length === 0) return [];
  const rows = await sql
    .selectFrom('mailboxes')
    .selectAll()
    .where('address', 'in', addresses)
    .orderBy('address')
    .execute();
  return rows.map(mailbox);
}

export async function mailboxById(sql: Sql, id: MailboxId): Promise<StoredMailbox | null> {
  const row = await sql.selectFrom('mailboxes').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : mailbox(row);
}

export async function allMailboxes(sql: Sql): Promise<readonly StoredMailbox[]> {
  return (await sql.selectFrom('mailboxes').selectAll().orderBy('address').execute()).map(mailbox);
}

export async function mailboxesOf(sql: Sql, domain: DomainId): Promise<readonly StoredMailbox[]> {
  const rows = await sql
    .selectFrom('mailboxes')
    .selectAll()
    .where('domain_id', '=', domain)
    .orderBy('address')
    .execute();
  return rows.map(mailbox);
}

/** The address of the domain's oldest mailbox; null when it has none. */
export async function firstMailboxOf(sql: Sql, domain: DomainId): Promise<string | null> {
  const row = await sql
    .selectFrom('mailboxes')
    .select('address')
    .where('domain_id', '=', domain)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.address ?? null;
}

/** Addresses only, for nearest-name questions; at most `limit`. */
export async function mailboxAddressesOf(sql: Sql, domain: DomainId, limit: number): Promise<readonly string[]> {
  const rows = await sql
    .selectFrom('mailboxes')
    .select('address')
    .where('domain_id', '=', domain)
    .orderBy('address')
    .limit(limit)
    .execute();
  return rows.map((row) => row.address);
}

export async function countMailboxes(sql: Sql, domain: DomainId): Promise<number> {
  const row = await sql
    .selectFrom('mailboxes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('domain_id', '=', domain)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** App passwords go with it. */
export async function deleteMailbox(sql: Sql, id: MailboxId): Promise<void> {
  await sql.deleteFrom('mailboxes').where('id', '=', id).execute();
}
