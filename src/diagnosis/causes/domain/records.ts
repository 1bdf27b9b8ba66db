/** Missing SPF, DKIM and DMARC records of a domain of ours: notes beside, unless sending is what fails. */
import { type Cause, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { fix } from '../../fixes.ts';

function missing(
  id: 'dom-spf-missing' | 'dom-dkim-missing' | 'dom-dmarc-missing',
  probe: 'dns.spf' | 'dns.dkim' | 'dns.dmarc',
  height: number,
  proof: string,
): Cause {
  return {
    id,
    family: 'dom',
    since: '0.1.0',
    symptoms: ['send'],
    height,
    note: true,
    needs: ['state.domain', 'dns.domain', probe],
    explains: [],
    proof,
    judge(facts) {
      const record = facts.get(probe);
      if (facts.get('state.domain')?.observed.ours !== true) return RULED_OUT;
      // A domain that is not there has no records either: what that means is not for us to say.
      if (record === undefined || facts.get('dns.domain')?.observed.exists !== true) return UNKNOWN;
      const { name, state, wanted } = record.observed;
      if (state !== 'missing') return RULED_OUT;
      const { domain } = facts.subject;
      return found({
        certainty: 'proven',
        about: { domain },
        args: { domain, name, value: wanted },
        evidence: [record.evidence],
        fix: [fix('publish-txt', { name, value: wanted })],
      });
    },
  };
}

export const spfMissing = missing(
  'dom-spf-missing',
  'dns.spf',
  6,
  'the domain has no TXT record that begins with v=spf1',
);
export const dkimMissing = missing('dom-dkim-missing', 'dns.dkim', 4, 'our selector has no key record in the domain');
export const dmarcMissing = missing(
  'dom-dmarc-missing',
  'dns.dmarc',
  2,
  'neither the domain nor the domain above it has a _dmarc record',
);
