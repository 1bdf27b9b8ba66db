/** Causes in how the program sends: no sign-in, wrong port, somebody else's address. Judged from our own refusals. */
import { type Cause, type Hit, type Judgement, UNKNOWN, RULED_OUT, found } from '../../cause.ts';
import { directionOf } from '../../devices.ts';
import { type Facts, showing } from '../../facts.ts';
import type { Certainty, Fix } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import type { Attempt, ProbeId, RefusalSeen } from '../../observations.ts';

const HOUR = 3_600_000;
const NEEDS: readonly ProbeId[] = ['state.address', 'state.domain', 'auth.sign-ins', 'mta.messages'];
const shared = { family: 'cli', since: '0.1.0', symptoms: ['send', 'both'], height: 22, needs: NEEDS } as const;

/** The same device signed in to send later: then the setting is right by now. */
function isHistory(seen: { readonly lastAt: string; readonly remoteAddress: string | null }, facts: Facts): boolean {
  return (facts.get('auth.sign-ins')?.observed.attempts ?? []).some(
    (one) =>
      one.outcome === 'ok' &&
      one.lastAt >= seen.lastAt &&
      one.remoteAddress === seen.remoteAddress &&
      directionOf(one.endpoint) === 'outgoing',
  );
}

const MINUTE = 60_000;
/** It did sign in and failed a moment before: signing in is not off, and the failure tells why. */
function isTried(seen: RefusalSeen, facts: Facts): boolean {
  return (facts.get('auth.sign-ins')?.observed.attempts ?? []).some(
    (one) =>
      one.outcome !== 'ok' &&
      one.remoteAddress === seen.remoteAddress &&
      directionOf(one.endpoint) === 'outgoing' &&
      Math.abs(Date.parse(one.lastAt) - Date.parse(seen.lastAt)) <= MINUTE,
  );
}

const settings = (facts: Facts): Fix => {
  const state = facts.get('state.domain')?.observed;
  const args = { hostname: state?.hostname ?? '', port: state?.ports.submissions ?? 465 };
  return fix('set-outgoing', { ...args, address: facts.subject.address ?? '' });
};

/**
 * Anyone can write our customer's address as sender; only the place it came from, or a mail program's own port, tells
 * the owner from a forger.
 */
function certaintyOf(seen: RefusalSeen, asked: number, facts: Facts): Certainty | null {
  if (seen.attributed === 'mailbox' || seen.attributed === 'address-used') return 'proven';
  if (seen.attributed === 'address-shared') return 'likely';
  const age = asked - Date.parse(seen.lastAt);
  if (seen.endpoint !== 'inbound') return age <= 24 * HOUR ? 'likely' : null;
  // On the port of the world, from where nobody has ever signed in: a forger, unless this mailbox is quite new.
  const isNew = facts.get('auth.sign-ins')?.observed.attempts.length === 0;
  return isNew && age <= HOUR / 4 ? 'possible' : null;
}

function refusals(facts: Facts, cause: string): RefusalSeen[] | null {
  const mta = facts.get('mta.messages');
  const state = facts.get('state.address');
  if (mta === undefined || state === undefined) return null;
  if (state.observed.kind !== 'mailbox') return [];
  return mta.observed.refusals
    .filter((one) => one.cause === cause)
    .sort((a, b) =>
      a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
    );
}

function hitOf(seen: RefusalSeen, certainty: Certainty, facts: Facts, fixes: readonly Fix[]): Hit {
  const mta = facts.get('mta.messages');
  const { address = '', domain } = facts.subject;
  const device = seen.client ?? seen.remoteAddress ?? '';
  return {
    certainty,
    about: { address, domain, ...(device === '' ? {} : { device }) },
    args: {
      address,
      device,
      endpoint: seen.endpoint,
      count: seen.count,
      since: seen.firstAt,
      lastAt: seen.lastAt,
      from: seen.mailFrom ?? '',
      to: seen.rcptTo ?? '',
    },
    evidence: mta === undefined ? [] : [showing(mta.evidence, { refusals: [seen] })],
    fix: fixes,
  };
}

export const smtpAuthOff: Cause = {
  ...shared,
  id: 'cli-smtp-auth-off',
  explains: [],
  proof: 'mail to the outside, with this address as sender, was offered without signing in',
  judge(facts): Judgement {
    const list = refusals(facts, 'cli-smtp-auth-off');
    const asked = facts.get('mta.messages')?.at ?? 0;
    if (list === null) return UNKNOWN;
    const hits = list.flatMap((seen) => {
      const certainty = certaintyOf(seen, asked, facts);
      if (certainty === null || isHistory(seen, facts) || isTried(seen, facts)) return [];
      return [hitOf(seen, certainty, facts, [fix('turn-on-outgoing-sign-in'), settings(facts)])];
    });
    return found(...hits.slice(0, 1));
  },
};

export const fromNotOwned: Cause = {
  ...shared,
  id: 'cli-from-not-owned',
  explains: [],
  proof: 'signed in as this mailbox, the program wants to send as an address that this mailbox may not use',
  judge(facts): Judgement {
    const list = refusals(facts, 'cli-from-not-owned');
    const sent = facts.get('mta.messages')?.observed.lastSubmittedAt ?? null;
    if (list === null) return UNKNOWN;
    // A message of the same mailbox that went out later shows that the identity was corrected.
    const current = list.filter((one) => one.attributed === 'mailbox' && (sent === null || one.lastAt > sent));
    return found(
      ...current.slice(0, 1).map((seen) => {
        const from = seen.mailFrom ?? '';
        const fixes = [
          fix('allow-sender', { address: facts.subject.address ?? '', from }),
          fix('correct-sender', { from }),
        ];
        return hitOf(seen, 'proven', facts, fixes);
      }),
    );
  },
};

export const wrongOutgoingPort: Cause = {
  ...shared,
  id: 'cli-wrong-outgoing-port',
  height: 23,
  explains: ['cli-smtp-auth-off', 'cli-plaintext-refused'],
  proof: 'a sign-in on port 25, where servers bring mail to each other, from this mailbox or its address',
  judge(facts): Judgement {
    const list = refusals(facts, 'cli-wrong-outgoing-port');
    const signIns = facts.get('auth.sign-ins');
    if (list === null || signIns === undefined) return UNKNOWN;
    if (facts.get('state.address')?.observed.kind !== 'mailbox') return RULED_OUT;
    const asked = facts.get('mta.messages')?.at ?? 0;
    const tried = signIns.observed.attempts.filter(
      (one) => one.endpoint === 'inbound' && one.outcome !== 'ok' && !isHistory(one, facts),
    );
    const [attempt] = tried;
    if (attempt !== undefined) return found(signInHit(attempt, facts));
    const hits = list.flatMap((seen) => {
      const certainty = certaintyOf(seen, asked, facts);
      return certainty === null || isHistory(seen, facts) ? [] : [hitOf(seen, certainty, facts, [settings(facts)])];
    });
    return found(...hits.slice(0, 1));
  },
};

function signInHit(attempt: Attempt, facts: Facts): Hit {
  const { address = '', domain } = facts.subject;
  const device = attempt.client ?? attempt.remoteAddress ?? '';
  const evidence = facts.get('auth.sign-ins')?.evidence;
  return {
    certainty: 'proven',
    about: { address, domain, ...(device === '' ? {} : { device }) },
    args: {
      address,
      device,
      endpoint: attempt.endpoint,
      count: attempt.count,
      since: attempt.firstAt,
      lastAt: attempt.lastAt,
    },
    evidence: evidence === undefined ? [] : [showing(evidence, { attempts: [attempt] })],
    fix: [settings(facts)],
  };
}
