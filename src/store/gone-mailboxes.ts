/** Forgets what stays with a removed mailbox once it cannot be restored any more. Called by housekeeping; judges nothing. */
import type { Sql } from './tables.ts';

/** Each by its `mailbox_id`. */
const OF_MAILBOXES = [
  'webmail_settings',
  'mail_identities',
  'mail_contact_addresses',
  'mail_contacts',
  'mail_picture_senders',
  'mail_left_lists',
  'mail_rules',
  'auto_replies',
  'forward_consents',
] as const;

/** Rows of mailboxes that are neither there nor kept for a restore; gives how many went. */
export async function forgetGoneMailboxes(sql: Sql): Promise<number> {
  let gone = 0;
  for (const table of OF_MAILBOXES) {
    const result = await sql
      .deleteFrom(table)
      // What an alias has is under its address.
      .where('mailbox_id', 'not like', '%@%')
      .where('mailbox_id', 'not in', (eb) => eb.selectFrom('mailboxes').select('id'))
      .where('mailbox_id', 'not in', (eb) =>
        eb.selectFrom('tombstones').select('subject_id').where('kind', '=', 'mailbox').where('restored_at', 'is', null),
      )
      .executeTakeFirst();
    gone += Number(result.numDeletedRows);
  }
  return gone;
}
