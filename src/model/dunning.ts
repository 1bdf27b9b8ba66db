/**
 * How we ask for money: stages with days after the due date as plan data, and the one function that says which stage is
 * next. Stages only go forward, one warned-of step at a time. Pure: `now` is given.
 */
import { dayOf, type Invoice, openMinor } from './invoice.ts';
import type { PlanValues } from './plan.ts';

/** In order. `stopped`: outgoing is stopped, sign-in works; `incoming-stopped`: incoming waits at the senders too. */
export const DUNNING_STAGES = ['none', 'reminder', 'last-notice', 'stopped', 'incoming-stopped'] as const;
export type DunningStage = (typeof DUNNING_STAGES)[number];

/** Days after the due date. */
export interface DunningTerms {
  readonly reminder: number;
  readonly last: number;
  readonly stop: number;
  readonly incoming: number;
  readonly delete: number;
}

const DAY_MS = 86_400_000;
const KEYS = [
  'dunning.reminder.days',
  'dunning.last.days',
  'dunning.stop.days',
  'dunning.incoming.days',
  'dunning.delete.days',
] as const;

export const isStopped = (stage: DunningStage): boolean => stage === 'stopped' || stage === 'incoming-stopped';

/** The terms of a customer: of each step the most patient of the plans of its mailboxes. At least one plan. */
export function dunningTerms(plans: readonly PlanValues[]): DunningTerms {
  const most = (key: (typeof KEYS)[number]): number => Math.max(...plans.map((values) => values[key]));
  return {
    reminder: most(KEYS[0]),
    last: most(KEYS[1]),
    stop: most(KEYS[2]),
    incoming: most(KEYS[3]),
    delete: most(KEYS[4]),
  };
}

/** Null when each step comes later than the one before; else the first two that do not. */
export function dunningOrderProblem(values: PlanValues): { readonly key: string; readonly after: string } | null {
  const at = KEYS.findIndex((key, i) => i > 0 && values[key] <= values[KEYS[i - 1]]);
  return at < 0 ? null : { key: KEYS[at], after: KEYS[at - 1] };
}

const daysOf = (terms: DunningTerms, stage: DunningStage): number => {
  switch (stage) {
    case 'none':
      return 0;
    case 'reminder':
      return terms.reminder;
    case 'last-notice':
      return terms.last;
    case 'stopped':
      return terms.stop;
    case 'incoming-stopped':
      return terms.incoming;
  }
};
const dueAt = (invoice: Invoice): number => Date.parse(`${invoice.dueDate}T00:00:00Z`);
const rank = (stage: DunningStage): number => DUNNING_STAGES.indexOf(stage);

/** Entered after it was due: another system has already asked for it, so our steps up to `stopped` need no days of their own. */
const isTakenOver = (invoice: Invoice): boolean => invoice.issueDate > invoice.dueDate;

/**
 * The stage to go to now, or null. A step is due when its day has come and the step before was taken at least as many
 * days ago as lie between them in the plan: a host that stood still, or a clock that jumped, stops nobody unwarned.
 */
export function nextStage(invoice: Invoice, terms: DunningTerms, now: number): DunningStage | null {
  if (openMinor(invoice) === 0) return null;
  const { dunningStage: current, dunningAt } = invoice;
  const isDue = (stage: DunningStage): boolean => now >= dueAt(invoice) + daysOf(terms, stage) * DAY_MS;
  if (isTakenOver(invoice) && !isStopped(current)) {
    const reached = (['stopped', 'last-notice', 'reminder'] as const).find(isDue);
    return reached !== undefined && rank(reached) > rank(current) ? reached : null;
  }
  const next = DUNNING_STAGES[rank(current) + 1] as DunningStage | undefined;
  if (next === undefined || !isDue(next)) return null;
  const gapMs = (daysOf(terms, next) - daysOf(terms, current)) * DAY_MS;
  return current === 'none' || (dunningAt !== null && now >= dunningAt + gapMs) ? next : null;
}

/** What we promise when outgoing mail stops: until when incoming mail goes on, and before which day nothing is deleted. */
export function promises(
  invoice: Invoice,
  terms: DunningTerms,
  stoppedAt: number,
): { readonly incomingStopsAt: number; readonly notDeletedBefore: string } {
  const later = (days: number): number =>
    Math.max(dueAt(invoice) + days * DAY_MS, stoppedAt + (days - terms.stop) * DAY_MS);
  return { incomingStopsAt: later(terms.incoming), notDeletedBefore: dayOf(later(terms.delete) + DAY_MS - 1) };
}

/** Whole days since the due date; 0 when it is not over. */
export const overdueDays = (invoice: Invoice, now: number): number =>
  Math.max(0, Math.floor((now - dueAt(invoice)) / DAY_MS));
