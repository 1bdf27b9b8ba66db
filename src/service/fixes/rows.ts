/**
 * Rows as they were: what a fix may touch in the control database is named before, kept, and put back byte by byte by an
 * undo — unless somebody has changed it since. Used by the engine of fixes only. Columns with secrets are never named.
 */
import { createHash } from 'node:crypto';
import type { Sql, Tables } from '#src/store/tables.ts';
import { sql as raw } from 'kysely';

export interface Scope {
  readonly table: keyof Tables;
  readonly column: string;
  readonly value: string;
  /** The primary key. */
  readonly key: string;
  /** Only these, beside the key; default all. */
  readonly columns?: readonly string[];
}
type Row = Readonly<Record<string, string | number | null>>;
/** One list a scope, in their order. */
export type Rows = readonly (readonly Row[])[];

export async function rowsIn(sql: Sql, scopes: readonly Scope[]): Promise<Rows> {
  const all: Row[][] = [];
  for (const { table, column, value, key, columns } of scopes) {
    const names = columns === undefined ? raw`*` : raw.join([key, ...columns].map((name) => raw.ref(name)));
    const found =
      await raw<Row>`select ${names} from ${raw.table(table)} where ${raw.ref(column)} = ${value} order by ${raw.ref(key)}`.execute(
        sql,
      );
    all.push(found.rows.map((row) => ({ ...row })));
  }
  return all;
}

export const digestOf = (rows: Rows): string =>
  createHash('sha256')
    .update(
      JSON.stringify(rows.map((list) => list.map((row) => Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))))),
    )
    .digest('base64url');

/** Puts back `before`. Call it inside a transaction, after comparing. */
export async function putBack(tx: Sql, scopes: readonly Scope[], before: Rows): Promise<void> {
  const now = await rowsIn(tx, scopes);
  for (const [index, { table, key }] of [...scopes.entries()].reverse()) {
    const kept = new Set(before[index].map((row) => row[key]));
    for (const row of now[index])
      if (!kept.has(row[key]))
        await raw`delete from ${raw.table(table)} where ${raw.ref(key)} = ${row[key]}`.execute(tx);
  }
  for (const [index, { table, key }] of scopes.entries()) {
    const there = new Set(now[index].map((row) => row[key]));
    for (const row of before[index]) {
      const names = Object.keys(row);
      if (there.has(row[key])) {
        const sets = names.filter((name) => name !== key).map((name) => raw`${raw.ref(name)} = ${row[name]}`);
        if (sets.length > 0)
          await raw`update ${raw.table(table)} set ${raw.join(sets)} where ${raw.ref(key)} = ${row[key]}`.execute(tx);
      } else {
        const columns = raw.join(names.map((name) => raw.ref(name)));
        const values = raw.join(names.map((name) => raw`${row[name]}`));
        await raw`insert into ${raw.table(table)} (${columns}) values (${values})`.execute(tx);
      }
    }
  }
}
