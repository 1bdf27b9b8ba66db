/** What the judges of this pack share: which rules put mail out of sight, and how a message is told. Pure. */
import type { Facts } from '../../facts.ts';
import type { Arguments } from '../../finding.ts';
import type { FiledGroup, FiledMessage, RuleSeen, StateWishes } from '../../observed-filing.ts';

export { evidenceOf, isAboutMissingMail, mailboxOf } from '../devices/shared.ts';

export const since = '0.6.0';

/** Missing mail, or "it does not work" and no more: where what a wish did may be the answer. */
export const mayMissMail = ({ symptom }: Facts): boolean => symptom !== 'send' && symptom !== 'slow';

/** Out of sight: nobody looks there for a letter. */
export const isHiding = ({ effect, use }: Pick<FiledGroup, 'effect' | 'use'>): boolean =>
  effect === 'discard' || use === 'Trash' || use === 'Junk';

const LEAST_ALL = 5;
/** Nearly everything that came since it began. */
export const takesAll = ({ count, arrivedSince }: FiledGroup): boolean =>
  count >= LEAST_ALL && count * 10 >= arrivedSince * 9;

/** The rule as it stands now; null when it is gone or off. */
export const standing = (wishes: StateWishes, group: FiledGroup): RuleSeen | null =>
  wishes.rules.find(({ id, enabled }) => enabled && id === group.rule) ?? null;

/** For senders alone: a blocked sender by another name. */
export const isForSenders = ({ conditions, conditionCount }: RuleSeen): boolean =>
  conditionCount > 0 && conditionCount === conditions.length && conditions.every(({ field }) => field === 'from');

const isSomebody = ({ isAsked, isCorrespondent, isColleague }: FiledMessage): boolean =>
  isAsked || isCorrespondent || isColleague;
/** Messages of people: named by the customer, written to before, or of the same domain. */
export const ofPeople = ({ messages }: FiledGroup): readonly FiledMessage[] => messages.filter(isSomebody);
export const isAskedFor = ({ messages }: Pick<FiledGroup, 'messages'>): boolean =>
  messages.some(({ isAsked }) => isAsked);

/** One message for the words: who, what, when. */
export const toldMessage = (message: FiledMessage): Arguments => ({
  sender: message.sender,
  subject: message.subject ?? '',
  arrivedAt: message.at,
});
