/** Cause of mail that is here and not seen: it lies in Junk, and somebody this mailbox knows has sent it. */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Fix } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import type { JunkMessage, StateWishes } from '../../observed-filing.ts';
import { evidenceOf, isAboutMissingMail, mailboxOf, mayMissMail, since, toldMessage } from './shared.ts';

/** What a rule or the blocked list put there has a cause of its own. */
const isOwnStory = ({ why }: JunkMessage): boolean => why === 'spam' || why === 'moved';
const isMissed = (one: JunkMessage): boolean =>
  isOwnStory(one) && (one.isAsked || one.isAllowed || one.isCorrespondent || one.isColleague);

/** Moved by hand, one at a time: the owner's own judgement, unless he asks for that very sender or misses mail. */
const isOwnMarking = (one: JunkMessage): boolean => one.why === 'moved' && !one.atOnce;

function fixesFor(address: string, folder: string, message: JunkMessage): readonly Fix[] {
  const { sender, why, client, remoteAddress, atOnce } = message;
  const allow = why === 'spam' ? 'yes' : '';
  const rescue = fix('rescue-from-junk', { address, folder, sender, allow });
  const device = client ?? remoteAddress ?? '';
  if (why === 'moved') return atOnce ? [rescue, fix('teach-junk-filter', { device, sender })] : [rescue];
  return [rescue, fix('ask-sender-to-prove', { sender })];
}

export const spamFolder: Cause = {
  id: 'acc-spam-folder',
  family: 'acc',
  since,
  symptoms: ['receive', 'some', 'both'],
  height: 24,
  needs: ['state.address', 'state.wishes', 'mta.junk'],
  explains: [],
  proof:
    'mail of a sender that this mailbox writes to, of a colleague, of an allowed or a named sender lies in Junk: proven forgeries go there, or a program or hand moved it',
  judge(facts) {
    const wishes: StateWishes | undefined = facts.get('state.wishes')?.observed;
    const junk = facts.get('mta.junk')?.observed;
    const address = mailboxOf(facts);
    if (wishes === undefined || junk === undefined || address === undefined) return UNKNOWN;
    if (address === null || !mayMissMail(facts)) return RULED_OUT;
    const missed = junk.messages
      .filter(isMissed)
      .filter((one) => !isOwnMarking(one) || one.isAsked || isAboutMissingMail(facts));
    const [first] = missed;
    if (first === undefined) return RULED_OUT;
    const same = missed.filter(({ sender }) => sender === first.sender);
    const hit: Hit = {
      // A forger who uses a friend's address looks the same: only the sender can tell.
      certainty: first.why === 'spam' && !first.isAllowed ? 'likely' : 'proven',
      about: { address, domain: facts.subject.domain },
      args: {
        ...toldMessage(first),
        address,
        folder: junk.folder,
        why: first.why === 'spam' ? 'spam' : first.atOnce ? 'program' : 'hand',
        results: first.authentication ?? '',
        device: first.client ?? first.remoteAddress ?? '',
        remoteAddress: first.remoteAddress ?? '',
        movedAt: first.movedAt ?? '',
        count: missed.length,
        fromSender: same.length,
      },
      evidence: evidenceOf(facts, ['mta.junk', { ...junk, messages: missed.slice(0, 5) }]),
      fix: fixesFor(address, junk.folder, first),
    };
    return found(hit);
  },
};
