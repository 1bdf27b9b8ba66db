/**
 * What was said about a cause: in a pasted text, in a bounce, in our own record of a delivery. One answer to all causes of
 * this family. Pure.
 */
import { type Facts, showing } from '../../facts.ts';
import type { Known } from '../../evidence.ts';
import type { Arguments, Certainty } from '../../finding.ts';
import type { PastedCandidate, PastedText } from '../../observed-pasted.ts';
import type { DeliverySeen } from '../../observed-traffic.ts';
import { weighText } from '../../texts/verdict.ts';
import { argumentsOf, shown, unsettled } from '../traffic/outgoing.ts';

export interface Said {
  readonly certainty: Certainty;
  readonly args: Arguments;
  readonly evidence: readonly Known[];
  readonly from: 'text' | 'delivery';
}

/** Arguments of a text for the words; also used without a subject, by `service/explain.ts`. */
export function textArguments(pasted: PastedText, candidate: PastedCandidate | undefined): Arguments {
  const [first] = pasted.bounce?.recipients ?? [];
  const told = pasted.bounce?.recipients.find(
    (one) => one.diagnostic !== null && pasted.recipients.includes(one.address),
  );
  const recipient = told?.address ?? pasted.recipients[0] ?? '';
  return {
    recipient,
    host: told?.remoteMta ?? first?.remoteMta ?? '',
    answer: (told?.diagnostic ?? pasted.reply ?? candidate?.quote ?? '').slice(0, 300),
    quote: candidate?.quote ?? '',
    program: candidate?.program ?? '',
    direction: pasted.direction ?? '',
    reporter: pasted.bounce?.reportingMta ?? '',
  };
}

/** In the pasted text: the first candidate, or another that is likely. Null when the text does not say it. */
export function saidInText(facts: Facts, cause: string): Said | null {
  const fact = facts.get('pasted.text');
  if (fact === undefined) return null;
  const { candidates } = fact.observed;
  const index = candidates.findIndex((one) => one.cause === cause);
  const candidate = candidates[index];
  if (candidate === undefined || (index > 0 && candidate.certainty !== 'likely')) return null;
  const args = textArguments(fact.observed, candidate);
  const { bounce, code } = fact.observed;
  const evidence = showing(fact.evidence, { quote: candidate.quote, program: candidate.program, code, bounce });
  const own = facts.get('pasted.own');
  const delivery = own?.observed.delivery ?? null;
  if (own === undefined || delivery === null || delivery.text === null)
    return { certainty: candidate.certainty, args, evidence: [evidence], from: 'text' };
  // Our own line of the same delivery says the same: then it is no longer only a text.
  const proves = causeOfAnswer(delivery.code, delivery.enhanced, delivery.text) === cause;
  return {
    certainty: proves ? 'proven' : candidate.certainty,
    args: { ...args, recipient: delivery.recipient, host: delivery.remoteHost ?? args['host'] },
    evidence: proves ? [showing(own.evidence, { delivery }), evidence] : [evidence],
    from: 'text',
  };
}

/** True when the refused message was for the subject itself: then its own state tells why, not the recipient's side. */
export function isAboutSubject(facts: Facts): boolean {
  const recipients = facts.get('pasted.text')?.observed.recipients ?? [];
  const { address, domain } = facts.subject;
  return recipients.length > 0 && recipients.every((one) => one === address || one.endsWith(`@${domain}`));
}

/** What the words of another server mean; null when they are not clear. */
export function causeOfAnswer(code: number | null, enhanced: string | null, text: string): string | null {
  const [first] = weighText(`${code ?? ''} ${enhanced ?? ''} ${text}`).candidates;
  return first?.certainty === 'likely' ? first.cause : null;
}

/** Of our own deliveries those, not settled since, whose answer means this cause. */
export function saidToUs(facts: Facts, cause: string, ids: readonly string[]): Said | null {
  const fact = facts.get('mta.deliveries');
  if (fact === undefined) return null;
  const named = unsettled(fact.observed).filter(
    (one) =>
      (one.state === 'failed' || one.state === 'deferred') && one.origin === 'submission' && nameOf(one, ids) === cause,
  );
  const [newest] = named;
  if (newest === undefined) return null;
  return {
    certainty: 'proven',
    args: { ...argumentsOf(newest), quote: newest.text ?? '', program: '', direction: 'outgoing', reporter: '' },
    evidence: [shown(fact.evidence, named)],
    from: 'delivery',
  };
}

/** The cause that an answer names: its words first, then what the engine made of it. */
function nameOf(one: DeliverySeen, ids: readonly string[]): string | null {
  if (one.isOurWords) return one.cause;
  const words = weighText(`${one.code ?? ''} ${one.enhanced ?? ''} ${one.text ?? ''}`).candidates;
  return words.find(({ cause }) => ids.includes(cause))?.cause ?? one.cause;
}
