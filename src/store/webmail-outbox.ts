/** Queries on the outbox. Called by service/webmail; judges nothing. Each change names the state it expects. */
import type { MailboxId } from '#src/model/ids.ts';
import type { Sql } from './tables.ts';
import type { MailOutboxTable } from './tables-webmail.ts';

export type OutboxRow = MailOutboxTable;
type Change = Partial<Omit<OutboxRow, 'id' | 'mailbox_id'>>;

const rowOf = (row: MailOutboxTable): OutboxRow => ({
  ...row,
  size_bytes: Number(row.size_bytes),
  go_at: Number(row.go_at),
  created_at: Number(row.created_at),
  sent_at: row.sent_at === null ? null : Number(row.sent_at),
});

/** False when its draft is on its way already. */
export async function insertOutgoing(sql: Sql, row: OutboxRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await sql
    .insertInto('mail_outbox')
    .values(row)
    .onConflict((conflict) => conflict.column('draft_id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}
export async function outgoingById(sql: Sql, mailbox: MailboxId, id: string): Promise<OutboxRow | null> {
  const of = sql.selectFrom('mail_outbox').selectAll().where('id', '=', id);
  const row = await of.where('mailbox_id', '=', mailbox).executeTakeFirst();
  return row === undefined ? null : rowOf(row);
}
export async function outgoingOfDraft(sql: Sql, draft: string): Promise<OutboxRow | null> {
  const row = await sql.selectFrom('mail_outbox').selectAll().where('draft_id', '=', draft).executeTakeFirst();
  return row === undefined ? null : rowOf(row);
}
/** Newest first. */
export async function outboxOf(sql: Sql, mailbox: MailboxId, limit: number): Promise<readonly OutboxRow[]> {
  const of = sql.selectFrom('mail_outbox').selectAll().where('mailbox_id', '=', mailbox);
  return (await of.orderBy('created_at', 'desc').limit(limit).execute()).map(rowOf);
}
/** What has to be done at `now`: messages whose time has come, and what is left of those that were taken. */
export async function dueOutgoing(sql: Sql, now: number, limit: number): Promise<readonly OutboxRow[]> {
  const rows = await sql
    .selectFrom('mail_outbox')
    .selectAll()
    .where('go_at', '<=', now)
    .where((eb) => eb.or([eb('state', '=', 'waiting'), eb.and([eb('state', '=', 'sent'), eb('steps', '<>', '[]')])]))
    .orderBy('go_at')
    .limit(limit)
    .execute();
  return rows.map(rowOf);
}
/** When something will have to be done next; null: never. */
export async function nextOutgoing(sql: Sql): Promise<number | null> {
  const row = await sql
    .selectFrom('mail_outbox')
    .select((eb) => eb.fn.min('go_at').as('at'))
    .where((eb) => eb.or([eb('state', '=', 'waiting'), eb.and([eb('state', '=', 'sent'), eb('steps', '<>', '[]')])]))
    .executeTakeFirst();
  return row?.at == null ? null : Number(row.at);
}
/** True when it was in this state: of two who want it, one gets it. */
export async function moveOutgoing(sql: Sql, id: string, from: OutboxRow['state'], to: Change): Promise<boolean> {
  const of = sql.updateTable('mail_outbox').set(to).where('id', '=', id).where('state', '=', from);
  return (await of.executeTakeFirst()).numUpdatedRows > 0n;
}
export async function changeOutgoing(sql: Sql, id: string, to: Change): Promise<void> {
  await sql.updateTable('mail_outbox').set(to).where('id', '=', id).execute();
}
/** What was in the middle of sending when the program ended, to be looked at again. */
export async function wakeSending(sql: Sql, now: number): Promise<void> {
  await sql
    .updateTable('mail_outbox')
    .set({ state: 'waiting', may_undo: 0, go_at: now })
    .where('state', '=', 'sending')
    .execute();
}
/** True when it was there in this state. */
export async function deleteOutgoing(sql: Sql, id: string, state: OutboxRow['state']): Promise<boolean> {
  const of = sql.deleteFrom('mail_outbox').where('id', '=', id).where('state', '=', state);
  return (await of.executeTakeFirst()).numDeletedRows > 0n;
}
/** Gone long ago and done with. */
export async function forgetSent(sql: Sql, before: number): Promise<void> {
  await sql
    .deleteFrom('mail_outbox')
    .where('state', '=', 'sent')
    .where('steps', '=', '[]')
    .where('sent_at', '<', before)
    .execute();
}
