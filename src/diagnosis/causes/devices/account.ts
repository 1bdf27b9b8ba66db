/** Causes in the account's own switches: another kind of password, app passwords, a due change, a way in that is off. */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { type FailingDevice, failingDevices } from '../../devices.ts';
import type { Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import { signInProtocolOf } from '#src/model/mailbox.ts';
import { deviceArgs, evidenceOf, mailboxOf } from './shared.ts';

const shared = { family: 'acc', since: '0.4.0', symptoms: ['receive', 'send', 'both', 'some'], explains: [] } as const;
const MOST = 5;

/** Devices whose newest sign-ins met this answer of our doors, or null when that is not known. */
function refusedDevices(facts: Facts, outcomes: readonly string[], cause: string): FailingDevice[] | null {
  const signIns = facts.get('auth.sign-ins');
  const mailbox = mailboxOf(facts);
  if (signIns === undefined || mailbox === undefined) return null;
  if (mailbox === null) return [];
  return failingDevices(signIns.observed.attempts, outcomes, signIns.at).filter((one) => one.causes[0] === cause);
}

const hit = (facts: Facts, address: string, device: FailingDevice, more: Hit['args'], fixes: Hit['fix']): Hit => ({
  certainty: 'proven',
  about: { address, domain: facts.subject.domain, device: device.name },
  args: { ...deviceArgs(device, address), ...more },
  evidence: evidenceOf(facts, ['auth.sign-ins', { attempts: device.attempts }], ['state.account', null]),
  fix: fixes,
});

/** `app`: an app password of another purpose; `none`: the mailbox never had a password; `centre`: the customer centre's. */
function kindOf(device: FailingDevice, changedAt: string | null): string {
  if (device.attempts[0].outcome === 'wrong-kind') return 'app';
  return changedAt === null ? 'none' : 'centre';
}

export const wrongPasswordKind: Cause = {
  ...shared,
  id: 'acc-wrong-password-kind',
  height: 27,
  needs: ['state.address', 'auth.sign-ins'],
  proof: 'the secret is right for something else: the customer centre, or an app password made for another purpose',
  judge(facts) {
    const devices = refusedDevices(facts, ['wrong-password', 'wrong-kind'], 'acc-wrong-password-kind');
    const state = facts.get('state.address')?.observed;
    if (devices === null) return UNKNOWN;
    if (state?.kind !== 'mailbox') return RULED_OUT;
    const { address, passwordChangedAt: changedAt } = state;
    const hits = devices
      .filter((device) => changedAt === null || device.lastAt >= changedAt)
      .map((device) => {
        const kind = kindOf(device, changedAt);
        const make = fix('make-app-password', { address });
        const fixes =
          kind === 'app'
            ? [make]
            : [fix('use-mailbox-password', { address, device: device.name }), fix('set-new-password', { address })];
        return hit(facts, address, device, { kind }, fixes);
      });
    return found(...hits.slice(0, MOST));
  },
};

export const appPasswordRequired: Cause = {
  ...shared,
  id: 'acc-app-password-required',
  height: 30,
  needs: ['state.address', 'state.account', 'auth.sign-ins'],
  proof: 'the mailbox takes app passwords only, and a program signs in with the mailbox’s own, right password',
  judge(facts) {
    const devices = refusedDevices(facts, ['refused'], 'acc-app-password-required');
    const account = facts.get('state.account')?.observed;
    if (devices === null || account === undefined) return UNKNOWN;
    if (!account.appPasswordsOnly) return RULED_OUT;
    const { address, appPasswords } = account;
    return found(
      ...devices
        .slice(0, MOST)
        .map((device) =>
          hit(facts, address, device, { appPasswords }, [fix('make-app-password', { address, device: device.name })]),
        ),
    );
  },
};

export const passwordExpired: Cause = {
  ...shared,
  id: 'acc-password-expired',
  height: 31,
  needs: ['state.address', 'state.account'],
  proof: 'our records: the password must be changed before mail programs may use it again',
  judge(facts) {
    const account = facts.get('state.account')?.observed;
    if (account === undefined) return UNKNOWN;
    if (!account.mustChange) return RULED_OUT;
    const { address } = account;
    const devices = refusedDevices(facts, ['refused'], 'acc-password-expired') ?? [];
    const count = devices.reduce((sum, device) => sum + device.failures, 0);
    const attempts = devices.flatMap((device) => device.attempts);
    return found({
      certainty: 'proven',
      about: { address, domain: facts.subject.domain },
      args: { address, count, ...(devices.length === 0 ? {} : { lastAt: devices[0].lastAt, device: devices[0].name }) },
      evidence: evidenceOf(
        facts,
        ['state.account', null],
        ...(count === 0 ? [] : ([['auth.sign-ins', { attempts }]] as const)),
      ),
      fix: [fix('set-new-password', { address })],
    });
  },
};

export const protocolOff: Cause = {
  ...shared,
  id: 'acc-protocol-off',
  height: 30,
  needs: ['state.address', 'state.account', 'auth.sign-ins'],
  proof: 'a right sign-in was refused because this way in is switched off for the mailbox, and it still is',
  judge(facts) {
    const devices = refusedDevices(facts, ['refused'], 'acc-protocol-off');
    const account = facts.get('state.account')?.observed;
    if (devices === null || account === undefined) return UNKNOWN;
    const { address, protocols } = account;
    const hits = devices.flatMap((device) => {
      const protocol = signInProtocolOf(device.attempts[0].endpoint);
      if (protocol === null || protocols.includes(protocol)) return [];
      const name = protocol.toUpperCase();
      return [hit(facts, address, device, { protocol: name }, [fix('open-protocol', { address, protocol: name })])];
    });
    return found(...hits.slice(0, MOST));
  },
};

export const ACCOUNT_CAUSES: readonly Cause[] = [wrongPasswordKind, appPasswordRequired, passwordExpired, protocolOff];
