/**
 * Queries on drafts and their uploads. Called by service/webmail; judges nothing. Writes outside `write`: nobody keeps
 * drafts in memory, and a pause in typing must not make every cache old.
 */
import type { MailboxId } from '#src/model/ids.ts';
import type { Sql } from './tables.ts';
import type { MailDraftsTable, MailUploadsTable } from './tables-webmail.ts';

export type DraftRow = MailDraftsTable;
export type UploadRow = MailUploadsTable;

const draftOf = (row: MailDraftsTable): DraftRow => ({
  ...row,
  created_at: Number(row.created_at),
  saved_at: Number(row.saved_at),
});
const uploadOf = (row: MailUploadsTable): UploadRow => ({
  ...row,
  size_bytes: Number(row.size_bytes),
  created_at: Number(row.created_at),
});

export async function insertDraft(sql: Sql, row: DraftRow): Promise<void> {
  await sql.insertInto('mail_drafts').values(row).execute();
}
export async function draftById(sql: Sql, mailbox: MailboxId, id: string): Promise<DraftRow | null> {
  const row = await sql
    .selectFrom('mail_drafts')
    .selectAll()
    .where('id', '=', id)
    .where('mailbox_id', '=', mailbox)
    .executeTakeFirst();
  return row === undefined ? null : draftOf(row);
}
/** How many a mailbox has. */
export async function draftCount(sql: Sql, mailbox: MailboxId): Promise<number> {
  const row = await sql
    .selectFrom('mail_drafts')
    .select((of) => of.fn.countAll().as('count'))
    .where('mailbox_id', '=', mailbox)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
/** The draft whose copy in the Drafts folder this is. */
export async function draftByCopy(sql: Sql, mailbox: MailboxId, copy: string): Promise<DraftRow | null> {
  const of = sql.selectFrom('mail_drafts').selectAll().where('mailbox_id', '=', mailbox);
  const row = await of.where('copy', '=', copy).executeTakeFirst();
  return row === undefined ? null : draftOf(row);
}
/** Newest first, without those that are on their way. */
export async function draftsOf(sql: Sql, mailbox: MailboxId, limit: number): Promise<readonly DraftRow[]> {
  const rows = await sql
    .selectFrom('mail_drafts')
    .selectAll()
    .where('mailbox_id', '=', mailbox)
    .where((is) =>
      is.not(
        is.exists(is.selectFrom('mail_outbox').select('mail_outbox.id').whereRef('draft_id', '=', 'mail_drafts.id')),
      ),
    )
    .orderBy('saved_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(draftOf);
}
/** True when the row still had the version that the writer saw. */
export async function saveDraft(
  sql: Sql,
  mailbox: MailboxId,
  id: string,
  seen: number,
  content: string,
  at: number,
): Promise<boolean> {
  const { numUpdatedRows } = await sql
    .updateTable('mail_drafts')
    .set({ content, version: seen + 1, saved_at: at })
    .where('id', '=', id)
    .where('mailbox_id', '=', mailbox)
    .where('version', '=', seen)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
export async function noteCopy(sql: Sql, id: string, copy: string | null, version: number): Promise<void> {
  await sql.updateTable('mail_drafts').set({ copy, copied_version: version }).where('id', '=', id).execute();
}
/** Drafts that nobody saved since `before` and whose copy is older than they are. */
export async function uncopiedDrafts(sql: Sql, before: number, limit: number): Promise<readonly DraftRow[]> {
  const rows = await sql
    .selectFrom('mail_drafts')
    .selectAll()
    .where('saved_at', '<', before)
    .whereRef('copied_version', '<', 'version')
    .where((is) =>
      is.not(
        is.exists(is.selectFrom('mail_outbox').select('mail_outbox.id').whereRef('draft_id', '=', 'mail_drafts.id')),
      ),
    )
    .orderBy('saved_at')
    .limit(limit)
    .execute();
  return rows.map(draftOf);
}
/** The draft and the rows of its uploads; their files are swept away later. */
export async function deleteDraft(sql: Sql, mailbox: MailboxId, id: string): Promise<boolean> {
  const { numDeletedRows } = await sql
    .deleteFrom('mail_drafts')
    .where('id', '=', id)
    .where('mailbox_id', '=', mailbox)
    .executeTakeFirst();
  if (numDeletedRows > 0n) await sql.deleteFrom('mail_uploads').where('draft_id', '=', id).execute();
  return numDeletedRows > 0n;
}

export async function insertUpload(sql: Sql, row: UploadRow): Promise<void> {
  await sql.insertInto('mail_uploads').values(row).execute();
}
/** What the files of all drafts of a mailbox weigh. */
export async function uploadedBytes(sql: Sql, mailbox: MailboxId): Promise<number> {
  const row = await sql
    .selectFrom('mail_uploads')
    .select((of) => of.fn.sum('size_bytes').as('bytes'))
    .where('mailbox_id', '=', mailbox)
    .executeTakeFirstOrThrow();
  return Number(row.bytes ?? 0);
}
export async function uploadsOf(sql: Sql, draft: string): Promise<readonly UploadRow[]> {
  const rows = await sql
    .selectFrom('mail_uploads')
    .selectAll()
    .where('draft_id', '=', draft)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(uploadOf);
}
export async function uploadById(sql: Sql, draft: string, id: string): Promise<UploadRow | null> {
  const of = sql.selectFrom('mail_uploads').selectAll().where('id', '=', id);
  const row = await of.where('draft_id', '=', draft).executeTakeFirst();
  return row === undefined ? null : uploadOf(row);
}
export async function deleteUpload(sql: Sql, draft: string, id: string): Promise<boolean> {
  const of = sql.deleteFrom('mail_uploads').where('id', '=', id).where('draft_id', '=', draft);
  return (await of.executeTakeFirst()).numDeletedRows > 0n;
}
/** Which of these files somebody still needs: uploads of drafts, messages on their way. */
export async function knownFiles(sql: Sql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const uploads = await sql.selectFrom('mail_uploads').select('id').where('id', 'in', ids).execute();
  const outgoing = await sql.selectFrom('mail_outbox').select('id').where('id', 'in', ids).execute();
  return new Set([...uploads, ...outgoing].map(({ id }) => id));
}
