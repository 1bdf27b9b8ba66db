/**
 * Fixes: preview the exact difference, consent, write down, apply, wait for what settles, look again with fresh evidence,
 * prove it, keep watching, undo. Called by CLI and API with who asks; what is not theirs is not there. One fix at a time for a
 * domain; what was consented to and what is done are the same, or nothing is done.
 */
import { createHash } from 'node:crypto';
import type { Subject, Symptom, Verdict } from '#src/diagnosis/finding.ts';
import type { FixId } from '#src/diagnosis/fixes.ts';
import type { Reader } from '#src/messages/telling.ts';
import type { Viewer } from '#src/model/case.ts';
import { type Change, changesText } from '#src/model/change.ts';
import { newId } from '#src/net/ids.ts';
import {
  fixesOf,
  forgetPreviews,
  giveLock,
  insertFix,
  type StoredCase,
  type StoredFix,
  takeLock,
  updateFix,
  watchOf,
} from '#src/store/cases.ts';
import type { Cases } from './cases.ts';
import { change } from './change.ts';
import { letterFor } from './fix-letter.ts';
import { undoFix, type Kept } from './fix-undo.ts';
import { verify, type VerifyDeps } from './fix-verify.ts';
import { type FixPreview, type FixResult, fixText, questionText, recordView } from './fix-view.ts';
import type { FixWatch } from './fix-watch.ts';
import { type Answers, type FixDeps, type Job, type Plan, scopesIn } from './fixes/applier.ts';
import { textOf } from './fixes/dns-plan.ts';
import { APPLIERS, mayUse } from './fixes/registry.ts';
import { digestOf, rowsIn } from './fixes/rows.ts';
import { shown } from './input.ts';
import { done, misuse, type Outcome, refused } from './outcome.ts';

export interface FixEngineDeps extends FixDeps, Pick<VerifyDeps, 'inbound' | 'settleMs'> {
  readonly cases: Cases;
  readonly judge: (subject: Subject, symptom: Symptom) => Promise<Verdict>;
  readonly watch: FixWatch;
}
export interface FixRequest {
  readonly case: string;
  readonly finding: string;
  /** Default: the first of the finding that we can apply, else its first. */
  readonly fix?: string;
  readonly answers?: Answers;
  readonly viewer: Viewer;
  readonly reader: Reader;
  /** What was consented to; default: the last preview, else whatever it is now. */
  readonly token?: string;
}
export interface Fixes {
  preview(request: FixRequest): Promise<Outcome<FixPreview>>;
  apply(request: FixRequest): Promise<Outcome<FixResult>>;
  undo(request: FixRequest): Promise<Outcome<FixResult>>;
  /** Null when there is nobody to write to. */
  letter(request: FixRequest): Promise<Outcome<string | null>>;
}

/** A fix ends in time, or its lock is anybody's. */
const LOCK_MS = 180_000;
const lockOf = ({ domain }: StoredCase): string => `domain ${domain}`;
const actorOf = (viewer: Viewer): string =>
  viewer.kind === 'operator' ? 'operator' : viewer.kind === 'mailbox' ? viewer.address : `customer ${viewer.id}`;
const tokenOf = (changes: readonly Change[]): string =>
  createHash('sha256').update(changesText(changes)).digest('base64url').slice(0, 16);

async function jobOf(deps: FixEngineDeps, request: FixRequest): Promise<Outcome<Job>> {
  const found = await deps.cases.show(request.case, request.viewer);
  if (!found.ok) return found;
  const finding = found.value.findings.find((one) => one.id === request.finding);
  if (finding === undefined) return misuse('findingMissing', { finding: shown(request.finding), case: found.value.id });
  const may = (id: string): boolean => mayUse(id as FixId, request.viewer);
  const first = finding.fix.find((one) => may(one.id)) ?? finding.fix[0];
  const fix = request.fix === undefined ? first : finding.fix.find((one) => one.id === request.fix);
  if (fix === undefined)
    return misuse('fixMissing', {
      fix: shown(request.fix ?? ''),
      known: finding.fix.map((one) => one.id).join(', ') || '–',
    });
  const { viewer, answers = {} } = request;
  return done({ case: found.value, finding, fix: fix as Job['fix'], viewer, actor: actorOf(viewer), answers });
}

