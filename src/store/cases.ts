/**
 * Queries on cases, what was fixed for them, the locks and the watches. Called by service/cases.ts, fixes.ts and
 * fix-watch.ts; judges nothing. What `undo` holds is read back by an undo alone and never shown.
 */
import type { Evidence } from '#src/diagnosis/evidence.ts';
import type { Finding, Symptom, Verdict } from '#src/diagnosis/finding.ts';
import type { FixState } from '#src/model/case.ts';
import type { Change } from '#src/model/change.ts';
import type { Language } from '#src/model/language.ts';
import type { Sql } from './tables.ts';
import type { CasesTable, FixesTable, WatchesTable } from './tables-cases.ts';

/** `1`, `2` … in the order in which they are told. */
export interface CaseFinding extends Finding {
  readonly id: string;
}
export interface StoredCase {
  readonly id: string;
  readonly domain: string;
  readonly address: string | null;
  readonly symptom: Symptom;
  readonly language: Language;
  readonly askedBy: string;
  readonly at: number;
  readonly verdict: Verdict['verdict'];
  readonly findings: readonly CaseFinding[];
  /** Null when it was too large to keep. */
  readonly evidence: readonly Evidence[] | null;
}
export interface StoredFix {
  readonly id: string;
  readonly caseId: string;
  readonly finding: string;
  readonly fix: string;
  readonly state: FixState;
  readonly actor: string;
  readonly changes: readonly Change[];
  readonly undo: unknown;
  readonly result: unknown;
  readonly at: number;
  readonly changedAt: number;
}
export interface StoredWatch {
  readonly id: string;
  readonly caseId: string;
  readonly finding: string;
  readonly cause: string;
  readonly state: 'running' | 'over';
  readonly present: boolean | null;
  readonly tries: number;
  readonly nextAt: number;
  readonly until: number;
  readonly log: readonly WatchEntry[];
}
/** Written only when something is other than at the look before. */
export interface WatchEntry {
  readonly at: number;
  readonly present: boolean;
}

const storedCase = (row: CasesTable): StoredCase => ({
  id: row.id,
  domain: row.domain,
  address: row.address,
  symptom: row.symptom as Symptom,
  language: row.language as Language,
  askedBy: row.asked_by,
  at: row.at,
  verdict: row.verdict as StoredCase['verdict'],
  findings: JSON.parse(row.findings) as readonly CaseFinding[],
  evidence: row.evidence === null ? null : (JSON.parse(row.evidence) as readonly Evidence[]),
});
const storedFix = (row: FixesTable): StoredFix => ({
  id: row.id,
  caseId: row.case_id,
  finding: row.finding,
  fix: row.fix,
  state: row.state as FixState,
  actor: row.actor,
  changes: JSON.parse(row.changes) as readonly Change[],
  undo: row.undo === null ? null : (JSON.parse(row.undo) as unknown),
  result: row.result === null ? null : (JSON.parse(row.result) as unknown),
  at: row.at,
  changedAt: row.changed_at,
});
const storedWatch = (row: WatchesTable): StoredWatch => ({
  id: row.id,
  caseId: row.case_id,
  finding: row.finding,
  cause: row.cause,
  state: row.state as StoredWatch['state'],
  present: row.present === null ? null : row.present === 1,
  tries: row.tries,
  nextAt: row.next_at,
  until: row.until,
  log: JSON.parse(row.log) as readonly WatchEntry[],
});

export async function insertCase(sql: Sql, made: StoredCase): Promise<void> {
  const { id, domain, address, symptom, language, at, verdict } = made;
  const findings = JSON.stringify(made.findings);
  const evidence = made.evidence === null ? null : JSON.stringify(made.evidence);
  await sql
    .insertInto('cases')
    .values({ id, domain, address, symptom, language, asked_by: made.askedBy, at, verdict, findings, evidence })
    .execute();
}

export async function caseById(sql: Sql, id: string): Promise<StoredCase | null> {
  const row = await sql.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : storedCase(row);
}

/** Newest first, of one domain or one address. */
export async function casesOf(
  sql: Sql,
  of: { readonly domain: string; readonly address?: string },
  limit: number,
): Promise<readonly StoredCase[]> {
  let query = sql.selectFrom('cases').selectAll().where('domain', '=', of.domain);
  if (of.address !== undefined) query = query.where('address', '=', of.address);
  return (await query.orderBy('at', 'desc').orderBy('id').limit(limit).execute()).map(storedCase);
}

/** Removes cases older than `before`, and of one subject all but the newest `most`; those with a fix stay their time. */
export async function purgeCases(sql: Sql, before: number): Promise<number> {
  const gone = await sql.deleteFrom('cases').where('at', '<', before).executeTakeFirst();
  return Number(gone.numDeletedRows);
}
export async function trimCases(
  sql: Sql,
  of: { readonly domain: string; readonly address: string | null },
  most: number,
): Promise<void> {
  const same = sql
    .selectFrom('cases')
    .select('id')
    .where('domain', '=', of.domain)
    .where('address', of.address === null ? 'is' : '=', of.address)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('fixes').select('fixes.id').whereRef('case_id', '=', 'cases.id'))));
  const old = await same.orderBy('at', 'desc').orderBy('id').offset(most).limit(100).execute();
  if (old.length === 0) return;
  await sql
    .deleteFrom('cases')
    .where(
      'id',
      'in',
      old.map((row) => row.id),
    )
    .execute();
}

