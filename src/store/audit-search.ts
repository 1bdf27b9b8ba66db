/** The operator's search in the audit log: by parts of names, by action and time, in pages. Called by service/centre; judges nothing. */
import type { AuditEntry } from '#src/model/audit.ts';
import { auditEntry } from './audit.ts';
import type { Sql } from './tables.ts';

export interface AuditSearch {
  /** Part of the name, any case; empty = everybody. */
  readonly actor?: string | undefined;
  /** Part of what it is about. */
  readonly subject?: string | undefined;
  /** Beginning of the action: `operator.`, `plan.set`. */
  readonly action?: string | undefined;
  /** Epoch ms. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** Only entries before this one: for the next page. */
  readonly after?: { readonly at: number; readonly id: string } | undefined;
  readonly limit: number;
}
/** Wildcards of the typed text are left out. */
const part = (text: string): string => text.replaceAll(/[\\%_]/g, '').toLowerCase();

/** Newest first, what all given parts fit. */
export async function searchAudit(sql: Sql, wanted: AuditSearch): Promise<readonly AuditEntry[]> {
  const { actor, subject, action, since, until, after } = wanted;
  let query = sql.selectFrom('audit').selectAll();
  if (actor !== undefined)
    query = query.where((eb) => eb(eb.fn<string>('lower', ['actor']), 'like', `%${part(actor)}%`));
  if (subject !== undefined)
    query = query.where((eb) => eb(eb.fn<string>('lower', ['subject']), 'like', `%${part(subject)}%`));
  if (action !== undefined) query = query.where('action', 'like', `${part(action)}%`);
  if (since !== undefined) query = query.where('at', '>=', since);
  if (until !== undefined) query = query.where('at', '<=', until);
  if (after !== undefined)
    query = query.where((eb) =>
      eb.or([eb('at', '<', after.at), eb.and([eb('at', '=', after.at), eb('id', '<', after.id as never)])]),
    );
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(wanted.limit).execute();
  return rows.map(auditEntry);
}
