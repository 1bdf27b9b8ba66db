/**
 * Undo: puts back byte by byte what a fix changed, as long as nobody has changed it since. Called by fixes.ts under its lock.
 * What lay outside our hands, such as a lifted Block or a payment, cannot be undone, and that is said before.
 */
import { fixesOf, updateFix, type StoredFix } from '#src/store/cases.ts';
import type { FixId } from '#src/diagnosis/fixes.ts';
import { appPasswordsOf } from '#src/store/app-passwords.ts';
import { deleteMailbox, mailboxByAddress } from '#src/store/mailboxes.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { type Audit, change } from './change.ts';
import type { FixResult } from './fix-view.ts';
import type { FixDeps, Job, UndoPlan } from './fixes/applier.ts';
import { moveMessages } from './fixes/junk.ts';
import { mayUse } from './fixes/registry.ts';
import { digestOf, putBack, rowsIn, type Rows } from './fixes/rows.ts';
import { done, type Outcome, refused } from './outcome.ts';

/** What is kept for an undo. */
export interface Kept {
  readonly plan: UndoPlan;
  readonly before: Rows;
  /** Digest of the rows right after the fix. */
  readonly after: string | null;
}

/** Undoes the newest fix of the finding that stands. */
export async function undoFix(deps: FixDeps, job: Job, wanted?: string): Promise<Outcome<FixResult>> {
  const all = await fixesOf(deps.db.sql, job.case.id, job.finding.id);
  const stands = (one: StoredFix): boolean => ['applied', 'fixed', 'not-fixed', 'settling'].includes(one.state);
  const fix = all.find((one) => stands(one) && (wanted === undefined || one.fix === wanted));
  if (fix === undefined) return refused('nothingToUndo', { case: job.case.id });
  // Who may see a fix may not always take it back: whoever could have made it may.
  if (!mayUse(fix.fix as FixId, job.viewer)) return refused('fixNotYours', { fix: fix.fix });
  const kept = fix.undo as Kept | null;
  if (kept === null) return refused('cannotUndo', { fix: fix.fix });
  const undone = await back(deps, job, fix, kept);
  if (!undone.ok) return undone;
  await updateFix(deps.db.sql, fix.id, deps.clock.now(), { state: 'undone', undo: null });
  const changes = fix.changes.map((one) => ({ ...one, before: one.after, after: one.before }));
  return done({
    case: job.case.id,
    finding: job.finding.id,
    fix: fix.fix,
    kind: 'undone',
    fixed: false,
    until: null,
    changes,
    proofs: [],
    preview: null,
    once: null,
    watchUntil: null,
  });
}

async function back(deps: FixDeps, job: Job, fix: StoredFix, kept: Kept): Promise<Outcome<unknown>> {
  const acting = { ...deps, actor: job.actor };
  const object = job.case.address ?? job.case.domain;
  const noted = (audit: Audit) =>
    audit('fix.undo', object, { changes: fix.changes }, { case: job.case.id, fix: fix.fix });
  const { plan } = kept;
  switch (plan.kind) {
    case 'none':
      return refused('cannotUndo', { fix: fix.fix });
    case 'dns': {
      const writer = deps.writers(plan.domain);
      if (writer === null) return refused('cannotUndo', { fix: fix.fix });
      const changed = await writer.change(plan.zone, plan.back);
      if (changed.kind === 'raced') return refused('changedSince', { object: plan.domain });
      if (changed.kind === 'trouble') return refused('dnsTrouble', { domain: plan.domain, why: changed.why });
      return await change(acting, async (_tx, audit) => done(await noted(audit)));
    }
    case 'restore':
      return await buryAgain(deps, job, plan, noted);
    case 'folders': {
      const handle = await deps.store.open(plan.mailbox, 0);
      for (const name of plan.hidden) await handle.setSubscribed(name, false);
      handle.close();
      return await change(acting, async (_tx, audit) => done(await noted(audit)));
    }
    case 'moved': {
      const put = await change(acting, async (tx, audit) => {
        const now = digestOf(await rowsIn(tx, plan.scopes));
        if (plan.scopes.length > 0 && now !== kept.after) return refused('changedSince', { object });
        await putBack(tx, plan.scopes, kept.before);
        await noted(audit);
        return done(null);
      });
      // What has been read, moved or thrown away since stays where it is.
      if (put.ok) await moveMessages(deps, plan.mailbox, new Set(plan.messages), plan.to, plan.from);
      return put;
    }
    case 'rows': {
      const made = plan.mail === 'made' ? await mailboxByAddress(deps.db.sql, fix.changes[0].object) : null;
      // Mail that came meanwhile is worth more than the undo.
      if (made !== null && (await deps.store.usage(made.id)).messages > 0)
        return refused('changedSince', { object: made.address });
      const put = await change(acting, async (tx, audit) => {
        const now = digestOf(await rowsIn(tx, plan.scopes));
        if (kept.after === null || now !== kept.after) return refused('changedSince', { object });
        await putBack(tx, plan.scopes, kept.before);
        await noted(audit);
        return done(null);
      });
      if (put.ok && made !== null) {
        deps.endSessions(made.id);
        await deps.removeMail(made.id);
      }
      return put;
    }
  }
}

/** A restored mailbox lies in its old grave again: the same stone, the same day. Refused when it has lived since. */
async function buryAgain(
  deps: FixDeps,
  job: Job,
  plan: Extract<UndoPlan, { kind: 'restore' }>,
  noted: (audit: Audit) => Promise<void>,
): Promise<Outcome<unknown>> {
  const id: MailboxId = plan.mailbox;
  const buried = await change({ ...deps, actor: job.actor }, async (tx, audit) => {
    const mailbox = await mailboxByAddress(tx, plan.address);
    if (mailbox?.id !== id) return refused('changedSince', { object: plan.address });
    const data = JSON.stringify({ mailbox, appPasswords: await appPasswordsOf(tx, id) });
    const stone = await tx
      .selectFrom('tombstones')
      .select('id')
      .where('subject_id', '=', id)
      .where('kind', '=', 'mailbox')
      .orderBy('deleted_at', 'desc')
      .executeTakeFirst();
    if (stone === undefined) return refused('changedSince', { object: plan.address });
    await tx.updateTable('tombstones').set({ restored_at: null, data }).where('id', '=', stone.id).execute();
    await deleteMailbox(tx, id);
    await noted(audit);
    return done(null);
  });
  if (!buried.ok) return buried;
  deps.endSessions(id);
  await deps.removeMail(id);
  return buried;
}
