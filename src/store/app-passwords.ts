/** Queries on app passwords. Called by services; judges nothing. */
import type { AppPasswordId, MailboxId } from '#src/model/ids.ts';
import { type AppPassword, parseProtocols } from '#src/model/mailbox.ts';
import type { AppPasswordsTable, Sql } from './tables.ts';

const appPassword = (row: AppPasswordsTable): AppPassword => ({
  id: row.id,
  mailbox: row.mailbox_id,
  name: row.name,
  passwordHash: row.password_hash,
  scopes: parseProtocols(row.scopes),
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
});

export async function insertAppPassword(sql: Sql, made: AppPassword): Promise<void> {
  await sql
    .insertInto('app_passwords')
    .values({
      id: made.id,
      mailbox_id: made.mailbox,
      name: made.name,
      password_hash: made.passwordHash,
      scopes: made.scopes.join(' '),
      created_at: made.createdAt,
      last_used_at: made.lastUsedAt,
    })
    .execute();
}

export async function appPasswordsOf(sql: Sql, mailbox: MailboxId): Promise<readonly AppPassword[]> {
  const rows = await sql
    .selectFrom('app_passwords')
    .selectAll()
    .where('mailbox_id', '=', mailbox)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(appPassword);
}

/** Not a `write`: nobody keeps this in memory. */
export async function touchAppPassword(sql: Sql, id: AppPasswordId, now: number): Promise<void> {
  await sql.updateTable('app_passwords').set({ last_used_at: now }).where('id', '=', id).execute();
}

export async function deleteAppPassword(sql: Sql, id: AppPasswordId): Promise<void> {
  await sql.deleteFrom('app_passwords').where('id', '=', id).execute();
}
