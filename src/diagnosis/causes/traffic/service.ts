/** Causes in the service itself: no room for mail, sign-ins that could not be checked, work that was announced. */
import type { MaintenancePart, MaintenanceSeen } from '../../observed-traffic.ts';
import { type Cause, found, RULED_OUT, UNKNOWN } from '../../cause.ts';
import { type Facts, showing } from '../../facts.ts';
import type { Symptom } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import { about } from './outgoing.ts';

const shared = { family: 'svc', since: '0.3.0', explains: [] } as const;
const HOUR_MS = 3_600_000;

/** Put off for want of room, of this address itself, and nothing that way was taken since. */
function ownRefusal(facts: Facts) {
  const fact = facts.get('mta.messages');
  if (fact === undefined) return undefined;
  const { refusals, lastDeliveredAt, lastSubmittedAt } = fact.observed;
  return refusals.find((one) => {
    if (one.cause !== 'svc-disk-full' || fact.at - Date.parse(one.lastAt) > 24 * HOUR_MS) return false;
    const since = one.endpoint === 'inbound' ? lastDeliveredAt : lastSubmittedAt;
    return since === null || since < one.lastAt;
  });
}

export const diskFull: Cause = {
  ...shared,
  id: 'svc-disk-full',
  symptoms: ['receive', 'send', 'both', 'slow'],
  height: 42,
  needs: ['state.service'],
  proof:
    'the disk that mail lies on has less room than we need, or mail was put off with 452 4.3.1 and none was stored since',
  judge: (facts) => {
    const fact = facts.get('state.service');
    if (fact === undefined) return UNKNOWN;
    const { disk, storage } = fact.observed;
    const isLow = disk !== null && disk.freeBytes < disk.leastBytes;
    const own = ownRefusal(facts);
    const messages = facts.get('mta.messages')?.evidence;
    if (!isLow && own === undefined) return RULED_OUT;
    return found({
      certainty: 'proven',
      about: about(facts),
      args: {
        low: isLow ? 'yes' : 'no',
        freeBytes: disk?.freeBytes ?? 0,
        count: own?.count ?? storage.count,
        lastAt: own?.lastAt ?? storage.lastAt ?? '',
        sender: own?.mailFrom ?? '',
      },
      evidence: [
        showing(fact.evidence, { disk, storage }),
        ...(own === undefined || messages === undefined ? [] : [showing(messages, { refusals: [own] })]),
      ],
      fix: [fix('make-room-on-disk')],
    });
  },
};

export const authBackendDown: Cause = {
  ...shared,
  id: 'svc-auth-backend-down',
  symptoms: ['both', 'receive', 'send'],
  height: 42,
  needs: ['state.service', 'auth.sign-ins'],
  proof:
    'sign-ins of several mailboxes could not be checked by us, this one among them, and it has not signed in since',
  judge: (facts) => {
    const fact = facts.get('state.service');
    const signIns = facts.get('auth.sign-ins');
    if (fact === undefined || signIns === undefined) return UNKNOWN;
    const { signIn } = fact.observed;
    const { attempts } = signIns.observed;
    const own = attempts.find((one) => one.outcome === 'unavailable' && signIns.at - Date.parse(one.lastAt) < HOUR_MS);
    if (own === undefined || signIn.names < 2 || signIn.places < 2) return RULED_OUT;
    if (attempts.some((one) => one.outcome === 'ok' && one.lastAt > own.lastAt)) return RULED_OUT;
    return found({
      certainty: 'proven',
      about: about(facts),
      args: {
        lastAt: own.lastAt,
        firstAt: own.firstAt,
        count: own.count,
        names: signIn.names,
        isOver: signIn.okSince === null ? 'no' : 'yes',
        okAt: signIn.okSince ?? '',
      },
      evidence: [showing(fact.evidence, { signIn }), showing(signIns.evidence, { attempts: [own] })],
      fix: [fix('keep-password', { address: facts.subject.address ?? '' }), fix('wait-for-service')],
    });
  },
};

const CONCERNS: Readonly<Record<MaintenancePart, readonly Symptom[]>> = {
  all: ['receive', 'send', 'both', 'some', 'slow', 'unknown'],
  sending: ['send', 'both', 'some', 'slow', 'unknown'],
  receiving: ['receive', 'both', 'some', 'slow', 'unknown'],
  reading: ['receive', 'both', 'slow', 'unknown'],
};
const isRunning = (one: MaintenanceSeen, at: number): boolean =>
  Date.parse(one.fromAt) <= at && at < Date.parse(one.untilAt);

export const maintenance: Cause = {
  ...shared,
  id: 'svc-maintenance',
  symptoms: ['receive', 'send', 'both', 'slow', 'some'],
  height: 34,
  needs: ['state.service'],
  proof: 'the operator announced work that is going on now and touches what was asked about',
  judge: (facts) => {
    const fact = facts.get('state.service');
    if (fact === undefined) return UNKNOWN;
    const running = fact.observed.maintenance.filter(
      (one) => isRunning(one, fact.at) && CONCERNS[one.part].includes(facts.symptom),
    );
    const [first] = running.toSorted((a, b) => (a.untilAt < b.untilAt ? 1 : -1));
    if (first === undefined) return RULED_OUT;
    const { part, fromAt, untilAt, text } = first;
    return found({
      certainty: 'proven',
      about: about(facts),
      args: { part, fromAt, untilAt, text },
      evidence: [showing(fact.evidence, { maintenance: running })],
      fix: [fix('wait-for-maintenance', { untilAt })],
    });
  },
};

export const SERVICE_CAUSES: readonly Cause[] = [diskFull, authBackendDown, maintenance];
