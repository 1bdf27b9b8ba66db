/** Queries on the audit log. Entries are only ever added. Called by service/audit.ts. */
import type { AuditData, AuditEntry } from '#src/model/audit.ts';
import type { AuditTable, Sql } from './tables.ts';

const read = (text: string | null): AuditData | null => (text === null ? null : (JSON.parse(text) as AuditData));
const entry = (row: AuditTable): AuditEntry => ({ ...row, before: read(row.before), after: read(row.after) });
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
  return (await query.execute()).map(entry);
}
