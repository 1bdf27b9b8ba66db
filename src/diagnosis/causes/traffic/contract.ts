/** Causes in what was agreed: too much mail came back, the card was refused, the domain's mail here has ended. */
import { type Cause, found, RULED_OUT, UNKNOWN } from '../../cause.ts';
import { showing } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import { about } from './outgoing.ts';

export const failureRatio: Cause = {
  id: 'snd-failure-ratio-block',
  family: 'snd',
  since: '0.3.0',
  symptoms: ['send', 'both'],
  height: 35,
  needs: ['state.closures'],
  explains: [],
  proof: 'an active Block of the rule `abuse-bounces`: of so many sent in a day so many came back',
  judge: (facts) => {
    const fact = facts.get('state.closures');
    if (fact === undefined) return UNKNOWN;
    const closed = fact.observed.closures.find(({ rule }) => rule === 'abuse-bounces');
    if (closed === undefined) return RULED_OUT;
    const { name, sinceAt, code, refused, evidence, customerMayLift } = closed;
    return found({
      certainty: 'proven',
      about: about(facts),
      args: { ...evidence, address: name, sinceAt, code, refused },
      evidence: [showing(fact.evidence, { closures: [closed] })],
      fix: [
        fix('clean-recipient-list'),
        ...(customerMayLift ? [fix('reopen-sending', { address: name })] : []),
        fix('ask-support-to-open', { code }),
      ],
    });
  },
};

export const cardFailed: Cause = {
  id: 'bil-card-failed',
  family: 'bil',
  since: '0.3.0',
  symptoms: ['send', 'both'],
  height: 37,
  needs: ['state.billing'],
  explains: ['bil-unpaid-suspended'],
  proof: 'a payment provider told us that the charge for an invoice that is still open failed',
  judge: (facts) => {
    const fact = facts.get('state.billing');
    if (fact === undefined) return UNKNOWN;
    const { failed, overdue, stopped } = fact.observed;
    const invoice = overdue.find(({ number }) => number === failed?.invoice);
    if (failed === undefined || failed === null || invoice === undefined) return RULED_OUT;
    const { number, amount, reference } = invoice;
    return found({
      certainty: 'proven',
      about: about(facts),
      args: { ...failed, dueDate: invoice.dueDate, isStopped: stopped === null ? 'no' : 'yes' },
      evidence: [showing(fact.evidence, { failed, overdue: [invoice], stopped })],
      fix: [fix('give-new-card', { amount }), fix('pay-invoice', { invoice: number, amount, reference })],
    });
  },
};

export const cancelled: Cause = {
  id: 'bil-cancelled',
  family: 'bil',
  since: '0.3.0',
  symptoms: ['receive', 'both', 'send'],
  height: 45,
  needs: ['state.domain', 'state.ended', 'dns.mx'],
  explains: ['acc-mailbox-deleted', 'acc-mailbox-never-existed'],
  proof: 'the domain was removed from this host, and its MX still leads here',
  judge: (facts) => {
    const fact = facts.get('state.ended');
    const domain = facts.get('state.domain');
    const mx = facts.get('dns.mx');
    if (fact === undefined || domain === undefined || mx === undefined) return UNKNOWN;
    const { endedAt } = fact.observed;
    const { hostname, ours } = domain.observed;
    const leadsHere = mx.observed.records.some(({ host }) => host === hostname);
    // Who moved on is well somewhere else, and it is nobody's business.
    if (ours || endedAt === null || !leadsHere) return RULED_OUT;
    return found({
      certainty: 'proven',
      about: about(facts),
      args: { domain: fact.observed.domain, endedAt, hostname },
      evidence: [fact.evidence, showing(mx.evidence, { ...mx.observed })],
      fix: [
        fix('order-mail-again', { domain: fact.observed.domain }),
        fix('move-mail-elsewhere', { domain: fact.observed.domain }),
      ],
    });
  },
};

export const CONTRACT_CAUSES: readonly Cause[] = [failureRatio, cardFailed, cancelled];
