/**
 * A broken chain of trust: mail hosts that validate cannot read the zone. Proven by our own check of every link, or by
 * resolvers that answer only with checking disabled.
 */
import { type Cause, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { fix } from '../../fixes.ts';
import type { DnsTrust, ResolverView } from '../../observed-delegation.ts';
import { RECORD_CAUSES } from '../domain/below.ts';

const ANSWERS = ['records', 'nodata', 'nxdomain'];
/** Answers only when it need not validate. */
const failsChecked = ({ answer, unchecked }: ResolverView): boolean =>
  answer === 'servfail' && ANSWERS.includes(unchecked ?? '');
/** Extended errors that speak of DNSSEC (RFC 8914 §4: 1, 2, 5 to 12). */
const REASON_OF: Readonly<Record<number, string>> = {
  7: 'signature-expired',
  8: 'signature-not-yet-valid',
  9: 'ds-mismatch',
  10: 'missing-signature',
  12: 'denial-wrong',
};
const isAboutTrust = (code: number): boolean => [1, 2, 5, 6, 7, 8, 9, 10, 11, 12].includes(code);

/** At the registrar when the DS is wrong, at the DNS host when the signatures are. */
const repair = (zone: string, reason: string) =>
  reason === 'ds-mismatch' || reason === 'no-dnskey' ? [fix('mend-ds', { zone })] : [fix('sign-zone-again', { zone })];

const told = ({ reason, type, signatureAt, dsTags, keyTags }: DnsTrust) => ({
  reason: reason ?? '',
  type: type ?? '',
  ...(signatureAt === null ? {} : { signatureAt }),
  dsTags: dsTags.map(String),
  keyTags: keyTags.map(String),
});

export const dnssecBogus: Cause = {
  id: 'dom-dnssec-bogus',
  family: 'dom',
  since: '0.1.0',
  symptoms: ['receive', 'send', 'both', 'some'],
  height: 49,
  needs: [],
  explains: [...RECORD_CAUSES, 'dom-propagation', 'dom-ns-inconsistent'],
  proof:
    'the chain of trust breaks at this zone on every server that we could ask; or a resolver answers SERVFAIL, and ' +
    'the same question with checking disabled',
  judge(facts) {
    const trust = facts.get('dns.trust');
    const recursive = facts.get('dns.recursive');
    const resolvers = recursive?.observed.resolvers ?? [];
    const failing = resolvers.filter(failsChecked);
    const { domain } = facts.subject;
    if (trust?.observed.state === 'bogus') {
      // A resolver that has validated it contradicts us: our clock or our view may be what is wrong.
      if (resolvers.some(({ authentic }) => authentic)) return UNKNOWN;
      const zone = trust.observed.brokenAt ?? trust.observed.zone;
      return found({
        certainty: 'proven',
        about: { domain },
        args: { domain, zone, ...told(trust.observed) },
        evidence: [trust.evidence, ...(failing.length === 0 || recursive === undefined ? [] : [recursive.evidence])],
        fix: repair(zone, trust.observed.reason ?? ''),
      });
    }
    // Seen secure or unsigned by ourselves: a resolver behind the times.
    if (trust !== undefined) return RULED_OUT;
    if (recursive === undefined) return UNKNOWN;
    if (failing.length === 0) return RULED_OUT;
    const codes = failing.flatMap(({ errors }) => errors.map(({ code }) => code)).filter(isAboutTrust);
    const isAll = resolvers.every((one) => failsChecked(one) || !ANSWERS.includes(one.answer));
    const reason = codes.flatMap((code) => REASON_OF[code] ?? []).at(0) ?? '';
    return found({
      certainty: isAll && codes.length > 0 ? 'proven' : 'likely',
      about: { domain },
      args: { domain, zone: domain, reason, type: '', dsTags: [], keyTags: [] },
      evidence: [recursive.evidence],
      fix: reason === '' ? [fix('mend-ds', { zone: domain })] : repair(domain, reason),
    });
  },
};
