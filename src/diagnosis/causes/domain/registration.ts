/** Causes at the registry: the domain is nobody's. Judged from the registry's word first, the delegation second. */
import { type Cause, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import type { Certainty } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import { RECORD_CAUSES } from './below.ts';

/**
 * How sure it is that the domain is not registered; null when it is, or when nothing can be said. The registry's
 * "not found" proves it; a name that does not exist in DNS makes it likely when the registry cannot be asked, and only
 * possible when it lies below a name that does exist.
 */
export function goneWith(facts: Facts): Certainty | null {
  const dns = facts.get('dns.domain');
  const registry = facts.get('registry.rdap');
  if (dns === undefined || dns.observed.exists) return null;
  if (registry !== undefined) return registry.observed.registered ? null : 'proven';
  if (!facts.failed('registry.rdap')) return null;
  return dns.observed.parent === null ? 'likely' : 'possible';
}

export const notRegistered: Cause = {
  id: 'dom-not-registered',
  family: 'dom',
  since: '0.1.0',
  symptoms: ['receive', 'send', 'both'],
  height: 50,
  needs: ['dns.domain'],
  explains: RECORD_CAUSES,
  proof: 'the registry answers "not found" (RDAP 404); without the registry, NXDOMAIN makes it likely',
  judge(facts) {
    const dns = facts.get('dns.domain');
    const registry = facts.get('registry.rdap');
    if (dns === undefined) return UNKNOWN;
    if (dns.observed.exists || registry?.observed.registered === true) return RULED_OUT;
    const certainty = goneWith(facts);
    if (certainty === null) return UNKNOWN;
    const { domain } = dns.observed;
    return found({
      certainty,
      about: { domain },
      args: { domain, proof: registry === undefined ? 'dns' : 'registry' },
      evidence: registry === undefined ? [dns.evidence] : [registry.evidence, dns.evidence],
      fix: [fix('register-domain', { domain })],
    });
  },
};
