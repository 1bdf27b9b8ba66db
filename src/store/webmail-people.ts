/** Queries on a mailbox user's own webmail settings and identities. Called by service/webmail; judges nothing. */
import type { MailboxId } from '#src/model/ids.ts';
import { type Identity, USUAL_SETTINGS, type WebmailSettings } from '#src/model/webmail-settings.ts';
import type { Sql } from './tables.ts';
import type { MailIdentitiesTable } from './tables-webmail-people.ts';

/** What was never set is as usual. */
export async function webmailSettingsOf(sql: Sql, mailbox: MailboxId): Promise<WebmailSettings> {
  const row = await sql
    .selectFrom('webmail_settings')
    .select('settings')
    .where('mailbox_id', '=', mailbox)
    .executeTakeFirst();
  return { ...USUAL_SETTINGS, ...(JSON.parse(row?.settings ?? '{}') as Partial<WebmailSettings>) };
}

export async function putWebmailSettings(
  sql: Sql,
  mailbox: MailboxId,
  settings: WebmailSettings,
  at: number,
): Promise<void> {
  const row = { settings: JSON.stringify(settings), changed_at: at };
  await sql
    .insertInto('webmail_settings')
    .values({ mailbox_id: mailbox, ...row })
    .onConflict((conflict) => conflict.column('mailbox_id').doUpdateSet(row))
    .execute();
}

const identity = (row: MailIdentitiesTable): Identity => ({
  address: row.address,
  name: row.name,
  replyTo: row.reply_to,
  isDefault: row.is_default === 1,
  signatureHtml: row.signature_html,
  signatureText: row.signature_text,
});

/** Those that were ever changed; others have no name and no signature. */
export async function keptIdentities(sql: Sql, mailbox: MailboxId): Promise<readonly Identity[]> {
  const rows = await sql
    .selectFrom('mail_identities')
    .selectAll()
    .where('mailbox_id', '=', mailbox)
    .orderBy('address')
    .execute();
  return rows.map(identity);
}

/** Writes one; when it is the default, no other is. */
export async function putIdentity(sql: Sql, mailbox: MailboxId, made: Identity, at: number): Promise<void> {
  const row = {
    name: made.name,
    reply_to: made.replyTo,
    is_default: made.isDefault ? 1 : 0,
    signature_html: made.signatureHtml,
    signature_text: made.signatureText,
    changed_at: at,
  };
  if (made.isDefault)
    await sql.updateTable('mail_identities').set({ is_default: 0 }).where('mailbox_id', '=', mailbox).execute();
  await sql
    .insertInto('mail_identities')
    .values({ mailbox_id: mailbox, address: made.address, ...row })
    .onConflict((conflict) => conflict.columns(['mailbox_id', 'address']).doUpdateSet(row))
    .execute();
}

export async function deleteIdentity(sql: Sql, mailbox: MailboxId, address: string): Promise<boolean> {
  const gone = await sql
    .deleteFrom('mail_identities')
    .where('mailbox_id', '=', mailbox)
    .where('address', '=', address)
    .executeTakeFirst();
  return Number(gone.numDeletedRows) > 0;
}
