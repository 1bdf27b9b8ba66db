/**
 * What the owner of a mailbox wants done with mail that arrives: rules, forwarding, vacation, blocked and allowed senders.
 * Read by the engine where a copy is placed, changed by the use cases. Pure; decides nothing (model/placement.ts does).
 */

export const TEXT_FIELDS = ['from', 'to', 'subject', 'list-id'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];
export const TEXT_MATCHES = ['contains', 'not-contains', 'is', 'starts', 'ends'] as const;
export type TextMatch = (typeof TEXT_MATCHES)[number];

/** `from`, `to` (To, Cc and the envelope) compare addresses and names; everything without case. Sizes in bytes. */
export type Condition =
  | { readonly field: TextField; readonly match: TextMatch; readonly value: string }
  | { readonly field: 'size'; readonly match: 'over' | 'under'; readonly bytes: number }
  | { readonly field: 'spam'; readonly is: boolean };

export type RuleMark = 'seen' | 'flagged';
/** `folder`: there instead of INBOX; `copy`: there as well; `forward`: on to an address, `keep` a copy here. */
export type RuleAction =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'copy'; readonly folder: string }
  | { readonly kind: 'forward'; readonly to: string; readonly keep: boolean }
  | { readonly kind: 'mark'; readonly mark: RuleMark }
  | { readonly kind: 'discard' }
  | { readonly kind: 'reply'; readonly text: string };

export interface MailRule {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Without conditions the rule is for every message. */
  readonly match: 'all' | 'any';
  readonly conditions: readonly Condition[];
  readonly actions: readonly RuleAction[];
  /** Later rules are not asked. */
  readonly stop: boolean;
  /** Who made it: an intruder's rule outlives the new password, so it must be told from the owner's. */
  readonly madeAt: number;
  readonly madeBy: string;
  readonly madeFrom: string | null;
}

export interface Forwarding {
  /** Canonical addresses. */
  readonly targets: readonly string[];
  readonly keepCopy: boolean;
  readonly madeAt: number;
  readonly madeFrom: string | null;
}

export interface Vacation {
  readonly enabled: boolean;
  /** Epoch ms; null = no bound. */
  readonly fromAt: number | null;
  readonly untilAt: number | null;
  /** Null: "Auto: " and the subject that came. */
  readonly subject: string | null;
  readonly text: string;
  /** One answer a sender in so many days. */
  readonly everyDays: number;
}

export interface MailRules {
  readonly rules: readonly MailRule[];
  readonly forwarding: Forwarding | null;
  readonly vacation: Vacation | null;
  /** Addresses, or `@domain` for a whole domain; lower case. */
  readonly blockedSenders: readonly string[];
  readonly allowedSenders: readonly string[];
  /** Where proven forgeries go. */
  readonly spam: 'junk' | 'inbox';
}

export const NO_RULES: MailRules = {
  rules: [],
  forwarding: null,
  vacation: null,
  blockedSenders: [],
  allowedSenders: [],
  spam: 'junk',
};

/** The same without what takes a message out of the mailbox: it is filed and marked as ever, and stays. */
export const withoutLeaving = (rules: MailRules): MailRules => ({
  ...rules,
  rules: rules.rules.map((rule) => ({
    ...rule,
    actions: rule.actions.filter(({ kind }) => kind !== 'forward' && kind !== 'discard'),
  })),
  forwarding: null,
});

export const MAX_RULES = 200;
export const MAX_CONDITIONS = 50;
export const MAX_ACTIONS = 10;
export const MAX_FORWARDS = 20;
export const MAX_SENDERS = 2000;
export const MAX_VALUE = 500;
export const MAX_REPLY = 10_000;
export const MAX_EVERY_DAYS = 60;
export const JUNK_FOLDER = 'Junk';

/** True when `address` is on a list of addresses and `@domain` entries. */
export function isListed(list: readonly string[], address: string): boolean {
  if (list.length === 0 || address === '') return false;
  const lower = address.toLowerCase();
  return list.includes(lower) || list.includes(lower.slice(lower.lastIndexOf('@')));
}
