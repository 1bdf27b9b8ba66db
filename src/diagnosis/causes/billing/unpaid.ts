/**
 * Causes in billing: stopped for an unpaid invoice, paid but not booked, and invoices that reach nobody. Judged from our own
 * state; a customer who owes nothing has none of them.
 */
import type { StateBilling } from '../../observed-billing.ts';
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { type Fact, type Facts, showing } from '../../facts.ts';
import { fix } from '../../fixes.ts';

const shared = { family: 'bil', since: '0.1.0', needs: ['state.billing'] } as const;

/** Judges only a customer with an overdue invoice or a stop. */
const whenOwing =
  (look: (fact: Fact<'state.billing'>, facts: Facts) => Hit | null): Cause['judge'] =>
  (facts) => {
    const fact = facts.get('state.billing');
    if (fact === undefined) return UNKNOWN;
    const { overdue, stopped } = fact.observed;
    const hit = overdue.length === 0 && stopped === null ? null : look(fact, facts);
    return hit === null ? RULED_OUT : found(hit);
  };

const about = ({ subject }: Facts) => ({
  domain: subject.domain,
  ...(subject.address === undefined ? {} : { address: subject.address }),
});
const oldest = ({ overdue }: StateBilling) => overdue.at(0);
const payFix = (billing: StateBilling) => {
  const invoice = oldest(billing);
  if (invoice === undefined) return [];
  const { number, amount, reference } = invoice;
  return [fix('pay-invoice', { invoice: number, amount, reference })];
};

export const unpaidSuspended: Cause = {
  ...shared,
  id: 'bil-unpaid-suspended',
  symptoms: ['send', 'both'],
  height: 35,
  explains: [],
  proof: 'an active Block of the rule `unpaid`, and the overdue invoice that it stands for',
  judge: whenOwing(({ observed, evidence }, facts) => {
    const { overdue, stopped } = observed;
    const invoice = oldest(observed);
    if (stopped === null || invoice === undefined) return null;
    return {
      certainty: 'proven',
      about: about(facts),
      args: {
        ...stopped,
        invoice: invoice.number,
        amount: invoice.amount,
        dueDate: invoice.dueDate,
        overdueDays: invoice.overdueDays,
        incoming: stopped.directions.includes('incoming') ? 'yes' : 'no',
      },
      evidence: [showing(evidence, { overdue, stopped })],
      fix: payFix(observed),
    };
  }),
};

export const paidNotBooked: Cause = {
  ...shared,
  id: 'bil-paid-not-booked',
  symptoms: ['send', 'both'],
  height: 36,
  explains: ['bil-unpaid-suspended'],
  proof:
    'a payment of exactly the open amount that is matched to nobody: the same payer and a reference one slip away; either alone makes it likely',
  judge: whenOwing(({ observed, evidence }, facts) => {
    const [payment] = observed.unbooked;
    if (payment === undefined) return null;
    const { amount, paidOn, invoice } = payment;
    return {
      certainty: payment.match === 'both' ? 'proven' : 'likely',
      about: about(facts),
      args: { amount, paidOn, invoice, match: payment.match },
      evidence: [showing(evidence, { overdue: observed.overdue, unbooked: observed.unbooked })],
      fix: [fix('match-payment', { amount, paidOn, invoice })],
    };
  }),
};

export const invoiceToObsoleteAddress: Cause = {
  ...shared,
  id: 'bil-invoice-to-obsolete-address',
  symptoms: ['send', 'both'],
  height: 36,
  explains: ['bil-unpaid-suspended'],
  proof: 'our own mail to every contact of the customer came back before anything stopped, and an invoice is overdue',
  judge: whenOwing(({ observed, evidence }, facts) => {
    const { contacts, overdue } = observed;
    const gone = contacts.flatMap(({ address, bounced }) => (bounced === null ? [] : [{ address, ...bounced }]));
    if (contacts.length === 0 || gone.length < contacts.length) return null;
    const invoice = oldest(observed);
    const addresses = gone.map(({ address }) => address);
    const lastAt = gone.reduce((last, one) => (one.lastAt > last ? one.lastAt : last), '');
    // What came back only after the stop did not bring it about.
    const { stopped } = observed;
    const isReason = stopped === null || gone.every(({ firstAt }) => firstAt < stopped.sinceAt);
    return {
      certainty: isReason ? 'proven' : 'possible',
      about: about(facts),
      args: {
        contacts: addresses,
        bouncedAt: lastAt,
        invoice: invoice?.number ?? '',
        dueDate: invoice?.dueDate ?? '',
      },
      evidence: [showing(evidence, { contacts, overdue })],
      fix: [fix('correct-contact', { contacts: addresses }), ...payFix(observed)],
    };
  }),
};

export const contactOnOwnDomain: Cause = {
  ...shared,
  id: 'bil-contact-on-own-domain',
  symptoms: [],
  height: 10,
  explains: [],
  proof: 'an invoice is overdue, and every contact is an address on a domain that would stop with it',
  judge: whenOwing(({ observed, evidence }, facts) => {
    const { contacts, overdue } = observed;
    if (contacts.length === 0 || contacts.some(({ onOwnDomain }) => !onOwnDomain)) return null;
    const addresses = contacts.map(({ address }) => address);
    return {
      certainty: 'proven',
      about: about(facts),
      args: { contacts: addresses, invoice: oldest(observed)?.number ?? '' },
      evidence: [showing(evidence, { contacts, overdue })],
      fix: [fix('add-outside-contact', { contacts: addresses }), ...payFix(observed)],
    };
  }),
};

export const BILLING_CAUSES: readonly Cause[] = [
  unpaidSuspended,
  paidNotBooked,
  invoiceToObsoleteAddress,
  contactOnOwnDomain,
];
