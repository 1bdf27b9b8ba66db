/** Queries on the log of what was accepted from our users: one row a message. Called by service/limits; judges nothing. */
import type { DomainId, MailboxId } from '#src/model/ids.ts';
import { sql as raw } from 'kysely';
import type { SendLogTable, Sql } from './tables.ts';

/** Where a sent message came from. Only submissions count against the limits. */
export type SendOrigin = 'submission' | 'forward' | 'robot' | 'dsn';

export interface SendRow {
  readonly id: string;
  readonly at: number;
  readonly mailbox: MailboxId;
  readonly domain: DomainId;
  readonly origin: SendOrigin;
  readonly recipients: number;
}
const columns = (row: SendRow): SendLogTable => ({
  id: row.id,
  at: row.at,
  mailbox_id: row.mailbox,
  domain_id: row.domain,
  origin: row.origin,
  recipients: row.recipients,
});

/** All of them, or none. */
export async function insertSends(sql: Sql, rows: readonly SendRow[]): Promise<void> {
  if (rows.length > 0) await sql.insertInto('send_log').values(rows.map(columns)).execute();
}

export async function deleteSend(sql: Sql, id: string): Promise<void> {
  await sql.deleteFrom('send_log').where('id', '=', id).execute();
}

/** Submissions since `from`, oldest first, `limit` at a time; `after` = the last row of the page before. */
export async function submissionsSince(
  sql: Sql,
  from: number,
  after: { readonly at: number; readonly id: string } | null,
  limit: number,
): Promise<readonly SendRow[]> {
  const start = sql.selectFrom('send_log').selectAll().where('origin', '=', 'submission').where('at', '>=', from);
  const page =
    after === null
      ? start
      : start.where((eb) =>
          eb.or([eb('at', '>', after.at), eb.and([eb('at', '=', after.at), eb('id', '>', after.id)])]),
        );
  const rows = await page.orderBy('at').orderBy('id').limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    mailbox: row.mailbox_id,
    domain: row.domain_id,
    origin: row.origin as SendOrigin,
    recipients: row.recipients,
  }));
}

export interface Span {
  readonly from: number;
  readonly to: number;
  /** Not before this. */
  readonly after: number | null;
}

/** Recipients and messages of one origin (default: submissions) within a span, of one mailbox or one domain. */
export async function sumOfSends(
  sql: Sql,
  of: { readonly mailbox: MailboxId } | { readonly domain: DomainId },
  span: Span,
  origin: SendOrigin = 'submission',
): Promise<{ readonly recipients: number; readonly messages: number }> {
  const all = sql
    .selectFrom('send_log')
    .select((eb) => [
      eb.fn.coalesce(eb.fn.sum<number>('recipients'), raw<number>`0`).as('recipients'),
      eb.fn.countAll<number>().as('messages'),
    ])
    .where('origin', '=', origin)
    .where('at', '>=', span.from)
    .where('at', '<=', span.to);
  const later = span.after === null ? all : all.where('at', '>=', span.after);
  const row = await (
    'mailbox' in of ? later.where('mailbox_id', '=', of.mailbox) : later.where('domain_id', '=', of.domain)
  ).executeTakeFirstOrThrow();
  return { recipients: Number(row.recipients), messages: Number(row.messages) };
}

/** When the first and the last submission of a span were accepted; null when there was none. */
export async function edgesOfSends(
  sql: Sql,
  of: { readonly mailbox: MailboxId } | { readonly domain: DomainId },
  span: Span,
): Promise<{ readonly first: number; readonly last: number } | null> {
  const all = sql
    .selectFrom('send_log')
    .select((eb) => [eb.fn.min('at').as('first'), eb.fn.max('at').as('last')])
    .where('origin', '=', 'submission')
    .where('at', '>=', Math.max(span.from, span.after ?? 0))
    .where('at', '<=', span.to);
  const row = await (
    'mailbox' in of ? all.where('mailbox_id', '=', of.mailbox) : all.where('domain_id', '=', of.domain)
  ).executeTakeFirst();
  return row?.first == null || row.last == null ? null : { first: Number(row.first), last: Number(row.last) };
}

/** Who of a domain sent most within a span. */
export async function heaviestSender(
  sql: Sql,
  domain: DomainId,
  span: Pick<Span, 'from' | 'to'>,
  counts: 'recipients' | 'messages',
): Promise<{ readonly mailbox: MailboxId; readonly used: number } | null> {
  const row = await sql
    .selectFrom('send_log')
    .select((eb) => [
      'mailbox_id',
      (counts === 'messages' ? eb.fn.countAll<number>() : eb.fn.sum<number>('recipients')).as('used'),
    ])
    .where('origin', '=', 'submission')
    .where('domain_id', '=', domain)
    .where('at', '>=', span.from)
    .where('at', '<=', span.to)
    .groupBy('mailbox_id')
    .orderBy('used', 'desc')
    .orderBy('mailbox_id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { mailbox: row.mailbox_id, used: Number(row.used) };
}

/** Removes rows older than `before`. */
export async function trimSends(sql: Sql, before: number): Promise<void> {
  await sql.deleteFrom('send_log').where('at', '<', before).execute();
}
