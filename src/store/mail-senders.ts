/** Queries on senders whose pictures are always shown, and on lists that were left. Called by service/webmail; judges nothing. */
import type { MailboxId } from '#src/model/ids.ts';
import type { Sql } from './tables.ts';

export interface PictureSender {
  readonly address: string;
  /** Epoch ms. */
  readonly keptAt: number;
}

/** By address. */
export async function pictureSenders(sql: Sql, mailbox: MailboxId): Promise<readonly PictureSender[]> {
  const rows = await sql
    .selectFrom('mail_picture_senders')
    .select(['address', 'kept_at'])
    .where('mailbox_id', '=', mailbox)
    .orderBy('address')
    .execute();
  return rows.map((row) => ({ address: row.address, keptAt: Number(row.kept_at) }));
}

export async function isPictureSender(sql: Sql, mailbox: MailboxId, address: string): Promise<boolean> {
  const row = await sql
    .selectFrom('mail_picture_senders')
    .select('address')
    .where('mailbox_id', '=', mailbox)
    .where('address', '=', address)
    .executeTakeFirst();
  return row !== undefined;
}

/** False: he was kept before. */
export async function putPictureSender(
  sql: Sql,
  mailbox: MailboxId,
  { address, keptAt }: PictureSender,
): Promise<boolean> {
  const made = await sql
    .insertInto('mail_picture_senders')
    .values({ mailbox_id: mailbox, address, kept_at: keptAt })
    .onConflict((conflict) => conflict.columns(['mailbox_id', 'address']).doNothing())
    .executeTakeFirst();
  return Number(made.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** False: he was not kept. */
export async function deletePictureSender(sql: Sql, mailbox: MailboxId, address: string): Promise<boolean> {
  const gone = await sql
    .deleteFrom('mail_picture_senders')
    .where('mailbox_id', '=', mailbox)
    .where('address', '=', address)
    .executeTakeFirst();
  return Number(gone.numDeletedRows) > 0;
}

/** When the list was left; null: it was not. */
export async function listLeftAt(sql: Sql, mailbox: MailboxId, list: string): Promise<number | null> {
  const row = await sql
    .selectFrom('mail_left_lists')
    .select('left_at')
    .where('mailbox_id', '=', mailbox)
    .where('list', '=', list)
    .executeTakeFirst();
  return row === undefined ? null : Number(row.left_at);
}

/** The last time counts. */
export async function putLeftList(sql: Sql, mailbox: MailboxId, list: string, at: number): Promise<void> {
  await sql
    .insertInto('mail_left_lists')
    .values({ mailbox_id: mailbox, list, left_at: at })
    .onConflict((conflict) => conflict.columns(['mailbox_id', 'list']).doUpdateSet({ left_at: at }))
    .execute();
}
