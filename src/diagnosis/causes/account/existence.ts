/** Causes in the account's existence: deleted, never there, only a forward, full. Judged from our own state. */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Known } from '../../evidence.ts';
import { type Facts, showing } from '../../facts.ts';
import { failingDevices } from '../../devices.ts';
import { fix } from '../../fixes.ts';

const shared = { family: 'acc', since: '0.1.0', height: 30 } as const;

/** Failed sign-ins with that name: not needed for proof, but they show that somebody is waiting. */
function attemptsSince(
  facts: Facts,
  since: string | null,
): { readonly count: number; readonly evidence: readonly Known[] } {
  const fact = facts.get('auth.sign-ins');
  const attempts = (fact?.observed.attempts ?? []).filter(
    (one) => one.outcome !== 'ok' && (since === null || one.lastAt >= since),
  );
  const count = attempts.reduce((sum, one) => sum + one.count, 0);
  return { count, evidence: fact === undefined || count === 0 ? [] : [showing(fact.evidence, { attempts })] };
}

export const mailboxDeleted: Cause = {
  ...shared,
  id: 'acc-mailbox-deleted',
  symptoms: ['receive', 'send', 'both'],
  needs: ['state.address'],
  explains: ['acc-username-typo-case'],
  proof: 'our records: when the mailbox was removed, and by whom',
  judge(facts) {
    const state = facts.get('state.address');
    if (state === undefined) return UNKNOWN;
    if (state.observed.kind !== 'deleted') return RULED_OUT;
    const { address, deletedAt, deletedBy, restorable } = state.observed;
    const { count, evidence } = attemptsSince(facts, deletedAt);
    return found({
      certainty: 'proven',
      about: { address, domain: facts.subject.domain },
      args: { address, deletedAt, deletedBy, attempts: count },
      evidence: [state.evidence, ...evidence],
      fix: [restorable ? fix('restore-mailbox', { address }) : fix('create-mailbox', { address })],
    });
  },
};

export const mailboxNeverExisted: Cause = {
  ...shared,
  id: 'acc-mailbox-never-existed',
  symptoms: ['receive', 'send', 'both'],
  needs: ['state.domain', 'state.address'],
  explains: ['acc-username-typo-case'],
  proof: 'our records have neither the address nor a trace of one that was removed; the nearest names are shown',
  judge(facts) {
    const state = facts.get('state.address');
    if (state === undefined) return UNKNOWN;
    if (state.observed.kind !== 'none') return RULED_OUT;
    const { address, near } = state.observed;
    const { count, evidence } = attemptsSince(facts, null);
    const [nearest] = near;
    return found({
      certainty: 'proven',
      about: { address, domain: facts.subject.domain },
      args: { address, near, attempts: count },
      evidence: [state.evidence, ...evidence],
      fix: [
        ...(nearest === undefined ? [] : [fix('use-near-address', { address, near: nearest })]),
        fix('create-mailbox', { address }),
      ],
    });
  },
};

export const loginOnAlias: Cause = {
  ...shared,
  id: 'acc-login-on-alias',
  symptoms: ['receive', 'send', 'both'],
  needs: ['state.address', 'auth.sign-ins'],
  explains: [],
  proof: 'the address is a forward without a mailbox, and somebody tries to sign in with it',
  judge(facts) {
    const state = facts.get('state.address');
    const signIns = facts.get('auth.sign-ins');
    if (state === undefined || signIns === undefined) return UNKNOWN;
    if (state.observed.kind !== 'alias') return RULED_OUT;
    const { address, targets } = state.observed;
    const [device] = failingDevices(
      signIns.observed.attempts,
      ['unknown-user', 'wrong-password', 'refused'],
      signIns.at,
    );
    if (device === undefined) return RULED_OUT;
    return found({
      certainty: 'proven',
      about: { address, domain: facts.subject.domain, device: device.name },
      args: { address, targets, count: device.failures, lastAt: device.lastAt, device: device.name },
      evidence: [state.evidence, showing(signIns.evidence, { attempts: device.attempts })],
      fix: [fix('sign-in-to-target', { address, targets }), fix('alias-to-mailbox', { address })],
    });
  },
};

export const quotaFull: Cause = {
  ...shared,
  id: 'acc-quota-full',
  symptoms: ['receive', 'both', 'some'],
  needs: ['state.address', 'state.quota'],
  explains: [],
  proof: 'the mailbox uses what it may use, or the newest message we turned away would not fit now either',
  judge(facts) {
    const state = facts.get('state.address');
    const quota = facts.get('state.quota');
    if (state === undefined || quota === undefined) return UNKNOWN;
    const { usedBytes, quotaBytes, messages } = quota.observed;
    if (state.observed.kind !== 'mailbox' || quotaBytes <= 0) return RULED_OUT;
    const mta = facts.get('mta.messages');
    const turnedAway = (mta?.observed.refusals ?? []).filter((one) => one.cause === 'acc-quota-full');
    const stillTooBig = turnedAway.some((one) => one.sizeBytes !== null && usedBytes + one.sizeBytes > quotaBytes);
    if (usedBytes < quotaBytes && !stillTooBig) return RULED_OUT;
    const { address } = state.observed;
    const refused = turnedAway.reduce((sum, one) => sum + one.count, 0);
    const hit: Hit = {
      certainty: 'proven',
      about: { address, domain: facts.subject.domain },
      args: { address, usedBytes, quotaBytes, messages, refused },
      evidence: [
        quota.evidence,
        ...(mta === undefined || turnedAway.length === 0 ? [] : [showing(mta.evidence, { refusals: turnedAway })]),
      ],
      fix: [fix('empty-mailbox', { address }), fix('raise-quota', { address })],
    };
    return found(hit);
  },
};
