/**
 * Probe of what the owner wants done with mail: rules, forwarding, vacation, lists of senders, with who made them and from
 * where. Reads our own state; judges nothing.
 */
import type {
  ConditionSeen,
  EffectSeen,
  RuleSeen,
  StateWishes,
  TargetSeen,
  VacationSeen,
} from '#src/diagnosis/observed-filing.ts';
import { vacationState } from '#src/model/auto-reply.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { Condition, MailRule, MailRules, RuleAction, Vacation } from '#src/model/mail-rules.ts';
import { auditLike } from '#src/store/audit.ts';
import { domainByName } from '#src/store/domains.ts';
import { repliesOf, rulesOfMailbox } from '#src/store/mail-rules.ts';
import { iso } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';
import { type Correspondents, domainOf, type Whose } from './correspondents.ts';
import { makingsOf, type PlaceOf } from './making.ts';

const DAY_MS = 86_400_000;
const MOST_RULES = 100;
const MOST_CONDITIONS = 10;
const MOST_SENDERS = 200;
const MOST_VALUE = 120;

type Target = (address: string) => Promise<TargetSeen>;

const conditionSeen = (condition: Condition): ConditionSeen => {
  switch (condition.field) {
    case 'size':
      return { field: 'size', match: condition.match, value: String(condition.bytes) };
    case 'spam':
      return { field: 'spam', match: 'is', value: condition.is ? 'yes' : 'no' };
    case 'from':
    case 'to':
    case 'subject':
    case 'list-id':
      return { field: condition.field, match: condition.match, value: condition.value.slice(0, MOST_VALUE) };
  }
};

async function effectSeen(action: RuleAction, target: Target): Promise<EffectSeen> {
  return {
    kind: action.kind,
    folder: action.kind === 'folder' || action.kind === 'copy' ? action.folder : null,
    target: action.kind === 'forward' ? await target(action.to) : null,
    keep: action.kind === 'forward' ? action.keep : null,
    mark: action.kind === 'mark' ? action.mark : null,
  };
}

async function ruleSeen(rule: MailRule, making: PlaceOf, target: Target): Promise<RuleSeen> {
  return {
    ...making(rule),
    id: rule.id,
    name: rule.name,
    enabled: rule.enabled,
    match: rule.match,
    conditions: rule.conditions.slice(0, MOST_CONDITIONS).map(conditionSeen),
    conditionCount: rule.conditions.length,
    effects: await Promise.all(rule.actions.map((action) => effectSeen(action, target))),
  };
}

/** What puts mail out of sight or passes it on comes first, where not all fit. */
const reaches = ({ enabled, actions }: MailRule): number =>
  (enabled ? 2 : 0) + (actions.some(({ kind }) => kind === 'discard' || kind === 'forward') ? 1 : 0);

function vacationSeen(vacation: Vacation | null, setAt: number | null, now: number): VacationSeen | null {
  if (vacation === null) return null;
  const { fromAt, untilAt, everyDays } = vacation;
  return {
    state: vacationState(vacation, now),
    fromAt: fromAt === null ? null : iso(fromAt),
    untilAt: untilAt === null ? null : iso(untilAt),
    everyDays,
    setAt: setAt === null ? null : iso(setAt),
  };
}

const targetsOf = (rules: MailRules): readonly string[] => [
  ...(rules.forwarding?.targets ?? []),
  ...rules.rules.flatMap(({ actions }) => actions.flatMap((one) => (one.kind === 'forward' ? [one.to] : []))),
];

/** Each target is looked up once. */
async function lookUpTargets(deps: GroupDeps, rules: MailRules, known: Correspondents): Promise<Target> {
  const seen = new Map<string, TargetSeen>();
  for (const address of new Set(targetsOf(rules))) {
    const isOurs = (await domainByName(deps.db.sql, domainOf(address))) !== null;
    seen.set(address, { address, isOurs, isKnown: known.wroteTo(address) });
  }
  return async (address) => seen.get(address) ?? { address, isOurs: false, isKnown: false };
}

/** `state.wishes`. */
export async function lookAtWishes(deps: GroupDeps, whose: Whose, known: Correspondents): Promise<StateWishes> {
  const { db, clock } = deps;
  const now = clock.now();
  const { rules } = await rulesOfMailbox(db.sql, whose.id as MailboxId);
  const [making, target, [set]] = await Promise.all([
    makingsOf(deps, whose.id),
    lookUpTargets(deps, rules, known),
    auditLike(db.sql, { subjects: [whose.address], actions: ['mailbox.rules.vacation'], limit: 1 }),
  ]);
  const { forwarding } = rules;
  const { today } = await repliesOf(db.sql, whose.id as MailboxId, '', '', now - DAY_MS);
  return {
    address: whose.address,
    rules: await Promise.all(
      rules.rules
        .toSorted((a, b) => reaches(b) - reaches(a))
        .slice(0, MOST_RULES)
        .map((rule) => ruleSeen(rule, making, target)),
    ),
    ruleCount: rules.rules.length,
    forwarding:
      forwarding === null
        ? null
        : {
            ...making(forwarding),
            targets: await Promise.all(forwarding.targets.map(target)),
            keepCopy: forwarding.keepCopy,
          },
    vacation: vacationSeen(rules.vacation, (set as { at: number } | undefined)?.at ?? null, now),
    blocked: rules.blockedSenders.slice(0, MOST_SENDERS),
    allowed: rules.allowedSenders.slice(0, MOST_SENDERS),
    answersToday: today,
  };
}
