/**
 * Queries on notices and the mails they became. Called by service/notices.ts; judges nothing. Notices are written outside
 * `Database.write`: nobody keeps them in memory, so no cache has to hear of it.
 */
import type { NoticeMailState, NoticeState } from '#src/model/notice.ts';
import type { NoticeMailsTable, NoticesTable, Sql } from './tables.ts';

/** False when a notice with this key exists already. */
export async function insertNotice(sql: Sql, made: NoticesTable): Promise<boolean> {
  const result = await sql
    .insertInto('notices')
    .values(made)
    .onConflict((conflict) => conflict.column('once_key').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function noticeByKey(sql: Sql, key: string): Promise<NoticesTable | null> {
  return (await sql.selectFrom('notices').selectAll().where('once_key', '=', key).executeTakeFirst()) ?? null;
}

/** What kind of notice a mail belongs to. */
export async function noticeKind(sql: Sql, id: string): Promise<string | null> {
  return (await sql.selectFrom('notices').select('kind').where('id', '=', id).executeTakeFirst())?.kind ?? null;
}

/** Those whose time has come, oldest first. */
export async function dueNotices(sql: Sql, now: number, limit: number): Promise<readonly NoticesTable[]> {
  return await sql
    .selectFrom('notices')
    .selectAll()
    .where('state', '=', 'waiting' satisfies NoticeState)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** When the next one is due; null when none waits. */
export async function nextNoticeAt(sql: Sql): Promise<number | null> {
  const row = await sql
    .selectFrom('notices')
    .select((eb) => eb.fn.min('due_at').as('at'))
    .where('state', '=', 'waiting' satisfies NoticeState)
    .executeTakeFirst();
  return row?.at === null || row?.at === undefined ? null : Number(row.at);
}

/** Brings a waiting notice forward; nothing when it was made already. */
export async function hastenNotice(sql: Sql, key: string, event: string, dueAt: number): Promise<void> {
  await sql
    .updateTable('notices')
    .set({ due_at: dueAt, event })
    .where('once_key', '=', key)
    .where('state', '=', 'waiting')
    .execute();
}

/** Takes a notice out of `waiting`; true for the one who did. */
export async function settleNotice(sql: Sql, id: string, state: NoticeState): Promise<boolean> {
  const result = await sql
    .updateTable('notices')
    .set({ state })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function insertNoticeMails(sql: Sql, mails: readonly NoticeMailsTable[]): Promise<void> {
  if (mails.length > 0)
    await sql
      .insertInto('notice_mails')
      .values([...mails])
      .execute();
}

/** Mails in a state that last changed before a moment, oldest first. */
export async function noticeMailsIn(
  sql: Sql,
  state: NoticeMailState,
  changedBefore: number,
  limit: number,
): Promise<readonly NoticeMailsTable[]> {
  return await sql
    .selectFrom('notice_mails')
    .selectAll()
    .where('state', '=', state)
    .where('changed_at', '<=', changedBefore)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Moves a mail from one state to another; true for the one who did. */
export async function moveNoticeMail(
  sql: Sql,
  id: string,
  from: NoticeMailState,
  to: NoticeMailState,
  now: number,
  messageId: string | null,
): Promise<boolean> {
  const result = await sql
    .updateTable('notice_mails')
    .set({ state: to, changed_at: now, ...(messageId === null ? {} : { message_id: messageId }) })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Mails that went, or are going, to a reader since a moment. */
export async function countMailsTo(sql: Sql, address: string, since: number): Promise<number> {
  const row = await sql
    .selectFrom('notice_mails')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('address', '=', address)
    .where('made_at', '>', since)
    .where('state', 'in', ['waiting', 'sending', 'sent'] satisfies NoticeMailState[])
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Newest first: notices whose subject, reader or Block is this one; or all. */
export async function listNotices(sql: Sql, about: string | null, limit: number): Promise<readonly NoticesTable[]> {
  let query = sql.selectFrom('notices').selectAll();
  if (about !== null)
    query = query.where((eb) =>
      eb.or([
        eb('subject', '=', about),
        eb('block_id', '=', about),
        eb('id', 'in', eb.selectFrom('notice_mails').select('notice_id').where('address', '=', about)),
      ]),
    );
  return await query.orderBy('id', 'desc').limit(limit).execute();
}

export async function mailsOfNotices(sql: Sql, ids: readonly string[]): Promise<readonly NoticeMailsTable[]> {
  if (ids.length === 0) return [];
  return await sql.selectFrom('notice_mails').selectAll().where('notice_id', 'in', ids).orderBy('id').execute();
}

/** Removes notices older than a moment with their mails; of a Block that still runs they stay, so that it is not told anew. */
export async function forgetNotices(sql: Sql, madeBefore: number): Promise<void> {
  const old = sql
    .selectFrom('notices')
    .select('id')
    .where('made_at', '<', madeBefore)
    .where('state', '!=', 'waiting' satisfies NoticeState)
    .where((eb) =>
      eb.or([
        eb('block_id', 'is', null),
        eb('block_id', 'in', eb.selectFrom('blocks').select('blocks.id').where('lifted_at', 'is not', null)),
      ]),
    );
  await sql.deleteFrom('notice_mails').where('notice_id', 'in', old).execute();
  await sql.deleteFrom('notices').where('id', 'in', old).execute();
}
