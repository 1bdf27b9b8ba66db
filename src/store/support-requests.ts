/**
 * Queries on requests to support and their messages. Called by service/centre/support.ts (the asker's side) and by the
 * operator's console; judges nothing.
 */
import type { CustomerId } from '#src/model/ids.ts';
import type { Language } from '#src/model/language.ts';
import {
  type SupportMessage,
  type SupportRequest,
  type SupportState,
  supportStateAfter,
  type SupportVoice,
} from '#src/model/support.ts';
import type { Sql } from './tables.ts';
import type { SupportMessagesTable, SupportRequestsTable } from './tables-support.ts';

const request = (row: SupportRequestsTable): SupportRequest => ({
  id: row.id,
  customer: row.customer_id,
  askerKind: row.asker_kind as SupportRequest['askerKind'],
  askerId: row.asker_id,
  askerName: row.asker_name,
  language: row.language as Language,
  title: row.title,
  about: row.about,
  caseId: row.case_id,
  replyTo: row.reply_to,
  state: row.state as SupportState,
  holder: row.holder,
  createdAt: row.created_at,
  changedAt: row.changed_at,
});
const message = ({ id, request_id, voice, author, text, at }: SupportMessagesTable): SupportMessage => ({
  id,
  request: request_id,
  voice: voice as SupportVoice,
  author,
  text,
  at,
});

export async function insertRequest(tx: Sql, made: SupportRequest): Promise<void> {
  await tx
    .insertInto('support_requests')
    .values({
      id: made.id,
      customer_id: made.customer,
      asker_kind: made.askerKind,
      asker_id: made.askerId,
      asker_name: made.askerName,
      language: made.language,
      title: made.title,
      about: made.about,
      case_id: made.caseId,
      reply_to: made.replyTo,
      state: made.state,
      holder: made.holder,
      created_at: made.createdAt,
      changed_at: made.changedAt,
    })
    .execute();
}

/** Adds a word to a request; its state follows from who spoke. */
export async function addSupportMessage(tx: Sql, to: SupportRequest, made: SupportMessage): Promise<void> {
  const { id, voice, author, text, at } = made;
  await tx.insertInto('support_messages').values({ id, request_id: to.id, voice, author, text, at }).execute();
  const state = supportStateAfter(to.state, voice);
  await tx.updateTable('support_requests').set({ state, changed_at: at }).where('id', '=', to.id).execute();
}

/** Closed, open again, or taken by an operator (`holder`). */
export async function updateRequest(
  tx: Sql,
  id: string,
  at: number,
  to: { readonly state?: SupportState; readonly holder?: string | null },
): Promise<void> {
  await tx
    .updateTable('support_requests')
    .set({
      changed_at: at,
      ...(to.state === undefined ? {} : { state: to.state }),
      ...(to.holder === undefined ? {} : { holder: to.holder }),
    })
    .where('id', '=', id)
    .execute();
}

export async function requestById(sql: Sql, id: string): Promise<SupportRequest | null> {
  const row = await sql.selectFrom('support_requests').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : request(row);
}

/** Oldest first, notes included: who shows them to the asker leaves those out. */
export async function messagesOf(sql: Sql, id: string): Promise<readonly SupportMessage[]> {
  const rows = await sql
    .selectFrom('support_messages')
    .selectAll()
    .where('request_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(message);
}

export interface RequestsWanted {
  /** Of all customers when it is not named. */
  readonly customer?: CustomerId;
  readonly askerKind?: SupportRequest['askerKind'];
  readonly askerId?: string;
  readonly states?: readonly SupportState[];
  /** Only requests that last changed before: for the next page. */
  readonly before?: number;
  readonly limit: number;
}
/** What changed last first. */
export async function requestsLike(sql: Sql, wanted: RequestsWanted): Promise<readonly SupportRequest[]> {
  let query = sql.selectFrom('support_requests').selectAll();
  if (wanted.customer !== undefined) query = query.where('customer_id', '=', wanted.customer);
  if (wanted.askerKind !== undefined) query = query.where('asker_kind', '=', wanted.askerKind);
  if (wanted.askerId !== undefined) query = query.where('asker_id', '=', wanted.askerId);
  if (wanted.states !== undefined) query = query.where('state', 'in', [...wanted.states]);
  if (wanted.before !== undefined) query = query.where('changed_at', '<', wanted.before);
  const rows = await query.orderBy('changed_at', 'desc').orderBy('id').limit(wanted.limit).execute();
  return rows.map(request);
}
