/** Queries on contacts beyond store/customers.ts: remove, confirm, and which warnings they were given. Judges nothing. */
import type { ContactId } from '#src/model/ids.ts';
import type { Sql } from './tables.ts';

export async function deleteContact(tx: Sql, id: ContactId): Promise<void> {
  await tx.deleteFrom('contact_warnings').where('contact_id', '=', id).execute();
  await tx.deleteFrom('contacts').where('id', '=', id).execute();
}

export async function setConfirmed(tx: Sql, id: ContactId, at: number): Promise<void> {
  await tx.updateTable('contacts').set({ confirmed_at: at }).where('id', '=', id).execute();
}

/** When this contact was last warned of this problem; null = never. */
export async function warnedAt(sql: Sql, id: ContactId, problem: string): Promise<number | null> {
  const row = await sql
    .selectFrom('contact_warnings')
    .select('warned_at')
    .where('contact_id', '=', id)
    .where('problem', '=', problem)
    .executeTakeFirst();
  return row?.warned_at ?? null;
}

export async function setWarned(tx: Sql, id: ContactId, problem: string, at: number): Promise<void> {
  await tx
    .insertInto('contact_warnings')
    .values({ contact_id: id, problem, warned_at: at })
    .onConflict((conflict) => conflict.columns(['contact_id', 'problem']).doUpdateSet({ warned_at: at }))
    .execute();
}
