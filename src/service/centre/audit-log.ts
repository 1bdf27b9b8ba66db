/** The audit log for operators: by person, subject, action and time, in pages; and as CSV for a spreadsheet. Called by the API. */
import type { AuditEntry } from '#src/model/audit.ts';
import { searchAudit, type AuditSearch } from '#src/store/audit-search.ts';
import type { Reading } from '../change.ts';

export type AuditAsked = Omit<AuditSearch, 'limit' | 'after'> & { readonly after?: string | undefined };
export const AUDIT_PAGE = 50;
const CSV_PAGE = 1000;
/** More is for the database itself. */
const MOST_CSV = 50_000;

/** `1763784000000-01k…`: the entry that a page ended with. */
function cursor(text: string | undefined): AuditSearch['after'] {
  const match = /^(\d{1,15})-([0-9a-z]{1,40})$/.exec(text ?? '');
  return match === null ? undefined : { at: Number(match[1]), id: match[2] };
}

/** A page, the newest first; `next` is null on the last one. */
export async function auditPage(
  { db }: Reading,
  asked: AuditAsked,
): Promise<{ readonly entries: readonly AuditEntry[]; readonly next: string | null }> {
  const found = await searchAudit(db.sql, { ...asked, after: cursor(asked.after), limit: AUDIT_PAGE + 1 });
  const entries = found.slice(0, AUDIT_PAGE);
  const last = entries.at(-1);
  return { entries, next: found.length > AUDIT_PAGE && last !== undefined ? `${last.at}-${last.id}` : null };
}

/** A cell that no spreadsheet takes for a formula. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const line = (entry: AuditEntry): string =>
  [
    new Date(entry.at).toISOString(),
    entry.actor,
    entry.action,
    entry.subject,
    entry.before === null ? '' : JSON.stringify(entry.before),
    entry.after === null ? '' : JSON.stringify(entry.after),
  ]
    .map(cell)
    .join(',');

/** RFC 4180, piece by piece. */
export async function* auditCsv({ db }: Reading, asked: AuditAsked): AsyncGenerator<string> {
  yield 'time,actor,action,subject,before,after\r\n';
  let after: AuditSearch['after'];
  for (let written = 0; written < MOST_CSV; written += CSV_PAGE) {
    const entries = await searchAudit(db.sql, { ...asked, after, limit: CSV_PAGE });
    if (entries.length > 0) yield `${entries.map(line).join('\r\n')}\r\n`;
    const last = entries.at(-1);
    if (last === undefined || entries.length < CSV_PAGE) return;
    after = { at: last.at, id: last.id };
  }
}
