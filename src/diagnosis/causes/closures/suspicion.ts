/**
 * Causes in closures by us: outgoing mail closed on suspicion of abuse, the theft behind it, a notice that reached nobody,
 * mass mail that was refused. Judged from the Blocks and their notices, and from our own refusals.
 */
import type { Closure, NoticeSeen } from '../../observed-closures.ts';
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { type Facts, showing } from '../../facts.ts';
import type { Fix } from '../../finding.ts';
import { fix } from '../../fixes.ts';

const shared = { family: 'snd', since: '0.1.0', symptoms: ['send', 'both'], explains: [] } as const;

const about = ({ subject }: Facts) => ({
  domain: subject.domain,
  ...(subject.address === undefined ? {} : { address: subject.address }),
});
const list = (facts: Facts): readonly Closure[] => facts.get('state.closures')?.observed.closures ?? [];
/** Returned mail has a cause of its own (causes/traffic/closed.ts): an old list is no thief. */
const isSuspicion = ({ rule }: Closure): boolean => rule.startsWith('abuse-') && rule !== 'abuse-bounces';

const wayOut = (closure: Closure): readonly Fix[] => [
  fix('secure-mailbox', { address: closure.name }),
  ...(closure.customerMayLift ? [fix('reopen-sending', { address: closure.name })] : []),
  fix('ask-support-to-open', { code: closure.code }),
];
function hitOf(facts: Facts, closure: Closure, certainty: Hit['certainty'], fixes: readonly Fix[]): Hit {
  const evidence = facts.get('state.closures')?.evidence;
  const { name, rule, sinceAt, code, refused, held } = closure;
  const { countries, ...numbers } = closure.evidence;
  // Codes with blanks between: the words name them in the reader's language.
  const places = typeof countries === 'object' ? countries.join(' ') : '';
  return {
    certainty,
    about: about(facts),
    args: { ...numbers, places, address: name, rule, sinceAt, code, refused, held },
    evidence: evidence === undefined ? [] : [showing(evidence, { closures: [closure] })],
    fix: fixes,
  };
}

export const outboundClosedAbuse: Cause = {
  ...shared,
  id: 'snd-outbound-closed-abuse',
  height: 34,
  needs: ['state.closures'],
  proof: 'an active Block of a rule `abuse-…` on the mailbox, with its numbers',
  judge: (facts) =>
    found(
      ...list(facts)
        .filter(isSuspicion)
        .map((one) => hitOf(facts, one, 'proven', wayOut(one))),
    ),
};

/** Signs that need another person: places one owner cannot be at, one text from several customers. */
const STOLEN: ReadonlySet<string> = new Set(['abuse-countries', 'abuse-content']);

export const compromised: Cause = {
  id: 'acc-compromised',
  family: 'acc',
  since: '0.1.0',
  symptoms: ['send', 'both', 'some'],
  height: 44,
  needs: ['state.closures'],
  explains: ['snd-outbound-closed-abuse'],
  proof:
    'signs that need another person: sign-ins from several countries at once, or one text sent from several customers',
  judge: (facts) =>
    found(
      ...list(facts)
        .filter(({ rule }) => STOLEN.has(rule))
        .map((one) => hitOf(facts, one, 'likely', wayOut(one))),
    ),
};

const HOUR_MS = 3_600_000;

/** Reached: read here, or taken by another host over a way that works. */
const isReached = ({ channel, state, isRead }: NoticeSeen): boolean =>
  isRead === true || (channel === 'second' && (state === 'sent' || state === 'delivered'));

/** Nobody can have read it: no way works, or the only way is the mailbox and it lies there unopened. */
function whyUnread(notices: readonly NoticeSeen[], now: number): 'no-second' | 'bounced' | null {
  const old = notices.filter((one) => Date.parse(one.sentAt) <= now - HOUR_MS / 60);
  if (old.length === 0 || notices.some(isReached)) return null;
  if (notices.some((one) => one.channel !== 'mailbox' && one.state === 'bounced')) return 'bounced';
  return notices.some((one) => one.channel === 'second') ? null : 'no-second';
}

export const noticeNotRead: Cause = {
  ...shared,
  id: 'snd-notice-not-read',
  height: 0,
  symptoms: ['send', 'both', 'some'],
  needs: ['state.closures'],
  proof: 'the notice about an active Block lies unopened, and no contact outside the stopped domain got it',
  judge(facts) {
    const fact = facts.get('state.closures');
    if (fact === undefined) return UNKNOWN;
    const hits = list(facts).flatMap((one) => {
      const why = whyUnread(one.notices, fact.at);
      if (why === null) return [];
      const hit = hitOf(facts, one, 'proven', [fix('add-second-contact', { domain: facts.subject.domain })]);
      return [{ ...hit, args: { ...hit.args, why, sentAt: one.notices[0].sentAt } }];
    });
    return found(...hits.slice(0, 1));
  },
};

export const bulkNotAllowed: Cause = {
  ...shared,
  id: 'snd-bulk-not-allowed',
  height: 32,
  needs: ['state.address', 'mta.messages'],
  proof: 'a mailing of this mailbox was refused at the end of the message, naming the rule that it misses',
  judge(facts) {
    const mta = facts.get('mta.messages');
    if (mta === undefined || facts.get('state.address') === undefined) return UNKNOWN;
    const [seen] = mta.observed.refusals.filter(
      (one) => one.cause === 'snd-bulk-not-allowed' && one.attributed === 'mailbox',
    );
    if (seen === undefined) return RULED_OUT;
    // Sent since: the mailing was put right, or given up.
    const { lastSubmittedAt } = mta.observed;
    if (lastSubmittedAt !== null && lastSubmittedAt > seen.lastAt) return RULED_OUT;
    return found({
      certainty: 'proven',
      about: about(facts),
      args: { address: facts.subject.address ?? '', count: seen.count, lastAt: seen.lastAt },
      evidence: [showing(mta.evidence, { refusals: [seen] })],
      fix: [fix('mend-newsletter'), fix('use-newsletter-service')],
    });
  },
};

export const SUSPICION_CAUSES: readonly Cause[] = [outboundClosedAbuse, compromised, noticeNotRead, bulkNotAllowed];
