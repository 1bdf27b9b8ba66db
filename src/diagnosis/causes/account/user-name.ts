/** Causes in the user name: half of it, or a slip. Judged from failed sign-ins that are probably meant for this mailbox. */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { directionOf } from '../../devices.ts';
import { type Facts, showing } from '../../facts.ts';
import type { Certainty } from '../../finding.ts';
import { type FixId, fix } from '../../fixes.ts';
import type { Attempt } from '../../observations.ts';

const MINUTE = 60_000;
const shared = { family: 'acc', since: '0.1.0', symptoms: ['receive', 'send', 'both'], explains: [] } as const;

/**
 * How surely a failed name is this mailbox's owner. Guessing robots try short names all day, so a name alone counts
 * only while it is fresh, and only as long as the mailbox itself has not signed in since.
 */
function certaintyOf(attempt: Attempt, asked: number, lastOk: string | null): Certainty | null {
  const age = asked - Date.parse(attempt.lastAt);
  switch (attempt.attributed) {
    case 'address-used':
    case 'mailbox':
      return 'proven';
    case 'address-shared':
      return age <= 24 * 60 * MINUTE ? 'likely' : null;
    case 'only-one':
      if (lastOk !== null && lastOk >= attempt.firstAt) return null;
      return age <= 24 * 60 * MINUTE && lastOk === null ? 'likely' : age <= 15 * MINUTE ? 'likely' : null;
    case 'near':
      if (lastOk !== null && lastOk >= attempt.firstAt) return null;
      return age <= 120 * MINUTE ? 'likely' : null;
    case 'name':
    case 'recent':
    case 'recent-elsewhere':
      return null;
  }
}

const hasDomain = (login: string): boolean => login.includes('@');

function judgeNames(facts: Facts, wants: (login: string) => boolean, fixId: FixId) {
  const state = facts.get('state.address');
  const names = facts.get('auth.other-names');
  const signIns = facts.get('auth.sign-ins');
  if (state === undefined || names === undefined || signIns === undefined) return UNKNOWN;
  if (state.observed.kind !== 'mailbox') return RULED_OUT;
  const { address } = state.observed;
  const successes = signIns.observed.attempts.filter((one) => one.outcome === 'ok');
  const lastOk = (direction: string): string | null =>
    successes
      .filter((one) => directionOf(one.endpoint) === direction)
      .reduce<string | null>((best, one) => (best === null || one.lastAt > best ? one.lastAt : best), null);
  const hits: Hit[] = [];
  for (const attempt of names.observed.attempts) {
    if (!wants(attempt.login) || attempt.outcome === 'ok') continue;
    const sameDeviceOk = successes.some(
      (one) =>
        one.lastAt >= attempt.lastAt &&
        one.remoteAddress === attempt.remoteAddress &&
        directionOf(one.endpoint) === directionOf(attempt.endpoint),
    );
    const certainty = certaintyOf(attempt, names.at, lastOk(directionOf(attempt.endpoint)));
    if (sameDeviceOk || certainty === null) continue;
    const device = attempt.client ?? attempt.remoteAddress ?? attempt.endpoint;
    hits.push({
      certainty,
      about: { address, domain: facts.subject.domain, device },
      args: {
        address,
        login: attempt.login,
        device,
        endpoint: attempt.endpoint,
        count: attempt.count,
        since: attempt.firstAt,
        lastAt: attempt.lastAt,
      },
      evidence: [showing(names.evidence, { attempts: [attempt] })],
      fix: [fix(fixId, { address, login: attempt.login })],
    });
  }
  // The newest story is enough: the same slip from the same place is told once.
  return found(...hits.sort((a, b) => (String(a.args['lastAt']) < String(b.args['lastAt']) ? 1 : -1)).slice(0, 1));
}

export const usernameWithoutDomain: Cause = {
  ...shared,
  id: 'acc-username-without-domain',
  height: 28,
  needs: ['state.address', 'auth.sign-ins', 'auth.other-names'],
  proof:
    'a sign-in with the name before the @ only, from an address this mailbox uses; or fresh, and the name fits only this mailbox',
  judge: (facts) => judgeNames(facts, (login) => !hasDomain(login), 'type-whole-address'),
};

export const usernameTypo: Cause = {
  ...shared,
  id: 'acc-username-typo-case',
  height: 27,
  needs: ['state.address', 'auth.sign-ins', 'auth.other-names'],
  proof: 'a sign-in with a name that is a slip or an invisible character away from the address',
  judge: (facts) => judgeNames(facts, hasDomain, 'correct-user-name'),
};
