/**
 * Asks for what is owed, stage by stage (model/dunning.ts decides): reminder, last notice, outgoing stopped, incoming
 * stopped. Run hourly by `startDunning` and at once for an invoice entered late. Safe to repeat and to interrupt: the Block
 * comes first and is started once, then the stage is written down; a payment in between lifts it again.
 */
import {
  type DunningStage,
  type DunningTerms,
  dunningTerms,
  nextStage,
  overdueDays,
  promises,
} from '#src/model/dunning.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { dayOf, type Invoice, openMinor } from '#src/model/invoice.ts';
import { amountText } from '#src/model/money.ts';
import { DEFAULT_PLAN_VALUES, STANDARD_PLAN } from '#src/model/plan.ts';
import { customersStopped, invoiceNamed, owedInvoices, planNamesOf, setDunningStage } from '#src/store/invoices.ts';
import { planByName } from '#src/store/plans.ts';
import type { NoticeEvent } from '../block-port.ts';
import { change } from '../change.ts';
import { done } from '../outcome.ts';
import { useCredit } from './credit.ts';
import { warnContacts } from './contact-warnings.ts';
import type { BillingDeps } from './deps.ts';
import { liftWhatIsPaid, stoppableSubjects } from './reactivate.ts';

const PAGE = 200;
const MOST_OWED = 1000;

export interface DunningReport {
  /** Overdue invoices looked at. */
  readonly overdue: number;
  /** Stages reached in this run: invoice number and stage. */
  readonly steps: readonly { readonly invoice: string; readonly stage: DunningStage }[];
  readonly lifted: number;
}

/** The terms of a customer: the most patient of the plans of its mailboxes, or the standard plan. */
export async function termsOf(deps: BillingDeps, customer: CustomerId): Promise<DunningTerms> {
  const { sql } = deps.db;
  const names = await planNamesOf(sql, customer);
  const plans = await Promise.all((names.length === 0 ? [STANDARD_PLAN] : names).map((name) => planByName(sql, name)));
  return dunningTerms(plans.map((plan) => plan?.values ?? DEFAULT_PLAN_VALUES));
}

/** Everything overdue at `now`, one step at most for each invoice; then what is paid but still stopped is opened. */
export async function runDunning(deps: BillingDeps, now: number = deps.clock.now()): Promise<DunningReport> {
  const steps: { invoice: string; stage: DunningStage }[] = [];
  let overdue = 0;
  let after: Invoice | undefined;
  for (;;) {
    const page = await owedInvoices(deps.db.sql, {
      dueBefore: dayOf(now),
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    for (const customer of new Set(page.map((invoice) => invoice.customer))) await warnContacts(deps, customer, now);
    for (const invoice of page) {
      const stage = await step(deps, invoice, now);
      if (stage !== null) steps.push({ invoice: invoice.number, stage });
    }
    overdue += page.length;
    after = page.at(-1);
    if (page.length < PAGE) break;
  }
  let lifted = 0;
  for (const customer of await customersStopped(deps.db.sql)) lifted += await liftWhatIsPaid(deps, customer);
  return { overdue, steps, lifted };
}

/** The same for one customer, now. */
export async function dunCustomer(asked: BillingDeps, customer: CustomerId): Promise<void> {
  const deps: BillingDeps = { ...asked, actor: 'system' };
  const now = deps.clock.now();
  const owed = await owedInvoices(deps.db.sql, { dueBefore: dayOf(now), customer, limit: MOST_OWED });
  if (owed.length > 0) await warnContacts(deps, customer, now);
  for (const invoice of owed) await step(deps, invoice, now);
}

async function step(deps: BillingDeps, seen: Invoice, now: number): Promise<DunningStage | null> {
  const terms = await termsOf(deps, seen.customer);
  if (nextStage(seen, terms, now) === null) return null;
  const invoice = await useCredit(deps, seen);
  const stage = nextStage(invoice, terms, now);
  if (stage === null) return null;
  if (stage === 'stopped' || stage === 'incoming-stopped') await stop(deps, invoice, terms, stage, now);
  const written = await change(deps, async (tx, audit) => {
    const current = await invoiceNamed(tx, invoice.id);
    // Paid meanwhile, or another process took this step.
    if (current === null || openMinor(current) === 0 || current.dunningStage !== invoice.dunningStage)
      return done(false);
    await setDunningStage(tx, invoice.id, stage, now);
    await audit('invoice.dun', invoice.number, { stage: invoice.dunningStage }, { stage });
    return done(true);
  });
  if (!written.ok || !written.value) {
    await liftWhatIsPaid(deps, invoice.customer);
    return null;
  }
  tell(deps, invoice, stage);
  return stage;
}

async function stop(
  deps: BillingDeps,
  invoice: Invoice,
  terms: DunningTerms,
  stage: 'stopped' | 'incoming-stopped',
  now: number,
): Promise<void> {
  const stoppedAt = stage === 'stopped' ? now : (invoice.dunningAt ?? now);
  const { incomingStopsAt, notDeletedBefore } = promises(invoice, terms, stoppedAt);
  const [customer, ...domains] = await stoppableSubjects(deps, invoice.customer);
  for (const subject of stage === 'stopped' ? [customer] : domains) {
    await deps.blocks.start({
      subject,
      directions: [stage === 'stopped' ? 'outgoing' : 'incoming'],
      rule: 'unpaid',
      cause: 'bil-unpaid-suspended',
      evidence: {
        invoice: invoice.number,
        amount: `${amountText({ minor: openMinor(invoice), currency: invoice.currency })} ${invoice.currency}`,
        reference: invoice.reference,
        dueDate: invoice.dueDate,
        overdueDays: overdueDays(invoice, now),
        incomingStopsAt: new Date(incomingStopsAt).toISOString(),
        notDeletedBefore,
      },
      until: null,
      lifters: ['payment', 'support'],
      actor: deps.actor,
    });
  }
}

function tell(deps: BillingDeps, invoice: Invoice, stage: DunningStage): void {
  const words: Partial<Record<DunningStage, (NoticeEvent & { kind: 'invoice' })['stage']>> = {
    reminder: 'reminder',
    'last-notice': 'last-notice',
    stopped: 'stopped',
  };
  const word = words[stage];
  if (word !== undefined)
    deps.notices.about({ kind: 'invoice', stage: word, customer: invoice.customer, invoice: invoice.number });
}

const HOUR_MS = 3_600_000;

/** Runs dunning now and every hour until stopped; a run that fails is reported and tried again at the next hour. */
export function startDunning(
  deps: BillingDeps,
  onTrouble: (error: unknown) => void,
  everyMs = HOUR_MS,
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();
  const run = (): void => {
    running = runDunning({ ...deps, actor: 'system' })
      .catch(onTrouble)
      .finally(() => {
        if (!stopped) timer = setTimeout(run, everyMs).unref();
      });
  };
  run();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
