/**
 * What the causes of outgoing mail share: of each recipient the newest message that is not settled by a later one that
 * arrived, and whether the answer is named by another cause. Pure.
 */
import type { DeliverySeen, MtaDeliveries } from '../../observed-traffic.ts';
import { type Facts, showing } from '../../facts.ts';
import type { Known } from '../../evidence.ts';
import type { Arguments } from '../../finding.ts';
import { PRESENT_CAUSES, type PresentCause } from '../../present.ts';
import { weighText } from '../../texts/verdict.ts';

/** The newest message to each recipient, when nothing sent after it arrived. Newest first. */
export function unsettled({ deliveries }: MtaDeliveries): readonly DeliverySeen[] {
  const seen = new Set<string>();
  const open: DeliverySeen[] = [];
  // Of one moment what went wrong counts before what arrived only when it was sent later.
  for (const one of deliveries.toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : a.sentAt > b.sentAt ? -1 : 0))) {
    if (seen.has(one.recipient)) continue;
    seen.add(one.recipient);
    if (one.state !== 'delivered') open.push(one);
  }
  return open;
}

/** Causes at the recipient's side that name an answer more exactly than a cause here could. */
const NAMED_BY_ANSWERS: ReadonlySet<string> = new Set([
  'snd-recipient-unknown',
  'snd-recipient-full',
  'snd-recipient-disabled',
  'snd-recipient-blocks-sender',
  'snd-recipient-domain-dead',
  'snd-content-rejected',
  'snd-signature-link-listed',
  'snd-attachment-type',
  'snd-too-large',
  'snd-big-provider-throttle',
  'snd-allowlist-recipient',
  'snd-bulk-rules-5000',
  'snd-smtputf8',
  'snd-headers-invalid',
  'snd-list-dmarc',
  'snd-greylisted',
  'snd-server-ip-listed',
  'snd-no-ptr',
  'snd-sender-domain-unresolvable',
  'dom-spf-lacks-us',
]);
export const RECIPIENT_SIDE: readonly PresentCause[] = PRESENT_CAUSES.filter((id) => NAMED_BY_ANSWERS.has(id));

const answerOf = ({ code, enhanced, text }: DeliverySeen): string => `${code ?? ''} ${enhanced ?? ''} ${text ?? ''}`;

/** True when the answer itself says why: then that cause is told, not that there was an answer. */
export function isNamed(one: DeliverySeen): boolean {
  if (one.cause !== null && NAMED_BY_ANSWERS.has(one.cause)) return true;
  if (one.isOurWords) return false;
  return weighText(answerOf(one)).candidates.some(({ cause }) => NAMED_BY_ANSWERS.has(cause));
}

/** Names and times of one delivery, for the words. */
export const argumentsOf = (one: DeliverySeen): Arguments => ({
  recipient: one.recipient,
  sentAt: one.sentAt,
  triedAt: one.at,
  host: one.remoteHost ?? '',
  answer: one.text === null ? '' : (one.isOurWords ? one.text : `${one.code ?? ''} ${one.text}`).slice(0, 300),
  isOurs: one.isOurWords ? 'yes' : 'no',
  attempts: one.attempts,
  ...(one.nextTryAt === null ? {} : { nextTryAt: one.nextTryAt }),
  ...(one.givesUpAt === null ? {} : { givesUpAt: one.givesUpAt }),
  ...(one.subject === null ? {} : { subject: one.subject }),
});

export const shown = (evidence: Known, deliveries: readonly DeliverySeen[]): Known =>
  showing(evidence, { deliveries: deliveries.slice(0, 5) });

export const about = ({ subject }: Facts) => ({
  domain: subject.domain,
  ...(subject.address === undefined ? {} : { address: subject.address }),
});
/** Outgoing mail explains nothing of what somebody cannot receive. */
export const besideReceiving = ({ symptom }: Facts): { readonly aside?: true } =>
  symptom === 'receive' ? { aside: true } : {};