export async function insertFix(sql: Sql, made: StoredFix): Promise<void> {
  await sql
    .insertInto('fixes')
    .values({
      id: made.id,
      case_id: made.caseId,
      finding: made.finding,
      fix: made.fix,
      state: made.state,
      actor: made.actor,
      changes: JSON.stringify(made.changes),
      undo: made.undo === null ? null : JSON.stringify(made.undo),
      result: made.result === null ? null : JSON.stringify(made.result),
      at: made.at,
      changed_at: made.changedAt,
    })
    .execute();
}

/** What was shown last of this fix takes the place of what was shown before. */
export async function forgetPreviews(sql: Sql, { caseId, finding, fix }: StoredFix): Promise<void> {
  await sql
    .deleteFrom('fixes')
    .where('case_id', '=', caseId)
    .where('finding', '=', finding)
    .where('fix', '=', fix)
    .where('state', '=', 'previewed')
    .execute();
}

export async function updateFix(
  sql: Sql,
  id: string,
  now: number,
  to: { readonly state: FixState; readonly undo?: unknown; readonly result?: unknown },
): Promise<void> {
  await sql
    .updateTable('fixes')
    .set({
      state: to.state,
      changed_at: now,
      ...(to.undo === undefined ? {} : { undo: to.undo === null ? null : JSON.stringify(to.undo) }),
      ...(to.result === undefined ? {} : { result: JSON.stringify(to.result) }),
    })
    .where('id', '=', id)
    .execute();
}

/** Newest first. */
export async function fixesOf(sql: Sql, caseId: string, finding?: string): Promise<readonly StoredFix[]> {
  let query = sql.selectFrom('fixes').selectAll().where('case_id', '=', caseId);
  if (finding !== undefined) query = query.where('finding', '=', finding);
  return (await query.orderBy('at', 'desc').orderBy('id', 'desc').execute()).map(storedFix);
}

/** Takes the lock, also one whose time is over. False when somebody holds it. Call inside a transaction. */
export async function takeLock(tx: Sql, name: string, holder: string, now: number, until: number): Promise<boolean> {
  await tx.deleteFrom('fix_locks').where('name', '=', name).where('until', '<=', now).execute();
  const made = await tx
    .insertInto('fix_locks')
    .values({ name, holder, until })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirst();
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Longer, when it is still ours; false when another has it. */
export async function keepLock(sql: Sql, name: string, holder: string, until: number): Promise<boolean> {
  const kept = await sql
    .updateTable('fix_locks')
    .set({ until })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .executeTakeFirst();
  return kept.numUpdatedRows > 0n;
}

export async function giveLock(sql: Sql, name: string, holder: string): Promise<void> {
  await sql.deleteFrom('fix_locks').where('name', '=', name).where('holder', '=', holder).execute();
}

/** One watch a case and finding: a new one takes the place of the old. */
export async function putWatch(tx: Sql, made: StoredWatch): Promise<void> {
  await tx.deleteFrom('watches').where('case_id', '=', made.caseId).where('finding', '=', made.finding).execute();
  await tx
    .insertInto('watches')
    .values({
      id: made.id,
      case_id: made.caseId,
      finding: made.finding,
      cause: made.cause,
      state: made.state,
      present: made.present === null ? null : Number(made.present),
      tries: made.tries,
      next_at: made.nextAt,
      until: made.until,
      log: JSON.stringify(made.log),
    })
    .execute();
}

export async function watchOf(sql: Sql, caseId: string, finding: string): Promise<StoredWatch | null> {
  const row = await sql
    .selectFrom('watches')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('finding', '=', finding)
    .executeTakeFirst();
  return row === undefined ? null : storedWatch(row);
}

/** Running ones whose time has come, the most overdue first. */
export async function dueWatches(sql: Sql, now: number, limit: number): Promise<readonly StoredWatch[]> {
  const rows = await sql
    .selectFrom('watches')
    .selectAll()
    .where('state', '=', 'running')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(storedWatch);
}

/** Takes a due watch for one look; false when another process was quicker. */
export async function claimWatch(sql: Sql, watch: StoredWatch, nextAt: number): Promise<boolean> {
  const claimed = await sql
    .updateTable('watches')
    .set({ next_at: nextAt, tries: watch.tries + 1 })
    .where('id', '=', watch.id)
    .where('next_at', '=', watch.nextAt)
    .executeTakeFirst();
  return claimed.numUpdatedRows > 0n;
}

export async function noteWatch(
  sql: Sql,
  id: string,
  seen: { readonly state: StoredWatch['state']; readonly present: boolean | null; readonly log: readonly WatchEntry[] },
): Promise<void> {
  const present = seen.present === null ? null : Number(seen.present);
  await sql
    .updateTable('watches')
    .set({ state: seen.state, present, log: JSON.stringify(seen.log) })
    .where('id', '=', id)
    .execute();
}

/** What cases since then found, the newest first; without their evidence. */
export async function findingsSince(
  sql: Sql,
  since: number,
  limit: number,
): Promise<readonly Pick<StoredCase, 'id' | 'domain' | 'address' | 'at' | 'findings'>[]> {
  const rows = await sql
    .selectFrom('cases')
    .select(['id', 'domain', 'address', 'at', 'findings'])
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, findings: JSON.parse(row.findings) as readonly CaseFinding[] }));
}
