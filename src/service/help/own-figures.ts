/**
 * Figures of the reader's own for an article: what he used of his limits and his space, where sign-in is allowed from, which
 * bills are overdue. Only what the article asks for, only of the person himself; called by http/help. Changes nothing.
 */
import type { HelpOwn } from '#src/model/help-article.ts';
import { dayOf, type Invoice } from '#src/model/invoice.ts';
import type { Person } from '#src/model/person.ts';
import type { AbroadRule } from '#src/model/travel.ts';
import { domainById } from '#src/store/domains.ts';
import { owedInvoices } from '#src/store/invoices.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import { planByName } from '#src/store/plans.ts';
import { abroadRule } from '../abroad/settings.ts';
import type { App } from '../app.ts';
import { type LimitUse, limitUse } from '../centre/mailbox-sheet.ts';
import { effectiveQuota } from '../mailbox-view.ts';

export type OwnFiguresDeps = Pick<App, 'db' | 'clock' | 'billing' | 'store'>;
export interface OwnFigures {
  /** Empty: not asked for, or no limits. */
  readonly limits: readonly LimitUse[];
  /** Null: not asked for, or no limit of space. */
  readonly space: { readonly usedBytes: number; readonly quotaBytes: number } | null;
  readonly countries: AbroadRule | null;
  /** Overdue ones, for who pays; null: not asked for, or not his to see. */
  readonly owed: readonly Invoice[] | null;
}

export const NO_FIGURES: OwnFigures = { limits: [], space: null, countries: null, owed: null };
const MOST_OWED = 5;

/** The figures an article asks for; of operators and visitors there are none. */
export async function ownFigures(
  deps: OwnFiguresDeps,
  person: Person | null,
  asked: readonly HelpOwn[],
): Promise<OwnFigures> {
  if (person === null || asked.length === 0) return NO_FIGURES;
  const { sql } = deps.db;
  if (person.kind === 'contact') {
    if (!asked.includes('bills')) return NO_FIGURES;
    const dueBefore = dayOf(deps.clock.now());
    return {
      ...NO_FIGURES,
      owed: await owedInvoices(sql, { dueBefore, customer: person.customer, limit: MOST_OWED }),
    };
  }
  if (person.kind === 'operator') return NO_FIGURES;
  const mailbox = await mailboxById(sql, person.id);
  const domain = mailbox === null ? null : await domainById(sql, mailbox.domain);
  if (mailbox === null || domain === null) return NO_FIGURES;
  const quotaBytes = asked.includes('space') ? effectiveQuota(mailbox, await planByName(sql, mailbox.plan)) : 0;
  return {
    owed: null,
    limits: asked.includes('limits') ? await limitUse(deps, mailbox, domain) : [],
    space: quotaBytes === 0 ? null : { quotaBytes, usedBytes: (await deps.store.usage(mailbox.id)).bytes },
    countries: asked.includes('countries') ? await abroadRule(sql, mailbox) : null,
  };
}
