/** Causes in what senders check before they hand mail over: the MTA-STS policy and DANE. These stop mail to the domain. */
import { type Cause, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { fix } from '../../fixes.ts';

const shared = { family: 'dom', since: '0.3.0', symptoms: ['some', 'receive'] } as const;

export const mtaStsMismatch: Cause = {
  ...shared,
  id: 'dom-mtasts-mismatch',
  height: 38,
  needs: ['dns.domain', 'dns.mx', 'outside.mta-sts'],
  explains: [],
  proof: 'the MTA-STS policy in force leaves MX hosts out, or cannot be fetched as its senders must fetch it',
  judge(facts) {
    const sts = facts.get('outside.mta-sts');
    if (sts === undefined) return UNKNOWN;
    const { domain, state, mode, uncovered, covered, patterns, why } = sts.observed;
    const url = `https://mta-sts.${domain}/.well-known/mta-sts.txt`;
    const args = { domain, kind: state, hosts: uncovered, patterns, why: why ?? '', url };
    switch (state) {
      case 'off':
      case 'ok':
      case 'bad-record': // senders do as if there were none
        return RULED_OUT;
      case 'mismatch':
        // In test mode senders report and deliver all the same.
        if (mode !== 'enforce') return RULED_OUT;
        return found({
          // As long as one host is allowed, mail arrives there.
          certainty: covered.length === 0 ? 'proven' : 'likely',
          about: { domain },
          args,
          evidence: [sts.evidence],
          fix: [fix('update-mta-sts', { domain, url, hosts: [...covered, ...uncovered] })],
        });
      case 'no-policy':
      case 'bad-policy':
      case 'bad-certificate':
        // Whoever keeps an earlier copy goes by that; whoever has none delivers as usual.
        return found({
          certainty: 'likely',
          about: { domain },
          args,
          evidence: [sts.evidence],
          fix: [fix('mend-mta-sts-host', { domain, url })],
        });
    }
  },
};

export const tlsaMismatch: Cause = {
  ...shared,
  id: 'dom-tlsa-mismatch',
  symptoms: ['some', 'slow', 'receive'],
  height: 37,
  needs: ['dns.domain', 'dns.mx', 'dns.tlsa'],
  explains: [],
  proof: 'no usable TLSA record of the MX host fits the certificate it shows, and the zone is signed',
  judge(facts) {
    const tlsa = facts.get('dns.tlsa');
    if (tlsa === undefined) return UNKNOWN;
    // Records that DNSSEC does not vouch for, or of kinds not meant for mail, are read by nobody.
    const wrong = tlsa.observed.hosts.filter((one) => one.secure !== false && one.usable > 0 && !one.matches);
    if (wrong.length === 0) return RULED_OUT;
    const { domain } = tlsa.observed;
    return found({
      certainty: wrong.some((one) => one.secure === true) ? 'proven' : 'likely',
      about: { domain },
      args: { domain, hosts: wrong.map((one) => one.host), names: wrong.map((one) => one.name) },
      evidence: [tlsa.evidence],
      fix: wrong.map(({ name, wanted }) => fix('replace-tlsa', { name, value: wanted })),
    });
  },
};