/** Null when nothing can be applied: the text says what a person does. */
async function planOf(deps: FixEngineDeps, job: Job): Promise<Outcome<Plan | null>> {
  const applier = APPLIERS[job.fix.id];
  if (applier === undefined) return done(null);
  if (!mayUse(job.fix.id, job.viewer)) return refused('fixNotYours', { fix: job.fix.id });
  return await applier.plan(deps, job);
}

async function previewOf(deps: FixEngineDeps, job: Job, plan: Plan | null, reader: Reader): Promise<FixPreview> {
  const records = plan?.kind === 'elsewhere' ? plan : null;
  const watch = await watchOf(deps.db.sql, job.case.id, job.finding.id);
  const view = (list: typeof records extends null ? never : NonNullable<typeof records>['add'] | undefined) =>
    (list ?? []).map((record) => recordView(record, textOf(record)));
  return {
    case: job.case.id,
    finding: job.finding.id,
    fix: job.fix.id,
    level: plan?.kind === 'change' ? 'one-click' : plan?.kind === 'elsewhere' ? 'third-party' : job.fix.level,
    text: fixText(job, reader),
    kind: plan?.kind ?? 'steps',
    changes: plan?.kind === 'change' ? plan.changes : [],
    token: plan?.kind === 'change' ? tokenOf(plan.changes) : null,
    question: plan?.kind === 'ask' ? questionText(plan, reader) : null,
    remove: view(records?.remove),
    add: view(records?.add),
    pay: plan?.kind === 'pay' ? plan : null,
    until: plan?.kind === 'wait' && plan.until !== null ? new Date(plan.until).toISOString() : null,
    canUndo: plan?.kind === 'change' && plan.undo.kind !== 'none',
    watch: watch === null ? null : { until: new Date(watch.until).toISOString(), state: watch.state, log: watch.log },
  };
}

/** Runs with the domain's lock, or refuses because somebody else has it. */
async function locked<T>(deps: FixEngineDeps, job: Job, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const holder = newId(deps.clock.now());
  const now = deps.clock.now();
  const name = lockOf(job.case);
  if (!(await deps.db.write((tx) => takeLock(tx, name, holder, now, now + LOCK_MS))))
    return refused('fixBusy', { case: job.case.id });
  try {
    return await work();
  } finally {
    await giveLock(deps.db.sql, name, holder);
  }
}

/** What was begun and never said to be done, because the process died: if nothing is left to do, it was done. */
async function recover(deps: FixEngineDeps, job: Job): Promise<void> {
  for (const one of await fixesOf(deps.db.sql, job.case.id, job.finding.id)) {
    if (one.state !== 'intended') continue;
    const plan = await planOf(deps, { ...job, fix: job.finding.fix.find(({ id }) => id === one.fix) as Job['fix'] });
    const isDone = plan.ok && plan.value?.kind === 'already';
    const undo = isDone ? await completed(deps, one.undo as Kept | null) : null;
    await updateFix(deps.db.sql, one.id, deps.clock.now(), { state: isDone ? 'applied' : 'failed', undo });
  }
}

/** What the undo needs to know of the world after the fix. */
async function completed(deps: FixEngineDeps, kept: Kept | null): Promise<Kept | null> {
  const scopes = kept === null ? [] : scopesIn(kept.plan);
  return kept === null || scopes.length === 0 ? kept : { ...kept, after: digestOf(await rowsIn(deps.db.sql, scopes)) };
}

type Changing = Extract<Plan, { kind: 'change' }>;
function rowOf(deps: FixEngineDeps, job: Job, { changes }: Changing, state: 'previewed' | 'intended'): StoredFix {
  const at = deps.clock.now();
  const about = { caseId: job.case.id, finding: job.finding.id, fix: job.fix.id, actor: job.actor };
  return { id: newId(at), ...about, state, changes, undo: null, result: null, at, changedAt: at };
}

/** Written down before anything is done, with what it takes to put it back. */
async function begin(deps: FixEngineDeps, job: Job, plan: Changing): Promise<StoredFix> {
  const before = await rowsIn(deps.db.sql, scopesIn(plan.undo));
  const undo: Kept | null = plan.undo.kind === 'none' ? null : { plan: plan.undo, before, after: null };
  const intent: StoredFix = { ...rowOf(deps, job, plan, 'intended'), undo };
  await insertFix(deps.db.sql, intent);
  await forgetPreviews(deps.db.sql, intent);
  return intent;
}

