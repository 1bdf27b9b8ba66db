/** Queries on what mailboxes usually send and to whom. Called by service/abuse; judges nothing. */
import type { Sql } from './tables.ts';

export interface SendDay {
  readonly day: number;
  readonly recipients: number;
  readonly firstTime: number;
}

/** From a day on, newest first. */
export async function sendDays(sql: Sql, mailbox: string, fromDay: number): Promise<readonly SendDay[]> {
  const rows = await sql
    .selectFrom('send_days')
    .selectAll()
    .where('mailbox_id', '=', mailbox)
    .where('day', '>=', fromDay)
    .orderBy('day', 'desc')
    .execute();
  return rows.map((row) => ({ day: row.day, recipients: row.recipients, firstTime: row.first_time }));
}

/** Those of these recipients that the mailbox has written to before. */
export async function knownAmong(sql: Sql, mailbox: string, recipients: readonly string[]): Promise<readonly string[]> {
  if (recipients.length === 0) return [];
  const rows = await sql
    .selectFrom('known_recipients')
    .select('recipient')
    .where('mailbox_id', '=', mailbox)
    .where('recipient', 'in', [...recipients])
    .execute();
  return rows.map((row) => row.recipient);
}

/** Adds to a day and remembers the recipients. A mailbox that is gone by now is left out by the caller's transaction. */
export async function addToDay(
  sql: Sql,
  mailbox: string,
  added: SendDay,
  recipients: readonly string[],
): Promise<void> {
  await sql
    .insertInto('send_days')
    .values({ mailbox_id: mailbox, day: added.day, recipients: added.recipients, first_time: added.firstTime })
    .onConflict((conflict) =>
      conflict.columns(['mailbox_id', 'day']).doUpdateSet((row) => ({
        recipients: row('send_days.recipients', '+', added.recipients),
        first_time: row('send_days.first_time', '+', added.firstTime),
      })),
    )
    .execute();
  for (let at = 0; at < recipients.length; at += 200) {
    const values = recipients
      .slice(at, at + 200)
      .map((recipient) => ({ mailbox_id: mailbox, recipient, day: added.day }));
    await sql
      .insertInto('known_recipients')
      .values(values)
      .onConflict((conflict) => conflict.columns(['mailbox_id', 'recipient']).doUpdateSet({ day: added.day }))
      .execute();
  }
}

/** Days and recipients older than they are asked for. */
export async function forgetHabits(sql: Sql, daysBefore: number, recipientsBefore: number): Promise<void> {
  await sql.deleteFrom('send_days').where('day', '<', daysBefore).execute();
  await sql.deleteFrom('known_recipients').where('day', '<', recipientsBefore).execute();
}
