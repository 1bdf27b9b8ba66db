/** The whole control database as values, for tests of what a fix touches; without the tables that only tell of the fix itself. */
import type { Database } from '#src/store/database.ts';
import type { Tables } from '#src/store/tables.ts';
import { sql as raw } from 'kysely';

const TABLES: readonly (keyof Tables)[] = [
  'customers',
  'contacts',
  'domains',
  'plans',
  'mailboxes',
  'aliases',
  'app_passwords',
  'tombstones',
  'signing_keys',
  'abroad_settings',
  'travel_windows',
  'seen_countries',
  'blocks',
  'invoices',
  'payments',
  'allocations',
];
export type State = ReadonlyMap<string, string>;

export async function stateOf(db: Database): Promise<State> {
  const all = new Map<string, string>();
  for (const table of TABLES) {
    const { rows } = await raw<object>`select * from ${raw.table(table)}`.execute(db.sql);
    all.set(
      table,
      rows
        .map((row) => JSON.stringify(row))
        .sort()
        .join('\n'),
    );
  }
  return all;
}

/** Tables that are not the same. */
export const differenceOf = (a: State, b: State): readonly string[] =>
  [...a.keys()].filter((table) => a.get(table) !== b.get(table));
