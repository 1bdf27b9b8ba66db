/** The owner's own forwarding that keeps no copy: the mailbox's side of `acc-forward-no-copy` (../devices/forwards.ts). Pure. */
import { type Hit, type Judgement, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import { fix } from '../../fixes.ts';
import type { FiledGroup, RuleSeen, StateWishes } from '../../observed-filing.ts';
import { evidenceOf, isAboutMissingMail, isAskedFor, standing, takesAll } from './shared.ts';

interface Sending {
  readonly targets: readonly string[];
  readonly madeAt: string;
  readonly rule: RuleSeen | null;
}

/** What passes mail on without a copy now; a rule counts when it takes nearly all, or the letters that are asked for. */
function sendingOf(wishes: StateWishes, group: FiledGroup): Sending | null {
  const { forwarding } = wishes;
  if (forwarding !== null && !forwarding.keepCopy)
    return { targets: forwarding.targets.map(({ address }) => address), madeAt: forwarding.madeAt, rule: null };
  const rule =
    standing(wishes, group) ??
    wishes.rules.find(({ enabled, effects }) => enabled && effects.some(({ keep }) => keep === false));
  if (rule === undefined || (!takesAll(group) && !isAskedFor(group) && rule.conditionCount > 0)) return null;
  const targets = rule.effects.flatMap(({ target, keep }) =>
    target === null || keep !== false ? [] : [target.address],
  );
  return targets.length === 0 ? null : { targets, madeAt: rule.madeAt, rule };
}

/** Judges the forwarding of a mailbox. */
export function ownForwardWithoutCopy(facts: Facts, address: string): Judgement {
  const wishes = facts.get('state.wishes')?.observed;
  const filed = facts.get('mta.filed')?.observed;
  if (wishes === undefined || filed === undefined) return UNKNOWN;
  const group = filed.groups.find(({ effect }) => effect === 'forward');
  // Somebody who forwards on purpose and misses nothing: no fault.
  if (group === undefined || !isAboutMissingMail(facts)) return RULED_OUT;
  const sending = sendingOf(wishes, group);
  if (sending === null) return RULED_OUT;
  const { targets, madeAt, rule } = sending;
  const hit: Hit = {
    certainty: 'proven',
    about: { address, domain: facts.subject.domain },
    args: {
      address,
      targets,
      isOwn: 'yes',
      rule: rule?.name ?? '',
      madeAt,
      count: group.count,
      lastAt: group.lastAt,
    },
    evidence: evidenceOf(
      facts,
      ['state.wishes', { forwarding: wishes.forwarding, rules: rule === null ? [] : [rule] }],
      ['mta.filed', { ...filed, groups: [group] }],
    ),
    fix: [fix('keep-forward-copy', { address, rule: rule?.id ?? '' }), fix('read-at-target', { address, targets })],
  };
  return found(hit);
}
