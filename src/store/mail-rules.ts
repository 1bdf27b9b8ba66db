/** Queries on owners' rules and automatic answers. Called by services; judges nothing. */
import type { MailboxId } from '#src/model/ids.ts';
import { type MailRules, NO_RULES } from '#src/model/mail-rules.ts';
import type { Sql } from './tables.ts';

export interface KeptRules {
  readonly rules: MailRules;
  /** 0: nothing was ever set. */
  readonly version: number;
}

/** What the owner wants; the empty record when he never said. */
export async function rulesOfMailbox(sql: Sql, mailbox: MailboxId): Promise<KeptRules> {
  const row = await sql.selectFrom('mail_rules').selectAll().where('mailbox_id', '=', mailbox).executeTakeFirst();
  if (row === undefined) return { rules: NO_RULES, version: 0 };
  return { rules: { ...NO_RULES, ...(JSON.parse(row.rules) as MailRules) }, version: row.version };
}

/** Writes the record; the caller has compared the version in the same transaction. */
export async function putRules(sql: Sql, mailbox: MailboxId, kept: KeptRules, at: number): Promise<void> {
  const row = { rules: JSON.stringify(kept.rules), version: kept.version, changed_at: at };
  await sql
    .insertInto('mail_rules')
    .values({ mailbox_id: mailbox, ...row })
    .onConflict((conflict) => conflict.column('mailbox_id').doUpdateSet(row))
    .execute();
}

/** When this sender was answered last, and how many answers went out since `since`. */
export async function repliesOf(
  sql: Sql,
  mailbox: MailboxId,
  handle: string,
  sender: string,
  since: number,
): Promise<{ readonly answeredAt: number | null; readonly today: number }> {
  const of = sql.selectFrom('auto_replies').where('mailbox_id', '=', mailbox);
  const last = await of.select('at').where('handle', '=', handle).where('sender', '=', sender).executeTakeFirst();
  const { count } = await of
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  return { answeredAt: last === undefined ? null : Number(last.at), today: Number(count) };
}

export async function putReply(
  sql: Sql,
  mailbox: MailboxId,
  handle: string,
  sender: string,
  at: number,
): Promise<void> {
  await sql
    .insertInto('auto_replies')
    .values({ mailbox_id: mailbox, handle, sender, at })
    .onConflict((conflict) => conflict.columns(['mailbox_id', 'handle', 'sender']).doUpdateSet({ at }))
    .execute();
}

/** Whom one thing (`vacation`, or a rule) answered, the newest first. */
export async function answersOf(
  sql: Sql,
  mailbox: MailboxId,
  handle: string,
  limit: number,
): Promise<readonly { readonly address: string; readonly at: number }[]> {
  const rows = await sql
    .selectFrom('auto_replies')
    .select(['sender', 'at'])
    .where('mailbox_id', '=', mailbox)
    .where('handle', '=', handle)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ sender, at }) => ({ address: sender, at: Number(at) }));
}

/** Whom this mailbox answered by itself since then, newest first. */
export async function answersSince(
  sql: Sql,
  mailbox: MailboxId,
  since: number,
  limit: number,
): Promise<readonly { readonly handle: string; readonly sender: string; readonly at: number }[]> {
  const rows = await sql
    .selectFrom('auto_replies')
    .select(['handle', 'sender', 'at'])
    .where('mailbox_id', '=', mailbox)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

/** Answers older than any rule remembers. */
export async function forgetReplies(sql: Sql, before: number): Promise<void> {
  await sql.deleteFrom('auto_replies').where('at', '<', before).execute();
}
