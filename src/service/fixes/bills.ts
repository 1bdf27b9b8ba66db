/** Appliers for bills and contacts: pay (by link), book a payment that waits, a contact that reaches somebody; and waiting. */
import type { Job } from './applier.ts';
import { contactsOf } from '#src/store/customers.ts';
import { domainByName } from '#src/store/domains.ts';
import { invoiceNamed } from '#src/store/invoices.ts';
import { listPayments } from '#src/store/payments.ts';
import { openMinor } from '#src/model/invoice.ts';
import { amountText } from '#src/model/money.ts';
import { addContact } from '../billing/contacts.ts';
import { matchPayment } from '../billing/payments.ts';
import { readAddress } from '../input.ts';
import { done, refused } from '../outcome.ts';
import { type Applier, type FixDeps, listArg, textArg } from './applier.ts';

const proving = { kind: 'diagnosis' } as const;
const owed = async (deps: FixDeps, job: Job) => {
  const invoice = await invoiceNamed(deps.db.sql, textArg(job, 'invoice'));
  const domain = await domainByName(deps.db.sql, job.case.domain);
  return invoice === null || domain === null || invoice.customer !== domain.customer ? null : invoice;
};

/** Money is not ours to move: the exact amount and reference, and where to pay. Mail opens by itself when it is booked. */
export const payInvoiceFix: Applier = {
  who: ['customer'],
  plan: async (deps, job) => {
    const invoice = await owed(deps, job);
    if (invoice === null) return refused('fixOutOfReach', { fix: job.fix.id });
    if (openMinor(invoice) === 0) return done({ kind: 'already', proving });
    const base = deps.linkBase();
    return done({
      kind: 'pay',
      invoice: invoice.number,
      amount: `${amountText({ minor: openMinor(invoice), currency: invoice.currency })} ${invoice.currency}`,
      reference: invoice.reference,
      link: base === '' ? '' : `${base}/invoices/${invoice.number}`,
    });
  },
};

/** Books a payment that came with a wrong reference. Support chooses it when more than one would fit. */
export const matchPaymentFix: Applier = {
  who: [],
  plan: async (deps, job) => {
    const invoice = await owed(deps, job);
    if (invoice === null) return refused('fixOutOfReach', { fix: job.fix.id });
    if (openMinor(invoice) === 0) return done({ kind: 'already', proving });
    const fitting = (await listPayments(deps.db.sql, { unmatched: true, limit: 500 })).filter(
      (one) => one.currency === invoice.currency && one.amountMinor === openMinor(invoice),
    );
    const named = job.answers.value;
    const chosen = named === undefined && fitting.length === 1 ? fitting[0] : fitting.find((one) => one.id === named);
    if (chosen === undefined) return done({ kind: 'ask', question: 'value', names: ['payment'] });
    return done({
      kind: 'change',
      changes: [
        {
          kind: 'payment',
          object: `${chosen.id} (${chosen.reference ?? '–'}, ${chosen.payer ?? '–'})`,
          before: null,
          after: invoice.number,
        },
      ],
      undo: { kind: 'none' },
      proving,
      run: async () => {
        const matched = await matchPayment(
          { ...deps.billing, actor: job.actor },
          { payment: chosen.id, invoice: invoice.number },
        );
        return matched.ok ? done({}) : matched;
      },
    });
  },
};

/** Adds the contact that the person names; the one that reaches nobody stays, so that nothing is lost by a slip. */
export const addContactFix: Applier = {
  who: ['customer'],
  plan: async (deps, job) => {
    const domain = await domainByName(deps.db.sql, job.case.domain);
    if (domain === null) return refused('fixOutOfReach', { fix: job.fix.id });
    if (job.answers.value === undefined) return done({ kind: 'ask', question: 'value', names: ['contact'] });
    const address = readAddress(job.answers.value);
    if (!address.ok) return address;
    const { text } = address.value;
    const contacts = (await contactsOf(deps.db.sql, domain.customer)).map((one) => one.address);
    if (contacts.includes(text)) return done({ kind: 'already', proving });
    return done({
      kind: 'change',
      changes: [
        { kind: 'contact', object: listArg(job, 'contacts').join(', ') || job.case.domain, before: null, after: text },
      ],
      undo: { kind: 'rows', scopes: [{ table: 'contacts', column: 'address', value: text, key: 'id' }] },
      proving: {
        kind: 'rule',
        ask: async () => ({
          good: (await contactsOf(deps.db.sql, domain.customer)).some((one) => one.address === text),
          address: job.case.domain,
          reply: text,
        }),
      },
      run: async () => {
        const added = await addContact(
          { ...deps.billing, actor: job.actor },
          { customer: domain.customer, address: text },
        );
        return added.ok ? done({}) : added;
      },
    });
  },
};

/** Nothing to do: the moment at which it opens by itself. */
export const waitFix: Applier = {
  who: ['customer', 'mailbox'],
  plan: (_deps, job) => {
    const [at = Number.NaN] = ['endsAt', 'untilAt', 'nextTryAt']
      .map((name) => Date.parse(textArg(job, name)))
      .filter(Number.isFinite);
    return Promise.resolve(done({ kind: 'wait', until: Number.isFinite(at) ? at : null }));
  },
};
