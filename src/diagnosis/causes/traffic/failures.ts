/** Causes of mail that another host refused, or took and put aside, and of failures that were told to nobody. */
import { editDistance } from '#src/model/login-name.ts';
import type { DeliverySeen, GoodRecipient } from '../../observed-traffic.ts';
import { type Cause, found, RULED_OUT, UNKNOWN } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import { about, argumentsOf, besideReceiving, isNamed, RECIPIENT_SIDE, shown, unsettled } from './outgoing.ts';

const shared = { since: '0.3.0', needs: ['mta.deliveries'] } as const;
const isFailed = (one: DeliverySeen): boolean => one.state === 'failed';

export const remoteRefused: Cause = {
  ...shared,
  id: 'snd-remote-refused',
  family: 'snd',
  symptoms: ['send', 'some'],
  height: 24,
  explains: [],
  proof: 'the newest message to a recipient failed with words of the other host that name no cause of the catalogue',
  judge: (facts) => {
    const fact = facts.get('mta.deliveries');
    if (fact === undefined) return UNKNOWN;
    const refused = unsettled(fact.observed).filter(
      (one) => isFailed(one) && one.origin === 'submission' && one.code !== null && !isNamed(one),
    );
    const [newest] = refused;
    if (newest === undefined) return RULED_OUT;
    return found({
      certainty: 'proven',
      about: about(facts),
      args: { ...argumentsOf(newest), count: refused.length },
      evidence: [shown(fact.evidence, refused)],
      fix: [
        fix('show-refusal-to-recipient', { recipient: newest.recipient, host: newest.remoteHost ?? '' }),
        fix('reach-otherwise'),
      ],
      ...besideReceiving(facts),
    });
  },
};

export const bounceMisdirected: Cause = {
  ...shared,
  id: 'snd-bounce-misdirected',
  family: 'snd',
  symptoms: ['send', 'some'],
  height: 28,
  explains: ['snd-remote-refused'],
  proof: 'a message failed, and the report of it went to an address that does not lead to the sender, or to nobody',
  judge: (facts) => {
    const fact = facts.get('mta.deliveries');
    if (fact === undefined) return UNKNOWN;
    const lost = unsettled(fact.observed).filter(
      (one) => isFailed(one) && one.origin === 'submission' && one.toldSender === false,
    );
    const [newest] = lost;
    if (newest === undefined) return RULED_OUT;
    return found({
      certainty: 'proven',
      about: about(facts),
      args: { ...argumentsOf(newest), toldTo: newest.toldTo ?? '', count: lost.length },
      evidence: [shown(fact.evidence, lost)],
      fix: [
        fix('read-return-here', { recipient: newest.recipient }),
        fix('use-own-return-path', { address: facts.subject.address ?? '' }),
      ],
      ...besideReceiving(facts),
    });
  },
};

/** Words of hosts that take a message and say in the same breath that they put it aside. */
const PUT_ASIDE =
  /\b(?:delivered|moved|filed|placed|put|queued|stored|marked|tagged|flagged|classified|levert|lagt|merket|levererat)\b[^.;]{0,40}\b(?:junk|spam|bulk|quarantine|karantene|karantän|søppelpost|skräppost)|\bquarantined\b/iu;
const SAYS_NOT =
  /\b(?:not|no|non|ikke|inte)[ -]+(?:junk|spam|quarantined)\b|\bspam(?:assassin)?[ :=-]*(?:score|check|scan|free|ok|no\b|0)/i;

export const inRecipientJunk: Cause = {
  ...shared,
  id: 'snd-in-recipient-junk',
  family: 'snd',
  symptoms: ['send', 'some'],
  height: 22,
  explains: [],
  proof: 'the other host said 250 to the newest message, and in the same answer that it goes to spam or quarantine',
  judge: (facts) => {
    const fact = facts.get('mta.deliveries');
    if (fact === undefined) return UNKNOWN;
    const newest = new Map<string, DeliverySeen>();
    for (const one of fact.observed.deliveries.toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : -1)))
      if (!newest.has(one.recipient)) newest.set(one.recipient, one);
    const aside = [...newest.values()].filter(
      ({ state, text, isOurWords }) =>
        state === 'delivered' && !isOurWords && text !== null && PUT_ASIDE.test(text) && !SAYS_NOT.test(text),
    );
    const [first] = aside;
    if (first === undefined) return RULED_OUT;
    return found({
      certainty: 'likely',
      about: about(facts),
      args: { ...argumentsOf(first), count: aside.length },
      evidence: [shown(fact.evidence, aside)],
      fix: [fix('ask-recipient-to-look-in-junk', { recipient: first.recipient, answer: first.text ?? '' })],
      ...besideReceiving(facts),
    });
  },
};

