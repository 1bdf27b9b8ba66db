/** Causes in what a program writes as sender, and in how many connections it holds. Judged from our own refusals. */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import { editDistance } from '#src/model/login-name.ts';
import type { RefusalSeen } from '../../observations.ts';
import { DAY_MS, evidenceOf, HOUR_MS, mailboxOf } from './shared.ts';

const shared = { family: 'cli', since: '0.4.0' } as const;
const SLIPS = 2;

/** Refusals of this cause while signed in as this mailbox; null when not known. */
function refusals(facts: Facts, cause: string): RefusalSeen[] | null {
  const mta = facts.get('mta.messages')?.observed;
  const address = mailboxOf(facts);
  if (mta === undefined || address === undefined) return null;
  if (address === null) return [];
  return mta.refusals
    .filter((one) => one.cause === cause && one.attributed === 'mailbox')
    .sort((a, b) => (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : 0));
}

/** Not followed by a message that went out: then the sender was corrected. */
function current(facts: Facts, cause: string): RefusalSeen[] | null {
  const list = refusals(facts, cause);
  const sent = facts.get('mta.messages')?.observed.lastSubmittedAt ?? null;
  return list === null ? null : list.filter((one) => sent === null || one.lastAt > sent);
}

function hitOf(facts: Facts, one: RefusalSeen, more: Pick<Hit, 'fix'> & { readonly args?: Hit['args'] }): Hit {
  const { address = '', domain } = facts.subject;
  const device = one.client ?? one.remoteAddress ?? '';
  return {
    certainty: 'proven',
    about: { address, domain, ...(device === '' ? {} : { device }) },
    args: {
      address,
      device,
      endpoint: one.endpoint,
      count: one.count,
      since: one.firstAt,
      lastAt: one.lastAt,
      from: one.mailFrom ?? '',
      ...more.args,
    },
    evidence: evidenceOf(facts, ['mta.messages', { refusals: [one] }]),
    fix: more.fix,
  };
}

export const identityTypo: Cause = {
  ...shared,
  id: 'cli-identity-typo',
  symptoms: ['send', 'both'],
  height: 24,
  needs: ['state.address', 'state.account', 'auth.sign-ins', 'mta.messages'],
  explains: ['cli-from-not-owned'],
  proof:
    'the sender that the program wants to use is the mailbox’s own address with a slip, and no address of that name exists',
  judge(facts) {
    const list = current(facts, 'cli-from-not-owned');
    const account = facts.get('state.account')?.observed;
    if (list === null || account === undefined) return UNKNOWN;
    const { address, near } = account;
    const slips = list.filter(({ mailFrom }) => {
      const from = mailFrom?.toLowerCase() ?? '';
      return from !== address && !near.includes(from) && editDistance(address, from, SLIPS) !== null;
    });
    return found(
      ...slips
        .slice(0, 1)
        .map((one) => hitOf(facts, one, { fix: [fix('correct-sender', { from: one.mailFrom ?? '' })] })),
    );
  },
};

export const senderSyntax: Cause = {
  ...shared,
  id: 'cli-sender-syntax',
  symptoms: ['send', 'both'],
  height: 24,
  needs: ['state.address', 'mta.messages'],
  explains: [],
  proof: 'signed in as this mailbox, the program names a sender that is no e-mail address',
  judge(facts) {
    const list = current(facts, 'cli-sender-syntax');
    if (list === null) return UNKNOWN;
    return found(
      ...list
        .slice(0, 1)
        .map((one) => hitOf(facts, one, { fix: [fix('correct-sender', { from: one.mailFrom ?? '' })] })),
    );
  },
};

export const tooManyConnections: Cause = {
  ...shared,
  id: 'cli-too-many-connections',
  symptoms: ['receive', 'both', 'some', 'slow'],
  height: 23,
  needs: ['state.address', 'mta.messages'],
  explains: [],
  proof: 'a right sign-in was turned away because the mailbox had as many connections open as it may',
  judge(facts) {
    const list = refusals(facts, 'cli-too-many-connections');
    const asked = facts.get('mta.messages')?.at ?? 0;
    if (list === null) return UNKNOWN;
    // It comes and goes: yesterday's counts only for somebody who says that it comes and goes.
    const window = facts.symptom === 'some' || facts.symptom === 'slow' ? DAY_MS : HOUR_MS;
    const fresh = list.filter((one) => asked - Date.parse(one.lastAt) <= window);
    if (fresh.length === 0) return RULED_OUT;
    const places = new Set(fresh.map((one) => one.remoteAddress)).size;
    const count = fresh.reduce((sum, one) => sum + one.count, 0);
    const [newest] = fresh;
    return found(
      hitOf(facts, newest, {
        args: { count, places },
        fix: [fix('fewer-connections', { device: newest.client ?? newest.remoteAddress ?? '' })],
      }),
    );
  },
};

export const SENDER_CAUSES: readonly Cause[] = [identityTypo, senderSyntax, tooManyConnections];
