/** Bounces for mail that was never sent from here: a forged sender. Checked for a stolen password before it comforts. */
import { type Cause, found, RULED_OUT, UNKNOWN } from '../../cause.ts';
import { showing } from '../../facts.ts';
import type { Certainty } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import { about } from '../traffic/outgoing.ts';
import { textArguments } from './said.ts';

export const backscatter: Cause = {
  id: 'acc-backscatter',
  family: 'acc',
  since: '0.3.0',
  symptoms: ['unknown', 'receive', 'some'],
  height: 30,
  needs: ['pasted.text'],
  // What the other server says of a forger's letter concerns nobody here.
  explains: [
    'snd-recipient-unknown',
    'snd-recipient-full',
    'snd-recipient-disabled',
    'snd-recipient-blocks-sender',
    'snd-recipient-domain-dead',
    'snd-content-rejected',
    'snd-attachment-type',
    'snd-bulk-rules-5000',
    'snd-list-dmarc',
    'snd-big-provider-throttle',
  ],
  proof: 'a bounce names this address as sender, and the journal, which reaches back that far, knows no such message',
  judge: (facts) => {
    const text = facts.get('pasted.text');
    const own = facts.get('pasted.own');
    if (text === undefined) return UNKNOWN;
    const { bounce, candidates, recipients } = text.observed;
    const says = candidates.find(({ cause }) => cause === 'acc-backscatter');
    // A receipt is about mail that arrived.
    if (says === undefined && (bounce === null || recipients.length === 0)) return RULED_OUT;
    if (own === undefined) return UNKNOWN;
    const { sent, sendsHere, newCountries } = own.observed;
    if (sent === 'by-us') return RULED_OUT;
    const from = bounce?.originalFrom ?? '';
    const isFromSubject = from === facts.subject.address || from.endsWith(`@${facts.subject.domain}`);
    if (says === undefined && !(sent === 'not-by-us' && isFromSubject)) return RULED_OUT;
    const isClear = sent === 'not-by-us' && isFromSubject && (sendsHere || says !== undefined) && newCountries === 0;
    const certainty: Certainty = isClear ? 'likely' : 'possible';
    return found({
      certainty,
      about: about(facts),
      args: {
        ...textArguments(text.observed, says),
        address: facts.subject.address ?? facts.subject.domain,
        countries: newCountries,
        ...(bounce?.originalDate === null || bounce === null ? {} : { originalAt: bounce.originalDate }),
        recipient: recipients[0] ?? '',
      },
      evidence: [showing(own.evidence, { sent, sendsHere, newCountries }), showing(text.evidence, { bounce })],
      fix: [fix('ignore-foreign-bounces'), ...(isClear ? [] : [fix('check-own-sign-ins')])],
    });
  },
};
