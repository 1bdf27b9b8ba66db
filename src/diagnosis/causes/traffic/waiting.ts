/** Causes of mail that waits in our queue: the other host does not take it now, or the queue itself is stuck or held. */
import type { DeliverySeen, DestinationBacklog } from '../../observed-traffic.ts';
import { type Cause, found, RULED_OUT, UNKNOWN } from '../../cause.ts';
import { showing } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import { about, argumentsOf, besideReceiving, isNamed, shown, unsettled } from './outgoing.ts';

const shared = { since: '0.3.0', symptoms: ['send', 'some', 'slow'] } as const;
const recipients = (all: readonly DeliverySeen[]): readonly string[] => all.slice(0, 3).map((one) => one.recipient);

export const deferredQueue: Cause = {
  ...shared,
  id: 'snd-deferred-queue',
  family: 'snd',
  height: 24,
  needs: ['mta.deliveries'],
  explains: [],
  proof:
    'a message of the subject was tried and waits in our queue: the last answer, the next try, when it is given up',
  judge: (facts) => {
    const fact = facts.get('mta.deliveries');
    if (fact === undefined) return UNKNOWN;
    const waiting = unsettled(fact.observed).filter((one) => one.state === 'deferred' && !isNamed(one));
    const [newest] = waiting;
    if (newest === undefined) return RULED_OUT;
    return found({
      certainty: 'proven',
      about: about(facts),
      args: { ...argumentsOf(newest), recipients: recipients(waiting), count: waiting.length },
      evidence: [shown(fact.evidence, waiting)],
      fix: [
        fix('wait-for-next-try', { nextTryAt: newest.nextTryAt ?? '', givesUpAt: newest.givesUpAt ?? '' }),
        fix('reach-otherwise'),
      ],
      ...besideReceiving(facts),
    });
  },
};

/** So much from several senders for one destination is more than one recipient's trouble. */
const MANY = 20;
const isStuck = (one: DestinationBacklog): boolean =>
  one.ownHeldByHand > 0 || (one.own > 0 && one.waiting >= MANY && one.senders >= 2);

export const queueStuck: Cause = {
  ...shared,
  id: 'svc-queue-stuck',
  family: 'svc',
  height: 30,
  needs: ['mta.backlog'],
  explains: ['snd-deferred-queue'],
  proof:
    "the subject's mail waits in a queue for one destination that is held by hand, or in which mail of several senders piles up",
  judge: (facts) => {
    const fact = facts.get('mta.backlog');
    if (fact === undefined) return UNKNOWN;
    const stuck = fact.observed.destinations.filter(isStuck);
    const [worst] = stuck.toSorted((a, b) => b.ownHeldByHand - a.ownHeldByHand || b.waiting - a.waiting);
    if (worst === undefined) return RULED_OUT;
    const { domain, waiting, held, own, ownHeldByHand, oldestSince } = worst;
    return found({
      certainty: 'proven',
      about: about(facts),
      args: {
        destination: domain,
        waiting: waiting + held,
        count: own,
        byHand: ownHeldByHand > 0 ? 'yes' : 'no',
        oldestAt: oldestSince,
      },
      evidence: [showing(fact.evidence, { destinations: [worst] })],
      fix: [fix(ownHeldByHand > 0 ? 'release-from-queue' : 'clear-backlog', { destination: domain })],
      ...besideReceiving(facts),
    });
  },
};

export const WAITING_CAUSES: readonly Cause[] = [deferredQueue, queueStuck];