/** Remembers what was shown, so that a yes later means this. */
async function show(deps: FixEngineDeps, job: Job, plan: Plan | null, reader: Reader): Promise<FixPreview> {
  if (plan?.kind === 'change') {
    const row = rowOf(deps, job, plan, 'previewed');
    await forgetPreviews(deps.db.sql, row);
    await insertFix(deps.db.sql, row);
  }
  return await previewOf(deps, job, plan, reader);
}
/** The token of what was shown last; undefined when nothing was. */
async function shownToken(deps: FixEngineDeps, job: Job): Promise<string | undefined> {
  const all = await fixesOf(deps.db.sql, job.case.id, job.finding.id);
  const last = all.find((one) => one.state === 'previewed' && one.fix === job.fix.id);
  return last === undefined ? undefined : tokenOf(last.changes);
}

async function applyOnce(deps: FixEngineDeps, job: Job, request: FixRequest): Promise<Outcome<FixResult>> {
  await recover(deps, job);
  const planned = await planOf(deps, job);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const base = { case: job.case.id, finding: job.finding.id, fix: job.fix.id } as const;
  const nothing = { until: null, changes: [], proofs: [], preview: null, once: null, watchUntil: null } as const;
  if (plan?.kind === 'ask') return refused('fixNeedsAnswer', { text: questionText(plan, request.reader) });
  if (plan === null || (plan.kind !== 'change' && plan.kind !== 'already'))
    return refused('fixByHand', { fix: job.fix.id });
  if (plan.kind === 'already') {
    const seen = await verify(deps, job, plan.proving);
    return done({ ...base, ...nothing, kind: 'already', fixed: seen.fixed, proofs: seen.proofs });
  }
  const consented = request.token ?? (await shownToken(deps, job));
  if (consented !== undefined && consented !== tokenOf(plan.changes)) {
    const preview = await show(deps, job, plan, request.reader);
    return done({ ...base, ...nothing, kind: 'stale', fixed: false, preview });
  }
  const intent = await begin(deps, job, plan);
  const ran = await plan.run();
  const note = (state: StoredFix['state'], more: { readonly undo?: unknown; readonly result?: unknown } = {}) =>
    updateFix(deps.db.sql, intent.id, deps.clock.now(), { state, ...more });
  if (!ran.ok) {
    await note('failed', { undo: null });
    return ran;
  }
  await note('applied', { undo: await completed(deps, intent.undo as Kept | null) });
  await change({ ...deps, actor: job.actor }, async (_tx, audit) => {
    const { changes } = plan;
    const subject = job.case.address ?? job.case.domain;
    await audit('fix.apply', subject, null, { case: job.case.id, finding: job.finding.id, fix: job.fix.id, changes });
    return done(null);
  });
  const seen = await verify(deps, job, plan.proving);
  const until = seen.until === null ? null : new Date(seen.until).toISOString();
  await note(seen.fixed === true ? 'fixed' : seen.fixed === 'settling' ? 'settling' : 'not-fixed', {
    result: { fixed: seen.fixed, until, proofs: seen.proofs },
  });
  const watchUntil = await deps.watch.begin(job.case, job.finding, seen.until, seen.fixed !== true);
  return done({
    ...base,
    kind: 'applied',
    fixed: seen.fixed,
    until,
    changes: plan.changes,
    proofs: seen.proofs,
    preview: null,
    once: ran.value.once ?? null,
    watchUntil: new Date(watchUntil).toISOString(),
  });
}

export function createFixes(deps: FixEngineDeps): Fixes {
  return {
    preview: async (request) => {
      const job = await jobOf(deps, request);
      if (!job.ok) return job;
      const plan = await planOf(deps, job.value);
      return plan.ok ? done(await show(deps, job.value, plan.value, request.reader)) : plan;
    },
    letter: async (request) => {
      const job = await jobOf(deps, request);
      if (!job.ok) return job;
      const plan = await planOf(deps, job.value);
      if (!plan.ok) return plan;
      const preview = await previewOf(deps, job.value, plan.value, request.reader);
      const { domain } = job.value.case;
      return done(await letterFor(deps, { domain, finding: job.value.finding, preview }, request.reader));
    },
    apply: async (request) => {
      const job = await jobOf(deps, request);
      return job.ok ? await locked(deps, job.value, () => applyOnce(deps, job.value, request)) : job;
    },
    undo: async (request) => {
      const job = await jobOf(deps, request);
      if (!job.ok) return job;
      return await locked(deps, job.value, async () => {
        await recover(deps, job.value);
        return await undoFix(deps, job.value, request.fix);
      });
    },
  };
}
