/** Causes in where a program keeps its passwords: one for each direction, a keychain that gives back the old one, Gmail's. */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { directionOf, type FailingDevice, failingDevices } from '../../devices.ts';
import type { Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import type { Attempt } from '../../observations.ts';
import type { PresentCause } from '../../present.ts';
import { deviceArgs, evidenceOf } from './shared.ts';

const PASSWORDS: readonly PresentCause[] = ['acc-wrong-password', 'cli-stale-password'];
const shared = {
  family: 'cli',
  since: '0.4.0',
  needs: ['state.address', 'auth.sign-ins'],
  explains: PASSWORDS,
} as const;

interface Seen {
  readonly address: string;
  readonly attempts: readonly Attempt[];
  /** That fail now, with a secret that is plainly wrong or the previous one. */
  readonly devices: readonly FailingDevice[];
}

function seen(facts: Facts): Seen | null | undefined {
  const signIns = facts.get('auth.sign-ins');
  const state = facts.get('state.address');
  if (signIns === undefined || state === undefined) return undefined;
  if (state.observed.kind !== 'mailbox') return null;
  const { address, passwordChangedAt: changedAt } = state.observed;
  const { attempts } = signIns.observed;
  const devices = failingDevices(attempts, ['wrong-password'], signIns.at)
    .filter((device) => changedAt === null || device.lastAt >= changedAt)
    .filter((device) => device.causes.every((one) => one === null || PASSWORDS.includes(one as PresentCause)));
  return { address, attempts, devices };
}

const hitOf = (facts: Facts, address: string, device: FailingDevice, more: Partial<Hit>): Hit => ({
  certainty: 'proven',
  about: { address, domain: facts.subject.domain, device: device.name },
  args: deviceArgs(device, address),
  evidence: evidenceOf(facts, ['auth.sign-ins', { attempts: device.attempts }]),
  fix: [],
  ...more,
});

/** Newest sign-in to read from the same place since the device began to fail; null when reading fails there too. */
function readsFrom(device: FailingDevice, { attempts, devices }: Seen): Attempt | null {
  const place = device.remoteAddress;
  if (place === null) return null;
  if (devices.some((one) => one.direction === 'incoming' && one.remoteAddress === place)) return null;
  const reads = attempts.filter(
    (one) =>
      one.outcome === 'ok' &&
      one.remoteAddress === place &&
      directionOf(one.endpoint) === 'incoming' &&
      one.lastAt >= device.since,
  );
  return reads.reduce<Attempt | null>((best, one) => (best === null || one.lastAt > best.lastAt ? one : best), null);
}

export const splitPassword: Cause = {
  ...shared,
  id: 'cli-split-password',
  symptoms: ['send', 'both'],
  height: 27,
  proof: 'from one and the same place reading works with the right password while sending is tried with another',
  judge(facts) {
    const all = seen(facts);
    if (all === undefined) return UNKNOWN;
    if (all === null) return RULED_OUT;
    const hits = all.devices.flatMap((device): Hit[] => {
      const reads = device.direction === 'outgoing' ? readsFrom(device, all) : null;
      if (reads === null) return [];
      // It has sent before, or has the password of before: the same program. Else it may be another device in the house.
      const isSame = device.lastOkAt !== null || device.causes.includes('cli-stale-password');
      const args = { ...deviceArgs(device, all.address), readAt: reads.lastAt };
      return [
        hitOf(facts, all.address, device, {
          certainty: isSame ? 'proven' : 'likely',
          args,
          evidence: evidenceOf(facts, ['auth.sign-ins', { attempts: [...device.attempts, reads] }]),
          fix: [fix('update-outgoing-password', { address: all.address, device: device.name })],
        }),
      ];
    });
    return found(...hits.slice(0, 3));
  },
};

/** Successes of the very same program at the same place after it had begun to fail. */
function comebacks(device: FailingDevice, attempts: readonly Attempt[]): readonly Attempt[] {
  const [failed] = device.attempts;
  if (failed.client === null || device.remoteAddress === null) return [];
  return attempts.filter(
    (one) =>
      one.outcome === 'ok' &&
      one.client === failed.client &&
      one.remoteAddress === device.remoteAddress &&
      directionOf(one.endpoint) === device.direction &&
      one.firstAt > device.since,
  );
}

export const passwordStore: Cause = {
  ...shared,
  id: 'cli-password-store-corrupt',
  symptoms: ['receive', 'send', 'both', 'some'],
  height: 28,
  proof:
    'one program failed, worked once or twice with the right password, and then came with the very same wrong one again',
  judge(facts) {
    const all = seen(facts);
    if (all === undefined) return UNKNOWN;
    if (all === null) return RULED_OUT;
    const hits = all.devices.flatMap((device): Hit[] => {
      const between = comebacks(device, all.attempts);
      const worked = between.reduce((sum, one) => sum + one.count, 0);
      // More often, and it is two programs of the same name behind one address: one right, one wrong.
      if (device.secrets !== 1 || device.failures < 2 || worked === 0 || worked > 2) return [];
      const okAt = between[0].lastAt;
      if (okAt >= device.lastAt) return [];
      return [
        hitOf(facts, all.address, device, {
          certainty: 'likely',
          args: { ...deviceArgs(device, all.address), okAt },
          evidence: evidenceOf(facts, ['auth.sign-ins', { attempts: [...device.attempts, ...between] }]),
          fix: [fix('forget-stored-password', { address: all.address, device: device.name })],
        }),
      ];
    });
    return found(...hits.slice(0, 3));
  },
};

export const gmailSendAs: Cause = {
  ...shared,
  id: 'cli-gmail-sendas-stale',
  symptoms: ['send', 'both', 'some'],
  height: 29,
  proof: 'sign-ins to send with a wrong password from the servers of Google, which send for Gmail’s “Send mail as”',
  judge(facts) {
    const all = seen(facts);
    if (all === undefined) return UNKNOWN;
    if (all === null) return RULED_OUT;
    const devices = all.devices.filter(
      (device) => device.direction === 'outgoing' && /google|gmail/i.test(device.attempts[0].network ?? ''),
    );
    return found(
      ...devices.slice(0, 1).map((device) =>
        hitOf(facts, all.address, device, {
          args: { ...deviceArgs(device, all.address), network: device.attempts[0].network ?? '' },
          fix: [fix('renew-send-as', { address: all.address })],
        }),
      ),
    );
  },
};

export const SECRET_CAUSES: readonly Cause[] = [splitPassword, passwordStore, gmailSendAs];
