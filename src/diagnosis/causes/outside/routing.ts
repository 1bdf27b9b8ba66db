/** Causes in where mail between our own customers goes, against where the world's goes. */
import { type Cause, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { fix } from '../../fixes.ts';

export const staleLocalZone: Cause = {
  id: 'dom-stale-local-zone',
  family: 'dom',
  since: '0.1.0',
  height: 40,
  symptoms: ['some', 'receive'],
  needs: ['state.domain', 'outside.inbound', 'loop.inbound-rcpt', 'loop.local'],
  explains: ['dom-mx-wrong-host'],
  proof:
    'every MX is another host, which would take mail for the address; our own customers’ mail to it stayed here, in a mailbox where nobody has signed in for 14 days',
  judge(facts) {
    const inbound = facts.get('outside.inbound');
    const rcpt = facts.get('loop.inbound-rcpt');
    const local = facts.get('loop.local');
    if (inbound === undefined || rcpt === undefined || local === undefined) return UNKNOWN;
    if (facts.get('state.domain')?.observed.ours !== true) return RULED_OUT;
    const { hosts } = inbound.observed;
    if (hosts.length === 0 || hosts.some((one) => one.ours)) return RULED_OUT;
    const taken = rcpt.observed.answers.find(
      ({ ours, stage, code }) => !ours && stage === 'rcpt-to' && code >= 200 && code < 300,
    );
    const { fromHere, lastFromHereAt, lastSignInAt, days } = local.observed;
    if (taken === undefined || fromHere === 0 || lastFromHereAt === null || lastSignInAt !== null) return RULED_OUT;
    const { domain, address } = facts.subject;
    const hostname = facts.get('state.domain')?.observed.hostname ?? '';
    return found({
      certainty: 'proven',
      about: { domain, ...(address === undefined ? {} : { address }) },
      args: {
        domain,
        address: address ?? domain,
        host: taken.host,
        hostname,
        fromHere,
        lastAt: lastFromHereAt,
        days,
      },
      evidence: [inbound.evidence, rcpt.evidence, local.evidence],
      fix: [fix('stop-serving-domain', { domain, host: taken.host }), fix('replace-mx', { domain, hostname })],
    });
  },
};
