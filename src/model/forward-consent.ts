/**
 * Consent of those to whom mail is passed on outside this host: what an address said, and how often it may be asked. Asked for
 * by service/forward-consents.ts, read by the engine's rule book. Pure: times are given.
 */
import type { MailRules, RuleAction } from './mail-rules.ts';

/**
 * `waiting`: asked, or to be asked; `confirmed`: the recipient said yes; `refused`: he said no, or stopped it later;
 * `operator`: the operator vouched for it.
 */
export type ConsentState = 'waiting' | 'confirmed' | 'refused' | 'operator';
/** What came of a question: `stopped` after a yes, `expired` when nobody answered in time. */
export const FORWARD_ANSWERS = ['yes', 'no', 'stopped', 'expired'] as const;
export type ForwardAnswer = (typeof FORWARD_ANSWERS)[number];
export interface ForwardConsent {
  readonly id: string;
  /** Whose mail it is: the id of a mailbox, or the address of an alias (no id has an @). */
  readonly mailbox: string;
  readonly target: string;
  readonly state: ConsentState;
  readonly madeAt: number;
  readonly madeBy: string;
  /** Letters that went out, and the last of them. */
  readonly letters: number;
  readonly sentAt: number | null;
  /** Of a waiting one: until then the link says yes. */
  readonly untilAt: number | null;
  readonly decidedAt: number | null;
  /** Of the newest question; null while it is open. */
  readonly answer: ForwardAnswer | null;
  /** When the owner was told of it. */
  readonly toldAt: number | null;
}

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const CONSENT_DAYS = 14;
/** Nobody is to be bombed with questions: of one mailbox to one address, to one address from everybody, of one mailbox. */
export const MOST_LETTERS = { ofPair: 4, toTargetADay: 3, ofMailboxADay: 5 } as const;
export const BETWEEN_LETTERS_MS = 12 * HOUR_MS;

/** Why no letter goes out now. */
export type NoLetter = 'decided' | 'soon' | 'often' | 'target-full' | 'mailbox-full' | 'never';
export interface LetterCounts {
  /** Letters of the last day to this address, and of this mailbox. */
  readonly toTarget: number;
  readonly ofMailbox: number;
  /** The address asked never to be asked again. */
  readonly isNever: boolean;
}

/** May a letter go out now? Null: yes. */
export function noLetter(consent: ForwardConsent, counts: LetterCounts, now: number): NoLetter | null {
  if (consent.state !== 'waiting') return 'decided';
  if (counts.isNever) return 'never';
  if (consent.letters >= MOST_LETTERS.ofPair) return 'often';
  if (consent.sentAt !== null && now - consent.sentAt < BETWEEN_LETTERS_MS) return 'soon';
  if (counts.toTarget >= MOST_LETTERS.toTargetADay) return 'target-full';
  return counts.ofMailbox >= MOST_LETTERS.ofMailboxADay ? 'mailbox-full' : null;
}

/** A question that was put and whose time is over: its link takes no yes any more. */
export const isOver = ({ state, sentAt, untilAt }: Pick<ForwardConsent, 'state' | 'sentAt' | 'untilAt'>, now: number) =>
  state === 'waiting' && sentAt !== null && (untilAt ?? 0) <= now;

/** Nobody has answered yet, and time is not over: mail that must wait for a yes may come again. */
export const isOpenQuestion = ({ state, answer }: Pick<ForwardConsent, 'state' | 'answer'>): boolean =>
  state === 'waiting' && answer === null;

/**
 * The consent with the recipient's answer. The same answer again changes nothing, so that it is told once; a no after a yes
 * is a stop.
 */
export function answered(consent: ForwardConsent, isYes: boolean, at: number): ForwardConsent {
  const state: ConsentState = isYes ? 'confirmed' : 'refused';
  if (consent.state === state) return consent;
  const isStop = consent.state === 'confirmed' || consent.state === 'operator';
  const answer: ForwardAnswer = isYes ? 'yes' : isStop ? 'stopped' : 'no';
  return { ...consent, state, answer, decidedAt: at, untilAt: null, toldAt: null };
}

/** Where a record passes mail on to, each address once. */
export function forwardTargets({ forwarding, rules }: MailRules): ReadonlySet<string> {
  const ofRules = rules.flatMap(({ actions }) => actions.flatMap((one) => (one.kind === 'forward' ? [one.to] : [])));
  return new Set([...(forwarding?.targets ?? []), ...ofRules]);
}

/** The record without what must wait; what it would have passed on stays here. For the script of the second engine. */
export function withoutWaiting(rules: MailRules, waiting: ReadonlySet<string>): MailRules {
  if (waiting.size === 0) return rules;
  const isOpen = (action: RuleAction): boolean => action.kind !== 'forward' || !waiting.has(action.to);
  const { forwarding } = rules;
  const targets = forwarding?.targets.filter((target) => !waiting.has(target)) ?? [];
  const keepCopy = forwarding?.keepCopy === true || targets.length < (forwarding?.targets.length ?? 0);
  return {
    ...rules,
    rules: rules.rules.map((rule) => {
      if (rule.actions.every(isOpen)) return rule;
      // What waits is not thrown away either. With nothing left to do only a rule that ends the others stands.
      const actions = rule.actions
        .filter((action) => isOpen(action) && action.kind !== 'discard')
        .map((action) => (action.kind === 'forward' ? { ...action, keep: true } : action));
      return { ...rule, actions, enabled: rule.enabled && (actions.length > 0 || rule.stop) };
    }),
    forwarding: forwarding === null || targets.length === 0 ? null : { ...forwarding, targets, keepCopy },
  };
}
