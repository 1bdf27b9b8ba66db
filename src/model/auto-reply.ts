/**
 * May a robot answer this message, and as what (RFC 3834, RFC 5230)? Asked by the engine after a copy was placed. Pure; who
 * was answered lately and what time it is comes from the caller.
 */
import type { Vacation } from './mail-rules.ts';

/** What the header and the envelope say that matters for answering. All lower case. */
export interface ReplyFacts {
  readonly envelopeFrom: string;
  /** Addresses in To, Cc, Resent-To, Resent-Cc. */
  readonly addressees: readonly string[];
  /** Value of Auto-Submitted without parameters; null when there is none. */
  readonly autoSubmitted: string | null;
  readonly precedence: string | null;
  /** Any of List-Id, List-Unsubscribe, List-Post, List-Help … */
  readonly isList: boolean;
  /** X-Auto-Response-Suppress (Exchange) asks for silence. */
  readonly asksSilence: boolean;
}

/** Why no answer goes out; told in the journal, so that "it does not answer" has a reason. */
export type Silence =
  | 'off'
  | 'not-yet'
  | 'over'
  | 'no-sender'
  | 'robot'
  | 'list'
  | 'not-addressed'
  | 'own-address'
  | 'answered-before'
  | 'too-many'
  | 'unwanted';

const DAY_MS = 86_400_000;
/** Answers of one mailbox in a day: a loop or a flood ends here. */
export const MOST_REPLIES_A_DAY = 100;

/** Is the vacation on at this moment? */
export function vacationState(vacation: Vacation | null, now: number): 'on' | 'off' | 'not-yet' | 'over' {
  if (vacation === null || !vacation.enabled) return 'off';
  if (vacation.fromAt !== null && now < vacation.fromAt) return 'not-yet';
  if (vacation.untilAt !== null && now >= vacation.untilAt) return 'over';
  return 'on';
}

/** RFC 3834 §2: names of programs, not of people. */
const ROBOT =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|listserv|majordomo|.*-request|owner-.*|bounces?(?:[+=-].*)?)@/;

/** `answeredAt`: when this sender was answered last, epoch ms; `today`: answers of the last 24 hours. */
export interface ReplyMemory {
  readonly answeredAt: number | null;
  readonly today: number;
}
export const NOBODY_ANSWERED: ReplyMemory = { answeredAt: null, today: 0 };

/**
 * Null: answer. Otherwise why not. `own`: every address of this mailbox (itself and aliases that lead to it).
 */
export function silenceFor(
  facts: ReplyFacts,
  own: ReadonlySet<string>,
  memory: ReplyMemory,
  everyDays: number,
  now: number,
): Silence | null {
  const sender = facts.envelopeFrom;
  if (sender === '' || !sender.includes('@')) return 'no-sender';
  if (own.has(sender)) return 'own-address';
  if ((facts.autoSubmitted ?? 'no') !== 'no' || facts.asksSilence || ROBOT.test(sender)) return 'robot';
  if (facts.isList || ['bulk', 'list', 'junk'].includes(facts.precedence ?? '')) return 'list';
  if (!facts.addressees.some((address) => own.has(address))) return 'not-addressed';
  if (memory.answeredAt !== null && now - memory.answeredAt < everyDays * DAY_MS) return 'answered-before';
  return memory.today >= MOST_REPLIES_A_DAY ? 'too-many' : null;
}

const REPLY = /^(?:re|sv|aw|vs|antw)\s*:\s*/i;
/** RFC 5230 §4.4: what was asked for, or "Auto: " and what came. One line, capped. */
export function replySubject(wanted: string | null, came: string): string {
  const text = wanted === null || wanted.trim() === '' ? `Auto: ${came.replace(REPLY, '').trim()}` : wanted;
  return text
    .replace(/[\r\n\0]+/g, ' ')
    .trim()
    .slice(0, 200);
}
