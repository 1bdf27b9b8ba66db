/** Reads the audit log for operators and the customer's own history. Entries hold no secrets (model/audit.ts). */
import type { AuditEntry } from '#src/model/audit.ts';
import { auditOf } from '#src/store/audit.ts';
import type { Reading } from './change.ts';

const MOST = 1000;

/** Newest first; `subject` is an address, a domain, a plan's name or a customer's id; without it everything. */
export const listAudit = (
  deps: Reading,
  options: { readonly subject?: string; readonly limit?: number } = {},
): Promise<readonly AuditEntry[]> =>
  auditOf(deps.db.sql, options.subject ?? null, Math.max(1, Math.min(options.limit ?? 100, MOST)));
