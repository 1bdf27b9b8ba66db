/** Queries on the audit log. Entries are only ever added. Called by service/audit.ts. */
import type { AuditData, AuditEntry } from '#src/model/audit.ts';
import type { AuditTable, Sql } from './tables.ts';

const read = (text: string | null): AuditData | null => (text === null ? null : (JSON.parse(text) as AuditData));
/** A row as it is read back. */
export const auditEntry = (row: AuditTable): AuditEntry => ({
  ...row,
  before: read(row.before),
  after: read(row.after),
});
const write = (data: AuditData | null): string | null => (data === null ? null : JSON.stringify(data));

export async function insertAudit(sql: Sql, made: AuditEntry): Promise<void> {
  await sql
    .insertInto('audit')
    .values({ ...made, before: write(made.before), after: write(made.after) })
    .execute();
}

/** Newest first; all subjects when none is named. */
export async function auditOf(sql: Sql, subject: string | null, limit: number): Promise<readonly AuditEntry[]> {
  let query = sql.selectFrom('audit').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit);
  if (subject !== null) query = query.where('subject', '=', subject);
  return (await query.execute()).map(auditEntry);
}

export interface AuditWanted {
  readonly subjects: readonly string[];
  /** All actions when none is named. */
  readonly actions?: readonly string[];
  /** Only older entries: the next page. */
  readonly before?: number;
  readonly limit: number;
}
/** Newest first, of any of these subjects. */
export async function auditLike(sql: Sql, wanted: AuditWanted): Promise<readonly AuditEntry[]> {
  if (wanted.subjects.length === 0 || wanted.actions?.length === 0) return [];
  let query = sql
    .selectFrom('audit')
    .selectAll()
    .where('subject', 'in', [...wanted.subjects]);
  if (wanted.actions !== undefined) query = query.where('action', 'in', [...wanted.actions]);
  if (wanted.before !== undefined) query = query.where('at', '<', wanted.before);
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(wanted.limit).execute();
  return rows.map(auditEntry);
}
