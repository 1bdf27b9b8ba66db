/**
 * One invoice as its customer sees it: lines and VAT, what was paid, what comes next if it is not, what it has stopped, and
 * every way to pay it here. Called by the API after ownership was asked. Books nothing.
 */
import { blockLine } from '#src/messages/block-line.ts';
import { isActive } from '#src/model/block.ts';
import { type DunningStage, nextStage } from '#src/model/dunning.ts';
import { type Invoice, openMinor } from '#src/model/invoice.ts';
import type { Language } from '#src/model/language.ts';
import { type PayWay, payWays } from '#src/model/pay-way.ts';
import { unliftedBlocks } from '#src/store/blocks.ts';
import { domainsOf } from '#src/store/domains.ts';
import type { App } from '../app.ts';
import { type InvoiceDetails, showInvoice } from '../billing/invoices.ts';
import { termsOf } from '../billing/dunning.ts';
import { subjectsOf } from '../blocks.ts';
import { hereAndNow } from '../diagnose-text.ts';
import { done, type Outcome } from '../outcome.ts';

type Deps = Pick<App, 'db' | 'clock' | 'billing' | 'configuration' | 'hostname'>;
export interface InvoiceSheet extends InvoiceDetails {
  readonly ways: readonly PayWay[];
  /** What is stopped for unpaid bills, in words: opens when it is paid. */
  readonly stopped: readonly { readonly code: string; readonly line: string }[];
  /** The next step of asking, if nothing is paid: when, epoch ms. */
  readonly next: { readonly stage: DunningStage; readonly at: number } | null;
  /** A provider or a bank file books by itself; else somebody does. */
  readonly booksItself: boolean;
}
const DAY_MS = 86_400_000;
const FAR_DAYS = 200;

export async function invoiceSheet(deps: Deps, invoice: Invoice, language: Language): Promise<Outcome<InvoiceSheet>> {
  const shown = await showInvoice(deps, invoice.id);
  if (!shown.ok) return shown;
  const { billing } = deps.configuration;
  const payee = billing.payee === '' ? deps.hostname : billing.payee;
  const isOpen = openMinor(invoice) > 0;
  return done({
    ...shown.value,
    ways: payWays(invoice, { ...billing, payee }),
    stopped: isOpen ? await stoppedBy(deps, invoice, language) : [],
    next: isOpen ? await nextStep(deps, invoice) : null,
    booksItself: billing.webhookSecret !== '',
  });
}

async function stoppedBy({ db, clock }: Deps, { customer }: Invoice, language: Language) {
  const domains = await domainsOf(db.sql, customer);
  const subjects = [...subjectsOf({ customer }), ...domains.flatMap(({ id }) => subjectsOf({ domain: id }))];
  const now = clock.now();
  const reader = { language, ...hereAndNow(), now };
  return (await unliftedBlocks(db.sql, subjects))
    .filter((block) => block.rule === 'unpaid' && isActive(block, now))
    .map((block) => ({ code: block.code, line: blockLine(block, reader, '') }));
}

/** Found by asking day by day: the rules of the steps are in one place only. */
async function nextStep({ billing, clock }: Deps, invoice: Invoice): Promise<InvoiceSheet['next']> {
  const terms = await termsOf(billing, invoice.customer);
  const now = clock.now();
  for (let day = 0; day <= FAR_DAYS; day += 1) {
    const at = now + day * DAY_MS;
    const stage = nextStage(invoice, terms, at);
    if (stage !== null) return { stage, at };
  }
  return null;
}
