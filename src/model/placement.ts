/**
 * What becomes of one message in one mailbox: folders, marks, addresses it is passed on to, answers, and which rule did it.
 * Asked by the engine for every copy it places; replayed by the diagnosis. Pure: the same rules and facts give the same.
 */
import {
  type Condition,
  isListed,
  JUNK_FOLDER,
  type MailRule,
  type MailRules,
  type RuleAction,
  type RuleMark,
  type TextMatch,
} from './mail-rules.ts';

/** What rules may look at. Texts are decoded; addresses lower case. */
export interface RuleFacts {
  readonly envelopeFrom: string;
  /** From as it reads, and its addresses. */
  readonly from: string;
  readonly fromAddresses: readonly string[];
  /** To, Cc and the recipient of the envelope. */
  readonly to: string;
  readonly toAddresses: readonly string[];
  readonly subject: string;
  readonly listId: string;
  readonly sizeBytes: number;
  readonly isSpam: boolean;
}

/** Who did it: a rule of the owner's, his lists, his forwarding, the spam folder. */
export type RuleSource =
  | { readonly kind: 'rule'; readonly id: string; readonly name: string }
  | { readonly kind: 'blocked-sender' | 'allowed-sender' | 'forwarding' | 'spam' }
  /** Nobody's wish: it went round among addresses here, and ends where it comes back. */
  | { readonly kind: 'circle' };
export type RuleEffect =
  | { readonly kind: 'folder' | 'copy'; readonly folder: string }
  | { readonly kind: 'forward'; readonly to: string; readonly keep: boolean }
  /** It would go on, and the recipient has not said yes: it stays. */
  | { readonly kind: 'forward-waits'; readonly to: string }
  /** It was here before; `path`: who passed it on since, the first one first. */
  | { readonly kind: 'came-back'; readonly path: readonly string[] }
  | { readonly kind: 'mark'; readonly mark: RuleMark }
  | { readonly kind: 'discard' | 'reply' | 'keep' };
export interface TrailEntry {
  readonly by: RuleSource;
  readonly effect: RuleEffect;
}

