/** Causes at the recipient's side, and in what was sent: read from the other server's words, pasted or in our own record. */
import { type Cause, found, type Hit, RULED_OUT, UNKNOWN } from '../../cause.ts';
import type { Arguments, Fix, Symptom } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import { about, besideReceiving } from '../traffic/outgoing.ts';
import type { PastedCause } from './ids.ts';
import { isAboutSubject, type Said, saidInText, saidToUs } from './said.ts';

type AnswerCause = Extract<PastedCause, `snd-${string}`>;
interface Kind {
  readonly symptoms?: readonly Symptom[];
  readonly height?: number;
  /** What the answer says, for docs/causes.md. */
  readonly proof: string;
  readonly fixes: (args: Arguments) => readonly Fix[];
}
const toRecipient = (args: Arguments): Arguments => ({ recipient: args['recipient'] ?? '' });
const alone =
  (...ids: readonly Parameters<typeof fix>[0][]) =>
  (args: Arguments): readonly Fix[] =>
    ids.map((id) => fix(id, { ...toRecipient(args), host: args['host'] ?? '', quote: args['quote'] ?? '' }));

const KINDS: Readonly<Record<AnswerCause, Kind>> = {
  'snd-recipient-unknown': {
    proof: 'the recipient’s server says that there is no such mailbox (5.1.1)',
    fixes: alone('correct-recipient'),
  },
  'snd-recipient-full': {
    proof: 'the recipient’s server says that the mailbox is full (x.2.2)',
    fixes: alone('ask-recipient-for-room'),
  },
  'snd-recipient-disabled': {
    proof: 'the recipient’s server says that the account is closed or inactive (5.2.1)',
    fixes: alone('reach-recipient-elsewhere'),
  },
  'snd-recipient-blocks-sender': {
    proof: 'the recipient, or the firm, refuses this sender in so many words',
    fixes: alone('ask-recipient-to-allow'),
  },
  'snd-recipient-domain-dead': {
    proof: 'the recipient’s domain does not exist or has no mail server (5.1.2, 5.4.4)',
    fixes: alone('check-recipient-domain'),
  },
  'snd-content-rejected': {
    proof: 'the answer says that the content was taken for spam or harmful',
    fixes: alone('change-content', 'send-without-signature'),
  },
  'snd-signature-link-listed': {
    proof: 'the answer names a listed link, and the same goes through without the signature',
    fixes: alone('send-without-signature'),
  },
  'snd-attachment-type': {
    proof: 'the answer names a kind of file that is not taken',
    fixes: alone('send-as-link'),
  },
  'snd-too-large': {
    proof: 'the answer says that the message is larger than the limit (5.3.4)',
    fixes: alone('send-as-link'),
  },
  'snd-big-provider-throttle': {
    symptoms: ['slow', 'send', 'some'],
    proof: 'a large provider puts our mail off for its rate (4.7.28, TSS, RP)',
    fixes: alone('wait-for-provider'),
  },
  'snd-allowlist-recipient': {
    proof: 'the recipient’s network takes mail only from servers whose operator has applied there',
    fixes: alone('apply-at-network', 'reach-recipient-elsewhere'),
  },
  'snd-bulk-rules-5000': {
    height: 26,
    proof: 'a large provider asks bulk senders for authentication that is missing (5.7.515)',
    fixes: alone('complete-authentication'),
  },
  'snd-smtputf8': {
    proof: 'an address with letters beyond ASCII before the @, and a server that cannot carry it (5.6.7)',
    fixes: alone('use-ascii-address'),
  },
  'snd-headers-invalid': {
    proof: 'the answer names a missing or doubled header field (RFC 5322)',
    fixes: alone('mend-sending-program'),
  },
  'snd-list-dmarc': {
    proof: 'refused for DMARC after a mailing list passed the message on',
    fixes: alone('tell-list-owner'),
  },
  'snd-greylisted': {
    symptoms: ['slow', 'send', 'some'],
    height: 16,
    proof: 'put off on purpose as a first contact; the same message is tried again by itself',
    fixes: alone('wait-for-retry'),
  },
};
export const ANSWER_IDS = Object.keys(KINDS) as AnswerCause[];

/** Fixes of a cause that is read from an answer; null for others. */
export const answerFixes = (id: string, args: Arguments): readonly Fix[] | null =>
  id in KINDS ? KINDS[id as AnswerCause].fixes(args) : null;

const OWN_SIDE: readonly AnswerCause[] = ['snd-recipient-unknown', 'snd-recipient-full', 'snd-recipient-disabled'];

export const ANSWER_CAUSES: readonly Cause[] = ANSWER_IDS.map((id): Cause => {
  const kind = KINDS[id];
  return {
    id,
    family: 'snd',
    since: '0.3.0',
    symptoms: kind.symptoms ?? ['send', 'some'],
    height: kind.height ?? 24,
    needs: [],
    explains: [],
    proof: kind.proof,
    judge: (facts) => {
      if (facts.get('pasted.text') === undefined && facts.get('mta.deliveries') === undefined) return UNKNOWN;
      const told = saidToUs(facts, id, ANSWER_IDS, 'clear');
      const pasted = OWN_SIDE.includes(id) && isAboutSubject(facts) ? null : saidInText(facts, id);
      const said = best(told, pasted);
      if (said === null) return RULED_OUT;
      const hit: Hit = {
        certainty: said.certainty,
        about: about(facts),
        args: said.args,
        evidence: said.evidence,
        fix: kind.fixes(said.args),
        // Somebody pasted the text because of it; a line of the record may be an old story.
        ...(said.from === 'text' ? {} : besideReceiving(facts)),
      };
      return found(hit);
    },
  };
});

/** Pasted and recorded: one finding with both, as sure as the surer. */
function best(told: Said | null, pasted: Said | null): Said | null {
  if (told === null || pasted === null) return told ?? pasted;
  const isSame = told.args['recipient'] === pasted.args['recipient'] || pasted.args['recipient'] === '';
  return isSame ? { ...told, from: 'text', evidence: [...told.evidence, ...pasted.evidence] } : pasted;
}
