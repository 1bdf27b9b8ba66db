/** Queries on mail about requests to support. Called by service/centre/case-door.ts and console-cases.ts; judges nothing. */
import type { SupportMailsTable } from './tables-case-mail.ts';
import type { Sql } from './tables.ts';

export interface CaseMail {
  readonly id: string;
  readonly request: string;
  readonly word: string;
  readonly way: 'in' | 'out';
  readonly header: string;
  readonly from: string;
  readonly at: number;
  readonly hasRaw: boolean;
}
const mail = (row: Omit<SupportMailsTable, 'raw'> & { readonly has_raw: number | boolean }): CaseMail => ({
  id: row.id,
  request: row.request_id,
  word: row.word_id,
  way: row.way,
  header: row.header_id,
  from: row.from_address,
  at: row.at,
  hasRaw: row.has_raw === true || row.has_raw === 1,
});

/** The token of a request, or null before the first mail. */
export async function threadToken(sql: Sql, request: string): Promise<string | null> {
  const row = await sql
    .selectFrom('support_threads')
    .select('token')
    .where('request_id', '=', request)
    .executeTakeFirst();
  return row?.token ?? null;
}

export async function insertThread(tx: Sql, request: string, token: string, at: number): Promise<void> {
  await tx.insertInto('support_threads').values({ request_id: request, token, created_at: at }).execute();
}

export async function requestOfToken(sql: Sql, token: string): Promise<string | null> {
  const row = await sql
    .selectFrom('support_threads')
    .select('request_id')
    .where('token', '=', token)
    .executeTakeFirst();
  return row?.request_id ?? null;
}

/** False when this mail is there already: whoever delivers twice is heard once. */
export async function insertCaseMail(
  tx: Sql,
  made: Omit<CaseMail, 'hasRaw'> & { readonly raw: Buffer | null },
): Promise<boolean> {
  const result = await tx
    .insertInto('support_mails')
    .values({
      id: made.id,
      request_id: made.request,
      word_id: made.word,
      way: made.way,
      header_id: made.header,
      from_address: made.from,
      raw: made.raw === null ? null : made.raw.toString('base64'),
      at: made.at,
    })
    .onConflict((conflict) => conflict.columns(['request_id', 'way', 'header_id']).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Oldest first, without their bytes. */
export async function caseMailsOf(sql: Sql, request: string): Promise<readonly CaseMail[]> {
  const rows = await sql
    .selectFrom('support_mails')
    .select(['id', 'request_id', 'word_id', 'way', 'header_id', 'from_address', 'at'])
    .select((eb) => eb('raw', 'is not', null).as('has_raw'))
    .where('request_id', '=', request)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => mail({ ...row, has_raw: row.has_raw as boolean }));
}

/** A mail that came, whole. */
export async function rawCaseMail(sql: Sql, request: string, id: string): Promise<Buffer | null> {
  const row = await sql
    .selectFrom('support_mails')
    .select('raw')
    .where('request_id', '=', request)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined || row.raw === null ? null : Buffer.from(row.raw, 'base64');
}
