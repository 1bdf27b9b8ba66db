/** Queries on rules for sign-ins from abroad: settings, travel windows, countries already told. Judges nothing. */
import type { MailboxId } from '#src/model/ids.ts';
import type { TravelWindow } from '#src/model/travel.ts';
import type { Sql, TravelWindowsTable } from './tables.ts';

export interface AbroadSettings {
  readonly warnCountries: readonly string[] | null;
  readonly vendors: 'allow' | 'refuse';
}
const STANDARD: AbroadSettings = { warnCountries: null, vendors: 'allow' };
const codes = (text: string): readonly string[] => text.split(' ').filter((code) => code !== '');

export async function abroadSettings(sql: Sql, mailbox: MailboxId): Promise<AbroadSettings> {
  const row = await sql.selectFrom('abroad_settings').selectAll().where('mailbox_id', '=', mailbox).executeTakeFirst();
  if (row === undefined) return STANDARD;
  return {
    warnCountries: row.warn_countries === null ? null : codes(row.warn_countries),
    vendors: row.vendors === 'refuse' ? 'refuse' : 'allow',
  };
}

export async function setAbroadSettings(sql: Sql, mailbox: MailboxId, settings: AbroadSettings): Promise<void> {
  const values = { warn_countries: settings.warnCountries?.join(' ') ?? null, vendors: settings.vendors };
  await sql
    .insertInto('abroad_settings')
    .values({ mailbox_id: mailbox, ...values })
    .onConflict((on) => on.column('mailbox_id').doUpdateSet(values))
    .execute();
}

const travelWindow = (row: TravelWindowsTable): TravelWindow => ({
  id: row.id,
  countries: codes(row.countries),
  from: row.from_at,
  until: row.until_at,
  createdAt: row.created_at,
  createdBy: row.created_by,
});

/** Oldest first. */
export async function travelWindows(sql: Sql, mailbox: MailboxId): Promise<readonly TravelWindow[]> {
  const rows = await sql
    .selectFrom('travel_windows')
    .selectAll()
    .where('mailbox_id', '=', mailbox)
    .orderBy('from_at')
    .orderBy('id')
    .execute();
  return rows.map(travelWindow);
}

export async function insertTravelWindow(sql: Sql, mailbox: MailboxId, made: TravelWindow): Promise<void> {
  await sql
    .insertInto('travel_windows')
    .values({
      id: made.id,
      mailbox_id: mailbox,
      countries: made.countries.join(' '),
      from_at: made.from,
      until_at: made.until,
      created_at: made.createdAt,
      created_by: made.createdBy,
    })
    .execute();
}

export async function deleteTravelWindows(sql: Sql, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql.deleteFrom('travel_windows').where('id', 'in', ids).execute();
}

/** Remembers that the mailbox was told of this country. True for the first time only, also of two at once. */
export async function tellCountryOnce(sql: Sql, mailbox: MailboxId, country: string, at: number): Promise<boolean> {
  const result = await sql
    .insertInto('seen_countries')
    .values({ mailbox_id: mailbox, country, first_at: at })
    .onConflict((on) => on.columns(['mailbox_id', 'country']).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
