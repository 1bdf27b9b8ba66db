/** Queries on what addresses outside said to mail that is passed on to them. Called by services; judges nothing. */
import type { ConsentState, ForwardAnswer, ForwardConsent, LetterCounts } from '#src/model/forward-consent.ts';
import { sql as raw } from 'kysely';
import type { ForwardConsentsTable } from './tables-forward-consents.ts';
import type { Sql } from './tables.ts';

const number = (value: number | string | null): number | null => (value === null ? null : Number(value));
const consent = (row: ForwardConsentsTable): ForwardConsent => ({
  id: row.id,
  mailbox: row.mailbox_id,
  target: row.target,
  state: row.state as ConsentState,
  madeAt: Number(row.made_at),
  madeBy: row.made_by,
  letters: row.letters,
  sentAt: number(row.sent_at),
  untilAt: number(row.until_at),
  decidedAt: number(row.decided_at),
  answer: row.answer as ForwardAnswer | null,
  toldAt: number(row.told_at),
});

/** Everything that was asked for one mailbox (by its id) or alias (by its address). */
export async function consentsOf(sql: Sql, mailbox: string): Promise<readonly ForwardConsent[]> {
  const rows = await sql.selectFrom('forward_consents').selectAll().where('mailbox_id', '=', mailbox).execute();
  return rows.map(consent);
}

export async function consentById(sql: Sql, id: string): Promise<ForwardConsent | null> {
  const row = await sql.selectFrom('forward_consents').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : consent(row);
}

/** Writes one; the pair of mailbox and address has one. */
export async function putConsent(sql: Sql, made: ForwardConsent): Promise<void> {
  const row = {
    state: made.state,
    made_at: made.madeAt,
    made_by: made.madeBy,
    letters: made.letters,
    sent_at: made.sentAt,
    until_at: made.untilAt,
    decided_at: made.decidedAt,
    answer: made.answer,
    told_at: made.toldAt,
  };
  await sql
    .insertInto('forward_consents')
    .values({ id: made.id, mailbox_id: made.mailbox, target: made.target, ...row })
    .onConflict((conflict) => conflict.columns(['mailbox_id', 'target']).doUpdateSet(row))
    .execute();
}

export async function dropConsent(sql: Sql, id: string): Promise<void> {
  await sql.deleteFrom('forward_consents').where('id', '=', id).execute();
}

/**
 * What was said to aliases of a domain that leaves: a yes was given to who had it then. A no stays, for whoever has it next.
 */
export async function dropConsentsOfDomain(sql: Sql, domain: string): Promise<void> {
  const pattern = `%@${domain.replace(/[\\%_]/g, '\\$&')}`;
  await sql
    .deleteFrom('forward_consents')
    .where(raw<boolean>`mailbox_id like ${pattern} escape '\\'`)
    .where('state', '!=', 'refused' satisfies ConsentState)
    .execute();
}

/** Questions whose time is over with no answer: written down as such. */
export async function endOverdue(sql: Sql, now: number): Promise<void> {
  await sql
    .updateTable('forward_consents')
    .set({ answer: 'expired' satisfies ForwardAnswer, told_at: null })
    .where('state', '=', 'waiting' satisfies ConsentState)
    .where('answer', 'is', null)
    .where('until_at', '<=', now)
    .execute();
}

/** Those whose owner has not been told what came of it, the oldest first. */
export async function untoldConsents(sql: Sql, limit: number): Promise<readonly ForwardConsent[]> {
  const rows = await sql
    .selectFrom('forward_consents')
    .selectAll()
    .where('answer', 'is not', null)
    .where('told_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(consent);
}

/** Only while the answer is still the one that was told. */
export async function markTold(sql: Sql, { id, answer }: ForwardConsent, at: number): Promise<void> {
  await sql
    .updateTable('forward_consents')
    .set({ told_at: at })
    .where('id', '=', id)
    .where('answer', '=', answer)
    .where('told_at', 'is', null)
    .execute();
}

/** Letters since then, to this address from everybody and of this mailbox to everybody. */
export async function letterCounts(
  sql: Sql,
  { mailbox, target }: Pick<ForwardConsent, 'mailbox' | 'target'>,
  since: number,
): Promise<LetterCounts> {
  const sent = sql.selectFrom('forward_consents').where('sent_at', '>', since);
  const count = async (query: typeof sent): Promise<number> => {
    const { n } = await query.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    return Number(n);
  };
  const never = await sql.selectFrom('forward_never').select('at').where('target', '=', target).executeTakeFirst();
  return {
    toTarget: await count(sent.where('target', '=', target)),
    ofMailbox: await count(sent.where('mailbox_id', '=', mailbox)),
    isNever: never !== undefined,
  };
}

export async function putNever(sql: Sql, target: string, at: number): Promise<void> {
  await sql
    .insertInto('forward_never')
    .values({ target, at })
    .onConflict((conflict) => conflict.column('target').doUpdateSet({ at }))
    .execute();
}
