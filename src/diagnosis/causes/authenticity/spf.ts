/** Causes in a domain's SPF record, evaluated for the addresses we really send from. Notes, unless sending is what fails. */
import { type Cause, type Judgement, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Fact, Facts } from '../../facts.ts';
import type { Fix } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import type { SpfForAddress } from '../../observed-authenticity.ts';

type SpfFact = Fact<'dns.spf-check'>;
const shared = { family: 'dom', since: '0.1.0', symptoms: ['send'], note: true } as const;
const NEEDS = ['state.domain', 'dns.domain', 'dns.spf-check'] as const;

/** Judges only a domain of ours that is there. */
export function ofOurs(facts: Facts, judge: () => Judgement): Judgement {
  if (facts.get('state.domain')?.observed.ours !== true) return RULED_OUT;
  return facts.get('dns.domain')?.observed.exists === true ? judge() : UNKNOWN;
}

/** The finished record, or what has to be understood first. */
export function repairOf({ observed }: SpfFact): readonly Fix[] {
  const { domain, merged, records, near, unclear } = observed;
  if (merged === null) return [fix('mend-spf-by-hand', { domain, terms: unclear })];
  return [fix('replace-txt', { name: domain, value: merged, found: records.length > 0 ? records : near })];
}

const withResult = (spf: SpfFact, results: readonly SpfForAddress['result'][]): readonly SpfForAddress[] =>
  spf.observed.addresses.filter((one) => results.includes(one.result));

/** Ours that a lone, readable record does not allow. */
const refused = (spf: SpfFact): readonly SpfForAddress[] =>
  spf.observed.records.length === 1 ? withResult(spf, ['fail', 'softfail']) : [];

export const spfLacksUs: Cause = {
  ...shared,
  id: 'dom-spf-lacks-us',
  height: 12,
  needs: NEEDS,
  explains: [],
  proof: 'the SPF record, evaluated as receivers do for each address we send from, ends in fail or softfail',
  judge: (facts) =>
    ofOurs(facts, () => {
      const spf = facts.get('dns.spf-check');
      if (spf === undefined) return UNKNOWN;
      const outside = refused(spf);
      if (outside.length === 0) return RULED_OUT;
      const { domain, addresses, records } = spf.observed;
      return found({
        // Mail leaves from one of several addresses; which one, the receiver's network decides.
        certainty: outside.length === addresses.length ? 'proven' : 'likely',
        about: { domain },
        args: {
          domain,
          addresses: outside.map((one) => one.address),
          record: records[0],
          result: outside.some((one) => one.result === 'fail') ? 'fail' : 'softfail',
        },
        evidence: [spf.evidence],
        fix: repairOf(spf),
      });
    }),
};

export const spfMultiple: Cause = {
  ...shared,
  id: 'dom-spf-multiple',
  height: 16,
  needs: NEEDS,
  explains: [],
  proof: 'the domain has more than one TXT record that begins with v=spf1: an error for every receiver',
  judge: (facts) =>
    ofOurs(facts, () => {
      const spf = facts.get('dns.spf-check');
      if (spf === undefined) return UNKNOWN;
      const { domain, records } = spf.observed;
      if (records.length < 2) return RULED_OUT;
      return found({
        certainty: 'proven',
        about: { domain },
        args: { domain, count: records.length, records },
        evidence: [spf.evidence],
        fix: repairOf(spf),
      });
    }),
};

const TOO_MANY: readonly string[] = ['too-many-lookups', 'too-many-void', 'too-many-mx'];

export const spfTooManyLookups: Cause = {
  ...shared,
  id: 'dom-spf-too-many-lookups',
  height: 14,
  needs: NEEDS,
  explains: [],
  proof: 'evaluated for our address, the SPF record needs more than ten questions, or more than two come back empty',
  judge: (facts) =>
    ofOurs(facts, () => {
      const spf = facts.get('dns.spf-check');
      if (spf === undefined) return UNKNOWN;
      const over = spf.observed.addresses.find((one) => one.why !== null && TOO_MANY.includes(one.why));
      if (over === undefined) return RULED_OUT;
      const { domain, tree } = spf.observed;
      return found({
        certainty: 'proven',
        about: { domain },
        args: {
          domain,
          kind: over.why ?? '',
          term: over.at?.term ?? '',
          where: over.at?.domain ?? domain,
          voids: over.voids,
          tree,
        },
        evidence: [spf.evidence],
        fix: [...repairOf(spf), fix('shorten-spf', { domain })],
      });
    }),
};

export const spfSyntax: Cause = {
  ...shared,
  id: 'dom-spf-syntax',
  height: 15,
  needs: NEEDS,
  explains: ['dom-spf-missing'],
  proof: 'a term of the SPF record (or of one it includes) breaks the grammar, or a record is meant as SPF and is none',
  judge: (facts) =>
    ofOurs(facts, () => {
      const spf = facts.get('dns.spf-check');
      if (spf === undefined) return UNKNOWN;
      const { domain, records, near, addresses } = spf.observed;
      const [lost] = near;
      if (records.length === 0 && lost !== undefined)
        return found({
          certainty: 'proven',
          about: { domain },
          args: { domain, kind: 'no-version', where: domain, term: lost },
          evidence: [spf.evidence],
          fix: repairOf(spf),
        });
      const wrong = addresses.find((one) => one.result === 'permerror' && !TOO_MANY.includes(one.why ?? ''));
      if (records.length !== 1 || wrong === undefined) return RULED_OUT;
      const where = wrong.at?.domain ?? domain;
      const isForeign = where !== domain;
      return found({
        certainty: 'proven',
        about: { domain },
        args: { domain, kind: wrong.why ?? '', where, term: wrong.at?.term ?? '' },
        evidence: [spf.evidence],
        // What an included record has wrong only its owner can mend; with us in front it no longer matters to our mail.
        fix: [...repairOf(spf), ...(isForeign ? [fix('mend-foreign-spf', { domain, where })] : [])],
      });
    }),
};

export const ipChanged: Cause = {
  ...shared,
  id: 'svc-ip-changed',
  family: 'svc',
  height: 18,
  needs: NEEDS,
  explains: ['dom-spf-lacks-us'],
  proof: 'the SPF record names an address that we sent from before, and none of those we send from now',
  judge: (facts) =>
    ofOurs(facts, () => {
      const spf = facts.get('dns.spf-check');
      if (spf === undefined) return UNKNOWN;
      const outside = refused(spf);
      const { domain, former, addresses } = spf.observed;
      if (former.length === 0 || outside.length !== addresses.length || outside.length === 0) return RULED_OUT;
      return found({
        certainty: 'proven',
        about: { domain },
        args: { domain, former, addresses: outside.map((one) => one.address) },
        evidence: [spf.evidence],
        fix: repairOf(spf),
      });
    }),
};
