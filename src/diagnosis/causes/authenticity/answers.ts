/**
 * What receivers said about our servers and the customer's domain: in our own record of a delivery, or in a pasted text.
 * Adds that to causes that are otherwise proven from DNS. Pure.
 */
import { type Cause, type Hit, type Judgement, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import type { Arguments, Fix } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import { type Said, saidInText, saidToUs } from '../pasted/said.ts';
import { about, besideReceiving, unsettled } from '../traffic/outgoing.ts';
import { keyRepair } from './signatures.ts';
import { ofOurs } from './spf.ts';

/** Ids that an answer can name; the words of one answer count for the likeliest of them. */
const NAMED = [
  'snd-server-ip-listed',
  'snd-no-ptr',
  'snd-sender-domain-unresolvable',
  'dom-on-uri-blocklist',
  'dom-dmarc-misaligned',
] as const;
type Named = (typeof NAMED)[number];

/** A shortcoming seen in DNS explains nothing unless sending is what was asked about. */
export const besideAllButSending = ({ symptom }: Facts): { readonly aside?: true } =>
  symptom === 'send' ? {} : { aside: true };

const saidOf = (facts: Facts, id: Named): Said | null => saidToUs(facts, id, NAMED) ?? saidInText(facts, id);

/** The judgement from DNS, else what a receiver said. `fixes` for the latter. */
export function withAnswers(cause: Cause & { readonly id: Named }, fixes: (facts: Facts) => readonly Fix[]): Cause {
  const judge = (facts: Facts): Judgement => {
    const missing = cause.needs.some((probe) => facts.get(probe) === undefined);
    const judged = missing ? UNKNOWN : cause.judge(facts);
    if (judged.kind === 'found') return judged;
    const said = saidOf(facts, cause.id);
    if (said === null) return judged;
    const hit: Hit = {
      certainty: said.certainty,
      about: about(facts),
      args: { ...said.args, kind: 'said' },
      evidence: said.evidence,
      fix: fixes(facts),
      ...(said.from === 'text' ? {} : besideReceiving(facts)),
    };
    return found(hit);
  };
  return { ...cause, needs: [], judge };
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** RFC 9989 §4.4: what SPF confirms counts only for the domain it confirms, and that must be the one in From. */
export const dmarcMisaligned: Cause = {
  id: 'dom-dmarc-misaligned',
  family: 'dom',
  since: '0.3.0',
  symptoms: ['send', 'some'],
  height: 26,
  needs: ['state.domain', 'dns.domain', 'dns.dkim-keys', 'mta.deliveries'],
  explains: ['dom-dkim-missing', 'dom-dkim-mismatch', 'snd-list-dmarc'],
  proof: 'refused for DMARC with another domain in the envelope than the mailbox has, and no signature that holds',
  judge: (facts) =>
    ofOurs(facts, () => {
      const keys = facts.get('dns.dkim-keys');
      const deliveries = facts.get('mta.deliveries');
      if (keys === undefined || deliveries === undefined) return UNKNOWN;
      const { selectors, domain } = keys.observed;
      if (selectors.some((one) => one.state === 'ok')) return RULED_OUT;
      const foreign = unsettled(deliveries.observed).filter(
        (one) => one.mailFrom !== '' && domainOf(one.mailFrom) !== domain && one.origin === 'submission',
      );
      const said = saidToUs(narrowed(facts, foreign), 'dom-dmarc-misaligned', NAMED);
      if (said === null || foreign.length === 0) return RULED_OUT;
      const args: Arguments = { ...said.args, domain, envelope: domainOf(foreign[0].mailFrom) };
      return found({
        // That the visible sender was of this domain is not written down; the answer and the envelope make it likely.
        certainty: 'likely',
        about: about(facts),
        args,
        evidence: [...said.evidence, keys.evidence],
        fix: [
          ...selectors.map(keyRepair),
          fix('send-with-own-domain', { domain, envelope: domainOf(foreign[0].mailFrom) }),
        ],
        ...besideReceiving(facts),
      });
    }),
};

/** The same facts with only these deliveries. */
function narrowed(facts: Facts, deliveries: ReturnType<typeof unsettled>): Facts {
  const fact = facts.get('mta.deliveries');
  if (fact === undefined) return facts;
  const only = { ...fact, observed: { ...fact.observed, deliveries } };
  return { ...facts, get: ((probe) => (probe === 'mta.deliveries' ? only : facts.get(probe))) as Facts['get'] };
}
