/** Causes in the owner's rules and lists: mail that is moved, thrown away or kept from him by his own wish. */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import type { Facts } from '../../facts.ts';
import { type FixId, fix } from '../../fixes.ts';
import { protocolOf } from '#src/model/endpoint.ts';
import type { ProgramChange } from '../../observed-devices.ts';
import type { FiledGroup, RuleSeen, StateWishes } from '../../observed-filing.ts';
import {
  evidenceOf,
  isAboutMissingMail,
  isAskedFor,
  isForSenders,
  isHiding,
  mailboxOf,
  mayMissMail,
  ofPeople,
  since,
  standing,
  takesAll,
  toldMessage,
} from './shared.ts';

const shared = { family: 'acc', since, symptoms: ['receive', 'some', 'both'], explains: [] } as const;
const MOST_HITS = 3;

const shownOf = (facts: Facts, group: FiledGroup, wishes: StateWishes, entry?: string): Hit['evidence'] =>
  evidenceOf(
    facts,
    ['mta.filed', { ...facts.get('mta.filed')?.observed, groups: [group] }],
    [
      'state.wishes',
      {
        rules: wishes.rules.filter(({ id }) => id === group.rule),
        ruleCount: wishes.ruleCount,
        ...(entry === undefined ? {} : { blocked: [entry] }),
      },
    ],
  );

const argsOf = (group: FiledGroup, address: string): Hit['args'] => ({
  ...toldMessage(group.messages[0]),
  address,
  rule: group.name ?? '',
  effect: group.effect === 'discard' ? 'discard' : group.use === 'Trash' ? 'trash' : group.use === 'Junk' ? 'junk' : '',
  folder: group.folder ?? '',
  count: group.count,
  arrived: group.arrivedSince,
  lastAt: group.lastAt,
});

/** Why mail of this rule is missed: null when it is ordinary filing. */
function missedBy(group: FiledGroup, rule: RuleSeen): 'named' | 'all' | 'people' | null {
  if (group.effect === 'forward') return null;
  if (isAskedFor(group)) return 'named';
  if (takesAll(group)) return 'all';
  // Thrown-away newsletters are what a rule is for; a letter of somebody one writes to is not.
  return isHiding(group) && !isForSenders(rule) && ofPeople(group).length > 0 ? 'people' : null;
}

function hitOf(facts: Facts, wishes: StateWishes, group: FiledGroup): Hit | null {
  const rule = standing(wishes, group);
  if (rule === null || (isHiding(group) && isForSenders(rule) && !takesAll(group))) return null;
  const why = missedBy(group, rule);
  if (why === null || (why === 'people' && !mayMissMail(facts))) return null;
  const { address } = wishes;
  const args = { address, rule: rule.id, name: rule.name };
  const where = group.folder === null ? [] : [fix('look-in-folder', { address, folder: group.folder })];
  return {
    certainty: why === 'people' ? 'likely' : 'proven',
    about: { address, domain: facts.subject.domain },
    args: { ...argsOf(group, address), why },
    evidence: shownOf(facts, group, wishes),
    fix: [fix('switch-off-rule', args), ...where],
    // Everything into one folder is no fault of sending.
    ...(mayMissMail(facts) ? {} : { aside: true as const }),
  };
}

const PATTERN = 3;
/** A program that takes mail away over IMAP as soon as it comes. POP3 has a cause of its own. */
const isTaker = (one: ProgramChange): boolean =>
  one.step === 'expunged' &&
  protocolOf(one.endpoint) === 'imap' &&
  one.folder === 'INBOX' &&
  one.atOnce >= PATTERN &&
  one.atOnce * 5 >= one.messages * 4;

function programHit(facts: Facts, one: ProgramChange, address: string): Hit {
  const device = one.client ?? one.remoteAddress;
  return {
    certainty: 'likely',
    about: { address, domain: facts.subject.domain, device },
    args: {
      address,
      rule: '',
      effect: 'program',
      device,
      remoteAddress: one.remoteAddress,
      endpoint: one.endpoint,
      folder: one.folder,
      count: one.messages,
      atOnce: one.atOnce,
      lastAt: one.lastAt,
    },
    evidence: evidenceOf(facts, ['mta.changes', { programs: [one] }]),
    fix: [fix('stop-taking-away', { device })],
  };
}

