/** Causes behind "wrong password": which device, since when, and why its password differs. Judged from sign-ins. */
import { type Cause, type Hit, type Judgement, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { type FailingDevice, failingDevices } from '../../devices.ts';
import { type Fact, type Facts, showing } from '../../facts.ts';
import type { Certainty, Fix } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import type { PresentCause } from '../../present.ts';

export type PasswordStory =
  'acc-wrong-password' | 'acc-password-edge-space' | 'acc-password-nonascii' | 'cli-stale-password';

/**
 * Why this device's password is wrong. The door that refused may have known (it compares with the trimmed, the
 * re-encoded and the previous password); else an old password shows by a device that worked before the change and
 * repeats one and the same secret after it.
 */
function storyOf(device: FailingDevice, passwordChangedAt: string | null): PasswordStory | null {
  const [cause] = device.causes;
  if (cause === 'acc-password-edge-space' || cause === 'acc-password-nonascii' || cause === 'cli-stale-password')
    return cause;
  // The door knew a reason that has no judge yet (another kind of password): it is not ours to call it plain wrong.
  if (cause !== null && cause !== 'acc-wrong-password') return null;
  const workedBefore = passwordChangedAt !== null && device.lastOkAt !== null && device.lastOkAt <= passwordChangedAt;
  const failsAfter = passwordChangedAt !== null && device.since >= passwordChangedAt;
  return workedBefore && failsAfter && device.secrets === 1 ? 'cli-stale-password' : 'acc-wrong-password';
}

/** The network of an address: where one of the customer's devices is, the others are near. */
const nearby = (address: string): string =>
  address.includes(':') ? address.split(':').slice(0, 3).join(':') : address.split('.').slice(0, 3).join('.');

const FEW = 3;
const HOUR = 3_600_000;
/** A mail program tries its one secret again and again; who guesses has another each time, or comes once. */
const PERSISTENT = 3;

/** Was this place stopped for guessing, without ever having been at home here? */
function isStopped(device: FailingDevice, facts: Facts): boolean {
  const access = facts.get('network.access');
  // Not known: then a strange place says nothing.
  if (access === undefined) return true;
  return access.observed.stops.some(
    ({ network, isFamiliar }) =>
      !isFamiliar && device.remoteAddress !== null && network.split('/')[0] === device.remoteAddress,
  );
}

/**
 * Is it the owner's device, or somebody who guesses? A slip or an old password tells by itself; a plain wrong one is the
 * owner's when it comes from a place or program that has worked here, or when nothing works here and hardly anyone else
 * tries. From one strange place it may be a new device, when it repeats one secret as programs do. Guessing from several
 * strange places at a mailbox that works is no fault of it: null.
 */
function ownership(device: FailingDevice, signIns: Fact<'auth.sign-ins'>, facts: Facts): Certainty | null {
  const { attempts } = signIns.observed;
  const good = attempts.filter((one) => one.outcome === 'ok');
  const homes = new Set(good.map((one) => nearby(one.remoteAddress ?? '')));
  const isKnown =
    (device.remoteAddress !== null && homes.has(nearby(device.remoteAddress))) ||
    good.some((one) => one.client !== null && device.attempts.some((failed) => failed.client === one.client));
  if (isKnown) return 'proven';
  if (isStopped(device, facts)) return null;
  const failing = attempts
    .filter((one) => one.outcome === 'wrong-password')
    .map((one) => nearby(one.remoteAddress ?? ''));
  const strange = new Set(failing.filter((place) => !homes.has(place)));
  if (good.length === 0) return strange.size <= FEW ? 'proven' : 'possible';
  if (strange.size > 1 || signIns.at - Date.parse(device.lastAt) > HOUR) return null;
  return device.secrets === 1 && device.failures >= PERSISTENT ? 'likely' : 'possible';
}

interface Told {
  readonly device: FailingDevice;
  readonly certainty: Certainty;
  readonly address: string;
  readonly changedAt: string | null;
  readonly signIns: Fact<'auth.sign-ins'>;
  readonly facts: Facts;
}

/** Devices of the mailbox that fail now and whose story is this one. */
function devicesWith(facts: Facts, story: PasswordStory): Told[] | null {
  const state = facts.get('state.address');
  const signIns = facts.get('auth.sign-ins');
  if (state === undefined || signIns === undefined) return null;
  if (state.observed.kind !== 'mailbox') return [];
  const { address, passwordChangedAt: changedAt } = state.observed;
  return (
    failingDevices(signIns.observed.attempts, ['wrong-password'], signIns.at)
      // What failed before the password was changed says nothing about the new one.
      .filter((device) => changedAt === null || device.lastAt >= changedAt)
      .filter((device) => storyOf(device, changedAt) === story)
      .flatMap((device) => {
        const certainty = story === 'acc-wrong-password' ? ownership(device, signIns, facts) : 'proven';
        return certainty === null ? [] : [{ device, certainty, address, changedAt, signIns, facts }];
      })
  );
}

function hitOf(
  { device, certainty, address, changedAt, signIns, facts }: Told,
  isStale: boolean,
  fixes: readonly Fix[],
): Hit {
  const state = facts.get('state.address');
  return {
    certainty,
    about: { address, domain: facts.subject.domain, device: device.name },
    args: {
      address,
      device: device.name,
      remoteAddress: device.remoteAddress ?? '',
      endpoint: device.endpoint,
      count: device.failures,
      since: device.since,
      lastAt: device.lastAt,
      ...(changedAt === null ? {} : { changedAt }),
      ...(device.lastOkAt === null ? {} : { lastOkAt: device.lastOkAt }),
    },
    evidence: [
      showing(signIns.evidence, { attempts: device.attempts }),
      // When the password was changed matters only to the old one.
      ...(isStale && state !== undefined ? [state.evidence] : []),
    ],
    fix: fixes,
  };
}

interface Plan {
  readonly id: PasswordStory & PresentCause;
  readonly family: 'acc' | 'cli';
  readonly height: number;
  readonly proof: string;
  readonly fixes: (told: Told) => readonly Fix[];
}

const MOST_DEVICES = 5;

const passwordCause = ({ id, family, height, proof, fixes }: Plan): Cause => ({
  id,
  family,
  since: '0.1.0',
  symptoms: ['receive', 'send', 'both', 'some'],
  height,
  needs: ['state.address', 'auth.sign-ins'],
  explains: [],
  proof,
  judge(facts): Judgement {
    const told = devicesWith(facts, id);
    if (told === null) return UNKNOWN;
    if (told.length === 0) return RULED_OUT;
    return found(...told.slice(0, MOST_DEVICES).map((one) => hitOf(one, id === 'cli-stale-password', fixes(one))));
  },
});

export const wrongPassword = passwordCause({
  id: 'acc-wrong-password',
  family: 'acc',
  height: 24,
  proof:
    'the newest sign-ins of a device to an existing mailbox fail with a secret that is neither the right one, its slip, nor the previous one',
  fixes: ({ address, device }) => [
    fix('update-device-password', { address, device: device.name }),
    fix('set-new-password', { address }),
  ],
});
export const passwordEdgeSpace = passwordCause({
  id: 'acc-password-edge-space',
  family: 'acc',
  height: 25,
  proof: 'the password fits once the blank before or after it is taken away',
  fixes: ({ device }) => [fix('retype-password', { device: device.name })],
});
export const passwordNonAscii = passwordCause({
  id: 'acc-password-nonascii',
  family: 'acc',
  height: 25,
  proof: 'the password fits once its letters are read in the older encoding that the program sends',
  fixes: ({ address }) => [fix('choose-plain-password', { address })],
});
export const stalePassword = passwordCause({
  id: 'cli-stale-password',
  family: 'cli',
  height: 26,
  proof:
    'the device sends the password from before the last change, or worked until the change and repeats one secret since',
  fixes: ({ address, device }) => [fix('update-device-password', { address, device: device.name })],
});