/** Does the owner still pass mail on to where it was refused? Undefined: not known. Of an alias: it is not asked. */
function isStillWanted(facts: Facts, { through, recipient }: DeliverySeen): boolean | undefined {
  const state = facts.get('state.address')?.observed;
  if (facts.subject.address === undefined) return true;
  if (state === undefined) return undefined;
  if (state.kind !== 'mailbox' || through !== state.address) return true;
  const wishes = facts.get('state.wishes')?.observed;
  if (wishes === undefined) return undefined;
  const { rules, forwarding } = wishes;
  const ofRules = rules.filter(({ enabled }) => enabled).flatMap(({ effects }) => effects.map(({ target }) => target));
  return [...ofRules, ...(forwarding?.targets ?? [])].some((target) => target?.address === recipient);
}

export const forwardTargetRejects: Cause = {
  ...shared,
  id: 'acc-forward-target-rejects',
  family: 'acc',
  symptoms: ['receive', 'some', 'both'],
  height: 30,
  explains: RECIPIENT_SIDE,
  proof:
    'the newest copy that an alias of ours, or the owner’s own forwarding or rule, passed on to an address elsewhere failed there, with the words of that host',
  judge: (facts) => {
    const fact = facts.get('mta.deliveries');
    if (fact === undefined) return UNKNOWN;
    const all = unsettled(fact.observed).filter((one) => isFailed(one) && one.origin === 'forward');
    if (all.some((one) => isStillWanted(facts, one) === undefined)) return UNKNOWN;
    const refused = all.filter((one) => isStillWanted(facts, one));
    const [newest] = refused;
    if (newest === undefined) return RULED_OUT;
    return found({
      certainty: 'proven',
      about: about(facts),
      args: { ...argumentsOf(newest), alias: newest.through ?? '', sender: newest.mailFrom, count: refused.length },
      evidence: [shown(fact.evidence, refused)],
      fix: [
        fix('change-forward-target', {
          alias: newest.through ?? '',
          recipient: newest.recipient,
          isOwn: facts.get('state.address')?.observed.kind === 'mailbox' ? 'yes' : '',
        }),
      ],
    });
  },
};

const NO_SUCH: ReadonlySet<string> = new Set(['snd-recipient-unknown', 'snd-recipient-domain-dead']);
/** A slip of one letter; in short names that would be another name. */
const SHORTEST = 8;
const OFTEN = 2;
const nearest = (recipient: string, good: readonly GoodRecipient[]): GoodRecipient | undefined =>
  recipient.length < SHORTEST
    ? undefined
    : good.find(
        (one) =>
          one.count >= OFTEN && one.recipient !== recipient && editDistance(recipient, one.recipient, 1) !== null,
      );
const saysUnknown = ({ enhanced, cause }: DeliverySeen): boolean =>
  /^5\.1\.[12]$/.test(enhanced ?? '') || NO_SUCH.has(cause ?? '');

export const autocompleteStale: Cause = {
  ...shared,
  id: 'cli-recipient-autocomplete-stale',
  family: 'cli',
  symptoms: ['send', 'some'],
  height: 26,
  explains: RECIPIENT_SIDE.filter((id) => NO_SUCH.has(id)),
  proof: 'an address that does not exist, one letter away from one that this mailbox reaches again and again',
  judge: (facts) => {
    const fact = facts.get('mta.deliveries');
    if (fact === undefined) return UNKNOWN;
    const { good } = fact.observed;
    for (const one of unsettled(fact.observed).filter((seen) => isFailed(seen) && saysUnknown(seen))) {
      const meant = nearest(one.recipient, good);
      if (meant === undefined) continue;
      return found({
        certainty: 'likely',
        about: about(facts),
        args: { ...argumentsOf(one), meant: meant.recipient, count: meant.count, lastGoodAt: meant.lastAt },
        evidence: [shown(fact.evidence, [one])],
        fix: [fix('delete-suggestion', { recipient: one.recipient, meant: meant.recipient })],
        ...besideReceiving(facts),
      });
    }
    return RULED_OUT;
  },
};

export const FAILURE_CAUSES: readonly Cause[] = [
  remoteRefused,
  bounceMisdirected,
  inRecipientJunk,
  forwardTargetRejects,
  autocompleteStale,
];
