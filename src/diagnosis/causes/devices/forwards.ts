/** Causes in forwards: mail that comes back, an inbox that became a forward, forwards that were taken away. */
import { type Cause, type Judgement, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import { ownForwardWithoutCopy } from '../filing/forwarding.ts';
import { evidenceOf, isAboutMissingMail } from './shared.ts';

const shared = { family: 'acc', since: '0.4.0', symptoms: ['receive', 'both', 'some'] } as const;

/** Where a mailbox passes mail on to by its forwarding and its rules, and since when; null: not seen. */
function ownTargets(facts: Facts): { readonly targets: readonly string[]; readonly madeAt: string } | null {
  const wishes = facts.get('state.wishes')?.observed;
  if (wishes === undefined) return null;
  const { forwarding, rules } = wishes;
  const passing = rules.filter(({ enabled, effects }) => enabled && effects.some(({ target }) => target !== null));
  const named = passing.flatMap(({ effects }) => effects.flatMap(({ target }) => target?.address ?? []));
  const times = [...(forwarding === null ? [] : [forwarding.madeAt]), ...passing.map((rule) => rule.madeAt)].sort();
  const targets = [...new Set([...(forwarding?.targets.map((one) => one.address) ?? []), ...named])];
  return { targets, madeAt: times[0] ?? '' };
}

/** A circle among mailboxes here that is there now and that a message went round. */
function circleHere(facts: Facts, address: string): Judgement {
  const filed = facts.get('mta.filed')?.observed;
  if (filed === undefined) return UNKNOWN;
  const [circle] = filed.circles;
  if (circle === undefined) return RULED_OUT;
  const { hops, count, lastAt, keptIn, newest } = circle;
  const [own] = hops;
  const back = hops[hops.length - 1];
  return found({
    certainty: 'proven',
    about: { address, domain: facts.subject.domain },
    args: {
      address,
      isHere: 'yes',
      path: [...hops.map(({ from }) => from), address].join(' → '),
      to: own.to,
      rule: own.name ?? '',
      other: back.from,
      otherBy: back.by,
      otherRule: back.name ?? '',
      count,
      lastAt,
      keptIn,
      from: newest.sender,
      subject: newest.subject ?? '',
    },
    evidence: evidenceOf(facts, ['state.wishes', null], ['mta.filed', { ...filed, groups: [], circles: [circle] }]),
    fix: [
      own.rule === null
        ? fix('remove-forward', { address, targets: [own.to] })
        : fix('switch-off-rule', { address, rule: own.rule, name: own.name ?? '' }),
    ],
  });
}

export const forwardLoop: Cause = {
  ...shared,
  id: 'acc-forward-loop',
  height: 31,
  needs: ['state.address', 'mta.messages'],
  explains: [],
  proof:
    'mail to this forward, or to a mailbox that passes mail on, came back to us after we had passed it on, and was refused (5.4.6); or it went round among mailboxes here whose rules pass on to each other, and stayed where it came back',
  judge(facts) {
    const state = facts.get('state.address')?.observed;
    const mta = facts.get('mta.messages')?.observed;
    if (state === undefined || mta === undefined) return UNKNOWN;
    if (state.kind !== 'alias' && state.kind !== 'mailbox') return RULED_OUT;
    const { address } = state;
    const own = state.kind === 'alias' ? { targets: state.targets, madeAt: '' } : ownTargets(facts);
    if (own === null) return UNKNOWN;
    const { targets, madeAt } = own;
    if (targets.length === 0) return RULED_OUT;
    const back = mta.refusals.filter(
      (one) => one.cause === 'acc-forward-loop' && one.rcptTo?.toLowerCase() === address && one.lastAt >= madeAt,
    );
    const [newest] = back;
    if (newest === undefined) return state.kind === 'mailbox' ? circleHere(facts, address) : RULED_OUT;
    return found({
      certainty: 'proven',
      about: { address, domain: facts.subject.domain },
      args: {
        address,
        targets,
        from: newest.client ?? newest.remoteAddress ?? '',
        count: back.reduce((sum, one) => sum + one.count, 0),
        lastAt: newest.lastAt,
      },
      evidence: evidenceOf(
        facts,
        [state.kind === 'alias' ? 'state.address' : 'state.wishes', null],
        ['mta.messages', { refusals: back }],
      ),
      fix: [fix('remove-forward', { address, targets })],
    });
  },
};

export const forwardNoCopy: Cause = {
  ...shared,
  id: 'acc-forward-no-copy',
  height: 29,
  needs: ['state.address'],
  explains: ['acc-login-on-alias'],
  proof:
    'mail is missing, and what came went on without a copy here: the owner’s own forwarding or rule says so; or the mailbox of this address was removed and the address made a forward',
  judge(facts) {
    const state = facts.get('state.address')?.observed;
    if (state?.kind === 'mailbox') return ownForwardWithoutCopy(facts, state.address);
    if (state?.kind !== 'alias') return RULED_OUT;
    const forward = facts.get('state.forward')?.observed;
    if (forward === undefined) return UNKNOWN;
    const { address, targets, mailboxRemovedAt, passedOn, lastPassedOnAt } = forward;
    // An address that was made a forward on purpose, and nobody misses mail: no fault.
    if (mailboxRemovedAt === null || passedOn === 0 || !isAboutMissingMail(facts)) return RULED_OUT;
    return found({
      certainty: 'proven',
      about: { address, domain: facts.subject.domain },
      args: { address, targets, removedAt: mailboxRemovedAt, count: passedOn, lastAt: lastPassedOnAt ?? '' },
      evidence: evidenceOf(facts, ['state.forward', null]),
      fix: [fix('read-at-target', { address, targets }), fix('mailbox-instead-of-forward', { address })],
    });
  },
};

/**
 * Addresses elsewhere that have not said yes. When nobody else gets the mail it is turned away, whatever was asked; when others
 * do, it is an answer only to who misses mail.
 */
export const forwardNoConsent: Cause = {
  ...shared,
  id: 'acc-forward-no-consent',
  since: '0.7.0',
  height: 32,
  needs: ['state.address'],
  explains: ['acc-login-on-alias', 'acc-forward-no-copy'],
  proof:
    'our records: the addresses elsewhere that this forward leads to were asked and have not said yes, or said no; what the journal turned away for it',
  judge(facts) {
    const state = facts.get('state.address')?.observed;
    if (state === undefined) return UNKNOWN;
    if (state.kind !== 'alias') return RULED_OUT;
    const forward = facts.get('state.forward')?.observed;
    if (forward === undefined) return UNKNOWN;
    const { address, held = [], reaches = [] } = forward;
    const isStopped = reaches.length === 0;
    if (held.length === 0 || !(isStopped || isAboutMissingMail(facts))) return RULED_OUT;
    const turnedAway = (facts.get('mta.messages')?.observed.refusals ?? []).filter(
      (one) => one.cause === 'acc-forward-no-consent' && one.rcptTo?.toLowerCase() === address,
    );
    const [first] = held;
    return found({
      certainty: 'proven',
      about: { address, domain: facts.subject.domain },
      args: {
        address,
        targets: held.map(({ target }) => target),
        isRefused: held.every((one) => one.state === 'refused') ? 'yes' : '',
        isAlone: isStopped ? 'yes' : '',
        reaches,
        askedAt: first.askedAt ?? '',
        count: turnedAway.reduce((sum, one) => sum + one.count, 0),
        lastAt: turnedAway[0]?.lastAt ?? '',
      },
      evidence: evidenceOf(facts, ['state.forward', null], ['mta.messages', { refusals: turnedAway }]),
      fix: [
        fix('ask-forward-target', {
          alias: first.via,
          recipient: first.target,
          isRefused: first.state === 'refused' ? 'yes' : '',
        }),
        fix('change-forward-target', { alias: first.via, recipient: first.target, isOwn: '' }),
      ],
    });
  },
};

/** One forward that is gone is told where its own address is asked about; several at once are a pattern. */
const SEVERAL = 2;

export const catchallOff: Cause = {
  ...shared,
  id: 'acc-catchall-off',
  height: 28,
  needs: ['state.domain', 'state.forwards-gone'],
  explains: [],
  proof: 'several forwards of the domain were removed lately, and mail to them has been refused since',
  judge(facts) {
    const gone = facts.get('state.forwards-gone')?.observed.gone;
    if (gone === undefined) return UNKNOWN;
    if (gone.length < SEVERAL || !isAboutMissingMail(facts)) return RULED_OUT;
    const { domain } = facts.subject;
    const addresses = gone.slice(0, 10).map((one) => one.address);
    const dates = gone.map((one) => one.removedAt).sort();
    return found({
      certainty: 'proven',
      about: { domain },
      args: {
        domain,
        addresses,
        addressCount: gone.length,
        removedAt: dates[0],
        deletedBy: gone[0].removedBy,
        count: gone.reduce((sum, one) => sum + one.refused, 0),
        lastAt: gone.map((one) => one.lastRefusedAt).sort()[gone.length - 1],
      },
      evidence: evidenceOf(facts, ['state.forwards-gone', { gone: gone.slice(0, 10) }]),
      fix: [fix('restore-forwards', { addresses })],
    });
  },
};

export const FORWARD_CAUSES: readonly Cause[] = [forwardLoop, forwardNoCopy, forwardNoConsent, catchallOff];
