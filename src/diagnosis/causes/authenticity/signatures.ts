/** Causes in DKIM keys and DMARC records of a domain of ours. Notes, unless sending is what fails. */
import { type Cause, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Fix } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import type { DkimSelector } from '../../observed-authenticity.ts';
import { ofOurs, REFUSED_FOR, repairOf } from './spf.ts';

const shared = { family: 'dom', since: '0.3.0', symptoms: ['send'], note: true } as const;

/** Our key under the selector; where that is an alias, whoever keeps the other name has to publish it. */
export const keyRepair = ({ name, wanted, found: old, alias }: DkimSelector): Fix =>
  alias === null
    ? fix('replace-txt', { name, value: wanted, found: old })
    : fix('replace-key-alias', { name, value: wanted, alias });

export const dkimMismatch: Cause = {
  ...shared,
  id: 'dom-dkim-mismatch',
  height: 10,
  needs: ['state.domain', 'dns.domain', 'dns.dkim-keys'],
  explains: ['dom-dkim-missing', ...REFUSED_FOR],
  proof: 'the key published under our selector is not the one we sign with: another, cut off, emptied or unreadable',
  judge: (facts) =>
    ofOurs(facts, () => {
      const keys = facts.get('dns.dkim-keys');
      if (keys === undefined) return UNKNOWN;
      const { domain, selectors } = keys.observed;
      const wrong = selectors.filter((one) => one.state !== 'ok' && one.state !== 'missing');
      // One signature that holds is enough for every receiver (RFC 6376 §6.1).
      if (wrong.length === 0 || selectors.some((one) => one.state === 'ok')) return RULED_OUT;
      const [first] = wrong;
      return found({
        // Of several records a receiver may take ours or the other.
        certainty: first.state === 'several' ? 'likely' : 'proven',
        about: { domain },
        args: { domain, name: first.name, kind: first.state, length: first.found.join('').length },
        evidence: [keys.evidence],
        fix: wrong.map(keyRepair),
      });
    }),
};

export const dmarcBad: Cause = {
  ...shared,
  id: 'dom-dmarc-multiple-or-bad',
  height: 8,
  needs: ['state.domain', 'dns.domain', 'dns.dmarc-check'],
  explains: ['dom-dmarc-missing'],
  proof: 'two DMARC records, one that receivers cannot read, or one at a name where nobody looks',
  judge: (facts) =>
    ofOurs(facts, () => {
      const dmarc = facts.get('dns.dmarc-check');
      if (dmarc === undefined) return UNKNOWN;
      const { domain, state, name, records, problem, term, misplaced, value } = dmarc.observed;
      const [astray] = misplaced;
      if (state === 'ok' || (state === 'none' && astray === undefined)) return RULED_OUT;
      const kind = state === 'several' ? 'several' : state === 'none' ? 'misplaced' : (problem ?? 'bad');
      return found({
        certainty: 'proven',
        about: { domain },
        args: { domain, name, kind, count: records.length, term: term ?? '', where: astray?.name ?? name },
        evidence: [dmarc.evidence],
        fix: [fix('replace-txt', { name: `_dmarc.${domain}`, value, found: records })],
      });
    }),
};

export const ownPolicyHitsSelf: Cause = {
  ...shared,
  id: 'dom-dmarc-own-policy-hits-self',
  height: 24,
  needs: ['state.domain', 'dns.domain', 'dns.spf-check', 'dns.dkim-keys', 'dns.dmarc-check'],
  explains: [
    'dom-spf-missing',
    'dom-spf-lacks-us',
    'dom-spf-multiple',
    'dom-spf-too-many-lookups',
    'dom-spf-syntax',
    'dom-dkim-missing',
    'dom-dkim-mismatch',
    ...REFUSED_FOR,
  ],
  proof: 'DMARC asks to refuse what neither SPF nor DKIM confirms, and neither confirms mail from our servers',
  judge: (facts) =>
    ofOurs(facts, () => {
      const spf = facts.get('dns.spf-check');
      const keys = facts.get('dns.dkim-keys');
      const dmarc = facts.get('dns.dmarc-check');
      if (spf === undefined || keys === undefined || dmarc === undefined) return UNKNOWN;
      const { domain, policy, name, value } = dmarc.observed;
      if (policy !== 'reject' && policy !== 'quarantine') return RULED_OUT;
      const { addresses } = spf.observed;
      if (addresses.some((one) => one.result === 'temperror') || addresses.length === 0) return UNKNOWN;
      const unconfirmed = addresses.filter((one) => one.result !== 'pass');
      if (unconfirmed.length === 0 || keys.observed.selectors.some((one) => one.state === 'ok')) return RULED_OUT;
      const wrong = keys.observed.selectors;
      return found({
        certainty: unconfirmed.length === addresses.length ? 'proven' : 'likely',
        about: { domain },
        args: { domain, policy, name, addresses: unconfirmed.map((one) => one.address), record: value },
        evidence: [dmarc.evidence, spf.evidence, keys.evidence],
        fix: [...repairOf(spf), ...wrong.map(keyRepair)],
      });
    }),
};
