/**
 * One change to the control state: checked, made and written to the audit log in one transaction, or not at all.
 * Used by every mutating use case; holds no rule of its own.
 */
import { type AuditData, withoutSecrets } from '#src/model/audit.ts';
import type { AuditId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import { insertAudit } from '#src/store/audit.ts';
import type { Database } from '#src/store/database.ts';
import type { Sql } from '#src/store/tables.ts';
import type { Outcome, Problem } from './outcome.ts';

/** What a use case needs that only reads. */
export interface Reading {
  readonly db: Database;
}
/** What a use case needs that changes something: also who asked, for the audit log. */
export interface Acting extends Reading {
  readonly clock: Clock;
  /** An operator's name, `system`, or the address of the signed-in user. */
  readonly actor: string;
}

/** Writes an audit entry of this change; secrets are taken out. */
export type Audit = (
  action: string,
  subject: string,
  before: AuditData | null,
  after: AuditData | null,
) => Promise<void>;

/** Carries a refusal out of the transaction, so that it rolls back; never seen outside this file. */
class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.key);
    this.problem = problem;
  }
}

/** Runs `work` in one transaction; when it answers with a problem, nothing of it remains. */
export async function change<T>(
  deps: Acting,
  work: (tx: Sql, audit: Audit) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    return await deps.db.write(async (tx) => {
      const outcome = await work(tx, async (action, subject, before, after) => {
        const at = deps.clock.now();
        await insertAudit(tx, {
          id: newId<AuditId>(at),
          at,
          actor: deps.actor,
          action,
          subject,
          before: before === null ? null : withoutSecrets(before),
          after: after === null ? null : withoutSecrets(after),
        });
      });
      if (!outcome.ok) throw new Refused(outcome.problem);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.problem };
    throw error;
  }
}