export interface PlacedCopy {
  readonly folder: string;
  readonly marks: readonly RuleMark[];
}
export interface Placement {
  /** Copies, one a folder, in order; empty: no copy stays here. A mark is on copies that are made after it, as in Sieve. */
  readonly copies: readonly PlacedCopy[];
  /** Addresses, each once. */
  readonly forwards: readonly string[];
  /** Answers that rules want; vacation is asked apart (model/auto-reply.ts). */
  readonly replies: readonly { readonly rule: string; readonly text: string }[];
  /** Blocked senders and forgeries get no answer and are not passed on. */
  readonly isUnwanted: boolean;
  readonly trail: readonly TrailEntry[];
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

function textFits(match: TextMatch, wanted: string, whole: string, entries: readonly string[]): boolean {
  const value = fold(wanted);
  switch (match) {
    case 'contains':
      return fold(whole).includes(value);
    case 'not-contains':
      return !fold(whole).includes(value);
    case 'is':
      return entries.some((entry) => fold(entry) === value);
    case 'starts':
      return entries.some((entry) => fold(entry).startsWith(value));
    case 'ends':
      return entries.some((entry) => fold(entry).endsWith(value));
  }
}

/** Does one condition hold? */
export function holds(condition: Condition, facts: RuleFacts): boolean {
  switch (condition.field) {
    case 'from':
      return textFits(condition.match, condition.value, facts.from, facts.fromAddresses);
    case 'to':
      return textFits(condition.match, condition.value, facts.to, facts.toAddresses);
    case 'subject':
      return textFits(condition.match, condition.value, facts.subject, [facts.subject]);
    case 'list-id':
      return textFits(condition.match, condition.value, facts.listId, [facts.listId]);
    case 'size':
      return condition.match === 'over' ? facts.sizeBytes > condition.bytes : facts.sizeBytes < condition.bytes;
    case 'spam':
      return facts.isSpam === condition.is;
  }
}

/** Does a rule concern this message? */
export function concerns(rule: MailRule, facts: RuleFacts): boolean {
  if (!rule.enabled) return false;
  if (rule.conditions.length === 0) return true;
  return rule.match === 'all'
    ? rule.conditions.every((condition) => holds(condition, facts))
    : rule.conditions.some((condition) => holds(condition, facts));
}

interface Draft {
  /** A rule said where: INBOX only when it says so. */
  isFiled: boolean;
  isDiscarded: boolean;
  leavesNoCopy: boolean;
  /** Of the rule at hand: what it passes on has to wait, so that nothing of it is thrown away. */
  holds: boolean;
  /** Something has to wait: a copy stays here, whoever else gets one. */
  isHeld: boolean;
  readonly waiting: ReadonlySet<string>;
  readonly copies: PlacedCopy[];
  readonly marks: Set<RuleMark>;
  readonly forwards: Set<string>;
  readonly replies: { rule: string; text: string }[];
  readonly trail: TrailEntry[];
}

/** A copy there, with the marks so far; once a folder: asked for again, it only gets the newer marks too. */
function file(draft: Draft, folder: string): void {
  const before = draft.copies.findIndex((copy) => copy.folder === folder);
  const copy = { folder, marks: [...draft.marks] };
  if (before < 0) draft.copies.push(copy);
  else draft.copies[before] = copy;
}

/** On to an address, once; what said first whether a copy stays is what counts for it. */
function passOn(draft: Draft, to: string, keep: boolean, by: RuleSource): void {
  if (draft.forwards.has(to)) return;
  if (draft.waiting.has(to)) {
    draft.holds = true;
    draft.isHeld = true;
    draft.trail.push({ by, effect: { kind: 'forward-waits', to } });
    return;
  }
  draft.forwards.add(to);
  if (!keep) draft.leavesNoCopy = true;
  draft.trail.push({ by, effect: { kind: 'forward', to, keep } });
}

/** One action of one rule. What cannot be done for unwanted mail (passing on, answering) is left out of the trail too. */
function act(draft: Draft, action: RuleAction, rule: MailRule, isUnwanted: boolean): void {
  const by: RuleSource = { kind: 'rule', id: rule.id, name: rule.name };
  const note = (effect: RuleEffect) => draft.trail.push({ by, effect });
  switch (action.kind) {
    case 'folder':
      draft.isFiled = true;
      file(draft, action.folder);
      note(action);
      return;
    case 'copy':
      file(draft, action.folder);
      note(action);
      return;
    case 'forward':
      if (!isUnwanted) passOn(draft, action.to, action.keep, by);
      return;
    case 'mark':
      draft.marks.add(action.mark);
      note(action);
      return;
    case 'discard':
      if (draft.holds) return;
      draft.isDiscarded = true;
      note({ kind: 'discard' });
      return;
    case 'reply':
      if (isUnwanted) return;
      draft.replies.push({ rule: rule.id, text: action.text });
      note({ kind: 'reply' });
      return;
  }
}

function applyRules(draft: Draft, rules: readonly MailRule[], facts: RuleFacts, isUnwanted: boolean): void {
  for (const rule of rules) {
    if (!concerns(rule, facts)) continue;
    draft.holds = false;
    for (const action of rule.actions) {
      act(draft, action, rule, isUnwanted);
      if (draft.isDiscarded) return; // nothing comes after it, as in Sieve
    }
    if (rule.stop) return;
  }
}

const sendersOf = (facts: RuleFacts): readonly string[] => [...facts.fromAddresses, facts.envelopeFrom];
const isAmong = (list: readonly string[], facts: RuleFacts): boolean =>
  sendersOf(facts).some((address) => isListed(list, address));

const NOBODY: ReadonlySet<string> = new Set();
/** The whole answer for one mailbox. Order: blocked, allowed, rules, forwarding, spam folder, INBOX. */
export function placementOf(rules: MailRules, facts: RuleFacts, waiting: ReadonlySet<string> = NOBODY): Placement {
  const draft: Draft = {
    isFiled: false,
    isDiscarded: false,
    leavesNoCopy: false,
    holds: false,
    isHeld: false,
    waiting,
    copies: [],
    marks: new Set(),
    forwards: new Set(),
    replies: [],
    trail: [],
  };
  const isAllowed = isAmong(rules.allowedSenders, facts);
  const isBlocked = !isAllowed && isAmong(rules.blockedSenders, facts);
  const isSpam = facts.isSpam && !isAllowed;
  const isUnwanted = isBlocked || isSpam;
  const seen: RuleFacts = { ...facts, isSpam };
  if (isBlocked) {
    draft.isFiled = true;
    file(draft, JUNK_FOLDER);
    draft.trail.push({ by: { kind: 'blocked-sender' }, effect: { kind: 'folder', folder: JUNK_FOLDER } });
  } else {
    if (facts.isSpam && isAllowed) draft.trail.push({ by: { kind: 'allowed-sender' }, effect: { kind: 'keep' } });
    applyRules(draft, rules.rules, seen, isUnwanted);
    if (!draft.isDiscarded && !isUnwanted) forwardAll(draft, rules);
    if (isSpam && !draft.isFiled && !draft.isDiscarded && rules.spam === 'junk') {
      draft.isFiled = true;
      file(draft, JUNK_FOLDER);
      draft.trail.push({ by: { kind: 'spam' }, effect: { kind: 'folder', folder: JUNK_FOLDER } });
    }
  }
  return finished(draft, isUnwanted);
}

function forwardAll(draft: Draft, { forwarding }: MailRules): void {
  if (forwarding === null) return;
  for (const to of forwarding.targets) passOn(draft, to, forwarding.keepCopy, { kind: 'forwarding' });
}

/** Discarded: what was copied or passed on before stays so. Passed on without a copy: only what rules filed stays, or what waits for a yes. */
function finished(draft: Draft, isUnwanted: boolean): Placement {
  const wantsInbox = !draft.isFiled && !draft.isDiscarded && (draft.isHeld || !draft.leavesNoCopy);
  if (wantsInbox) file(draft, 'INBOX');
  return {
    copies: draft.copies,
    forwards: [...draft.forwards],
    replies: draft.replies,
    isUnwanted,
    trail: draft.trail,
  };
}