export const movesDeletes: Cause = {
  ...shared,
  id: 'acc-filter-moves-deletes',
  height: 28,
  needs: ['state.address', 'state.wishes', 'mta.filed', 'mta.changes'],
  proof:
    'a rule that is on put mail out of sight: nearly all that came, that of a sender the customer names, or letters of people this mailbox writes to (thrown away, trash, junk); or a program removed mail over IMAP within a minute of its arrival',
  judge(facts) {
    const wishes = facts.get('state.wishes')?.observed;
    const filed = facts.get('mta.filed')?.observed;
    const changes = facts.get('mta.changes')?.observed;
    const address = mailboxOf(facts);
    if (wishes === undefined || filed === undefined || changes === undefined || address === undefined) return UNKNOWN;
    if (address === null) return RULED_OUT;
    const rules = filed.groups.filter(({ by }) => by === 'rule').flatMap((group) => hitOf(facts, wishes, group) ?? []);
    const takers = isAboutMissingMail(facts) ? changes.programs.filter(isTaker) : [];
    return found(...[...rules, ...takers.map((one) => programHit(facts, one, address))].slice(0, MOST_HITS));
  },
};

const matches = (entry: string, sender: string): boolean =>
  entry === sender || (entry.startsWith('@') && sender.endsWith(entry));

/** Kept from the owner by his own list, or by a rule for senders alone: of a sender he writes to, or names. */
function blockedHit(facts: Facts, wishes: StateWishes, group: FiledGroup): Hit | null {
  const people = ofPeople(group);
  const [message] = people;
  if (message === undefined) return null;
  const { address } = wishes;
  const rule = group.by === 'rule' ? standing(wishes, group) : null;
  const entry = wishes.blocked.find((one) => matches(one, message.sender));
  if (group.by === 'rule' ? rule === null || !isForSenders(rule) || !isHiding(group) : entry === undefined) return null;
  const heal: FixId = rule === null ? 'unblock-correspondent' : 'switch-off-rule';
  const isCertain = message.isAsked || message.isColleague;
  return {
    certainty: isCertain ? 'proven' : 'likely',
    about: { address, domain: facts.subject.domain },
    args: {
      ...argsOf(group, address),
      ...toldMessage(message),
      entry: entry ?? '',
      rule: rule?.name ?? '',
      folder: group.folder ?? '',
      count: rule === null ? group.correspondents : group.count,
    },
    evidence: shownOf(facts, group, wishes, entry),
    fix: [
      fix(heal, { address, rule: rule?.id ?? '', name: rule?.name ?? '', entry: entry ?? '', sender: message.sender }),
      ...(group.folder === null ? [] : [fix('look-in-folder', { address, folder: group.folder })]),
    ],
  };
}

export const blockedBySelf: Cause = {
  ...shared,
  id: 'acc-sender-blocked-by-self',
  height: 29,
  needs: ['state.address', 'state.wishes', 'mta.filed'],
  proof:
    'mail of a sender that this mailbox writes to, of a colleague, or of the sender the customer names met the blocked list, or a rule for that sender alone',
  judge(facts) {
    const wishes = facts.get('state.wishes')?.observed;
    const filed = facts.get('mta.filed')?.observed;
    const address = mailboxOf(facts);
    if (wishes === undefined || filed === undefined || address === undefined) return UNKNOWN;
    if (address === null || !mayMissMail(facts)) return RULED_OUT;
    const hits = filed.groups
      .filter(({ by }) => by === 'blocked-sender' || by === 'rule')
      .flatMap((group) => blockedHit(facts, wishes, group) ?? []);
    return found(...hits.slice(0, MOST_HITS));
  },
};

export const RULE_CAUSES: readonly Cause[] = [movesDeletes, blockedBySelf];
